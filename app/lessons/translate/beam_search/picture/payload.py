"""A `BeamTrace` as what the browser is sent: the candidates of all steps in one row, as arrays."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from core.translate.results import EOS, SPACE, BeamTrace, Way, piece_label


def build(
    trace: BeamTrace,
    pieces: Mapping[int, str],
    products: Sequence[np.ndarray],
    texts: Sequence[str],
    greedy: Way | None = None,
    greedy_rows: Sequence[int] = (),
) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Numbers and arrays (N,) over the candidates of all steps, one step after the other.

    steps: [candidates listed, kept, room, candidates there were] each; words: what pieces are shown as, ``token`` is a
    place in it; starts: whether a piece begins a word; finished: [step, row, T, Σ log P, ended, text], in the trace's order;
    greedy: what the likeliest word at each step comes to, and its rows in the trace; None for not to be shown.
    """
    used = sorted(pieces)
    places = {token: i for i, token in enumerate(used)}
    rows = trace.steps
    header = {
        "steps": [[len(step), int(step.kept.sum()), step.room, step.of] for step in rows],
        "words": [piece_label(pieces[token]) for token in used],
        "starts": [int(pieces[token].startswith(SPACE)) for token in used],
        "end": next((i for i, token in enumerate(used) if pieces[token] == EOS), -1),
        "finished": [
            [len(one.tokens) - 1, one.row, len(one.tokens), round(one.log_probability, 6), int(one.ended), text]
            for one, text in zip(trace.finished, texts, strict=True)
        ],
        "greedy": _greedy(greedy, greedy_rows),
    }
    arrays = {
        "parent": _joined([step.parent for step in rows], np.int16),
        "token": _joined([[places[int(token)] for token in step.token] for step in rows], np.int16),
        "log_p": _joined([step.log_probability for step in rows], np.float32),
        "total": _joined([step.total for step in rows], np.float32),
        "product": _joined(products, np.float32),
        "ended": _joined([step.ended for step in rows], np.uint8),
    }
    return header, arrays


def _greedy(way: Way | None, rows: Sequence[int]) -> dict[str, Any] | None:
    if way is None:
        return None
    return {"rows": list(rows), "text": way.text, "total": round(way.log_probability, 6), "length": way.length}


def subject(trace: BeamTrace, texts: Sequence[str]) -> int:
    """A number that another trace does not have."""
    totals = b"".join(step.total.tobytes() for step in trace.steps)
    return zlib.crc32(totals, zlib.crc32("\n".join(texts).encode()))


def _joined(parts: Sequence[Any], kind: type) -> np.ndarray:
    return np.concatenate([np.asarray(part) for part in parts]).astype(kind)
