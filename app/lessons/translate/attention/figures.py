"""Figures of the lesson on attention. `words` hold the translated labels; `theme` is "light" or "dark"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from app.theme import PAGE, PALETTE, SIGNED
from app.ui.layout import lines, styled
from core.translate.results import Energy, LengthBin

SERIES = {"with": ("update", "solid", "circle"), "without": ("forget", "dash", "diamond")}


def by_length(series: Mapping[str, Sequence[LengthBin]], words: Mapping[str, str], theme: str) -> go.Figure:
    """BLEU against the length of the source, with 95 % intervals; lengths hardly trained on are shaded, marks hollow."""
    figure = _named(theme, 330)
    for name, bins in series.items():
        meaning, dash, symbol = SERIES[name]
        colour = PALETTE[meaning][f"mark_{theme}"]
        figure.add_scatter(
            x=[one.span for one in bins],
            y=np.array([one.bleu for one in bins], dtype=np.float32),
            error_y={
                "array": np.array([one.half_width for one in bins], dtype=np.float32),
                "color": colour,
                "width": 4,
            },
            name=words[name],
            mode="lines+markers",
            line={"color": colour, "dash": dash, "width": 2.5},
            marker={"symbol": [symbol + "-open" * one.rare for one in bins], "size": 9, "color": colour},
            customdata=[one.sentences for one in bins],
            hovertemplate="%{y:.1f} (%{customdata})<extra>%{fullData.name}</extra>",
        )
    bins = next(iter(series.values()))
    rare = [i for i, one in enumerate(bins) if one.rare]
    if rare:
        figure.add_vrect(
            x0=rare[0] - 0.5, x1=len(bins) - 0.5, fillcolor=PAGE[theme]["lines"], opacity=0.45, line_width=0
        )
        middle = (rare[0] + len(bins) - 1) / 2
        figure.add_annotation(x=middle, y=1, yref="paper", text=words["rare"], showarrow=False, yanchor="bottom")
    figure.update_xaxes(title=words["length"], type="category", showgrid=False)
    figure.update_yaxes(title=words["bleu"], rangemode="tozero")
    return figure


def drops(
    names: Sequence[str],
    alpha: np.ndarray,
    before: np.ndarray,
    unread: np.ndarray,
    unknown: np.ndarray,
    words: Mapping[str, str],
    theme: str,
) -> go.Figure:
    """For each output piece (T,): attention to the hidden word as bars above, what log P falls by as marks below."""
    figure = _named(theme, 340)
    places = np.arange(len(names))
    colours = {name: PALETTE[name][f"mark_{theme}"] for name in ("update", "memory", "forget")}
    figure.add_bar(
        x=places, y=alpha.astype(np.float32), name=words["alpha"], marker={"color": colours["update"]}, yaxis="y2"
    )
    for values, name, colour, symbol in (
        (unread, "unread", "memory", "circle"),
        (unknown, "unknown", "forget", "diamond"),
    ):
        figure.add_scatter(
            x=places,
            y=(values - before).astype(np.float32),
            name=words[name],
            mode="markers",
            marker={"symbol": symbol, "size": 10, "color": colours[colour]},
        )
    figure.update_xaxes(tickvals=places, ticktext=[f"\u2068{name}\u2069" for name in names], showgrid=False)
    axis = lines(theme, zero="ink")
    figure.update_layout(
        yaxis={"title": words["fall"], "domain": [0, 0.58], **axis},
        yaxis2={"title": "α", "domain": [0.68, 1], "range": [0, 1], "anchor": "x", **axis},
        hovermode="x unified",
    )
    return figure


def energy(found: Energy, words: Mapping[str, str], theme: str) -> go.Figure:
    """Each hidden unit's part v · tanh in one energy, signs by colour and side."""
    parts = found.parts.astype(np.float32)
    colours = [SIGNED[theme]["positive" if part >= 0 else "negative"] for part in parts]
    figure = _named(theme, 220)
    figure.add_bar(x=np.arange(1, len(parts) + 1), y=parts, marker={"color": colours})
    figure.update_xaxes(title=words["unit"], showgrid=False)
    figure.update_yaxes(title=words["part"])
    return figure


def _named(theme: str, height: int) -> go.Figure:
    return styled(go.Figure(), theme, height, top=48, legend=1.08)
