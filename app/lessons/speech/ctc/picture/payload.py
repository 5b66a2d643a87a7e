"""A sound as it was heard, and its beam, as the browser is sent them; some 40 kB a second, almost all of it sound."""

from __future__ import annotations

import math
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np

from app.lessons.speech.ctc.picture.rest import LETTERS, LONGEST
from core.speech.results import PrefixBeam

if TYPE_CHECKING:
    from core.speech.results import Heard

ROWS = 5  # of the beam that are shown
DECIBELS = 10 / math.log(10)  # of power, for each unit of a natural logarithm
FLOOR = 55  # per cent of the spectrogram's cells that are drawn in the palest colour
PCM = 32767

Arrays = dict[str, np.ndarray]


def build(heard: Heard, beam: PrefixBeam, text: str | None = None) -> tuple[dict[str, Any], Arrays]:
    """Numbers, and the arrays

    log_probs (T, V) float32     as they are
    sound (N,) int16             32767 for 1
    spectrogram (F, M) uint8     levels in dB, from ``floor`` as 0 to the loudest cell of the sound as 255; the middle of
                                 column c is at ``at + c · wide`` seconds
    kept (T, R) int16            labels in the beam after each frame, best first, as places in ``tree``; −1 for none
    found (T, R) float32         log p of each, as far as the beam has found its paths
    """
    tree, kept = _tree(beam)
    best = "".join(LETTERS[symbol - 1] for one in beam.at(-1, 1) for symbol in one.labels)
    levels, spectrogram = _spectrogram(heard)
    numbers = {
        "seconds": heard.clip.seconds,
        "rate": heard.clip.rate,
        "step": float(heard.step_seconds),
        "first": float(heard.first_seconds),
        "levels": levels,
        "letters": LETTERS,
        "longest": LONGEST,
        "text": best if text is None else text,
        "tree": tree,
        "width": beam.kept.shape[1],
    }
    arrays = {
        "log_probs": np.asarray(heard.log_probs, dtype="<f4"),
        "sound": np.rint(np.clip(heard.clip.samples, -1, 1) * PCM).astype("<i2"),
        "spectrogram": spectrogram,
        "kept": kept,
        "found": np.logaddexp(beam.log_blank[:, :ROWS], beam.log_symbol[:, :ROWS]).astype("<f4"),
    }
    return numbers, arrays


def subject(heard: Heard) -> int:
    """A number that another sound, or another network's hearing of it, does not have."""
    return zlib.crc32(np.ascontiguousarray(heard.log_probs).tobytes())


def _tree(beam: PrefixBeam) -> tuple[list[list[int]], np.ndarray]:
    """[parent, symbol] of all nodes that are shown and of those above them; which of these are kept, (T, R)."""
    shown = beam.kept[:, :ROWS]
    needed = {0}
    for node in {int(node) for node in shown.ravel() if node >= 0}:
        while node not in needed:
            needed.add(node)
            node = beam.parents[node]
    nodes = sorted(needed)
    place = {node: i for i, node in enumerate(nodes)} | {-1: -1}
    tree = [[place[beam.parents[node]], int(beam.symbols[node])] for node in nodes]
    return tree, np.array([[place[int(node)] for node in row] for row in shown], dtype="<i2").reshape(shown.shape)


def _spectrogram(heard: Heard) -> tuple[dict[str, float], np.ndarray]:
    """What its columns mean, and the levels (F, M) uint8."""
    frames, hop = heard.frames, float(heard.hop_seconds)
    if not frames.size:
        return {"floor": -1.0, "at": 0.0, "wide": hop}, np.zeros((0, frames.shape[1]), dtype=np.uint8)
    loudest = float(frames.max())
    floor = min(-1.0, DECIBELS * (float(np.percentile(frames, FLOOR)) - loudest))
    is_even = np.ptp(frames) == 0  # as digital silence is: nothing in it is loud
    values = np.clip(255 * (1 - DECIBELS * (frames - loudest) / floor), 0, 0 if is_even else 255)
    at = (heard.clip.seconds - (len(frames) - 1) * hop) / 2  # the middle of the first column
    return {"floor": floor, "at": at, "wide": hop}, np.rint(values).astype(np.uint8)
