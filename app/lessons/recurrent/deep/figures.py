"""The figures of the lesson on deep networks. `words` hold the translated labels; `theme` is "light" or "dark"."""

from __future__ import annotations

from collections.abc import Mapping

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from app.theme import MEANINGS, PAGE
from app.ui.layout import styled, visible
from core.recurrent.results.deep import DeepFigures, Dropped, Narrow

LAYERS = ("input", "memory", "update", "forget")  # colours of layers 1 to 4
WHERE = {"none": "activation", "between": "update", "recurrent": "forget"}


def _colour(meaning: str, theme: str) -> str:
    return MEANINGS[meaning][f"mark_{theme}"]


def knows(found: DeepFigures, words: Mapping[str, str], theme: str) -> go.Figure:
    """Of each property a bar for each layer's probe, a tick for who guesses, and a ring for the layer before training."""
    figure, names = go.Figure(), list(found.guessing)
    at = list(range(len(names)))
    for n, scores in enumerate(found.probes):
        figure.add_bar(
            x=at,
            y=[scores[name].right for name in names],
            name=words["layer"].format(layer=n + 1),
            marker_color=_colour(LAYERS[n], theme),
            offsetgroup=str(n),
        )
    wide = 0.8 / found.layers
    for n, scores in enumerate(found.untrained):
        places = [i - 0.4 + wide * (n + 0.5) for i in at]
        ring = {"size": 8, "color": PAGE[theme]["page"], "line": {"width": 2, "color": PAGE[theme]["ink"]}}
        figure.add_scatter(
            x=places,
            y=[scores[name].right for name in names],
            name=words["untrained"],
            mode="markers",
            marker=ring,
            showlegend=n == 0,
        )
    tick = {"symbol": "line-ew", "size": 60, "line": {"width": 2, "color": PAGE[theme]["quiet"]}}
    figure.add_scatter(
        x=at, y=[found.guessing[name] for name in names], name=words["guessing"], mode="markers", marker=tick
    )
    figure.update_layout(barmode="group", bargap=0.2)
    figure.update_xaxes(tickvals=at, ticktext=[words[name] for name in names])
    figure.update_yaxes(title=words["right"], tickformat=".0%", range=[0, 1.02])
    return styled(figure, theme, 360, top=56, right=16, legend=1.04)


def bits_against_time(found: Mapping[tuple[str, int], DeepFigures], words: Mapping[str, str], theme: str) -> go.Figure:
    """Bits a letter against depth at the left, and against milliseconds a step at the right; numbers are layers."""
    figure = make_subplots(cols=2, rows=1, shared_yaxes=True, horizontal_spacing=0.05)
    for cell in dict.fromkeys(cell for cell, _ in found):
        rows = [one for (kind, _), one in found.items() if kind == cell]
        colour, depths = _colour(cell, theme), [one.layers for one in rows]
        error = {
            "symmetric": False,
            "array": [max(one.bits) - one.mean for one in rows],
            "arrayminus": [one.mean - min(one.bits) for one in rows],
        }
        common = {
            "y": [one.mean for one in rows],
            "error_y": error,
            "name": cell.upper(),
            "legendgroup": cell,
            "line": {"color": colour, "width": 2.2},
        }
        figure.add_scatter(x=depths, mode="lines+markers", row=1, col=1, **common)
        figure.add_scatter(
            x=[one.step_ms for one in rows],
            mode="lines+markers+text",
            text=[str(depth) for depth in depths],
            textposition="top center",
            showlegend=False,
            row=1,
            col=2,
            **common,
        )
    figure.update_xaxes(title=words["layers"], tickvals=[1, 2, 3, 4], row=1, col=1)
    figure.update_xaxes(title=words["ms"], row=1, col=2)
    figure.update_yaxes(title=words["bits"], row=1, col=1)
    return styled(figure, theme, 340, top=40, right=16, legend=1.04)


def deeper(
    narrow: Mapping[str, Narrow],
    found: Mapping[tuple[str, int], DeepFigures],
    words: Mapping[str, str],
    theme: str,
) -> go.Figure:
    """Bits against depth, dotted with the same units in each layer, whole with as many weights in each network."""
    figure = go.Figure()
    for cell, one in narrow.items():
        colour, depths = _colour(cell, theme), [layers for layers, _, _ in one.rows]
        for name, bits, dash in (
            ("same_units", [bits for _, _, bits in one.rows], "dot"),
            ("same_weights", [found[cell, layers].bits[0] for layers in depths], "solid"),
        ):
            figure.add_scatter(
                x=depths,
                y=bits,
                name=f"{cell.upper()}, {words[name]}",
                mode="lines+markers",
                line={"color": colour, "dash": dash, "width": 2.2},
            )
    figure.update_xaxes(title=words["layers"], tickvals=[1, 2, 3, 4])
    figure.update_yaxes(title=words["bits"])
    return styled(figure, theme, 360, top=64, right=16, legend=1.04)


def dropped(found: Dropped, words: Mapping[str, str], theme: str) -> go.Figure:
    """P of the first noun's number, letter by letter, with dropout in each place."""
    figure, at = go.Figure(), list(range(len(found.tokens)))
    for where, p in found.p.items():
        line = {"color": _colour(WHERE[where], theme), "width": 2.4}
        figure.add_scatter(x=at, y=p, name=words[where], mode="lines", line=line)
    figure.update_xaxes(tickvals=at, ticktext=[visible(token) for token in found.tokens], tickangle=0)
    figure.update_yaxes(title=words["p"], range=[0, 1.02])
    return styled(figure, theme, 320, top=40, right=16, legend=1.04)
