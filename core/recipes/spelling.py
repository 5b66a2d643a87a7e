"""Count how English is spelled: the n-gram model of letters that helps the recogniser of speech.

    python -m core.recipes.spelling --without INDEX.json [INDEX.json …]

From WordNet's definitions and examples (assets/data/wordnet_glosses.txt.gz), which are part of the project, less the texts that
the recogniser is tuned and tested on: each INDEX.json is a list of clips with their ``text`` (or holds one as ``clips``).
A line of every hundred is held out to see how good it is. Smoothing: interpolated Kneser–Ney with three discounts for each
order (Chen and Goodman 1999, section 3).
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from core.data import ASSETS
from core.recurrent.language.kneser_ney import Discounts
from core.speech import letters, spelling
from core.speech.spelling import EDGE, STEPS, WIDE, Spelling

ORDER = 6
HELD_OUT = 100
Table = tuple[np.ndarray, np.ndarray, np.ndarray]


def grams(text: np.ndarray, order: int) -> tuple[np.ndarray, np.ndarray]:
    """All n-grams of symbols (N,) that lie within a line, as rising keys, and how often each stands there."""
    count = len(text) - order + 1
    keys, inside = np.zeros(count, dtype=np.int64), np.ones(count, dtype=bool)
    for place in range(order):
        keys = keys * WIDE + text[place : place + count]
        if 0 < place < order - 1:
            inside &= text[place : place + count] != EDGE
    return np.unique(keys[inside], return_counts=True)


def tables(text: np.ndarray, orders: int) -> list[Table]:
    """The tables of a `Spelling`, one for each order. text (N,): lines with an EDGE before, between, after them.

    Below the highest order an n-gram counts after how many different letters it stands, but at the beginning of a line,
    where nothing can stand before it, how often.
    """
    found = [grams(text, order) for order in range(1, orders + 1)]
    made: list[Table] = []
    for order in range(1, orders + 1):
        keys, counts = found[order - 1]
        if order < orders:
            longer = found[order][0] % WIDE**order
            before, after = np.unique(longer, return_counts=True)
            begins = (order > 1) & (keys // WIDE ** (order - 1) == EDGE)
            counts[~begins] = after[np.searchsorted(before, keys[~begins])]
        made.append(_table(keys, counts, made))
    return made


def _table(keys: np.ndarray, counts: np.ndarray, lower: list[Table]) -> Table:
    """One order, from its counts; what it leaves over is written beside the n-grams of the order below it."""
    contexts, where = np.unique(keys // WIDE, return_inverse=True)
    totals = np.bincount(where, weights=counts)
    share = (counts - np.array(_discounts(counts))[np.minimum(counts, 3)]) / totals[where]
    left = 1.0 - np.bincount(where, weights=share)
    if not lower:
        p = np.full(len(letters.SYMBOLS), left[0] / len(letters.SYMBOLS))
        p[keys] += share
        return np.arange(len(p)), np.log(p), np.zeros(len(p))
    below, values, left_over = lower[-1]
    left_over[np.searchsorted(below, contexts)] = np.log(left)
    shorter = np.exp(values[np.searchsorted(below, keys % WIDE ** len(lower))])
    return keys, np.log(share + left[where] * shorter), np.zeros(len(keys))


def _discounts(counts: np.ndarray) -> tuple[float, float, float, float]:
    return Discounts.estimated({(): dict(enumerate(counts.tolist()))}).by_count


def symbols(lines: Sequence[str]) -> np.ndarray:
    """Lines as symbols, with an EDGE before, between and after them."""
    found = [one for one in map(letters.encode, lines) if one]
    return np.array([symbol for one in found for symbol in (EDGE, *one)] + [EDGE], dtype=np.int64)


def write(path: Path, made: Sequence[Table]) -> None:
    """Keep tables: keys as steps, logarithms as bytes."""
    arrays: dict[str, np.ndarray] = {"order": np.array(len(made))}
    for order, (keys, log_p, left) in enumerate(made, 1):
        steps = np.diff(keys, prepend=0)
        arrays[f"steps{order}"] = steps.astype(np.uint32)
        arrays[f"log_p{order}"] = np.clip(np.rint(-log_p * STEPS), 0, 255).astype(np.uint8)
        arrays[f"left{order}"] = np.clip(np.rint(-left * STEPS), 0, 255).astype(np.uint8)
    np.savez_compressed(path, **arrays)


def main() -> None:
    """Count, write, and say how good it is."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--without", type=Path, nargs="*", default=[], help="indexes of the clips whose texts are left out"
    )
    options, began = parser.parse_args(), time.perf_counter()
    left_out = set()
    for path in options.without:
        index = json.loads(path.read_text("utf-8"))
        left_out |= {letters.encode(clip["text"]) for clip in (index["clips"] if isinstance(index, dict) else index)}
    source = ASSETS / "data" / "wordnet_glosses.txt.gz"
    lines = gzip.decompress(source.read_bytes()).decode().splitlines()
    kept = [line for line in dict.fromkeys(lines) if letters.encode(line) not in left_out]
    held_out = kept[::HELD_OUT]
    made = tables(symbols([line for place, line in enumerate(kept) if place % HELD_OUT]), ORDER)
    write(spelling.FILE, made)
    shipped = Spelling.load()
    measured = sum(shipped.bits(line) * (len(letters.encode(line)) + 1) for line in held_out)
    bits = measured / sum(len(letters.encode(line)) + 1 for line in held_out)
    sizes = [len(keys) for keys, *_ in made]
    print(
        json.dumps({"lines": len(kept), "left_out": len(lines) - len(kept), "n_grams": sizes, "bits": round(bits, 3)})
    )
    print(f"{time.perf_counter() - began:.0f} s, {spelling.FILE.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
