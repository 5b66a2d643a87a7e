"""The page on the GRU: two gates, four ways to write it, and how long a memory lasts."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.recurrent import model_cards, stepping
from app.lessons.recurrent.cell_stepper import Panel
from app.lessons.recurrent.gru import compute
from app.lessons.recurrent.gru.how_long import how_long
from app.lessons.recurrent.gru.options import Options
from app.lessons.recurrent.mistake import against_the_right_formula
from app.lessons.recurrent.options import BRACKET
from app.lessons.recurrent.shown import Shown
from app.ui import controls, frame
from app.ui.checks import Question
from app.ui.frame import Lesson
from core.recurrent.options import ModelKey
from core.recurrent.results import Pin

EQUATIONS = {"": "gru", "simplified": "gru_simplified", "reset_after": "gru_reset_after", "keeps": "gru_keep"}
OWN = ("simplified", "reset_after")  # variants with weights of their own, on Shakespeare
CARRIER = 48  # the unit that carries the bracket
CLOSING = 38  # the step before “)”
INSIDE = 21  # a step inside the bracket


def show() -> None:
    """The page, from its heading to its foot."""
    lesson = frame.begin("gru", Options)
    stepping.text_and_model(lesson, ("nested", "shakespeare"), lambda: formula(lesson))
    key, equation = model(lesson.state)
    caution(key)
    shown = stepping.picture(lesson, key, equation, experiments(), lambda pins: other_marks(lesson, key, pins))
    lesson.tabs(
        {
            "explain": lambda: explain(lesson),
            "predict": lambda: stepping.predict(lesson, shown, asked(lesson, shown)),
            "memory": lambda: how_long(lesson, shown),
            "bug": lambda: find_the_bug(lesson, shown),
            "referee": lambda: stepping.referee(lesson, shown),
            "hood": lambda: lesson.hood(
                {
                    "core.recurrent.cells:GRUCell.step": "Cho et al. 2014, section 2.3, equations 5–8",
                    "core.recurrent.unroll:trace": "",
                    "core.recurrent.memory:kept": "",
                    "core.recurrent.swapped:swap": "",
                }
            ),
        },
        more=("referee", "hood"),
    )
    stepping.take(lesson, shown)
    frame.foot(lesson)


def model(options: Options) -> tuple[ModelKey, str]:
    """The model and the equation that a visitor's options ask for."""
    variant = "no_reset" if options.bug else options.variant
    own = options.own and options.model == "shakespeare" and variant in OWN
    key = ModelKey("gru", options.model, variant, own_weights=own, turned=variant == "keeps" and options.own)
    return key, "gru_no_reset" if options.bug else EQUATIONS[variant]


def formula(lesson: Lesson) -> None:
    """Which of the four formulas."""
    names = {variant: t(f"gru.variant.{variant or 'full'}") for variant in EQUATIONS}
    controls.select(lesson, "variant", names, t("gru.variant"), visible=False)


def caution(key: ModelKey) -> None:
    """Say when a mistake is on, or when weights were trained for another formula."""
    if key.variant == "no_reset":
        st.caption(t("bug.on"))
    elif key.variant and not key.own_weights and not key.turned:
        st.caption(t("gru.not_trained"))


def other_marks(lesson: Lesson, key: ModelKey, pins: tuple[Pin, ...]) -> Panel:
    """The same words between other marks, of the made language."""
    return compute.other_marks(key, lesson.state.text, pins) if key.family == "nested" else None


def asked(lesson: Lesson, shown: Shown | None) -> list[Question]:
    """What becomes of the closing mark if the pinned unit must write at each step, within a mark of the made language."""
    if shown is None or (shown.key.family, shown.key.variant) != ("nested", "") or shown.rest.pins:
        return []
    found = compute.overwritten(shown.key, lesson.state.text, shown.unit, shown.rest.step)
    if found is None:
        return []
    values = {"unit": shown.unit, "mark": found.mark, "start": found.start + 1}
    values |= {"before": f"{found.before:.2f}", "after": f"{found.after:.2g}"}
    return [Question("live-hold", found.outcome, (), f"{lesson.state.text}{shown.rest.step}{shown.unit}", values)]


def explain(lesson: Lesson) -> None:
    """What it is, how to read the picture, and what the three trained forms were measured to give."""
    lesson.explain()
    lesson.explain("picture")
    controls.toggle(lesson, "own", t("gru.own"))
    cards = {"shakespeare_gru": "full"} | {f"shakespeare_gru_{variant}": variant for variant in OWN}
    model_cards.table({name: t(f"gru.variant.{v}") for name, v in cards.items()})


def experiments() -> tuple[dict, dict, dict]:
    """A bracket that is kept; the memory frozen; one unit made to write at every step."""
    start = {"model": "nested", "text": BRACKET, "variant": "", "bug": False, "series": "", "pins": ()}
    start |= {"order": "hold", "step": CLOSING, "unit": CARRIER}
    frozen = {"pins": (Pin("gamma_u", None, INSIDE, 0.0),)}
    writing = {"pins": (Pin("gamma_u", CARRIER, INSIDE, 1.0),)}
    return start, start | frozen, start | writing


def find_the_bug(lesson: Lesson, shown: Shown | None) -> None:
    """c̃ without Γ_r, and the loss that gives it away."""
    controls.toggle(lesson, "bug", t("gru.bug"))
    if lesson.state.bug and shown is not None:
        against_the_right_formula(lesson, shown, ModelKey("gru", lesson.state.model))
    lesson.explain("bug")
