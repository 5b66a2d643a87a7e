"""The figures of the lesson on one-hot vectors. `words` hold the translated labels; `theme` is "light" or "dark"."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go

from app.theme import MEANINGS, PAGE
from app.ui.layout import styled, visible
from core.words.results import Clocks, LabelCurve, Senses

WAYS = {"one_hot": "input", "embedded": "embedding", "index": "forget"}
ACROSS, UP = 0.08, 0.05  # room that a name takes, as shares of the chart


def _colour(meaning: str, theme: str) -> str:
    return MEANINGS[meaning][f"mark_{theme}"]


def clocks(found: Clocks, words: Mapping[str, str], theme: str) -> go.Figure:
    """Microseconds against V, both on logarithmic scales."""
    figure = go.Figure()
    for name, values, meaning in (("product", found.product, "input"), ("lookup", found.lookup, "embedding")):
        line = {"color": _colour(meaning, theme), "width": 2.2}
        figure.add_scatter(x=found.sizes, y=values, name=words[name], mode="lines+markers", line=line)
    ticks = {"tickfont": {"color": PAGE[theme]["quiet"]}}
    figure.update_xaxes(title=words["size"], type="log", tickvals=[100, 1000, 10_000, 100_000], **ticks)
    figure.update_yaxes(title=words["time"], type="log", dtick=1, **ticks)
    return styled(figure, theme, 320, top=40, right=16, legend=1.04)


def senses(found: Senses, words: Mapping[str, str], theme: str) -> go.Figure:
    """The neighbours by how like each of the two senses they are; on the line they would be as like the one as the other."""
    figure, second = go.Figure(), found.leans_second
    low = float(min(found.to_first.min(), found.to_second.min(), *found.own)) - 0.04
    high = float(max(found.to_first.max(), found.to_second.max(), *found.own)) + 0.04
    figure.add_scatter(
        x=[low, high],
        y=[low, high],
        mode="lines",
        line={"color": PAGE[theme]["quiet"], "dash": "dot"},
        hoverinfo="skip",
    )
    names = [
        visible(word) if has_room else "" for word, has_room in zip(found.words, named(found, high - low), strict=True)
    ]
    for leaning, meaning in ((~second, "input"), (second, "embedding")):
        figure.add_scatter(
            x=found.to_first[leaning],
            y=found.to_second[leaning],
            text=[name for name, leans in zip(names, leaning, strict=True) if leans],
            customdata=[visible(word) for word, leans in zip(found.words, leaning, strict=True) if leans],
            hovertemplate="%{customdata} %{x:.2f} %{y:.2f}<extra></extra>",
            mode="markers+text",
            textposition="top center",
            marker={"color": _colour(meaning, theme), "size": 7},
        )
    own = {"color": PAGE[theme]["ink"], "size": 13, "symbol": "diamond"}
    figure.add_scatter(
        x=[found.own[0]],
        y=[found.own[1]],
        text=[f"<b>{visible(found.word)}</b>"],
        mode="markers+text",
        textposition="bottom center",
        marker=own,
        hovertemplate="%{x:.2f} %{y:.2f}<extra></extra>",
    )
    figure.update_xaxes(title=visible(words["across"]), range=[low, high])
    figure.update_yaxes(title=visible(words["up"]), range=[low, high])
    return styled(figure, theme, 420, legend=None, right=16)


def named(found: Senses, span: float) -> list[bool]:
    """Which neighbours have room for their name: the nearest first, each where none is written yet."""
    taken, chosen = [found.own], []
    for x, y in zip(found.to_first.tolist(), found.to_second.tolist(), strict=True):
        is_free = all(abs(x - a) > span * ACROSS or abs(y - b) > span * UP for a, b in taken)
        chosen.append(is_free)
        if is_free:
            taken.append((x, y))
    return chosen


def labels(found: LabelCurve, ways: Mapping[str, np.ndarray], words: Mapping[str, str], theme: str) -> go.Figure:
    """The share that is told right against the number of labels, the mean of the draws with one standard deviation."""
    figure = go.Figure()
    for way, values in ways.items():
        figure.add_scatter(
            x=found.labels,
            y=values.mean(axis=1),
            error_y={"array": values.std(axis=1, ddof=1), "thickness": 1, "width": 4},
            name=words[way],
            mode="lines+markers",
            line={"color": _colour(WAYS[way], theme), "width": 2.2},
        )
    figure.add_hline(
        y=found.baseline,
        line={"color": PAGE[theme]["quiet"], "dash": "dot"},
        annotation_text=words["guess"],
        annotation_position="bottom left",
    )
    figure.update_xaxes(title=words["labels_axis"], type="log", tickvals=found.labels.tolist())
    figure.update_yaxes(title=words["right"], tickformat=".0%")
    return styled(figure, theme, 320, top=40, right=16, legend=1.04)
