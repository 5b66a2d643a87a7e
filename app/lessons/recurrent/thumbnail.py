"""The small picture of a lesson whose network reads a text."""

from app.kit import states
from app.lessons.recurrent import compute
from app.lessons.recurrent.options import AGREEMENT
from core.recurrent.options import ModelKey

ROWS, COLUMNS = 14, 48


def along_text(cell: str) -> dict[str, object]:
    """The memory of the cell along a text."""
    return states.packed(compute.reading(ModelKey(cell), AGREEMENT, shared=True), ROWS, COLUMNS)
