"""Sentences with a label, 1 for positive and 0 for negative: those of a file, and the project's own on negation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold

from core.data import ASSETS
from core.recurrent import tokens
from core.recurrent.sentiment import LONGEST

OWN = ASSETS / "data" / "sentiment" / "negations.tsv"
FOLDS = 10


@dataclass(frozen=True)
class Labelled:
    """A sentence, its words in small letters, and its label."""

    text: str
    words: tuple[str, ...]
    label: int


def read(path: Path) -> list[Labelled]:
    """Tab-separated values with a header, text and label first."""
    return [labelled(text, label) for text, label, *_ in _rows(path)]


def own(*, held: bool) -> list[Labelled]:
    """The project's own sentences: those to train on, or those that are held out."""
    return [labelled(text, label) for text, label, is_held in _rows(OWN) if (is_held == "1") == held]


def labelled(text: str, label: str) -> Labelled:
    """A sentence as the network reads it."""
    return Labelled(text, tuple(word.lower() for word in tokens.split(text)[:LONGEST]), int(label))


def plain(text: str) -> str:
    """A text in small letters and without its marks: what two sentences have in common that are as good as the same."""
    return " ".join(re.findall(r"\w+", text.lower()))


def folds(sentences: list[Labelled], seed: int) -> list[tuple[list[Labelled], list[Labelled]]]:
    """Ten times (training, test). Both labels are spread evenly; sentences that are as good as the same stay together."""
    groups: dict[str, int] = {}
    places = [groups.setdefault(plain(s.text), len(groups)) for s in sentences]
    cut = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed)
    labels = np.array([s.label for s in sentences])
    return [
        ([sentences[i] for i in train], [sentences[i] for i in test])
        for train, test in cut.split(np.zeros(len(labels)), labels, places)
    ]


def _rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n")[1:]]
