"""Three mistakes with CTC's labels, each as it is made: blanks dropped first, a blank read as a space, one path for all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import numpy as np

from core.speech import ctc


def dropped_first(path: Sequence[int], blank: int = ctc.BLANK) -> tuple[int, ...]:
    """Drop blanks, then merge repeats: no label has a double any more ("hello" is heard as "helo")."""
    return tuple(symbol for symbol, _ in groupby(symbol for symbol in path if symbol != blank))


def blank_as_space(path: Sequence[int], space: int, blank: int = ctc.BLANK) -> tuple[int, ...]:
    """Merge repeats and read the blank as a space: words fall apart wherever the network says nothing."""
    return tuple(space if symbol == blank else symbol for symbol, _ in groupby(path))


def one_path_for_all(log_probs: np.ndarray, blank: int = ctc.BLANK) -> tuple[tuple[int, ...], float]:
    """The most probable path's label, taken for the most probable label, with that path's log-probability taken for its."""
    return ctc.greedy(log_probs, blank), float(np.asarray(log_probs, dtype=np.float64).max(axis=1).sum())
