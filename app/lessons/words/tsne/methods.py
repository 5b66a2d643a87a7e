"""The tab on methods: how true PCA, UMAP and t-SNE are to the same points."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.words.tsne.live import Run
from app.lessons.words.tsne.options import Options
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.words.options import METHODS
from core.words.results import Film


def methods(lesson: Lesson[Options], run: Run) -> None:
    """The map on screen, and how true PCA, UMAP and t-SNE are to the same points."""
    lesson.explain("methods")
    seen: dict[tuple, Film] = st.session_state.setdefault("tsne.compared", {})
    if run.film.done:
        seen[run.key, run.config.method] = run.film
        while len(seen) > 3 * len(METHODS):
            seen.pop(next(iter(seen)))
    rows = []
    for method in METHODS:
        film = seen.get((run.key, method))
        found = [f"{film.trust:.3f}", f"{film.kept:.1%}"] if film else ["–", "–"]
        rows.append([t(f"tsne.method.{method}"), *found])
    st.html(html_table([t("tsne.method"), t("tsne.map.trust"), t("tsne.kept")], rows))
    with st.container(horizontal=True):
        for method in METHODS:
            st.button(
                t("tsne.show", method=t(f"tsne.method.{method}")),
                key=f"tsne.show.{method}",
                on_click=lesson.update,
                kwargs={"method": method},
                disabled=method == lesson.state.method,
            )
