"""Where the picture rests: which symbol is being drawn, and how."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

from app.kit.exchange import Message, is_index
from app.lessons.recurrent.sampling.options import LAST_NEEDLE, LAST_SEED
from core.recurrent.results.sampling import Writing

RANGES = {"temperature": (0.0, 2.0), "top_p": (0.05, 1.0), "min_p": (0.0, 0.5)}
SEEDS, MOST_K = (1, LAST_SEED), 50
NEVER = ("<UNK>", "<EOS>")  # they end a text or stand for no word


@dataclass(frozen=True)
class Rest:
    """step: so many symbols stand after the beginning, and the next is being drawn. kept: symbols after the beginning that are
    not drawn anew. needle: a number in place of the first random one, or None. The others: as in the lesson's `Options`."""

    step: int
    seed: int
    temperature: float
    top_k: int
    top_p: float
    min_p: float
    temperature_last: bool
    kept: tuple[str, ...] = ()
    needle: float | None = None


def fit(rest: Rest, writing: Writing) -> Rest:
    """The nearest rest that there is."""
    sample = writing.sample
    kept = sample.tokens[: sample.kept]
    return replace(rest, step=min(max(0, rest.step), max(0, len(sample.tokens) - 1)), kept=kept)


def parse(value: Any, subject: int, writing: Writing) -> Message[Rest] | None:
    """What a browser sent; None for what is no message."""
    if not isinstance(value, dict) or not is_index(value.get("number")):
        return None
    number = value["number"]
    if value.get("subject") != subject:
        return Message(number)
    rest = _read(value, writing)
    return Message(number) if rest is None else Message(number, rest, True)


def _read(value: dict[str, Any], writing: Writing) -> Rest | None:
    step, seed, top_k, last, kept, needle = (
        value.get(name) for name in ("step", "seed", "top_k", "temperature_last", "kept", "needle")
    )
    whole = is_index(step) and is_index(seed) and is_index(top_k) and isinstance(last, bool)
    if not whole or not (0 <= step < writing.limit and SEEDS[0] <= seed <= SEEDS[1] and 0 <= top_k <= MOST_K):
        return None
    numbers = {name: _within(value.get(name), *RANGES[name]) for name in RANGES}
    if None in numbers.values() or not (needle is None or _within(needle, 0.0, LAST_NEEDLE) is not None):
        return None
    may = set(writing.symbols).difference(NEVER)
    if (
        not isinstance(kept, list)
        or len(kept) > writing.limit
        or not all(isinstance(s, str) and s in may for s in kept)
    ):
        return None
    needle = None if needle is None else float(needle)
    return Rest(step=step, seed=seed, top_k=top_k, temperature_last=last, kept=tuple(kept), needle=needle, **numbers)


def _within(value: Any, low: float, high: float) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return float(value) if is_number and low <= value <= high else None
