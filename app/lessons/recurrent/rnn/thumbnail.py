"""The small picture of the lesson on the recurrent step."""

from app.lessons.recurrent.thumbnail import along_text


def picture() -> dict[str, object]:
    """Its memory along a text."""
    return along_text("rnn")
