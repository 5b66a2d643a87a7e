"""The tab on scores: association tests, analogies, likeness and neighbours, before and after."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.words.debiasing import compute
from app.lessons.words.debiasing.options import Options
from app.lessons.words.debiasing.shown import Shown
from app.ui import job_view
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.words.results import Weat

STAGES = ("before", "neutralised", "equalised")


def scores(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Association tests, analogies, likeness and neighbours at each stage."""
    lesson.explain("scores")
    if shown is None or shown.measured is None:
        return
    heads = [t(f"debiasing.{stage}") for stage in STAGES]
    _tests(shown, heads)
    _tasks(shown, heads)
    _words(lesson, shown)


def _tests(shown: Shown, heads: list[str]) -> None:
    st.markdown(f"**{t('debiasing.tests')}**")
    rows = []
    for test in shown.measured.tests:
        names = f"{test.names[0]} / {test.names[1]} – {test.names[2]} / {test.names[3]}"
        rows.append([names, *map(_weat, test.results), test.people or "–", str(test.missing)])
    head = [t("debiasing.test"), *heads, t("debiasing.people"), t("debiasing.missing")]
    st.html(html_table(head, rows))
    st.caption(t("debiasing.weat_note"))


def _weat(result: Weat) -> str:
    p = f"p = {result.p:.4f}" if result.p >= 0.00005 else "p < 0.0001"
    return f"d = {result.effect:.2f}, {p}, Δ = {result.difference:.3f}"


def _tasks(shown: Shown, heads: list[str]) -> None:
    st.markdown(f"**{t('debiasing.tasks')}**")
    stages = shown.measured.scores
    rows = [
        [t(f"debiasing.category.{name}"), *(f"{s.analogies[name].correct} / {s.analogies[name].total}" for s in stages)]
        for name in stages[0].analogies
    ]
    for name in ("wordsim", "simlex"):
        rows.append([t(f"debiasing.{name}"), *(f"{getattr(s, name).spearman:.3f}" for s in stages)])
    st.html(html_table([t("debiasing.task"), *heads], rows))


def _words(lesson: Lesson[Options], shown: Shown) -> None:
    """Neighbours of the pinned word, and analogies made with the first pair."""
    first, second = shown.key.pairs[0]
    words = [word for word in shown.words if word not in (first, second)]
    if not words:
        return
    chosen = shown.rest.word if shown.rest.word in words else words[0]
    asked = compute.description(shown.key, words=shown.words)
    near = job_view.follow("bias_near", asked, t("debiasing.measuring"))
    if near is None:
        return
    before, after = near.neighbours[chosen]
    st.markdown(f"**{t('debiasing.neighbours', word=chosen)}**")
    rows = [
        [str(i + 1), f"{a} {x:.3f}", f"{b} {y:.3f}"]
        for i, ((a, x), (b, y)) in enumerate(zip(before, after, strict=True))
    ]
    head = [t("debiasing.place"), t("debiasing.before"), t("debiasing.after")]
    st.html(html_table(head, rows))
    st.markdown(f"**{t('debiasing.analogies', first=first, second=second)}**")
    rows = [
        [f"{second} : {word} = {first} : ?", *(", ".join(w for w, _ in side) for side in sides)]
        for word, sides in near.analogies.items()
    ]
    st.html(html_table([t("debiasing.question"), *head[1:]], rows, numbers=False))
    st.caption(t("debiasing.origin"))
