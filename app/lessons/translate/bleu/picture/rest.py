"""Where the picture rests: what the browser sends back, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.kit.exchange import Message, is_index
from core.translate.options import LONGEST_SIDE, MOST_REFERENCES

ORDERS = 4


@dataclass(frozen=True)
class Rest:
    """candidate, references: the texts; an empty reference is none, those behind the last one that is not are left out.
    n: which n-grams are open. step: so many of them are counted, −1 all. kept: so many words of the candidate are, −1
    all."""

    candidate: str
    references: tuple[str, ...]
    n: int = 2
    step: int = -1
    kept: int = -1


def fit(rest: Rest) -> Rest:
    """The nearest rest that there is; steps and words that the texts do not have are the browser's to leave out."""
    references = [text[:LONGEST_SIDE] for text in rest.references[:MOST_REFERENCES]] or [""]
    while len(references) > 1 and not references[-1].strip():
        references.pop()
    return Rest(
        rest.candidate[:LONGEST_SIDE],
        tuple(references),
        min(max(1, rest.n), ORDERS),
        *(min(max(-1, number), LONGEST_SIDE) for number in (rest.step, rest.kept)),
    )


def parse(value: Any) -> Message[Rest] | None:
    """What a browser sent; it fits if it is a rest. None for what is no message."""
    if not isinstance(value, dict) or not is_index(value.get("number")):
        return None
    number, candidate, references = (value.get(name) for name in ("number", "candidate", "references"))
    whole = [value.get(name) for name in ("n", "step", "kept")]
    is_list = isinstance(references, list) and 0 < len(references) <= MOST_REFERENCES
    texts = [candidate, *(references if is_list else [])]
    is_text = is_list and all(isinstance(text, str) and len(text) <= LONGEST_SIDE for text in texts)
    if not is_text or not all(map(is_index, whole)):
        return Message(number)
    return Message(number, fit(Rest(candidate, tuple(references), *whole)), True)
