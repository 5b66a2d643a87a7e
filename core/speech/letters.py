"""The symbols of the recogniser: a blank, the space, the apostrophe and the letters a to z."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from core.speech.ctc import BLANK

__all__ = ["BLANK", "SYMBOLS", "decode", "encode"]
SYMBOLS = ("", " ", "'", *"abcdefghijklmnopqrstuvwxyz")  # by index; the blank writes nothing
_INDEX = {symbol: index for index, symbol in enumerate(SYMBOLS) if symbol}


def encode(text: str) -> tuple[int, ...]:
    """Text as symbols, in lower case. Accents are dropped; all else that is no letter or apostrophe becomes one space.

    Digits are not spelled out: write "two" for "2" before.
    """
    plain = unicodedata.normalize("NFKD", text.replace("’", "'")).lower()
    kept = (letter if letter in _INDEX else " " for letter in plain if not unicodedata.combining(letter))
    return tuple(_INDEX[letter] for letter in " ".join("".join(kept).split()))


def decode(labels: Iterable[int]) -> str:
    """Symbols as text; blanks write nothing."""
    return "".join(SYMBOLS[label] for label in labels)
