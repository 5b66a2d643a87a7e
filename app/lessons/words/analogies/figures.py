"""Figures of the lesson on analogies. `words` hold the translated labels; `theme` is "light" or "dark"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from app.theme import PALETTE, signed_scale
from app.ui.layout import styled, visible
from core.words.results import Score


def on_axes(names: Sequence[str], x: np.ndarray, y: np.ndarray, titles: tuple[str, str], theme: str) -> go.Figure:
    """Words (n) placed by how far they lie along two axes (n,), (n,); zero is half way between the pairs' ends."""
    figure = _plain(theme, 380)
    figure.add_scatter(
        x=x.astype(np.float32),
        y=y.astype(np.float32),
        text=[visible(name) for name in names],
        mode="markers+text",
        textposition="top center",
        marker={"size": 9, "color": PALETTE["memory"][f"mark_{theme}"]},
        hovertemplate="%{text}: %{x:.3f}, %{y:.3f}<extra></extra>",
        cliponaxis=False,
    )
    for title, update, values in ((titles[0], figure.update_xaxes, x), (titles[1], figure.update_yaxes, y)):
        low, high = float(min(values.min(), 0)), float(max(values.max(), 0))
        margin = 0.14 * (high - low or 1)
        update(title=title, range=[low - margin, high + margin], zeroline=True, zerolinewidth=2)
    return figure


def matrix(names: Sequence[str], cosines: np.ndarray, theme: str) -> go.Figure:
    """The cosine of each two words (n, n)."""
    figure = _plain(theme, max(260, 30 * len(names) + 80))
    shown = [visible(name) for name in names]
    figure.add_heatmap(
        x=list(range(len(names))),
        y=list(range(len(names))),
        z=cosines.astype(np.float32),
        zmin=-1,
        zmax=1,
        text=np.round(cosines, 2),
        texttemplate="%{text:.2f}" if len(names) <= 14 else None,
        customdata=np.array([[f"{a}, {b}" for b in shown] for a in shown]),
        colorscale=signed_scale(theme),
        colorbar={"thickness": 12},
        hovertemplate="%{customdata}: %{z:.3f}<extra></extra>",
    )
    ticks = {"tickvals": list(range(len(names))), "ticktext": shown}
    figure.update_xaxes(**ticks, tickangle=-40, side="bottom")
    figure.update_yaxes(**ticks, autorange="reversed")
    return figure


def categories(scores: Mapping[str, Score], words: Mapping[str, str], theme: str) -> go.Figure:
    """The share of questions answered rightly in each category, in the list's order; `words` names the categories."""
    covered = {name: score for name, score in scores.items() if score.total}
    figure = _plain(theme, 60 + 26 * max(1, len(covered)))
    figure.add_bar(
        x=np.array([score.share for score in covered.values()], dtype=np.float32),
        y=[words[name] for name in covered],
        orientation="h",
        marker={"color": PALETTE["update"][f"mark_{theme}"]},
        text=[f"{100 * score.share:.1f} %" for score in covered.values()],
        textposition="outside",
        cliponaxis=False,
        customdata=np.array([list(score) for score in covered.values()]).reshape(-1, 2),
        hovertemplate="%{y}: %{customdata[0]} / %{customdata[1]}<extra></extra>",
    )
    figure.update_xaxes(range=[0, 1.08], tickformat=".0%")
    figure.update_yaxes(autorange="reversed")
    return figure


def _plain(theme: str, height: int) -> go.Figure:
    return styled(go.Figure(), theme, height, top=16, right=16, legend=None, zero="quiet")
