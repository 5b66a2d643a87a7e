"""The page on hierarchical softmax: the centre and the words, the picture of the tree, its tabs."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from app import fields
from app.i18n import t
from app.lessons.words.costs import costs
from app.lessons.words.hierarchical_softmax import compute
from app.lessons.words.hierarchical_softmax.bug import find_the_bug
from app.lessons.words.hierarchical_softmax.compute import Walked
from app.lessons.words.hierarchical_softmax.depths import depths
from app.lessons.words.hierarchical_softmax.options import PRESETS, Options
from app.lessons.words.hierarchical_softmax.predict import predict
from app.lessons.words.hierarchical_softmax.take import take
from app.lessons.words.hierarchical_softmax.trained import trained
from app.lessons.words.hierarchical_softmax.view import draw_tree, word_of
from app.ui import checks, controls, frame
from app.ui.frame import Lesson
from core.referees.results import Compared


def show() -> None:
    """The whole page."""
    lesson = frame.begin("hierarchical_softmax", Options)
    controls_row(lesson)
    shown = picture(lesson)
    lesson.tabs(
        {
            "explain": lambda: lesson.explain(),
            "predict": lambda: predict(lesson, shown),
            "depths": lambda: depths(lesson),
            "trained": lambda: trained(lesson),
            "timed": lambda: timed(lesson),
            "bug": lambda: find_the_bug(lesson, shown),
            "referee": lambda: referee(lesson, shown),
            "hood": lambda: lesson.hood(
                {
                    "core.words.huffman:huffman": "Huffman 1952",
                    "core.words.rivers:river": "",
                    "core.words.walks:real": "Mikolov et al. 2013b, section 2.1",
                    "core.words.tree_steps:walk": "Mikolov et al. 2013b, equation 3",
                }
            ),
        },
        more=("referee", "hood"),
    )
    take(lesson, shown)
    frame.foot(lesson)


def controls_row(lesson: Lesson[Options]) -> None:
    """The row of controls: the centre; the words of the tree, and presets of both."""
    with controls.row():
        centre, words = (t(f"hierarchical_softmax.{name}") for name in ("centre", "words"))
        controls.text(lesson, {}, field="centre", label=centre, check=compute.check_centre)
        controls.text(
            lesson,
            {t(f"hierarchical_softmax.preset.{name}"): preset[0] for name, preset in PRESETS.items()},
            field="words",
            label=words,
            check=compute.check_words,
            then=lambda: lesson.update(word="", step=-1),
            chosen=lambda: lesson.update(**compute.begin(lesson.state)),
        )


def picture(lesson: Lesson[Options]) -> Walked | None:
    """The tree; None (and a sentence) where there is nothing to draw."""
    with lesson.guard():
        shown, missing = compute.walked(lesson.state), compute.missing(lesson.state.words)
        if missing:
            st.caption(t("vectors.missing", words=", ".join(missing)))
        draw_tree(lesson, shown, lesson.start(*experiments()))
        return shown
    return None


def experiments() -> tuple[dict, dict, dict]:
    """*juice* in Huffman's tree; the same in a balanced one; and another centre in the same tree."""
    free = ("tab", "bug", "try_", "asked")
    start = {name: value for name, value in fields.defaults(Options).items() if name not in free}
    return start, start | {"tree": "balanced"}, start | {"centre": "king"}


def timed(lesson: Lesson[Options]) -> None:
    """Microseconds a word of softmax, hierarchical softmax and negative sampling, in one run."""
    lesson.explain("timed")
    if costs(lesson.slug, compute.cost_config()):
        lesson.explain("timed_why")


def referee(lesson: Lesson[Options], shown: Walked | None) -> None:
    """All leaves added up, the walk by another way, the fit by scikit-learn, the tree by merging one pair after the other."""
    lesson.explain("referee")
    if shown is None:
        return
    options, word = lesson.state, word_of(lesson.state, shown)

    def run() -> list[Compared]:
        rows = compute.referee(shown, options.tree, word)
        return [replace(row, name=t(f"hierarchical_softmax.check.{row.name}")) for row in rows]

    checks.referee(lesson, run, about=f"{options.words} {options.centre} {options.tree} {word}")
