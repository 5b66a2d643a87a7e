"""The small picture of the lesson on the GRU."""

from app.lessons.recurrent.thumbnail import along_text


def picture() -> dict[str, object]:
    """Its memory along a text."""
    return along_text("gru")
