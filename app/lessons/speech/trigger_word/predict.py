"""Questions on the live picture of the trigger word, then those of the text."""

from __future__ import annotations

from app.i18n import t
from app.lessons.speech import sound
from app.lessons.speech.trigger_word import compute
from app.lessons.speech.trigger_word.options import Options
from app.lessons.speech.trigger_word.shown import Shown
from app.ui import checks
from app.ui.frame import Lesson


def predict(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Questions on the live picture, then those of the text, and the score."""
    if shown is not None:
        about = f"{sound.identity(lesson)}{shown.word}{shown.config}{lesson.state.bug}"
        _will_it_fire(lesson, shown, about)
        _how_often(lesson, shown, about)
        _always_no(lesson, shown)
    checks.ask_all(lesson)
    checks.score()


def _will_it_fire(lesson: Lesson, shown: Shown, about: str) -> None:
    """Will the nearest of the near-words fire?"""
    found = compute.near_word(shown.hearing, shown.config, shown.said, shown.word)
    if found is None:
        return
    values = {"text": found.said.text, "time": f"{found.said.start:.1f}", "threshold": f"{shown.config.threshold:.2f}"}
    values |= {"peak": f"{found.peak:.3f}", "agree": shown.config.agree}
    answer = 0 if found.fires else 1
    checks.ask_text(lesson, "live-fire", answer, [t("answer.yes"), t("answer.no")], about, **values)


def _how_often(lesson: Lesson, shown: Shown, about: str) -> None:
    """How often would it fire if the threshold were far lower?"""
    low = compute.at_lower_threshold(shown.hearing, shown.config)
    answer, choices = low.choices.index(low.count), [str(number) for number in low.choices]
    checks.ask_text(lesson, "live-lower", answer, choices, about, threshold=f"{low.threshold:.3f}", count=low.count)


def _always_no(lesson: Lesson, shown: Shown) -> None:
    """What accuracy has a detector that never fires?"""
    if not shown.ends:
        return
    found = compute.score(shown.hearing, shown.config, shown.ends)
    shares, answer = compute.accuracies_of_silence(found)
    checks.ask_text(
        lesson,
        "live-always",
        answer,
        [f"{share:.1%}" for share in shares],
        f"{sound.identity(lesson)}{shown.word}",
        ones=found.ones,
        steps=found.steps,
        accuracy=f"{found.always_no:.1%}",
    )
