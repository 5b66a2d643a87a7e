"""Figures of the lesson on BLEU. `words` hold the translated labels; `theme` is "light" or "dark"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from app.theme import MEANINGS
from app.ui.layout import styled
from core.translate.results import GrowingBleu, SystemScore

SMOOTHED = {  # in the order of the scores
    "none": ("activation", "solid"),
    "floor": ("candidate", "dot"),
    "add-k": ("memory", "dash"),
    "exp": ("update", "dashdot"),
}


def growing(rows: Sequence[GrowingBleu], words: Mapping[str, str], theme: str) -> go.Figure:
    """The score of a candidate's first words, by how many they are, with each smoothing."""
    figure = go.Figure()
    for place, (name, (meaning, dash)) in enumerate(SMOOTHED.items()):
        figure.add_scatter(
            x=[row.k for row in rows],
            y=[row.scores[place] for row in rows],
            name=words[name],
            mode="lines",
            line={"color": MEANINGS[meaning][f"mark_{theme}"], "dash": dash, "width": 2.5},
            hovertemplate="%{x}: %{y:.2f}<extra>%{fullData.name}</extra>",
        )
    figure.update_xaxes(title=words["words"])
    figure.update_yaxes(title=words["score"], rangemode="tozero")
    return styled(figure, theme, 320, top=40, right=16, legend=1.02)


def systems(found: Sequence[SystemScore], words: Mapping[str, str], theme: str) -> go.Figure:
    """Each system's BLEU over all sentences with its interval, the mean of its sentences', and its chrF."""
    figure = go.Figure()
    names = [words[one.name] for one in found]
    series = (
        ("corpus", "memory", "square", [one.corpus.score for one in found]),
        ("sentences", "forget", "circle", [one.sentences for one in found]),
        ("chrf", "candidate", "diamond-open", [one.chrf for one in found]),
    )
    for name, meaning, symbol, values in series:
        colour = MEANINGS[meaning][f"mark_{theme}"]
        bars = {"array": [one.half_width for one in found], "color": colour, "width": 5} if name == "corpus" else None
        figure.add_scatter(
            x=values,
            y=names,
            error_x=bars,
            name=words[name],
            mode="markers",
            marker={"color": colour, "symbol": symbol, "size": 11},
            hovertemplate="%{y}: %{x:.2f}<extra>%{fullData.name}</extra>",
        )
    figure.update_xaxes(title=words["score"], rangemode="tozero")
    figure.update_yaxes(autorange="reversed")
    return styled(figure, theme, 90 + 42 * len(found), top=40, right=16, legend=1.02)
