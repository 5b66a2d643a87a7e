"""The small picture of the lesson on GloVe."""

import numpy as np

from app.lessons.words.glove import compute
from app.lessons.words.glove.options import Options


def picture() -> dict[str, object]:
    """The fit at the end of the training: log X, what the vectors say of it, and the weight, each from 0 to 1."""
    fit = compute.fit(compute.first(), compute.seen(compute.first(), Options()))
    log_x, said = np.log(fit.x), fit.dot[-1] + fit.b[-1, fit.left] + fit.b_prime[-1, fit.right]
    low, high = log_x.min(), log_x.max()
    points = [np.clip((values - low) / (high - low), 0, 1) for values in (log_x, said)]
    weights = np.minimum(1, (fit.x / fit.x_max) ** fit.power)
    return {"points": np.stack([*points, weights], axis=1)[::2].round(3).tolist()}
