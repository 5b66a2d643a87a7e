"""The sentences and dates that the lessons on translation show: written for this project, unseen in training."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache

import numpy as np

from core.data import ASSETS
from core.translate.results import Sentence, ShownSentence

DATES = (  # wordings worth looking at, and the locale they are written in
    ("samedi 9 mai 1998", "fr_FR"),
    ("4/3/20", "en_GB"),
    ("March 3, 2001", "en_US"),
    ("29. Februar 2024", "de_DE"),
    ("2001년 3월 4일 일요일", "ko_KR"),
    ("10. toukokuuta 2030", "fi_FI"),
)


@cache
def sentences() -> tuple[ShownSentence, ...]:
    """All of them, in the order of the file."""
    data = json.loads((ASSETS / "data" / "translate" / "sentences.json").read_text(encoding="utf-8"))
    return tuple(ShownSentence(one["en"], tuple(one["fr"])) for one in data["sentences"])


@cache
def of_task(task: str) -> tuple[Sentence, ...]:
    """Those of a task, "en-fr", "fr-en" or "dates", shortest first; dates in their own order."""
    if task == "dates":
        return tuple(Sentence(text, locale=locale) for text, locale in DATES)
    if task.startswith("en"):
        found = [Sentence(one.en, one.fr, len(one.en.split())) for one in sentences()]
    else:
        found = [Sentence(one.fr[0], (one.en,), len(one.fr[0].split())) for one in sentences()]
    return tuple(sorted(found, key=lambda one: one.words))


def nearest(task: str, lengths: Sequence[int]) -> tuple[Sentence, ...]:
    """For each number of words the first sentence that is nearest to it."""
    return tuple(min(of_task(task), key=lambda one: abs(one.words - length)) for length in lengths)


def from_short_to_long(task: str, count: int) -> tuple[str, ...]:
    """So many sentences, evenly from the shortest to the longest."""
    found = of_task(task)
    return tuple(found[i].text for i in np.linspace(0, len(found) - 1, count).astype(int))


def as_text(task: str, count: int) -> str:
    """So many sentences of all lengths, one after the other."""
    found = of_task(task)
    return " ".join(one.text for one in found[:: max(1, len(found) // count)][:count])
