"""Single characters, with a token for the locale in front: how the model of dates reads."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from core.translate.bpe import BOS, EOS, SPECIAL, UNK
from core.translate.options import LOCALES


@dataclass(frozen=True)
class Characters:
    """``symbols``: <EOS>, <BOS>, <UNK>, then locales if there are any, then characters."""

    symbols: tuple[str, ...]

    @cached_property
    def index(self) -> dict[str, int]:
        """Symbol -> index."""
        return {symbol: i for i, symbol in enumerate(self.symbols)}

    def __len__(self) -> int:
        return len(self.symbols)

    def split(self, text: str) -> list[str]:
        """Characters, in lower case, in their compatible form (no full-width digits, no narrow spaces)."""
        return list(" ".join(unicodedata.normalize("NFKC", text).lower().split()))

    def encode(self, text: str) -> list[int]:
        """Indices; what was not learned becomes <UNK>. No <EOS>."""
        return [self.index.get(char, self.index[UNK]) for char in self.split(text)]

    def read(self, text: str, locale: str = "") -> tuple[list[str], list[int]]:
        """Pieces and indices as the encoder takes them: the locale (<UNK> if it is not told), the text, <EOS>."""
        pieces = [locale_token(locale), *self.split(text), EOS]
        return pieces, [self.index.get(piece, self.index[UNK]) for piece in pieces]

    def decode(self, ids: Sequence[int]) -> str:
        """The text of these indices."""
        return "".join(self.symbols[i] for i in ids if self.symbols[i] not in (EOS, BOS))

    @classmethod
    def of(cls, texts: Sequence[str], locales: Sequence[str] = LOCALES) -> Characters:
        """All characters of the texts."""
        characters = cls(SPECIAL)
        found = sorted({char for text in texts for char in characters.split(text)})
        return cls((*SPECIAL, *map(locale_token, locales), *found))


def locale_token(locale: str) -> str:
    """ "en_GB" -> "<en_GB>"; what is not one of LOCALES is <UNK>."""
    return f"<{locale}>" if locale in LOCALES else UNK
