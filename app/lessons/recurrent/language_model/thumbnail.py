"""The small picture of the lesson on language models."""

import numpy as np

from app.lessons.recurrent.language_model import compute


def picture() -> dict[str, object]:
    """Σ log₂ P of the two sentences that stand there first: a stair each, in bits, from 0 down."""
    race = compute.first()
    size = max(race.a.by_size)
    stairs = [np.cumsum(one.by_size[size].scored.log_probs) / np.log(2) for one in (race.a, race.b)]
    return {"stairs": [[0.0, *(round(float(bits), 2) for bits in stair)] for stair in stairs]}
