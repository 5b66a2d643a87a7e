"""The tab of the weights: one set for all steps, drawn; and the cell made by hand, with a slider for each."""

from __future__ import annotations

import streamlit as st

from app import state
from app.i18n import prefixed, t
from app.lessons.recurrent.options import hand_defaults
from app.lessons.recurrent.presets import HAND
from app.lessons.recurrent.rnn import compute
from app.lessons.recurrent.rnn.options import Options
from app.lessons.recurrent.rnn.unrolled import Rest, draw
from app.lessons.recurrent.shown import Shown
from app.ui import controls
from app.ui.frame import Lesson
from core.recurrent.options import hand_names, hand_shapes, hand_size

LIMIT = 4.0  # of a weight by hand
SLIDER, GAP = 102, 12  # pixels: three beside each other on a phone


def weights(lesson: Lesson, shown: Shown | None) -> None:
    """The one set of weights with its threads to every step; of the cell made by hand, sliders to set them."""
    lesson.explain("weights")
    if lesson.state.model == "hand":
        _by_sliders(lesson)
    if shown is not None:
        _unrolled(lesson, shown)
    if lesson.state.model != "hand":
        st.markdown(t("rnn.weights.trained"))
        st.button(t("rnn.weights.by_hand"), key="rnn.by_hand", on_click=lesson.update, kwargs=by_hand())


def _unrolled(lesson: Lesson, shown: Shown) -> None:
    """The weights, drawn once, and the text unrolled; it stands where the lesson's picture stands."""
    draw(
        shown.reading,
        compute.step_weights(shown.key, shown.reading),
        rest=Rest(shown.rest.step, shown.rest.unit, lesson.state.cell),
        labels=prefixed("stepper.") | prefixed("threads."),
        key="rnn.unrolled",
        on_change=lambda rest: lesson.update(step=rest.step, unit=rest.unit, cell=rest.cell),
        present=state.session().present,
    )


def _by_sliders(lesson: Lesson) -> None:
    """H from 1 to 3 and a slider for every weight, each matrix laid out as it is written."""
    units = controls.choice(lesson, "units", {h: f"H = {h}" for h in (1, 2, 3)}, "H")
    values, names = hand_weights(lesson.state), iter(enumerate(hand_names(units)))
    with st.container(horizontal=True, gap="medium", key="rnn.by_sliders"):
        for rows, columns in hand_shapes(units).values():
            with st.container(width=columns * (SLIDER + GAP)):
                for _ in range(rows):
                    with st.container(horizontal=True, wrap=False):
                        for _ in range(columns):
                            place, name = next(names)
                            _slider(lesson, place, name, values[place])


def _slider(lesson: Lesson, place: int, name: str, value: float) -> None:
    key = f"rnn.hand.{lesson.state.units}.{place}"
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    st.slider(name, -LIMIT, LIMIT, step=0.1, key=key, width=SLIDER, on_change=_set_weight, args=(lesson, place, key))


def _set_weight(lesson: Lesson, place: int, key: str) -> None:
    values = list(hand_weights(lesson.state))
    values[place] = float(st.session_state[key])
    lesson.update(hand=tuple(values))


def hand_weights(options: Options) -> tuple[float, ...]:
    """The weights made by hand, or the ones to begin with where their number does not fit H."""
    fits = len(options.hand) == hand_size(options.units)
    return tuple(max(-LIMIT, min(LIMIT, w)) for w in options.hand) if fits else hand_defaults(options.units)


def by_hand() -> dict:
    """Changes that show a cell of one unit made by hand, at its first step."""
    cell = {"model": "hand", "units": 1, "hand": hand_defaults(1), "text": HAND["one"], "tab": "weights"}
    return cell | {"step": 0, "unit": None, "pins": ()}
