"""The small picture of the lesson on sampling."""

from app.lessons.recurrent.sampling import compute
from app.lessons.recurrent.sampling.options import Options

PIECES = 8


def picture() -> dict[str, object]:
    """The bar that is seen first, as the model says it and as it is drawn from; the piece that is hit, and the needle."""
    writing, options = compute.first(), Options()
    sample = writing.sample
    found = compute.numbers(options.source, sample.steps[options.step], compute.config(options), PIECES)
    hits = [symbol == sample.tokens[options.step] for symbol in found["symbol"]]
    rows = [
        [
            {"width": round(w, 4), "hit": hit}
            for w, hit in zip((*widths, 1 - sum(widths)), (*hits, False), strict=True)
            if w > 0
        ]
        for widths in (found["p"], found["q_cut"])
    ]
    return {"rows": rows, "needle": round(float(sample.us[options.step]), 4)}
