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
