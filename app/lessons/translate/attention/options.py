"""What a visitor sets in the lesson on attention."""

from dataclasses import dataclass

from app import fields
from core.translate.options import LOCALES, MODELS, Drag

CAR = "She bought a small red car."  # French puts one adjective before the noun and one after it
TEXT = "Our teacher gave us too much homework for the holidays."
TABS = ("explain", "predict", "plain", "cause", "energy", "bug", "referee", "hood")


@dataclass(frozen=True)
class Options:
    """What a visitor can set.

    text: what is translated. locale: where a date was written, "" for not told. step: the output word that is
    written. position: the pinned piece of the source. drags: weights set by hand on the sentence named by `drags_of`.
    """

    LOOKING = ("drags", "drags_of")  # set in the picture itself, and leaves an experiment on

    task: str = fields.choice("en-fr", MODELS)
    text: str = fields.text(TEXT)
    locale: str = fields.choice("", ("", *LOCALES))
    step: int = fields.number(3, 0, 200, rests=True)
    position: int | None = fields.number(None, 0, 200, rests=True)
    drags: tuple[Drag, ...] = ()
    drags_of: str = fields.text("", 8)
    mask: int | None = fields.number(None, 0, 200)
    bug: bool = False
    tab: str = fields.choice("explain", TABS)
    try_: int = fields.number(1, 0, 3, rests=True)
