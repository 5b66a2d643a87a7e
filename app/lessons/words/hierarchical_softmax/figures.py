"""The figures of the lesson on hierarchical softmax. `words` hold the translated labels; `theme` is "light" or "dark"."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go

from app.theme import MEANINGS, PAGE
from app.ui.layout import styled
from core.words.results import TwoTrees

COLOURS = {"huffman": "update", "balanced": "forget"}
WIDTHS = {"huffman": 2.2, "balanced": 0.8}  # the balanced tree's depths go to and fro between two


def _colour(kind: str, theme: str) -> str:
    return MEANINGS[COLOURS[kind]][f"mark_{theme}"]


def depths(found: Mapping[str, np.ndarray], words: Mapping[str, str], theme: str) -> go.Figure:
    """Depth against rank. found: "rank" (V,), "bits" (V,), and the depths (V,) by each tree."""
    figure = go.Figure()
    for kind in COLOURS:
        line = {"color": _colour(kind, theme), "width": WIDTHS[kind], "shape": "hv"}
        figure.add_scatter(x=found["rank"], y=found[kind], name=words[kind], mode="lines", line=line)
    line = {"color": PAGE[theme]["ink"], "width": 1.4, "dash": "dot"}
    figure.add_scatter(x=found["rank"], y=found["bits"], name=words["bits"], mode="lines", line=line)
    figure.update_xaxes(title=words["rank"], type="log", dtick=1)
    figure.update_yaxes(title=words["depth"])
    return styled(figure, theme, 320, top=40, right=16, legend=1.04)


def losses(found: TwoTrees, words: Mapping[str, str], theme: str) -> go.Figure:
    """The mean loss of a pair against epochs, by tree."""
    figure = go.Figure()
    for kind, curve in zip(found.kinds, found.curves, strict=True):
        line = {"color": _colour(kind, theme), "width": 2.2}
        figure.add_scatter(x=curve[:, 0], y=curve[:, 1], name=words[kind], mode="lines+markers", line=line)
    figure.update_xaxes(title=words["epoch"])
    figure.update_yaxes(title=words["loss"])
    return styled(figure, theme, 320, top=40, right=16, legend=1.04)
