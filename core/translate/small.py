"""A language of a few words whose every sentence can be written down: the referee's playground for beam search."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.translate.beam import BeamConfig, search
from core.translate.results import Finished

END = 0
WORDS = "abcdefgh"
SHARPNESS = 1.6  # the spread of the logits: enough that a good beginning may have no good end


class SmallLanguage:
    """``words`` words and an end, each with a random probability after the two words before it; a seed, a language."""

    def __init__(self, words: int, seed: int) -> None:
        self.size = words + 1  # with the end, which is token 0
        logits = SHARPNESS * np.random.default_rng(seed).standard_normal((self.size + 1, self.size + 1, self.size))
        logits[-1, -1, END] -= 2  # hardly ever nothing at all
        self.table = logits - np.log(
            np.exp(logits).sum(-1, keepdims=True)
        )  # (before last, last, V); the last row: none

    def next_log_probs(self, prefixes: list[tuple[int, ...]]) -> np.ndarray:
        """log P of each next word (n, V)."""
        return np.stack([self.table[self._context(prefix)] for prefix in prefixes])

    def _context(self, prefix: tuple[int, ...]) -> tuple[int, int]:
        padded = (self.size, self.size, *prefix)
        return padded[-2], padded[-1]


@dataclass(frozen=True)
class Trial:
    """The best that a beam of this width finds, and how many continuations it scored."""

    width: int
    best: Finished
    scored: int


def trials(language: SmallLanguage, max_length: int, widths: tuple[int, ...], alpha: float = 0.0) -> tuple[Trial, ...]:
    """Beam search in the small language at several widths."""
    out = []
    for width in widths:
        trace = search(language.next_log_probs, BeamConfig(width, END, max_length, alpha))
        out.append(Trial(width, trace.finished[0], sum(step.of for step in trace.steps)))
    return tuple(out)


def spelling(tokens: tuple[int, ...]) -> str:
    """A sentence: its words are a, b, c, …; "." is its end. IndexError for a word beyond h."""
    return " ".join("." if token == END else WORDS[token - 1] for token in tokens)
