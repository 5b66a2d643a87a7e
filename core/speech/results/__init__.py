"""What leaves ``core.speech``: frozen records of numpy arrays."""

from core.speech.results.ctc import Aligned, Edits, Hypothesis, PrefixBeam, Trellis
from core.speech.results.detecting import (
    RATE,
    Clip,
    Detection,
    Hearing,
    Labelling,
    Lower,
    NearWord,
    Score,
    Spoken,
    Streamed,
)

__all__ = [
    "RATE",
    "Aligned",
    "Clip",
    "Detection",
    "Edits",
    "Hearing",
    "Hypothesis",
    "Labelling",
    "Lower",
    "NearWord",
    "PrefixBeam",
    "Score",
    "Spoken",
    "Streamed",
    "Trellis",
]
