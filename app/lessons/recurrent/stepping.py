"""A network that is stepped along a text: what the page of each recurrent lesson is put together from.

`text_and_model` is the row of controls, `picture` the moving picture; it gives the `Shown` that the tabs `predict` and
`referee`, and `take`, ask for. A lesson's state is a `PictureOptions` with a field ``model``, one of the families in
`presets.PRESETS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from app import state
from app.i18n import prefixed, t
from app.lessons.recurrent import compute, notebook
from app.lessons.recurrent.cell_stepper import EQUATIONS, Panel, Rest, cell_stepper, window_start
from app.lessons.recurrent.presets import FIRST_STEPS, PRESETS
from app.lessons.recurrent.shown import Shown, visible
from app.ui import checks, controls, export
from app.ui.checks import Question
from app.ui.frame import Lesson
from app.ui.numbers import signed
from core.recurrent.options import ModelKey
from core.recurrent.results import Pin, Reading
from core.referees.results import Compared


def text_and_model(lesson: Lesson, families: tuple[str, ...], more: Callable[[], None] | None = None) -> None:
    """The row of controls: own text, presets of the model, whatever else the lesson has, and the model."""
    if lesson.state.model == "hand":  # which reads nothing else
        _read_by_another(lesson, lesson.say)
    with controls.row():
        family = lesson.state.model
        presets = {t(f"preset.{family}.{name}"): text for name, text in PRESETS[family].items()}
        controls.text(
            lesson,
            presets,
            then=lambda: _read_by_another(lesson, state.notice),
            chosen=lambda: lesson.update(model=family),
        )
        if more is not None:
            more()
        controls.select(
            lesson,
            "model",
            {f: t(f"model.{f}") for f in families},
            t("control.model"),
            visible=False,
            then=lambda: _begin_model(lesson),
        )


def _read_by_another(lesson: Lesson, say: Callable[[str], None]) -> None:
    """Leave a text that the model was not made for to the one trained on Shakespeare, and say so."""
    family = lesson.state.model
    if not compute.reads(family, lesson.state.text):
        lesson.update(model="shakespeare", pins=(), unit=None)
        say("own_text.hand" if family == "hand" else "own_text.nested")


def _begin_model(lesson: Lesson) -> None:
    """Another model reads its own first preset, where the text was a preset of the model before."""
    texts = [text for presets in PRESETS.values() for text in presets.values()]
    family = lesson.state.model
    if lesson.state.text in texts or family == "hand":
        lesson.update(text=next(iter(PRESETS[family].values())), pins=(), unit=None, step=FIRST_STEPS[family])
    else:
        lesson.update(pins=(), unit=None)


def picture(
    lesson: Lesson,
    key: ModelKey,
    equation: str,
    experiments: Sequence[Mapping[str, Any]],
    panel: Callable[[tuple[Pin, ...]], Panel] = lambda pins: None,
) -> Shown | None:
    """The moving picture of the lesson's state; None (and a sentence) where there is nothing to read.

    experiments: what each of the three at its head sets. panel: what stands at its right, with these gates held.
    """
    options = lesson.state
    with lesson.guard():
        gates, units = EQUATIONS[equation].gates, compute.units_count(key)
        pins = tuple(p for p in options.pins if p.gate in gates and (p.unit is None or p.unit < units))
        total = compute.steps(key, options.text)
        start = window_start(options.step, total)
        shared = options.text in PRESETS.get(key.family, {}).values()
        reading = compute.reading(key, options.text, start=start, pins=pins, shared=shared)
        step, unit = min(options.step, total - 1), options.unit if (options.unit or 0) < units else None
        start = lesson.start(*experiments, values=_in_words(reading, step - reading.start, unit))
        rest = cell_stepper(
            reading,
            equation=equation,
            key=f"{lesson.slug}.picture",
            labels=prefixed("stepper."),
            start=start,
            panel=panel(pins),
            rest=Rest(step, options.unit, options.series, options.order, pins),
            on_change=lambda rest: _keep(lesson, rest),
            present=state.session().present,
        )
        if reading.unknown:
            st.caption(t("picture.unknown", count=len(reading.unknown)))
        return Shown(key, equation, reading, rest)
    return None


def _in_words(reading: Reading, step: int, unit: int | None) -> dict[str, str]:
    """The numbers of a step for the notes on the picture: of each series, what was there before, what comes next."""
    unit = compute.largest_unit(reading, step) if unit is None else unit
    values = compute.numbers_of(reading, step, unit)
    next_token = visible(reading.symbols[int(reading.top_ids[step][0])])
    return {name: signed(value, 2) for name, value in values.items()} | {"next": next_token}


def _keep(lesson: Lesson, rest: Rest) -> None:
    """Write where the picture rests into the lesson's state."""
    lesson.update(step=rest.step, unit=rest.unit, series=rest.series, order=rest.order, pins=rest.pins)


def predict(lesson: Lesson, shown: Shown | None, more: Sequence[Question] = ()) -> None:
    """The questions of the text, then those on the live picture, `more` first."""
    live = list(more)
    if shown is not None and shown.step + 1 < len(shown.reading.tokens):
        step, reading = shown.step + 1, shown.reading
        number, token = reading.start + step + 1, shown.token(step)
        about = f"{shown.key}{lesson.state.text}{number}{shown.unit}"
        values = {"unit": shown.unit, "step": number, "token": token}
        match compute.about_unit(reading, step, shown.unit):
            case "gate", nearest:
                gates = [t(f"gate.{gate}") for gate in reading.trace.gates]
                live.append(Question("live-gate", nearest, gates, about, values))
            case "sign", answer:
                live.append(Question("live-unit", answer, (), about, values))
        options, best = compute.next_options(reading, step)
        live.append(Question("live-next", best, [visible(o) for o in options], about, {"token": token}))
    checks.ask_in_turn(lesson, live)


def referee(lesson: Lesson, shown: Shown | None) -> None:
    """Run code that is not ours on the same text, and show both numbers."""
    lesson.explain("referee")
    if shown is None:
        return

    def run() -> list[Compared]:
        name, rows = compute.referee(shown.key, lesson.state.text)
        return [replace(row, name=f"{row.name} – {t(f'referee.by_{name}')}") for row in rows]

    checks.referee(lesson, run, about=f"{shown.key}{lesson.state.text}")


def take(lesson: Lesson, shown: Shown | None) -> None:
    """Numbers as CSV, the picture as a notebook, the state as a file."""
    if shown is None:
        lesson.take()
        return
    options = lesson.state
    lesson.take(
        csv=lambda: export.csv(numbers(shown.reading)),
        notebook=lambda: export.notebook(
            notebook.cells(shown.key, options.text, shown.rest.pins, shown.rest.step), title=lesson.text.question
        ),
    )


def numbers(reading: Reading) -> dict[str, list]:
    """Every number of the window, a row for each step and unit."""
    series, steps = reading.trace.series, range(len(reading.tokens))
    units = range(series[reading.trace.state].shape[1])
    columns: dict[str, list] = {
        "step": [reading.start + i + 1 for i in steps for _ in units],
        "symbol": [reading.tokens[i] for i in steps for _ in units],
        "unit": [unit for _ in steps for unit in units],
    }
    columns |= {name: values.ravel().tolist() for name, values in series.items()}
    return columns | {"loss": [float(reading.losses[i]) for i in steps for _ in units]}
