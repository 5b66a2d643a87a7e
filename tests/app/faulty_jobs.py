"""Jobs, and what is given to them, that break what carries them; the worker imports this module by name.

With the name of a file in UNROLLED_TEST_STARTS, the process that imports it dies as long as the file is not there.
"""

import os
from pathlib import Path

if (starts := os.environ.get("UNROLLED_TEST_STARTS")) and not Path(starts).exists():
    os._exit(3)


class Unreadable:
    """Goes out as it should, and cannot be read where it comes in: the reader gets a ValueError."""

    def __reduce__(self) -> tuple:
        return int, ("no number",)


class Unsendable:
    """Cannot go out at all."""

    def __reduce__(self) -> tuple:
        raise RecursionError("it would never end")


def pid(description: dict):
    """The number of the process."""
    yield 0.5
    return os.getpid()


def garbled(description: dict):
    """Something that the server cannot read comes back, and then nothing for a long time."""
    yield 0.5, "job.running", {"value": Unreadable()}
    while True:
        yield 0.5


def unsendable(description: dict):
    """Something that cannot be sent comes back, after much that can."""
    yield 0.5, "job.running", {"much": bytes(200_000), "value": Unsendable()}
