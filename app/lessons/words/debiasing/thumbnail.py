"""The small picture of the lesson on debiasing."""

from app.lessons.words.debiasing import compute
from app.lessons.words.debiasing.options import OCCUPATIONS


def picture() -> dict[str, object]:
    """Words along the direction before, in their order, and pairs as they are equalised."""
    key, _ = compute.key("news", "gender", "", "", False)
    line = compute.line(key, tuple(compute.typed_words("news", OCCUPATIONS).known), 3)
    pairs = [pair.after.along.tolist() for pair in line.pairs if pair.after is not None]
    return {"words": sorted(line.along[:, 0].tolist()), "pairs": pairs}
