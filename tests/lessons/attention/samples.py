"""Decodings to draw: energies by chance, and all else that follows from them by numpy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import softmax

from core.translate.results import Decoding

SOURCE = ("▁The", "▁mar", "vel", "lous", "▁city", "▁sleeps", ".", "<EOS>")
TARGET = ("▁La", "▁ville", "▁mer", "veill", "euse", "▁dort", ".", "<EOS>")
ODD = (
    "▁مرحبا",
    "▁<b>",
    "▁Donaudampfschifffahrtselektrizitätenhauptbetriebswerk",
    "▁",
    "🙂",
    "\u202e",
    "▁안녕",
    "<EOS>",
)


def decoding(
    source: Sequence[str] = SOURCE, target: Sequence[str] = TARGET, *, size: int = 24, seed: int = 0
) -> Decoding:
    """A decoding of T steps over T' pieces, with contexts of `size` components."""
    rng = np.random.default_rng(seed)
    steps, places = len(target), len(source)
    energies = rng.normal(0, 2, (steps, places)).astype(np.float32)
    alpha = softmax(energies, axis=1).astype(np.float32)
    annotations = rng.normal(0, 0.4, (places, size)).astype(np.float32)
    p = np.sort(rng.dirichlet(np.ones(10), steps), axis=1)[:, ::-1]
    return Decoding(
        text="".join(target[:-1]).replace("▁", " ").strip(),
        source=tuple(source),
        target=tuple(target),
        tokens=tuple(range(3, 3 + steps - 1)) + (0,),
        log_probabilities=np.log(p[:, 0]),
        energies=energies,
        alpha=alpha,
        own_alpha=alpha,
        contexts=alpha @ annotations,
        states=rng.normal(0, 0.5, (steps, 16)).astype(np.float32),
        first_state=rng.normal(0, 0.5, 16).astype(np.float32),
        annotations=annotations,
        next_tokens=np.tile(np.arange(10), (steps, 1)),
        next_words=tuple((word, *(f"▁w{i}" for i in range(9))) for word in target),
        next_probabilities=p,
    )
