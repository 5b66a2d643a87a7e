"""Two mistakes: a softmax over the numbers of a vector, and one vector for both of a word's roles."""

from __future__ import annotations

import streamlit as st

from app.i18n import t, verbatim
from app.lessons.words.skip_gram import compute
from app.lessons.words.skip_gram.options import BUGS, Options
from app.ui import controls, job_view
from app.ui.frame import Lesson
from app.ui.tables import html_table


def find_the_bug(lesson: Lesson[Options]) -> None:
    """A choice between them, what each makes of it, and the check that catches it."""
    names = {name: t("bug.none" if name == "none" else f"skip_gram.bug.{name}") for name in BUGS}
    chosen = controls.choice(lesson, "bug", names, t("tab.bug"))
    lesson.explain("bug")
    if chosen == "rows":
        _rows(lesson)
    elif chosen == "tied":
        _tied(lesson)


def _rows(lesson: Lesson[Options]) -> None:
    """softmax(e_c) of a word: as many numbers as the vector has, which add up to 1 and say nothing of words."""
    lesson.explain("bug_rows")
    wrong = compute.softmax_of_vector("orange")
    head = [t(f"skip_gram.column.{name}") for name in ("what", "numbers", "sum", "juice")]
    rows = [
        [t("skip_gram.bug.of_vector"), str(wrong.dimension), f"{wrong.sum_vector:.3f}", "–"],
        [t("skip_gram.bug.of_words"), f"{wrong.size:,}", f"{wrong.sum_words:.3f}", f"{100 * wrong.p:.2f} %"],
    ]
    st.html(html_table(head, rows))
    lesson.explain("rows_why")


def _tied(lesson: Lesson[Options]) -> None:
    """Trained here, with two tables and with one."""
    lesson.explain("bug_tied")
    found = job_view.offer("tied", compute.tied_config(), t("skip_gram.bug.train"))
    if found is None:
        return
    head = [t(f"skip_gram.column.{name}") for name in ("what", "two", "one")]
    rows = [
        [t("skip_gram.bug.itself"), f"{found.own:.1f} %", f"{found.own_tied:.1f} %"],
        [t("skip_gram.bug.loss"), f"{found.loss:.3f}", f"{found.loss_tied:.3f}"],
        *([verbatim("skip_gram.bug.beside", word=word), two, one] for word, two, one in found.examples),
    ]
    st.html(html_table(head, rows))
    st.markdown(t("skip_gram.bug.truly", share=f"{found.truly:.1f}"))
    lesson.explain("tied_why")
