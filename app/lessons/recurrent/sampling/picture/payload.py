"""A `Writing` as what the browser is sent."""

from __future__ import annotations

import zlib
from dataclasses import asdict
from typing import Any

import numpy as np

from app.lessons.recurrent.sampling.picture.rest import Rest
from core.recurrent.results.sampling import GRAIN, Draw, Sample, Writing

NEVER = -32768  # stands for −inf
THIN = 8  # pieces of a bar in the margin


def build(writing: Writing) -> dict[str, Any]:
    """level, limit, symbols (V,); start, what was given, as symbols; given, for each of these a thin bar; tokens (T,) indices of
    what comes after, us (T,) the random numbers, kept: so many of them are not drawn, ended; seed; samples: the greedy one
    first, which has no seed."""
    sample = writing.sample
    finished = (writing.greedy, *writing.others)
    return {
        "level": writing.level,
        "limit": writing.limit,
        "symbols": list(writing.symbols),
        "start": list(sample.start),
        "given": [thin(draw) for draw in sample.given],
        "tokens": [int(draw.index) for draw in sample.steps],
        "us": sample.us.tolist(),
        "kept": sample.kept,
        "ended": sample.ended,
        "seed": sample.seed,
        "samples": [finished_text(*one) for one in zip(finished, writing.texts, writing.known, strict=True)],
    }


def finished_text(sample: Sample, text: str, known: bool | None) -> dict[str, Any]:
    """A finished sample: seed, its text after the start, natural log of P, whether <EOS> came, whether it was trained on."""
    log_p = round(sample.log_probability, 4)
    return {"seed": sample.seed, "text": text, "log_p": log_p, "ended": sample.ended, "known": known}


def thin(draw: Draw) -> dict[str, Any]:
    """The bar of a symbol that was given: its `THIN` largest pieces, and from where to where its own piece reaches."""
    at = None if draw.span is None else [round(end, 4) for end in draw.span]
    return {"pieces": [round(float(one), 4) for one in np.sort(draw.p)[::-1][:THIN]], "at": at}


def logits(writing: Writing) -> np.ndarray:
    """(T, V) int16: each times `GRAIN`, `NEVER` for −inf."""
    if not writing.sample.steps:
        return np.zeros((0, len(writing.symbols)), dtype=np.int16)
    z = np.array([draw.logits for draw in writing.sample.steps])
    whole = np.where(np.isfinite(z), np.round(z * GRAIN), NEVER)
    return whole.astype(np.int16)


def sent(rest: Rest) -> dict[str, Any]:
    """A rest as the browser holds it."""
    return asdict(rest) | {"kept": list(rest.kept)}


def subject(writing: Writing) -> int:
    """A number that another network or another beginning does not have."""
    text = "\n".join((writing.source, *writing.sample.start))
    return zlib.crc32(text.encode())
