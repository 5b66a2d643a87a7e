"""The notebook that looks at the picture again with core, writes the sentence and draws its light."""

from __future__ import annotations

from app.lessons.translate.captioning.options import OWN, Options
from core.captions.options import END, MADE
from core.captions.results import Written

FILE = "picture.jpg"


def note(photo: str) -> str:
    """What is to be said before the cells: a visitor's own picture is not in them."""
    return f"Your own picture is not in this notebook: put the file beside it as `{FILE}`." if photo == OWN else ""


def cells(options: Options, written: Written) -> list[str]:
    """Cells that look and search, write the sentence on screen and draw its light, and compare."""
    if options.photo == OWN:
        picture = f"pictures.read(Path({FILE!r}).read_bytes())"
    elif options.photo in MADE:
        picture = f"presets.made({options.photo!r})"
    else:
        picture = f"pictures.read(presets.photographs()[{options.photo!r}].data)"
    words = [*written.words, *([END] if written.ended else [])]
    pins = {step: int(place) for step, place in enumerate(written.pinned) if place >= 0}
    return [
        (
            "from pathlib import Path\n\nfrom core.captions import encoder, pictures, presets\n"
            "from core.captions.captioner import Captioner\nfrom core.captions.options import CaptionConfig\n\n"
            f"picture = {picture}\ngrid = encoder.grid(pictures.square(picture))\n"
            f"captioner = Captioner.load({options.way!r})\n"
            f"found = captioner.search(grid, {options.config!r})\n"
            "for sentence, score in zip(found.sentences, found.scores):\n    print(round(score, 3), *sentence.words)"
        ),
        (
            "import numpy as np\nimport plotly.graph_objects as go\n\n"
            f"words = {words!r}\npins = {pins!r}\n"
            "written = captioner.write(grid, captioner.tokens(words), pins)\n"
            "for word, log_p, light in zip(written.words, written.log_probabilities, written.alpha):\n"
            "    print(f'{word:12} P {np.exp(log_p):.2f}  greatest light {light.max():.2f}')\n"
            "step = int(written.alpha.max(axis=1).argmax())\n"
            "heat = go.Figure(go.Heatmap(z=written.alpha[step].reshape(7, 7), colorscale='Greens', zmin=0))\n"
            "heat.update_yaxes(autorange='reversed').show()"
        ),
        (
            "from core.referees import captions as referee\n\n"
            "for row in referee.check(captioner, grid, written):\n"
            "    print(row.name, row.ours, row.theirs, row.difference)"
        ),
    ]
