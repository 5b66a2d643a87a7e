"""What the picture shows: computed once, used by every tab of the page."""

from __future__ import annotations

from dataclasses import dataclass

from app.lessons.recurrent.deep.picture import Rest
from app.ui.layout import visible
from core.recurrent.results.deep import DeepReading


@dataclass(frozen=True)
class Shown:
    """The text as it was read, and where the picture rests."""

    found: DeepReading
    rest: Rest

    @property
    def at(self) -> int:
        """The letter that was read last, from 0."""
        return self.rest.step - 1

    @property
    def key(self) -> str:
        """The text and the network, for questions about them."""
        return f"{''.join(self.found.tokens)} {self.found.states.shape}"

    @property
    def letter(self) -> str:
        """The letter that was read last, as it is named in a sentence."""
        return f"“{visible(self.found.tokens[self.at])}”"
