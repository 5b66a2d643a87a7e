"""The small picture of the lesson on negative sampling."""

from app.lessons.words.negative_sampling import compute
from app.lessons.words.negative_sampling.options import Options
from app.lessons.words.negative_sampling.view import pair_of


def picture() -> dict[str, object]:
    """The parts of three bars, and where darts fall on the middle one."""
    shown, options = compute.first(), Options()
    middle = compute.exponent_place(options)
    bars = [shown.share[place].round(4).tolist() for place in (-1, middle, 0)]
    return {"bars": bars, "darts": shown.thrown[pair_of(options, shown), : options.k].round(4).tolist()}
