"""What the picture of CTC shows, used by every tab of the page."""

from __future__ import annotations

from dataclasses import dataclass

from core.speech.results import Heard, PrefixBeam


@dataclass(frozen=True)
class Shown:
    """The sound as it was heard, the search over it, and what that writes; the label that the trellis is drawn for; what was
    said, as far as that is known."""

    heard: Heard
    beam: PrefixBeam
    text: str
    label: str
    said: str
    about: str  # tells what is on screen from anything else
