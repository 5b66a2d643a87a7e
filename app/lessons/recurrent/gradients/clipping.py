"""The tab on clipping: a cliff, three descents from the same place, and what clipping does to one gradient."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.gradients import compute, figures
from app.lessons.recurrent.gradients.options import Options
from app.ui import controls
from app.ui.charts import Table, chart, theme
from app.ui.frame import Lesson
from app.ui.numbers import scientific, signed
from app.ui.tables import html_table
from core.recurrent.options import DescentConfig
from core.recurrent.results.gradients import Descent

WAYS = ("none", "norm", "value")
NOTHING = 1e-6  # a loss below it is not said in digits


def clipping(lesson: Lesson[Options]) -> None:
    """The cliff, then one gradient."""
    lesson.explain("cliff")
    controls.slider(lesson, "limit", t("gradients.limit"), 0.1, 5.0, 0.1)
    limit = lesson.state.limit
    paths = {clip: compute.descent(DescentConfig(clip, limit)) for clip in WAYS}
    words = {name: t(f"gradients.cliff.{name}") for name in (*WAYS, "start", "step")}
    (whole, wall), table = compute.surfaces(), lambda: _table(paths)
    left, middle, right = st.columns([4, 3, 3])
    with left:
        chart(figures.cliff(whole, paths, words, theme()), "gradients.cliff", table)
    with middle:
        chart(
            figures.cliff(wall, paths, words | {"start": t("gradients.cliff.enlarged")}, theme()),
            "gradients.wall",
            table,
        )
    with right:
        chart(figures.descents(paths, words, theme()), "gradients.descents", table)
    free, clipped = paths["none"], paths["norm"]
    values = {
        "step": free.steepest + 1,
        "norm": f"{free.norms.max():.1f}",
        "w": signed(free.points[free.steepest + 1][0], 2),
        "b": signed(free.points[free.steepest + 1][1], 2),
        "free": _loss(free),
        "limit": f"{limit:.1f}",
        "clipped": _loss(clipped),
        "value": _loss(paths["value"]),
        "steps": len(free.norms),
    }
    st.markdown(t("gradients.cliff.said", **values))
    lesson.explain("by_value")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.number_input("g₁", -20.0, 20.0, step=0.5, width=120, **lesson.widget("g1"))
        st.number_input("g₂", -20.0, 20.0, step=0.5, width=120, **lesson.widget("g2"))
    _one_gradient(lesson)


def _loss(path: Descent) -> str:
    """The loss that a descent ends with."""
    return t("gradients.cliff.none_left") if path.losses[-1] < NOTHING else scientific(path.losses[-1])


def _one_gradient(lesson: Lesson[Options]) -> None:
    """A gradient of two parts, as it is and clipped both ways."""
    limit = lesson.state.limit
    ways = compute.three_ways(lesson.state.g1, lesson.state.g2, limit)
    names = ("as_it_is", "by_norm", "by_value")
    words = {name: t(f"gradients.way.{name}") for name in (*names, "circle", "square")}
    head = [t(f"gradients.way.{name}") for name in ("way", "g", "norm", "direction")]
    rows = [
        [
            words[name],
            f"({signed(ways[name].g[0], 3)}, {signed(ways[name].g[1], 3)})",
            f"{ways[name].norm:.3f}",
            "–" if ways[name].direction is None else f"{signed(ways[name].direction, 1)}°",
        ]
        for name in names
    ]
    chart(figures.arrows(ways, limit, words, theme()), "gradients.arrows", lambda: (head, rows))
    st.html(html_table(head, rows))


def _table(paths: dict[str, Descent]) -> Table:
    """A row a step, of all descents."""
    head = [t("gradients.cliff.step")]
    for name in paths:
        head += [f"{t(f'gradients.cliff.{name}')}: {column}" for column in ("w", "b", "L", "‖g‖", "‖ĝ‖")]
    rows = []
    for step in range(len(paths["none"].norms)):
        row = [str(step + 1)]
        for path in paths.values():
            w, b = path.points[step]
            row += [
                signed(w, 3),
                signed(b, 3),
                *(scientific(values[step]) for values in (path.losses, path.norms, path.used)),
            ]
        rows.append(row)
    return head, rows
