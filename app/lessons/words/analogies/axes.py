"""Further parts of the lesson on analogies: axes and likeness of chosen words, scores by category, vectors of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from app.i18n import t
from app.lessons.words import compute as compute_words
from app.lessons.words import own_vectors as vectors
from app.lessons.words.analogies import figures
from app.lessons.words.analogies.options import AXIS_NAMES
from app.ui import controls, frame, job_view
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from core.words.results import Evaluation, Score


def axes(lesson: Lesson) -> None:
    """Words of the visitor's choice on two axes made from pairs, and how like each other they are."""
    lesson.explain("axes")
    options = lesson.state
    names = {name: t(f"analogies.axis.{name}") for name in (*AXIS_NAMES, "own")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        controls.select(lesson, "axis_x", names, t("analogies.axis.across"))
        controls.select(lesson, "axis_y", names, t("analogies.axis.up"))
        if "own" in (options.axis_x, options.axis_y):
            st.text_input(t("analogies.axis.pairs"), max_chars=400, **lesson.widget("pairs"))
    st.text_input(t("analogies.axis.words"), max_chars=400, **lesson.widget("words"))
    words, missing = compute_words.typed_words(options.words, options.vectors)
    if missing:
        st.caption(t("vectors.missing", words=frame.plain(", ".join(missing))))
    if len(words) < 2:
        st.caption(t("analogies.axis.too_few"))
        return
    with lesson.guard():
        x = compute_words.on_axis(words, options.axis_x, options.pairs, options.vectors)
        y = compute_words.on_axis(words, options.axis_y, options.pairs, options.vectors)
        titles = tuple(_axis_title(axis, options.pairs) for axis in (options.axis_x, options.axis_y))
        head = [t("analogies.axis.word"), names[options.axis_x], names[options.axis_y]]
        chart(
            figures.on_axes(words, x, y, titles, theme()),
            "analogies.axes",
            lambda: (head, [[w, f"{a:.3f}", f"{b:.3f}"] for w, a, b in zip(words, x, y, strict=True)]),
        )
    cosines = compute_words.similarity_matrix(words, options.vectors)
    st.markdown(t("analogies.axis.matrix"))
    rows = [[word, *(f"{value:.2f}" for value in row)] for word, row in zip(words, cosines, strict=True)]
    chart(figures.matrix(words, cosines, theme()), "analogies.matrix", lambda: (["", *words], rows))


def _axis_title(axis: str, own: str) -> str:
    pairs = compute_words.axis_pairs(axis) or [part.split() for part in own.split(",")[:1] if len(part.split()) == 2]
    return f"{t(f'analogies.axis.{axis}')}: {pairs[0][0]} → {pairs[0][1]}" if pairs else t(f"analogies.axis.{axis}")


def scores(lesson: Lesson) -> None:
    """How many of Google's questions are answered rightly, by category, and likeness against people's judgement."""
    lesson.explain("scores")
    name = compute_words.at_hand(lesson.state.vectors)
    found = compute_words.measured(name)
    if found:
        _scores(found["analogies"], found["wordsim"], found["simlex"])
    again = job_view.offer("analogies", compute_words.scores_job(name), t("analogies.scores.measure"))
    if isinstance(again, Evaluation):
        if found:
            same = dict(again.analogies) == found["analogies"]
            st.caption(t("analogies.scores.same" if same else "analogies.scores.other"))
        _scores(again.analogies, vars(again.wordsim), vars(again.simlex), "again")


def _scores(
    analogies: Mapping[str, Score], wordsim: Mapping[str, Any], simlex: Mapping[str, Any], key: str = ""
) -> None:
    right, covered = (sum(score[i] for score in analogies.values()) for i in (0, 1))
    share = f"{100 * right / covered:.1f}" if covered else "–"
    st.markdown(t("analogies.scores.total", right=f"{right:,}", covered=f"{covered:,}", share=share))
    words = {name: t(f"analogies.category.{name}") for name in analogies}
    rows = [
        [words[name], str(s.correct), str(s.total), f"{100 * s.share:.1f} %" if s.total else "–"]
        for name, s in analogies.items()
    ]
    head = [t("analogies.scores.category"), t("analogies.scores.right"), t("analogies.scores.covered"), "%"]
    chart(figures.categories(analogies, words, theme()), f"analogies.scores{key}", lambda: (head, rows))
    for label, pairs in (("WordSim-353", wordsim), ("SimLex-999", simlex)):
        values = {"list": label, "rho": f"{pairs['spearman']:.3f}", "used": pairs["used"], "unknown": pairs["unknown"]}
        st.caption(t("analogies.scores.pairs", **values))


def own_vectors(lesson: Lesson) -> None:
    """A file of the visitor's own vectors, unless its place is above; and what was kept of it."""
    lesson.explain("vectors")
    if not vectors.are_missing(lesson):
        vectors.bring(lesson)
    vectors.in_use()
