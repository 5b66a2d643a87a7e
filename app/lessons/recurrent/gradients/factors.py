"""Two tabs on what the factors do: what a radius promises of their product, and which units carry what is left."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from app.i18n import t
from app.lessons.recurrent.gradients import compute, figures
from app.lessons.recurrent.gradients.options import Options
from app.lessons.recurrent.gradients.shown import Shown
from app.ui import controls
from app.ui.charts import Table, chart, theme
from app.ui.frame import Lesson
from app.ui.layout import visible
from app.ui.numbers import scientific
from core.recurrent.results.gradients import RadiusView


def radius(lesson: Lesson[Options], shown: Shown) -> None:
    """The RNN's radius, its factors and their product, for the pinned letter's loss."""
    lesson.explain("radius")
    found = compute.radius_view(lesson.state, shown.rest.pin)
    words = {name: t(f"gradients.radius.{name}") for name in ("promised", "product", "gradient", "back", "share")}
    chart(figures.radius(found, words, theme()), "gradients.radius", lambda: _radius_table(found))
    last = len(found.promised) - 1
    if last:
        values = {
            "radius": f"{found.radius:.2f}",
            "factor": f"{found.factor[:-1].mean():.2f}",
            "last": last,
            **{name: scientific(getattr(found, name)[-1]) for name in ("promised", "product", "gradient")},
        }
        st.markdown(t("gradients.radius.said", **values))
    lesson.explain("radius_why")


def _radius_table(found: RadiusView) -> Table:
    head = [t(f"gradients.radius.{name}") for name in ("back", "promised", "product", "gradient", "factor")]
    columns = zip(found.promised, found.product, found.gradient, found.factor, strict=True)
    return head, [[str(back), *map(scientific, row)] for back, row in enumerate(columns)]


def units(lesson: Lesson[Options], shown: Shown) -> None:
    """Which units of a cell the pinned letter's loss reaches."""
    lesson.explain("units")
    controls.choice(lesson, "cell", {cell: cell.upper() for cell in compute.CELLS}, t("gradients.cell"))
    cell, rest = lesson.state.cell, shown.rest
    g = compute.units(cell, lesson.state, rest.pin)
    tokens, words = shown.tokens[: rest.pin], {"unit": t("memory.unit")}
    chart(figures.units(g, tokens, cell, words, theme()), "gradients.units", lambda: _units_table(g, tokens))
    carried = compute.carriers(g[shown.distance])
    values = {
        "cell": cell.upper(),
        "count": len(carried),
        "all": g.shape[1],
        "units": ", ".join(map(str, carried[:8])) + (" …" if len(carried) > 8 else ""),
        "token": shown.said(rest.look),
        "back": shown.distance,
    }
    st.markdown(t("gradients.units.said", **values))


def _units_table(g: np.ndarray, tokens: Sequence[str]) -> Table:
    """A row a letter: the norm, and the units with the largest parts."""
    head = [t("gradients.radius.back"), t("memory.symbol"), t("gradients.units.norm"), t("gradients.units.most")]
    rows = []
    for back, row in enumerate(g):
        most = ", ".join(f"{unit}: {scientific(row[unit])}" for unit in compute.carriers(row)[:4])
        token = visible(tokens[len(tokens) - 1 - back])
        rows.append([str(back), token, scientific(float(np.linalg.norm(row))), most])
    return head, rows
