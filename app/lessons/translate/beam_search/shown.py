"""What the picture of beam search shows: found once, used by every tab of the page."""

from __future__ import annotations

from dataclasses import dataclass

from app.lessons.translate.beam_search.picture import Rest
from core.translate.results import Searched


@dataclass(frozen=True)
class Shown:
    """The search on screen, where the picture rests, the place of the winner among what is finished."""

    found: Searched
    rest: Rest
    winner: int
