"""What the language models say of a text: numpy arrays, no torch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Scored:
    """How likely a text is. tokens: as the model reads them, <EOS> last, <UNK> for what it does not know; written: the same
    as they were written. log_probs (T,): natural log P(y⟨t⟩ | y⟨1⟩ … y⟨t−1⟩). spelling (T,): natural log of what naming
    each <UNK> costs beyond that, 0 where nothing is unknown. letters: so many symbols it has when spelled, the end too.
    """

    tokens: tuple[str, ...]
    written: tuple[str, ...]
    log_probs: np.ndarray
    spelling: np.ndarray
    letters: int

    @property
    def bits_by_step(self) -> np.ndarray:
        """−log₂ P of each token, the spelling of an <UNK> too, (T,)."""
        return -(self.log_probs + self.spelling) / np.log(2)

    @property
    def unknown_share(self) -> float:
        """How many of the tokens, <EOS> among them, are <UNK>: from 0 to 1."""
        return float((self.spelling < 0).mean())

    @property
    def bits(self) -> float:
        """−Σ log₂ P(y⟨t⟩ | …), an <UNK> counted as <UNK>."""
        return float(-self.log_probs.sum() / np.log(2))

    @property
    def spelling_bits(self) -> float:
        """What naming the <UNK>s costs besides."""
        return abs(float(self.spelling.sum() / np.log(2)))

    @property
    def total_bits(self) -> float:
        """Both: −log₂ P of the text itself."""
        return self.bits + self.spelling_bits

    @property
    def perplexity(self) -> float:
        """exp of the mean −log P per token, an <UNK> counted as <UNK>."""
        return float(np.exp(-self.log_probs.mean()))

    @property
    def spelled_perplexity(self) -> float:
        """The same where each <UNK> also pays for its spelling."""
        return float(np.exp(-(self.log_probs + self.spelling).mean()))

    @property
    def bits_per_letter(self) -> float:
        """All bits, spelling too, for each letter, space or mark, and for the end: what models of any unit share."""
        return self.total_bits / self.letters


@dataclass(frozen=True)
class Expected:
    """One step beside what was expected there. rank: place of the token among all, from 1; tops: the likeliest tokens and
    their probabilities, best first.
    """

    rank: int
    tops: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Reading:
    """A text as a model read it: its scores, and a step's expectation for each token."""

    scored: Scored
    steps: tuple[Expected, ...]


@dataclass(frozen=True)
class Raced:
    """One of two sentences: by the word model at every size of vocabulary, and by the letter model.

    words: its words and marks as written; by_size: size -> reading; spelled: the letter model's reading; groups (letters,):
    to which word each letter belongs, T for <EOS>.
    """

    words: tuple[str, ...]
    by_size: dict[int, Reading]
    spelled: Reading
    groups: tuple[int, ...]


@dataclass(frozen=True)
class Race:
    """Two sentences read by both models. parted: the place of the first word in which they differ, from 0; the number of
    tokens of either where they do not."""

    a: Raced
    b: Raced
    parted: int


@dataclass(frozen=True)
class Reach:
    """How far a change far back still moves what a model expects next. distance (N,): in letters, from what was changed to
    what is expected; moved (N,): total variation distance ½ Σ |p − p'| of what is expected with and without the change.
    """

    distance: np.ndarray
    moved: np.ndarray
