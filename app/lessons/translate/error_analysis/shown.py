"""What the picture of error analysis shows: found once, used by every tab of the page."""

from __future__ import annotations

from dataclasses import dataclass

from app.lessons.translate.error_analysis.picture import Rest
from core.translate.results import FaultCase


@dataclass(frozen=True)
class Shown:
    """The translator's name, the cases as they stand there, where the picture rests, and the case that is open."""

    name: str
    cases: tuple[FaultCase, ...]
    rest: Rest
    open: FaultCase

    @property
    def about(self) -> str:
        """What tells this row from another."""
        return f"{self.name} {self.open.source} {self.open.human.text} {self.rest.width} {self.rest.alpha:g}"
