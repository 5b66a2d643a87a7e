"""The small picture of the lesson on reading both ways."""

import numpy as np

from app.lessons.recurrent.bidirectional import compute
from app.lessons.recurrent.bidirectional.options import Options

ROWS = 7  # units of either side


def picture() -> dict[str, object]:
    """Of the first sentence's twin a few units of either side, word by word, and which words are names."""
    found = compute.read(Options().other)
    left, right = (list(units[:ROWS]) for units in found.units)
    return {
        "left": np.round(found.left[:, left], 2).tolist(),
        "right": np.round(found.right[:, right], 2).tolist(),
        "names": [tag != "O" for tag in found.both.tags],
    }
