"""What the picture of one vector shows: found once, used by every tab of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.lessons.translate.seq2seq.picture import Rest
from core.translate.results import OneVector, SentenceMap


@dataclass(frozen=True)
class Shown:
    """The sentence in one vector and what was written from it, the maps, where the picture rests."""

    found: OneVector
    maps: Mapping[str, SentenceMap]
    rest: Rest

    @property
    def about(self) -> str:
        """What tells this picture from another."""
        return f"{self.found.name} {self.found.text}"
