"""What the picture shows: computed once, used by every tab of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.lessons.recurrent.model_types.picture import Rest
from core.recurrent.results.shapes import Run


@dataclass(frozen=True)
class Shown:
    """Every shape's run, and where the picture rests."""

    runs: Mapping[str, Run]
    rest: Rest

    @property
    def run(self) -> Run:
        """That of the open shape."""
        return self.runs[self.rest.shape]
