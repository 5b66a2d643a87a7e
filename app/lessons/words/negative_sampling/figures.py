"""The figures of the lesson on negative sampling. `words` hold the translated labels; `theme` is "light" or "dark"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from app.theme import MEANINGS, PAGE
from app.ui.layout import styled
from core.words.results import Throws


def _colour(meaning: str, theme: str) -> str:
    return MEANINGS[meaning][f"mark_{theme}"]


def throws(found: Throws, bands: Sequence[str], words: Mapping[str, str], theme: str) -> go.Figure:
    """Darts counted in bands of ranks, as bars, and what is expected, as a line."""
    figure = go.Figure()
    figure.add_bar(
        x=list(bands),
        y=found.counted,
        name=words["counted"],
        marker={"color": _colour("update", theme), "opacity": 0.75},
    )
    figure.add_scatter(
        x=list(bands),
        y=found.expected,
        name=words["expected"],
        mode="lines+markers",
        line={"color": PAGE[theme]["ink"], "width": 1.6, "dash": "dot"},
        marker={"size": 5},
    )
    figure.update_xaxes(title=words["rank"], type="category")
    figure.update_yaxes(title=words["darts"])
    return styled(figure, theme, 320, top=40, right=16, legend=1.04)


def by_k(found: Mapping[str, Mapping[str, Mapping[str, Any]]], words: Mapping[str, str], theme: str) -> go.Figure:
    """WordSim-353 against k for texts of two sizes, the mean of the seeds with one standard deviation."""
    figure = go.Figure()
    for (name, of), meaning in zip(found.items(), ("update", "forget"), strict=True):
        figure.add_scatter(
            x=[int(k) for k in of],
            y=[one["wordsim"] for one in of.values()],
            error_y={"array": [one.get("wordsim_sd", 0) for one in of.values()], "thickness": 1, "width": 4},
            name=words[name],
            mode="lines+markers",
            line={"color": _colour(meaning, theme), "width": 2.2},
        )
    figure.update_xaxes(title=words["k"], type="log", tickvals=[1, 2, 5, 10, 20])
    figure.update_yaxes(title=words["wordsim"])
    return styled(figure, theme, 320, top=40, right=16, legend=1.04)
