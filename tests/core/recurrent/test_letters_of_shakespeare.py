"""The recipe of Shakespeare's letters: what its network is read with, and that it can be measured as the learner was."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from core.recipes import names as name_recipe
from core.recipes import novelty, shakespeare_letters
from core.recipes.everyday import nats
from core.recurrent import language
from core.recurrent.language import speeches
from core.recurrent.model import ModelConfig, SequenceModel
from core.recurrent.names import VOCABULARY
from core.recurrent.results.sampling import Copied
from core.training import TrainingConfig, padded, train
from core.vocab import EOS


def test_the_vocabulary_is_that_of_the_shipped_network() -> None:
    assert shakespeare_letters.vocabulary() == language.load("shakespeare").network.vocabulary


def test_the_networks_loss_on_sentences_is_its_own_log_probability() -> None:
    """The measure reads them as the learner does, from what stands for no symbol on."""
    model, some = language.load("shakespeare"), list(speeches.sentences("test")[:5])
    encoded = [shakespeare_letters.encode(model.vocabulary, sentence) for sentence in some]
    logs = []
    for sentence in some:
        ids = model.vocabulary.encode([*sentence, EOS])
        logs.extend(model.read([list(sentence)])[0][np.arange(len(ids)), ids])
    assert nats(shakespeare_letters.taught(model.network), encoded) == pytest.approx(-np.mean(logs), abs=1e-5)


def test_names_can_be_learned_with_letters_left_out() -> None:
    """Two names that begin alike: 1 bit for the fifth letter, and hardly anything else."""
    generator = torch.Generator().manual_seed(1)
    torch.manual_seed(1)
    model = SequenceModel(ModelConfig("gru", 24, VOCABULARY), generator=generator)
    chosen = name_recipe.batches(["Maria", "Marie"] * 64, generator)
    reports = list(train(model, chosen, TrainingConfig(150, 2e-2, report=75), objective=name_recipe.objective(1e-5)))
    assert reports[-1].loss < reports[0].loss
    with torch.no_grad():
        ids, targets, _ = padded([name_recipe.encode("Maria"), name_recipe.encode("Marie")])
        loss = torch.nn.functional.cross_entropy(model(ids)[0].flatten(0, 1), targets.flatten())
    assert float(loss) == pytest.approx(math.log(2) / 6, abs=0.05)


def test_the_means_of_what_is_copied() -> None:
    found = [Copied(("a", "b", "c", "."), 0, 2, False), Copied(("d", "."), 0, 2, True), Copied((), 0, 0, False)]
    assert novelty._means(found) == {"mean_words": 3.0, "mean_run": 2.0, "mean_share": 0.75, "whole": 0.5}
