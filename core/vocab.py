"""Vocabularies: symbols and their indices, with <UNK> for what is not known."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

UNK, EOS = "<UNK>", "<EOS>"


@dataclass(frozen=True)
class Vocabulary:
    """An ordered set of symbols. ``level`` is "character" or "word"; a "lower" vocabulary knows no capitals."""

    symbols: tuple[str, ...]
    level: str = "character"
    lower: bool = False

    @cached_property
    def index(self) -> dict[str, int]:
        """Symbol -> index."""
        return {symbol: i for i, symbol in enumerate(self.symbols)}

    @property
    def unk(self) -> int:
        """The index of <UNK>."""
        return self.index[UNK]

    def __len__(self) -> int:
        return len(self.symbols)

    def split(self, text: str) -> list[str]:
        """The text as symbols: characters as a reader counts them (an accent stays with its letter), or words."""
        text = unicodedata.normalize("NFC", text.lower() if self.lower else text)
        return words(text) if self.level == "word" else graphemes(text)

    def encode(self, tokens: Sequence[str]) -> list[int]:
        """Indices of tokens; what is not known becomes <UNK>. KeyError if there is no <UNK> and it is needed."""
        index = self.index
        return [index[token] if token in index else self.unk for token in tokens]

    @classmethod
    def of_words(cls, sentences: Iterable[Sequence[str]], size: int) -> Vocabulary:
        """<EOS>, <UNK> and the ``size − 2`` most frequent words; ties in the order of the alphabet."""
        counts = Counter(word for sentence in sentences for word in sentence)
        ranked = sorted(counts, key=lambda word: (-counts[word], word))
        return cls((EOS, UNK, *ranked[: size - 2]), level="word", lower=True)


def words(text: str) -> list[str]:
    """Words (with their apostrophe), numbers, and every other mark on its own: "Don't go!" -> don't, go, !"""
    return re.findall(r"\w+(?:'\w+)*|[^\w\s]", text)


def graphemes(text: str) -> list[str]:
    """Split text into what a reader sees as one character: a base with its combining marks, a joined emoji.

    A small part of Unicode's UAX 29: marks, variation selectors, skin tones and what a zero-width joiner joins stay
    with the character before; two regional indicators make a flag.
    """
    out: list[str] = []
    for char in text:
        extends = (
            unicodedata.category(char) in ("Mn", "Me", "Mc")
            or char in "\u200d\ufe0e\ufe0f"
            or 0x1F3FB <= ord(char) <= 0x1F3FF
        )
        flag = out and _regional(char) and len(out[-1]) == 1 and _regional(out[-1])
        if out and out[-1] != "\n" and (extends or flag or out[-1].endswith("\u200d")):
            out[-1] += char
        else:
            out.append(char)
    return out


def _regional(char: str) -> bool:
    return 0x1F1E6 <= ord(char) <= 0x1F1FF
