"""The page on GloVe: the sentence, the text, the picture of counts, weights and fit, its tabs."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from app import fields
from app.i18n import t
from app.lessons.words import own_text as own
from app.lessons.words.elsewhere import open_elsewhere
from app.lessons.words.glove import compute, live
from app.lessons.words.glove.against import against
from app.lessons.words.glove.bug import find_the_bug
from app.lessons.words.glove.compute import Seen
from app.lessons.words.glove.live import Run
from app.lessons.words.glove.options import CORPORA, PRESETS, Options
from app.lessons.words.glove.predict import predict
from app.lessons.words.glove.ratios import ratios
from app.lessons.words.glove.scene_view import draw_live, seen_of
from app.lessons.words.glove.settings import settings
from app.lessons.words.glove.take import take
from app.ui import checks, controls, frame
from app.ui.frame import Lesson
from core.referees.results import Compared


def show() -> None:
    """The whole page."""
    lesson = frame.begin("glove", Options)
    run = live.current()
    controls_row(lesson, run)
    seen = picture(lesson, run)
    lesson.tabs(
        {
            "explain": lambda: lesson.explain(),
            "predict": lambda: predict(lesson, run, seen),
            "ratios": lambda: ratios(lesson, run, seen),
            "against": lambda: against(lesson),
            "own_text": lambda: own_text(lesson, run),
            "bug": lambda: find_the_bug(lesson, run),
            "referee": lambda: referee(lesson, run, seen),
            "hood": lambda: lesson.hood(
                {
                    "core.words.cooccurrence:count": "Pennington et al. 2014, section 4.2",
                    "core.words.cooccurrence:weight": "Pennington et al. 2014, equation 9",
                    "core.words.glove:gradients": "Pennington et al. 2014, equation 8",
                    "core.words.glove:Learner.learn": "Duchi et al. 2011",
                    "core.words.ratios:of_text": "Pennington et al. 2014, table 1",
                }
            ),
        },
        more=("referee", "hood"),
    )
    take(lesson, run, seen)
    frame.foot(lesson)


def controls_row(lesson: Lesson[Options], run: Run) -> None:
    """The sentence, the text that is trained on, the settings, and Train."""

    def begin() -> None:
        lesson.update(**compute.begin(run.shown, lesson.state))

    with controls.row():
        names = {t(f"glove.preset.{name}"): text for name, text in PRESETS.items()}
        controls.text(lesson, names, check=lambda text: compute.check_text(run.shown, text), then=begin, chosen=begin)
        corpora = {name: t(f"glove.corpus.{name}") for name in CORPORA}
        controls.select(lesson, "corpus", corpora, t("glove.corpus"), visible=False, width=142)
        more = st.popover(t("control.more"), key="glove.more", on_change="rerun")
        if more.open:
            with more:
                settings(lesson)
        st.button(t("glove.start"), key="glove.start", type="primary", on_click=live.start, args=(lesson.state,))


def picture(lesson: Lesson[Options], run: Run) -> Seen | None:
    """Counts, weights and fit; None (and a sentence) where there is nothing to draw."""
    start = lesson.start(*experiments())
    if run.problem is not None:
        lesson.say(run.problem[0], **run.problem[1])
    with lesson.guard():
        seen = seen_of(run.shown, lesson.state)
        if seen is None:
            return None
        with st.container(key="glove-picture"):
            drawn = st.fragment(draw_live, run_every=live.EVERY if run.ticket else None)
            drawn(lesson, seen, run, start)
        return seen
    return None


def experiments() -> tuple[dict, dict, dict]:
    """A cell that is written into; before the first step of the training; and the ratios of the text."""
    names = ("text", "step", "row", "column", "moment", "window", "harmonic", "symmetric", "x_max", "ratios")
    start = {name: fields.defaults(Options)[name] for name in names}
    return start, start | {"moment": 0}, start | {"ratios": "text"}


def own_text(lesson: Lesson[Options], run: Run) -> None:
    """A visitor's own text to count and to fit, and what was learnt, taken to other lessons."""
    lesson.explain("own_text")
    own.own_text(lesson, compute.MOST, t("glove.start"))
    lesson.explain("elsewhere")
    if not run.shown.live:
        open_elsewhere(lesson.slug, run.shown.name, lambda: compute.vectors_of(run.shown))


def referee(lesson: Lesson[Options], run: Run, seen: Seen | None) -> None:
    """A plain loop beside the counts, PyTorch's automatic differentiation beside the cost and its gradient."""
    lesson.explain("referee")
    if seen is None:
        return
    if run.shown.live:
        st.caption(t("glove.when_done"))
        return
    options = lesson.state

    def run_it() -> list[Compared]:
        rows = compute.referee(run.shown, seen, options)
        return [replace(row, name=t(f"glove.check.{row.name}")) for row in rows]

    about = f"{run.shown.name} {options.text} {options.window} {options.harmonic} {options.symmetric} {options.x_max}"
    checks.referee(lesson, run_it, about=about)
