"""The page on t-SNE: the controls, the moving map, its experiments, the referee."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from app import fields
from app.i18n import t
from app.lessons.words import own_vectors
from app.lessons.words.tsne import compute, live
from app.lessons.words.tsne.live import Run
from app.lessons.words.tsne.many import many
from app.lessons.words.tsne.map_view import draw_live
from app.lessons.words.tsne.methods import methods
from app.lessons.words.tsne.misread import misread
from app.lessons.words.tsne.options import MAPS, Options
from app.lessons.words.tsne.predict import predict
from app.lessons.words.tsne.settings import settings, wanted
from app.lessons.words.tsne.take import take
from app.ui import checks, controls, frame, job_view
from app.ui.frame import Lesson
from core.words.options import METHODS


def show() -> None:
    """The whole page."""
    lesson = frame.begin("tsne", Options)
    controls_row(lesson)
    run = picture(lesson)
    lesson.tabs(
        {
            "explain": lambda: explain(lesson),
            "predict": lambda: predict(lesson, run),
            "methods": lambda: methods(lesson, run),
            "many": lambda: many(lesson, run),
            "misread": lambda: misread(lesson),
            "referee": lambda: referee(lesson, run),
            "hood": lambda: lesson.hood(
                {
                    "core.words.tsne:descend": "van der Maaten & Hinton 2008; Belkina et al. 2019",
                    "core.words.tsne:gradient": "van der Maaten 2014; Linderman et al. 2019",
                    "core.words.tsne:affinities": "van der Maaten & Hinton 2008",
                    "core.words.faithful:exact": "Venna & Kaski 2001",
                }
            ),
        },
        more=("referee", "hood"),
    )
    take(lesson, run)
    frame.foot(lesson)


def controls_row(lesson: Lesson[Options]) -> None:
    """The visitor's words, which words, how many, the method, and the settings."""
    with controls.row():
        controls.text(lesson, {}, label=t("tsne.own_words"), then=partial(lesson.update, words="own"))
        controls.select(
            lesson, "words", {name: t(f"tsne.words.{name}") for name in MAPS}, t("tsne.words"), visible=False
        )
        controls.choice(lesson, "method", {name: t(f"tsne.method.{name}") for name in METHODS}, t("tsne.method"))
        more = st.popover(t("control.more"), key="tsne.more", on_change="rerun")
        if more.open:
            with more:
                settings(lesson)
    own_vectors.ask(lesson)


def picture(lesson: Lesson[Options]) -> Run:
    """The map, which moves as long as the worker makes it."""
    start = lesson.start(*experiments())
    run = live.run_for(wanted(lesson.state))
    if run.problem is not None:
        lesson.say(run.problem[0], **run.problem[1])
    with st.container(key="tsne-picture"):
        # A fragment also where nothing moves by itself: it is a place of its own, and the picture must stay in its place.
        drawn = st.fragment(draw_live, run_every=live.EVERY if run.ticket else None)
        drawn(lesson, run.ticket is not None, start)
    if lesson.state.words == "own":
        missing = compute.unknown(lesson.state.vectors, compute.words_of(lesson.state.text))
        if missing:
            shown = ", ".join(missing[:12]) + (" …" if len(missing) > 12 else "")
            st.caption(t("tsne.unknown", count=len(missing), words=shown))
    return run


def explain(lesson: Lesson[Options]) -> None:
    """What it is, and how to read the picture."""
    lesson.explain()
    lesson.explain("picture")


def experiments() -> tuple[dict, dict, dict]:
    """A word of whose neighbours most stay; one whose neighbours are torn away; clusters where there are none."""
    free = ("tab", "text", "misread", "try_")
    start = {name: value for name, value in fields.defaults(Options).items() if name not in free}
    return start, start | {"word": "english"}, start | {"words": "noise", "perplexity": 5.0, "word": ""}


def referee(lesson: Lesson[Options], run: Run) -> None:
    """The sum over all pairs, scikit-learn, and finite differences, on a few of the same words."""
    lesson.explain("referee")
    key, config = run.wanted
    asked = compute.description(key, replace(config, method="tsne", dimensions=2))
    found = job_view.offer("map_check", asked, t("referee.run"))
    if found:
        checks.show([replace(row, name=t(f"tsne.check.{row.name}")) for row in found])
