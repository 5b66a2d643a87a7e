"""What a visitor sets in the lesson on sampling."""

from dataclasses import dataclass

from app import fields
from core.recurrent.options import SOURCES

STARTS = {  # beginnings of each source; the first is what one begins with
    "everyday": ("my brother wants", "i have never", "do you think", ""),
    "names": ("M", "Jo", "Br", ""),
    "dinosaurs": ("T", "Mega", "Sino", ""),
    "shakespeare": ("Thou art", "My lord", "What is", ""),
}
LAST_SEED, LAST_NEEDLE = 9999, 0.999
BUGS = ("none", "divide", "softmax", "limit")
LONGEST = 600  # letters of what is kept
TABS = ("explain", "predict", "temperatures", "branches", "counted", "copied", "bug", "referee", "hood")


@dataclass(frozen=True)
class Options:
    """source: which network writes. beginning: the text given. seed: of the random numbers. temperature, top_k (0: off),
    top_p, min_p, temperature_last: as in `SamplingConfig`. kept: what stands after the beginning and is not drawn anew. step:
    so many symbols stand after the beginning, and the next is being drawn. needle: a number in place of the first random one.
    draws: which sentences are written by counting. bug: a mistake on show.
    """

    source: str = fields.choice("everyday", SOURCES)
    beginning: str = fields.text(STARTS["everyday"][0])
    seed: int = fields.number(100, 1, LAST_SEED, rests=True)
    temperature: float = fields.number(0.7, 0.0, 2.0, rests=True)
    top_k: int = fields.number(0, 0, 50, rests=True)
    top_p: float = fields.number(0.9, 0.05, 1.0, rests=True)
    min_p: float = fields.number(0.0, 0.0, 0.5, rests=True)
    temperature_last: bool = fields.number(False, 0, 1, rests=True)
    kept: str = fields.text("", LONGEST, rests=True)
    step: int = fields.number(3, 0, 200, rests=True)
    needle: float | None = fields.number(None, 0.0, LAST_NEEDLE, rests=True)
    draws: int = fields.number(1, 1, 50)
    bug: str = fields.choice("none", BUGS)
    tab: str = fields.choice("explain", TABS)
    try_: int = fields.number(1, 0, 3, rests=True)
