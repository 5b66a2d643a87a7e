"""Figures of the lesson on beam search. `words` hold the translated labels; `theme` is "light" or "dark"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import fill
from typing import Any

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from app.theme import PALETTE
from app.ui.layout import styled
from core.translate.results import Products, Reranked, WidthRow

LOG10 = float(np.log(10))
QUALITY = (("memory", "circle", "dash"), ("update", "square", "solid"))  # colour, mark, dash of each line
TIME = (("output", "diamond", "solid"),)
Line = tuple[Sequence[int], Sequence[float]]  # widths, values


def running(products: Products, words: Mapping[str, str], theme: str) -> go.Figure:
    """The product in a floating-point type and the sum of logs, both as powers of ten; a cross where the product is 0."""
    figure = go.Figure()
    x = np.arange(1, len(products.product) + 1)
    stop = len(x) if products.zero_at is None else products.zero_at
    figure.add_scatter(
        x=x,
        y=(products.log_sum / LOG10).astype(np.float32),
        name=words["sum"],
        mode="lines",
        line={"color": PALETTE["memory"][f"mark_{theme}"], "width": 5},
        opacity=0.55,
    )
    figure.add_scatter(
        x=x[:stop],
        y=np.log10(products.product[:stop].astype(np.float64)).astype(np.float32),
        name=words["product"],
        mode="lines",
        line={"color": PALETTE["forget"][f"mark_{theme}"], "width": 2, "dash": "dot"},
    )
    if products.zero_at is not None:
        figure.add_scatter(
            x=x[stop : stop + 1],
            y=(products.log_sum[stop : stop + 1] / LOG10).astype(np.float32),
            name=words["zero"],
            mode="markers",
            marker={"symbol": "x", "size": 13, "color": PALETTE["forget"][f"mark_{theme}"]},
        )
    figure.update_xaxes(title=words["tokens"])
    figure.update_yaxes(title=words["power"])
    return styled(figure, theme, 300, top=40, right=16, legend=1.02)


def lengths(right: Reranked, wrong: Reranked | None, words: Mapping[str, str], theme: str) -> go.Figure:
    """How long the first in the ranking is for each α; with the mistake beside it."""
    figure = go.Figure()
    lines = [(right, words["right"], "update", "solid")] + (
        [(wrong, words["wrong"], "forget", "dash")] if wrong else []
    )
    for ranked, name, meaning, dash in lines:
        figure.add_scatter(
            x=ranked.alphas.astype(np.float32),
            y=ranked.length,
            name=name,
            mode="lines",
            line={"color": PALETTE[meaning][f"mark_{theme}"], "dash": dash, "width": 2.5, "shape": "hv"},
        )
    figure.update_xaxes(title="α")
    figure.update_yaxes(title=words["length"], rangemode="tozero")
    return styled(figure, theme, 260, top=40, right=16, legend=1.02)


def live(rows: Sequence[WidthRow], words: Mapping[str, str], theme: str) -> go.Figure:
    """What some sentences gave at each width: mean log P of the best, BLEU, and milliseconds a sentence."""
    widths = [row.width for row in rows]
    panels = {
        words["quality"]: [row.log_probability for row in rows],
        words["bleu"]: [row.bleu for row in rows],
        words["time"]: [1000 * row.seconds for row in rows],
    }
    return _by_width({title: {title: (widths, values)} for title, values in panels.items()}, theme)


def measured(rows: Sequence[Mapping[str, Any]], words: Mapping[str, str], theme: str) -> go.Figure:
    """What the recipe measured at each width: BLEU, ranked by log P alone and with α, and milliseconds a sentence."""
    quality = {}
    for alpha in dict.fromkeys(row["alpha"] for row in rows):
        mine = [row for row in rows if row["alpha"] == alpha]
        quality[f"α = {alpha:g}"] = [row["width"] for row in mine], [row["bleu"] for row in mine]
    first = [row for row in rows if row["alpha"] == rows[0]["alpha"]]
    time = [row["width"] for row in first], [row["milliseconds"] for row in first]
    return _by_width({words["quality"]: quality, words["time"]: {words["time"]: time}}, theme)


def _by_width(panels: Mapping[str, Mapping[str, Line]], theme: str) -> go.Figure:
    """Panels side by side by title, each with its lines by name; the last one is time."""
    titles = [fill(title, 16).replace("\n", "<br>") for title in panels]
    figure = make_subplots(rows=1, cols=len(panels), subplot_titles=titles, horizontal_spacing=0.1)
    for column, lines in enumerate(panels.values(), 1):
        looks = QUALITY if column < len(panels) else TIME
        for (name, (widths, values)), (meaning, symbol, dash) in zip(lines.items(), looks, strict=False):
            figure.add_scatter(
                x=np.array(widths),
                y=np.array(values, dtype=np.float32),
                name=name,
                mode="lines+markers",
                marker={"symbol": symbol, "size": 9},
                line={"color": PALETTE[meaning][f"mark_{theme}"], "width": 2.5, "dash": dash},
                showlegend=len(lines) > 1,
                row=1,
                col=column,
            )
    figure.update_xaxes(type="log", tickvals=list(widths), ticktext=[str(width) for width in widths], title="B")
    figure.update_annotations(font={"size": 13})
    return styled(figure, theme, 300, top=60, right=16, legend=1.16)
