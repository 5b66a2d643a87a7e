"""What leaves ``core.translate``: frozen records of numpy arrays and plain values, by what they are about."""

from core.translate.results.beam import BeamStep, BeamTrace, Candidate, Finished, Reranked
from core.translate.results.choices import Childless, NextLook, Wider, WinnerLengths
from core.translate.results.decoding import Chain, Decoding, Energy, Masked, Products, Translation
from core.translate.results.faults import (
    VERDICTS,
    WIDTHS,
    FaultCase,
    FaultCases,
    FaultSearch,
    FaultTally,
    Judged,
    Scored,
)
from core.translate.results.pieces import EOS, SPACE, piece_label, written
from core.translate.results.sentences import Sentence, ShownSentence
from core.translate.results.studies import (
    Extremes,
    LengthBin,
    Searched,
    SmallResult,
    SmallTrial,
    Story,
    Way,
    WidthRow,
    Widths,
)
from core.translate.results.vector import Forced, ForcedStep, Growing, Grown, Means, Mistaken, OneVector, SentenceMap

__all__ = [
    "VERDICTS",
    "WIDTHS",
    "FaultCase",
    "FaultCases",
    "FaultSearch",
    "FaultTally",
    "Judged",
    "Scored",
    "Forced",
    "ForcedStep",
    "Growing",
    "Grown",
    "Means",
    "Mistaken",
    "OneVector",
    "SentenceMap",
    "BeamStep",
    "BeamTrace",
    "Candidate",
    "Chain",
    "Childless",
    "Decoding",
    "EOS",
    "Energy",
    "Extremes",
    "Finished",
    "LengthBin",
    "Masked",
    "NextLook",
    "Products",
    "Reranked",
    "SPACE",
    "Searched",
    "Sentence",
    "ShownSentence",
    "SmallResult",
    "SmallTrial",
    "Story",
    "Translation",
    "Way",
    "WidthRow",
    "Wider",
    "Widths",
    "WinnerLengths",
    "piece_label",
    "written",
]
