"""The tab on CBOW beside skip-gram, and the softmax beside negative sampling: how they fared, as the card has it."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.words.skip_gram import compute
from app.lessons.words.skip_gram.options import Options
from app.ui.frame import Lesson
from app.ui.tables import html_table

SHOWN = ("skip", "cbow_05", "cbow", "all_kept", "skip_3", "softmax")


def variants(lesson: Lesson[Options]) -> None:
    """What CBOW does otherwise; a table of trainings on the same text."""
    lesson.explain("variants")
    found = compute.measured()
    head = [t(f"skip_gram.column.{name}") for name in ("training", "seconds", "rate", "wordsim", "simlex", "seeds")]
    rows = []
    for name in SHOWN:
        one = found[name]
        spread = f" ± {one['wordsim_sd']:.3f}" if "wordsim_sd" in one else ""
        numbers = (f"{one['seconds']:.0f}", f"{round(one['words_a_second'], -3):,.0f}", f"{one['wordsim']:.3f}{spread}")
        rows.append([t(f"skip_gram.variant.{name}"), *numbers, f"{one['simlex']:.3f}", f"{one['seeds']:.0f}"])
    st.html(html_table(head, rows))
    lesson.explain("variants_why")
