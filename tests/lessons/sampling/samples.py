"""Writings for tests of the picture: by a made-up writer of words or of letters, whose logits follow from the text so far."""

from collections.abc import Sequence

import numpy as np

from core.recurrent import sampling
from core.recurrent.language import text
from core.recurrent.options import SamplingConfig
from core.recurrent.results.sampling import Writing
from core.vocab import EOS, UNK

NAMED = (
    "my brother wants to buy a new car house book dog bicycle ticket good . , ? i you it was very "
    "red old in the of and with for see go learn know play work read sing never always now then"
).split()
WORDS = (EOS, UNK, *NAMED, *(f"word{i}" for i in range(250)))
LETTERS = (EOS, *"abcdefghijklmnopqrstuvwxyz", " ", "\n", "'", ".", "é")
STARTS = {"word": ("my", "brother", "wants"), "character": tuple("the old")}
GRAIN = 1024


class Writer:
    """Of words or of letters; as `core.recurrent.writers.Writer`, with a number that stands for the text as its state."""

    def __init__(self, level: str) -> None:
        self.level, self.symbols = level, WORDS if level == "word" else LETTERS
        self.limit = 20 if level == "word" else 60
        self.index = {symbol: i for i, symbol in enumerate(self.symbols)}
        self.end = self.index[EOS]
        self.never = [self.index[UNK]] if UNK in self.index else []

    def encode(self, symbols: Sequence[str]) -> list[int]:
        return [self.index[symbol] for symbol in symbols]

    def begin(self, ids: Sequence[int]) -> tuple[np.ndarray, tuple]:
        states = [(5, 0)]
        for i in ids:
            states.append(self._after(states[-1], i))
        return np.array([self._row(*state) for state in states]), (np.array([states[-1]]),)

    def step(self, ids: np.ndarray, state: tuple) -> tuple[np.ndarray, tuple]:
        after = [self._after(tuple(map(int, one)), int(i)) for one, i in zip(state[0], ids, strict=True)]
        return np.array([self._row(*one) for one in after]), (np.array(after),)

    def repeated(self, state: tuple, n: int) -> tuple:
        return (np.repeat(state[0], n, axis=0),)

    def some(self, state: tuple, places: Sequence[int]) -> tuple:
        return (state[0][list(places)],)

    def joined(self, symbols: Sequence[str]) -> str:
        spoken = [symbol for symbol in symbols if symbol != EOS]
        return text.joined(spoken) if self.level == "word" else "".join(spoken)

    def _after(self, state: tuple[int, int], i: int) -> tuple[int, int]:
        return ((state[0] * 31 + i + 7) % 1_000_003, state[1] + 1)

    def _row(self, number: int, count: int) -> np.ndarray:
        V, likely, rng = len(self.symbols), 2 + min(len(NAMED), len(LETTERS) - 2), np.random.default_rng(number)
        ranks = np.concatenate([rng.permutation(likely), likely + rng.permutation(V - likely)])
        z = -0.55 * ranks**0.75
        z[self.end] = 0.45 * (count - 9 if self.level == "word" else count / 3 - 12)
        z = np.round(np.maximum(z - z.max(), -31) * GRAIN) / GRAIN
        if UNK in self.index:
            z[self.index[UNK]] = -np.inf
        return z


def written(
    level: str, config: SamplingConfig, seed: int, kept: Sequence[str] = (), needle: float | None = None
) -> Writing:
    """All that stands on the desk, from the beginning of this level."""
    writer, start = Writer(level), STARTS[level]
    sample = sampling.sample(writer, start, config, seed, kept=kept, needle=needle)
    every = (sampling.greedy(writer, start), *sampling.samples(writer, start, config, range(1, 13)))
    beginning = writer.joined(start)
    texts = tuple(writer.joined((*start, *one.tokens))[len(beginning) :] for one in every)
    known = tuple(None if level == "word" else i == 2 for i in range(len(every)))
    return Writing(level, sample, writer.symbols, level, writer.limit, every[0], every[1:], texts, known)
