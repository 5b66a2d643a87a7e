"""What a visitor sets in the lesson on the trigger word."""

from dataclasses import dataclass

from app import fields
from app.lessons.speech.options import CLIPS, LONGEST, OWN

WORDS = ("activate", "voyager", OWN)
PARTS = ("activate_nova", "activate_daniel", "captivate", "activity", "good_morning", OWN)
BUGS = ("none", "bidirectional", "early", "accuracy", "split")
WITH_NETWORK = ("bidirectional", "early")  # mistakes that have a network of their own
MISTAKES_SECONDS = 60.0  # these networks hear sounds up to so long
SECONDS = 10.0  # of a composed example
CHUNKS = (0.0, 0.1, 0.5, 1.0, 2.0)  # seconds that come at once; 0: all of the sound
CHUNKS_SECONDS = 30.0  # of a sound that can be heard in chunks
TABS = ("explain", "predict", "stream", "curve", "make", "bug", "own", "referee", "hood")
FOLDED = ("own", "referee", "hood")


@dataclass(frozen=True)
class Placed:
    """A clip laid over the background: which part, from which second on."""

    part: str = fields.choice("captivate", PARTS)
    seconds: float = fields.number(0.0, 0.0, SECONDS)


EXAMPLE = (Placed("activate_nova", 2.1), Placed("captivate", 5.2))


@dataclass(frozen=True)
class Options:
    """threshold, smoothing, agree, refractory: None is what was tuned for the detector.

    seconds: the player's cursor, None at the first event; start: the first second of the window on a long sound; chunk: how
    many seconds come at once; forget: the state is lost after each; placed: the composed example; try_: the experiment that
    is on.
    """

    LOOKING = ("chunk", "forget")  # what is set in the picture itself, and leaves an experiment on

    clip: str = fields.choice("sentence", CLIPS)
    word: str = fields.choice("activate", WORDS)
    threshold: float | None = fields.number(None, 0.0, 1.0, rests=True)
    smoothing: int | None = fields.number(None, 1, 50)
    agree: int | None = fields.number(None, 1, 50)
    refractory: float | None = fields.number(None, 0.0, 5.0)
    seconds: float | None = fields.number(None, 0.0, LONGEST, rests=True)
    start: float = fields.number(0.0, 0.0, LONGEST, rests=True)
    chunk: float = fields.choice(0.0, CHUNKS)
    forget: bool = False
    bug: str = fields.choice("none", BUGS)
    placed: tuple[Placed, ...] = EXAMPLE
    tab: str = fields.choice("explain", TABS)
    try_: int = fields.number(1, 0, 3, rests=True)
