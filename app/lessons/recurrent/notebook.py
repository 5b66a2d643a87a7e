"""The notebook that redoes a recurrent lesson's picture with core."""

from __future__ import annotations

from collections.abc import Sequence

from core.recurrent.options import ModelKey
from core.recurrent.results import WINDOW, Pin


def cells(key: ModelKey, text: str, pins: Sequence[Pin], step: int) -> list[str]:
    """Cells that redo the picture with core."""
    pins = tuple(pins)
    return [
        (
            "from core.recurrent.options import ModelKey\nfrom core.recurrent.reading import read\n"
            "from core.recurrent.results import Pin\nfrom core.recurrent.zoo import model\n\n"
            f"key = {key!r}\ntext = {text!r}\npins = {pins!r}\n"
            f"reading = read(model(key), text, start={max(0, step - WINDOW // 2)}, pins=pins)\ntrace = reading.trace\n"
            "print(len(reading.tokens), 'steps,', list(trace.series))"
        ),
        (
            f"step = {step} - reading.start\nfor name, values in trace.series.items():\n"
            "    print(f'{name:8}', values[step].round(3)[:8], '…')\n"
            "for i, p in zip(reading.top_ids[step], reading.top_p[step]):\n"
            "    print(f'{reading.symbols[i]!r:>8} {p:.4f}')\nprint('loss', reading.losses[step])"
        ),
        (
            "import plotly.graph_objects as go\n\nstates = trace.series[trace.state]\n"
            "go.Figure(go.Heatmap(z=states.T, colorscale='BrBG', zmid=0,\n"
            "                     x=[f'{i} {t}' for i, t in enumerate(reading.tokens)])).show()"
        ),
    ]
