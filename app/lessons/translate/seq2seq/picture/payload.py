"""A `OneVector`, its maps and the lengths as what the browser is sent."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from core.translate.options import PLAIN, REVERSED
from core.translate.results import LengthBin, OneVector, SentenceMap

LIKELIEST = 5  # next words shown at each step


def build(
    found: OneVector, maps: Mapping[str, SentenceMap], lengths: Mapping[str, Sequence[LengthBin]]
) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Numbers and arrays; states and probabilities in hundredths, the two digits that are shown.

    encoder (T', C) and states (T, S) int8, zeroed (C, T) uint8, in hundredths; c (C,) float32.
    """
    numbers = {
        "name": found.name,
        "text": found.text,
        "source_language": found.name[:2],
        "both_ways": found.name.endswith(PLAIN),
        "order": order(found.name),
        "source": list(found.source),
        "words": list(found.words),
        "places": [list(word) for word in found.places],
        "target": list(found.target),
        "ended": bool(found.ended),
        "log_p": [round(float(value), 6) for value in found.log_probabilities],
        "next": [
            [[word, round(float(p), 4)] for word, p in zip(words[:LIKELIEST], row[:LIKELIEST], strict=True)]
            for words, row in zip(found.next_words, found.next_probabilities, strict=True)
        ],
        "left_out": [round(float(value), 4) for value in found.left_out],
        "count": words(found.text),
        "bytes": found.bytes,
        "maps": {name: _map(one) for name, one in maps.items()},
        "lengths": {name: [_bin(one) for one in bins] for name, bins in lengths.items()},
    }
    arrays = {
        "encoder": _hundredths(found.encoder, np.int8),
        "states": _hundredths(found.states, np.int8),
        "zeroed": _hundredths(found.zeroed, np.uint8),
        "c": np.ascontiguousarray(found.c, dtype="<f4"),
    }
    return numbers, arrays


def order(name: str) -> str:
    """How a translator reads its source: one of the lines of BLEU by length."""
    return "both_ways" if name.endswith(PLAIN) else "reversed" if name == REVERSED else "as_it_stands"


def words(text: str) -> int:
    """How many words, as the test sentences are counted: runs between spaces that hold a letter or a number."""
    return sum(any(map(str.isalnum, run)) for run in text.split())


def subject(found: OneVector) -> int:
    """A number that another sentence, translator or translation does not have."""
    words = "\n".join([found.name, *found.source, "", *found.target])
    return zlib.crc32(words.encode())


def _map(shown: SentenceMap) -> dict[str, Any]:
    floats = {name: np.asarray(getattr(shown, name), dtype=np.float64).round(4).tolist() for name in _FLOATS}
    whole = {name: np.asarray(getattr(shown, name)).astype(int).tolist() for name in ("groups", "kinds")}
    return {"texts": list(shown.texts), "share": round(float(shown.shown), 4)} | whole | floats


_FLOATS = ("at", "own", "near", "apart")


def _bin(one: LengthBin) -> dict[str, Any]:
    """from, to: how many words; the last has no upper end."""
    ends = [int(number) for number in re.findall(r"\d+", one.span)]
    return {
        "span": one.span,
        "from": ends[0],
        "to": ends[1] if len(ends) > 1 else None,
        "bleu": one.bleu,
        "half_width": one.half_width,
        "sentences": one.sentences,
    }


def _hundredths(values: np.ndarray, kind: type) -> np.ndarray:
    """Of states and probabilities, which lie in [−1, 1]."""
    return np.rint(100 * np.asarray(values, dtype=np.float64)).astype(kind)
