"""The small picture of the lesson on gradients."""

from app.lessons.recurrent.gradients import compute
from app.lessons.recurrent.gradients.options import PIN


def picture() -> dict[str, object]:
    """The three cells' curves of the first screen, oldest letter first: log₁₀ of each norm."""
    t = PIN - 1
    curves = [found.log_norms[t, : t + 1] for found in compute.first().values()]
    return {"curves": [[round(float(value), 2) for value in curve] for curve in curves]}
