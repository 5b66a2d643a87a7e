"""What the picture shows: computed once, used by every tab of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.i18n import t
from app.lessons.recurrent.gradients.picture import Rest
from core.recurrent.results.gradients import Reach


@dataclass(frozen=True)
class Shown:
    """What each of the three cells reaches, and where the picture rests."""

    reaches: Mapping[str, Reach]
    rest: Rest

    @property
    def tokens(self) -> tuple[str, ...]:
        """What was read."""
        return next(iter(self.reaches.values())).tokens

    @property
    def distance(self) -> int:
        """How many letters the one that is looked at stands before the newest."""
        return self.rest.pin - 1 - self.rest.look

    def log_norm(self, cell: str, look: int | None = None) -> float:
        """log₁₀ of a cell's gradient by what it holds at the letter that is looked at, or at another."""
        return float(self.reaches[cell].log_norms[self.rest.pin - 1, self.rest.look if look is None else look])

    def said(self, k: int) -> str:
        """A letter as it is named in a sentence."""
        names = {" ": t("gradients.space"), "\n": t("gradients.newline")}
        return names.get(self.tokens[k]) or f"“{self.tokens[k]}”"
