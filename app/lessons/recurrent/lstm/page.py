"""The page on the LSTM: gates, the road of the memory, and what cutting it does."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.recurrent import model_cards, stepping
from app.lessons.recurrent.cell_stepper import CellForecast, Forecasts, Panel
from app.lessons.recurrent.lstm import compute
from app.lessons.recurrent.lstm.compare import compare
from app.lessons.recurrent.lstm.options import Options
from app.lessons.recurrent.mistake import against_the_right_formula
from app.lessons.recurrent.options import PLURAL
from app.lessons.recurrent.presets import CELLS
from app.lessons.recurrent.shown import Shown
from app.theme import SECOND
from app.ui import controls, frame
from app.ui.frame import Lesson
from core.recurrent.options import ModelKey
from core.recurrent.results import Pin

BUGS = {"one_minus_forget": "lstm_coupled", "tanh_candidate": "lstm_tanh_candidate"}
MEANS = SECOND["cells"]
CARRIER = 39  # the unit that carries the number of the noun
VERB = 24  # the step before the verb
FAR_PLURAL, FAR_VERB = "the cats (near the old dogs by the tree) are small.", 41
CUT = 21  # a step inside the bracket


def show() -> None:
    """The page, from its heading to its foot."""
    lesson = frame.begin("lstm", Options)
    stepping.text_and_model(lesson, ("nested", "shakespeare", "words"), lambda: variants(lesson))
    key, equation = model(lesson.state)
    caution(lesson, key)
    shown = stepping.picture(lesson, key, equation, experiments(), lambda pins: forecasts(lesson, key, pins))
    lesson.tabs(
        {
            "explain": lambda: explain(lesson),
            "predict": lambda: stepping.predict(lesson, shown),
            "compare": lambda: compare(lesson),
            "bug": lambda: find_the_bug(lesson, shown),
            "referee": lambda: stepping.referee(lesson, shown),
            "hood": lambda: lesson.hood(
                {
                    "core.recurrent.cells:LSTMCell.step": "Hochreiter & Schmidhuber 1997; Gers et al. 2000",
                    "core.recurrent.unroll:trace": "",
                    "core.recurrent.scan:_lstm": "",
                }
            ),
        },
        more=("referee", "hood"),
    )
    stepping.take(lesson, shown)
    frame.foot(lesson)


def model(options: Options) -> tuple[ModelKey, str]:
    """The model and the equation that a visitor's options ask for."""
    bug = options.bug if options.bug in BUGS else ""
    peephole = options.peephole and options.model == "shakespeare" and not bug
    thrifty = options.thrifty and options.model == "nested" and not bug
    turned = bug == "one_minus_forget" and options.turned
    variant = "peephole" if peephole else "thrifty" if thrifty else bug
    key = ModelKey("lstm", options.model, variant, turned=turned, forget_bias=options.forget_bias)
    return key, BUGS.get(bug) or ("lstm_peephole" if peephole else "lstm")


def variants(lesson: Lesson) -> None:
    """Peepholes and the forget bias."""
    controls.toggle(lesson, "peephole", t("lstm.peephole"))
    more = st.popover(t("control.more"), key="lstm.more", on_change="rerun")
    if more.open:  # drawn before it is opened, a slider would lose its first move
        with more:
            if lesson.state.model == "nested":
                controls.toggle(lesson, "thrifty", t("lstm.thrifty"), help=t("lstm.thrifty_help"))
            controls.slider(lesson, "forget_bias", t("lstm.forget_bias"), -6.0, 6.0, 0.5)


def caution(lesson: Lesson, key: ModelKey) -> None:
    """Say when a mistake is on, or when there is no such variant of this model."""
    if key.variant in BUGS:
        st.caption(t("bug.on"))
    elif lesson.state.peephole and key.variant != "peephole":
        st.caption(t("lstm.no_peephole"))


def forecasts(lesson: Lesson, key: ModelKey, pins: tuple[Pin, ...]) -> Panel:
    """What each of the three cells expects, this one with what is held, and how often it is right at such a distance."""
    if key.family != "nested":
        return None
    text, cells = lesson.state.text, []
    for cell in CELLS:
        mine, held = (key, pins) if cell == key.cell else (ModelKey(cell, "nested"), ())
        right, count = compute.right_at(f"nested_{cell}{'_thrifty' if mine.variant == 'thrifty' else ''}", text)
        as_tested = not (held or mine.turned or mine.forget_bias or mine.variant in BUGS)
        said = t("lstm.right_at", share=f"{100 * right / count:.0f}", count=f"{count:,}") if count and as_tested else ""
        cells.append(CellForecast(cell.upper(), compute.forecast(mine, text, held), said, MEANS[cell]))
    return Forecasts(tuple(cells), CELLS.index(key.cell))


def explain(lesson: Lesson) -> None:
    """What it is, how to read the picture, and what the trained forms were measured to give."""
    lesson.explain()
    lesson.explain("picture")
    cards = {"shakespeare_lstm": "LSTM", "shakespeare_lstm_peephole": t("lstm.peephole")}
    if lesson.state.model == "nested":
        cards = {"nested_lstm": "LSTM", "nested_lstm_thrifty": t("lstm.thrifty")}
    model_cards.table(cards)


def experiments() -> tuple[dict, dict, dict]:
    """A plural carried to its verb, its road cut in one unit, a bias to forget."""
    start = {
        "model": "nested",
        "text": PLURAL,
        "peephole": False,
        "thrifty": False,
        "bug": "none",
        "forget_bias": 0.0,
        "pins": (),
    }
    start |= {"series": "", "order": "hold", "step": VERB, "unit": CARRIER}
    cut = {"text": FAR_PLURAL, "step": FAR_VERB, "pins": (Pin("gamma_f", CARRIER, CUT, 0.0),)}
    return start, start | cut, start | {"forget_bias": -4.0}


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
