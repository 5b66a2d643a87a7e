"""Controls that set one field of a lesson's state and return its value; their row stands above the picture."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app import fields, state
from app.i18n import t
from app.ui import presets as pills
from app.ui.frame import Lesson
from core.errors import UserError


def row() -> DeltaGenerator:
    """One row for a lesson's controls; it wraps on a phone."""
    return st.container(horizontal=True, vertical_alignment="center", key="frame-controls")


def text(
    lesson: Lesson,
    presets: Mapping[str, str],
    field: str = "text",
    label: str = "",
    check: Callable[[str], None] | None = None,
    then: Callable[[], None] | None = None,
    chosen: Callable[[], None] | None = None,
    may_be_empty: bool = False,
    beside: str = "",
) -> str:
    """A field for the visitor's own text, and presets (label -> text) beside it; returns the cleaned text.

    Empty input keeps what was there and says so; longer input is cut at 5,000 characters and says so. check raises
    UserError for what the lesson cannot use: that stays in the field, to be mended, and the state keeps what was there.
    then: called when a text has been typed and taken; chosen: when a preset has. may_be_empty: where no text is one too.
    beside: key of pills of the lesson's own that set the field as well.
    """
    key, label = f"{lesson.slug}.{field}", label or t("control.text")
    current = getattr(lesson.state, field)
    typed = _refused(lesson, field) or current
    if st.session_state.get(key) != typed:
        st.session_state[key] = typed
    pressed = beside or (f"{key}.preset" if presets else "")
    st.text_input(
        label,
        key=key,
        on_change=_text_typed,
        args=(lesson.slug, field, check, then, may_be_empty, pressed),
        label_visibility="collapsed",
        placeholder=label,
    )
    if presets:
        shown = next((name for name, preset in presets.items() if preset == current), None)
        choose = partial(_preset_chosen, lesson.slug, field, dict(presets), chosen)
        pills.presets(pressed, {name: name for name in presets}, shown, choose)
    return current


def choice(
    lesson: Lesson,
    field: str,
    options: Mapping[Any, str],
    label: str,
    visible: bool = False,
    then: Callable[[], None] | None = None,
) -> Any:
    """One of `options` (value -> what the visitor reads) as a segmented control; `then` follows a change."""
    st.segmented_control(
        label,
        list(options),
        format_func=options.__getitem__,
        required=True,
        label_visibility="visible" if visible else "collapsed",
        **lesson.widget(field, then, again=True),
    )
    return getattr(lesson.state, field)


def select(
    lesson: Lesson,
    field: str,
    options: Mapping[Any, str],
    label: str,
    visible: bool = True,
    then: Callable[[], None] | None = None,
    width: int = 190,
) -> Any:
    """One of many `options` (value -> what the visitor reads) as a list to open; `then` follows a change."""
    st.selectbox(
        label,
        list(options),
        format_func=options.__getitem__,
        width=width,
        label_visibility="visible" if visible else "collapsed",
        **lesson.widget(field, then, again=True),
    )
    return getattr(lesson.state, field)


def toggle(
    lesson: Lesson, field: str, label: str, help: str | None = None, then: Callable[[], None] | None = None
) -> bool:
    """A switch."""
    st.toggle(label, help=help, **lesson.widget(field, then, again=True))
    return getattr(lesson.state, field)


def slider(
    lesson: Lesson,
    field: str,
    label: str,
    low: float,
    high: float,
    step: float,
    then: Callable[[], None] | None = None,
) -> float:
    """A number from `low` to `high`; `then` follows a change."""
    hold_within(lesson, field, low, high)
    st.slider(label, low, high, step=step, **lesson.widget(field, then))
    return getattr(lesson.state, field)


def hold_within(lesson: Lesson, field: str, low: float, high: float) -> None:
    """Bring a number to bounds that the picture sets: an address may say more than this one has."""
    value = getattr(lesson.state, field)
    if not low <= value <= high:
        lesson.update(**{field: min(max(value, low), high)})


def refuse(slug: str, field: str, typed: str, error: UserError) -> None:
    """Leave a text in its field, with its sentence on top, as long as the state's own stays as it is now."""
    st.session_state[f"{slug}.{field}.refused"] = (getattr(state.current(slug), field), typed, error.key, error.values)


def forget_refused(slug: str, field: str = "text") -> None:
    """Let the field show the state's text again."""
    st.session_state.pop(f"{slug}.{field}.refused", None)


def _refused(lesson: Lesson, field: str) -> str:
    """The text that stands refused in the field, whose sentence is said; '' if none does."""
    beside, typed, key, values = st.session_state.get(f"{lesson.slug}.{field}.refused", (None, "", "", {}))
    if beside != getattr(lesson.state, field):
        return ""
    lesson.say(key, **values)
    return typed


def _text_typed(
    slug: str,
    field: str,
    check: Callable[[str], None] | None,
    then: Callable[[], None] | None,
    may_be_empty: bool,
    pressed: str,
) -> None:
    if pills.is_clicked(pressed):
        return
    typed = st.session_state[f"{slug}.{field}"] or ""
    cleaned = fields.clean(typed)
    forget_refused(slug, field)
    if not cleaned.strip() and not may_be_empty:
        state.notice("notice.empty_text")
        return
    if len(typed) > fields.MAX_TEXT:
        state.notice("notice.text_cut", limit=fields.MAX_TEXT)
    try:
        if check is not None:
            check(cleaned)
    except UserError as error:
        refuse(slug, field, cleaned, error)
        return
    state.update(slug, **{field: cleaned})
    if then is not None:
        then()


def _preset_chosen(slug: str, field: str, texts: dict[str, str], then: Callable[[], None] | None, name: str) -> None:
    forget_refused(slug, field)
    if name in texts:
        state.update(slug, **{field: texts[name]})
        if then is not None:
            then()
