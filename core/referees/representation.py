"""Look-up, product, distances and features by code that is not ours: PyTorch's layers and scikit-learn."""

from __future__ import annotations

import numpy as np
import torch
from sklearn.metrics.pairwise import euclidean_distances
from sklearn.preprocessing import StandardScaler, normalize
from torch.nn import functional

from core.referees.results import Compared, numbers, worst
from core.words import lookup
from core.words.results import Represented
from core.words.vectors import WordVectors


def check(wv: WordVectors, shown: Represented, place: int, size: int) -> list[Compared]:
    """The word at `place` of what is shown, in a vocabulary of `size` words:

    product: E · o beside ``torch.nn.functional.linear``; look_up beside ``torch.nn.functional.embedding``; both: product beside
    look-up. distances: scikit-learn's ``euclidean_distances``. features: its ``StandardScaler`` and ``normalize``.
    """
    row = int(shown.rows[place])
    E = lookup.widened(wv.vectors, size)
    o = lookup.one_hot(row, size)
    table = torch.from_numpy(np.ascontiguousarray(E.T))
    by_product, by_place = lookup.product(E, o), lookup.look_up(E, row)
    layer = functional.linear(torch.from_numpy(o), table.T).numpy()
    embedding = functional.embedding(torch.tensor(row), table).numpy()
    unit = normalize(shown.vectors.astype(np.float64))
    return [
        worst("product", by_product, layer),
        worst("look_up", by_place, embedding),
        worst("both", by_product, by_place),
        worst("distances", shown.distances, euclidean_distances(unit)),
        numbers("one_hot", 2**0.5, float(euclidean_distances(o[None], np.roll(o, 1)[None])[0, 0])),
        worst("features", shown.features, features(wv, shown)),
    ]


def features(wv: WordVectors, shown: Represented) -> np.ndarray:
    """The table (A, U) once more, in double precision."""
    frequent = normalize(wv.vectors[: shown.scale_words].astype(np.float64))
    words = normalize(shown.vectors.astype(np.float64))
    found = []
    for axis in shown.axes:
        first, second = (
            normalize(np.stack([wv[pair[side]] for pair in axis.pairs]).astype(np.float64)) for side in (0, 1)
        )
        d = normalize(normalize(second - first).mean(axis=0, keepdims=True))[0]
        scaler = StandardScaler().fit((frequent @ d)[:, None])
        found.append(scaler.transform((words @ d)[:, None])[:, 0])
    return np.array(found)
