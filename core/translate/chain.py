"""One output word by word, and the arithmetic of its probability: greedy, sampling, scoring, products, ranks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import Tensor

from core.translate.beam import NextLogProbs, Stepper, score
from core.translate.results import Chain, Finished, Products, Reranked

Choose = Callable[[Tensor], int]  # log-probabilities (V,) -> a word


def greedy(stepper: Stepper, end: int, max_length: int) -> Chain:
    """The likeliest word at each step."""
    return _chain(stepper, end, max_length, lambda log_p: int(log_p.argmax()))


def sample(stepper: Stepper, end: int, max_length: int, temperature: float, generator: torch.Generator) -> Chain:
    """Each word by chance, with P^(1/temperature); the log-probabilities given are the model's own."""
    if temperature <= 0:
        return greedy(stepper, end, max_length)
    return _chain(
        stepper,
        end,
        max_length,
        lambda log_p: int(torch.multinomial((log_p / temperature).softmax(-1), 1, generator=generator)),
    )


def _chain(stepper: Stepper, end: int, max_length: int, choose: Choose) -> Chain:
    state, tokens, out, log_probabilities = stepper.start(), None, [], []
    while len(out) < max_length and (not out or out[-1] != end):
        logits, state = stepper.step(state, tokens)
        log_p = logits[0].double().log_softmax(-1)
        out.append(choose(log_p))
        log_probabilities.append(log_p[out[-1]].item())
        tokens = torch.tensor(out[-1:])
    return Chain(tuple(out), np.array(log_probabilities), out[-1] == end)


def forced(stepper: Stepper, tokens: Sequence[int]) -> Chain:
    """log P of each word of a given output: teacher forcing."""
    given = iter(tokens)
    return _chain(stepper, -1, len(tokens), lambda _: next(given))


def exhaustive(next_log_probs: NextLogProbs, end: int, max_length: int, alpha: float = 0.0) -> tuple[Finished, ...]:
    """Every whole output of at most ``max_length`` tokens, best first: for a handful of words and steps only."""
    prefixes: list[tuple[tuple[int, ...], float]] = [((), 0.0)]
    out = []
    for length in range(1, max_length + 1):
        table = np.asarray(next_log_probs([prefix for prefix, _ in prefixes]), dtype=np.float64)
        grown = [
            ((*prefix, word), total + log_p)
            for (prefix, total), row in zip(prefixes, table, strict=True)
            for word, log_p in enumerate(row)
            if log_p > -np.inf
        ]
        out += [Finished(y, total, score(total, length, alpha)) for y, total in grown if y[-1] == end]
        prefixes = [(y, total) for y, total in grown if y[-1] != end]
    return tuple(sorted(out, key=lambda one: -one.score))


def products(log_probabilities: np.ndarray, dtype: str = "float32") -> Products:
    """Π P in a floating-point type beside Σ log P: (T,). A probability is at most 1, so neither can overflow."""
    p = np.exp(np.asarray(log_probabilities, dtype=np.float64)).astype(dtype)
    with np.errstate(under="ignore"):
        product = np.multiply.accumulate(p)
    zero = np.flatnonzero(product == 0)
    return Products(dtype, product, np.cumsum(log_probabilities), int(zero[0]) if len(zero) else None)


def rerank(finished: Sequence[Finished], alphas: Sequence[float], *, punishing: bool = False) -> Reranked:
    """The same finished hypotheses ranked by log P / T^α for each α.

    ``punishing`` makes the mistake: log P · T^α, with which a greater α would punish what is long.
    """
    log_p = np.array([one.log_probability for one in finished])
    lengths = np.array([len(one.tokens) for one in finished], dtype=np.float64)
    powers = lengths ** np.asarray(alphas, dtype=np.float64)[:, None]
    scores = log_p * powers if punishing else log_p / powers
    winner = scores.argmax(-1)
    return Reranked(np.asarray(alphas, dtype=np.float64), winner, lengths[winner].astype(int), scores)


def winner(finished: Sequence[Finished], alpha: float) -> int:
    """The place of the first in the ranking at one α."""
    return int(rerank(finished, [alpha]).winner[0])
