"""Questions on the review and on the picture."""

from __future__ import annotations

import numpy as np

from app.lessons.recurrent import compute as section
from app.lessons.recurrent.model_types import compute
from app.lessons.recurrent.model_types.options import Options
from app.lessons.recurrent.model_types.shown import Shown
from app.ui import checks
from app.ui.checks import Question
from app.ui.frame import Lesson
from core.recurrent.results.review import Review


def predict(lesson: Lesson[Options], shown: Shown) -> None:
    """Those of the text, then those on the review and on the open shape."""
    checks.ask_in_turn(lesson, about(compute.review(lesson.state.text), shown))


def about(found: Review, shown: Shown) -> list[Question]:
    """What can be asked about the review and about the open shape."""
    asked = (_left_out(found), _alone(found), _inputs(shown))
    return [question for question in asked if question is not None]


def _left_out(found: Review) -> Question | None:
    """Which word moves ŷ most if it is left out?"""
    order = np.argsort(-np.abs(found.moved), kind="stable")
    some = list(dict.fromkeys(found.words[i] for i in order))[:3]
    if len(some) < 2 or len(found.words) < 3:
        return None
    about, at = " ".join(found.words), found.mover
    offered = section.shuffled(some, about)
    values = {"word": some[0], "all": f"{found.so_far[-1]:.2f}", "without": f"{found.without[at]:.2f}"}
    return Question("live-left-out", offered.index(some[0]), [word for word in offered], about, values)


def _alone(found: Review) -> Question | None:
    """How many of these words are positive by themselves?"""
    count, words = int((found.alone > 0.5).sum()), len(found.words)
    if words < 3:
        return None
    offered = sorted({0, count, words, (count + 2) % (words + 1)})
    values = {"count": count, "words": words}
    return Question("live-alone", offered.index(count), list(map(str, offered)), " ".join(found.words), values)


def _inputs(shown: Shown) -> Question | None:
    """Into how many boxes does an arrow come from outside? Where it is not all of them."""
    run = shown.run
    if run.T_x == len(run.boxes):
        return None
    offered = sorted({run.T_x, run.T_y, len(run.boxes), len(run.boxes) + 1})
    values = {"count": run.T_x, "boxes": len(run.boxes)}
    about = f"{run.shape} {run.T_x} {run.T_y}"
    return Question("live-inputs", offered.index(run.T_x), list(map(str, offered)), about, values)
