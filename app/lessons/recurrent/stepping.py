"""Parts of the recurrent lessons' pages: the picture, its questions, its referee, and what one takes away from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import streamlit as st

from app import state
from app.i18n import prefixed, t
from app.lessons.recurrent import compute, notebook
from app.lessons.recurrent.cell_stepper import EQUATIONS, Rest, cell_stepper, window_start
from app.lessons.recurrent.presets import PRESETS
from app.ui import checks, controls, export
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.recurrent.options import ModelKey
from core.recurrent.results import Reading
from core.referees.results import Compared

SPOKEN = {" ": "·", "\n": "↵"}


@dataclass(frozen=True)
class Picture:
    """What is on screen: the model, its formula, its reading of the window, and the step in that window."""

    key: ModelKey
    equation: str
    reading: Reading
    rest: Rest

    @property
    def step(self) -> int:
        """The open step, counted from the window's first."""
        return max(0, min(self.rest.step - self.reading.start, len(self.reading.tokens) - 1))

    @property
    def unit(self) -> int:
        """The pinned unit; where none is pinned, the one whose state is largest at this step."""
        if self.rest.unit is not None:
            return self.rest.unit
        return int(abs(self.reading.trace.series[self.reading.trace.state][self.step]).argmax())

    def token(self, step: int) -> str:
        """The symbol read at a step of the window, made visible."""
        return visible(self.reading.tokens[step])


def visible(token: str) -> str:
    """A symbol as it is set in a sentence."""
    return SPOKEN.get(token, token)


def text_and_model(lesson: Lesson, families: tuple[str, ...], more: Callable[[], None] | None = None) -> str:
    """The row of controls: own text, presets of the model, the model, and whatever else; returns the model's family."""
    with controls.row():
        family = lesson.state.model
        presets = {t(f"preset.{family}.{name}"): text for name, text in PRESETS[family].items()}
        controls.text(lesson, presets)
        if more is not None:
            more()
        controls.select(
            lesson,
            "model",
            {f: t(f"model.{f}") for f in families},
            t("control.model"),
            visible=False,
            then=lambda: _other_model(lesson),
        )
    return lesson.state.model


def _other_model(lesson: Lesson) -> None:
    """Another model reads its own first preset, where the text was a preset of the model before."""
    texts = [text for presets in PRESETS.values() for text in presets.values()]
    family = lesson.state.model
    if lesson.state.text in texts or family == "hand":
        lesson.update(text=next(iter(PRESETS[family].values())), pins=(), unit=None, step=len(PRESETS[family]))
    else:
        lesson.update(pins=(), unit=None)


def picture(lesson: Lesson, key: ModelKey, equation: str, height: int | None = None) -> Picture | None:
    """The moving picture of the lesson's state; None (and a sentence) where there is nothing to read."""
    options = lesson.state
    with lesson.guard():
        gates, units = EQUATIONS[equation].gates, compute.units_count(key)
        pins = tuple(p for p in options.pins if p.gate in gates and (p.unit is None or p.unit < units))
        total = compute.steps(key, options.text)
        start = window_start(options.step, total)
        shared = options.text in PRESETS.get(key.family, {}).values()
        reading = compute.reading(key, options.text, start=start, pins=pins, shared=shared)
        rest = cell_stepper(
            reading,
            equation=equation,
            key=f"{lesson.slug}.picture",
            labels=prefixed("stepper."),
            height=height,
            rest=Rest(min(options.step, total - 1), options.unit, options.series, options.order, pins),
            on_change=lambda rest: _moved(lesson, rest),
            present=state.session().present,
        )
        if reading.unknown:
            st.caption(t("picture.unknown", count=len(reading.unknown)))
        return Picture(key, equation, reading, rest)
    return None


def _moved(lesson: Lesson, rest: Rest) -> None:
    lesson.update(step=rest.step, unit=rest.unit, series=rest.series, order=rest.order, pins=rest.pins)


def predict(lesson: Lesson, shown: Picture | None) -> None:
    """Questions on the live picture, then those of the text, and the score."""
    if shown is not None and shown.step + 1 < len(shown.reading.tokens):
        step, reading = shown.step + 1, shown.reading
        number, token = reading.start + step + 1, shown.token(step)
        about = f"{shown.key}{lesson.state.text}{number}{shown.unit}"
        values = {"unit": shown.unit, "step": number, "token": token}
        if len(reading.trace.gates) > 1:
            gates, nearest = compute.nearest_zero(reading, step, shown.unit)
            checks.ask_text(lesson, "live-gate", nearest, [t(f"gate.{gate}") for gate in gates], about, **values)
        elif not reading.trace.gates:
            below = int(not compute.is_positive(reading, step, shown.unit))
            checks.ask_text(lesson, "live-unit", below, about=about, **values)
        options, best = compute.next_options(reading, step)
        checks.ask_text(lesson, "live-next", best, [visible(o) for o in options], about, token=token)
    checks.ask_all(lesson)
    checks.score()


def referee(lesson: Lesson, shown: Picture | None) -> None:
    """Run code that is not ours on the same text, and show both numbers."""
    lesson.explain("referee")
    if shown is None:
        return

    def run() -> list[Compared]:
        name, rows = compute.referee(shown.key, lesson.state.text)
        lesson_note = t(f"referee.by_{name}")
        return [replace(row, name=f"{row.name} – {lesson_note}") for row in rows]

    checks.referee(lesson, run, about=f"{shown.key}{lesson.state.text}")


def take(lesson: Lesson, shown: Picture | None) -> None:
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


def card_table(names: Mapping[str, str], figures: Mapping[str, str]) -> None:
    """Measured figures of several models side by side: names (model -> heading), figures (key of the card -> heading)."""
    rows = []
    for name, heading in names.items():
        found = compute.card(name)
        cells = [found["measured"].get(key, found["config"].get(key)) for key in figures]
        rows.append([heading, *(f"{cell:,}" if isinstance(cell, int) else f"{cell:.3f}" for cell in cells)])
    st.html(html_table([t("model.name"), *figures.values()], rows))


def measured() -> dict[str, str]:
    """What is shown of the model cards of character models: key -> heading."""
    return {"units": "H", "parameters": t("model.parameters"), "test_bits_per_character": t("model.bits")}
