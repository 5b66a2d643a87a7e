"""The gradients of skip-gram and CBOW by PyTorch's automatic differentiation, and p(t | c) by its softmax."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch.nn import functional as F

from core.referees.results import Compared, numbers, worst
from core.words import corpus, objectives, scenes
from core.words.moments import decoded
from core.words.results import Learned

DRAWN = 24


def check(learned: Learned, text: str, window: int, k: int, seed: int = 0) -> list[Compared]:
    """The sentence of `text` as one block, with the vectors of the last moment, in double precision.

    Of three objectives the loss and the gradients; then log Σ_j exp θ_jᵀe_c as the picture has it. Raises UserError for a text
    with fewer than two known words.
    """
    m = learned.moments
    index = {word: row for row, word in enumerate(m.words)}
    ids = torch.tensor(corpus.known(text, index, scenes.LONGEST))
    e, theta = (
        torch.from_numpy(decoded(codes[-1], scale[-1])).double()
        for codes, scale in ((m.e, m.e_scale), (m.theta, m.theta_scale))
    )
    away = (torch.arange(len(ids))[:, None] - torch.arange(len(ids))[None, :]).abs()
    near = ((away <= window) & (away > 0)).double()
    drawn = torch.from_numpy(np.random.default_rng(seed).integers(0, len(e), DRAWN))
    found = [
        *_compared("skip", _skip, (e[ids], theta[ids], theta[drawn]), near, k),
        *_compared("cbow", _cbow, (e[ids], theta[ids], theta[drawn]), near, k),
        *_softmax(e[ids], theta, ids, near),
    ]
    return found


def _skip(e, theta, drawn, near, k):
    """Pair by pair: −log σ(θᵀe) − k · mean log σ(−θ_nᵀe)."""
    lost = e.new_zeros(())
    for i, j in near.nonzero().tolist():
        lost = lost - F.logsigmoid(theta[j] @ e[i]) - k * F.logsigmoid(-(drawn @ e[i])).mean()
    return lost


def _cbow(e, theta, drawn, near, k):
    """Middle by middle, with the mean of its neighbours."""
    lost = e.new_zeros(())
    for i in range(len(near)):
        if near[i].any():
            mean = e[near[i].bool()].mean(0)
            lost = lost - F.logsigmoid(theta[i] @ mean) - k * F.logsigmoid(-(drawn @ mean)).mean()
    return lost


def _compared(name: str, loss_of, tables: Sequence[torch.Tensor], near, k: int) -> list[Compared]:
    asked = [table.clone().requires_grad_() for table in tables]
    theirs = loss_of(*asked, near, k)
    gradients = torch.autograd.grad(theirs, asked)
    if name == "skip":
        ours, _, downhill = objectives.skip_negative(*tables, near, k)
    else:
        ours, _, downhill = objectives.cbow_negative(*tables, near, k, share_error=True)
    rows = [numbers(f"{name}_loss", float(ours), float(theirs.detach()))]
    labels = ("e", "theta", "drawn")
    return rows + [
        worst(f"{name}_{label}", -down.numpy(), gradient.numpy())
        for label, down, gradient in zip(labels, downhill, gradients, strict=True)
    ]


def _softmax(e: torch.Tensor, theta: torch.Tensor, ids: torch.Tensor, near: torch.Tensor) -> list[Compared]:
    targets = torch.zeros(len(ids), len(theta), dtype=e.dtype)
    targets.index_add_(1, ids, near)
    asked = [e.clone().requires_grad_(), theta.clone().requires_grad_()]
    logits = asked[0] @ asked[1].T
    pairs = near.nonzero()
    theirs = F.cross_entropy(logits[pairs[:, 0]], ids[pairs[:, 1]], reduction="sum")
    gradients = torch.autograd.grad(theirs, asked)
    ours, _, downhill = objectives.skip_softmax(e, theta, targets)
    scores = logits.detach()
    log_z, _ = scenes.over_all(scores.numpy(), np.zeros(len(theta)))
    return [
        numbers("softmax_loss", float(ours), float(theirs.detach())),
        worst("softmax_e", -downhill[0].numpy(), gradients[0].numpy()),
        worst("softmax_theta", -downhill[1].numpy(), gradients[1].numpy()),
        worst("log_z", log_z, torch.logsumexp(scores, dim=1).numpy()),
    ]
