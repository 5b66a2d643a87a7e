"""The figures of the lesson on skip-gram. `words` hold the translated labels; `theme` is "light" or "dark"."""

from __future__ import annotations

import math
from collections.abc import Mapping

import plotly.graph_objects as go

from app.theme import MEANINGS
from app.ui.layout import styled
from core.words.results import KeepTable

THRESHOLDS = ("forget", "update", "memory")
NAMED = (0, 6, 15, 25)  # the ranks of words whose names stand in the chart
CROWDED = 0.9  # above it is the legend
TICKS = (1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1)


def _colour(meaning: str, theme: str) -> str:
    return MEANINGS[meaning][f"mark_{theme}"]


def frequent(found: KeepTable, words: Mapping[str, str], theme: str) -> go.Figure:
    """With which probability a word is read, against its share of the text: dashed by the paper, full as word2vec has it."""
    figure, share = go.Figure(), found.share
    for row, (limit, meaning) in enumerate(zip(found.thresholds, THRESHOLDS, strict=True)):
        for kind, table, dash in (("paper", found.paper, "dash"), ("word2vec", found.word2vec, "solid")):
            figure.add_scatter(
                x=share,
                y=table[row],
                text=found.words,
                name=f"t = {limit:g}, {words[kind]}",
                mode="lines",
                line={"color": _colour(meaning, theme), "width": 2.2, "dash": dash},
            )
    for i in NAMED:
        if i < len(share) and found.word2vec[-1][i] < CROWDED:
            place = {"x": math.log10(share[i]), "y": float(found.word2vec[-1][i])}
            figure.add_annotation(text=found.words[i], showarrow=True, ay=-26, ax=0, **place)
    shown = [tick for tick in TICKS if share[-1] / 2 <= tick <= 2 * share[0]]
    figure.update_xaxes(title=words["share"], type="log", tickvals=shown, ticktext=[f"{100 * x:g} %" for x in shown])
    figure.update_yaxes(title=words["read"], tickformat=".0%", range=[0, 1.05])
    return styled(figure, theme, 340, top=64, right=16, legend=1.04)
