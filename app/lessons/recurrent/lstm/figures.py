"""The figure of the lesson on the LSTM. `words` hold the translated labels; `theme` is "light" or "dark"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from app.theme import MEANINGS, PAGE
from app.ui.layout import styled

# Three cells side by side: told apart by dash and marker as well as by colour.
CELLS = {"rnn": ("dot", "circle"), "gru": ("dash", "diamond"), "lstm": ("solid", "square")}
CHANCE = {"agreement": 1 / 2, "bracket": 1 / 3, "quote": 1 / 3}


def accuracy_by_distance(
    bins: Mapping[str, Sequence[Mapping]], kind: str, words: Mapping[str, str], theme: str
) -> go.Figure:
    """Share of dependencies of a kind that each cell meets, against the distance between their ends; chance as a line."""
    figure = styled(go.Figure(), theme, 300).update_xaxes(title=words["distance"]).update_yaxes(title=words["accuracy"])
    for cell, rows in bins.items():
        dash, symbol = CELLS[cell]
        mine = [row for row in rows if row["kind"] == kind]
        share = np.array([row["correct"] / row["count"] for row in mine], dtype=np.float32)
        counts = np.array([row["count"] for row in mine])
        error = 1.96 * np.sqrt(share * (1 - share) / counts)
        figure.add_scatter(
            x=[f"{row['from']}–{row['below'] - 1}" for row in mine],
            y=share,
            name=cell.upper(),
            mode="lines+markers",
            line={"color": MEANINGS[cell][f"mark_{theme}"], "dash": dash, "width": 2.5},
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
