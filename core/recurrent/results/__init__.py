"""What leaves ``core.recurrent``: frozen records of numpy arrays, named by the course's letters."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import ClassVar

import numpy as np

from core.recurrent.results.along import StepWeights, Stretch, Swapped, TwoLosses
from core.recurrent.results.beside import Carrier, Forecast, Held, Marked
from core.recurrent.results.learning import Learned, Watched

__all__ = [
    "Carrier",
    "Case",
    "Forecast",
    "GRUTrace",
    "Guess",
    "Held",
    "LSTMTrace",
    "Learned",
    "Marked",
    "Match",
    "Pin",
    "RNNTrace",
    "Reading",
    "StepWeights",
    "Stretch",
    "Swapped",
    "Trace",
    "TwoLosses",
    "WINDOW",
    "Watched",
    "WindowComparison",
]

WINDOW = 200  # steps that leave core at once


@dataclass(frozen=True)
class _Trace:
    """What the three traces share. Arrays are (T, H), or (T, B, H) for a batch; initial states (H,) or (B, H)."""

    kind: ClassVar[str]
    state: ClassVar[str]  # the series that carries what is remembered
    output: ClassVar[str]  # the series that the next layer sees

    @property
    def series(self) -> dict[str, np.ndarray]:
        """Every series that has a value at each step, by name."""
        named = {f.name: getattr(self, f.name) for f in fields(self) if not f.name.endswith("0")}
        return {name: values for name, values in named.items() if values is not None}

    @property
    def gates(self) -> tuple[str, ...]:
        """The names of the gates that this trace has."""
        return tuple(name for name in self.series if name.startswith("gamma_"))

    def numbers_of(self, step: int, unit: int) -> dict[str, float]:
        """A unit's value in each series at a step (counted from 0), and `before`: its state a step earlier."""
        state = getattr(self, self.state)
        before = state[step - 1] if step else getattr(self, f"{self.state}0")
        return {name: float(values[step, unit]) for name, values in self.series.items()} | {
            "before": float(before[unit])
        }

    def __len__(self) -> int:
        return len(getattr(self, self.state))


@dataclass(frozen=True)
class RNNTrace(_Trace):
    """z⟨t⟩ = W_aa a⟨t−1⟩ + W_ax x⟨t⟩ + b_a and a⟨t⟩ = tanh z⟨t⟩, after a0 = a⟨0⟩."""

    kind, state, output = "rnn", "a", "a"
    z: np.ndarray
    a: np.ndarray
    a0: np.ndarray


@dataclass(frozen=True)
class GRUTrace(_Trace):
    """Gates, candidate and memory of a GRU, after c0 = c⟨0⟩; ``gamma_r`` is None in the simplified GRU."""

    kind, state, output = "gru", "c", "c"
    gamma_u: np.ndarray
    gamma_r: np.ndarray | None
    c_tilde: np.ndarray
    c: np.ndarray
    c0: np.ndarray


@dataclass(frozen=True)
class LSTMTrace(_Trace):
    """Gates, candidate, memory and activation of an LSTM, after c0 = c⟨0⟩ and a0 = a⟨0⟩."""

    kind, state, output = "lstm", "c", "a"
    gamma_u: np.ndarray
    gamma_f: np.ndarray
    gamma_o: np.ndarray
    c_tilde: np.ndarray
    c: np.ndarray
    a: np.ndarray
    c0: np.ndarray
    a0: np.ndarray


Trace = RNNTrace | GRUTrace | LSTMTrace


@dataclass(frozen=True)
class Pin:
    """Hold a gate at a value: for one unit, or for all (unit None), from a step of the whole text on."""

    gate: str
    unit: int | None
    start: int
    value: float


@dataclass(frozen=True)
class Reading:
    """A model that has read a text: the trace of a window of it and what the model expected to come next.

    tokens: the T symbols of the window as the model read them; ids (T,) their indices.
    top_ids, top_p (T, K): the K likeliest next symbols after each step, best first, and their probabilities.
    losses (T,): L⟨t⟩ = −log P(next symbol), in nats; nan at the end of the text, where nothing comes next.
    start, total: the window's first step and the length of the whole text. before: loss summed up to the window.
    unknown: positions in the window whose symbol the model does not know. weights: the cell's, by the course's letters.
    xs: the input vectors (T, E) where they are embeddings; None where they are one-hot.
    """

    tokens: tuple[str, ...]
    ids: np.ndarray
    trace: Trace
    top_ids: np.ndarray
    top_p: np.ndarray
    losses: np.ndarray
    symbols: tuple[str, ...]
    weights: dict[str, np.ndarray] = field(repr=False)
    start: int = 0
    total: int = 0
    before: float = 0.0
    unknown: tuple[int, ...] = ()
    xs: np.ndarray | None = None

    @property
    def p_next(self) -> np.ndarray:
        """P(the symbol that really came next) after each step, (T,); nan at the end of the text."""
        return np.exp(-self.losses)


@dataclass(frozen=True)
class Guess:
    """What a model expects after a text: the likeliest symbols with their probabilities, best first; loss if known (nats)."""

    symbols: tuple[str, ...]
    probabilities: tuple[float, ...]
    loss: float | None


@dataclass(frozen=True)
class Case:
    """One text before both networks: what each expects next; None where the window cannot take the text."""

    name: str
    text: str
    window: Guess | None
    rnn: Guess


@dataclass(frozen=True)
class WindowComparison:
    """The network with a fixed window beside the RNN.

    The cases, the window's size, and how alike a mark's columns are between places of the window (K, K). In training the
    mark stood at the first ``trained`` places only; window, rnn (K,): the share of test texts for which each knew what
    closes a mark at place 1 … K.
    """

    cases: tuple[Case, ...]
    size: int
    alike: np.ndarray
    trained: int
    window: np.ndarray
    rnn: np.ndarray


@dataclass(frozen=True)
class Match:
    """A place in the corpus where the units are on together: where it begins, its length, the text around it."""

    start: int
    length: int
    before: str
    text: str
    after: str
