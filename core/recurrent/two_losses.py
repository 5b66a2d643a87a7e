"""The loss of one symbol out of V, beside a mistake: the loss of a yes-or-no answer added up over all V outputs.

With p = ŷ⟨t⟩ and the next symbol n, the right one is −log p_n; the other −log p_n − Σ_{i≠n} log(1 − p_i). It lies between
(−log p_n) + (1 − p_n) and twice −log p_n, as Π(1 − p_i) is at least 1 − Σ p_i = p_n; for V = 2 it is exactly twice. Both are
least, on average, where p is the true distribution: the mistake moves the price of a wrong answer, not the best answer.
"""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor

from core.recurrent.model import SequenceModel
from core.recurrent.results import Reading, TwoLosses


@torch.inference_mode()
def both(model: SequenceModel, reading: Reading) -> TwoLosses:
    """Both losses at every step of a reading of ``model``."""
    outputs = torch.from_numpy(np.ascontiguousarray(getattr(reading.trace, reading.trace.output)))
    logits, following = model.logits(outputs).double(), torch.from_numpy(reading.ids[1:]).long()
    right, mistake = of_each(logits)  # (T, V)
    steps, known = torch.arange(len(following)), len(following)
    taken = [torch.full((len(reading.ids),), math.nan, dtype=torch.float64) for _ in range(2)]
    for values, losses in zip(taken, (right, mistake), strict=True):
        values[:known] = losses[steps, following]
    even_right, even_mistake = of_each(torch.zeros(1, logits.shape[1], dtype=torch.float64))
    return TwoLosses(
        right=taken[0].numpy(),
        mistake=taken[1].numpy(),
        right_shares=(-right).exp().sum(-1).numpy(),
        mistake_shares=(-mistake).exp().sum(-1).numpy(),
        right_even=even_right[0, 0].item(),
        mistake_even=even_mistake[0, 0].item(),
        symbols=logits.shape[1],
    )


def of_each(logits: Tensor) -> tuple[Tensor, Tensor]:
    """Both losses that each symbol would have if it came next: logits (T, V) -> (T, V), (T, V)."""
    log_p = torch.log_softmax(logits, dim=-1)
    log_not = torch.log1p(-log_p.exp())
    top = logits.argmax(dim=-1, keepdim=True)  # 1 − p of the likeliest from the others, lest nothing be left of it
    others = log_p.scatter(-1, top, -math.inf).logsumexp(dim=-1, keepdim=True)
    log_not = log_not.scatter(-1, top, others)
    return -log_p, -log_p - (log_not.sum(dim=-1, keepdim=True) - log_not)
