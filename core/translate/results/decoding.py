"""An output chosen word by word, and every number on the way to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.translate.results.beam import BeamTrace


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

    def most_looked_at(self, step: int) -> int:
        """The piece of the source with the greatest weight at a step."""
        return int(self.alpha[step].argmax())


@dataclass(frozen=True)
class Energy:
    """One energy taken apart: query W_a s⟨t−1⟩ (A,), key U_a a⟨t'⟩ + b (A,), hidden tanh of their sum, v (A,), e = v · hidden."""

    query: np.ndarray
    key: np.ndarray
    hidden: np.ndarray
    v: np.ndarray
    energy: float

    @property
    def parts(self) -> np.ndarray:
        """What each unit gives, v · hidden: (A,); their sum is e."""
        return self.v * self.hidden

    def largest(self, count: int) -> np.ndarray:
        """The units that give the most, by size, whatever the sign: (count,)."""
        return np.abs(self.parts).argsort()[::-1][:count]


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

    @property
    def stays(self) -> bool:
        """Whether the translation is the same where attention does not see the word."""
        return self.unread == self.text
