"""A corpus cut into blocks of words and their neighbours, drawn anew each epoch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.words.corpus import Corpus

SIZE = 32  # words in the middle, a block


@dataclass(frozen=True)
class Blocks:
    """B blocks that are taken together.

    middle (B, n) and around (B, n + 2 · window): places in the vocabulary; word i of the middle is around[i + window].
    near (B, n, n + 2 · window) bool: which words are in whose window. read: words of the text that they stand for.
    """

    middle: np.ndarray
    around: np.ndarray
    near: np.ndarray
    read: int


def epoch(
    corpus: Corpus, keep: np.ndarray, window: int, rng: np.random.Generator, together: int, skip: int = 0
) -> Iterator[Blocks]:
    """All of the corpus once: its sentences in another order, frequent words left out at random, windows of 1 … `window`.

    keep (V,): with which probability a word is read. together: B. skip: as many items are passed over at the start. The window
    ends where the sentence ends; words that are left out are gone before, so that it reaches over them (as in word2vec).
    """
    tokens, sentence = _shuffled(corpus, rng)
    kept = rng.random(len(tokens)) < keep[tokens]
    tokens, sentence = tokens[kept], sentence[kept]
    rows = max(1, -(-len(tokens) // SIZE))
    full = rows * SIZE
    middle = np.zeros(full, np.int64)
    middle[: len(tokens)] = tokens
    around, of = np.zeros(full + 2 * window, np.int64), np.full(full + 2 * window, -1, np.int32)
    around[window : window + len(tokens)], of[window : window + len(tokens)] = tokens, sentence
    view = np.lib.stride_tricks.sliding_window_view
    wide = SIZE + 2 * window
    around, of = view(around, wide)[::SIZE], view(of, wide)[::SIZE]
    inside = np.zeros(full, np.int32) - 2
    inside[: len(tokens)] = sentence
    middle, inside = middle.reshape(rows, SIZE), inside.reshape(rows, SIZE)
    reach = rng.integers(1, window + 1, size=(rows, SIZE), dtype=np.int16)
    away = np.abs(np.arange(wide)[None, :] - window - np.arange(SIZE)[:, None]).astype(np.int16)
    away[away == 0] = wide  # no word is its own neighbour
    for at in range(skip * together, rows, together):
        part = slice(at, at + together)
        near = (away <= reach[part, :, None]) & (of[part, None, :] == inside[part, :, None])
        share = len(middle[part]) / rows
        yield Blocks(middle[part], around[part].copy(), near, round(corpus.read * share))


def _shuffled(corpus: Corpus, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """The tokens with their sentences in another order (n,), and for each which sentence it is of."""
    lengths = np.diff(corpus.starts)
    order = rng.permutation(len(lengths))
    long = lengths[order]
    first = np.cumsum(long) - long
    place = np.arange(len(corpus.tokens))
    place += np.repeat(corpus.starts[:-1][order] - first, long)
    return corpus.tokens[place], np.repeat(order.astype(np.int32), long)
