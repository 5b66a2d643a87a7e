"""The page on one-hot vectors and embeddings: the words, the picture of product and look-up, its tabs."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from app.i18n import t
from app.lessons.words import own_vectors
from app.lessons.words.word_representation import compute
from app.lessons.words.word_representation.bug import find_the_bug
from app.lessons.words.word_representation.clocks import clocks
from app.lessons.words.word_representation.few import few
from app.lessons.words.word_representation.options import PRESETS, Options
from app.lessons.words.word_representation.own_axes import own_axes, settings
from app.lessons.words.word_representation.predict import predict
from app.lessons.words.word_representation.senses import senses
from app.lessons.words.word_representation.take import take
from app.lessons.words.word_representation.view import draw_words, place_of, size_of
from app.ui import checks, controls, frame
from app.ui.frame import Lesson
from core.referees.results import Compared
from core.words.results import Represented


def show() -> None:
    """The whole page."""
    lesson = frame.begin("word_representation", Options)
    controls_row(lesson)
    shown = picture(lesson)
    lesson.tabs(
        {
            "explain": lambda: lesson.explain(),
            "predict": lambda: predict(lesson, shown),
            "clocks": lambda: clocks(lesson),
            "own_axes": lambda: own_axes(lesson, shown is not None),
            "senses": lambda: senses(lesson),
            "few": lambda: few(lesson),
            "faces": lambda: lesson.explain("faces"),
            "bug": lambda: find_the_bug(lesson, shown),
            "referee": lambda: referee(lesson, shown),
            "hood": lambda: lesson.hood(
                {
                    "core.words.lookup:product": "",
                    "core.words.lookup:look_up": "",
                    "core.words.representation:along_axes": "",
                    "core.words.axes:axis": "",
                    "core.words.few_labels:embedded": "",
                }
            ),
        },
        more=("referee", "hood"),
    )
    take(lesson, shown)
    frame.foot(lesson)


def controls_row(lesson: Lesson[Options]) -> None:
    """The row of controls: the words, presets, the vectors; and folded away the axes and the words of table and ruler."""
    name = lesson.state.vectors
    with controls.row():
        names = {t(f"word_representation.preset.{preset}"): text for preset, text in PRESETS.items()}
        controls.text(
            lesson,
            names,
            label=t("word_representation.words"),
            check=lambda text: compute.check_text(text, name),
            then=lambda: lesson.update(word="", step=-1),
            chosen=lambda: lesson.update(word="", step=-1),
        )
        controls.select(lesson, "vectors", own_vectors.names(), t("vectors.label"), visible=False)
        more = st.popover(t("word_representation.more"), key="word_representation.more", on_change="rerun")
        if more.open:
            with more:
                settings(lesson)
    own_vectors.ask(lesson)
    missing = compute.missing(lesson.state.text, name)
    if missing:
        st.caption(t("vectors.missing", words=", ".join(missing)))
    if compute.cut(lesson.state.text):
        st.caption(t("word_representation.cut"))


def picture(lesson: Lesson[Options]) -> Represented | None:
    """Product and look-up, table and rulers; None (and a sentence) where there is nothing to draw."""
    with lesson.guard():
        shown = compute.represent(lesson.state)
        draw_words(lesson, shown, lesson.start(*experiments()))
        return shown
    return None


def experiments() -> tuple[dict, dict, dict]:
    """*orange* among 10,000 words; among 100,000; and *king* on the axes."""
    start = {"vectors": "glove", "text": "orange", "word": "", "step": -1, "size": Options.size}
    start |= {"axes": Options.axes, "table": Options.table, "ruler": Options.ruler}
    return start, start | {"size": 100_000}, start | {"text": "king"}


def referee(lesson: Lesson[Options], shown: Represented | None) -> None:
    """PyTorch's layers beside product and look-up, scikit-learn beside distances and features."""
    lesson.explain("referee")
    if shown is None:
        return
    options, place, size = lesson.state, place_of(lesson.state, shown), size_of(lesson.state, shown)

    def run() -> list[Compared]:
        rows = compute.referee(shown, options.vectors, place, size)
        return [replace(row, name=t(f"word_representation.check.{row.name}")) for row in rows]

    about = f"{options.vectors} {shown.words[place]} {size} {options.axes} {options.table} {options.ruler}"
    checks.referee(lesson, run, about=about)
