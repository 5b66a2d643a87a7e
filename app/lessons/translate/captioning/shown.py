"""What the picture of captioning shows, used by every tab of the page."""

from __future__ import annotations

from dataclasses import dataclass

from core.captions.results import Seen, Written


@dataclass(frozen=True)
class Shown:
    """The picture as the encoder saw it, the way it went in, the sentence on screen and the step at which it rests; whether
    anything of the visitor's is in these."""

    seen: Seen
    way: str
    written: Written
    step: int
    is_own: bool
    about: str  # tells what is on screen from anything else
