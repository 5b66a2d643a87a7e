"""Two translations of a sentence under one objective, and whose fault it is that the machine's was given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

VERDICTS = ("model", "search", "length", "none")
WIDTHS = (1, 3, 10, 50)


@dataclass(frozen=True)
class Scored:
    """A whole translation, <EOS> among its T pieces: log P of each (T,)."""

    text: str
    pieces: tuple[str, ...]
    tokens: tuple[int, ...]
    log_probabilities: np.ndarray

    @property
    def log_probability(self) -> float:
        """log P(y|x) = Σ_t log P(y⟨t⟩ | x, y⟨1⟩ … y⟨t−1⟩)."""
        return float(self.log_probabilities.sum())

    @property
    def length(self) -> int:
        """T, <EOS> counted."""
        return len(self.tokens)


@dataclass(frozen=True)
class FaultSearch:
    """What a beam of one width finds for a sentence, and what becomes of y* in it.

    winners: those of its finished outputs that win at some α from 0 to 1, the winner at 0 first (at width 1 the one there
    is). fell: the step, from 0, at which y* left the beam, None where it never did; total: its log P up to there; last: that
    of the worst that was kept there; rank: the place of y*'s piece among all candidates of that step, from 1, or None. kept:
    log P of the worst that was kept at each step, to thousandths, which says where any other y* leaves the beam.
    """

    width: int
    winners: tuple[Scored, ...]
    fell: int | None
    total: float
    last: float
    rank: int | None
    kept: tuple[float, ...] = ()


@dataclass(frozen=True)
class FaultCase:
    """A sentence, people's translation y*, and what beams of WIDTHS find. as_good: texts that a person has marked as good as y*."""

    source: str
    human: Scored
    searched: tuple[FaultSearch, ...]
    as_good: tuple[str, ...] = ()


@dataclass(frozen=True)
class FaultCases:
    """The sentences that a translator is examined on. name: the translator's."""

    name: str
    cases: tuple[FaultCase, ...]


@dataclass(frozen=True)
class Judged:
    """The verdict on one sentence at one width and α: the machine's translation, both scores, and whose fault it is."""

    machine: Scored
    human_score: float
    machine_score: float
    verdict: str


@dataclass(frozen=True)
class FaultTally:
    """All sentences at one width and α. verdicts: how many there are of each of VERDICTS, the marked ones among "none";
    wrongly: the same where log P alone judges; same: how many ŷ are y* word for word; bleu: of the machine's translations.
    """

    width: int
    alpha: float
    verdicts: Mapping[str, int]
    wrongly: Mapping[str, int]
    same: int
    bleu: float
