"""The small picture of the lesson on the trigger word."""

import base64

import numpy as np

from app.lessons.speech import compute as shared
from app.lessons.speech.trigger_word import compute
from core.speech.results import Detection

POINTS = 160


def picture() -> dict[str, object]:
    """The probability of the word along the first clip, with its event."""
    tuned = compute.tuned("activate")
    return curve(shared.hearing("sentence", "activate").detection, tuned.threshold)


def curve(found: Detection, threshold: float) -> dict[str, object]:
    """A detector's probabilities as bytes, 255 for 1, the highest of each part; its threshold, and its events as shares
    of the time."""
    edges = np.linspace(0, len(found.smoothed), POINTS, endpoint=False).astype(np.int64)
    values = np.rint(np.maximum.reduceat(found.smoothed, edges) * 255).astype(np.uint8)
    whole = found.step_seconds * len(found.smoothed)
    events = [(event - found.first_seconds) / whole for event in found.events]
    return {"values": base64.b64encode(values.tobytes()).decode(), "threshold": threshold, "events": events}
