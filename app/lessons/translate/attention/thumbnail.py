"""The small picture of the lesson on attention."""

from app.lessons.translate import compute as shared
from app.lessons.translate.attention.options import TEXT


def picture() -> dict[str, object]:
    """The weights of attention of the first sentence, a row for each piece of the output."""
    return {"alpha": shared.decoding("en-fr", TEXT).alpha.astype(float).round(2).tolist()}
