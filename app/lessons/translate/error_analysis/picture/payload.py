"""`FaultCases` as what the browser is sent: arrays that are the same for every visitor, and a visitor's own case as plain lists.

A case has its texts in one row: y* first, then what the machine writes at any width and α, each once (`outputs`).
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from typing import Any

import numpy as np

from core.translate.results import FaultCase, FaultCases, FaultSearch, Scored, written

NOTHING = -1  # no step, no rank
Words = dict[str, list[str]]
Arrays = dict[str, np.ndarray]
_known: dict[str, tuple[FaultCases, Arrays]] = {}  # by the translator's name


def outputs(case: FaultCase) -> tuple[Scored, ...]:
    """The machine's distinct translations of a sentence, in the order of widths and α. Their places make `Rest.good`."""
    found: dict[tuple[int, ...], Scored] = {}
    for search in case.searched:
        for one in search.winners:
            found.setdefault(one.tokens, one)
    return tuple(found.values())


def known(cases: FaultCases) -> Arrays:
    """The arrays of `tables`, and its words as JSON in UTF-8: made once for each translator."""
    held = _known.get(cases.name)
    if held is None or held[0] is not cases:
        words, arrays = tables(cases.cases)
        arrays["words"] = np.frombuffer(json.dumps(words, ensure_ascii=False).encode(), dtype=np.uint8)
        held = _known[cases.name] = (cases, arrays)
    return held[1]


def own(case: FaultCase | None) -> dict[str, Any] | None:
    """The same of one case, as lists."""
    if case is None:
        return None
    words, arrays = tables((case,))
    return words | {name: array.ravel().tolist() for name, array in arrays.items()}


def tables(cases: Iterable[FaultCase]) -> tuple[Words, Arrays]:
    """What N cases with M texts of P pieces in all are drawn from.

    Words: sources (N,); symbols, the pieces that occur; texts (M,), "" where the pieces spell it. Arrays: count (N,), texts of
    each case; T and sum, log P (M,); good (M,), 1 for y* itself and what is marked as good; token, a place in `symbols`, and
    log_p (P,); winners (N, W), how many each width has, and winner, their
    places among the case's outputs, one after the other; fell, rank, total, last (N, W) as in `FaultSearch`.
    """
    cases = tuple(cases)
    made = [outputs(case) for case in cases]
    every = [one for case, others in zip(cases, made, strict=True) for one in (case.human, *others)]
    as_good = [
        {case.human.text, *case.as_good} for case, others in zip(cases, made, strict=True) for _ in (case, *others)
    ]
    places = {symbol: i for i, symbol in enumerate(dict.fromkeys(piece for one in every for piece in one.pieces))}
    searched = [search for case in cases for search in case.searched]
    winner = [
        others.index(one)
        for case, tokens in zip(cases, made, strict=True)
        for others in [[other.tokens for other in tokens]]
        for search in case.searched
        for one in (winner.tokens for winner in search.winners)
    ]
    words = {
        "sources": [case.source for case in cases],
        "symbols": list(places),
        "texts": ["" if one.text == written(one.pieces) else one.text for one in every],
    }
    numbers = {
        "count": [1 + len(others) for others in made],
        "T": [one.length for one in every],
        "token": [places[piece] for one in every for piece in one.pieces],
        "winners": [len(search.winners) for search in searched],
        "winner": winner,
        "fell": _of(searched, "fell"),
    }
    arrays = {name: np.array(values, dtype="<i2") for name, values in numbers.items()}
    arrays["good"] = np.array([one.text in good for one, good in zip(every, as_good, strict=True)], dtype=np.uint8)
    arrays["log_p"] = np.concatenate([one.log_probabilities for one in every]).astype("<f4")
    arrays["sum"] = np.array([one.log_probability for one in every], dtype="<f4")
    return words, arrays | {name: np.array(_of(searched, name), dtype="<f4") for name in ("rank", "total", "last")}


def _of(searched: Iterable[FaultSearch], name: str) -> list[float]:
    """One number of each search; NOTHING for None."""
    return [NOTHING if value is None else value for value in (getattr(one, name) for one in searched)]


def subject(cases: FaultCases, own: FaultCase | None, own_row: int | None) -> int:
    """A number that another translator or another y* does not have."""
    typed = "" if own is None else f"{own.source}\n{own.human.text}\n{own_row}"
    return zlib.crc32(f"{cases.name}\n{len(cases.cases)}\n{typed}".encode())
