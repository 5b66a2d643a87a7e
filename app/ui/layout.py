"""What all figures share: a clear ground with the page's ink, quiet lines, and names in a row above the plot."""

from __future__ import annotations

import plotly.graph_objects as go

from app.theme import PAGE

CLEAR = "rgba(0,0,0,0)"


def ground(theme: str, height: int, *, top: int = 24, right: int = 8, legend: float | None = 1.0) -> dict:
    """A layout: margins in pixels, and how high above the plot the legend stands, as a share of it (None: no legend)."""
    named = {"legend": {"orientation": "h", "yanchor": "bottom", "y": legend, "x": 0}}
    return {
        "height": height,
        "margin": {"l": 8, "r": right, "t": top, "b": 8},
        "hovermode": "closest",
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"color": PAGE[theme]["ink"]},
    } | ({"showlegend": False} if legend is None else named)


def lines(theme: str, zero: str = "lines") -> dict:
    """An axis: quiet lines, and one at zero in that of the page's colours."""
    return {"gridcolor": PAGE[theme]["lines"], "zerolinecolor": PAGE[theme][zero], "automargin": True}


def styled(figure: go.Figure, theme: str, height: int, *, zero: str = "lines", **places: float | None) -> go.Figure:
    """The figure with that ground and such lines on all of its axes; ``places`` are those of `ground`."""
    figure.update_layout(**ground(theme, height, **places))
    figure.update_xaxes(**lines(theme, zero))
    figure.update_yaxes(**lines(theme, zero))
    return figure


def visible(token: str) -> str:
    """A symbol that can be seen, and that plotly does not take for markup."""
    shown = {" ": "·", "\n": "↵"}.get(token, token)
    return shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
