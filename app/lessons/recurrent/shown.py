"""What is on screen in a recurrent lesson, for its tabs."""

from __future__ import annotations

from dataclasses import dataclass

from app.lessons.recurrent import compute
from app.lessons.recurrent.cell_stepper import Rest
from core.recurrent.options import ModelKey
from core.recurrent.results import Reading

VISIBLE = {" ": "·", "\n": "↵"}


@dataclass(frozen=True)
class Shown:
    """The model, its formula, its reading of the window, and where the picture rests."""

    key: ModelKey
    equation: str
    reading: Reading
    rest: Rest

    @property
    def step(self) -> int:
        """The open step, counted from the window's first."""
        return max(0, min(self.rest.step - self.reading.start, len(self.reading.tokens) - 1))

    @property
    def unit(self) -> int:
        """The pinned unit; where none is pinned, the one whose state is largest at this step."""
        return compute.largest_unit(self.reading, self.step) if self.rest.unit is None else self.rest.unit

    def token(self, step: int) -> str:
        """The symbol read at a step of the window, made visible."""
        return visible(self.reading.tokens[step])


def visible(token: str) -> str:
    """A symbol as it is set in a sentence."""
    return VISIBLE.get(token, token)
