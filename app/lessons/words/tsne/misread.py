"""Tabs of the page on t-SNE: other methods, many maps, what must not be read off a map, and the referee."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from app.i18n import t
from app.lessons.words.tsne import compute as compute_tsne
from app.lessons.words.tsne import figures
from app.lessons.words.tsne.live import Run
from app.lessons.words.tsne.options import TsneOptions
from app.ui import checks, controls, job_view
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.words.options import METHODS
from core.words.results import Film

MISREADINGS = ("relations", "sizes", "gaps", "noise")


def methods(lesson: Lesson[TsneOptions], run: Run) -> None:
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
        figures_of = [f"{film.trust:.3f}", f"{film.kept:.1%}"] if film else ["–", "–"]
        rows.append([t(f"tsne.method.{method}"), *figures_of])
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


def many(lesson: Lesson[TsneOptions], run: Run) -> None:
    """Nine maps of the same words."""
    lesson.explain("many")
    key = run.wanted[0]
    found = job_view.offer("map_many", {"key": key, "given": compute_tsne.given(key)}, t("tsne.many"))
    if found:
        words = {"perplexity": t("tsne.perplexity"), "seed": t("tsne.seed"), "small": t("tsne.small")}
        chart(figures.multiples(found, words, theme()), "tsne.many", lambda: _many_table(found))


def _many_table(found) -> tuple[list[str], list[list[str]]]:
    head = [t("tsne.perplexity"), t("tsne.seed"), t("tsne.map.kl"), t("tsne.map.trust"), t("tsne.kept")]
    rows = [[f"{m.perplexity:g}", str(m.seed), f"{m.kl:.3f}", f"{m.trust:.3f}", f"{m.kept:.1%}"] for m in found]
    return head, rows


def misread(lesson: Lesson[TsneOptions], run: Run) -> None:
    """Four things that people read off such a map, and what the numbers say."""
    chosen = controls.choice(
        lesson, "misread", {name: t(f"tsne.misread.{name}") for name in MISREADINGS}, t("tab.misread")
    )
    lesson.explain(f"misread-{chosen}")
    if chosen == "relations":
        _relations(lesson)
    elif chosen == "noise":
        noise = {"words": "noise", "count": 400, "method": "tsne", "perplexity": 5.0, "word": "", "frame": -1}
        st.button(t("tsne.show_noise"), key="tsne.noise", on_click=lesson.update, kwargs=noise)
    else:
        _clouds(lesson, chosen)


def _relations(lesson: Lesson[TsneOptions]) -> None:
    found = job_view.offer("map_relations", compute_tsne.relations(lesson.state.vectors), t("tsne.try_seeds"))
    if not found:
        return
    space, *flat = found
    words = {one.name: t("tsne.seed_of", seed=one.name) for one in flat} | {"pca": t("tsne.method.pca")}
    words["agreement"] = t("tsne.agreement")
    st.markdown(t("tsne.agreement_space", value=f"{space.agreement:.2f}"))
    figure = figures.relations(flat, words, theme())
    chart(figure, "tsne.relations", lambda: _relations_table(found))


def _relations_table(found) -> tuple[list[str], list[list[str]]]:
    names = {"space": t("tsne.space"), "pca": t("tsne.method.pca")}
    rows = [[names.get(one.name) or t("tsne.seed_of", seed=one.name), f"{one.agreement:.2f}"] for one in found]
    return [t("tsne.method"), t("tsne.parallel")], rows


def _clouds(lesson: Lesson[TsneOptions], kind: str) -> None:
    found = job_view.offer("map_cautions", {"seed": lesson.state.seed}, t("tsne.measure"))
    if found:
        rows = [one for one in found if one.kind == kind]
        words = {"perplexity": t("tsne.perplexity"), "space": t("tsne.space"), "ratio": t(f"tsne.ratio.{kind}")}
        chart(
            figures.cautions(rows, words, theme()),
            f"tsne.{kind}",
            lambda: (
                [t("tsne.perplexity"), t("tsne.space"), t("tsne.on_map")],
                [[f"{one.perplexity:g}", f"{one.true:.1f}", f"{one.seen:.1f}"] for one in rows],
            ),
        )
    clouds = {"words": kind, "count": 400, "method": "tsne", "word": "", "frame": -1}
    st.button(t("tsne.show_clouds"), key=f"tsne.show_{kind}", on_click=lesson.update, kwargs=clouds)


def referee(lesson: Lesson[TsneOptions], run: Run) -> None:
    """The sum over all pairs, scikit-learn, and finite differences, on a few of the same words."""
    lesson.explain("referee")
    key, config = run.wanted
    asked = compute_tsne.description(key, replace(config, method="tsne", dimensions=2))
    found = job_view.offer("map_check", asked, t("referee.run"))
    if found:
        checks.show([replace(row, name=t(f"tsne.check.{row.name}")) for row in found])
