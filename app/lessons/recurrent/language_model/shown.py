"""What the picture shows: read once, used by every tab of the page."""

from __future__ import annotations

from dataclasses import dataclass

from app.lessons.recurrent.language_model.picture import Rest
from core.recurrent.results.language import Race, Raced


@dataclass(frozen=True)
class Shown:
    """The race on screen and where the picture rests."""

    race: Race
    rest: Rest

    @property
    def open(self) -> int:
        """The place of the word that was read last, from 0; of the first before anything was read."""
        return min(max(self.rest.step - 1, 0), len(self.race.a.words))


def token(raced: Raced, place: int) -> str:
    """A word of a sentence as it was written, <EOS> after the last."""
    return raced.words[place] if place < len(raced.words) else "<EOS>"
