"""Figures of the lesson on debiasing. `words` hold the translated labels; `theme` is "light" or "dark"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from app.theme import PALETTE, SIGNED
from app.ui.layout import styled, visible
from core.words.results import Soft


def sides(
    before: np.ndarray,
    after: np.ndarray,
    first: Sequence[str],
    second: Sequence[str],
    words: Mapping[str, str],
    theme: str,
) -> go.Figure:
    """Two maps (n, 2) of the same words, before and after, each side with a colour and a mark of its own."""
    figure = make_subplots(rows=1, cols=2, subplot_titles=(words["before"], words["after"]), horizontal_spacing=0.06)
    parts = (
        (slice(0, len(first)), first, words["first"], "positive", "circle"),
        (slice(len(first), None), second, words["second"], "negative", "diamond"),
    )
    for column, places in enumerate((before, after), 1):
        for rows, names, title, colour, symbol in parts:
            figure.add_scatter(
                x=places[rows, 0],
                y=places[rows, 1],
                text=[visible(name) for name in names],
                name=title,
                showlegend=column == 1,
                mode="markers",
                marker={"symbol": symbol, "size": 7, "color": SIGNED[theme][colour], "opacity": 0.85},
                hovertemplate="%{text}<extra>%{fullData.name}</extra>",
                row=1,
                col=column,
            )
    figure.update_xaxes(showticklabels=False)
    figure.update_yaxes(showticklabels=False)
    return styled(figure, theme, 340, top=56, legend=1.08)


def soft(curve: Sequence[Soft], words: Mapping[str, str], theme: str) -> go.Figure:
    """What soft debiasing leaves at growing λ: mean projection (as a part of that without), effect size, likeness."""
    figure = go.Figure()
    x = np.array([one.strength for one in curve], dtype=np.float32)
    lines = (("along", "memory", "solid"), ("effect", "forget", "dash"), ("wordsim", "update", "dot"))
    for name, meaning, dash in lines:
        figure.add_scatter(
            x=x,
            y=np.array([getattr(one, name) for one in curve], dtype=np.float32),
            name=words[name],
            mode="lines+markers",
            line={"color": PALETTE[meaning][f"mark_{theme}"], "dash": dash, "width": 2.5},
        )
    figure.update_xaxes(type="log", title=words["strength"], exponentformat="power")
    return styled(figure, theme, 320, top=56, legend=1.08)
