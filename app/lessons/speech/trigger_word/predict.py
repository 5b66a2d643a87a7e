"""Questions on the trigger word: those of the text, then those on what is on screen."""

from __future__ import annotations

from app.i18n import t
from app.lessons.speech import sound
from app.lessons.speech.trigger_word import compute
from app.lessons.speech.trigger_word.options import Options
from app.lessons.speech.trigger_word.shown import Shown
from app.ui import checks
from app.ui.checks import Question
from app.ui.frame import Lesson


def predict(lesson: Lesson[Options], shown: Shown | None) -> None:
    """One question after another."""
    live = []
    if shown is not None:
        about = f"{sound.identity(lesson)}{shown.word}{shown.config}{shown.mistake}{_chunks(shown)}"
        live = [_will_it_fire(shown, about), _how_often(shown, about), _always_no(lesson, shown)]
    checks.ask_in_turn(lesson, [question for question in live if question is not None])


def _chunks(shown: Shown) -> str:
    """What chunks change about the answers: nothing, unless the state is forgotten."""
    forgets = shown.streamed is not None and shown.streamed.forget
    return f"{shown.streamed.chunk}" if forgets else ""


def _will_it_fire(shown: Shown, about: str) -> Question | None:
    """Will the nearest of the near-words fire?"""
    found = compute.near_word(shown.drawn, shown.config, shown.said, shown.word)
    if found is None:
        return None
    values = {"text": found.said.text, "time": f"{found.said.start:.1f}", "threshold": f"{shown.config.threshold:.2f}"}
    values |= {"peak": f"{found.peak:.3f}", "agree": shown.config.agree}
    return Question("live-fire", 0 if found.fires else 1, [t("answer.yes"), t("answer.no")], about, values)


def _how_often(shown: Shown, about: str) -> Question:
    """How often would it fire if the threshold were far lower?"""
    low = compute.at_lower_threshold(shown.drawn, shown.config)
    answer, choices = low.choices.index(low.count), [str(number) for number in low.choices]
    return Question("live-lower", answer, choices, about, {"threshold": f"{low.threshold:.3f}", "count": low.count})


def _always_no(lesson: Lesson, shown: Shown) -> Question | None:
    """What accuracy has a detector that never fires?"""
    if not shown.ends:
        return None
    found = compute.score(shown.drawn, shown.config, shown.ends)
    shares, answer = compute.accuracies_of_silence(found)
    options, about = [f"{share:.1%}" for share in shares], f"{sound.identity(lesson)}{shown.word}"
    values = {"ones": found.ones, "steps": found.steps, "accuracy": f"{found.always_no:.1%}"}
    return Question("live-always", answer, options, about, values)
