"""Three ways to choose, greedy, sampling and beam, and a translation of the visitor's own."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.translate.beam_search import compute
from app.lessons.translate.beam_search.options import Options
from app.lessons.translate.beam_search.shown import Shown
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.translate.results import Way

DRAWS = 5  # samples


def ways(lesson: Lesson[Options], shown: Shown | None) -> None:
    """All of them on the same sentence, with log P and the score that α makes of it."""
    lesson.explain("ways")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        controls.slider(lesson, "temperature", t("beam_search.temperature"), 0.1, 2.0, 0.1)
        st.number_input(t("beam_search.seed"), 0, 9999, step=1, width=150, **lesson.widget("seed"))
    st.text_input(t("beam_search.given"), max_chars=600, **lesson.widget("given"))
    if shown is None:
        return
    options, found = lesson.state, shown.found
    best, alpha = found.trace.finished[shown.winner], shown.rest.alpha
    rows = [
        _row(
            t("beam_search.way.beam", width=options.width),
            found.texts[shown.winner],
            best.log_probability,
            len(best.tokens),
            alpha,
        )
    ]
    made: list[Way] = list(compute.ways(options.task, options.text, options.temperature, options.seed, DRAWS))
    if options.given.strip():
        with lesson.guard():
            made.insert(1, compute.own_way(options.task, options.text, options.given))
    rows += [_row(_name(way), way.text, way.log_probability, way.length, alpha) for way in made]
    head = [t("beam_search.way"), t("beam_search.translation"), "Σ log P", "T", "Σ log P / Tᵅ"]
    st.html(html_table(head, rows))


def _name(way: Way) -> str:
    return t("beam_search.way.sample", seed=way.seed) if way.method == "sample" else t(f"beam_search.way.{way.method}")


def _row(name: str, text: str, log_p: float, length: int, alpha: float) -> list[str]:
    score = compute.score(log_p, length, alpha)
    return [name, text or t("beam_search.nothing"), f"{log_p:.2f}", str(length), f"{score:.3f}"]
