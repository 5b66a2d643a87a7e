"""Both trees trained beside each other: as the trainer run directly, their losses by SciPy from the vectors that come out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.spatial import distance
from scipy.stats import entropy, spearmanr

from core.words import corpus, evaluation, huffman, library, two_trees, word2vec
from core.words.options import LearningConfig
from core.words.results import TwoTrees

CONFIG = LearningConfig(most=500, dimension=8, epochs=1, rate=0.05, seed=3)


@pytest.fixture(scope="module")
def ended() -> tuple[list[two_trees.Progress], TwoTrees]:
    """What the job yields on the way, and what it returns."""
    steps, found = two_trees.job(CONFIG), []
    while True:
        try:
            found.append(next(steps))
        except StopIteration as end:
            return found, end.value


def test_each_tree_is_trained_as_the_trainer_does(ended) -> None:
    """The same losses between the same marks, the same vectors: their likeness to people's by SciPy."""
    _, found = ended
    text = corpus.shipped("wordnet", CONFIG.min_count, CONFIG.most)
    assert found.kinds == ("huffman", "balanced") and found.epochs == 1
    marks = [part / two_trees.POINTS for part in range(1, two_trees.POINTS)]
    for kind, curve, wordsim in zip(found.kinds, found.curves, found.wordsim, strict=True):
        marked = {}
        for at in word2vec.train(text, replace(CONFIG, output=kind), marks=marks):
            marked |= {} if np.isnan(at.marked) else {at.epochs: at.marked}
        assert curve.shape == (two_trees.POINTS, 2) and curve[-1, 0] == 1
        np.testing.assert_allclose(curve, np.array([*marked.items()]), rtol=1e-6)
        assert (curve[:-1, 0] >= np.float32(marks)).all() and (curve[:-1, 0] - marks < 0.02).all()
        e, place = at.model.e.numpy(), {word: row for row, word in enumerate(text.words)}
        judged = [
            [place[a], place[b], score]
            for a, b, score in evaluation.pairs(library.text("wordsim"))
            if {a, b} <= {*place}
        ]
        one, other, scores = np.array(judged).T
        cosine = [1 - distance.cosine(e[int(a)], e[int(b)]) for a, b in zip(one, other, strict=True)]
        assert len(judged) > 10 and wordsim == pytest.approx(spearmanr(cosine, scores).statistic, abs=1e-4)


def test_both_losses_fall_from_a_log_2_a_turn(ended) -> None:
    """All θ are 0 before the first step: a pair of the text costs log 2 for each turn on the way to its word."""
    _, found = ended
    text = corpus.shipped("wordnet", CONFIG.min_count, CONFIG.most)
    share = text.counts * corpus.keep_probability(text.counts, CONFIG.subsample)
    for kind, curve in zip(found.kinds, found.curves, strict=True):
        loss, depths = curve[:, 1], huffman.KINDS[kind](text.counts).lengths
        begun = np.log(2) * (share * depths).sum() / share.sum()
        assert 0.8 * begun < loss[0] < begun
        blind = entropy(share)  # of each word's share alone, whatever stands beside it
        assert loss[1:].max() < loss[0] and loss[1:].mean() < blind - 0.1


def test_progress_runs_through_both(ended) -> None:
    steps, found = ended
    total = corpus.shipped("wordnet", CONFIG.min_count, CONFIG.most).read
    assert {step.steps for step in steps} == {2 * total} and steps[-1].step == 2 * total and steps[0].step == 0
    at = [step.step for step in steps]
    assert at == sorted(at) and total in at and all(rate > 0 for rate in found.rates)
