"""What stands in the text of the lesson on BLEU, and where its figures come from."""

from __future__ import annotations

import re

from app import i18n
from core.translate import bleu_systems, shown

TEXT = i18n.lesson_text("bleu", "en")
NUMBER = re.compile(
    r"[\d½¼⅛]|\b(?:twice|two|three|four|five|six|seven|eight|nine|ten|thirds?|half|hundreds?|thousands?)\b",
    re.IGNORECASE,
)
SHUFFLED = "mat the on is cat the"


def holds(text: str, *phrases: str) -> None:
    """These phrases stand in the text, and but for them it has no number."""
    for phrase in phrases:
        assert phrase in text, phrase
    for phrase in sorted(phrases, key=len, reverse=True):
        text = text.replace(phrase, " ")
    assert not NUMBER.findall(text), text


def by(name: str, source: str) -> str:
    """What a system makes of a sentence, as it stands in the file."""
    return bleu_systems.translations(name)[bleu_systems.sources().index(source)]


def both(source: str) -> tuple[str, ...]:
    """People's translations of it."""
    return next(one.fr for one in shown.sentences() if one.en == source)
