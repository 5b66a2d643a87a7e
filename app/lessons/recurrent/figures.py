"""Figures of the recurrent lessons. `words` hold the translated labels; `theme` is "light" or "dark"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from app.theme import PAGE, PALETTE, sequential_scale, signed_scale
from app.ui.layout import styled, visible

# Three cells side by side: told apart by dash and marker as well as by colour.
CELLS = {
    "rnn": ("activation", "dot", "circle"),
    "gru": ("update", "dash", "diamond"),
    "lstm": ("memory", "solid", "square"),
}
CHANCE = {"agreement": 1 / 2, "bracket": 1 / 3, "quote": 1 / 3}


def accuracy_by_distance(
    bins: Mapping[str, Sequence[Mapping]], kind: str, words: Mapping[str, str], theme: str
) -> go.Figure:
    """Share of dependencies of a kind that each cell meets, against the distance between their ends; chance as a line."""
    figure = _figure(words["distance"], words["accuracy"], theme, height=300)
    for cell, rows in bins.items():
        meaning, dash, symbol = CELLS[cell]
        mine = [row for row in rows if row["kind"] == kind]
        share = np.array([row["correct"] / row["count"] for row in mine], dtype=np.float32)
        counts = np.array([row["count"] for row in mine])
        error = 1.96 * np.sqrt(share * (1 - share) / counts)
        figure.add_scatter(
            x=[f"{row['from']}–{row['below'] - 1}" for row in mine],
            y=share,
            name=cell.upper(),
            mode="lines+markers",
            line={"color": PALETTE[meaning][f"mark_{theme}"], "dash": dash, "width": 2.5},
            marker={"symbol": symbol, "size": 9},
            error_y={"array": error, "thickness": 1, "width": 0},
            customdata=counts,
            hovertemplate="%{x}: %{y:.3f} (n = %{customdata})<extra>%{fullData.name}</extra>",
        )
    figure.add_hline(
        y=CHANCE[kind],
        line={"dash": "longdash", "width": 1, "color": PAGE[theme]["quiet"]},
        annotation_text=words["chance"],
        annotation_position="bottom left",
    )
    figure.update_yaxes(range=[0, 1.03], tickformat=".0%")
    return figure


def kept(shares: np.ndarray, tokens: Sequence[str], words: Mapping[str, str], theme: str) -> go.Figure:
    """The share (t, H) of one step's memory that is left in each unit, longest first, as the text goes on."""
    order = np.argsort(-shares.sum(axis=0), kind="stable")
    figure = _figure(words["symbol"], words["unit"], theme, height=380)
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


def growth(T: np.ndarray, window: np.ndarray, rnn: np.ndarray, words: Mapping[str, str], theme: str) -> go.Figure:
    """The number of weights of a fixed-window network and of an RNN against the length of the text."""
    figure = _figure("T", words["weights"], theme, height=280)
    for values, name, (meaning, dash, _) in ((window, words["window"], CELLS["gru"]), (rnn, "RNN", CELLS["lstm"])):
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
    figure = _figure(words["position"], words["position"], theme, height=280)
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


def _figure(x: str, y: str, theme: str, height: int) -> go.Figure:
    return styled(go.Figure(), theme, height).update_xaxes(title=x).update_yaxes(title=y)
