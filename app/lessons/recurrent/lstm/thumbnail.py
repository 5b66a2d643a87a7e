"""The small picture of the lesson on the LSTM."""

from app.lessons.recurrent.thumbnail import along_text


def picture() -> dict[str, object]:
    """Its memory along a text."""
    return along_text("lstm")
