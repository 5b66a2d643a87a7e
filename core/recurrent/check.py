"""A text read again by code that is not ours: PyTorch's layer, or the papers' equations in plain Python."""

from __future__ import annotations

import numpy as np

from core.recurrent.model import SequenceModel
from core.recurrent.reading import tokenize
from core.recurrent.results import WINDOW
from core.recurrent.unroll import trace
from core.referees import recurrent as referees
from core.referees.results import Compared

SCALAR_STEPS = 40  # loops over units take their time


def read_again(model: SequenceModel, text: str) -> tuple[str, list[Compared]]:
    """Which referee it was, and the largest difference in each series over the first steps of the text.

    PyTorch's layer ("torch", WINDOW steps) where it has the cell's form, else scalar loops ("scalar", SCALAR_STEPS). Raises
    UserError if there is nothing to read.
    """
    has_layer = referees.torch_layer(model.cell) is not None
    ids = np.array(model.vocabulary.encode(tokenize(model, text)))[: WINDOW if has_layer else SCALAR_STEPS]
    xs = model.E[ids].numpy() if model.config.embedding else ids
    again = referees.torch_series if has_layer else referees.scalar_series
    return "torch" if has_layer else "scalar", referees.compare(trace(model.cell, xs), again(model.cell, xs))
