"""The figure of the trigger word's lesson. `words` hold the translated labels; `theme` is "light" or "dark"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from app.theme import PAGE, PALETTE
from app.ui.layout import styled

HOURLY = (0, 0.1, 0.5, 1, 2, 5, 10, 20, 50)  # what stands on the axes
SHARES = (0, 0.01, 0.05, 0.1, 0.2, 0.5, 1)
SERIES = {  # who says the word: colour, dash, symbol
    "people": ("memory", "solid", "circle"),
    "synthetic": ("forget", "dot", "diamond"),
}


def misses_and_alarms(rows: Sequence[Mapping], at: int, around: str, words: Mapping[str, str], theme: str) -> go.Figure:
    """The share of words missed, of people and of synthetic voices, against false alarms an hour of people's speech, a point
    for each threshold; both axes by square roots.

    rows: the curve of a model card. at: the row of the visitor's threshold, drawn large, with its 95 % intervals. around:
    "quiet" or "noise", in which the words were said.
    """
    figure = styled(go.Figure(), theme, 340)
    alarms = np.array([row["alarms_human"]["per_hour"] for row in rows], dtype=np.float32)
    for who, (meaning, dash, symbol) in SERIES.items():
        name, colour = f"{who}_{around}", PALETTE[meaning][f"mark_{theme}"]
        missed = np.array([row[name]["rate"] for row in rows], dtype=np.float32)
        numbers = np.stack([[row["threshold"] for row in rows], missed, alarms], axis=1)
        figure.add_scatter(
            x=np.sqrt(alarms),
            y=np.sqrt(missed),
            name=words[who],
            mode="lines+markers",
            line={"color": colour, "dash": dash, "width": 2},
            marker={"symbol": symbol, "size": 7},
            customdata=numbers,
            hovertemplate=words["threshold"]
            + " %{customdata[0]}: %{customdata[1]:.1%}, %{customdata[2]:.2f}<extra>%{fullData.name}</extra>",
        )
        figure.add_scatter(
            x=np.sqrt(alarms[at : at + 1]),
            y=np.sqrt(missed[at : at + 1]),
            mode="markers",
            showlegend=False,
            cliponaxis=False,
            marker={"symbol": symbol, "size": 15, "color": colour, "line": {"width": 2, "color": PAGE[theme]["ink"]}},
            error_x=_bars(rows[at]["alarms_human"], "per_hour", colour),
            error_y=_bars(rows[at][name], "rate", colour),
            hoverinfo="skip",
        )
    most = max(alarms.max(), rows[at]["alarms_human"]["interval"][1])
    hours = [value for value in HOURLY if value <= 1.2 * most]
    figure.update_xaxes(title=words["alarms"], tickvals=np.sqrt(hours), ticktext=[f"{value:g}" for value in hours])
    figure.update_yaxes(
        title=words["missed"],
        tickvals=np.sqrt(SHARES),
        ticktext=[f"{value:.0%}" for value in SHARES],
        range=[-0.03, 1.04],
    )
    return figure


def _bars(measured: Mapping, value: str, colour: str) -> dict:
    """The 95 % interval as error bars on an axis of square roots."""
    low, high = np.sqrt(measured["interval"])
    middle = np.sqrt(measured[value])
    return {
        "type": "data",
        "symmetric": False,
        "array": np.array([max(0.0, high - middle)]),
        "arrayminus": np.array([max(0.0, middle - low)]),
        "color": colour,
        "thickness": 1.5,
        "width": 5,
    }
