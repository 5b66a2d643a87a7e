"""A translation word by word beside its sentence: plain values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Aligned:
    """A word of the translation, and its place from 0; looks_at: the word of the sentence that attention looks at most, and the
    place of that."""

    word: str
    looks_at: str
    place: int
    looks_at_place: int

    @property
    def is_read(self) -> bool:
        """Whether a tagger, which writes word t when it has read t words, would have read that word by then."""
        return self.looks_at_place <= self.place


@dataclass(frozen=True)
class Alignment:
    """A sentence and its translation, word by word, marks counted as words. source (T_x,), target (T_y,)."""

    text: str
    source: tuple[str, ...]
    target: tuple[Aligned, ...]

    @property
    def unread(self) -> tuple[Aligned, ...]:
        """The words for which a tagger would have to know what comes later."""
        return tuple(word for word in self.target if not word.is_read)
