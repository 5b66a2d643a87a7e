"""The small picture of the lesson on analogies."""

from app.lessons.words.analogies import compute
from app.lessons.words.analogies.options import PARIS


def picture() -> dict[str, object]:
    """The relation's pairs in their plane, those of the equation last."""
    plane = compute.solve(PARIS, "glove", "add", True, is_preset=True).plane
    p, q, r = plane.step
    pairs = [[plane.points[i].tolist(), plane.points[j].tolist()] for i, j in plane.pairs]
    own = [[plane.points[p].tolist(), plane.points[q].tolist()], [plane.points[r].tolist(), plane.path[-1].tolist()]]
    return {"pairs": pairs, "own": own}
