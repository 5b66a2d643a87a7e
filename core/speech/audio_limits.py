"""What a sound file may be at most, and the error that says so."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import UserError
from core.errors import check_size as check_bytes
from core.speech.options import MAX_BYTES

try:
    import resource
except ImportError:  # Windows has no such limit
    resource = None

MAX_SECONDS = 600.0
MIN_SECONDS = 0.1
MAX_CHANNELS = 8
MIN_RATE, MAX_RATE = 1_000, 768_000  # samples a second
MEMORY = 300 * 2**20  # bytes by which the process may grow while it reads

_LIMITING = threading.Lock()


class AudioError(UserError):
    """A sound file that cannot be read here, with the key of a sentence that says why and what to do."""


def check_size(data: bytes) -> None:
    """AudioError if there is nothing, or too much to look at."""
    if not data:
        raise AudioError("audio.empty")
    check_bytes(len(data), MAX_BYTES, "audio.too_large", AudioError)


def check_format(channels: int, rate: int) -> None:
    """AudioError if there are more channels, or more or fewer samples a second, than are read here."""
    if channels > MAX_CHANNELS:
        raise AudioError("audio.channels", channels=channels, limit=MAX_CHANNELS)
    if not MIN_RATE <= rate <= MAX_RATE:
        raise AudioError("audio.rate", rate=rate, low=MIN_RATE, high=MAX_RATE)


def check_seconds(seconds: float) -> None:
    """AudioError as soon as this much has been decoded."""
    if seconds > MAX_SECONDS:
        raise AudioError("audio.too_long", minutes=int(MAX_SECONDS // 60))


@contextmanager
def memory() -> Iterator[None]:
    """Within, the system gives this process MEMORY more at most, whatever a forged header asks for. One at a time.

    An MP4 of 18 kB can say that it has 60 million samples, and FFmpeg would make a table of 2 GB before it looks for one.
    """
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except OSError:  # not Linux
        yield
        return
    with _LIMITING:
        before, highest = resource.getrlimit(resource.RLIMIT_AS)
        set_limits = [limit for limit in (before, highest) if limit != resource.RLIM_INFINITY]
        now = min([pages * resource.getpagesize() + MEMORY, *set_limits])
        resource.setrlimit(resource.RLIMIT_AS, (now, highest))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_AS, (before, highest))
