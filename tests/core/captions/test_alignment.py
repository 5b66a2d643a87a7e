"""The alignment's scores and loss against loops."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
import torch

from core.captions.alignment import Alignment, AlignmentNetwork, chance, chance_median, ranking
from core.captions.options import cut

WORDS = ("a", "dog", "red", "ball")


def made() -> tuple[AlignmentNetwork, torch.Tensor]:
    torch.manual_seed(2)
    return AlignmentNetwork(len(WORDS), 6).eval(), torch.rand(3, 49, 1280)


def test_scores_are_each_words_best_place_added_up():
    network, grids = made()
    tokens, there = torch.tensor([[1, 2, 0], [3, 1, 1]]), torch.tensor([[True, True, False], [True, True, True]])
    found = network(grids, tokens, there)
    v = grids.numpy() @ network.W.weight.detach().numpy().T + network.W.bias.detach().numpy()
    s = network.embedding.weight.detach().numpy()
    for b in range(3):
        for n in range(2):
            expected = sum(
                max(float(v[b, i] @ s[word]) for i in range(49))
                for word, real in zip(tokens[n].tolist(), there[n].tolist(), strict=True)
                if real
            )
            np.testing.assert_allclose(found[b, n].item(), expected, rtol=1e-5)


def test_the_loss_counts_who_comes_nearer_than_the_margin():
    scores = torch.randn(5, 5, generator=torch.Generator().manual_seed(1), dtype=torch.float64)
    expected = sum(
        max(0, scores[k, other] - scores[k, k] + 1) + max(0, scores[other, k] - scores[k, k] + 1)
        for k in range(5)
        for other in range(5)
        if other != k
    )
    torch.testing.assert_close(ranking(scores), expected / 5)


def test_a_sentence_is_laid_over_the_places():
    network, grids = made()
    found = Alignment(network, WORDS).align(grids[0].numpy(), ["red", "ball"])
    v = network.places(grids[:1])[0]
    np.testing.assert_allclose(found.scores[1], (v @ network.embedding.weight[3]).numpy(), rtol=1e-5)
    np.testing.assert_array_equal(found.best, found.scores.max(1))


def test_pictures_are_ranked_by_the_score_of_the_sentence():
    network, grids = made()
    alignment, words = Alignment(network, WORDS), ("a", "red", "ball")
    v = (grids.numpy() @ network.W.weight.numpy().T + network.W.bias.numpy()).astype(np.float64)
    rows = network.embedding.weight.numpy()[[WORDS.index(word) for word in words]]
    expected = {name: sum((v[k] @ row).max() for row in rows) for k, name in enumerate("xyz")}
    found = alignment.rank(dict(zip("xyz", grids.numpy(), strict=True)), words)
    assert [name for name, _ in found] == sorted(expected, key=expected.get, reverse=True)
    np.testing.assert_allclose([score for _, score in found], [expected[name] for name, _ in found], rtol=1e-5)
    assert alignment.align(grids[0].numpy(), words).score == dict(found)["x"]
    same = alignment.rank({"one": grids[1].numpy(), "two": grids[1].numpy()}, words)
    assert [name for name, _ in same] == ["one", "two"], "of equals the first"


def test_words_that_it_does_not_know_are_named_as_they_were_written():
    alignment = Alignment(made()[0], WORDS)
    assert alignment.known("A RED, red dog-ball chases Löwen; “ball”! 🙂 שלום") == (
        ("a", "red", "red", "ball"),
        ("dog-ball", "chases", "löwen", "שלום"),
    )
    assert alignment.known("  \n ") == ((), ())
    english = "A man's light-blue T-shirt, 2 dogs - and_a rock’n’roll ball: it's <b>red</b>!"
    assert sorted(sum(alignment.known(english), ())) == sorted(cut(english))


def test_chance_is_what_shuffling_gives():
    """All orders of a small test set, one by one: two of its own among six."""
    firsts = [min(where) for where in combinations(range(1, 7), 2)]
    for rank in range(1, 7):
        assert chance(rank, 2, 4) == pytest.approx(np.mean([first <= rank for first in firsts]))
    assert chance_median(2, 4) == int(np.median(firsts)) == 2
    assert chance(5, 1, 499) == pytest.approx(5 / 500) and chance_median(1, 499) == 250
