"""The notebook that redoes the picture of a sound with core."""

from __future__ import annotations

from app.lessons.speech.trigger_word.options import OWN
from core.speech.options import DetectorConfig

FILE = "sound.wav"


def cells(clip: str, word: str, config: DetectorConfig) -> list[tuple[str, str]]:
    """Cells that redo the picture with core: ("markdown" | "code", source). A visitor's own sound is not in them."""
    note = "" if clip != OWN else f"\n\nYour own sound is not in this notebook: put the file beside it as `{FILE}`."
    data = f"presets()[{clip!r}].data" if clip != OWN else f"Path({FILE!r}).read_bytes()"
    listener = (
        f"Detector.load({word!r})" if word != OWN else "Detector.load('activate')  # your own is not in this file"
    )
    return [
        (
            "markdown",
            "# Unrolled: the picture again\n\nRun this notebook in the project's folder, with its environment." + note,
        ),
        (
            "code",
            "from pathlib import Path\n\nfrom core.speech import audio, features\n"
            "from core.speech.options import DetectorConfig\nfrom core.speech.presets import presets\n"
            "from core.speech.trigger import Detector\n\n"
            f"clip = audio.read({data})\nconfig = {config!r}\n"
            f"frames = features.log_mel(clip.samples)\nfound = {listener}.detect_frames(frames, config)\n"
            "print(len(clip.samples), 'samples,', len(frames), 'columns,', len(found.probabilities), 'steps')\n"
            "print('events:', found.events)",
        ),
        (
            "code",
            "import numpy as np\nimport plotly.graph_objects as go\nfrom plotly.subplots import make_subplots\n\n"
            "figure = make_subplots(3, 1, shared_xaxes=True, vertical_spacing=0.03)\n"
            "seconds = np.arange(len(clip.samples)) / clip.rate\n"
            "figure.add_scatter(x=seconds[::40], y=clip.samples[::40], row=1, col=1)\n"
            "figure.add_heatmap(x=np.arange(len(frames)) * features.HOP_SECONDS, z=frames.T, showscale=False, row=2, col=1)\n"
            "steps = found.first_seconds + found.step_seconds * np.arange(len(found.smoothed))\n"
            "figure.add_scatter(x=steps, y=found.smoothed, row=3, col=1)\n"
            "figure.add_hline(y=config.threshold, line_dash='dash', row=3, col=1)\n"
            "figure.update_layout(showlegend=False, height=600).show()",
        ),
        (
            "code",
            "# The same from chunks of 100 ms, with the state kept from chunk to chunk.\n"
            f"stream = {listener}.stream(config)\n"
            "for i in range(0, len(clip.samples), 1600):\n    stream.feed(clip.samples[i : i + 1600])\n"
            "print(abs(stream.detection().probabilities - found.probabilities).max())",
        ),
    ]
