"""The tab on misreadings: what must not be read off a map, and what the numbers say."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app.i18n import t
from app.lessons.words.tsne import compute, figures
from app.lessons.words.tsne.options import Options
from app.ui import controls, job_view
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from core.words.results import Relations

MISREADINGS = ("relations", "sizes", "gaps", "noise")


def misread(lesson: Lesson[Options]) -> None:
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


def _relations(lesson: Lesson[Options]) -> None:
    found = job_view.offer("map_relations", compute.relations_description(lesson.state.vectors), t("tsne.try_seeds"))
    if not found:
        return
    space, *flat = found
    words = {one.name: t("tsne.seed_of", seed=one.name) for one in flat} | {"pca": t("tsne.method.pca")}
    words["agreement"] = t("tsne.agreement")
    st.markdown(t("tsne.agreement_space", value=f"{space.agreement:.2f}"))
    figure = figures.relations(flat, words, theme())
    chart(figure, "tsne.relations", lambda: _relations_table(found))


def _relations_table(found: Sequence[Relations]) -> tuple[list[str], list[list[str]]]:
    names = {"space": t("tsne.space"), "pca": t("tsne.method.pca")}
    rows = [[names.get(one.name) or t("tsne.seed_of", seed=one.name), f"{one.agreement:.2f}"] for one in found]
    return [t("tsne.method"), t("tsne.parallel")], rows


def _clouds(lesson: Lesson[Options], kind: str) -> None:
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
