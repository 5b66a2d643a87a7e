"""What a visitor sets in the speech lessons."""

from dataclasses import dataclass

from app import fields

PRESETS = ("sentence", "near", "noise", "reading", "computer")
OWN = "own"  # a visitor's own sound or detector: it lives in the session and in no link
CLIPS = (*PRESETS, OWN)
WORDS = ("activate", "computer", OWN)
PARTS = ("activate_nova", "activate_daniel", "captivate", "activity", "good_morning", OWN)
LONGEST = 600.0  # seconds of a sound
BUGS = ("none", "bidirectional", "early", "accuracy")
TABS = ("predict", "explain", "curve", "make", "own", "try", "bug", "referee", "hood")


@dataclass(frozen=True)
class Placed:
    """A clip laid over the background: which part, from which second on."""

    part: str = fields.choice("captivate", PARTS)
    seconds: float = fields.number(0.0, 0.0, 10.0)


EXAMPLE = (Placed("activate_nova", 2.1), Placed("captivate", 5.2))


@dataclass(frozen=True)
class TriggerOptions:
    """The trigger word's lesson. threshold, smoothing, agree, refractory: None is what was tuned for the detector.

    seconds: the player's cursor, None at the first event; start: the first second of the window on a long sound; placed:
    the composed example.
    """

    clip: str = fields.choice("sentence", CLIPS)
    word: str = fields.choice("activate", WORDS)
    threshold: float | None = fields.number(None, 0.0, 1.0, rests=True)
    smoothing: int | None = fields.number(None, 1, 50)
    agree: int | None = fields.number(None, 1, 50)
    refractory: float | None = fields.number(None, 0.0, 5.0)
    seconds: float | None = fields.number(None, 0.0, LONGEST, rests=True)
    start: float = fields.number(0.0, 0.0, LONGEST, rests=True)
    bug: str = fields.choice("none", BUGS)
    placed: tuple[Placed, ...] = EXAMPLE
    tab: str = fields.choice("predict", TABS)
