"""The figures that lessons on words share. `words` hold the translated labels; `theme` is "light" or "dark"."""

from __future__ import annotations

from collections.abc import Mapping

import plotly.graph_objects as go

from app.theme import MEANINGS, PAGE
from app.ui.layout import styled
from core.words.results import Costs


def costs(found: Costs, words: Mapping[str, str], theme: str) -> go.Figure:
    """Microseconds a word against V, both on logarithmic scales."""
    figure = go.Figure()
    lines = (
        ("softmax", found.softmax, "forget"),
        ("tree", found.tree, "reset"),
        ("negative", found.negative, "update"),
    )
    for name, values, meaning in lines:
        figure.add_scatter(
            x=found.sizes,
            y=values,
            name=words[name],
            mode="lines+markers",
            line={"color": MEANINGS[meaning][f"mark_{theme}"], "width": 2.2},
        )
    ticks = {"tickfont": {"color": PAGE[theme]["quiet"]}}
    figure.update_xaxes(title=words["size"], type="log", tickvals=found.sizes, **ticks)
    figure.update_yaxes(title=words["time"], type="log", **ticks)
    return styled(figure, theme, 320, top=40, right=16, legend=1.04)
