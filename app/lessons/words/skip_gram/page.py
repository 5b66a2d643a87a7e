"""The page on skip-gram: the controls, the window and the map, the training, its tabs."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from app import fields
from app.i18n import t
from app.lessons.words.skip_gram import compute, live
from app.lessons.words.skip_gram.bug import find_the_bug
from app.lessons.words.skip_gram.buttons import start_button
from app.lessons.words.skip_gram.cost import cost
from app.lessons.words.skip_gram.frequent import frequent
from app.lessons.words.skip_gram.live import Run
from app.lessons.words.skip_gram.options import CORPORA, PRESETS, Options
from app.lessons.words.skip_gram.own_text import own_text
from app.lessons.words.skip_gram.predict import predict
from app.lessons.words.skip_gram.scene_view import draw_live
from app.lessons.words.skip_gram.settings import settings
from app.lessons.words.skip_gram.take import take
from app.lessons.words.skip_gram.variants import variants
from app.ui import checks, controls, frame
from app.ui.frame import Lesson
from core.referees.results import Compared


def show() -> None:
    """The whole page."""
    lesson = frame.begin("skip_gram", Options)
    controls_row(lesson)
    run = picture(lesson)
    lesson.tabs(
        {
            "explain": lambda: lesson.explain(),
            "predict": lambda: predict(lesson, run),
            "variants": lambda: variants(lesson),
            "frequent": lambda: frequent(lesson, run),
            "cost": lambda: cost(lesson),
            "own_text": lambda: own_text(lesson, run),
            "bug": lambda: find_the_bug(lesson),
            "referee": lambda: referee(lesson, run),
            "hood": lambda: lesson.hood(
                {
                    "core.words.word2vec:train": "Mikolov et al. 2013a, 2013b",
                    "core.words.objectives:skip_negative": "Mikolov et al. 2013b, equation 4",
                    "core.words.objectives:skip_softmax": "Mikolov et al. 2013b, equations 1 and 2",
                    "core.words.objectives:cbow_negative": "Mikolov et al. 2013a, section 3.1",
                    "core.words.corpus:keep_probability": "Mikolov et al. 2013b, equation 5",
                }
            ),
        },
        more=("referee", "hood"),
    )
    take(lesson, run)
    frame.foot(lesson)


def controls_row(lesson: Lesson[Options]) -> None:
    """The sentence, the text that is trained on, the method, what it guesses with, the settings, and Start."""
    with controls.row():
        names = {t(f"skip_gram.preset.{name}"): text for name, text in PRESETS.items()}
        controls.text(lesson, names)
        corpora = {name: t(f"skip_gram.corpus.{name}") for name in CORPORA}
        controls.select(lesson, "corpus", corpora, t("skip_gram.corpus"), visible=False, width=142)
        methods = {name: t(f"skip_gram.method.{name}") for name in ("skip", "cbow")}
        controls.select(lesson, "method", methods, t("skip_gram.method"), visible=False, width=122)
        outputs = {name: t(f"skip_gram.output.{name}") for name in ("negative", "softmax")}
        controls.select(lesson, "output", outputs, t("skip_gram.output"), visible=False, width=142)
        more = st.popover(t("control.more"), key="skip_gram.more", on_change="rerun")
        if more.open:
            with more:
                settings(lesson)
        start_button(lesson)


def picture(lesson: Lesson[Options]) -> Run:
    """The window and the map, which move as long as the worker trains."""
    start = lesson.start(*experiments())
    run = live.current()
    if run.problem is not None:
        lesson.say(run.problem[0], **run.problem[1])
    with st.container(key="skip_gram-picture"):
        drawn = st.fragment(draw_live, run_every=live.EVERY if run.ticket else None)
        drawn(lesson, run.ticket is not None, start)
    return run


def experiments() -> tuple[dict, dict, dict]:
    """The map at the end; the same words before the first step; a sentence of other words, two thirds through the first reading."""
    free = ("tab", "bug", "try_", "seed")
    start = {name: value for name, value in fields.defaults(Options).items() if name not in free}
    return start, start | {"moment": 0}, start | {"moment": 2, "text": PRESETS["father"], "centre": 1, "pair": 3}


def referee(lesson: Lesson[Options], run: Run) -> None:
    """PyTorch's automatic differentiation on the sentence that is shown."""
    lesson.explain("referee")
    if run.shown.live:
        st.caption(t("skip_gram.when_done"))
        return
    options = lesson.state
    about = f"{run.shown.name} {options.text} {options.window} {options.negative}"
    rows = partial(_rows, run, options)
    checks.referee(lesson, rows, about=about)


def _rows(run: Run, options: Options) -> list[Compared]:
    found = compute.referee(run.shown, options)
    return [replace(row, name=t(f"skip_gram.check.{row.name}")) for row in found]
