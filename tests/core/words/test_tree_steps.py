"""Steps down a tree: by automatic differentiation, by plain PyTorch pair by pair, and without a folder to keep them in."""

from __future__ import annotations

import numba
import numpy as np
import pytest
import torch
from numba.core import caching
from torch.nn import functional as F

from core.words import blocks, corpus, huffman, moments, tree_steps, word2vec
from core.words.huffman import Tree
from core.words.options import LearningConfig

E, EXACT = 5, 1e-9
COUNTS = np.array([50, 31, 30, 12, 9, 9, 4, 3, 2, 1, 1, 1])
KINDS = [(method, output) for method in ("skip", "cbow") for output in huffman.KINDS]


def tables(seed: int, size: int, kind: type = np.float64) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return rng.normal(size=(size, E)).astype(kind), rng.normal(size=(size - 1, E)).astype(kind)


def loss_of(e_c: torch.Tensor, theta: torch.Tensor, tree: Tree, word: int) -> torch.Tensor:
    """−log p(word | c) by binary cross-entropy, turn by turn: the digit 0 is the answer yes."""
    logits = torch.stack([theta[node] @ e_c for node in tree.path(word)])
    yes = torch.tensor([float(digit == "0") for digit in tree.code(word)], dtype=logits.dtype)
    return F.binary_cross_entropy_with_logits(logits, yes, reduction="sum")


@pytest.mark.parametrize("kind", huffman.KINDS)
@pytest.mark.parametrize("word", range(len(COUNTS)))
def test_a_way_by_autograd(kind: str, word: int) -> None:
    tree, (e, theta) = huffman.KINDS[kind](COUNTS), tables(word, len(COUNTS))
    of_e, of_theta = torch.tensor(e[3], requires_grad=True), torch.tensor(theta, requires_grad=True)
    loss = loss_of(of_e, of_theta, tree, word)
    by_e, by_theta = torch.autograd.grad(loss, (of_e, of_theta))
    moved, error = theta.copy(), np.ones(E)
    found = tree_steps.walk(e[3], error, moved, tree.nodes[word], tree.digits[word], tree.lengths[word], 0.5, True)
    assert found == pytest.approx(float(loss.detach()), abs=EXACT)
    assert np.abs(error - 1 + 0.5 * by_e.numpy()).max() < EXACT < by_e.abs().max()
    assert np.abs(moved - theta + 0.5 * by_theta.numpy()).max() < EXACT < by_theta.abs().max()
    assert tree_steps.walk(e[3], error, moved, tree.nodes[word], tree.digits[word], tree.lengths[word], 0.5, False) == 0


@pytest.mark.parametrize("logit", [-1e4, -200.0, 200.0, 1e4])
def test_far_out_nothing_overflows(logit: float) -> None:
    tree = huffman.balanced(2)
    for word, sign in ((0, 1), (1, -1)):
        given, theta, error = np.ones(1, np.float32), np.full((1, 1), logit, np.float32), np.zeros(1, np.float32)
        loss = tree_steps.walk(given, error, theta, tree.nodes[word], tree.digits[word], 1, np.float32(0.5), True)
        assert loss == pytest.approx(max(0.0, -sign * logit), abs=1e-6)
        push = 0.5 * sign * (sign * logit < 0)
        assert error[0] == pytest.approx(push * logit) and theta[0, 0] == pytest.approx(logit + push)


def text_of(seed: int) -> corpus.Corpus:
    rng = np.random.default_rng(seed)
    return corpus.build([[f"w{i}" for i in rng.zipf(1.5, 9) % 12] for _ in range(12)], 1)


def by_hand(method: str, e: torch.Tensor, theta: torch.Tensor, tree: Tree, part: blocks.Blocks, rate: float) -> float:
    """Stochastic gradient descent as PyTorch does it: one pair, or one middle, after the other. The loss of a pair.

    With CBOW each neighbour gets the whole error and not its share, as in word2vec.
    """
    total = pairs = 0
    for b, i in np.ndindex(part.middle.shape):
        near, word = np.flatnonzero(part.near[b, i]), int(part.middle[b, i])
        around = [[int(part.around[b, j])] for j in near] if method == "skip" else [part.around[b, near].tolist()]
        for rows in filter(None, around):
            given = e[rows].mean(0).requires_grad_()
            theta.requires_grad_()
            loss = loss_of(given, theta, tree, word)
            by_given, by_theta = torch.autograd.grad(loss, (given, theta))
            theta = theta.detach_()
            theta -= rate * by_theta
            for row in rows:
                e[row] -= rate * by_given
            total, pairs = total + float(loss.detach()), pairs + 1
    return total / pairs


@pytest.mark.parametrize(("method", "output"), KINDS)
def test_a_step_is_plain_descent(method: str, output: str) -> None:
    """All of a text, through `Learner`, which is in single precision."""
    text = text_of(1)
    config = LearningConfig(method, output, dimension=E, window=3, subsample=0.0, rate=0.4, min_count=1)
    model = word2vec.Model.fresh(len(text.words), config)
    e, theta = tables(2, len(text.words), np.float32)
    assert model.theta.shape == theta.shape and not model.theta.any()
    model.e[:], model.theta[:] = torch.from_numpy(e), torch.from_numpy(theta)
    learner = word2vec.Learner(text, config, model)
    (part,) = blocks.epoch(text, np.ones(len(text.words)), 3, np.random.default_rng(0), learner.together)
    assert len(part.middle) == 4 and part.near.sum() > 200
    learner.learn(part, 0, 0, 0.5)
    slow, slow_theta = torch.from_numpy(e).double(), torch.from_numpy(theta).double()
    loss = by_hand(method, slow, slow_theta, learner.tree, part, 0.2)
    assert learner.losses(True)[0] == pytest.approx(loss, rel=1e-5)
    for found, expected, before in ((model.e, slow, e), (model.theta, slow_theta, theta)):
        np.testing.assert_allclose(found, expected, atol=2e-5)
        assert np.abs(found.numpy() - before).max() > 0.1


@pytest.mark.parametrize(("method", "output"), KINDS)
def test_before_the_first_step_the_loss_is_that_of_guessing(method: str, output: str) -> None:
    """With θ = 0 it is exactly log 2 · the mean depth of the pairs, and about what `guessing` says, which counts words."""
    text = corpus.shipped("wordnet", 5, 8000)
    config = LearningConfig(method, output, dimension=2, rate=0.0, last_rate=0.0)
    learner = word2vec.Learner(text, config, word2vec.Model.fresh(len(text.words), config))
    keep, sums = corpus.keep_probability(text.counts, config.subsample), np.zeros(2)
    for step, part in enumerate(blocks.epoch(text, keep, 5, np.random.default_rng(0), learner.together)):
        learner.learn(part, 0, step * word2vec.LOSSY, 0.0)
        pairs = part.near.sum(-1) if method == "skip" else part.near.any(-1)
        sums += (learner.tree.lengths[part.middle] * pairs).sum(), pairs.sum()
        if step == 60:
            break
    found = learner.losses(True)[0]
    assert found == pytest.approx(np.log(2) * sums[0] / sums[1], rel=1e-6)
    assert found == pytest.approx(moments.guessing(config, text.counts), rel=0.03)
    assert abs(moments.guessing(config, text.counts) / moments.guessing(LearningConfig(), text.counts) - 1) > 0.1


def test_nothing_is_compiled_after_warming() -> None:
    """Neither by whole steps nor by the last one of an epoch, which may be a single block."""
    tree_steps.warm()
    before = [list(move.signatures) for move in (tree_steps.skip, tree_steps.cbow, tree_steps.walk)]
    for method in ("skip", "cbow"):
        for text in (text_of(1), corpus.build([list("abcdefgh")], 1)):
            for _ in word2vec.train(text, LearningConfig(method, "huffman", epochs=2, subsample=0.0)):
                pass
    after = [list(move.signatures) for move in (tree_steps.skip, tree_steps.cbow, tree_steps.walk)]
    assert after[:2] == before[:2] and all(len(found) == 1 for found in after[:2])


def test_without_a_folder_it_is_compiled_all_the_same(monkeypatch) -> None:
    def twice(x):
        return x + x

    monkeypatch.setattr(caching.CacheImpl, "_locator_classes", [])
    with pytest.raises(RuntimeError):
        numba.njit(cache=True)(twice)
    found = tree_steps.compiled(twice)
    assert found(1.5) == 3.0 and found.signatures
