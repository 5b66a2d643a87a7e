"""Sentences from a decoder: greedily for many pictures at once, and step by step for a beam about one picture."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from core.captions.decoder import FIRST, Decoder, Looked, State
from core.captions.options import END, LONGEST, SPECIAL, UNKNOWN

LAST, UNKNOWN_WORD = SPECIAL.index(END), SPECIAL.index(UNKNOWN)
NEVER = (FIRST, UNKNOWN_WORD)  # are never written


class Writer:
    """A `core.translate.beam.Stepper` about one picture; the state is h and c, (n, H) each."""

    def __init__(self, decoder: Decoder, seen: Looked) -> None:
        self.decoder, self.seen = decoder, seen

    def start(self) -> State:
        """h⟨0⟩ and c⟨0⟩."""
        return self.decoder.first(self.seen)

    @torch.inference_mode()
    def step(self, state: State, tokens: Tensor | None) -> tuple[Tensor, State]:
        """Logits (n, V), those of NEVER −∞, and the state, from the words before (n,); None stands for BEGIN."""
        n = len(state[0])
        y = self.decoder.embedding(torch.full((n,), FIRST) if tokens is None else tokens)
        seen = self.seen if n == len(self.seen.v) else self.seen.of(torch.zeros(n, dtype=torch.long))
        alpha = self.decoder.energies(state[0], seen).softmax(-1)
        state, m = self.decoder.step(y, state, self.decoder.glance(alpha, self.decoder.beta(state[0]), seen))
        return allowed(self.decoder.logits(m)), state

    def reorder(self, state: State, parents: Tensor) -> State:
        """The states of these hypotheses."""
        return state[0][parents], state[1][parents]


def allowed(logits: Tensor) -> Tensor:
    """The same with −∞ for the words of NEVER."""
    logits[..., NEVER] = -torch.inf
    return logits


@torch.inference_mode()
def greedy(decoder: Decoder, grids: Tensor) -> list[tuple[int, ...]]:
    """The likeliest word at each step, for pictures (B, 49, 1280) side by side; the end is left out."""
    writer = Writer(decoder, decoder.look(grids))
    state, tokens, taken = writer.start(), None, []
    for _ in range(LONGEST):
        logits, state = writer.step(state, tokens)
        tokens = logits.argmax(-1)
        taken.append(tokens)
    return [until_end(row) for row in torch.stack(taken, 1).tolist()]


def until_end(tokens: Sequence[int]) -> tuple[int, ...]:
    """The words before the first END."""
    return tuple(tokens[: tokens.index(LAST)] if LAST in tokens else tokens)
