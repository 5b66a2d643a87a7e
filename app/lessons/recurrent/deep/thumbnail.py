"""The small picture of the lesson on deep networks."""

import base64

import numpy as np

from app.lessons.recurrent.deep import compute

STEPS, ROWS, GAP = 48, 4, 1  # symbols; units of each layer, and empty rows between two layers


def picture() -> dict[str, object]:
    """Of the first text a few units of each layer, the last layer on top."""
    drawn = compute.first().drawn[::-1, 0, :STEPS, :ROWS]
    empty = np.zeros((drawn.shape[1], GAP))
    rows = np.concatenate([part for layer in drawn for part in (layer, empty)][:-1], axis=1)
    values = np.rint(rows * 127).astype(np.int8)
    steps, units = values.shape
    return {"values": base64.b64encode(values.tobytes()).decode(), "steps": steps, "units": units}
