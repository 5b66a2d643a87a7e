"""What can be set about a detector, and about how the recogniser's labels are searched."""

from __future__ import annotations

from dataclasses import dataclass

MAX_BYTES, CLIP_BYTES = 25 << 20, 5 << 20  # of a sound file, and of one with a word of one's own
WORDS = ("activate", "voyager")


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
    """How a word of one's own is learned: whose layers are taken, units of the head, examples composed for each clip.

    steps: of Adam for each head, on ``batch`` examples each.
    """

    base: str = "voyager"
    units: int = 32
    examples: int = 28
    steps: int = 450
    batch: int = 16
    rate: float = 5e-3
    folds: int = 5
    seed: int = 0


LANGUAGES = ("none", "letters", "words")


@dataclass(frozen=True)
class DecodingConfig:
    """How labels are searched: how many a beam keeps, what is known of the language beside the sound, and how much it counts.

    words: those of a list, for the language "words". weight: of the language's logarithms; bonus: for each symbol; both as
    `core.recipes.recognizer_decoding` found them best on the development set.
    """

    width: int = 8
    language: str = "none"
    weight: float = 0.6
    bonus: float = 1.5
    words: tuple[str, ...] = ()
