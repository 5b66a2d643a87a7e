"""Sentences that are shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ShownSentence:
    """An English sentence and its two French translations."""

    en: str
    fr: tuple[str, str]


@dataclass(frozen=True)
class Sentence:
    """One that is shown for a task: its text, people's translations of it, its number of words, a date's locale."""

    text: str
    references: tuple[str, ...] = ()
    words: int = 1
    locale: str = ""
