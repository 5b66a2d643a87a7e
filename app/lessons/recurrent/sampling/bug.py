"""Mistakes that popular code and notes carry: the temperature on the probabilities, and none above 1."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.sampling import compute
from app.lessons.recurrent.sampling.options import BUGS, Options
from app.lessons.recurrent.sampling.shown import Shown, token
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.tables import html_table

MOST = 6  # symbols in the table
COLDEST = 0.05  # T = 0 divides nothing


def find_the_bug(lesson: Lesson[Options], shown: Shown | None) -> None:
    """A choice between them, what each makes of the open step, and the check that catches it."""
    names = {name: t("bug.none" if name == "none" else f"sampling.bug.{name}") for name in BUGS}
    chosen = controls.choice(lesson, "bug", names, t("tab.bug"))
    lesson.explain("bug")
    if chosen == "none" or shown is None:
        return
    if chosen == "limit":
        _limited(lesson, shown)
    else:
        _table(shown, chosen)
    lesson.explain(f"bug_{chosen}")


def _table(shown: Shown, chosen: str) -> None:
    """p, what is right, and what the mistake makes of it, for the likeliest symbols and in all."""
    T = max(shown.config.temperature, COLDEST)
    found = compute.mistaken(shown.draw, T)
    wrong = {"divide": ("divided", "again"), "softmax": ("twice",)}[chosen]
    columns = [getattr(found, name) for name in ("p", "right", *wrong)]
    symbols = shown.writing.symbols
    rows = [[token(symbols[i]), *(f"{column[i]:.4f}" for column in columns)] for i in found.order[:MOST]]
    rows.append([t("sampling.sum"), *(f"{column.sum():.4f}" for column in columns)])
    head = [t(f"sampling.column.{name}") for name in ("symbol", "p", "right", *wrong)]
    st.html(html_table([text.format(T=f"{T:.2f}") for text in head], rows))


def _limited(lesson: Lesson[Options], shown: Shown) -> None:
    """How open the choice is, below 1 and above it."""
    hits = compute.hits(shown.source, shown.draw, lesson.state, 0.5)
    rows = [[f"{hit.temperature:.1f}", f"{hit.perplexity:.1f}"] for hit in hits]
    st.html(html_table([t(f"sampling.column.{name}") for name in ("temperature", "choices")], rows))
