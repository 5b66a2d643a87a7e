"""GloVe by code that is not ours: a plain loop over a sentence, a banded matrix of SciPy, PyTorch's gradients."""

from __future__ import annotations

import numpy as np
import torch
from scipy import sparse
from torch.nn import functional as F

from core.referees.results import Compared, numbers, worst
from core.words import cooccurrence, counting, glove, glove_scenes
from core.words.corpus import Corpus
from core.words.moments import decoded
from core.words.results import Counted, Fit, GloveLearned


def check(
    learned: GloveLearned,
    shown: Counted,
    window: int,
    harmonic: bool,
    symmetric: bool,
    x_max: float | None = None,
    moment: int = -1,
    *,
    text: Corpus | None = None,
    word: str = "",
) -> list[Compared]:
    """What the sentence writes; where the text is there, a word's counts and the sum of its row; f and J of the shown
    cells, and what J asks of all four tables, in double precision.

    window, harmonic, symmetric, x_max: the visitor's; without x_max the training's. moment: of the training. word: one
    of `shown.words`; without it the rarest of the sentence.
    """
    ours = np.zeros((len(shown.words),) * 2)
    for step in range(len(shown.tokens)):
        found = counting.written(shown, step, window, harmonic, symmetric)
        np.add.at(ours, (found.rows, found.columns), found.weights)
    sentence = worst("sentence", ours, looped(shown, window, harmonic, symmetric))
    fit = glove_scenes.fit(learned, shown)
    cost = _cost(learned, fit, fit.x_max if x_max is None else x_max, moment)
    if text is None:
        return [sentence, *cost]
    columns = [text.words.index(other) for other in shown.words]
    place = shown.words.index(word) if word else max({*shown.place} - {-1, -2}, key=lambda k: columns[k])
    counts = counting.matrix(shown, window, harmonic, symmetric)[place]
    whole = cooccurrence.row(text, columns[place], window, counting.WEIGHTING[harmonic], symmetric)
    theirs = banded(text, columns[place], window, harmonic, symmetric)
    return [
        sentence,
        worst("counts", counts, theirs[columns]),
        numbers("row_sum", whole.sum(), theirs.sum()),
        *cost,
    ]


def looped(shown: Counted, window: int, harmonic: bool, symmetric: bool) -> np.ndarray:
    """X (n, n) of the sentence, by going through all pairs of its words."""
    X = np.zeros((len(shown.words),) * 2)
    for s in range(len(shown.tokens)):
        for t in range(s + 1, len(shown.tokens)):
            i, j = int(shown.place[t]), int(shown.place[s])
            d = sum(shown.place[k] != -1 for k in range(s + 1, t + 1))
            if i >= 0 and j >= 0 and shown.part[s] == shown.part[t] and d <= window:
                X[i, j] += 1 / d if harmonic else 1
                X[j, i] += (1 / d if harmonic else 1) * symmetric
    return X


def banded(text: Corpus, row: int, window: int, harmonic: bool, symmetric: bool) -> np.ndarray:
    """A row of X (V,), of the sentences that have the word: its one-hot row times a matrix of bands of 1/d, one for
    each distance, times the one-hot rows of all words."""
    sentence = np.repeat(np.arange(len(text.starts) - 1), np.diff(text.starts))
    has = np.isin(sentence, np.unique(sentence[text.tokens == row]))
    tokens, sentence = text.tokens[has], sentence[has]
    count = len(tokens)
    far = range(1, min(window, count - 1) + 1)
    bands = [(sentence[d:] == sentence[:-d]) / (d if harmonic else 1) for d in far]
    left = sparse.diags(bands, [-d for d in far], shape=(count, count), format="csr")
    near = left + left.T if symmetric else left
    words = sparse.csr_matrix((np.ones(count), tokens, np.arange(count + 1)), shape=(count, len(text.words)))
    return (sparse.csr_matrix((tokens == row).astype(float)) @ near @ words).toarray()[0]


def _cost(learned: GloveLearned, fit: Fit, x_max: float, moment: int) -> list[Compared]:
    """f, J and its gradients. Ours go through `glove.gradients`, cell by cell, as in the training."""
    m = learned.moments
    index = {word: row for row, word in enumerate(m.words)}
    rows = [index[word] for word in fit.names]
    theta = decoded(m.theta[moment, rows], m.theta_scale[moment, rows])
    e = decoded(m.e[moment, rows], m.e_scale[moment, rows])
    tables = [torch.tensor(part, dtype=torch.float64) for part in (theta, e, fit.b[moment], fit.b_prime[moment])]
    i, j, x = (torch.from_numpy(np.asarray(part)) for part in (fit.left, fit.right, fit.x.astype(np.float64)))
    f = glove_scenes.weight(fit.x, x_max, fit.power)

    theta, e, b, b_prime = (table.clone().requires_grad_() for table in tables)
    score = (F.embedding(i, theta) * F.embedding(j, e)).sum(1) + b[i] + b_prime[j]
    f_theirs = (
        torch.where(x < x_max, torch.exp(fit.power * torch.log(x / x_max)), torch.ones_like(x)) if x_max else x**0
    )
    J = (f_theirs * F.mse_loss(score, x.log(), reduction="none")).sum()
    asked = torch.autograd.grad(J, (theta, e, b, b_prime))

    one = torch.ones(len(rows), 1, dtype=torch.float64)
    left = torch.cat([tables[0], tables[2][:, None], one], 1)
    right = torch.cat([tables[1], one, tables[3][:, None]], 1)
    _, on_left, on_right = glove.gradients(left[i], right[j], x.log(), torch.from_numpy(f))
    on_left, on_right = (
        torch.zeros_like(left).index_add_(0, at, part).numpy() for at, part in ((i, on_left), (j, on_right))
    )
    ours = on_left[:, :-2], on_right[:, :-2], on_left[:, -2], on_right[:, -1]
    return [
        worst("weight", f, f_theirs.numpy()),
        numbers("cost", glove_scenes.addend(fit, moment, x_max).sum(), float(J.detach())),
        *(
            worst(name, a, t.numpy())
            for name, a, t in zip(("on_theta", "on_e", "on_b", "on_b_prime"), ours, asked, strict=True)
        ),
    ]
