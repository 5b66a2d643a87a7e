"""Where the picture rests: what the browser sends back, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.kit.exchange import Message, is_index
from core.words.results.counts import GloveScene

LEAST, MOST = 1.0, 1000.0  # of x_max
RATIOS = ("paper", "text")


@dataclass(frozen=True)
class Rest:
    """step: 0 … M − 1 moments of the text, nothing counted at 0; M … M + T − 1 the sentence's words as centre; −1 the end.
    row, column: the pinned cell, "" for none. moment: of the training, −1 the last. window: words to each side. harmonic: a
    neighbour counts 1/d, else 1. symmetric: the mirror cell is counted too. x_max: where f has its knee. ratios: of "paper" or
    "text".
    """

    step: int = -1
    row: str = ""
    column: str = ""
    moment: int = -1
    window: int = 10
    harmonic: bool = False
    symmetric: bool = True
    x_max: float = 100.0
    ratios: str = "paper"


def fit(rest: Rest, scene: GloveScene) -> Rest:
    """The nearest rest that there is."""
    counted = scene.counted
    moments, widest = counted.right.shape[:2]
    step = rest.step if 0 <= rest.step < moments + len(counted.tokens) - 1 else -1
    is_cell = rest.row in counted.words and rest.column in counted.words
    row, column = (rest.row, rest.column) if is_cell else ("", "")
    moment = rest.moment if 0 <= rest.moment < len(scene.fit.epochs) - 1 else -1
    window, x_max = min(max(1, rest.window), max(1, widest)), round(min(max(LEAST, float(rest.x_max)), MOST), 3)
    ratios = rest.ratios if rest.ratios in RATIOS else RATIOS[0]
    return Rest(step, row, column, moment, window, rest.harmonic, rest.symmetric, x_max, ratios)


def parse(value: Any, subject: int, scene: GloveScene) -> Message[Rest] | None:
    """What a browser sent; it fits if it is for what is shown now. None for what is no message."""
    if not isinstance(value, dict) or not is_index(value.get("number")):
        return None
    number, x_max = value["number"], value.get("x_max")
    step, moment, window = whole = [value.get(name) for name in ("step", "moment", "window")]
    row, column, ratios = texts = [value.get(name) for name in ("row", "column", "ratios")]
    harmonic, symmetric = switches = [value.get(name) for name in ("harmonic", "symmetric")]
    is_right = all(map(is_index, whole)) and all(isinstance(one, str) for one in texts)
    is_right = is_right and all(isinstance(one, bool) for one in switches) and _is_size(x_max)
    if value.get("subject") != subject or not is_right:
        return Message(number)
    rest = Rest(step, row, column, moment, window, harmonic, symmetric, float(x_max), ratios)
    return Message(number, fit(rest, scene), True)


def _is_size(value: Any) -> bool:
    """A number that x_max can be."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and LEAST <= value <= MOST
