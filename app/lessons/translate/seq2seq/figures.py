"""Figures of the lesson on encoder and decoder. `words` hold the translated labels; `theme` is "light" or "dark"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from app.theme import MEANINGS
from app.ui.layout import styled

SERIES = {"as_it_stands": ("activation", "solid", "circle"), "reversed": ("candidate", "dash", "diamond")}


def span(one: Mapping[str, Any]) -> str:
    """The words of a bin; the last one has no upper end."""
    return f"{one['from']}+" if one["to"] >= 100 else f"{one['from']}–{one['to']}"


def by_length(series: Mapping[str, Sequence[Mapping[str, Any]]], words: Mapping[str, str], theme: str) -> go.Figure:
    """BLEU against the length of the source: the mean of the trainings as a line, each of them as a mark, and the mean of their
    95 % half-widths."""
    figure = go.Figure()
    for name, bins in series.items():
        meaning, dash, symbol = SERIES[name]
        colour = MEANINGS[meaning][f"mark_{theme}"]
        spans, values = [span(one) for one in bins], np.array([one["bleu"] for one in bins], dtype=np.float32)
        widths = np.array([np.mean(one["half_width"]) for one in bins], dtype=np.float32)
        figure.add_scatter(
            x=spans,
            y=values.mean(1),
            error_y={"array": widths, "color": colour, "width": 4},
            name=words[name],
            mode="lines",
            line={"color": colour, "dash": dash, "width": 2.5},
            hovertemplate="%{y:.1f}<extra>%{fullData.name}</extra>",
        )
        figure.add_scatter(
            x=np.repeat(spans, values.shape[1]),
            y=values.ravel(),
            mode="markers",
            marker={"symbol": symbol, "size": 7, "color": colour},
            showlegend=False,
            hovertemplate="%{y:.1f}<extra></extra>",
        )
    figure.update_xaxes(title=words["length"], type="category", showgrid=False)
    figure.update_yaxes(title=words["bleu"], rangemode="tozero")
    return styled(figure, theme, 330, top=40, right=16, legend=1.02)
