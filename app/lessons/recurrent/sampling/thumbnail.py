"""The small picture of the lesson on sampling."""

from app.lessons.recurrent.sampling import compute
from app.lessons.recurrent.sampling.options import Options


def picture() -> dict[str, object]:
    """The bar that is seen first, as the model says it and as it is drawn from; the piece that is hit, and the needle."""
    writing, options = compute.first(), Options()
    step = writing.sample.steps[options.step]
    rows = compute.bars(options.source, step, compute.config(options))
    return {"rows": rows, "needle": round(float(writing.sample.us[options.step]), 4)}
