"""What skip-gram and CBOW make small, with the gradients written out. Mikolov et al. 2013a, 2013b.

In all of them e are the vectors that words have as input and θ those that they have as output; a block of text has n words
in the middle of windows and h words that may be a neighbour of one of them. near (n, h) is 1 where the word stands in
the window of the middle, else 0. Leading dimensions are blocks. Each function returns the sum of the losses, how many pairs
they are of, and the gradients *downhill*, in the order of the tables given. Nothing is divided by the number of pairs:
each is a step of its own, as it is in word2vec.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

Result = tuple[Tensor | None, Tensor, tuple[Tensor, ...]]


def skip_negative(e: Tensor, theta: Tensor, drawn: Tensor, near: Tensor, k: int, lossy: bool = True) -> Result:
    """−Σ log σ(θ_tᵀe_c) − k · mean over the drawn words n of log σ(−θ_nᵀe_c), for each pair of a middle c and a neighbour t.

    e (…, n, E) of the middles, theta (…, h, E) of the neighbours, drawn (…, m, E): θ of m words drawn for the block, which
    stand for the k that each pair would draw for itself: in the mean over draws that is the same.
    """
    pairs = near.sum(-1, keepdim=True)
    yes, no = e @ theta.mT, e @ drawn.mT  # (…, n, h), (…, n, m)
    share = pairs * (k / drawn.shape[-2])
    loss = None
    if lossy:
        loss = -(F.logsigmoid(yes) * near).sum() - (F.logsigmoid(-no) * share).sum()
    right = torch.sigmoid_(yes.neg_() if not lossy else -yes).mul_(near)  # 1 − σ(x) = σ(−x)
    wrong = torch.sigmoid_(no).mul_(share)
    down_e = right @ theta - wrong @ drawn
    return loss, pairs.sum(), (down_e, right.mT @ e, -(wrong.mT @ e))


def cbow_negative(
    e: Tensor, theta: Tensor, drawn: Tensor, near: Tensor, k: int, lossy: bool = True, share_error: bool = False
) -> Result:
    """−log σ(θ_cᵀē) − k · mean over the drawn words n of log σ(−θ_nᵀē), ē the mean of the neighbours' e; for each middle c.

    e (…, h, E) of the neighbours, theta (…, n, E) of the middles. share_error: the gradient as it is, in which each neighbour
    gets the error divided by their number; word2vec and gensim give each the whole of it, and so do we.
    """
    count = near.sum(-1, keepdim=True)
    has = (count > 0).to(e.dtype)
    weights = near / count.clamp(min=1)
    mean = weights @ e  # (…, n, E)
    yes, no = (mean * theta).sum(-1, keepdim=True), mean @ drawn.mT
    scale = has * (k / drawn.shape[-2])
    loss = None
    if lossy:
        loss = -(F.logsigmoid(yes) * has).sum() - (F.logsigmoid(-no) * scale).sum()
    right = torch.sigmoid(-yes).mul_(has)
    wrong = torch.sigmoid_(no).mul_(scale)
    down = right * theta - wrong @ drawn
    return loss, has.sum(), ((weights if share_error else near).mT @ down, right * mean, -(wrong.mT @ mean))


def skip_softmax(e: Tensor, theta: Tensor, targets: Tensor) -> Result:
    """−Σ log p(t | c), p(t | c) = exp(θ_tᵀe_c) / Σ_j exp(θ_jᵀe_c) over all V words.

    e (n, E) of the middles, theta (V, E), targets (n, V): how often each word stands in the window of each middle. With one
    target a row this is CBOW's too, e being the mean.
    """
    logits = e @ theta.T
    log_p = F.log_softmax(logits, dim=-1)
    pairs = targets.sum(-1, keepdim=True)
    loss = -(targets * log_p).sum()
    error = targets - pairs * log_p.exp()
    return loss, pairs.sum(), (error @ theta, error.T @ e)
