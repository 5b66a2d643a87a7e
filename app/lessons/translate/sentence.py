"""What the lessons on translation share: which task, which sentence, and pieces of a sentence as chips.

A lesson's state that uses it has the fields ``task`` (one of core's MODELS), ``text``, and ``locale`` (of a date).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from types import MappingProxyType
from zlib import crc32

import streamlit as st

from app.i18n import t
from app.lessons.translate import compute as shared
from app.ui import controls
from app.ui.frame import Lesson
from core.errors import UserError
from core.translate.results import SPACE

Presets = Mapping[str, Mapping[str, str]]  # task -> what stands on a chip -> its sentence
LENGTHS = (5, 9, 14, 22)  # words of the sentences offered as chips
DATES = 3  # dates offered as chips


def task_and_sentence(
    lesson: Lesson,
    tasks: Sequence[str] = (),
    more: Callable[[], None] | None = None,
    presets: Presets = MappingProxyType({}),
) -> str:
    """The row of controls: own sentence, shown ones by length, task, a date's locale, and ``more``; returns the task.

    tasks: those of the lesson, all if none are named; what has no weights is not offered. presets: sentences for a task
    in place of the shown ones by length, the first of which is shown first. What cannot be read stays in its field with
    a sentence, and the state keeps what was read before.
    """
    offered = [task for task in shared.offered() if not tasks or task in tasks]
    if lesson.state.task not in offered:
        _show_first(lesson, offered[0], presets)
    _refuse_unreadable(lesson, presets)
    task = lesson.state.task
    with controls.row():
        controls.text(
            lesson,
            presets.get(task) or chips(task),
            label=t(f"translate.text.{task}"),
            check=lambda text: _check(lesson, text),
        )
        if len(offered) > 1:
            names = {name: t(f"translate.task.{name}") for name in offered}
            controls.select(
                lesson, "task", names, t("translate.task"), False, lambda: _other_task(lesson, task, presets), width=170
            )
        if task == "dates":
            names = {"": t("translate.locale_unknown")} | shared.locale_names()
            controls.select(lesson, "locale", names, t("translate.locale"), False, width=200)
        else:
            _all_sentences(lesson, task)
        if more is not None:
            more()
    return task


def chips(task: str, lengths: Sequence[int] = LENGTHS) -> dict[str, str]:
    """A few of the shown sentences by what stands on their chip: the date itself, or the number of words."""
    if task == "dates":
        return {one.text: one.text for one in shared.sentences(task)[:DATES]}
    return {t("translate.words", count=one.words): one.text for one in shared.nearest(task, lengths)}


def subject(lesson: Lesson) -> str:
    """A short name of what is translated, such that another sentence has another: for what belongs to this one."""
    return subject_of(lesson.state.task, lesson.state.text, lesson.state.locale)


def subject_of(task: str, text: str, locale: str = "") -> str:
    """The same of any sentence."""
    return f"{crc32(f'{task} {locale} {text}'.encode()):08x}"


def pieces(parts: Sequence[str], marked: Sequence[int] = ()) -> None:
    """The pieces that a model reads or writes, as chips; those at the marked places stand out."""
    items = "".join(
        f'<li class="u-piece{" u-marked" * (i in marked)}"><bdi>{escape(visible(part))}</bdi></li>'
        for i, part in enumerate(parts)
    )
    st.html(f'<ol class="u-pieces">{items}</ol>')


def visible(piece: str) -> str:
    """A piece as it is shown: without the mark of its space, a blank as a dot."""
    return piece.removeprefix(SPACE).replace(" ", "·") or "·"


def _show_first(lesson: Lesson, task: str, presets: Presets) -> None:
    first = shared.sentences(task)[0]
    text = first.text if task == "dates" else list(chips(task).values())[1]
    lesson.update(task=task, text=next(iter(presets.get(task, {}).values()), text), locale=first.locale)


def _check(lesson: Lesson, text: str) -> None:
    """Raise UserError for a text that the lesson's translator cannot read."""
    shared.check(lesson.state.task, text, lesson.state.locale)


def _refuse_unreadable(lesson: Lesson, presets: Presets) -> None:
    """A link, a file or another task may bring what cannot be read: the task's first sentence is shown beneath it."""
    text = lesson.state.text
    try:
        _check(lesson, text)
    except UserError as error:
        _show_first(lesson, lesson.state.task, presets)
        controls.refuse(lesson.slug, "text", text, error)


def _other_task(lesson: Lesson, before: str, presets: Presets) -> None:
    """Another task shows a sentence of its own, where the one before was a shown one or a date."""
    task = lesson.state.task
    controls.forget_refused(lesson.slug)
    is_preset = lesson.state.text in presets.get(before, {}).values()
    if "dates" in (before, task) or is_preset or shared.is_shown(before, lesson.state.text):
        _show_first(lesson, task, presets)


def _all_sentences(lesson: Lesson, task: str) -> None:
    """All shown sentences, in a box of their own."""
    box = st.popover(t("translate.all"), key=f"{lesson.slug}.all", on_change="rerun")
    if not box.open:
        return
    words, key = {one.text: one.words for one in shared.sentences(task)}, f"{lesson.slug}.all.chosen"
    now = lesson.state.text if lesson.state.text in words else None
    if st.session_state.get(key) != now:
        st.session_state[key] = now
    box.selectbox(
        t("translate.all_help"),
        list(words),
        index=None,
        format_func=lambda text: f"{words[text]} · {text}",
        key=key,
        on_change=lambda: _show_chosen(lesson, key),
    )


def _show_chosen(lesson: Lesson, key: str) -> None:
    if st.session_state[key]:
        lesson.update(text=st.session_state[key])
