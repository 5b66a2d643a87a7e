"""The notebook that redoes the picture of the lesson on attention with core."""

from __future__ import annotations

from collections.abc import Sequence

from core.translate.options import Drag


def cells(task: str, text: str, locale: str, drags: Sequence[Drag], bug: bool) -> list[str]:
    """Cells that redo the picture with core."""
    return [
        (
            "from core.translate.dragging import dragged\nfrom core.translate.options import Drag\n"
            "from core.translate.translator import Translator\n\n"
            f"translator = Translator.load({task!r})\n"
            f"found, _ = dragged(translator, {text!r}, {list(drags)!r}, locale={locale!r}, over_outputs={bug!r})\n"
            "print(found.text)"
        ),
        (
            "for piece, row, log_p in zip(found.target, found.alpha, found.log_probabilities):\n"
            "    places = (-row).argsort()[:3]\n"
            "    looks = ', '.join(f'{found.source[i]} {row[i]:.2f}' for i in places)\n"
            "    print(f'{piece:12} log P {log_p:7.3f}  looks at {looks}')"
        ),
        (
            "import plotly.graph_objects as go\n\n"
            "figure = go.Figure(go.Heatmap(z=found.alpha, zmin=0, zmax=1, colorscale='Greens'))\n"
            "figure.update_xaxes(tickvals=list(range(len(found.source))), ticktext=found.source, side='top')\n"
            "figure.update_yaxes(tickvals=list(range(len(found.target))), ticktext=found.target, autorange='reversed')\n"
            "figure.show()"
        ),
    ]
