"""The tab on both clocks: how long product and look-up take for each V, measured on the server while one waits."""

from __future__ import annotations

import numpy as np
import streamlit as st

from app import jobs
from app.i18n import t
from app.lessons.words.word_representation import compute, figures
from app.lessons.words.word_representation.options import Options
from app.ui import job_view
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from core.words.results import Clocks

AGAIN = "word_representation.clocks.again"  # how often this visitor has measured again


def measured(name: str) -> Clocks | None:
    """What this visitor had measured for these vectors; else what the server measured as it started, which it did for GloVe
    alone."""
    asked, ticket = st.session_state.get("job.clocks", (None, None))
    if asked == _description(name) and jobs.status(ticket).state == "done":
        return jobs.result(ticket)
    return compute.first_clocks() if _description(name)[0] == "glove" else None


def _description(name: str) -> tuple:
    return compute.clocks_job(name, f"{job_view.visitor()} {st.session_state.get(AGAIN, 0)}")


def _again() -> None:
    st.session_state[AGAIN] = st.session_state.get(AGAIN, 0) + 1


def clocks(lesson: Lesson[Options]) -> None:
    """The chart of microseconds against V, and a button that measures."""
    lesson.explain("clocks")
    name = lesson.state.vectors
    drawn = measured(name)
    fresh = job_view.offer("clocks", _description(name), t("word_representation.clocks.measure"))
    if fresh is not None and (drawn is None or not np.array_equal(drawn.product, fresh.product)):
        st.rerun()  # for the picture, which has the clocks of before
    if fresh is not None:
        st.button(t("word_representation.clocks.again"), key="word_representation.clocks.again_button", on_click=_again)
    found = fresh or drawn
    if found is None:
        return
    words = {one: t(f"word_representation.clocks.{one}") for one in ("size", "time", "product", "lookup")}

    def table() -> tuple[list[str], list[list[str]]]:
        rows = [
            [f"{size:,}", f"{size * found.dimensions:,}", f"{slow:.2f}", f"{quick:.2f}", f"{slow / quick:.0f}"]
            for size, slow, quick in zip(found.sizes.tolist(), found.product, found.lookup, strict=True)
        ]
        head = [words["size"], t("word_representation.clocks.count"), words["product"], words["lookup"]]
        return [*head, t("word_representation.clocks.times")], rows

    chart(figures.clocks(found, words, theme()), "word_representation.clocks", table)
    lesson.explain("clocks_why")
