"""The lesson's text and what was measured, for the tests of its figures."""

from __future__ import annotations

import re

from app import i18n
from app.lessons.translate.seq2seq.page import experiments
from core import checkpoints
from core.translate import cards
from core.translate.options import ONE_WAY, OWN_WORDS, REVERSED
from core.translate.results import OneVector
from tests.lessons.seq2seq.samples import read

TEXT = i18n.lesson_text("seq2seq", "en")
FOUND = cards.one_vector()
ORDER, POOLED = FOUND["order"], FOUND["order"]["pooled"]
CARDS = {
    name: checkpoints.card(f"translate_{name.replace('-', '_')}") for name in ("en-fr", ONE_WAY, REVERSED, OWN_WORDS)
}
# What has digits or is a word for a number and is no figure: years, sections, symbols and turns of phrase.
PAPERS = (
    "Sutskever et al. (2014, section 3.3)",
    "Sutskever et al. (2014)",
    "Cho et al. (2014)",
    "(2015)",
    "(2016)",
    "figure 2 of",
)
NAMES = (
    *PAPERS,
    r"\langle 0\rangle",
    r"\langle t-1\rangle",
    "One network",
    "one vector",
    "One vector",
    "one piece",
    "Two mistakes",
)
NAMES += ("one after the other", "one by one")
NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|thirty|hundred|thousand|million|half|third|twice)\b", re.I
)  # fmt: skip


def said(number: int) -> str:
    return TEXT.experiment(number).means


def asked(number: int) -> OneVector:
    """What an experiment sets up."""
    made = experiments()[number - 1]
    return read(REVERSED if made["reversed"] else ONE_WAY, made["text"])


def by_length(rows: list[dict], first: int) -> float:
    return next(row["bleu"] for row in rows if row["from"] == first)


def short(value: float) -> str:
    """As the text writes a number below one: .95."""
    return f"{value:.2f}".lstrip("0")


def holds(text: str, *phrases: str) -> None:
    """These phrases stand in the text, and but for them it has no number."""
    for phrase in phrases:
        assert phrase in text, phrase
    for phrase in sorted((*phrases, *NAMES), key=len, reverse=True):
        text = text.replace(phrase, " ")
    assert not NUMBER.findall(text), text


def quotes(text: str) -> list[str]:
    return re.findall("“(.*?)”", text)
