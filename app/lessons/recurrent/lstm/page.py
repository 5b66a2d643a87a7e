"""The page on the LSTM: gates, the road of the memory, and what cutting it does."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.recurrent import compute as shared
from app.lessons.recurrent import model_cards, stepping
from app.lessons.recurrent.lstm import compute
from app.lessons.recurrent.lstm.compare import compare
from app.lessons.recurrent.lstm.options import Options
from app.lessons.recurrent.mistake import against_the_right_formula
from app.lessons.recurrent.presets import NESTED
from app.lessons.recurrent.shown import Shown
from app.ui import controls, frame
from app.ui.frame import Lesson
from core.recurrent.options import ModelKey
from core.recurrent.results import Pin

BUGS = {"one_minus_forget": "lstm_coupled", "tanh_candidate": "lstm_tanh_candidate"}
INSIDE = 20  # a step inside the preset's bracket


def show() -> None:
    """The page, from its heading to its foot."""
    lesson = frame.begin("lstm", Options)
    stepping.text_and_model(lesson, ("shakespeare", "nested", "words"), lambda: variants(lesson))
    key, equation = model(lesson.state)
    caution(lesson, key)
    shown = stepping.picture(lesson, key, equation)
    lesson.tabs(
        {
            "predict": lambda: stepping.predict(lesson, shown),
            "explain": lambda: explain(lesson),
            "compare": lambda: compare(lesson),
            "try": lambda: experiments(lesson),
            "bug": lambda: find_the_bug(lesson, shown),
            "referee": lambda: stepping.referee(lesson, shown),
            "hood": lambda: lesson.hood(
                {
                    "core.recurrent.cells:LSTMCell.step": "Hochreiter & Schmidhuber 1997; Gers et al. 2000",
                    "core.recurrent.unroll:trace": "",
                    "core.recurrent.scan:_lstm": "",
                }
            ),
        }
    )
    stepping.take(lesson, shown)
    frame.foot()


def model(options: Options) -> tuple[ModelKey, str]:
    """The model and the equation that a visitor's options ask for."""
    bug = options.bug if options.bug in BUGS else ""
    peephole = options.peephole and options.model == "shakespeare" and not bug
    turned = bug == "one_minus_forget" and options.turned
    key = ModelKey(
        "lstm", options.model, "peephole" if peephole else bug, turned=turned, forget_bias=options.forget_bias
    )
    return key, BUGS.get(bug) or ("lstm_peephole" if peephole else "lstm")


def variants(lesson: Lesson) -> None:
    """Peepholes and the forget bias."""
    controls.toggle(lesson, "peephole", t("lstm.peephole"))
    more = st.popover(t("control.more"), key="lstm.more", on_change="rerun")
    if more.open:  # drawn before it is opened, a slider would lose its first move
        with more:
            controls.slider(lesson, "forget_bias", t("lstm.forget_bias"), -6.0, 6.0, 0.5)


def caution(lesson: Lesson, key: ModelKey) -> None:
    """Say when a mistake is on, or when there is no such variant of this model."""
    if key.variant in BUGS:
        st.caption(t("bug.on"))
    elif lesson.state.peephole and key.variant != "peephole":
        st.caption(t("lstm.no_peephole"))


def explain(lesson: Lesson) -> None:
    """What it is, how to read the picture, and what the trained forms were measured to give."""
    lesson.explain()
    lesson.explain("picture")
    cards = {"shakespeare_lstm": "LSTM", "shakespeare_lstm_peephole": t("lstm.peephole")}
    model_cards.table(cards)


def experiments(lesson: Lesson) -> None:
    """A row for a bracket, the road cut, a bias to forget."""
    start = {"model": "nested", "text": NESTED["bracket"], "bug": "none", "forget_bias": 0.0, "pins": (), "unit": None}
    bracket = shared.reading(ModelKey("lstm", "nested"), NESTED["bracket"], shared=True)
    unit = compute.carrier(bracket, "(", ")")
    lesson.experiment(1, start | {"order": "hold", "step": INSIDE, "series": "", "unit": unit})
    cut = Pin("gamma_f", None, INSIDE, 0.0)
    lesson.experiment(2, start | {"pins": (cut,), "step": NESTED["bracket"].index(")"), "order": "network"})
    lesson.experiment(3, start | {"forget_bias": -3.0, "order": "network"})


def find_the_bug(lesson: Lesson, shown: Shown | None) -> None:
    """Two mistakes in print, the weights turned round, and the loss that gives them away or does not."""
    bug = controls.choice(
        lesson, "bug", {"none": t("bug.none"), **{name: t(f"lstm.bug.{name}") for name in BUGS}}, t("tab.bug")
    )
    if bug == "one_minus_forget":
        controls.toggle(lesson, "turned", t("lstm.turned"))
    if bug in BUGS and shown is not None:
        right = ModelKey("lstm", lesson.state.model, forget_bias=0.0)
        against_the_right_formula(lesson, shown, right)
    lesson.explain("bug")
