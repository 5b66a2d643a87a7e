"""The small picture of the lesson on captioning."""

from app.lessons.translate.captioning import compute


def picture() -> dict[str, object]:
    """The light of each word of the first sentence: rows of 49 shares."""
    found = compute.first()
    return {"light": found.alpha[: len(found.words)].round(4).tolist()}
