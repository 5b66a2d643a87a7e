"""Questions on what one vector holds, one of them on the sentence on screen."""

from __future__ import annotations

from app.lessons.translate.seq2seq import compute
from app.lessons.translate.seq2seq.options import Options
from app.lessons.translate.seq2seq.shown import Shown
from app.ui import checks
from app.ui.checks import Question
from app.ui.frame import Lesson


def predict(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Those of the text, then that on the sentence; of a visitor's own it is worked out in the tab of its own alone."""
    is_asked = shown and (lesson.state.tab == "predict" or compute.is_shown(shown.found.name, shown.found.text))
    checks.ask_in_turn(lesson, [_same_with_attention(lesson, shown)] if is_asked else [])


def _same_with_attention(lesson: Lesson[Options], shown: Shown) -> Question:
    """Does a translator that may look back at every word write the same?"""
    other = compute.with_attention(lesson.state.task, shown.found.text)
    values = {"attention": other, "one_vector": shown.found.written}
    return Question("live-attention", int(other != shown.found.written), about=shown.about, values=values)
