"""Memory for what visitors bring, all of them together: who comes when it is full is told so, and the server lives."""

from __future__ import annotations

import threading
import weakref
from dataclasses import dataclass

from core.errors import UserError


class Room:
    """Counts the bytes of what is alive. full: key of the sentence for whom there is no room."""

    def __init__(self, full: str) -> None:
        self.full = full
        self._held: weakref.WeakKeyDictionary[object, int] = weakref.WeakKeyDictionary()
        self._lock = threading.Lock()

    def add(self, thing: object, size: int, limit: int, instead: object = None) -> None:
        """Take in a thing of so many bytes, of `limit` for all; `instead` will soon be gone. Raises UserError."""
        with self._lock:
            if sum(its for one, its in list(self._held.items()) if one is not instead) + size > limit:
                raise UserError(self.full)
            self._held[thing] = size


@dataclass(frozen=True, eq=False)
class Arrived:
    """What a visitor has brought and nobody has read yet: the name of its upload, and its bytes."""

    file: str
    data: bytes
