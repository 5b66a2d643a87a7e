"""Where the picture rests: what the browser sends back, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from app.kit.exchange import Message, is_index
from core.words.results.learning import Scene

WIDEST = 10  # words to each side
ASKED = 3  # words whose neighbours are shown


@dataclass(frozen=True)
class Rest:
    """moment: of those that are sent, −1 for the last. centre: which of the known words is in the middle. pair: distance of the
    context word that is pinned, 0 for none. window: words to each side. asked: words whose neighbours are shown, the one that
    was chosen last at the end.
    """

    moment: int = -1
    centre: int = 0
    pair: int = 0
    window: int = 5
    asked: tuple[str, ...] = ()


def fit(rest: Rest, scene: Scene) -> Rest:
    """The nearest rest that there is."""
    known = scene.window.log_z.shape[1]
    moment = rest.moment if 0 <= rest.moment < len(scene.epochs) - 1 else -1
    centre, window = min(max(0, rest.centre), max(0, known - 1)), min(max(1, rest.window), WIDEST)
    is_pair = scene.method == "skip" and rest.pair != 0 and abs(rest.pair) <= window and _has(scene, centre, rest.pair)
    there = {*scene.map.names, *scene.nearest.asked}
    asked = tuple(word for word in dict.fromkeys(rest.asked) if word in there)[-ASKED:]
    return Rest(moment, centre, rest.pair if is_pair else 0, window, asked)


def _has(scene: Scene, centre: int, distance: int) -> bool:
    """Whether the sentence has a known word at this distance."""
    _, known, width = scene.window.logit.shape
    place = distance + width // 2
    return centre < known and 0 <= place < width and bool(np.isfinite(scene.window.logit[0, centre, place]))


def parse(value: Any, subject: int, scene: Scene) -> Message[Rest] | None:
    """What a browser sent; it fits if it is for what is shown now. None for what is no message."""
    if not isinstance(value, dict) or not is_index(value.get("number")):
        return None
    number, asked = value["number"], value.get("asked")
    parts = [value.get(name) for name in ("moment", "centre", "pair", "window")]
    is_list = isinstance(asked, list) and len(asked) <= ASKED and all(isinstance(word, str) for word in asked)
    if value.get("subject") != subject or not is_list or not all(map(is_index, parts)):
        return Message(number)
    return Message(number, fit(Rest(*parts, tuple(asked)), scene), True)
