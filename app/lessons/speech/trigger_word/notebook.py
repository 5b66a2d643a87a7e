"""The notebook that redoes the picture of a sound with core."""

from __future__ import annotations

from app.lessons.speech.options import OWN
from core.speech.options import DetectorConfig
from core.speech.results import RATE, Streamed

FILE, CHUNK = "sound.wav", 0.1


def note(clip: str) -> str:
    """What is to be said before the cells: a visitor's own sound is not in them."""
    return "" if clip != OWN else f"Your own sound is not in this notebook: put the file beside it as `{FILE}`."


def cells(clip: str, word: str, config: DetectorConfig, streamed: Streamed | None = None) -> list[str]:
    """Cells that redo the picture with core, in the chunks on screen. A visitor's own sound is not in them."""
    chunk, forget = (streamed.chunk, streamed.forget) if streamed else (CHUNK, False)
    size, lost = round(chunk * RATE), "    stream.forget()\n" if forget else ""
    data = f"presets()[{clip!r}].data" if clip != OWN else f"Path({FILE!r}).read_bytes()"
    listener = (
        f"Detector.load({word!r})" if word != OWN else "Detector.load('activate')  # your own is not in this file"
    )
    return [
        (
            "from pathlib import Path\n\nfrom core.speech import audio, features\n"
            "from core.speech.options import DetectorConfig\nfrom core.speech.presets import presets\n"
            "from core.speech.trigger import Detector\n\n"
            f"clip = audio.read({data})\nconfig = {config!r}\n"
            f"frames = features.log_mel(clip.samples)\nfound = {listener}.detect_frames(frames, config)\n"
            "print(len(clip.samples), 'samples,', len(frames), 'columns,', len(found.probabilities), 'steps')\n"
            "print('events:', found.events)"
        ),
        (
            "import numpy as np\nimport plotly.graph_objects as go\nfrom plotly.subplots import make_subplots\n\n"
            "figure = make_subplots(3, 1, shared_xaxes=True, vertical_spacing=0.03)\n"
            "seconds = np.arange(len(clip.samples)) / clip.rate\n"
            "figure.add_scatter(x=seconds[::40], y=clip.samples[::40], row=1, col=1)\n"
            "figure.add_heatmap(x=np.arange(len(frames)) * features.HOP_SECONDS, z=frames.T, showscale=False, row=2, col=1)\n"
            "steps = found.first_seconds + found.step_seconds * np.arange(len(found.smoothed))\n"
            "figure.add_scatter(x=steps, y=found.smoothed, row=3, col=1)\n"
            "figure.add_hline(y=config.threshold, line_dash='dash', row=3, col=1)\n"
            "figure.update_layout(showlegend=False, height=600).show()"
        ),
        (
            f"# The same from chunks of {chunk:g} s, with the state {'forgotten' if forget else 'carried on'} at each.\n"
            f"stream = {listener}.stream(config)\n"
            f"for i in range(0, len(clip.samples), {size}):\n{lost}    stream.feed(clip.samples[i : i + {size}])\n"
            "print(abs(stream.detection().probabilities - found.probabilities).max())"
        ),
    ]
