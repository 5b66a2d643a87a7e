"""Figures of the lesson on the recurrent step. `words` hold the translated labels; `theme` is "light" or "dark"."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go

from app.theme import PAGE, PALETTE, signed_scale
from app.ui.layout import styled


def by_place(window: np.ndarray, rnn: np.ndarray, trained: int, words: Mapping[str, str], theme: str) -> go.Figure:
    """The share of marks (K,) that each network closes rightly, by the place of the mark; a line after the last place at
    which training showed one, and one at guessing among three."""
    figure = styled(go.Figure(), theme, 240).update_xaxes(title=words["place"]).update_yaxes(title=words["right"])
    places = np.arange(1, len(window) + 1)
    for values, name, meaning, dash in ((window, words["window"], "update", "dash"), (rnn, "RNN", "memory", "solid")):
        line = {"color": PALETTE[meaning][f"mark_{theme}"], "dash": dash, "width": 2.5}
        figure.add_scatter(x=places, y=values.astype(np.float32), name=name, mode="lines+markers", line=line)
    quiet = {"dash": "dot", "width": 1, "color": PAGE[theme]["quiet"]}
    figure.add_vline(x=trained + 0.5, line=quiet)
    figure.add_hline(y=1 / 3, line=quiet, annotation_text=words["chance"], annotation_position="bottom left")
    return figure.update_yaxes(range=[0, 1.03], tickformat=".0%")


def growth(T: np.ndarray, window: np.ndarray, rnn: np.ndarray, words: Mapping[str, str], theme: str) -> go.Figure:
    """The number of weights of a fixed-window network and of an RNN against the length of the text."""
    figure = styled(go.Figure(), theme, 280).update_xaxes(title="T").update_yaxes(title=words["weights"])
    for values, name, meaning, dash in ((window, words["window"], "update", "dash"), (rnn, "RNN", "memory", "solid")):
        figure.add_scatter(
            x=T,
            y=values,
            name=name,
            mode="lines",
            line={"color": PALETTE[meaning][f"mark_{theme}"], "dash": dash, "width": 2.5},
        )
    return figure


def alike(cosines: np.ndarray, words: Mapping[str, str], theme: str) -> go.Figure:
    """How alike a letter's columns are at each two positions of the window (K, K)."""
    figure = styled(go.Figure(), theme, 280).update_xaxes(title=words["position"]).update_yaxes(title=words["position"])
    positions = np.arange(1, len(cosines) + 1)
    figure.add_heatmap(
        x=positions,
        y=positions,
        z=cosines.astype(np.float32),
        zmin=-1,
        zmax=1,
        colorscale=signed_scale(theme),
        colorbar={"thickness": 12},
        hovertemplate="%{x}, %{y}: %{z:.2f}<extra></extra>",
    )
    figure.update_yaxes(autorange="reversed")
    return figure
