"""Layers that read both ways: beside PyTorch's, and what they were measured to tag."""

import numpy as np
import pytest

from core import checkpoints
from core.errors import UserError
from core.recurrent import both_ways, deep_tagger, tagging_files
from core.recurrent.options import DEPTHS
from core.referees import deep as referees

SENTENCE = "Mark Twain grew up on the Mississippi."


@pytest.mark.parametrize("layers", DEPTHS)
def test_layers_and_tags_are_pytorchs(layers: int) -> None:
    for words in (SENTENCE, "Hello", "日本 !"):
        rows = referees.check_tags(layers, words)
        assert len(rows) == 2 * layers and all(row.difference < 1e-9 for row in rows), rows


@pytest.mark.parametrize("layers", DEPTHS)
def test_what_a_card_says_is_so(layers: int) -> None:
    measured, network = checkpoints.card(f"deep_tagger_{layers}")["measured"], deep_tagger.load(layers)
    right, words = np.zeros(layers, int), 0
    for path in (both_ways.PAIRS, both_ways.HELD_OUT):
        for tokens, tags in tagging_files.read(path):
            words += len(tags)
            for n, said in enumerate(network.read(tokens).likeliest("tag")):
                right[n] += sum(a == b for a, b in zip(said, tags, strict=True))
    assert words == measured["words"] == 512
    assert np.abs(right - measured["words_right"]).max() <= 1, "a tag or so may turn on how numbers are rounded"


def test_what_leaves_it() -> None:
    found = deep_tagger.load(2).read(SENTENCE)
    H = deep_tagger.UNITS[2]
    assert found.ways == 2 and found.states.shape == (2, 8, 2 * H) and found.drawn.shape == (2, 2, 8, 7)
    np.testing.assert_array_equal(found.drawn[1, 1, :, 3], found.states[1, :, H + found.units[1, 1, 3]])
    np.testing.assert_allclose(found.said["tag"].sum(-1), 1, atol=1e-6)
    with pytest.raises(UserError):
        deep_tagger.load(1).read("  ")
    long = deep_tagger.load(1).read("word " * 60)
    assert not long.is_whole and len(long) == 40


def test_all_have_as_many_weights() -> None:
    counts = [checkpoints.card(f"deep_tagger_{n}")["config"]["weights"] for n in DEPTHS]
    assert max(counts) / min(counts) < 1.025
    for n, count in zip(DEPTHS, counts, strict=True):
        network = deep_tagger.load(n).network
        parts = [*network.stack.parameters(), *network.readers[-1].parameters()]
        assert sum(p.numel() for p in parts) == count
