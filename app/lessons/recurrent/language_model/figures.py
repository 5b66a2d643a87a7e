"""Figures of the lesson on language models. `words` hold the translated labels; `theme` is "light" or "dark"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import plotly.graph_objects as go

from app.theme import PALETTE
from app.ui.layout import styled
from core.recurrent.results.language import Reach

FLOOR = 1e-3  # of what is moved, on a scale of powers of ten
TICKS = [".001", ".01", ".1", "1"]


def by_vocabulary(found: Mapping[str, Mapping[str, float]], words: Mapping[str, str], theme: str) -> go.Figure:
    """Perplexity against the size of the vocabulary, <UNK> for nothing and <UNK> spelled; both axes by powers of ten."""
    figure, sizes = go.Figure(), np.array([int(size) for size in found])
    looks = {"perplexity": ("output", "dash", "circle"), "spelled_perplexity": ("memory", "solid", "square")}
    for name, (meaning, dash, symbol) in looks.items():
        figure.add_scatter(
            x=sizes,
            y=np.array([row[name] for row in found.values()], dtype=np.float32),
            name=words[name],
            mode="lines+markers",
            marker={"symbol": symbol, "size": 8},
            line={"color": PALETTE[meaning][f"mark_{theme}"], "dash": dash, "width": 2.5},
        )
    figure.update_xaxes(type="log", title=words["size"], tickvals=sizes, ticktext=[f"{size:,}" for size in sizes])
    figure.update_yaxes(type="log", title=words["perplexity"], dtick=1)
    return styled(figure, theme, 300, top=40, right=16, legend=1.02)


def reach(
    words_: Reach, letters: Reach, measured: Mapping[str, Any], words: Mapping[str, str], theme: str
) -> go.Figure:
    """How much a change moves what is expected, against how far back it is, in letters; measured means as thin lines."""
    figure, edges = go.Figure(), measured["edges"]
    middles = (np.array(edges[:-1]) + np.array(edges[1:])) / 2
    looks = {"words": (words_, "memory", "square"), "letters": (letters, "update", "circle")}
    for name, (found, meaning, symbol) in looks.items():
        colour = PALETTE[meaning][f"mark_{theme}"]
        figure.add_scatter(
            x=middles,
            y=np.maximum(np.array(measured[name], dtype=np.float32), FLOOR),
            name=f"{words[name]}, {words['mean']}",
            mode="lines",
            line={"color": colour, "width": 1.5, "dash": "dot"},
        )
        figure.add_scatter(
            x=found.distance.astype(np.float32),
            y=np.maximum(found.moved, FLOOR).astype(np.float32),
            name=words[name],
            mode="markers",
            marker={"symbol": symbol, "size": 9, "color": colour},
        )
    figure.update_xaxes(title=words["x"], rangemode="tozero")
    ticks = [10.0**power for power in range(-3, 1)]
    figure.update_yaxes(
        type="log", title=words["y"], range=[np.log10(FLOOR) - 0.1, 0.1], tickvals=ticks, ticktext=TICKS
    )
    return styled(figure, theme, 320, top=60, right=16, legend=1.16)
