"""What a text shows of a deep network: numpy arrays, no torch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Reaction:
    """What a unit follows best: "vowels", "spaces", … and the correlation r, on text held out; "" where |r| is small."""

    follows: str
    r: float


@dataclass(frozen=True)
class DeepReading:
    """A text of T symbols by L layers of H units in each of W directions, 1 or 2.

    states (L, T, W·H): a^[l]⟨t⟩, or [a→, a←]; before (L, W·H): what either direction starts from. said: of each property what
    each layer's probe makes of every symbol, (L, T, K).
    labels: of each property its K classes. truth: of each property its class at every symbol (T,), −1 where there is none. units
    (L, W, R): those that are drawn, counted in each direction from 0. links (L, W, R, W, R): from row j of the layer below into
    row r the weight into its candidate; 0 of the lowest. reactions: of each row, by layer and direction; none of words. is_whole:
    whether all of the text was read.
    """

    tokens: tuple[str, ...]
    states: np.ndarray
    before: np.ndarray
    said: dict[str, np.ndarray]
    labels: dict[str, tuple[str, ...]]
    truth: dict[str, np.ndarray]
    units: np.ndarray
    links: np.ndarray
    reactions: tuple[tuple[tuple[Reaction, ...], ...], ...]
    is_whole: bool

    def __len__(self) -> int:
        return len(self.tokens)

    @property
    def layers(self) -> int:
        """L."""
        return len(self.states)

    @property
    def ways(self) -> int:
        """W: how many directions there are."""
        return self.units.shape[1]

    @property
    def drawn(self) -> np.ndarray:
        """The states that are drawn, (L, W, T, R)."""
        H = self.states.shape[2] // self.ways
        return np.stack(
            [
                [layer[:, way * H + rows] for way, rows in enumerate(of_layer)]
                for layer, of_layer in zip(self.states, self.units, strict=True)
            ]
        )

    @property
    def before_drawn(self) -> np.ndarray:
        """What those start from, (L, W, R)."""
        H = self.states.shape[2] // self.ways
        return np.stack(
            [
                [row[way * H + rows] for way, rows in enumerate(of_layer)]
                for row, of_layer in zip(self.before, self.units, strict=True)
            ]
        )

    def p_right(self, name: str) -> np.ndarray:
        """(L, T): P of the right class of a property; nan where there is none."""
        truth = self.truth[name]
        found = np.take_along_axis(self.said[name], np.maximum(truth, 0)[None, :, None], axis=2)[..., 0]
        return np.where(truth >= 0, found.astype(np.float64), np.nan)

    def likeliest(self, name: str) -> list[list[str]]:
        """Of each layer the likeliest class at every symbol."""
        return [[self.labels[name][k] for k in row] for row in self.said[name].argmax(-1)]

    @property
    def holds(self) -> list[float]:
        """Of each layer how many symbols of this text a run of one sign lasts, on average over all runs of all its units."""
        return [holds_sign(layer) for layer in self.states]

    def moved(self) -> np.ndarray:
        """(L, T): how far each layer's state moves at a symbol: the mean of |a⟨t⟩ − a⟨t−1⟩| over its units.

        Of a← it is |a⟨t⟩ − a⟨t+1⟩|.
        """
        H = self.states.shape[2] // self.ways
        starts = self.before[:, None]
        came = [np.concatenate([starts[..., :H], self.states[:, :-1, :H]], axis=1)]
        if self.ways == 2:
            came.append(np.concatenate([self.states[:, 1:, H:], starts[..., H:]], axis=1))
        return np.abs(self.states - np.concatenate(came, axis=2)).mean(-1)


def holds_sign(states: np.ndarray) -> float:
    """How many steps a run of one sign lasts in states (T, H) or (T, B, H), on average over all runs: quick units have the most."""
    positive = states > 0
    runs = (positive[1:] != positive[:-1]).sum() + positive[0].size
    return float(positive.size / runs)


@dataclass(frozen=True)
class Score:
    """A layer's probe on text held out: the share of letters at which its likeliest class is right, and bits a letter."""

    right: float
    bits: float


@dataclass(frozen=True)
class DeepFigures:
    """What one network was measured to do.

    bits: a letter, on works held out, of each seed's network, the first the one that ships. made: bits a letter of the made
    language. step_ms: of a training step. probes: by layer and property; untrained: the same with weights like those with which
    training begins. guessing: the share that is right for who always says the commonest. holds: of each layer how
    many letters a run of one sign lasts.
    """

    cell: str
    layers: int
    units: int
    weights: int
    bits: tuple[float, ...]
    made: float
    step_ms: float
    probes: tuple[dict[str, Score], ...]
    untrained: tuple[dict[str, Score], ...]
    guessing: dict[str, float]
    holds: tuple[float, ...]

    @property
    def mean(self) -> float:
        """Bits a letter, over the seeds."""
        return float(np.mean(self.bits))

    @property
    def spread(self) -> float:
        """Their standard deviation."""
        return float(np.std(self.bits, ddof=1))


@dataclass(frozen=True)
class Narrow:
    """Networks that all have the few units of the deepest, so that their weights grow with depth: (layers, weights, bits) each."""

    cell: str
    units: int
    rows: tuple[tuple[int, int, float], ...]


@dataclass(frozen=True)
class Deeper:
    """Whether one depth is better than another, fewer bits being better: the mean difference over seeds, and its 95 % interval."""

    shallow: int
    deep: int
    gain: float
    low: float
    high: float

    @property
    def pays(self) -> bool | None:
        """True or False where the interval says so, None where it holds 0."""
        return None if self.low <= 0 <= self.high else self.gain > 0


@dataclass(frozen=True)
class StepTimes:
    """Milliseconds of a training step, the median of ``steps``, measured here; by cell, of 1 to 4 layers."""

    steps: int
    ms: dict[str, tuple[float, ...]]


@dataclass(frozen=True)
class Dropped:
    """Where each reading puts P of the first noun's right number after every letter (T,), on average over draws; nan where it has
    none. p: of no dropout, "none", of dropout "between" the layers, and of dropout on the "recurrent" line."""

    tokens: tuple[str, ...]
    p: dict[str, np.ndarray]
