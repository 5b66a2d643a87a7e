"""The state in which the picture rests, and what else a browser may ask for: all that it sends back, checked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from app.kit.exchange import Message, is_index
from core.captions.options import PLACES

LONGEST_WORD = 30  # letters


@dataclass(frozen=True)
class Rest:
    """step: the word that is written now, from 0. place: the one that is pinned, 0 to 48 row by row, None for none.
    branch: which of the sentences."""

    step: int = 0
    place: int | None = None
    branch: int = 0


def fit(rest: Rest, sizes: Sequence[int]) -> Rest:
    """The nearest rest that there is. sizes: the steps of each sentence."""
    branch = min(max(0, rest.branch), len(sizes) - 1)
    step = min(max(0, rest.step), sizes[branch] - 1)
    return Rest(step, rest.place if is_place(rest.place) else None, branch)


def is_place(value: Any) -> bool:
    """A place of the grid."""
    return is_index(value) and 0 <= value < PLACES


def parse(value: Any, subject: int, sizes: Sequence[int]) -> Message[Rest] | None:
    """What a browser sent; it fits if it is for the picture that is shown now. None for what is no message."""
    if not isinstance(value, dict) or not is_index(value.get("number")):
        return None
    number, step, place, branch = (value.get(name) for name in ("number", "step", "place", "branch"))
    is_rest = is_index(step) and is_index(branch) and (place is None or is_place(place))
    if value.get("subject") != subject or not is_rest:
        return Message(number)
    return Message(number, fit(Rest(step, place, branch), sizes), True)


def hold_of(value: Any, sentences: int, sizes: Sequence[int]) -> tuple[int, int, int] | None:
    """Step, place and branch of a light that shall be held; None for what is none of these sentences."""
    at = _at(value, sentences, sizes)
    return None if at is None or not is_place(value.get("place")) else (at[0], value["place"], at[1])


def word_of(value: Any, sentences: int, sizes: Sequence[int], writable: Collection[str]) -> tuple[int, str, int] | None:
    """Step, word and branch of a word that was typed; None if it cannot be written."""
    at = _at(value, sentences, sizes)
    word = None if at is None else value.get("word")
    is_word = isinstance(word, str) and 0 < len(word) <= LONGEST_WORD and word in writable
    return (at[0], word, at[1]) if at is not None and is_word else None


def _at(value: Any, sentences: int, sizes: Sequence[int]) -> tuple[int, int] | None:
    """The step and the branch that a message is about. sentences: the number of those that are shown now."""
    if not isinstance(value, dict) or value.get("sentences") != sentences:
        return None
    step, branch = value.get("step"), value.get("branch")
    is_there = is_index(branch) and 0 <= branch < len(sizes) and is_index(step) and 0 <= step < sizes[branch]
    return (step, branch) if is_there else None
