"""The alignment's scores and loss against loops."""

from __future__ import annotations

import numpy as np
import torch

from core.captions.alignment import Alignment, AlignmentNetwork, ranking

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
