"""Three mistakes about GloVe: turned tables by PyTorch and gensim, log(1 + X) by hand, cells that are 0 by
scikit-learn."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from gensim.models import KeyedVectors
from sklearn.metrics import roc_auc_score

from core.words import corpus, glove_mistakes, glove_moments
from core.words.moments import decoded
from core.words.options import GloveConfig
from tests.core.words.glove_made_up import SIZE, counts, learned, small_text

CONFIG = GloveConfig(dimension=SIZE, window=4, harmonic=True, x_max=5.0)


def made_up(config: GloveConfig = CONFIG):
    text = small_text()
    return text, learned(text, config)


def scores(found) -> torch.Tensor:
    """θ_iᵀe_j + b_i + b′_j of all pairs (V, V)."""
    m = found.moments
    theta, e = (
        torch.from_numpy(decoded(codes[-1], scale[-1])).double()
        for codes, scale in ((m.theta, m.theta_scale), (m.e, m.e_scale))
    )
    return theta @ e.T + torch.from_numpy(m.b[-1])[:, None] + torch.from_numpy(m.b_prime[-1])


@pytest.mark.parametrize("seed", [1, 2])
def test_turned_tables_have_the_same_cost(seed):
    _, found = made_up()
    m, shown = found.moments, glove_mistakes.turned(found, "w3", axis=2, seed=seed)
    x = torch.from_numpy(m.x)
    f = torch.clamp((x / CONFIG.x_max) ** 0.75, max=1)
    J = float((f * (scores(found)[m.rows, m.cols] - x.log()) ** 2).sum())
    assert shown.cost == pytest.approx((J, J, J), rel=1e-12)
    assert shown.apart[0] == 0 < max(shown.apart) < 1e-12, "other numbers, the same products"


def test_what_turning_leaves_and_what_it_does_not():
    text, found = made_up()
    shown = glove_mistakes.turned(found, "w3", axis=2)
    kept = found.vectors.astype(np.float64)
    theirs = KeyedVectors(SIZE)
    theirs.add_vectors(list(text.words), kept)
    assert shown.nearest[0] == tuple(name for name, _ in theirs.most_similar("w3", topn=5))
    assert shown.heads[0] == tuple(text.words[k] for k in np.argsort(-kept[:, 2])[:8])
    assert shown.nearest[1] == shown.nearest[0] and shown.nearest_kept[:2] == (1, 1)
    assert shown.heads_kept[0] == 8 > max(shown.heads_kept[1:])
    assert shown.nearest[2] != shown.nearest[0] and shown.nearest_kept[2] < 0.9
    for heads, number in zip(shown.heads, shown.heads_kept, strict=True):
        assert len({*heads} & {*shown.heads[0]}) == number
    with pytest.raises(ValueError):
        glove_mistakes.turned(found, "nobody")


def test_log_of_one_more_by_hand():
    shown = glove_mistakes.offset(np.array([0.2, 0.2, 0.5, 1, 4, 20000]), CONFIG)
    for k, count in enumerate(shown.counts.tolist()):
        assert shown.log[k] == pytest.approx(math.log(count)) and shown.log_offset[k] == pytest.approx(
            math.log(1 + count)
        )
        assert shown.doubled[k] == pytest.approx(math.log(2))
        assert shown.doubled_offset[k] == pytest.approx(math.log((1 + 2 * count) / (1 + count)))
    assert shown.log_offset[0] == pytest.approx(0.18, abs=0.005) and shown.log[0] == pytest.approx(-1.61, abs=0.005)
    assert (shown.cells, shown.once, shown.middle) == (6, 4 / 6, 0.75)
    assert shown.apart == pytest.approx(4 / 6), "log 2 − log 1 = 0.69, log 5 − log 4 = 0.22"
    f = [min(1, (x / 5) ** 0.75) for x in (0.2, 0.2, 0.5, 1, 4, 20000)]
    assert shown.once_weight == pytest.approx(sum(f[:4]) / sum(f))
    places = np.searchsorted(shown.edges, [math.log(0.2), math.log(0.5), 0, math.log(4), math.log(20000)]) - 1
    expected = np.bincount(places, [2, 1, 1, 1, 1], minlength=len(shown.share)) / 6
    np.testing.assert_allclose(shown.share, expected)
    assert glove_mistakes.offset(np.array([1, 3.0]), CONFIG).counts[0] == 1, "there is no smaller one"
    assert shown.share_offset[shown.edges[:-1] < -0.5].sum() == 0 and shown.share_offset.sum() == pytest.approx(1)


@pytest.mark.parametrize("config", [CONFIG, replace(CONFIG, harmonic=False, symmetric=False)])
def test_words_that_never_met(config):
    text, found = made_up(config)
    X = counts(text, config).toarray()
    for word in ("w30", "w45"):
        row = text.words.index(word)
        shown = glove_mistakes.unmet(found, text, word, 6)
        zero = np.flatnonzero(X[row] == 0)
        given = scores(found)[row].exp().numpy()
        best = zero[np.argsort(-given[zero])][:6]
        assert shown.names == tuple(text.words[k] for k in best)
        np.testing.assert_allclose(shown.given, given[best], rtol=1e-6)
        np.testing.assert_allclose(shown.chance, X[row].sum() * text.counts[best] / text.counts.sum())
        assert (shown.unmet, shown.met) == (len(zero), (X[row] > 0).sum()) and shown.least == X[X > 0].min()
    with pytest.raises(KeyError):
        glove_mistakes.unmet(found, text, "nobody")


def test_cells_of_0_beside_the_others():
    text, found = made_up()
    X, shown = counts(text, CONFIG).toarray(), glove_mistakes.zeros(found, text)
    begin = len(text.words) // 10
    rows = slice(begin, None)
    met, given = X[rows, rows] > 0, scores(found)[rows, rows].numpy()
    assert (shown.unmet, shown.met) == ((~met).sum(), met.sum())
    assert shown.told == pytest.approx(roc_auc_score(met.ravel(), given.ravel()), abs=1e-6)
    chance = X.sum(1)[rows, None] * text.counts[None, rows] / text.counts.sum()
    assert shown.told_by_chance == pytest.approx(roc_auc_score(met.ravel(), chance.ravel()), abs=1e-5)
    for k, cells in enumerate((~met, met)):
        for ours, theirs in (
            (shown.given[k], np.exp(given)),
            (shown.chance[k], chance),
            (shown.counts[k], X[rows, rows]),
        ):
            expected = torch.quantile(torch.from_numpy(theirs[cells]), torch.from_numpy(shown.shares)).numpy()
            np.testing.assert_allclose(ours, expected, rtol=1e-5)
    assert not shown.counts[0].any()


def test_vectors_of_another_text():
    _, found = made_up()
    other = corpus.build([["a", "b"], ["b", "c"]], 1)
    for ask in (lambda: glove_mistakes.unmet(found, other, "a"), lambda: glove_mistakes.zeros(found, other)):
        with pytest.raises(ValueError):
            ask()


def test_what_never_met_in_the_training_that_ships():
    """Nothing holds these scores down: the vectors give far larger counts than chance would, and tell who has met no
    better than the words' frequencies alone."""
    found, text = glove_moments.first(), corpus.shipped("wordnet", 5, 8000)
    shown = glove_mistakes.zeros(found, text)
    assert (shown.given[0] > 2 * shown.chance[0]).all() and shown.given[0, 2] < shown.given[1, 2]
    assert 0.6 < shown.told < shown.told_by_chance
    assert {"bread", "tea", "chocolate"} & {*glove_mistakes.unmet(found, text, "juice").names}


def test_turning_the_training_that_ships():
    shown = glove_mistakes.turned(glove_moments.first(), "father")
    assert max(shown.heads_kept[1:]) <= 2 and 0.3 < shown.nearest_kept[2] < 0.9
    assert shown.cost == pytest.approx((shown.cost[0],) * 3, rel=1e-12)
