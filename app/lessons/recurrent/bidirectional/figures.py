"""The figures of the lesson on reading both ways. `words` hold the translated labels; `theme` is "light" or "dark"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from app.theme import MEANINGS, PAGE
from app.ui.layout import styled, visible
from core.recurrent.results.both_ways import Peeked

COLOURS = {"left": "from_left", "right": "from_right"}


def margins(parts: np.ndarray, tokens: Sequence[str], words: Mapping[str, str], theme: str) -> go.Figure:
    """A bar for each side's part (T, 3) of what puts a word's tag above its nearest rival, and their sum."""
    figure, at = go.Figure(), list(range(len(tokens)))
    for i, name in enumerate(("left", "right", "bias")):
        colour = MEANINGS[COLOURS[name]][f"mark_{theme}"] if name in COLOURS else PAGE[theme]["quiet"]
        figure.add_bar(x=at, y=parts[:, i].astype(np.float32), name=words[name], marker_color=colour)
    ink = {"symbol": "line-ew", "size": 14, "line": {"width": 3, "color": PAGE[theme]["ink"]}}
    figure.add_scatter(x=at, y=parts.sum(1).astype(np.float32), name=words["margin"], mode="markers", marker=ink)
    figure.update_layout(barmode="group", bargap=0.25)
    figure.update_xaxes(tickvals=at, ticktext=[visible(token)[:14] for token in tokens])
    figure.update_yaxes(title=words["margin"])
    return styled(figure, theme, 320, top=40, right=16, legend=1.04, zero="ink")


def losses(found: Peeked, words: Mapping[str, str], theme: str) -> go.Figure:
    """Bits a letter of both trainings, on a log axis, against the steps."""
    figure = go.Figure()
    for name, meaning, dash in (("one_way", "from_left", "solid"), ("both_ways", "from_right", "dash")):
        values = getattr(found, name).losses.astype(np.float32)
        line = {"color": MEANINGS[meaning][f"mark_{theme}"], "width": 2, "dash": dash}
        figure.add_scatter(x=np.arange(1, len(values) + 1), y=values, name=words[name], mode="lines", line=line)
    figure.update_xaxes(title=words["step"])
    figure.update_yaxes(type="log", title=words["bits"], exponentformat="power", dtick=1)
    return styled(figure, theme, 320, top=40, right=16, legend=1.04)
