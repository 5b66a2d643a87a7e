"""Waiting for what another thread or process does, however long a busy machine takes for it."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
PATIENCE = 120.0  # seconds, after which it is taken that it will never happen


def until(happened: Callable[[], T], what: Callable[[], object] = lambda: "it did not happen") -> T:
    """Ask until the answer is true, and give it; `what` says how far it came if it never is."""
    deadline = time.monotonic() + PATIENCE
    while not (found := happened()):
        assert time.monotonic() < deadline, what()
        time.sleep(0.01)
    return found
