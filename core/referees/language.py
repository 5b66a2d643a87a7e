"""Referees of the language models: PyTorch's own LSTM and loss, and sums written out.

Only the weights are shared with ``core.recurrent.language``.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from core.recurrent.language.models import LanguageModel, LetterModel, WordModel
from core.recurrent.language.race import raced
from core.recurrent.language.text import joined, spelling
from core.referees.recurrent import torch_layer
from core.referees.results import Compared, numbers, worst
from core.vocab import EOS, UNK


def torch_log_probs(model: LanguageModel, symbols: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """−``cross_entropy`` at each step of ``torch.nn.LSTM``, <EOS> the last, (T,), and its softmax (T, V), in natural logs.

    The network's own vocabulary, whatever the model's.
    """
    network = model.network
    ids = network.vocabulary.encode(list(symbols))
    with torch.no_grad():
        xs = torch.zeros(len(ids) + 1, network.config.embedding)
        xs[1:] = network.E[ids]
        outputs, _ = torch_layer(network.cell)(xs)
        logits = torch.nn.functional.linear(outputs @ network.W_p.t(), network.E, network.b_y)
        targets = torch.tensor([*ids, network.vocabulary.index[EOS]])
        losses = cross_entropy(logits.double(), targets, reduction="none")
        return -losses.numpy(), torch.log_softmax(logits.double(), dim=1).numpy()


def check(words: WordModel, letters: LetterModel, symbols: Sequence[str], size: int) -> list[Compared]:
    """A sentence's log-probabilities and perplexities by torch, and a smaller vocabulary's <UNK> as a sum in plain Python."""
    text = joined(symbols)
    spelled = [letter for group in spelling(symbols) for letter in group]
    full = words.smaller(len(words.network.vocabulary))
    by_word, _ = torch_log_probs(full, symbols)
    by_letter, _ = torch_log_probs(letters, spelled)
    ours, letter_scores = full.score(text), letters.score(text)
    (shown,) = raced(words, letters, [symbols], (size, len(full.vocabulary)))
    return [
        worst("log P", ours.log_probs, by_word),
        worst("log P (float32)", shown.by_size[len(full.vocabulary)].scored.log_probs, by_word),
        numbers("perplexity", ours.perplexity, float(torch.tensor(-by_word).mean().exp())),
        worst("log P (letters)", letter_scores.log_probs, by_letter),
        numbers("sum of P", float(np.exp(full.log_probs(symbols)).sum()), 1.0),
        _unknown(full, words.smaller(size), symbols),
    ]


def _unknown(full: WordModel, smaller: WordModel, symbols: Sequence[str]) -> Compared:
    """P(<UNK>) after a sentence of which only some words are known, beside <UNK> and all that is left out, one by one."""
    known, size = smaller.vocabulary.index, len(smaller.vocabulary)
    _, logs = torch_log_probs(full, [word if word in known else UNK for word in symbols])
    added = sum(float(np.exp(logs[-1][place])) for place in (known[UNK], *range(size, logs.shape[1])))
    return numbers(f"P(<UNK>), V = {size}", float(np.exp(smaller.log_probs(symbols)[known[UNK]])), added)
