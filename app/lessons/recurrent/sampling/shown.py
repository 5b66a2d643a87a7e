"""What the picture shows: written once, used by every tab of the page."""

from __future__ import annotations

from dataclasses import dataclass

from app.lessons.recurrent.sampling.picture import Rest
from core.recurrent.options import SamplingConfig
from core.recurrent.results.sampling import Draw, Writing

MARKS = {" ": "·", "<EOS>": "⟨EOS⟩"}


@dataclass(frozen=True)
class Shown:
    """The writing on screen, where the picture rests, and how it draws."""

    source: str
    writing: Writing
    rest: Rest
    config: SamplingConfig

    @property
    def draw(self) -> Draw:
        """The step that is open."""
        return self.writing.sample.steps[self.rest.step]

    @property
    def u(self) -> float | None:
        """The random number at that step, None where the symbol was kept and not drawn."""
        return self.draw.u

    @property
    def token(self) -> str:
        """The symbol that came."""
        return self.writing.sample.tokens[self.rest.step]

    @property
    def prefix(self) -> tuple[str, ...]:
        """The symbols before it, from the first that was given."""
        sample = self.writing.sample
        return (*sample.start, *sample.tokens[: self.rest.step])


def token(symbol: str) -> str:
    """A symbol as it is shown: a space can be seen."""
    return MARKS.get(symbol, symbol)
