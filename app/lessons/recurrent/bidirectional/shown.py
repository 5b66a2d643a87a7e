"""What the picture shows: computed once, used by every tab of the page."""

from __future__ import annotations

from dataclasses import dataclass

from app.lessons.recurrent.bidirectional.picture import Rest
from core.recurrent.results.both_ways import BothWays


@dataclass(frozen=True)
class Shown:
    """The sentence, the one beside it, with how many words both begin that are the same, and where the picture rests."""

    found: BothWays
    other: BothWays
    same: int
    rest: Rest

    @property
    def key(self) -> str:
        """The sentence by its words."""
        return " ".join(self.found.words)

    def word(self, t: int) -> str:
        """A word as it is named in a sentence."""
        return f"“{self.found.words[t]}”"
