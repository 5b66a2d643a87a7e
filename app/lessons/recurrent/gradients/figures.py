"""The figures of the lesson on gradients. `words` hold the translated labels; `theme` is "light" or "dark"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from app.theme import MEANINGS, PAGE, SECOND, sequential_scale
from app.ui.layout import styled, visible
from core.recurrent.results.gradients import ROUNDED, Clipped, Cured, Descent, RadiusView, Saved, Surface

LEAST = 1e-300  # of what is drawn on a log axis
FREE, BY_NORM, BY_VALUE = "loss", "gru", "lstm"  # colours: not clipped, clipped by the norm, by value


def _colour(meaning: str, theme: str) -> str:
    return MEANINGS[meaning][f"mark_{theme}"]


def radius(found: RadiusView, words: Mapping[str, str], theme: str) -> go.Figure:
    """What the radius promises, what the product of factors has, and what the gradient does, against letters back."""
    figure, back = go.Figure(), np.arange(len(found.promised))
    for name, meaning, dash in (
        ("promised", "candidate", "dash"),
        ("product", "reset", "dot"),
        ("gradient", "rnn", "solid"),
    ):
        values = getattr(found, name).clip(LEAST)
        figure.add_scatter(x=back, y=values, name=words[name], mode="lines", line=_line(meaning, theme, dash))
    figure.update_xaxes(title=words["back"])
    figure.update_yaxes(type="log", exponentformat="power", title=words["share"])
    return styled(figure, theme, 330, top=40, right=16, legend=1.04)


def _line(meaning: str, theme: str, dash: str = "solid", width: float = 2.4) -> dict:
    return {"color": _colour(meaning, theme), "dash": dash, "width": width}


def units(g: np.ndarray, tokens: Sequence[str], cell: str, words: Mapping[str, str], theme: str) -> go.Figure:
    """log₁₀ of each unit's part of the gradient (d, H), the newest letter at the right; on top the units with the largest share
    of ‖g‖² over all letters. Without colour is what float32 rounds away beside the largest part at the newest letter."""
    logs = np.log10(np.abs(g).clip(LEAST))[::-1]
    shares = np.square(g / np.linalg.norm(g, axis=1, keepdims=True).clip(LEAST)).sum(axis=0)
    order = np.argsort(-shares, kind="stable")
    top = float(logs[-1].max())
    figure = styled(go.Figure(), theme, 420)
    figure.add_heatmap(
        z=logs[:, order].T.astype(np.float32).round(2),
        zmin=top + np.log10(ROUNDED),
        zmax=top,
        customdata=np.tile(order[:, None], len(logs)),
        colorscale=sequential_scale(theme, SECOND["cells"][cell]),
        colorbar={"title": "log₁₀", "thickness": 12},
        hovertemplate=words["unit"] + " %{customdata}: 10^%{z}<extra></extra>",
    )
    letters, rows = range(0, len(logs), max(1, len(logs) // 60)), range(0, len(order), -(-len(order) // 20))
    figure.update_xaxes(tickvals=list(letters), ticktext=[visible(tokens[i]) for i in letters], tickangle=0)
    figure.update_yaxes(
        title=words["unit"], autorange="reversed", tickvals=list(rows), ticktext=[str(order[i]) for i in rows]
    )
    return figure


def cliff(ground: Surface, paths: Mapping[str, Descent], words: Mapping[str, str], theme: str) -> go.Figure:
    """The loss over w and b, whole or a part, with the descents upon it."""
    figure = styled(go.Figure(), theme, 400, top=70, right=16, legend=1.02)
    figure.add_heatmap(
        x=_small(ground.w),
        y=_small(ground.b),
        z=_small(ground.losses).round(4),
        zmin=0,
        zmax=0.45,
        colorscale=sequential_scale(theme, "candidate"),
        showscale=False,
        hovertemplate="w %{x:.3f}, b %{y:.3f}: L = %{z:.3f}<extra></extra>",
    )
    for name, (meaning, dash) in PATHS.items():
        x, y = (_small(paths[name].points[:, part]) for part in (0, 1))
        marker, line = {"size": 5}, _line(meaning, theme, dash)
        figure.add_scatter(x=x, y=y, name=words[name], mode="lines+markers", marker=marker, line=line)
    ink = {"size": 11, "color": PAGE[theme]["ink"], "symbol": "circle-open", "line": {"width": 2}}
    x, y = (paths["none"].points[:1, part] for part in (0, 1))
    figure.add_scatter(x=x, y=y, name=words["start"], mode="markers", marker=ink)
    figure.update_xaxes(title="w", range=[ground.w[0], ground.w[-1]])
    figure.update_yaxes(title="b", range=[ground.b[0], ground.b[-1]])
    return figure


def descents(paths: Mapping[str, Descent], words: Mapping[str, str], theme: str) -> go.Figure:
    """Each descent's loss by step."""
    figure = styled(go.Figure(), theme, 400, top=70, right=16, legend=1.02)
    for name, (meaning, dash) in PATHS.items():
        figure.add_scatter(
            y=_small(paths[name].losses), name=words[name], mode="lines", line=_line(meaning, theme, dash)
        )
    figure.update_xaxes(title=words["step"])
    figure.update_yaxes(title="L", rangemode="tozero")
    return figure


PATHS = {"none": (FREE, "dash"), "norm": (BY_NORM, "solid"), "value": (BY_VALUE, "dot")}  # colour and dash


def _small(values: np.ndarray) -> np.ndarray:
    return values.astype(np.float32)


def arrows(ways: Mapping[str, Clipped], limit: float, words: Mapping[str, str], theme: str) -> go.Figure:
    """A gradient of two parts and what both ways of clipping leave of it; the circle and the square are what they let through."""
    figure = go.Figure()
    turn = np.linspace(0, 2 * np.pi, 91)
    figure.add_scatter(
        x=limit * np.cos(turn),
        y=limit * np.sin(turn),
        name=words["circle"],
        mode="lines",
        line=_line(BY_NORM, theme, "dot", 1),
    )
    square = np.array([-1, 1, 1, -1, -1]) * limit, np.array([-1, -1, 1, 1, -1]) * limit
    figure.add_scatter(
        x=square[0], y=square[1], name=words["square"], mode="lines", line=_line(BY_VALUE, theme, "dot", 1)
    )
    for name, meaning, width in (("as_it_is", FREE, 1.6), ("by_value", BY_VALUE, 4), ("by_norm", BY_NORM, 4)):
        x, y = ways[name].g
        figure.add_scatter(
            x=[0, x],
            y=[0, y],
            name=words[name],
            mode="lines+markers",
            line=_line(meaning, theme, width=width),
            marker={"symbol": ["circle", "arrow"], "angleref": "previous", "size": [0, 11 + width]},
        )
    figure.update_yaxes(scaleanchor="x", scaleratio=1, title="g₂")
    figure.update_xaxes(title="g₁")
    return styled(figure, theme, 300, top=40, right=16, legend=1.04, zero="ink")


def training(found: Saved, words: Mapping[str, str], theme: str) -> go.Figure:
    """The loss and the norm of the gradient of both trainings, on log axes, against the steps."""
    figure = make_subplots(rows=1, cols=2, horizontal_spacing=0.1)
    styled(figure, theme, 340, top=40, right=16, legend=1.04)
    for name, run, meaning, dash in (
        ("none", found.free, FREE, "solid"),
        ("norm", found.clipped, BY_NORM, "solid"),
    ):
        steps = np.arange(1, len(run.losses) + 1)
        line = _line(meaning, theme, dash, 1.8)
        figure.add_scatter(
            x=steps, y=run.losses.astype(np.float32), name=words[name], mode="lines", line=line, row=1, col=1
        )
        norms = run.norms.astype(np.float32)
        figure.add_scatter(x=steps, y=norms, name=words[name], mode="lines", line=line, showlegend=False, row=1, col=2)
    level = {"y": [found.nothing_known] * 2, "x": [1, len(found.free.losses)], "mode": "lines"}
    figure.add_scatter(**level, name=words["even"], line=_line("activation", theme, "dash", 1.4), row=1, col=1)
    figure.update_xaxes(title=words["step"])
    figure.update_yaxes(type="log", exponentformat="power", dtick=1)
    figure.update_yaxes(title=words["loss"], row=1, col=1)
    figure.update_yaxes(title=words["norm_of"], row=1, col=2)
    return figure


def cures(found: Cured, words: Mapping[str, str], theme: str) -> go.Figure:
    """What each letter adds to the gradient of W_a, before and after clipping, and what float32 rounds away of either."""
    figure, back = go.Figure(), np.arange(len(found.before))
    for name, meaning, dash in (("before", "rnn", "solid"), ("after", BY_NORM, "dash")):
        values = getattr(found, name).clip(LEAST)
        figure.add_scatter(
            x=back, y=values, name=words[name], mode="lines+markers", line=_line(meaning, theme, dash, 2)
        )
        level = [float(values.max() * ROUNDED)] * 2
        line = _line(meaning, theme, "dot", 1)
        said = words["rounded" if name == "before" else "rounded_after"]
        figure.add_scatter(x=[0, back[-1]], y=level, name=said, mode="lines", line=line)
    figure.update_xaxes(title=words["back"])
    figure.update_yaxes(type="log", exponentformat="power", title=words["part"])
    return styled(figure, theme, 330, top=40, right=16, legend=1.04)
