"""Where the picture rests, so many words read with a vocabulary of some size, and the word that a visitor presses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.kit.exchange import Message, is_index
from core.recurrent.results.language import Race

NEVER = ("<UNK>", "<EOS>")  # among the likeliest, but no words


@dataclass(frozen=True)
class Rest:
    """step: so many words are read, <EOS> counted as one; size: of the vocabulary."""

    step: int
    size: int


Limits = tuple[int, Sequence[int]]


def limits(race: Race) -> Limits:
    """How many steps there are, and which sizes."""
    return max(len(race.a.words), len(race.b.words)) + 1, sorted(race.a.by_size)


def fit(rest: Rest, bounds: Limits) -> Rest:
    """The nearest rest that there is."""
    last, sizes = bounds
    return Rest(min(max(0, rest.step), last), min(sizes, key=lambda size: abs(size - rest.size)))


def parse(value: Any, subject: int, bounds: Limits) -> Message[Rest] | None:
    """What a browser sent; None for what is no message."""
    if not isinstance(value, dict) or not is_index(value.get("number")):
        return None
    step, size = value.get("step"), value.get("size")
    if not (is_index(step) and is_index(size)) or value.get("subject") != subject:
        return Message(value["number"])
    rest = Rest(step, size)
    return Message(value["number"], rest, True) if fit(rest, bounds) == rest else Message(value["number"])


def word_sent(value: Any, race: Race, subject: int) -> tuple[str, int, str] | None:
    """Sentence, place and word that were pressed; None for what the picture did not show there."""
    if not isinstance(value, dict) or value.get("subject") != subject:
        return None
    which, place, word = (value.get(name) for name in ("which", "place", "word"))
    if which not in ("a", "b") or not is_index(place) or not isinstance(word, str) or word in NEVER:
        return None
    raced = {"a": race.a, "b": race.b}[which]
    shown = {
        token for one in raced.by_size.values() if 0 <= place < len(one.steps) for token, _ in one.steps[place].tops
    }
    return (which, place, word) if word in shown else None
