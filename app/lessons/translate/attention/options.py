"""What a visitor sets in the lesson on attention."""

from dataclasses import dataclass

from app import fields
from core.translate.options import LOCALES, MODELS, Drag

TEXT = "Our teacher gave us too much homework for the holidays."
TABS = ("predict", "explain", "plain", "cause", "energy", "try", "bug", "referee", "hood")


@dataclass(frozen=True)
class Options:
    """text: what is translated. locale: where a date was written, "" for not told. step: the output word that is
    written. position: the pinned piece of the source. drags: weights set by hand on the sentence named by `drags_of`.
    """

    task: str = fields.choice("en-fr", MODELS)
    text: str = fields.text(TEXT)
    locale: str = fields.choice("", ("", *LOCALES))
    step: int = fields.number(3, 0, 200, rests=True)
    position: int | None = fields.number(None, 0, 200, rests=True)
    drags: tuple[Drag, ...] = ()
    drags_of: str = fields.text("", 8)
    mask: int | None = fields.number(None, 0, 200)
    bug: bool = False
    tab: str = fields.choice("predict", TABS)
