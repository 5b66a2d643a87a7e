"""Figures of maps of words. `words` hold the translated labels; `theme` is "light" or "dark"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from app.theme import PAGE, PALETTE
from app.ui.layout import ground
from core.words.results import Caution, Relations, SmallMap

# The same order as on the map itself.
COLOURS = ("memory", "forget", "update", "output", "candidate", "reset", "input", "activation")
PLACES = {"top": 40, "right": 24, "legend": None}
SYMBOLS = ("circle", "square", "triangle-up", "diamond", "triangle-down", "cross", "x", "star")


def multiples(maps: Sequence[SmallMap], words: Mapping[str, str], theme: str) -> go.Figure:
    """Maps of the same points: a row for each perplexity, a column for each seed."""
    rows, columns = (sorted({getattr(one, name) for one in maps}) for name in ("perplexity", "seed"))
    titles = [words["small"].format(kept=f"{one.kept:.0%}", trust=f"{one.trust:.3f}") for one in maps]
    figure = make_subplots(
        len(rows),
        len(columns),
        subplot_titles=titles,
        row_titles=[f"{words['perplexity']} {row:g}" for row in rows],
        column_titles=[f"{words['seed']} {column}" for column in columns],
        horizontal_spacing=0.02,
        vertical_spacing=0.06,
    )
    for one in maps:
        place = {"row": rows.index(one.perplexity) + 1, "col": columns.index(one.seed) + 1}
        figure.add_scatter(
            x=one.Y[:, 0], y=one.Y[:, 1], mode="markers", marker=_marker(one.groups, theme), hoverinfo="skip", **place
        )
    return _bare(figure, theme, 230 * len(rows))


def relations(found: Sequence[Relations], words: Mapping[str, str], theme: str) -> go.Figure:
    """The arrows of one relation on several maps, each map beside the others."""
    titles = [f"{words[one.name]} · {words['agreement'].format(value=f'{one.agreement:.2f}')}" for one in found]
    figure = make_subplots(1, len(found), subplot_titles=titles, horizontal_spacing=0.02)
    ink = PAGE[theme]["ink"]
    for column, one in enumerate(found, start=1):
        for k, (a, b) in enumerate(one.pairs):
            colour = PALETTE[COLOURS[k % len(COLOURS)]][f"mark_{theme}"]
            figure.add_scatter(
                x=one.Y[[a, b], 0], y=one.Y[[a, b], 1], mode="lines+markers+text", text=list(one.words[k]),
                textposition="top center", textfont={"size": 10, "color": ink}, line={"color": colour, "width": 2},
                marker={"symbol": ["circle", "arrow"], "angleref": "previous", "size": [5, 11], "color": colour},
                hovertext=" → ".join(one.words[k]), hoverinfo="text", row=1, col=column,
            )  # fmt: skip
    return _bare(figure, theme, 340)


def cautions(found: Sequence[Caution], words: Mapping[str, str], theme: str) -> go.Figure:
    """What a ratio is in the space, and what it looks like on maps."""
    figure = go.Figure(layout=ground(theme, 260, **PLACES))
    figure.add_bar(
        x=[words["space"], *(f"{words['perplexity']} {one.perplexity:g}" for one in found)],
        y=np.array([found[0].true, *(one.seen for one in found)]),
        text=[f"{value:.1f}" for value in [found[0].true, *(one.seen for one in found)]],
        marker={
            "color": [PALETTE["memory"][f"mark_{theme}"], *[PALETTE["update"][f"mark_{theme}"]] * len(found)],
            "pattern": {"shape": ["", *["/"] * len(found)]},
        },
    )
    figure.update_yaxes(title=words["ratio"], gridcolor=PAGE[theme]["lines"], rangemode="tozero")
    return figure


def _marker(groups: np.ndarray, theme: str) -> dict:
    return {
        "color": [PALETTE[COLOURS[g % len(COLOURS)]][f"mark_{theme}"] for g in groups],
        "symbol": [SYMBOLS[g % len(SYMBOLS)] for g in groups],
        "size": 4,
    }


def _bare(figure: go.Figure, theme: str, height: int) -> go.Figure:
    figure.update_layout(**ground(theme, height, **PLACES))
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    figure.update_annotations(font={"size": 12, "color": PAGE[theme]["ink"]})
    return figure
