"""The tab on what each layer knows: how often its probes are right, on text held out."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.deep import compute, figures
from app.lessons.recurrent.deep.options import Options
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.recurrent.options import PROPERTIES
from core.recurrent.results.deep import DeepFigures


def knows(lesson: Lesson[Options]) -> None:
    """Every property by layer, beside who guesses and beside a network that has not been trained; for words the tags by layer."""
    options = lesson.state
    if options.both:
        lesson.explain("knows_tags")
        _tags(options.layers)
        return
    lesson.explain("knows")
    found = compute.figures()[options.cell, options.layers]
    words = {name: t(f"deep.asked.{name}") for name in PROPERTIES}
    words |= {name: t(f"deep.knows.{name}") for name in ("layer", "right", "guessing", "untrained")}
    chart(figures.knows(found, words, theme()), "deep.knows", lambda: _table(found))
    lesson.explain("knows_why")


def _table(found: DeepFigures) -> tuple[list[str], list[list[str]]]:
    head = [t("deep.column.asked"), *(t("deep.column.layer", layer=n + 1) for n in range(found.layers))]
    head += [t("deep.knows.guessing"), *(t("deep.column.fresh", layer=n + 1) for n in range(found.layers))]
    rows = []
    for name in PROPERTIES:
        trained = [f"{100 * scores[name].right:.1f} %" for scores in found.probes]
        fresh = [f"{100 * scores[name].right:.1f} %" for scores in found.untrained]
        rows.append([t(f"deep.asked.{name}"), *trained, f"{100 * found.guessing[name]:.1f} %", *fresh])
    return head, rows


def _tags(layers: int) -> None:
    """Of the sentences that were written for the project, what is read off each layer."""
    measured = compute.card(layers)["measured"]
    head = [t(f"deep.column.{name}") for name in ("of_layer", "words_right", "sentences_right")]
    rows = [
        [str(n + 1), f"{words} / {measured['words']}", f"{sentences} / {measured['sentences']}"]
        for n, (words, sentences) in enumerate(zip(measured["words_right"], measured["sentences_right"], strict=True))
    ]
    st.html(html_table(head, rows))
