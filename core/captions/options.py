"""What may be chosen about a caption: plain values, without torch."""

from __future__ import annotations

import re
from dataclasses import dataclass

START, EVERY, ATTEND = WAYS = ("start", "every", "attend")
GREY, NOISE = MADE = ("grey", "noise")  # pictures of nothing
MAX_BYTES = 10 << 20  # of a picture's file
PLACES = 49
LONGEST = 22  # words of a caption, its end among them
WIDEST = 10  # beam
BEGIN, END, UNKNOWN = SPECIAL = ("<BOS>", "<EOS>", "<UNK>")


@dataclass(frozen=True)
class CaptionConfig:
    """How a sentence is chosen.

    width and alpha: of the beam; finished ones are ranked by log P / T^alpha. n_best: how many sentences are given.
    """

    width: int = 3
    alpha: float = 0.7
    n_best: int = 1


def cut(sentence: str) -> tuple[str, ...]:
    """A sentence's words in lower case: letters, digits, and signs within a word; no punctuation."""
    return tuple(re.findall(r"[a-z0-9]+(?:['’\-][a-z0-9]+)*", sentence.lower()))
