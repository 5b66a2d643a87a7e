"""A beam search: every step of it, what it finished, and how that is ranked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Candidate:
    """One way to go on from a hypothesis.

    parent: row of the step before, −1 for the beginning. log_probability: of the token after its parent; total: of the
    whole hypothesis. ended: it is finished. below: how far its total lies under the last one kept, 0 if it is kept.
    """

    parent: int
    token: int
    log_probability: float
    total: float
    kept: bool
    ended: bool
    below: float


@dataclass(frozen=True)
class BeamStep:
    """The candidates of a step, (N,) each: first the kept, best first, then the best of the pruned. Iterates `Candidate`.

    room: how many were kept at the most: the width less the hypotheses finished before. of: how many candidates there
    were, most of which are not listed.
    """

    parent: np.ndarray  # int, rows of the step before
    token: np.ndarray  # int
    log_probability: np.ndarray  # float64
    total: np.ndarray  # float64
    kept: np.ndarray  # bool
    ended: np.ndarray  # bool
    below: np.ndarray  # float64
    room: int
    of: int

    def __len__(self) -> int:
        return len(self.token)

    def __getitem__(self, i: int) -> Candidate:
        columns = (self.parent, self.token, self.log_probability, self.total, self.kept, self.ended, self.below)
        return Candidate(*(column[i].item() for column in columns))

    def __iter__(self) -> Iterator[Candidate]:
        return (self[i] for i in range(len(self)))


@dataclass(frozen=True)
class Finished:
    """A whole output: its tokens (with the end token, if it ended), Σ log P, and log P / T^α. Unpacks as these three.

    row: where it stands in ``trace.steps[len(tokens) − 1]``. ended: false if it was cut at the greatest length.
    """

    tokens: tuple[int, ...]
    log_probability: float
    score: float
    row: int = field(default=0, compare=False)
    ended: bool = True

    def __iter__(self) -> Iterator[tuple[int, ...] | float]:
        return iter((self.tokens, self.log_probability, self.score))

    def __getitem__(self, i: int) -> tuple[int, ...] | float:
        return (self.tokens, self.log_probability, self.score)[i]


@dataclass(frozen=True)
class BeamTrace:
    """A whole search. finished: every hypothesis that ended, best score first.

    Where none ended within the greatest length, finished are those that were cut there.
    """

    steps: tuple[BeamStep, ...]
    finished: tuple[Finished, ...]
    n_best: int = 1

    @property
    def best(self) -> tuple[Finished, ...]:
        """The n best."""
        return self.finished[: self.n_best]

    @property
    def likeliest(self) -> float:
        """The greatest Σ log P of what is finished."""
        return max(one.log_probability for one in self.finished)

    def tokens(self, step: int, row: int) -> tuple[int, ...]:
        """The hypothesis that ends in that candidate, from its first token on."""
        return tuple(int(self.steps[t].token[i]) for t, i in self._path(step, row))

    def log_probabilities(self, step: int, row: int) -> np.ndarray:
        """log P of each of its tokens (T,)."""
        return np.array([float(self.steps[t].log_probability[i]) for t, i in self._path(step, row)])

    def rows(self, tokens: Sequence[int]) -> tuple[int, ...]:
        """Where an output stands in the search: the row of each of its steps, from the first on, as far as it is listed."""
        out, parent = [], -1
        for step, token in zip(self.steps, tokens, strict=False):
            found = np.flatnonzero((step.parent == parent) & (step.token == token))
            if not len(found):
                break
            parent = int(found[0])
            out.append(parent)
        return tuple(out)

    def _path(self, step: int, row: int) -> list[tuple[int, int]]:
        """Step and row of a candidate and of all that it goes on from, the first one first."""
        out: list[tuple[int, int]] = []
        while row >= 0:
            out.append((step, row))
            row, step = int(self.steps[step].parent[row]), step - 1
        return out[::-1]


@dataclass(frozen=True)
class Reranked:
    """The winner among finished hypotheses for each α: its place in the list, its length, all scores (A, N)."""

    alphas: np.ndarray
    winner: np.ndarray
    length: np.ndarray
    scores: np.ndarray
