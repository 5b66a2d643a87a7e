"""Two mistakes: the last state of a padded batch, and a translation that is as long as its sentence."""

from __future__ import annotations

import functools
from collections.abc import Callable

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.model_types import compute
from app.lessons.recurrent.model_types.options import BUGS, ENGLISH, LAST_STEP, MOST_PADS, Options
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.tables import html_table

COUNTS = (0, 1, 3, 6, 12, 30)  # steps of nothing


def find_the_bug(lesson: Lesson[Options]) -> None:
    """A choice between them, what each makes of an input, and the check that catches it."""
    names = {name: t("bug.none" if name == "none" else f"model_types.bug.{name}") for name in BUGS}
    to_last = functools.partial(lesson.update, step=LAST_STEP)
    chosen = controls.choice(lesson, "bug", names, t("tab.bug"), then=to_last)
    lesson.explain("bug")
    if chosen == "padded":
        _padded(lesson, to_last)
    elif chosen == "translate":
        _translated(lesson)


def _padded(lesson: Lesson[Options], then: Callable[[], None]) -> None:
    """The same sentence in batches that are longer and longer."""
    controls.slider(lesson, "pads", t("model_types.pads"), 1, MOST_PADS, 1, then=then)
    lesson.explain("bug_padded")
    counts = tuple(sorted({*COUNTS, lesson.state.pads}))
    chances = compute.padded(lesson.state.text, counts)
    right = f"{chances[0]:.4f}"
    rows = [
        [f"{count} ●" if count == lesson.state.pads else str(count), right, f"{chance:.4f}"]
        for count, chance in zip(counts, chances, strict=True)
    ]
    st.html(html_table([t(f"model_types.column.{name}") for name in ("pads", "own_last", "batch_last")], rows))


def _translated(lesson: Lesson[Options]) -> None:
    """For each word of a translation the word that it needs, and whether a tagger would have read it."""
    controls.text(
        lesson,
        {text: text for text in ENGLISH},
        "english",
        t("model_types.english"),
        check=compute.translated,
    )
    with lesson.guard():
        found = compute.translated(lesson.state.english)
        rows = [
            [str(word.place + 1), word.word, word.looks_at, str(word.looks_at_place + 1), _said(word.is_read)]
            for word in found.target
        ]
        columns = ("place", "french", "looks_at", "its_place", "is_read")
        st.html(html_table([t(f"model_types.column.{name}") for name in columns], rows, numbers=False))
        values = {"source": len(found.source), "target": len(found.target)}
        words = ", ".join(f"“{word.word}”" for word in found.unread)
        said = t("model_types.bug.lengths", text=found.text, **values)
        st.markdown(f"{said} {t('model_types.bug.too_early', words=words) if words else t('model_types.bug.in_time')}")
    equal, of = compute.equal_lengths()
    lesson.explain("bug_translate")
    st.markdown(t("model_types.bug.equal", share=f"{100 * equal / of:.0f}", of=of))


def _said(is_read: bool) -> str:
    return t("model_types.bug.read" if is_read else "model_types.bug.unread")
