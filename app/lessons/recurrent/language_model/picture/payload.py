"""A `Race` as what the browser is sent: both sentences at every size of vocabulary, in bits, as rounded numbers."""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np

from core.recurrent.results.language import Race, Raced, Reading


def build(race: Race) -> dict[str, Any]:
    """sizes: of vocabularies, growing; parted: place of the first word that differs; a, b: either sentence."""
    return {"sizes": sizes(race), "parted": race.parted, "a": side(race.a), "b": side(race.b)}


def sizes(race: Race) -> list[int]:
    """The sizes of vocabulary that were read, from small to large."""
    return sorted(race.a.by_size)


def side(raced: Raced) -> dict[str, Any]:
    """A sentence of T − 1 words and <EOS>.

    words (T − 1,); by_size: for each size ``log_p`` (T,) log₂ P, ``spelling`` (T,) log₂ P of naming an <UNK>, ``unknown``
    (T,) 0 or 1, ``rank`` (T,), ``tops`` (T,) [[token, P]]; letters: the same of the letter model with ``symbols``, without
    what has no place there; groups: to which word a letter belongs.
    """
    words = [reading(raced.by_size[size]) for size in sorted(raced.by_size)]
    letters = reading(raced.spelled) | {"symbols": list(raced.spelled.scored.written)}
    return {"words": list(raced.words), "by_size": words, "letters": letters, "groups": list(raced.groups)}


def reading(read: Reading) -> dict[str, Any]:
    """One reading, in bits."""
    scored = read.scored
    return {
        "log_p": bits(scored.log_probs),
        "spelling": bits(scored.spelling),
        "unknown": [int(token != word) for token, word in zip(scored.tokens, scored.written, strict=True)],
        "rank": [step.rank for step in read.steps],
        "tops": [[[token, float(f"{p:.3g}")] for token, p in step.tops] for step in read.steps],
    }


def bits(logs: np.ndarray) -> list[float]:
    """Natural logs as log₂, to four digits."""
    return [round(float(value), 4) + 0.0 for value in np.asarray(logs) / np.log(2)]


def subject(race: Race) -> int:
    """A number that another pair of sentences, or another model, does not have."""
    text = "\n".join(("\t".join(race.a.words), "\t".join(race.b.words)))
    logs = [raced.by_size[size].scored.log_probs for raced in (race.a, race.b) for size in sorted(raced.by_size)]
    return zlib.crc32(np.concatenate(logs).astype(np.float32).tobytes(), zlib.crc32(text.encode()))
