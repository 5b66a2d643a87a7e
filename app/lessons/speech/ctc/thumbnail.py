"""The small picture of the lesson on CTC."""

import numpy as np

from app.lessons.speech.ctc import compute


def picture() -> dict[str, object]:
    """The blank's probability in each frame of the first clip, and of each letter that the best path takes: where, how much."""
    found = compute.first()
    y = np.exp(found.log_probs)
    top = y.argmax(axis=1)
    letters = [[int(t), round(float(y[t, k]), 3)] for t, k in enumerate(top) if k]
    return {"blank": y[:, 0].round(3).tolist(), "letters": letters}
