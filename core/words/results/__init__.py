"""What leaves ``core.words``: frozen records of numpy arrays and plain values, by what they are about."""

from core.words.results.bias import (
    AlongLine,
    Association,
    Equalized,
    EqualPair,
    Identified,
    Left,
    Measured,
    Near,
    Remaining,
    Soft,
    Subspace,
    Weat,
)
from core.words.results.equations import Answer, Plane, Term
from core.words.results.maps import Caution, Checkpoint, Curve, Film, Paused, Points, Relations, SmallMap
from core.words.results.scores import AnalogyProgress, Evaluation, PairScore, Score
from core.words.results.vectors import Given, Upload

__all__ = [
    "AlongLine",
    "AnalogyProgress",
    "Answer",
    "Association",
    "Caution",
    "Checkpoint",
    "Curve",
    "EqualPair",
    "Equalized",
    "Evaluation",
    "Film",
    "Given",
    "Identified",
    "Left",
    "Measured",
    "Near",
    "PairScore",
    "Paused",
    "Plane",
    "Points",
    "Relations",
    "Remaining",
    "Score",
    "SmallMap",
    "Soft",
    "Subspace",
    "Term",
    "Upload",
    "Weat",
]
