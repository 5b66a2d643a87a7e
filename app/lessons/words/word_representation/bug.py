"""Two mistakes: a word's place taken for a size, and one-hot vectors that are “a little alike”."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.words.word_representation import compute
from app.lessons.words.word_representation.options import BUGS, Options
from app.lessons.words.word_representation.view import place_of
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.words.results import Represented


def find_the_bug(lesson: Lesson[Options], shown: Represented | None) -> None:
    """A choice between them, what each makes of the words, and the check that catches it."""
    names = {name: t("bug.none" if name == "none" else f"word_representation.bug.{name}") for name in BUGS}
    chosen = controls.choice(lesson, "bug", names, t("tab.bug"))
    lesson.explain("bug")
    if chosen == "size" and shown is not None:
        lesson.explain("bug_size")
        _size(lesson, shown.words[place_of(lesson.state, shown)])
        lesson.explain("size_why")
    elif chosen == "alike":
        lesson.explain("bug_alike")
        _alike(lesson)
        lesson.explain("alike_why")


def _size(lesson: Lesson[Options], word: str) -> None:
    found = compute.beside(word, lesson.state.vectors)
    by_place = ", ".join(f"{near} ({at:,})" for at, near in found.by_place)
    values = {"word": word, "row": f"{found.row:,}", "places": by_place, "cosines": ", ".join(found.by_cosine)}
    st.markdown(t("word_representation.bug.beside", **values))
    if found.pairs > 2:
        scores = {"place": f"{found.place_score:.3f}".replace("-", "−"), "cosine": f"{found.cosine_score:.3f}"}
        st.markdown(t("word_representation.bug.scores", **scores, pairs=found.pairs))


def _alike(lesson: Lesson[Options]) -> None:
    head = [
        t(f"word_representation.column.{name}") for name in ("pair", "cosine", "distance", "correlation", "embedded")
    ]
    rows = [
        [
            f"{pair.first}, {pair.second}",
            *numbers(pair.cosine, pair.distance),
            f"{pair.correlation:.2e}",
            *numbers(pair.embedded),
        ]
        for pair in compute.alike(lesson.state.vectors)
    ]
    st.html(html_table(head, [[cell.replace("-", "−") if i else cell for i, cell in enumerate(row)] for row in rows]))


def numbers(*values: float) -> list[str]:
    """To three places."""
    return [f"{value:.3f}" for value in values]
