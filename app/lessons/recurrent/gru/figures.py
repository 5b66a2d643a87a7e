"""The figures of the lesson on the GRU. `words` hold the translated labels; `theme` is "light" or "dark"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from app.theme import marks, sequential_scale
from app.ui.layout import styled, visible
from core.recurrent.results import Swapped


def kept(shares: np.ndarray, tokens: Sequence[str], words: Mapping[str, str], theme: str) -> go.Figure:
    """The share (t, H) of one step's memory that is left in each unit, longest first, as the text goes on."""
    order = np.argsort(-shares.sum(axis=0), kind="stable")
    figure = styled(go.Figure(), theme, 380).update_xaxes(title=words["symbol"]).update_yaxes(title=words["unit"])
    figure.add_heatmap(
        z=np.rint(shares[:, order].T * 100).astype(np.uint8),
        zmin=0,
        zmax=100,
        customdata=np.tile(order[:, None], len(tokens)),
        colorscale=sequential_scale(theme, "memory"),
        colorbar={"title": "%", "thickness": 12},
        hovertemplate=words["unit"] + " %{customdata}: %{z} %<extra></extra>",
    )
    figure.update_xaxes(**_letters(tokens))
    figure.update_yaxes(autorange="reversed", showticklabels=False)
    return figure


def swapped(found: Swapped, words: Mapping[str, str], theme: str) -> go.Figure:
    """How far what is expected is apart at each step (bars), and each unit's memory (H rows), those most apart first."""
    order = np.argsort(-found.apart.sum(axis=0), kind="stable")
    figure = make_subplots(rows=2, shared_xaxes=True, row_heights=[0.25, 0.75], vertical_spacing=0.04)
    styled(figure, theme, 460, legend=None)
    shown = [visible(token) for token in found.tokens]
    bars = {"y": found.expected.astype(np.float32), "marker_color": marks(theme)["output"]}
    figure.add_bar(**bars, customdata=shown, hovertemplate="%{customdata}: %{y:.3f}<extra></extra>", row=1, col=1)
    figure.add_heatmap(
        z=found.apart[:, order].T.astype(np.float32).round(3),
        zmin=0,
        zmax=2,
        customdata=np.tile(order[:, None], len(found.tokens)),
        colorscale=sequential_scale(theme, "memory"),
        colorbar={"title": "|Δc|", "thickness": 12, "y": 0.36, "len": 0.76},
        hovertemplate=words["unit"] + " %{customdata}: %{z:.3f}<extra></extra>",
        row=2,
        col=1,
    )
    figure.update_xaxes(**_letters(found.tokens), row=2)
    figure.update_xaxes(title=words["symbol"], row=2)
    figure.update_yaxes(title=words["expected"], range=[0, 1], row=1)
    figure.update_yaxes(title=words["unit"], autorange="reversed", showticklabels=False, row=2)
    return figure


def _letters(tokens: Sequence[str]) -> dict[str, object]:
    """An axis of symbols, of so many as there is room for."""
    shown = range(0, len(tokens), max(1, len(tokens) // 40))
    return {"tickvals": list(shown), "ticktext": [visible(tokens[i]) for i in shown], "tickangle": 0}
