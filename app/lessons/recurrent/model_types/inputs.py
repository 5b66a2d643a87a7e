"""The controls above the picture: which shape, and what goes into it."""

from __future__ import annotations

import functools

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.model_types import compute
from app.lessons.recurrent.model_types.options import FIELDS, LAST_SEED, LAST_STEP, STARTS, Options
from app.ui import controls
from app.ui.frame import Lesson
from core.recurrent.options import SHAPES
from core.recurrent.results.shapes import Run

WIDEST, MOST = 24, 8  # letters of a word that is not known, and such words, that are named


def inputs(lesson: Lesson[Options]) -> None:
    """The row of controls, and a line where a mistake is on."""
    to_last = functools.partial(lesson.update, step=LAST_STEP)
    with controls.row():
        names = {shape: t(f"model_types.shape.{shape}") for shape in SHAPES}
        shape = controls.choice(lesson, "shape", names, t("model_types.shape"), then=to_last)
        controls.text(
            lesson,
            {t(f"model_types.start.{shape}.{i}"): text for i, text in enumerate(STARTS[shape])},
            FIELDS[shape],
            t(f"model_types.input.{shape}"),
            check=lambda text: compute.run(shape, text),
            then=to_last,
            chosen=to_last,
        )
        if shape == "one_many":
            st.button(t("model_types.another"), key="model_types.another", on_click=_another, args=(lesson,))
    if lesson.state.bug == "padded" and shape == "many_one":
        st.caption(t("bug.on"))


def _another(lesson: Lesson[Options]) -> None:
    lesson.update(seed=lesson.state.seed % LAST_SEED + 1, step=LAST_STEP)


def said(lesson: Lesson[Options], run: Run) -> None:
    """What was left out of an input, and what its network does not know."""
    if not run.is_all:
        lesson.say(f"model_types.cut.{run.shape}", count=run.T_x)
    if run.unknown:
        cut = [word if len(word) <= WIDEST else f"{word[:WIDEST]}…" for word in run.unknown[:MOST]]
        words = ", ".join(cut) + (" …" if len(run.unknown) > MOST else "")
        st.caption(t(f"model_types.unknown.{run.shape}", words=words))
