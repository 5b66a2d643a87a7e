"""The tab of what was measured: analogy questions by category, and likeness against people's judgement."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.words import compute as shared
from app.lessons.words.analogies import compute, figures
from app.lessons.words.analogies.options import Options
from app.ui import job_view
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from core.words.results import Evaluation


def scores(lesson: Lesson[Options]) -> None:
    """How many of Google's questions are answered rightly, by category, and likeness against people's judgement."""
    lesson.explain("scores")
    name = shared.at_hand(lesson.state.vectors)
    found = compute.shipped_scores(name)
    if found:
        _show(found)
    again = job_view.offer("analogies", compute.scores_job(name), t("analogies.scores.measure"))
    if isinstance(again, Evaluation):
        if found:
            same = dict(again.analogies) == found.analogies
            st.caption(t("analogies.scores.same" if same else "analogies.scores.other"))
        _show(again, "again")


def _show(found: Evaluation, key: str = "") -> None:
    right, covered = found.overall
    share = f"{100 * right / covered:.1f}" if covered else "–"
    st.markdown(t("analogies.scores.total", right=f"{right:,}", covered=f"{covered:,}", share=share))
    words = {name: t(f"analogies.category.{name}") for name in found.analogies}
    rows = [
        [words[name], str(s.correct), str(s.total), f"{100 * s.share:.1f} %" if s.total else "–"]
        for name, s in found.analogies.items()
    ]
    head = [t("analogies.scores.category"), t("analogies.scores.right"), t("analogies.scores.covered"), "%"]
    chart(figures.categories(found.analogies, words, theme()), f"analogies.scores{key}", lambda: (head, rows))
    for label, pairs in (("WordSim-353", found.wordsim), ("SimLex-999", found.simlex)):
        values = {"list": label, "rho": f"{pairs.spearman:.3f}", "used": pairs.used, "unknown": pairs.unknown}
        st.caption(t("analogies.scores.pairs", **values))
