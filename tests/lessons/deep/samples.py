"""A text read by layers, made for tests: values and answers that can be told in the head, and figures to be charted."""

from __future__ import annotations

import numpy as np

from core.recurrent.options import CELLS, DEPTHS
from core.recurrent.results.deep import DeepFigures, DeepReading, Reaction, StepTimes

LETTERS = "abcab"
SYMBOLS = ("a", "b", "c", "d", "e")
H, ROWS = 5, 3


def reading(text: str = LETTERS, layers: int = 2, ways: int = 1) -> DeepReading:
    """Layer n is the surer of the right letter the higher it is: P = 0.3 + 0.2·n, and the rest in equal parts."""
    T = len(text)
    states = np.sin(0.37 * (1 + np.arange(layers * T * ways * H))).reshape(layers, T, ways * H)
    before = np.linspace(-0.5, 0.5, layers * ways * H).reshape(layers, ways * H) * (ways == 1)
    units = np.array([[[0, 1 + w, 4] for w in range(ways)]] * layers)
    links = np.linspace(-1, 1, layers * (ways * ROWS) ** 2).reshape(layers, ways, ROWS, ways, ROWS).copy()
    links[0] = 0
    if ways == 2:
        said = {"tag": np.full((layers, T, 3), 0.2)}
        said["tag"][..., 0] = 0.6
        said["tag"][-1, 1] = (0.1, 0.8, 0.1)
        labels = {"tag": ("O", "B-PER", "I-PER")}
        return DeepReading(tuple(text), states, before, said, labels, {"tag": np.full(T, -1)}, units, links, (), True)
    now = np.array([SYMBOLS.index(letter) for letter in text])
    following = np.append(now[1:], -1)
    said, truth = {}, {"next": following, "number": np.full(T, -1)}
    for name, right, K in (("next", following, 5), ("number", truth["number"], 2)):
        p = np.empty((layers, T, K))
        for n in range(layers):
            p[n] = (0.7 - 0.2 * n) / (K - 1)
            p[n, np.arange(T), np.maximum(right, 0)] = 0.3 + 0.2 * n
        said[name] = p
    labels = {"next": SYMBOLS, "number": ("singular", "plural")}
    reactions = tuple(
        ((Reaction("vowels", 0.5 + 0.1 * n), Reaction("", 0.1), Reaction("spaces", -0.9)),) for n in range(layers)
    )
    return DeepReading(tuple(text), states, before, said, labels, truth, units, links, reactions, True)


def figures() -> dict[tuple[str, int], DeepFigures]:
    """Of all networks: an RNN gains by depth, a GRU does not care, an LSTM loses."""
    slopes = {"rnn": -0.05, "gru": 0.0, "lstm": 0.05}
    return {
        (cell, layers): DeepFigures(
            cell,
            layers,
            100 // layers,
            100_000,
            tuple(2.4 + slopes[cell] * layers + 0.01 * seed for seed in range(3)),
            0.5,
            (10.0 + 3 * CELLS.index(cell)) * layers,
            ({},) * layers,
            ({},) * layers,
            {},
            (2.0,) * layers,
        )
        for cell in CELLS
        for layers in DEPTHS
    }


TIMES = StepTimes(20, {cell: (5.0, 15.0, 25.0, 35.0) for cell in CELLS})
