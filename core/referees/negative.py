"""Negative sampling by code that is not ours: PyTorch's gradients, SciPy's softmax for P(w), and darts found one by one."""

from __future__ import annotations

import numpy as np
import torch
from scipy.special import softmax
from torch.nn import functional as F

from core.referees.results import Compared, numbers, worst
from core.words import negative
from core.words.negative import Tables
from core.words.results import Drawn


def check(tables: Tables, shown: Drawn, pair: int, k: int, power: float) -> list[Compared]:
    """One pair against its first k words, at the exponent nearest to `power`, in double precision.

    The loss as binary cross-entropy and its gradients by automatic differentiation; σ, p(t | c) and Σσ; P(w) of all words as
    the softmax of power · log f(w); and the words that the darts hit by walking along P. Of words drawn the places in the
    vocabulary are compared.
    """
    x, _ = negative.nearest(power)
    e_c = tables.e[tables.index[shown.tokens[shown.centre]]].astype(np.float64)
    t, others = shown.ranks[shown.target[pair]], shown.ranks[shown.hit[x, pair, :k]]
    ours = negative.pair_loss(e_c, tables.theta[t], tables.theta[others])

    e, theta_t, theta_n = (
        torch.tensor(rows, dtype=torch.float64, requires_grad=True)
        for rows in (e_c, tables.theta[t], tables.theta[others])
    )
    logit = torch.cat([theta_t[None], theta_n]) @ e
    y = torch.zeros(1 + len(others), dtype=torch.float64)
    y[0] = 1
    theirs = F.binary_cross_entropy_with_logits(logit, y, reduction="sum")
    on_t, on_n, on_e = (-gradient.numpy() for gradient in torch.autograd.grad(theirs, (theta_t, theta_n, e)))

    scores = torch.from_numpy(tables.theta.astype(np.float64) @ e_c)
    p = softmax(shown.exponents[x] * np.log(tables.counts.astype(np.float64)))
    places = [shown.target[pair], *shown.hit[x, pair, :k]]
    return [
        numbers("loss", ours.loss, float(theirs.detach())),
        worst("on_t", ours.on_t, on_t),
        worst("on_drawn", ours.on_drawn, on_n),
        worst("on_e", ours.on_e, on_e),
        worst("sigma", 1 / (1 + np.exp(-shown.logit[places])), torch.sigmoid(logit.detach()).numpy()),
        worst("softmax", shown.softmax, torch.softmax(scores, 0).numpy()[shown.ranks]),
        numbers("sigmas", shown.sigmas, float(torch.sigmoid(scores).sum())),
        worst("p", shown.probability[x], p[shown.ranks]),
        worst("drawn", others, np.array([walked(p, dart) for dart in shown.thrown[pair, :k].tolist()])),
    ]


def walked(p: np.ndarray, dart: float) -> int:
    """The word that a dart hits, found by going along P word by word."""
    end = 0.0
    for word, share in enumerate(p.tolist()):
        end += share
        if dart < end:
            return word
    return len(p) - 1
