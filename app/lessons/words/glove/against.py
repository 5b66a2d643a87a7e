"""The tab on whole trainings: GloVe beside skip-gram on the same text, and GloVe counted and weighed otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from app.i18n import t
from app.lessons.words.glove import compute
from app.lessons.words.glove.options import Options
from app.ui.frame import Lesson
from app.ui.tables import html_table

SCORES = ("wordsim", "simlex", "analogies")


def against(lesson: Lesson[Options]) -> None:
    """Scores of whole trainings, as the recipe measured them."""
    lesson.explain("against")
    head = [t(f"glove.column.{name}") for name in ("training", *SCORES, "seconds", "seeds")]
    rows = [
        [
            t(f"glove.training.{name}"),
            *(spread(one, score) for score in SCORES),
            f"{one['seconds']:.0f}",
            str(one["seeds"]),
        ]
        for name, one in figures().items()
        if name != "offset"
    ]
    st.html(html_table(head, rows))
    lesson.explain("against_why")


def figures() -> Mapping[str, Mapping[str, Any]]:
    """What the recipe measured of whole trainings, by name."""
    return compute.measured()["figures"]


def spread(one: Mapping[str, Any], name: str) -> str:
    """The mean of the seeds and their standard deviation."""
    return f"{one[name]:.3f} ± {one[f'{name}_sd']:.3f}" if f"{name}_sd" in one else f"{one[name]:.3f}"
