"""Sixty pairs of sentences, one right and one wrong in a single word: which does a model find likelier?

They were written before any model was tried on them. Twenty are homophones, which the neighbouring words decide; in forty what
decides mostly stands three to ten words away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from core.data import ASSETS
from core.recurrent.language.models import LanguageModel

KINDS = ("homophone", "far")


@dataclass(frozen=True)
class Pair:
    """kind: one of `KINDS`; right, wrong: two sentences that differ in one word."""

    kind: str
    right: str
    wrong: str


@cache
def pairs() -> tuple[Pair, ...]:
    """All pairs, in the order of the file."""
    lines = (ASSETS / "data" / "everyday" / "pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return tuple(Pair(*line.split("\t")) for line in lines)


def bits_apart(model: LanguageModel, chosen: Sequence[Pair]) -> list[float]:
    """log₂ P(right) − log₂ P(wrong) of each pair, spelling counted: above 0 where the model takes the right one."""
    return [model.score(pair.wrong).total_bits - model.score(pair.right).total_bits for pair in chosen]
