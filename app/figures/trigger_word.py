"""Figures of the trigger word's lesson. `words` hold the translated labels; `theme` is "light" or "dark"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from app.theme import PAGE, PALETTE

SERIES = {  # misses in a card's curve: colour, dash, symbol
    "miss_clean": ("memory", "solid", "circle"),
    "miss_pink_10_dB": ("forget", "dot", "diamond"),
}


def misses_and_alarms(rows: Sequence[Mapping], at: int, words: Mapping[str, str], theme: str) -> go.Figure:
    """The share of words missed against false alarms an hour of human speech, a point for each threshold.

    rows: the curve of a model card. at: the row of the visitor's threshold, drawn large, with its 95 % intervals.
    """
    figure = go.Figure(layout=_layout(theme))
    alarms = np.array([row["human"]["per_hour"] for row in rows], dtype=np.float32)
    for name, (meaning, dash, symbol) in SERIES.items():
        colour = PALETTE[meaning][f"mark_{theme}"]
        missed = np.array([row[name]["rate"] for row in rows], dtype=np.float32)
        figure.add_scatter(
            x=alarms,
            y=missed,
            name=words[name],
            mode="lines+markers",
            line={"color": colour, "dash": dash, "width": 2},
            marker={"symbol": symbol, "size": 6},
            customdata=[row["threshold"] for row in rows],
            hovertemplate=words["threshold"] + " %{customdata}: %{y:.1%}, %{x:.2f}<extra>%{fullData.name}</extra>",
        )
        figure.add_scatter(
            x=alarms[at : at + 1],
            y=missed[at : at + 1],
            mode="markers",
            showlegend=False,
            marker={"symbol": symbol, "size": 15, "color": colour, "line": {"width": 2, "color": PAGE[theme]["ink"]}},
            error_x=_bars(rows[at]["human"], "per_hour", colour),
            error_y=_bars(rows[at][name], "rate", colour),
            hoverinfo="skip",
        )
    lines = {"gridcolor": PAGE[theme]["lines"], "zerolinecolor": PAGE[theme]["lines"], "automargin": True}
    figure.update_xaxes(title=words["alarms"], rangemode="tozero", **lines)
    figure.update_yaxes(title=words["missed"], tickformat=".0%", rangemode="tozero", **lines)
    return figure


def _bars(measured: Mapping, value: str, colour: str) -> dict:
    low, high = measured["interval"]
    return {
        "type": "data",
        "symmetric": False,
        "array": np.array([high - measured[value]]),
        "arrayminus": np.array([measured[value] - low]),
        "color": colour,
        "thickness": 1.5,
        "width": 5,
    }


def _layout(theme: str) -> dict:
    return {
        "height": 340,
        "margin": {"l": 8, "r": 8, "t": 24, "b": 8},
        "hovermode": "closest",
        "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.0, "x": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": PAGE[theme]["ink"]},
    }
