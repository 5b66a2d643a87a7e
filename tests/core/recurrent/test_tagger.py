"""The tagger: each word's tag rests on the words up to it, the sums add up, and what a visitor may type gets an answer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from core import checkpoints
from core.errors import UserError
from core.recipes import tagger as recipe
from core.recipes import tagger_data, tagger_measure, tagger_templates
from core.recurrent import both_ways, tagger, tagging_files, tokens
from core.recurrent.results.tagging import LABELS
from core.recurrent.spans import spans
from core.recurrent.tagger import LONGEST, Tagger
from core.recurrent.tagging_network import CAPITALS, TaggerConfig, TaggerNetwork, capitals, letter_ids
from core.referees import tagging as referees

ODD = ("hello", "🙂", "김철수는 서울에 산다", "<b>Rome</b>", "Zażółć gęślą", "a" * 5000, "THE UN , 1945 !", "Jérôme’s")
SENTENCES = (
    "Anna Kowalska flew to Lisbon with the Beatles",
    "In 1969 the United States sent Neil Armstrong to the Moon .",
    *ODD,
)
NAMED = {  # of none of these is the whole sentence in the training
    "Maria works for Siemens in Berlin": [(0, 1, "PER"), (3, 4, "ORG"), (5, 6, "LOC")],
    "Anna Kowalska flew to Lisbon with Nokia": [(0, 2, "PER"), (4, 5, "LOC"), (6, 7, "ORG")],
    "I think Angela Merkel met Emmanuel Macron in Brussels": [(2, 4, "PER"), (5, 7, "PER"), (8, 9, "LOC")],
    "maria works for siemens in berlin": [(0, 1, "PER"), (3, 4, "ORG"), (5, 6, "LOC")],
    "the weather is fine today": [],
    "I have two cats and a dog .": [],
    "Berlin": [(0, 1, "LOC")],
    "goodbye": [],
}


@pytest.fixture(scope="module")
def model() -> Tagger:
    return Tagger.load("forward")


@pytest.mark.parametrize("text", SENTENCES, ids=lambda text: text[:12])
def test_what_comes_after_a_word_moves_nothing_before_it(model: Tagger, text: str) -> None:
    words = tokens.split(text)
    whole = model.tag([*words, "Paris", "is", "lovely"])
    for k in range(1, len(words) + 1):
        alone = model.tag(words[:k])
        assert alone.tags == whole.tags[:k]
        np.testing.assert_allclose(alone.probabilities, whole.probabilities[:k], atol=1e-6)
        np.testing.assert_allclose(alone.states, whole.states[:k], atol=1e-6)


@pytest.mark.parametrize("text", SENTENCES, ids=lambda text: text[:12])
def test_the_parts_add_up_to_the_logits_and_the_referees_agree(model: Tagger, text: str) -> None:
    found = model.tag(text)
    z = found.from_left + found.from_right + found.bias
    chances = np.exp(z - z.max(axis=1, keepdims=True))
    np.testing.assert_allclose(found.probabilities, chances / chances.sum(axis=1, keepdims=True), atol=1e-12)
    assert found.tags == tuple(found.labels[i] for i in z.argmax(axis=1)) and not found.from_right.any()
    np.testing.assert_allclose(found.from_left, found.states @ model.network.W_y.numpy().T, atol=1e-12)
    for compared in referees.check(text):
        assert compared.difference < 1e-9, compared.name


@pytest.mark.parametrize("text", NAMED)
def test_plain_sentences_are_tagged_as_one_would(model: Tagger, text: str) -> None:
    assert spans(model.tag(text).tags) == NAMED[text]


def test_no_sentence_of_these_is_in_the_training() -> None:
    own = {" ".join(words).lower() for words, _ in tagging_files.read(tagger_data.OWN)}
    assert own.isdisjoint(text.lower() for text in NAMED)


def test_a_text_is_split_into_words_and_a_long_one_is_read_in_part(model: Tagger) -> None:
    assert model.tag("It isn't Tom's.").words == ("It", "is", "n't", "Tom", "'s", ".")
    long = model.tag(["Oslo"] * (LONGEST + 5))
    assert len(long.tags) == LONGEST and not long.is_all
    just = model.tag(["Oslo"] * LONGEST)
    assert just.is_all
    np.testing.assert_array_equal(just.probabilities, long.probabilities)
    for nothing in ("", "  \n", []):
        with pytest.raises(UserError) as error:
            model.tag(nothing)
        assert error.value.key == "shapes.empty"


def test_only_what_is_shipped_can_be_loaded() -> None:
    assert Tagger.load("forward") is Tagger.load("forward")
    for name in ("backward", "tagger_both", ""):
        with pytest.raises(KeyError):
            Tagger.load(name)


def test_words_without_a_vector_are_told_apart_by_their_letters(model: Tagger) -> None:
    found = model.tag("Qwertzina met Blorptown")
    assert found.known == (False, True, False)
    first, other = (model.inputs([word])[0] for word in ("Qwertzina", "Blorptown"))
    E = model.network.config.vector
    assert torch.equal(first[:E], other[:E]) and not torch.equal(first[E:], other[E:])


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("cat", "none"),
        ("don't", "none"),
        ("Rome", "first"),
        ("I", "first"),
        ("O'Neill", "mixed"),
        ("NATO", "all"),
        ("U.S.", "all"),
        ("iPhone", "mixed"),
        ("McCoy", "mixed"),
        ("B2B", "digits"),
        ("1,000", "digits"),
        ("!?", "no letters"),
        ("🙂", "no letters"),
        ("김", "none"),
    ],
)
def test_how_a_word_is_capitalised(word: str, kind: str) -> None:
    assert CAPITALS[capitals(word)] == kind


def test_of_a_long_word_the_ends_are_read() -> None:
    config = TaggerConfig(tuple("abc"), ())
    short, long, other = letter_ids(config, ["abc", "a" * 20 + "b" * 20, "a" * 8 + "c" * 90 + "b" * 8])
    assert short.tolist()[:5] == [2, 4, 5, 6, 3] and not short[5:].any()
    assert torch.equal(long, other)


@pytest.mark.parametrize("both", [False, True])
def test_what_is_trained_with_pytorchs_layer_is_what_is_run_with_our_cells(both: bool) -> None:
    """Both ways a word's tag may rest on what comes after it, and the sums still add up."""
    sentences = tagging_files.read(tagger_data.OWN)[:24]
    encoder = tagger_data.Encoder(sentences)
    examples = encoder.tagged(sentences)
    torch.manual_seed(0)
    learner = recipe.Learner(encoder, recipe.Plan(units=7), both).eval()
    with torch.no_grad():
        logits = learner(tagger_data.batch(examples[:1], [False]))[:, 0]
        again = learner(tagger_data.batch(examples, [False] * len(examples)))[: len(logits), 0]
    ours = Tagger(learner.finished())
    found = ours.tag(sentences[0][0])
    np.testing.assert_allclose(found.logits, logits.numpy(), atol=2e-6)
    np.testing.assert_allclose(again.numpy(), logits.numpy(), atol=2e-6)  # what stands beyond its end is not read
    longer = ours.tag([*sentences[0][0], "Paris"])
    assert np.allclose(longer.logits[:-1], found.logits) is not both
    assert found.from_right.any() == both


def test_training_again_from_a_seed_gives_the_same_weights() -> None:
    sentences = tagging_files.read(tagger_data.OWN)[:16]
    encoder = tagger_data.Encoder(sentences)
    plan = recipe.Plan(epochs=1, units=5, batch=8, made=0)
    first, again, other = (recipe.train(encoder, encoder.tagged(sentences), (), plan, seed) for seed in (3, 3, 4))
    for name, weight in first.named_parameters():
        assert torch.equal(weight, again.get_parameter(name)), name
    assert not torch.equal(first.W_y, other.W_y)


def test_a_training_learns_its_sentences() -> None:
    sentences = [one for one in tagging_files.read(tagger_data.OWN) if len(one[0]) == 6][:12]
    encoder = tagger_data.Encoder(sentences)
    kept = {"drop_x": 0, "drop_a": 0, "drop_letters": 0, "unknown": 0, "lower": 0}
    plan = recipe.Plan(epochs=60, rate=2e-2, units=48, batch=6, made=0, **kept)
    score = tagger_measure.figures(
        [tags for _, tags in sentences],
        tagger_measure.tags(recipe.train(encoder, encoder.tagged(sentences), (), plan, 3), sentences),
    )
    assert score["f1"] > 0.9 and score["words_right"] > 0.9


def test_folds_part_sentences_by_blocks_and_leave_copies_out() -> None:
    sentences = [([f"word{i}"], ["O"]) for i in range(5 * tagger_data.BLOCK)]
    sentences[0] = (["WORD200", "!"], ["O", "O"])
    parted = tagger_data.folds(sentences, 5)
    for k, (training, test) in enumerate(parted):
        block = range(k * tagger_data.BLOCK, (k + 1) * tagger_data.BLOCK)
        assert len(training) == 4 * tagger_data.BLOCK
        copy = {0, 200} & set(block)
        assert test == [sentences[i] for i in block if i not in copy]


def test_random_splits_part_a_fifth_and_leave_copies_out() -> None:
    sentences = [([f"word{i}"], ["O"]) for i in range(100)]
    parted = tagger_data.random_splits(sentences, 3)
    tests = [tuple(words[0] for words, _ in test) for _, test in parted]
    assert len(set(tests)) == 3 and all(len(test) == 20 and len(training) == 80 for training, test in parted)
    assert all(not {w[0] for w, _ in training} & {w[0] for w, _ in test} for training, test in parted)
    copied = tagger_data.random_splits([(["Same"], ["O"])] * 100, 1)
    assert copied[0][1] == []


@pytest.mark.parametrize("path", [tagger_data.OWN, both_ways.PAIRS, both_ways.HELD_OUT], ids=lambda path: path.stem)
def test_the_projects_own_sentences_are_well_formed(path: Path) -> None:
    own = tagging_files.read(path)
    assert len(own) >= 32 and len({tuple(words) for words, _ in own}) == len(own)
    assert {tag for _, tags in own for tag in tags} <= set(LABELS)
    for words, tags in own:
        assert all(words) and (path == tagger_data.OWN or tokens.split(" ".join(words)) == words)
        assert words and all(words)
        for before, tag in zip(["O", *tags], tags, strict=False):
            assert not tag.startswith("I-") or before[2:] == tag[2:], words


def plain(words: list[str]) -> tuple[str, ...]:
    return tuple(word.lower() for word in words if any(letter.isalnum() for letter in word))


def threes(words: list[str]) -> set[tuple[str, ...]]:
    kept = plain(words)
    return {kept[i : i + 3] for i in range(len(kept) - 2)}


def test_what_is_tested_on_is_not_trained_on() -> None:
    """No sentence of the tests is among those of the training; of those that are made none has three words in a row with one of
    them, nor a word whose tag is asked."""
    own = {plain(words) for words, _ in tagging_files.read(tagger_data.OWN)}
    tested = [words for path in (both_ways.PAIRS, both_ways.HELD_OUT) for words, _ in tagging_files.read(path)]
    made = tagger_templates.sentences(5, 4000)
    assert not [words for words in tested if plain(words) in own]
    rows = {row for words, _ in made for row in threes(words)}
    assert not [words for words in tested if rows & threes(words)]
    pairs = tagging_files.read(both_ways.PAIRS)
    asked = {pairs[i][0][both_ways.parting(*pairs[i : i + 2])] for i in range(0, len(pairs), 2)}
    assert len(asked) == 16 and not [words for words, _ in made if asked & set(words)]


def test_enough_is_written_to_be_tested_on() -> None:
    tested = [words for path in (both_ways.PAIRS, both_ways.HELD_OUT) for words, _ in tagging_files.read(path)]
    assert len(tested) >= 60 and len(tagging_files.read(both_ways.PAIRS)) >= 20


def test_made_sentences_are_tagged_as_their_slots_say() -> None:
    made = tagger_templates.sentences(5, 4000)
    assert made == tagger_templates.sentences(5, 4000) != tagger_templates.sentences(6, 4000)
    first = {}
    for words, tags in made:
        assert len(words) == len(tags) and not any("{" in word for word in words)
        assert all(
            not tag.startswith("I-") or before[2:] == tag[2:] for before, tag in zip(["O", *tags], tags, strict=False)
        )
        first.setdefault(words[0], set()).add(tags[0])
    assert sum(len(kinds) > 1 for kinds in first.values()) > 100  # the same first word, another tag


def test_what_is_saved_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "WEIGHTS", tmp_path)
    for cached in (checkpoints.card, tagger.load):
        cached.cache_clear()
    torch.manual_seed(1)
    network = TaggerNetwork(TaggerConfig(("a", "é"), ("rome", "naïve"), both=True, units=3))
    for weight in network.parameters():
        torch.nn.init.normal_(weight)
    tagger.save("made", network, {"seed": 7})
    again = tagger.load("made")
    assert again.config == network.config and checkpoints.card("made")["seed"] == 7
    for name, weight in tagger.halved(network).named_parameters():
        assert torch.equal(weight, again.get_parameter(name)), name
    for cached in (checkpoints.card, tagger.load):
        cached.cache_clear()
