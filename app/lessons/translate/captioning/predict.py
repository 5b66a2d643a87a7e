"""Questions on captioning: those of the text, then those on the sentence on screen."""

from __future__ import annotations

from app.i18n import t
from app.lessons.translate.captioning import compute
from app.lessons.translate.captioning.options import Options
from app.lessons.translate.captioning.shown import Shown
from app.ui import checks
from app.ui.checks import Question
from app.ui.frame import Lesson
from core.captions.options import ATTEND

THIRDS = ("left", "middle", "right")
OFFERED = 3  # words


def predict(lesson: Lesson[Options], shown: Shown | None) -> None:
    """One question after another."""
    asked = [] if shown is None else [_with_grey(shown), _next_word(shown), _next_light(shown)]
    checks.ask_in_turn(lesson, [question for question in asked if question is not None])


def _with_grey(shown: Shown) -> Question | None:
    """Which word would stand here if the picture had been even grey?"""
    found, step = shown.written, shown.step
    if step >= len(found.words) or shown.is_own:
        return None
    grey = compute.about_grey(shown.way, found.tokens, is_own=False)
    word = grey.likeliest[step][0]
    others = [other for other in (found.words[step], *found.likeliest[step]) if other.isalpha() and other != word]
    offered = sorted({word, *others[: OFFERED - 1]})
    if not word.isalpha() or len(offered) < OFFERED:
        return None
    values = {"before": " ".join(found.words[:step]), "word": word, "p": f"{grey.probabilities[step, 0]:.2f}"}
    values |= {"instead": f"{found.words[step]}", "with": f"{found.probability(step):.2f}"}
    return Question("live-grey", offered.index(word), offered, f"{shown.about} {step} grey", values)


def _next_word(shown: Shown) -> Question | None:
    """Which word comes after the one that is written?"""
    found, after = shown.written, shown.step + 1
    if after >= len(found.words):
        return None
    word = found.words[after]
    offered = sorted({word, *[other for other in found.likeliest[after] if other.isalpha()][:OFFERED]})
    if len(offered) < 2:
        return None
    values = {"before": " ".join(found.words[:after]), "word": word, "p": f"{found.probability(after):.2f}"}
    return Question("live-word", offered.index(word), offered, f"{shown.about} {after} word", values)


def _next_light(shown: Shown) -> Question | None:
    """In which third of the picture will the light be brightest for the next word?"""
    found, after = shown.written, shown.step + 1
    if shown.way != ATTEND or after >= len(found.words) or found.pinned[after] >= 0:
        return None
    answer = compute.third(found, after)
    values = {"word": found.words[after], "alpha": f"{found.alpha[after].max():.2f}"}
    values["where"] = t(f"captioning.third.{THIRDS[answer]}")
    options = [t(f"captioning.third.{third}") for third in THIRDS]
    return Question("live-light", answer, options, f"{shown.about} {after} light", values)
