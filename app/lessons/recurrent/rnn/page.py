"""The page on the recurrent step: one network along the text, a cell by hand, and what its units react to."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.recurrent import model_cards, stepping
from app.lessons.recurrent.options import PAPER
from app.lessons.recurrent.presets import CELLS, NESTED
from app.lessons.recurrent.rnn import compute
from app.lessons.recurrent.rnn.fixed_window import why
from app.lessons.recurrent.rnn.learning import learning
from app.lessons.recurrent.rnn.losses import losses
from app.lessons.recurrent.rnn.options import Options
from app.lessons.recurrent.rnn.units import units
from app.lessons.recurrent.rnn.weights import hand_weights, weights
from app.lessons.recurrent.shown import Shown
from app.ui import controls, frame
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.recurrent.options import ModelKey


def show() -> None:
    """The page, from its heading to its foot."""
    lesson = frame.begin("rnn", Options)
    stepping.text_and_model(lesson, ("hand", "shakespeare", "nested", "words"), lambda: form(lesson))
    shown = stepping.picture(lesson, *model(lesson.state), experiments())
    lesson.tabs(
        {
            "explain": lambda: explain(lesson),
            "predict": lambda: stepping.predict(lesson, shown),
            "weights": lambda: weights(lesson, shown),
            "learn": lambda: learning(lesson),
            "why": lambda: why(lesson),
            "units": lambda: units(lesson, shown),
            "loss": lambda: losses(lesson, shown),
            "referee": lambda: referee(lesson, shown),
            "hood": lambda: lesson.hood(
                {
                    "core.recurrent.cells:RNNCell": "Elman 1990",
                    "core.recurrent.unroll:trace": "",
                    "core.recurrent.units:on_exactly": "Strobelt et al. 2018",
                    "core.recurrent.two_losses:of_each": "",
                    "core.recurrent.learning:learn": "Kingma & Ba 2015 (Adam)",
                }
            ),
        },
        more=("referee", "hood"),
    )
    stepping.take(lesson, shown)
    frame.foot(lesson)


def model(options: Options) -> tuple[ModelKey, str]:
    """The model and the equation that a visitor's options ask for."""
    key = ModelKey("rnn", options.model, hand=hand_weights(options) if options.model == "hand" else ())
    return key, "rnn" if options.form == "split" else "rnn_concatenated"


def form(lesson: Lesson) -> None:
    """Two matrices or one."""
    forms = {name: t(f"rnn.form.{name}") for name in ("split", "concatenated")}
    controls.choice(lesson, "form", forms, t("rnn.form"))


def explain(lesson: Lesson) -> None:
    """What it is, how to read the picture, and what the three cells were measured to give on the same text."""
    lesson.explain()
    lesson.explain("picture")
    model_cards.table({f"shakespeare_{cell}": cell.upper() for cell in CELLS})
    st.caption(t("model.equal"))


def experiments() -> tuple[dict, dict, dict]:
    """A step on paper, a long bracket, two matrices or one."""
    start = {"model": "hand", "units": 1, "hand": (), "text": PAPER, "form": "split", "step": 2, "unit": 0}
    start |= {"order": "network", "series": "", "pins": ()}
    text = NESTED["nested"]
    bracket = {"model": "nested", "text": text, "step": text.index("]"), "unit": None}
    return start, start | bracket, start | bracket | {"form": "concatenated"}


def referee(lesson: Lesson, shown: Shown | None) -> None:
    """PyTorch's layer on the same text; and the sum written with two matrices and with one."""
    stepping.referee(lesson, shown)
    if shown is None:
        return
    forms = compute.both_forms(shown.reading, shown.step)
    st.markdown(t("rnn.both_forms", step=shown.reading.start + shown.step + 1))
    st.html(
        html_table(
            [t("referee.what"), "W_aa a + W_ax x + b", "W_a [a, x] + b", t("referee.difference")],
            [
                [
                    f"{forms.name}, {t('memory.unit')} {forms.place[0]}",
                    f"{forms.ours:.7f}",
                    f"{forms.theirs:.7f}",
                    f"{forms.difference:.1e}",
                ]
            ],
        )
    )
