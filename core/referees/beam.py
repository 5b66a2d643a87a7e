"""Independent checks of beam search: every sentence written down and multiplied, and teacher forcing by the whole model."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from core.translate.bpe import BOS, SPECIAL
from core.translate.results import Finished
from core.translate.small import END, SmallLanguage
from core.translate.translator import Translator


@dataclass(frozen=True)
class Exhausted:
    """Every sentence of at most so many words: how many there are, and the best: words with the end, its P, its score."""

    count: int
    tokens: tuple[int, ...]
    probability: float
    score: float


def brute_force(language: SmallLanguage, max_length: int, alpha: float = 0.0) -> Exhausted:
    """Write down all sentences, multiply the probabilities of their words, take the greatest log P / T^α."""
    p, none, count, best = language.table, language.size, 0, None
    for length in range(1, max_length + 1):
        for words in itertools.product(range(1, language.size), repeat=length - 1):
            y = (none, none, *words, END)
            probability = math.prod(math.exp(p[a, b, c]) for a, b, c in zip(y, y[1:], y[2:], strict=False))
            score = math.log(probability) / length**alpha
            count += 1
            if best is None or score > best.score:
                best = Exhausted(0, y[2:], probability, score)
    return Exhausted(count, best.tokens, best.probability, best.score)


@torch.inference_mode()
def teacher_forced(name: str, text: str, outputs: Sequence[Finished]) -> list[float]:
    """log P of each output by the model's own pass over the whole of it at once; none of the search's code is in it."""
    translator = Translator.load(name)
    _, ids = translator.read(text)
    begin, out = SPECIAL.index(BOS), []
    for tokens, _, _ in outputs:
        logits = translator.model(torch.tensor([ids]), torch.tensor([[begin, *tokens[:-1]]]))[0].double()
        out.append(logits.log_softmax(-1)[torch.arange(len(tokens)), list(tokens)].sum().item())
    return out
