"""The small picture of the lesson on shapes."""

from app.lessons.recurrent.model_types import compute
from core.recurrent.results.shapes import Run

FEW = 3  # boxes of a shape; of one that reads all and then writes, two of either kind


def picture() -> dict[str, object]:
    """Of a few boxes of each shape: whether an arrow comes in from outside, and whether one goes out."""
    return {"rows": [[[bool(box.reads), bool(box.writes)] for box in _few(run)] for run in compute.first().values()]}


def _few(run: Run) -> tuple:
    """The first boxes, the last where the answer comes there; where a whole text is read before it, those around that place."""
    if run.shape == "n_m":
        return run.boxes[run.T_x - 2 : run.T_x + 2]
    return run.boxes[-FEW:] if run.shape == "many_one" else run.boxes[:FEW]
