"""The page on negative sampling: the sentence, the picture of pairs and darts, its tabs."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from app import fields
from app.i18n import t
from app.lessons.words.costs import costs
from app.lessons.words.negative_sampling import compute
from app.lessons.words.negative_sampling.bug import find_the_bug
from app.lessons.words.negative_sampling.darts import darts
from app.lessons.words.negative_sampling.options import MOMENTS, PRESETS, Options
from app.lessons.words.negative_sampling.predict import predict
from app.lessons.words.negative_sampling.take import take
from app.lessons.words.negative_sampling.trained import exponent, how_many
from app.lessons.words.negative_sampling.view import draw_pairs, pair_of
from app.ui import checks, controls, frame
from app.ui.frame import Lesson
from core.referees.results import Compared
from core.words.results import Drawn


def show() -> None:
    """The whole page."""
    lesson = frame.begin("negative_sampling", Options)
    controls_row(lesson)
    shown = picture(lesson)
    lesson.tabs(
        {
            "explain": lambda: lesson.explain(),
            "predict": lambda: predict(lesson, shown),
            "darts": lambda: darts(lesson),
            "exponent": lambda: exponent(lesson),
            "how_many": lambda: how_many(lesson),
            "timed": lambda: timed(lesson),
            "bug": lambda: find_the_bug(lesson, shown),
            "referee": lambda: referee(lesson, shown),
            "hood": lambda: lesson.hood(
                {
                    "core.words.negative:pair_loss": "Mikolov et al. 2013, equation 4",
                    "core.words.noise:distribution": "Mikolov et al. 2013, section 2.2",
                    "core.words.negative:hits": "",
                    "core.words.shares:shares": "Levy & Goldberg 2014, section 3.1",
                    "core.words.objectives:skip_negative": "",
                }
            ),
        },
        more=("referee", "hood"),
    )
    take(lesson, shown)
    frame.foot(lesson)


def controls_row(lesson: Lesson[Options]) -> None:
    """The row of controls: the sentence, presets, the moment of the training, the window."""
    with controls.row():
        controls.text(
            lesson,
            {t(f"negative_sampling.preset.{name}"): text for name, text in PRESETS.items()},
            check=compute.check_text,
            then=lambda: lesson.update(**compute.begin(lesson.state)),
            chosen=lambda: lesson.update(**compute.begin(lesson.state)),
        )
        moments = {name: t(f"negative_sampling.moment.{name}") for name in MOMENTS}
        controls.select(lesson, "moment", moments, t("negative_sampling.moment"), visible=False)
        windows = {width: t("negative_sampling.window", width=width) for width in range(1, 11)}
        controls.select(lesson, "window", windows, t("negative_sampling.window_label"), visible=False, width=142)
    cut = compute.cut(lesson.state.text)
    if cut:
        st.caption(t("negative_sampling.cut", count=cut))


def picture(lesson: Lesson[Options]) -> Drawn | None:
    """Pairs, darts and pushes; None (and a sentence) where there is nothing to draw."""
    with lesson.guard():
        shown = compute.drawn(lesson.state)
        draw_pairs(lesson, shown, lesson.start(*experiments()))
        return shown
    return None


def experiments() -> tuple[dict, dict, dict]:
    """*juice* against four words drawn; the same darts where the counts are taken as they are; and before the first step."""
    free = ("tab", "bug", "try_", "thrown", "throw")
    start = {name: value for name, value in fields.defaults(Options).items() if name not in free}
    return start, start | {"exponent": 1.0}, start | {"moment": "before"}


def timed(lesson: Lesson[Options]) -> None:
    """Microseconds a word of softmax, hierarchical softmax and negative sampling, in one run."""
    lesson.explain("timed")
    if costs(lesson.slug, compute.cost_config(lesson.state)):
        lesson.explain("timed_why")


def referee(lesson: Lesson[Options], shown: Drawn | None) -> None:
    """PyTorch's automatic differentiation on the pair and the words that are shown."""
    lesson.explain("referee")
    if shown is None:
        return
    options = lesson.state
    pair = pair_of(options, shown)

    def run() -> list[Compared]:
        rows = compute.referee(options, shown, pair)
        return [replace(row, name=t(f"negative_sampling.check.{row.name}")) for row in rows]

    about = f"{options.text} {options.moment} {options.window} {options.seed} {shown.centre} {pair} {options.exponent} {options.k}"
    checks.referee(lesson, run, about=about)
