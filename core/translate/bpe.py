"""Subword units by byte-pair encoding over characters. Sennrich, Haddow and Birch 2016, section 3.2.

A sentence is cut into words and marks; "▁" stands for the space before a word, so that joining the pieces and putting
the spaces back gives the sentence. Within a word the learned merges are made, the earliest learned first. Training the
merges is the recipe's work; applying them is here.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from core.translate.results import EOS, SPACE

BOS, UNK = "<BOS>", "<UNK>"
SPECIAL = (EOS, BOS, UNK)  # their indices are 0, 1, 2 in every vocabulary
REMEMBERED = 50_000  # words
PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u00ad": None, SPACE: " "}
)


def normalise(text: str) -> str:
    """NFC, plain quotes and dashes, single spaces: how the sentences that the models learned from were written."""
    return " ".join(unicodedata.normalize("NFC", text).translate(PLAIN).split())


def chunks(text: str) -> list[str]:
    """A sentence as words and marks, each with the space before it: "I'm here." -> ▁I ' m ▁here ."""
    return re.findall(f"{SPACE}?(?:\\w+|[^\\w{SPACE}])", SPACE + normalise(text).replace(" ", SPACE))


@dataclass(frozen=True)
class Subwords:
    """The pieces, in the order of their indices, and the merges in the order they were learned."""

    symbols: tuple[str, ...]
    merges: tuple[tuple[str, str], ...]

    @cached_property
    def index(self) -> dict[str, int]:
        """Piece -> index."""
        return {symbol: i for i, symbol in enumerate(self.symbols)}

    @cached_property
    def rank(self) -> dict[tuple[str, str], int]:
        """Pair -> when it was learned."""
        return {pair: i for i, pair in enumerate(self.merges)}

    @cached_property
    def _known(self) -> dict[str, list[str]]:
        return {}

    def __len__(self) -> int:
        return len(self.symbols)

    def split(self, text: str) -> list[str]:
        """The sentence as pieces; what no merge makes stays as characters, known or not."""
        return [piece for chunk in chunks(text) for piece in self._pieces(chunk)]

    def _pieces(self, chunk: str) -> list[str]:
        """A word's pieces; words come again and again, so short ones are remembered, up to a bound."""
        if chunk not in self._known:
            if len(self._known) > REMEMBERED or len(chunk) > 30:
                return self._merge(chunk)
            self._known[chunk] = self._merge(chunk)
        return self._known[chunk]

    def _merge(self, chunk: str) -> list[str]:
        pieces = list(chunk)
        while len(pieces) > 1:
            pairs = list(zip(pieces, pieces[1:], strict=False))
            best = min(pairs, key=lambda pair: self.rank.get(pair, len(self.rank)))
            if best not in self.rank:
                break
            pieces = _merged(pieces, best)
        return pieces

    def encode(self, text: str) -> list[int]:
        """Indices of the pieces; a character that was not learned becomes <UNK>. No <EOS>."""
        return [self.index.get(piece, self.index[UNK]) for piece in self.split(text)]

    def read(self, text: str, locale: str = "") -> tuple[list[str], list[int]]:
        """Pieces and indices as the encoder takes them: the text, <EOS>. A sentence needs no ``locale``."""
        return [*self.split(text), EOS], [*self.encode(text), self.index[EOS]]

    def decode(self, ids: Sequence[int]) -> str:
        """The sentence of these indices, without <BOS> and <EOS>."""
        kept = (self.symbols[i] for i in ids if self.symbols[i] not in (EOS, BOS))
        return "".join(kept).replace(SPACE, " ").strip()

    @classmethod
    def load(cls, path: Path) -> Subwords:
        """Read a file that `save` wrote."""
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls(tuple(data["symbols"]), tuple(tuple(pair.split(" ")) for pair in data["merges"]))

    def save(self, path: Path) -> None:
        """Write as JSON: symbols, and merges as "left right"."""
        data = {"symbols": self.symbols, "merges": [" ".join(pair) for pair in self.merges]}
        path.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


@dataclass(frozen=True)
class Reversed:
    """The same pieces for an encoder that reads a sentence from its last piece to its first (Sutskever et al. 2014)."""

    pieces: Subwords

    def __len__(self) -> int:
        return len(self.pieces)

    def read(self, text: str, locale: str = "") -> tuple[list[str], list[int]]:
        """Pieces and indices in the order in which they are read: the text backwards, then <EOS>."""
        pieces, ids = self.pieces.read(text, locale)
        return [*pieces[-2::-1], pieces[-1]], [*ids[-2::-1], ids[-1]]


def _merged(pieces: list[str], pair: tuple[str, str]) -> list[str]:
    out: list[str] = []
    i = 0
    while i < len(pieces):
        if tuple(pieces[i : i + 2]) == pair:
            out.append(pieces[i] + pieces[i + 1])
            i += 2
        else:
            out.append(pieces[i])
            i += 1
    return out
