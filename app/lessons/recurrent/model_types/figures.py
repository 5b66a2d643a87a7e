"""Figures of the lesson on shapes. `words` hold the translated labels; `theme` is "light" or "dark"."""

from __future__ import annotations

from collections.abc import Mapping

import plotly.graph_objects as go

from app.theme import PALETTE
from app.ui.layout import styled
from core.recurrent.results.review import Review

LOOKS = {  # of each line: its colour, its dash, its marks
    "so_far": ("update", "solid", "circle"),
    "bag": ("output", "dash", "square"),
    "alone": ("memory", None, "diamond"),
    "without": ("forget", None, "x"),
}


def review(found: Review, words: Mapping[str, str], theme: str) -> go.Figure:
    """P(positive) along the words: in their order, as a bag, each alone, and the whole without each."""
    figure, places = go.Figure(), list(range(len(found.words)))
    for name, (meaning, dash, symbol) in LOOKS.items():
        colour = PALETTE[meaning][f"mark_{theme}"]
        figure.add_scatter(
            x=places,
            y=getattr(found, name).astype("float32"),
            name=words[name],
            mode="lines+markers" if dash else "markers",
            line={"color": colour, "dash": dash or "solid", "width": 2.5},
            marker={"symbol": symbol, "size": 9, "color": colour, "line": {"color": colour, "width": 2}},
        )
    figure.update_xaxes(tickvals=places, ticktext=list(found.words))
    figure.update_yaxes(title=words["chance"], range=[-0.03, 1.03], tickvals=[0, 0.5, 1])
    return styled(figure, theme, 330, top=40, right=16, legend=1.05)
