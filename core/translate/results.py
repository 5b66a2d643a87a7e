"""What leaves ``core.translate``: frozen records of numpy arrays and plain values."""

from __future__ import annotations

from collections.abc import Iterator
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

    def tokens(self, step: int, row: int) -> tuple[int, ...]:
        """The hypothesis that ends in that candidate, from its first token on."""
        out: list[int] = []
        while row >= 0:
            out.append(int(self.steps[step].token[row]))
            row, step = int(self.steps[step].parent[row]), step - 1
        return tuple(reversed(out))


@dataclass(frozen=True)
class Chain:
    """One output chosen word by word, greedily or by chance: tokens (T,), log P of each, and their sum."""

    tokens: tuple[int, ...]
    log_probabilities: np.ndarray
    ended: bool = True

    @property
    def log_probability(self) -> float:
        """Σ log P."""
        return float(self.log_probabilities.sum())


@dataclass(frozen=True)
class Products:
    """Probabilities multiplied on and on in a floating-point type, beside the sum of their logarithms.

    product and log_sum are (T,); zero_at is the first step, from 0, at which the product is 0, or None.
    """

    dtype: str
    product: np.ndarray
    log_sum: np.ndarray
    zero_at: int | None


@dataclass(frozen=True)
class Reranked:
    """The winner among finished hypotheses for each α: its place in the list, its length, all scores (A, N)."""

    alphas: np.ndarray
    winner: np.ndarray
    length: np.ndarray
    scores: np.ndarray


@dataclass(frozen=True)
class Translation:
    """A translation. source and target: pieces as they are read, <EOS> last; a "▁" begins each piece after a space.

    attention: α (T, T'), a row for each piece of the target, or None without attention. beam: the search, or None if
    it was greedy or sampled. log_probabilities: (T,), of each piece. others: the other n best, as (text, log P, score).
    """

    text: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    tokens: tuple[int, ...]
    log_probabilities: np.ndarray
    attention: np.ndarray | None
    beam: BeamTrace | None
    ended: bool = True
    others: tuple[tuple[str, float, float], ...] = ()

    @property
    def log_probability(self) -> float:
        """log P of the whole."""
        return float(self.log_probabilities.sum())


@dataclass(frozen=True)
class Decoding:
    """Every number of a translation, step by step; T steps of the output, T' pieces of the source.

    energies: e (T, T') before an edit; alpha: what was used (T, T'); own_alpha: the softmax of the energies (T, T');
    contexts: c (T, 2H); states: s⟨t⟩ (T, S), first_state: s⟨0⟩ (S,); annotations: a (T', 2H). Without attention
    energies and alphas are None. next_tokens, next_words, next_probabilities: the best next words at each step (T, K).
    """

    text: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    tokens: tuple[int, ...]
    log_probabilities: np.ndarray
    energies: np.ndarray | None
    alpha: np.ndarray | None
    own_alpha: np.ndarray | None
    contexts: np.ndarray
    states: np.ndarray
    first_state: np.ndarray
    annotations: np.ndarray
    next_tokens: np.ndarray
    next_words: tuple[tuple[str, ...], ...]
    next_probabilities: np.ndarray

    @property
    def log_probability(self) -> float:
        """log P of the whole."""
        return float(self.log_probabilities.sum())


@dataclass(frozen=True)
class Energy:
    """One energy taken apart: query W_a s⟨t−1⟩ (A,), key U_a a⟨t'⟩ + b (A,), hidden tanh of their sum, v (A,), e = v · hidden."""

    query: np.ndarray
    key: np.ndarray
    hidden: np.ndarray
    v: np.ndarray
    energy: float


@dataclass(frozen=True)
class Masked:
    """A source word hidden, and what becomes of the translation.

    positions: the pieces hidden. unread: the new translation where attention may not look at them; unknown: where they
    were <UNK> in the source itself. before, after_unread, after_unknown: log P of each piece of the first translation
    (T,), as it was and as it is with the word hidden.
    """

    positions: tuple[int, ...]
    text: str
    target: tuple[str, ...]
    unread: str | None
    unknown: str
    before: np.ndarray
    after_unread: np.ndarray | None
    after_unknown: np.ndarray


@dataclass(frozen=True)
class ShownSentence:
    """An English sentence and its two French translations."""

    en: str
    fr: tuple[str, str]
