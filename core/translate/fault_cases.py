"""The sentences shown, people's translations, and what the shipped translators find, as `core.recipes.faults` made it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from core.data import ASSETS
from core.translate import models, shown
from core.translate.results import FaultCase, FaultCases, FaultSearch, FaultTally, Scored

FOLDER = ASSETS / "data" / "translate"
FIRST = {  # by their English; what each is there for
    "fr-en": (
        "The thief ran away before the police arrived.",  # search at width 1, model from 3 on
        "Two of the three windows on the second floor are broken.",  # search at 3 with α, though y* is less likely
        "The farmer sells his apples directly to his customers.",  # at 3 search, and length from α = .71 on
        "The water in the lake is too cold for swimming.",  # model: too hot
        "If it snows tomorrow, we will stay at home.",  # as good
    ),
    "en-fr": (
        "This soup needs a little more salt and pepper.",  # search at 1 and 3; 10 finds y*
        "The candle burned all night beside the open window.",  # length from 3 on: a made-up word has more pieces
        "The football match was postponed because of bad weather.",  # search at 1 and 3
        "The thief ran away before the police arrived.",  # model
        "I met an old friend at the airport yesterday.",  # as good
    ),
}


def path(name: str) -> Path:
    """The file of a translator's cases."""
    return FOLDER / f"faults_{name.replace('-', '_')}.json"


def references(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(x, people's translations of it, y* the first) of each sentence shown, in their order.

    KeyError for another name than "fr-en" and "en-fr".
    """
    return {
        "fr-en": tuple((one.fr[0], (one.en,)) for one in shown.sentences()),
        "en-fr": tuple((one.en, one.fr) for one in shown.sentences()),
    }[name]


def as_good(name: str) -> tuple[tuple[str, ...], ...]:
    """What is as good as y*, of each sentence shown: people's other translations, and what a reader marked."""
    marked = json.loads((FOLDER / "as_good.json").read_text(encoding="utf-8"))[name]
    return tuple((*known[1:], *marked.get(x, ())) for x, known in references(name))


@cache
def cases(name: str) -> FaultCases:
    """All of them, those of FIRST before the others. KeyError as `references`."""
    data, symbols = _data(name), models.subwords(name.split("-")[1])

    def scored(row: list[list]) -> Scored:
        tokens, log_p = row
        pieces = tuple(symbols.symbols[i] for i in tokens)
        return Scored(symbols.decode(tokens), pieces, tuple(tokens), np.array(log_p))

    found = []
    for one, (x, _), good in zip(data["cases"], references(name), as_good(name), strict=True):
        outputs = [scored(row) for row in one["outputs"]]
        searched = [
            FaultSearch(width, tuple(outputs[i] for i in winners), *rest, tuple(row / 1000 for row in kept))
            for width, winners, *rest, kept in one["searched"]
        ]
        found.append(FaultCase(x, scored(one["human"]), tuple(searched), good))
    return FaultCases(name, tuple(found[i] for i in _order(name)))


def _order(name: str) -> Sequence[int]:
    english = [one.en for one in shown.sentences()]
    first = [english.index(text) for text in FIRST[name]]
    return [*first, *(i for i in range(len(english)) if i not in first)]


@cache
def tallies(name: str) -> tuple[FaultTally, ...]:
    """Of all sentences, at each width and α that was measured."""
    return tuple(FaultTally(**one) for one in _data(name)["tallies"])


@cache
def _data(name: str) -> dict[str, Any]:
    return json.loads(path(name).read_text(encoding="utf-8"))
