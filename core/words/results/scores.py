"""How good word vectors are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Score(NamedTuple):
    """Analogy questions answered right, of those whose four words are all known."""

    correct: int
    total: int

    @property
    def share(self) -> float:
        """From 0 to 1; nan where no question was covered."""
        return self.correct / self.total if self.total else float("nan")


@dataclass(frozen=True)
class AnalogyProgress:
    """An evaluation on its way: questions done of all, and the score of each category so far, in the list's order."""

    step: int
    steps: int
    scores: Mapping[str, Score] = field(default_factory=dict)

    @property
    def overall(self) -> Score:
        """All categories together."""
        return _together(self.scores)


@dataclass(frozen=True)
class PairScore:
    """Likeness judged by people against the cosine: Spearman's rho, pairs compared, and pairs with an unknown word."""

    spearman: float
    used: int
    unknown: int


@dataclass(frozen=True)
class Evaluation:
    """What vectors are good for: analogy questions by category, and two lists of likeness as people judge it."""

    analogies: Mapping[str, Score]
    wordsim: PairScore
    simlex: PairScore

    @property
    def overall(self) -> Score:
        """All categories of the analogy questions together."""
        return _together(self.analogies)


def _together(scores: Mapping[str, Score]) -> Score:
    return Score(sum(s.correct for s in scores.values()), sum(s.total for s in scores.values()))
