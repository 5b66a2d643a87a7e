"""The notebook that hears the sound again with core, adds up the paths of the label on screen, and asks PyTorch."""

from __future__ import annotations

from app.lessons.speech.options import OWN
from core.speech.options import DecodingConfig

FILE = "sound.wav"


def note(clip: str, moment: int | None) -> str:
    """What is to be said before the cells: a visitor's own sound is not in them, and the network is the trained one."""
    if clip == OWN:
        return f"Your own sound is not in this notebook: put the file beside it as `{FILE}`."
    return "" if moment is None else "The page showed the network before its training had ended; here it has ended."


def cells(clip: str, config: DecodingConfig, label: str) -> list[str]:
    """Cells that hear and search, draw the trellis, and compare."""
    data = f"sentences()[{clip!r}].data" if clip != OWN else f"Path({FILE!r}).read_bytes()"
    return [
        (
            "from pathlib import Path\n\nfrom core.speech import audio, ctc, letters, transcribing\n"
            "from core.speech.options import DecodingConfig\nfrom core.speech.presets import sentences\n\n"
            f"heard = transcribing.heard(audio.read({data}))\nbeam = transcribing.decoded(heard, {config!r})\n"
            "print('greedy', letters.decode(ctc.greedy(heard.log_probs)))\n"
            "for one in beam.at(-1):\n    print(letters.decode(one.labels), one.log_probability)"
        ),
        (
            "import plotly.graph_objects as go\n\n"
            f"label = [letters.SYMBOLS.index(letter) for letter in {label!r}]\nfound = ctc.trellis(heard.log_probs, label)\n"
            "print('loss', found.loss, 'paths', ctc.paths(len(heard.log_probs), label))\n"
            "for one in ctc.align(heard.log_probs, label):\n"
            "    print(letters.decode([one.symbol]), round(heard.first_seconds + one.first * heard.step_seconds, 2))\n"
            "go.Figure(go.Heatmap(z=found.shares.T, colorscale='Greens')).update_yaxes(autorange='reversed').show()"
        ),
        (
            "from core.referees import ctc as referee\n\n"
            "for row in referee.check(heard.log_probs, label):\n"
            "    print(row.name, row.ours, row.theirs, row.difference)"
        ),
    ]
