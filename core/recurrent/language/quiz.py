"""What may be asked about a sentence that was read: only where the answer is clear."""

from __future__ import annotations

from core.recurrent.results.language import Raced, Reading

CLEARLY = 1.25  # so many times as likely is the likeliest token as the next
APART = 3.0  # bits between two models


def favourite(reading: Reading, place: int) -> tuple[str, float] | None:
    """The token that was found likeliest at a place, and its probability; None past the end, or where another is near."""
    if place >= len(reading.steps):
        return None
    first, second = reading.steps[place].tops[:2]
    return first if first[1] >= CLEARLY * second[1] else None


def dearest(reading: Reading, count: int = 3) -> list[tuple[str, float]] | None:
    """The different tokens that cost the most bits, spelling too, dearest first; None where there are not ``count``."""
    bits = reading.scored.bits_by_step
    found: dict[str, float] = {}
    for place in sorted(range(len(bits)), key=lambda i: -bits[i]):
        found.setdefault(reading.scored.written[place], float(bits[place]))
    return list(found.items())[:count] if len(found) >= count else None


def surer(raced: Raced, size: int) -> str | None:
    """Which model finds the sentence likelier as a whole, "words" at this size or "letters"; None where they are near."""
    words, letters = raced.by_size[size].scored.total_bits, raced.spelled.scored.total_bits
    if abs(words - letters) < APART:
        return None
    return "words" if words < letters else "letters"
