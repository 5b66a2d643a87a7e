"""Word vectors as a file that other programs read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def word2vec_text(words: Sequence[str], vectors: np.ndarray) -> bytes:
    """word2vec's text format: a line with V and E, then a line for each word, its numbers with six digits. UTF-8."""
    lines = [f"{len(words)} {vectors.shape[1]}"]
    lines += [f"{word} {' '.join(f'{x:.6g}' for x in row)}" for word, row in zip(words, vectors.tolist(), strict=True)]
    return ("\n".join(lines) + "\n").encode()
