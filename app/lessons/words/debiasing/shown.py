"""What is on screen in the lesson on debiasing, as its tabs need it."""

from __future__ import annotations

from dataclasses import dataclass

from app.lessons.words.debiasing.picture import Rest
from core.words.options import BiasKey
from core.words.results import AlongLine, Measured


@dataclass(frozen=True)
class Shown:
    """The key, the words on the line, their places, the scores (if they could be measured), the stage."""

    key: BiasKey
    words: tuple[str, ...]
    line: AlongLine
    measured: Measured | None
    rest: Rest
