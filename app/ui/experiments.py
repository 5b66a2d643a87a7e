"""Start here: the three experiments of a lesson, which one is on, and the notes of a first visit."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from app import fields
from app.i18n import prefixed
from app.kit.start import Start

if TYPE_CHECKING:
    from app.ui.frame import Lesson


def start(lesson: Lesson, experiments: Sequence[Mapping[str, Any]], values: Mapping[str, object]) -> Start:
    """The strip for the lesson's picture. experiments: what each sets; values: numbers for the notes' places.

    An experiment is on until the visitor changes something that it has set; moving the picture, holding a gate and
    opening a tab are what it is there for.
    """
    on = lesson.state.try_
    if on > 1 and _is_named_alone(lesson, on):
        lesson.update(**experiments[on - 1])
        st.rerun()
    if on and not agrees(lesson.state, experiments[on - 1]):
        lesson.update(try_=0)
        on = 0
    words = (lesson.text.experiment(number) for number in range(1, len(experiments) + 1))
    return Start(
        lesson.slug,
        tuple(map(dataclasses.asdict, words)),
        tuple(note.format(**values) if values else note for note in lesson.text.notes()),
        on,
        _seen(lesson.slug, on),
        prefixed("start."),
        functools.partial(_choose, lesson, tuple(experiments)),
    )


def _is_named_alone(lesson: Lesson, number: int) -> bool:
    """Whether a visitor has just come by a link that says no more than which experiment."""
    been = st.session_state.setdefault("start.been", {})
    return lesson.slug not in been and lesson.state == type(lesson.state)(try_=number)


def agrees(options: Any, changes: Mapping[str, Any]) -> bool:
    """Whether the state still is what an experiment has set, but for what is done in the picture and for the tab."""
    free = {*fields.resting(type(options)), *getattr(options, "LOOKING", ()), "tab"}
    return all(getattr(options, name) == value for name, value in changes.items() if name not in free)


def _choose(lesson: Lesson, experiments: Sequence[Mapping[str, Any]], number: int) -> None:
    """Set up an experiment; 0: go back to what the visitor had before the first of them."""
    kept, options = f"{lesson.slug}.before_start", lesson.state
    if number == 0:
        before = st.session_state.pop(kept, None) or type(options)()
        lesson.update(**{item.name: getattr(before, item.name) for item in dataclasses.fields(before)} | {"try_": 0})
        return
    if options.try_ == 0:
        st.session_state[kept] = options
    lesson.update(**experiments[number - 1], try_=number)


def _seen(slug: str, on: int) -> tuple[int, ...]:
    """Those that have been on in this visit and are no longer."""
    been = st.session_state.setdefault("start.been", {}).setdefault(slug, set())
    been |= {on} - {0}
    return tuple(sorted(been - {on}))
