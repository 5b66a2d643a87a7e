"""Read both ways: beside PyTorch's bidirectional layer, each beginning by itself, padding, pairs, and what is taken apart."""

from __future__ import annotations

import numpy as np
import pytest

from core.errors import UserError
from core.recurrent import both_ways, tagging_files
from core.recurrent.results.both_ways import AsRead
from core.recurrent.tagger import LONGEST, Tagger
from core.referees import both_ways as referees

ODD = ("hello", "🙂", "김철수는 서울에 산다", "<b>Rome</b>", "a" * 5000, "THE UN , 1945 !", "Oslo " * 60)
SENTENCES = ("Teddy Roosevelt was a great president.", "Anna Kowalska flew to Lisbon with the Beatles", *ODD)


@pytest.mark.parametrize("text", SENTENCES, ids=lambda text: text[:12])
def test_the_referees_agree(text: str) -> None:
    compared = {one.name: one for one in referees.check(text)}
    tags = compared.pop("both ways: tags of all beginnings")
    assert tags.difference == "0" and tags.ours == tags.theirs
    for name, one in compared.items():
        assert one.difference < 1e-9, name


@pytest.mark.parametrize("text", SENTENCES, ids=lambda text: text[:12])
def test_a_logit_is_what_both_sides_and_the_bias_say(text: str) -> None:
    found = both_ways.read(text)
    np.testing.assert_allclose(found.logits(), found.both.states @ found.W_y.T + found.both.bias, atol=1e-12)
    np.testing.assert_allclose(found.chances(), found.both.probabilities, atol=1e-12)
    np.testing.assert_allclose(
        found.logits("left"), found.right @ found.W_y[:, found.H :].T + found.both.bias, atol=1e-12
    )
    np.testing.assert_allclose(
        found.logits("right"), found.left @ found.W_y[:, : found.H].T + found.both.bias, atol=1e-12
    )
    margins, rivals = found.margins()
    for t, (tag, rival) in enumerate(zip(found.both.tags, rivals, strict=True)):
        z = dict(zip(found.both.labels, found.logits()[t], strict=True))
        assert margins[t].sum() == pytest.approx(z[tag] - z[rival]) and rival == max(set(z) - {tag}, key=z.get)


def test_up_to_a_word_the_left_is_the_same_whatever_follows_and_the_right_is_not() -> None:
    one, other = (
        both_ways.read(text) for text in ("Teddy Roosevelt was a great president.", "Teddy bears are on sale.")
    )
    np.testing.assert_allclose(one.left[0], other.left[0], atol=1e-12)
    np.testing.assert_allclose(one.forward.probabilities[0], other.forward.probabilities[0], atol=1e-12)
    assert np.abs(one.right[0] - other.right[0]).max() > 0.5
    assert (one.both.tags[0], other.both.tags[0]) == ("B-PER", "O")


def test_an_ending_after_a_word_is_the_sentence_cut_there() -> None:
    found = both_ways.read(SENTENCES[0])
    for t in range(len(found.words)):
        cut = both_ways.read(found.words[: t + 1])
        np.testing.assert_allclose(found.alone[t], cut.right[t], atol=1e-12)
        np.testing.assert_allclose(found.from_alone[t], cut.both.from_right[t], atol=1e-12)


def test_every_beginning_is_tagged_as_if_it_were_the_sentence() -> None:
    model, found = Tagger.load("both"), both_ways.as_read(SENTENCES[1])
    for n in range(1, len(found.words) + 1):
        assert found.tags[n - 1] == model.tag(found.words[:n]).tags


def test_what_is_taken_back_is_counted() -> None:
    rows = (("O",), ("B-PER", "O"), ("O", "O", "O"), ("B-LOC", "I-LOC", "O", "O"))
    found = AsRead(("a", "b", "c", "d"), rows)
    assert found.changes == (3, 1, 0, 0) and found.settled == (4, 4, 3, 4)


def test_both_have_passed_the_middle_first() -> None:
    nine, four = (both_ways.read(["Oslo"] * count) for count in (9, 4))
    assert [nine.ready(t) for t in range(9)] == [9, 8, 7, 6, 5, 6, 7, 8, 9]
    assert [four.ready(t) for t in range(4)] == [4, 3, 3, 4] and both_ways.read("Oslo").ready(0) == 1


def test_without_padding_nothing_changes_and_with_it_something_does() -> None:
    text = "Mark Twain grew up in Reading"
    alone = both_ways.padded(text, 0)
    np.testing.assert_allclose(alone.probabilities, alone.right.probabilities, atol=1e-12)
    assert np.abs(both_ways.padded(text, 8).probabilities - alone.right.probabilities).max() > 1e-3


def test_the_units_that_count_most_are_those_whose_products_spread_the_tags_most() -> None:
    a, W = (
        np.array([[0.1, -2.0, 0.0, 1.0], [0.1, 1.0, 0.0, 1.0]]),
        np.array([[9.0, 1.0, 9.0, 0.5], [-9.0, 0.0, -9.0, 0.5]]),
    )
    assert both_ways.counting(a, W, 2) == (0, 1)  # 3.6, 3.0, 0, 0
    assert both_ways.counting(a, W, 1) == (0,) and both_ways.counting(a, W, 9) == (0, 1, 2, 3)


def test_pairs_part_after_words_that_are_the_same() -> None:
    found = both_ways.pairs()
    assert len(found) == 16
    for pair in found:
        one, other = pair.words
        assert one[: pair.at + 1] == other[: pair.at + 1] and pair.tags[0] != pair.tags[1]
        assert pair.forward[0] == pair.forward[1]  # it cannot do better than one of two
        assert pair.both == tuple(Tagger.load("both").tag(words).tags[pair.at] for words in pair.words)


def test_the_cards_say_what_the_pairs_show() -> None:
    from core import checkpoints

    for name in ("both", "forward"):
        said = checkpoints.card(f"tagger_{name}")["measured"]
        right = sum(a == b for pair in both_ways.pairs() for a, b in zip(getattr(pair, name), pair.tags, strict=True))
        assert (said["pairs"]["asked_right"], said["pairs"]["asked"]) == (right, 32)
        tagged = [(Tagger.load(name).tag(words).tags, tags) for words, tags in tagging_files.read(both_ways.HELD_OUT)]
        assert said["held_out"]["sentences_right"] == sum(list(found) == tags for found, tags in tagged)


def test_both_have_as_many_weights_within_two_per_cent_beside_the_vectors() -> None:
    sizes = []
    for name in ("both", "forward"):
        network = Tagger.load(name).network
        sizes.append(sum(weight.numel() for weight in network.parameters()) - network.E.numel())
    assert abs(sizes[0] / sizes[1] - 1) < 0.02


@pytest.mark.parametrize("nothing", ["", "  \n"])
def test_nothing_is_refused(nothing: str) -> None:
    for act in (
        both_ways.read,
        both_ways.as_read,
        both_ways.words_of,
        lambda text: both_ways.padded(text, 3),
        referees.check,
    ):
        with pytest.raises(UserError) as error:
            act(nothing)
        assert error.value.key == "shapes.empty"


def test_a_long_sentence_is_read_in_part() -> None:
    assert len(both_ways.words_of("Oslo " * 90)) == LONGEST == len(both_ways.read("Oslo " * 90).words)
    assert both_ways.same_beginning(("a", "b", "c"), ("a", "b")) == 2 and both_ways.same_beginning(("a",), ("b",)) == 0
