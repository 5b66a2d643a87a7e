"""The rewarded part of the training: what is drawn, how it is weighed, what is minimised."""

from __future__ import annotations

import numpy as np
import torch

from core.captions import writing
from core.captions.decoder import FIRST, Decoder, DecoderConfig
from core.captions.options import ATTEND, LONGEST
from core.recipes import captions_rewarded
from core.recipes.captions_data import Photograph
from core.recipes.captions_rewarded import DRAWS
from core.translate import chain

WORDS = 8
VOCABULARY = ["<BOS>", "<EOS>", "<UNK>", "a", "red", "blue", "square", "sky"]


def made() -> tuple[Decoder, torch.Tensor]:
    torch.manual_seed(6)
    decoder = Decoder(DecoderConfig(ATTEND, WORDS, 6, 7, 5, 4)).eval()
    with torch.no_grad():
        decoder.bias.normal_(0, 1)
    return decoder, torch.rand(3, 49, 1280)


def test_words_are_drawn_as_often_as_they_are_probable():
    decoder, x = made()
    logits, _ = writing.Writer(decoder, decoder.look(x[:1])).step(decoder.first(decoder.look(x[:1])), None)
    p = logits[0].softmax(-1).numpy()
    generator = torch.Generator().manual_seed(1)
    rows = [row for _ in range(60) for row in captions_rewarded.drawn(decoder, x[:1].expand(10, -1, -1), generator)]
    counts = np.bincount([row[0] for row in rows], minlength=WORDS)
    assert len(rows) == 60 * 10 * DRAWS
    assert not counts[list(writing.NEVER)].any()
    spread = 4 * np.sqrt(p * (1 - p) * len(rows))  # four standard deviations of a binomial
    assert (np.abs(counts - p * len(rows)) <= spread).all()
    for row in rows:
        assert writing.LAST not in row[:-1]
        assert row[-1] == writing.LAST or len(row) == LONGEST


def test_a_draw_is_better_than_the_mean_of_the_others():
    rewards = np.random.default_rng(2).exponential(1, (4, DRAWS))
    found = captions_rewarded.advantages(rewards)
    for b in range(4):
        for k in range(DRAWS):
            others = [rewards[b, n] for n in range(DRAWS) if n != k]
            np.testing.assert_allclose(found[b, k], rewards[b, k] - np.mean(others))


def test_what_is_minimised_is_the_weighed_log_probability_of_the_words():
    decoder, x = made()
    rows = captions_rewarded.drawn(decoder, x, torch.Generator().manual_seed(3))
    better = np.random.default_rng(4).normal(0, 1, len(rows))
    found = captions_rewarded.loss(decoder, x, rows, better)
    total = words = 0
    for n, row in enumerate(rows):
        place = n // DRAWS
        writer = writing.Writer(decoder, decoder.look(x[place : place + 1]))
        total -= better[n] * chain.forced(writer, row).log_probabilities.sum()
        words += len(row)
    np.testing.assert_allclose(found.item(), total / words, rtol=1e-4)


def test_training_draws_more_of_what_is_rewarded(monkeypatch):
    """People always say “a red square” of the first pictures and “blue sky” of the others, in words that all are known."""
    monkeypatch.setattr(captions_rewarded, "RATE", 5e-3)
    monkeypatch.setattr(captions_rewarded, "KEPT", 0.5)
    decoder, _ = made()
    said = [("a", "red", "square"), ("blue", "sky")]
    taken = [Photograph(f"{i}.jpg", "train", (said[i % 2],)) for i in range(8)]
    seen = np.random.default_rng(5).exponential(0.5, (1, 8, 49, 1280))
    seen[:, 1::2, :, :640] += 2
    *_, (_, _, reward) = found = list(captions_rewarded.train(decoder, VOCABULARY, taken, seen, 60, 7))
    assert reward > 1.7 * found[0][2]
    assert FIRST == VOCABULARY.index("<BOS>")
