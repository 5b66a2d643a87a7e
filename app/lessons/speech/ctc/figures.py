"""The figure of the lesson on CTC. `words` hold the translated labels; `theme` is "light" or "dark"."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go

from app.theme import SEQUENTIAL
from app.ui.layout import styled
from core.speech.results import Heard, Moments


def beginning(kept: Moments, heard: Heard, words: Mapping[str, str], theme: str) -> go.Figure:
    """The probability of each frame's likeliest letter, a row for each moment of the training, the first on top; on the right
    what greedy writes then."""
    seconds = heard.first_seconds + heard.step_seconds * np.arange(kept.log_probs.shape[1])
    steps, rows, colours = [f"{step:,}" for step in kept.steps], list(range(len(kept.steps))), SEQUENTIAL[theme]
    letters = kept.log_probs[:, :, 1:]
    figure = go.Figure()
    figure.add_heatmap(
        x=seconds.round(3),
        y=rows,
        z=np.exp(letters.max(axis=2)).round(3),
        customdata=[
            [(step, "␣'abcdefghijklmnopqrstuvwxyz"[k]) for k in row]
            for step, row in zip(steps, letters.argmax(axis=2), strict=True)
        ],
        zmin=0,
        zmax=1,
        colorscale=[colours["zero"], colours["one"]],
        ygap=2,
        showscale=False,
        hovertemplate="%{customdata[0]}, %{x:.2f} s: p(%{customdata[1]}) = %{z:.2f}<extra></extra>",
    )
    for row, text in zip(rows, kept.texts, strict=True):
        said = {"text": text.replace(" ", "␣") or words["nothing"], "showarrow": False, "font": {"size": 14}}
        figure.add_annotation(x=1.01, xref="paper", xanchor="left", y=row, **said)
    figure.update_xaxes(title=words["seconds"])
    figure.update_yaxes(title=words["steps"], tickvals=rows, ticktext=steps, autorange="reversed")
    return styled(figure, theme, 90 + 26 * len(kept.steps), right=190)
