"""The figure of the lesson on the GRU. `words` hold the translated labels; `theme` is "light" or "dark"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from app.theme import sequential_scale
from app.ui.layout import styled, visible


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
    shown = range(0, len(tokens), max(1, len(tokens) // 40))
    figure.update_xaxes(tickvals=list(shown), ticktext=[visible(tokens[i]) for i in shown], tickangle=0)
    figure.update_yaxes(autorange="reversed", showticklabels=False)
    return figure
