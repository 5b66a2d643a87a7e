"""The small picture of the lesson on BLEU."""

from app.lessons.translate.bleu import compute

N = 2


def picture() -> dict[str, object]:
    """The pairs of the first candidate: [where it begins, the reference that pays, where there], and the words of each row."""
    found = compute.first()
    grams = found.orders[N - 1].grams
    pairs = [[gram.start, gram.payer if gram.place is not None else None, gram.place] for gram in grams]
    return {"words": [len(row) for row in (found.candidate, *found.references)], "pairs": pairs}
