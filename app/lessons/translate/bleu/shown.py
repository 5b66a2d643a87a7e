"""What the picture of BLEU shows: counted once, used by every tab of the page."""

from __future__ import annotations

from dataclasses import dataclass

from core.translate.options import BleuConfig
from core.translate.results import CountedBleu


@dataclass(frozen=True)
class Shown:
    """The candidate as far as it is counted, the references that are not empty, how they are counted, and the count without
    any mistake. n: the n-grams that are open; rows: the references' numbers in the picture, from 1."""

    candidate: str
    references: tuple[str, ...]
    config: BleuConfig
    found: CountedBleu
    n: int
    rows: tuple[int, ...]

    @property
    def about(self) -> str:
        """What tells this count from another."""
        return f"{self.candidate}|{self.references}|{self.config}"
