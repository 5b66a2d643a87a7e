"""What can be asked about a training: whose nearest word will it be at the end?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from core.words import scenes
from core.words.results import Moments


class Choice(NamedTuple):
    """A word, what there is to choose from, and the place of the one that is right."""

    word: str
    options: list[str]
    right: int


def nearest_at_the_end(moments: Moments, asked: Sequence[str]) -> Choice | None:
    """Of the first word that is known: the nearest at the end, among the nearest two before the first step and one that was near
    on the way. None where too few differ."""
    found = scenes.nearest(moments, asked)
    if not found.asked or len(moments.epochs) < 3:
        return None
    names = [[found.names[place] for place in row[0]] for row in found.answers]
    best, others = names[-1][0], [*names[0][:2], *names[1], *names[2]]
    wrong = [word for word in dict.fromkeys(others) if word not in names[-1]][:3]
    if len(wrong) < 2:
        return None
    options = sorted([best, *wrong])
    return Choice(found.asked[0], options, options.index(best))
