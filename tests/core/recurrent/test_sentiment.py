"""The network that reads a sentence and says whether it is positive: beside PyTorch's GRU, beside loops, and on negations."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from core import checkpoints
from core.errors import UserError
from core.recipes.sentiment_data import folds, labelled, own, plain
from core.recipes.sentiment_learners import Learner, Plan, last, learn, padded
from core.recurrent.bag import Bag
from core.recurrent.sentiment import LONGEST, Sentiment
from core.referees import sentiment as referee
from core.referees.recurrent import scalar_series
from core.vocab import UNK

PLOT = "The plot was thin, but it was not bad at all."
ODD = (
    "👍",
    "한국어 영화는 재미있다",
    "<b>bold</b> & <i>new</i>",
    "a" * 5000,
    "x\u0301" * 400,
    "?!… !!!",
    "zxqv Qwrt",
    "7",
    "I",
)
SAID = {
    "not bad at all": 1, "Not bad at all!": 1, "The food was not bad at all.": 1, PLOT: 1, "It wasn't bad": 1, "never boring": 1,
    "I thought it would be bad, but I loved it.": 1, "good": 1, "I loved the ending.": 1,
    "not good": 0, "The food was not good at all.": 0, "I did not like it": 0, "not great": 0, "The food was bad.": 0, "bad": 0,
    "The room was clean, but the food was bad.": 0, "What a waste of an evening.": 0,
}  # fmt: skip


def at_once(*words: str) -> float:
    """P(positive) of words read by themselves."""
    return Sentiment.load().read_words(words).probability


def sigmoid(z: float) -> float:
    return 1 / (1 + float(np.exp(-z)))


@pytest.mark.parametrize("text", [PLOT, "Terrible", *ODD], ids=lambda text: text[:12])
def test_each_step_says_what_the_beginning_alone_would(text: str) -> None:
    read = Sentiment.load().read(text)
    alone = [at_once(*read.words[: t + 1]) for t in range(len(read.words))]
    np.testing.assert_allclose(read.by_step, alone, rtol=0, atol=1e-6)
    assert read.probability == read.by_step[-1] == pytest.approx(sigmoid(read.logit), abs=1e-12)
    assert np.isfinite(read.states).all() and (0 < read.by_step).all() and (read.by_step < 1).all()
    assert len(read.known) == len(read.words) == len(read.states)


@pytest.mark.parametrize("text", [PLOT, "Loved it", *ODD], ids=lambda text: text[:12])
def test_pytorchs_gru_says_the_same(text: str) -> None:
    for compared in referee.check(text):
        assert compared.difference < 1e-6, compared


def test_loops_over_units_say_the_same() -> None:
    sentiment = Sentiment.load()
    read, network = sentiment.read("never dull"), sentiment.network
    states = scalar_series(network.cell, sentiment.vectors(read.words))["c"]
    np.testing.assert_allclose(read.states, states, rtol=0, atol=1e-5)
    logits = states @ network.w_y.numpy() + network.b_y.numpy()
    np.testing.assert_allclose(read.by_step, 1 / (1 + np.exp(-logits)), rtol=0, atol=1e-5)


def test_without_a_word_is_the_sentence_that_has_not_got_it() -> None:
    sentiment = Sentiment.load()
    left_out = sentiment.without(("The", "food", "was", "not", "good"))
    for place, text in {0: "food was not good", 3: "The food was good", 4: "The food was not"}.items():
        assert left_out[place] == pytest.approx(sentiment.read(text).probability, abs=1e-6)
    assert left_out[3] > 0.8 > 0.2 > sentiment.read("The food was not good").probability
    nothing = sigmoid(float(sentiment.network.b_y))
    np.testing.assert_allclose(sentiment.without(("good",)), [nothing], rtol=0, atol=1e-9)


def test_the_last_state_of_a_padded_batch_is_not_the_sentences() -> None:
    sentiment = Sentiment.load()
    read = sentiment.read("The food was not bad at all.")
    with_pads = sentiment.read_words(read.words, pads=20).by_step
    np.testing.assert_allclose(with_pads[: len(read.words)], read.by_step, rtol=0, atol=1e-6)
    xs = torch.cat([torch.from_numpy(sentiment.vectors(read.words)), torch.zeros(20, sentiment.glove.dimensions)])
    states, network = referee.torch_layer(sentiment.network.cell)(xs)[0], sentiment.network
    theirs = torch.sigmoid(states @ network.w_y + network.b_y).numpy()
    np.testing.assert_allclose(with_pads, theirs, rtol=0, atol=1e-6)
    assert read.probability > 0.9 and with_pads[-1] < 0.5, "padding turns the answer round"


def test_no_more_than_forty_words_are_read() -> None:
    sentiment, many = Sentiment.load(), ["good"] * LONGEST
    fits, cut = sentiment.read(" ".join(many)), sentiment.read(" ".join([*many, "terrible"]))
    assert fits.is_all and not cut.is_all
    assert len(cut.words) == LONGEST and cut.probability == fits.probability


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_an_empty_text_is_said_to_be_empty(text: str) -> None:
    for read in (Sentiment.load().read, Bag.load().read):
        with pytest.raises(UserError) as error:
            read(text)
        assert error.value.key == "shapes.empty"


def test_words_have_their_tuned_vector_or_gloves_or_that_of_unknown_words() -> None:
    sentiment = Sentiment.load()
    rare = next(word for word in sentiment.glove.words if word.isalpha() and word not in sentiment.index)
    tuned, glove, unknown = sentiment.vectors(["Boring", rare, "zxqv"])
    assert np.array_equal(tuned, sentiment.network.E[sentiment.index["boring"]].numpy())
    assert np.array_equal(glove, sentiment.glove[rare])
    assert np.array_equal(unknown, sentiment.network.E[sentiment.index[UNK]].numpy())
    assert not np.allclose(tuned, sentiment.glove["boring"], atol=0.05), "it was tuned"
    assert sentiment.read(f"boring {rare} zxqv").known == (True, True, False)


@pytest.mark.parametrize(("text", "label"), SAID.items())
def test_what_negations_say(text: str, label: int) -> None:
    assert (Sentiment.load().read(text).probability > 0.5) == label


def test_not_bad_at_all_was_in_no_training() -> None:
    assert not [s.text for s in own(held=False) if "not bad at all" in s.text.lower()]
    assert Bag.load().read("not bad at all").probability < 0.1, "and the bag reads it as bad"
    by_step = Sentiment.load().read("The food was not bad at all.").by_step
    assert by_step[3] < by_step[2], "what begins with 'not' is more often bad"
    assert by_step[4] - by_step[3] > 0.3, "and 'bad' after it is good"


def test_what_the_card_says_of_held_out_negations_can_be_measured_again() -> None:
    held, said = own(held=True), checkpoints.card("sentiment")["measured"]["shipped_on_negations"]
    wrong = [s.text for s in held if (at_once(*s.words) > 0.5) != s.label]
    assert (said["of"], said["wrong"]) == (len(held), wrong) and said["right"] == len(held) - len(wrong)
    assert not {plain(s.text) for s in held} & {plain(s.text) for s in own(held=False)}


def test_the_card_says_why_the_last_state_is_asked_and_what_recurrence_is_good_for() -> None:
    measured = {name: checkpoints.card(name)["measured"]["in_folds"] for name in ("sentiment", "bag_of_words")}
    right = {(row["model"], row["with_own"]): row["accuracy"] for rows in measured.values() for row in rows}
    negations = {(row["model"], row["with_own"]): row["negations"] for rows in measured.values() for row in rows}
    ours = right["gru_last", True]
    assert ours >= 0.86 and ours >= max(right["gru_max", True], right["gru_mean", True]) - 0.005
    others = [key for key in right if "gru" not in key[0]]
    assert len(others) == 8 and ours > max(right[key] for key in others)
    assert negations["gru_last", True] > max(negations[key] for key in others) + 0.1


def test_sentences_that_are_as_good_as_the_same_stay_in_one_fold() -> None:
    made = [labelled(f"Number {n}{mark}", str(n % 2)) for n in range(60) for mark in (".", "!!", "")]
    cut = folds(made, seed=1)
    for train, test in cut:
        assert not {s.text.rstrip(".!") for s in train} & {s.text.rstrip(".!") for s in test}
        assert abs(sum(s.label for s in test) / len(test) - 0.5) < 0.26
    assert sorted(s.text for _, test in cut for s in test) == sorted(s.text for s in made)


def test_the_loss_is_asked_at_the_last_word_and_a_little_along_the_way() -> None:
    some = [labelled("Bad.", "0"), labelled(PLOT, "1")]
    learner = Learner(Plan(units=4), some, seed=0).eval()
    by_step = [
        [learner.probabilities([replace(s, words=s.words[:t])])[0] for t in range(1, len(s.words) + 1)] for s in some
    ]
    costs = [[-np.log(p if s.label else 1 - p) for p in row] for s, row in zip(some, by_step, strict=True)]
    expected = np.mean([row[-1] for row in costs]) + 0.2 * np.mean([cost for row in costs for cost in row])
    assert learner.loss(some).item() == pytest.approx(expected, abs=1e-5)


def trained() -> Learner:
    """A few steps on our own sentences."""
    some = own(held=False)[::6]
    learner = Learner(Plan(epochs=2, averaged=1, own=1, units=8), some, seed=3)
    learn(learner, some, ())
    return learner


def test_what_is_trained_is_what_ships_and_the_same_seed_gives_the_same() -> None:
    learner, again = trained(), trained()
    for name, weight in learner.named_parameters():
        assert torch.equal(weight, dict(again.named_parameters())[name]), name
    sentiment = Sentiment(learner.finished(), learner.words, Sentiment.load().glove)
    held = own(held=True)[::5]
    ours = [sentiment.read(s.text).probability for s in held]
    np.testing.assert_allclose(ours, learner.probabilities(held), rtol=0, atol=1e-5)


@pytest.mark.parametrize("plan", [Plan(units=4), Plan(units=4, both_ways=True), Plan(units=4, readout="mean"),
                                  Plan(readout="max", recurrent=False)], ids=str)  # fmt: skip
def test_what_is_beside_a_sentence_in_a_batch_does_not_matter(plan: Plan) -> None:
    some = [labelled(text, "1") for text in ("Bad.", PLOT, "The coffee was not warm")]
    learner = Learner(plan, some, seed=0).eval()
    alone = [learner.probabilities([s])[0] for s in some]
    np.testing.assert_allclose(learner.probabilities(some), alone, rtol=0, atol=1e-6)
    ids, mask = padded([[5, 6], [7, 8, 9]])
    assert last(ids, mask).tolist() == [6, 9]
