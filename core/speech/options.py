"""What can be set about a detector."""

from __future__ import annotations

from dataclasses import dataclass

WORDS = ("activate", "computer")


@dataclass(frozen=True)
class DetectorConfig:
    """When probabilities become an event.

    threshold: 0 to 1. smoothing: each probability is first replaced by the mean of the last so many. agree: so many steps
    in a row must be at or above the threshold. refractory: seconds after an event in which no other is reported.
    """

    threshold: float = 0.5
    smoothing: int = 1
    agree: int = 3
    refractory: float = 1.0


@dataclass(frozen=True)
class OwnConfig:
    """How a word of one's own is learned: whose layers are taken, units of the head, examples composed for each clip."""

    base: str = "computer"
    units: int = 32
    examples: int = 28
    epochs: int = 14
    batch: int = 32
    rate: float = 4e-3
    folds: int = 5
    seed: int = 0
