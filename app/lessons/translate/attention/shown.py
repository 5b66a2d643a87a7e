"""What the picture of attention shows: found once, used by every tab of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.i18n import t
from app.lessons.translate.attention import compute
from app.lessons.translate.attention.picture import Rest
from app.lessons.translate.sentence import visible
from core.translate.options import Drag
from core.translate.results import EOS, Decoding


@dataclass(frozen=True)
class Shown:
    """The task, the text, the locale; the decoding on screen and the one without drags; the drags; the step."""

    task: str
    text: str
    locale: str
    decoding: Decoding
    before: Decoding
    drags: tuple[Drag, ...]
    rest: Rest
    bug: bool

    @property
    def about(self) -> str:
        """What tells this picture from another."""
        return f"{self.task} {self.locale} {self.text} {self.drags} {self.bug}"

    @property
    def words(self) -> tuple[tuple[int, ...], ...]:
        """The source's words as their pieces' places; without a locale's token and the end."""
        return compute.words(self.decoding.source)

    def word(self, places: Sequence[int]) -> str:
        """A word of the source as it is written; a blank as a dot."""
        return compute.spelling(self.decoding.source, places).replace(" ", "·")

    def written(self, step: int) -> str:
        """The piece written at a step, as it is shown."""
        piece = self.decoding.target[step]
        return t("attention.end") if piece == EOS else visible(piece)
