"""The tab on what stays behind: words of one side still stand together."""

from __future__ import annotations

import streamlit as st

from app.i18n import t, verbatim
from app.lessons.words.debiasing import compute, figures
from app.lessons.words.debiasing.options import Options
from app.lessons.words.debiasing.shown import Shown
from app.ui import controls, job_view
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.words.results import Left


def remaining(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Whether clusters and a classifier still tell the sides apart, on the most biased words or the visitor's own."""
    lesson.explain("remaining")
    if shown is None or shown.measured is None:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        controls.slider(lesson, "count", t("debiasing.count"), 20, 500, 20)
        st.text_area(
            t("debiasing.own"), placeholder=t("debiasing.own_help"), max_chars=2000, height=80, **lesson.widget("own")
        )
    own = compute.typed_words(shown.key.vectors, lesson.state.own, 400)
    if own.missing:
        st.caption(t("debiasing.unknown", words=", ".join(word[:40] for word in own.missing[:12])))
    asked = compute.description(shown.key, count=lesson.state.count, words=tuple(own.known))
    found = job_view.follow("bias_left", asked, t("tab.remaining"))
    if found is None:
        return
    head = [t("debiasing.told_by"), t("debiasing.before"), t("debiasing.after"), t("debiasing.chance")]
    st.html(html_table(head, _told(found)))
    first, second = shown.key.pairs[0]
    words = {
        "first": verbatim("debiasing.side", word=first),
        "second": verbatim("debiasing.side", word=second),
        "before": t("debiasing.before"),
        "after": t("debiasing.after"),
    }
    figure = figures.sides(found.before.places, found.after.places, found.first, found.second, words, theme())
    head = [t("debiasing.line.word"), t("debiasing.told"), "x", "y", "x", "y"]
    chart(figure, "debiasing.sides", lambda: (head, _places(found, words)))


def _told(found: Left) -> list[list[str]]:
    """By clusters, a classifier, neighbours, each before and after; and the classifier where there is no prejudice."""
    parts = {
        t("debiasing.clusters"): (found.before.clusters, found.after.clusters),
        t("debiasing.classifier"): (found.before.classifier, found.after.classifier),
        t("debiasing.company", count=found.nearest): found.company,
    }
    rows = [[name, *(f"{100 * part:.1f} %" for part in both), "50 %"] for name, both in parts.items()]
    if found.control is not None:
        rows.append([t("debiasing.control"), "–", f"{100 * found.control:.1f} %", "50 %"])
    return rows


def _places(found: Left, words: dict[str, str]) -> list[list[str]]:
    sides = [words["first"]] * len(found.first) + [words["second"]] * len(found.second)
    rows = zip(found.first + found.second, sides, found.before.places, found.after.places, strict=True)
    return [[word, side, *(f"{v:.3f}" for v in (*before, *after))] for word, side, before, after in rows]
