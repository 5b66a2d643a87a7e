"""What leaves ``core.speech``: frozen records of numpy arrays."""

from core.speech.results.ctc import (
    Aligned,
    Collapsed,
    Edits,
    Heard,
    Hypothesis,
    Moments,
    PrefixBeam,
    Trellis,
    TwoFrames,
)
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
    "Collapsed",
    "Detection",
    "Edits",
    "Heard",
    "Hearing",
    "Hypothesis",
    "Labelling",
    "Lower",
    "Moments",
    "NearWord",
    "PrefixBeam",
    "Score",
    "Spoken",
    "Streamed",
    "Trellis",
    "TwoFrames",
]
