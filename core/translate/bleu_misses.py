"""What counting n-grams cannot see: translations that a reader would judge at once."""

from __future__ import annotations

from functools import lru_cache

from core.translate import bleu
from core.translate.bleu_systems import chrf
from core.translate.options import BleuConfig
from core.translate.results import Missed

__all__ = ["CASES", "chrf", "missed"]

CASES = (  # name, candidate, reference
    ("order", "mat the on is cat the", "the cat is on the mat"),  # every word is right
    ("one_gram", "She bought two red apples today.", "She bought two green apples today."),  # no four words in a row
    (
        "paraphrase",  # as good
        "It was raining hard, so we stayed at home all day.",
        "We stayed at home all day because of the heavy rain.",
    ),
    (
        "negation",
        "You should not take this medicine before you go to bed.",
        "You should take this medicine before you go to bed.",
    ),
    (
        "who",
        "Anna paid Peter for the tickets to the concert last week.",
        "Peter paid Anna for the tickets to the concert last week.",
    ),
    (
        "number",
        "Please pay the bill of 900 euros before the end of the month.",
        "Please pay the bill of 90 euros before the end of the month.",
    ),
    (
        "inflection",  # right words in another form, which chrF forgives
        "The teachers explained the questions to the students.",
        "The teacher explains the question to the student.",
    ),
    (
        "spelling",  # the same sentence as it is spelt in Britain and in America
        "He apologised for the grey colour of the theatre.",
        "He apologized for the gray color of the theater.",
    ),
)


@lru_cache(maxsize=64)
def missed(config: BleuConfig) -> tuple[Missed, ...]:
    """All of CASES, each scored without smoothing and with "exp"; of config its words and capitals count."""
    return tuple(_missed(*case, config) for case in CASES)


def _missed(name: str, candidate: str, reference: str, config: BleuConfig) -> Missed:
    plain, smoothed = (
        bleu.of_texts([candidate], [[reference]], BleuConfig(smooth, lowercase=config.lowercase, cut=config.cut))
        for smooth in ("none", "exp")
    )
    precisions = tuple(p / 100 for p in plain.precisions)
    return Missed(name, candidate, reference, precisions, plain.score, smoothed.score, chrf(candidate, [reference]))
