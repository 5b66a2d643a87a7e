"""A string of one's own as it collapses: its repeats merged, its blanks dropped, and how many strings give the same."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.speech.ctc import compute
from app.lessons.speech.ctc.options import LONGEST_LABEL, Options
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.tables import html_table

EXAMPLES = ("hh-e-ll-l-oo", "hh-e-lll-oo", "--aa-a--", "a-b-b-a")


def collapse(lesson: Lesson[Options]) -> None:
    """Type it; each step of the rule is written out."""
    lesson.explain("collapse")
    with st.container(horizontal=True):
        examples = {path: path for path in EXAMPLES}
        controls.text(lesson, examples, "typed", t("ctc.collapse.typed"), check=_check)
    with lesson.guard():
        found = compute.collapsed(lesson.state.typed)
        steps = {"path": found.path, "merged": found.merged, "label": found.label}
        rows = [[t(f"ctc.collapse.{name}"), text or t("ctc.nothing"), str(len(text))] for name, text in steps.items()]
        st.html(html_table([t(f"ctc.collapse.{name}") for name in ("rule", "left", "symbols")], rows))
        values = {"needed": found.needed, "frames": len(found.path), "count": f"{found.count:,}"}
        st.markdown(t("ctc.collapse.needed", **values), anchors=False)
    lesson.explain("doubles")


def _check(typed: str) -> None:
    """UserError for what is no path, or too long a one."""
    compute.check_length(typed, LONGEST_LABEL)
    compute.collapsed(typed)
