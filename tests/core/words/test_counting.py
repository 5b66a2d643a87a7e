"""Words counted together, beside loops over every pair of a text; and what a sentence writes, beside the whole of
it."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from core.errors import UserError
from core.words import corpus, counting
from core.words.corpus import Corpus

SENTENCE = "I want a glass of orange juice to go along with my cereal"
EVERY = list(itertools.product((1, 3, 10), (True, False), (True, False)))


def made_up(seed: int = 0, words: int = 30, sentences: int = 80, least: int = 1) -> tuple[Corpus, list[list[str]]]:
    """Sentences of every length from none on, with some words too rare for the vocabulary."""
    rng = np.random.default_rng(seed)
    p = 1 / np.arange(1, words + 1)
    texts = [[f"w{i}" for i in rng.choice(words, rng.integers(0, 17), p=p / p.sum())] for _ in range(sentences)]
    return corpus.build(texts, least), texts


def by_loop(
    texts: list[list[str]], names: tuple[str, ...], known: set[str], window: int, harmonic: bool, symmetric: bool
):
    """X of some words, pair by pair: the row's word is the centre, each neighbour to its left writes."""
    X = np.zeros((len(names), len(names)))
    for text in texts:
        passed = [word for word in text if word in known]
        for at, centre in enumerate(passed):
            for d in range(1, min(window, at) + 1):
                neighbour, weight = passed[at - d], 1 / d if harmonic else 1
                if centre in names and neighbour in names:
                    i, j = names.index(centre), names.index(neighbour)
                    X[i, j] += weight
                    if symmetric:
                        X[j, i] += weight
    return X


@pytest.mark.parametrize(("window", "harmonic", "symmetric"), EVERY)
@pytest.mark.parametrize("least", [1, 12])
def test_every_moment_by_loops(window, harmonic, symmetric, least):
    text, texts = made_up(least=least)
    shown = counting.counted(text, "w2 w0 w5. w1 w1 w0", most=7, moments=9)
    texts = [kept for kept in ([w for w in t if w in text.words] for t in texts) if kept]  # as the corpus numbers them
    assert shown.read[0] == 0 and shown.read[-1] == len(texts) and (np.diff(shown.read) > 0).all()
    for moment, read in enumerate(shown.read):
        X = by_loop(texts[:read], shown.words, {*text.words}, window, harmonic, symmetric)
        np.testing.assert_allclose(counting.matrix(shown, window, harmonic, symmetric, moment), X, atol=1e-9)
    assert X.sum() > 100


@pytest.mark.parametrize(("window", "harmonic", "symmetric"), EVERY)
def test_a_sentence_read_word_by_word_is_counted_once(window, harmonic, symmetric):
    """Over words that are unknown, that have no room, that come twice, and over the end of a sentence."""
    text, _ = made_up(3)
    sentence = "W3 xqzt w1 w1. W4 w3, w8 w8 xqzt w2 w1! w0"
    shown = counting.counted(text, sentence, most=4)
    assert shown.words == ("w3", "w1", "w4", "w8")
    assert shown.place.tolist() == [0, -1, 1, 1, 2, 0, 3, 3, -1, -2, 1, -2]
    X = np.zeros((4, 4))
    for step in range(len(shown.tokens)):
        found = counting.written(shown, step, window, harmonic, symmetric)
        assert set(found.rows[: len(found.rows) // (1 + symmetric)]) <= {shown.place[step]}
        np.add.at(X, (found.rows, found.columns), found.weights)
    texts = corpus.sentences(sentence)
    np.testing.assert_allclose(
        X, by_loop(list(texts), shown.words, {*text.words}, window, harmonic, symmetric), atol=1e-12
    )


def test_what_one_word_writes_by_hand():
    shown = counting.counted(corpus.shipped("wordnet", 5, 8000), "a glass of orange juice")
    found = counting.written(shown, 4, 3, True, False)
    assert [shown.words[i] for i in found.columns] == ["orange", "of", "glass"] and {*found.rows} == {4}
    np.testing.assert_allclose(found.weights, [1, 1 / 2, 1 / 3])
    both = counting.written(shown, 4, 3, False, True)
    assert both.rows.tolist() == [4, 4, 4, 3, 2, 1] and both.columns.tolist() == [3, 2, 1, 4, 4, 4]
    assert both.weights.tolist() == [1] * 6
    assert not len(counting.written(shown, 0, 3, True, True).rows), "to its left there is nothing"


def test_the_text_that_ships_by_another_way():
    """Every pair of one word of WordNet at its distance, from the sentences as they stand in the file."""
    text = corpus.shipped("wordnet", 5, 8000)
    shown = counting.counted(text, SENTENCE)
    assert shown.words == tuple("i want a glass of orange juice to go along with my cereal".split())
    assert shown.place.tolist() == [*range(13)]
    known, orange = {*text.words}, np.zeros((10, 13), int)
    for sentence in corpus.shipped_sentences("wordnet"):
        if "orange" in sentence:
            passed = [word for word in sentence if word in known]
            for at, d in itertools.product(np.flatnonzero(np.array(passed) == "orange"), range(1, 11)):
                if at + d < len(passed) and passed[at + d] in shown.words:
                    orange[d - 1, shown.words.index(passed[at + d])] += 1
    np.testing.assert_array_equal(shown.right[-1, :, 5], orange)
    assert orange.sum() > 100 and not shown.right[0].any()


def test_symmetric_is_both_ways():
    text, _ = made_up(1)
    shown = counting.counted(text, "w1 w2 w3")
    X = counting.matrix(shown, 4, True, False)
    np.testing.assert_allclose(counting.matrix(shown, 4, True, True), X + X.T)
    assert not np.allclose(X, X.T)


def test_companions_go_with_the_rarest_words():
    text = corpus.shipped("wordnet", 5, 8000)
    words = counting.counted(text, "a glass of orange juice").words
    assert words[:5] == ("a", "glass", "of", "orange", "juice") and len(set(words)) == 13
    assert {"lemon", "fruit"} <= {*words}
    index = {word: row for row, word in enumerate(text.words)}
    rare = [index[word] for word in ("glass", "orange", "juice")]
    near = {word: 0 for word in words[5:]}
    for at in np.flatnonzero(np.isin(text.tokens, rare)):
        sentence = np.searchsorted(text.starts, at, side="right")
        begin, end = max(at - 5, text.starts[sentence - 1]), min(at + 6, text.starts[sentence])
        for row in text.tokens[begin:end]:
            if text.words[row] in near:
                near[text.words[row]] += 1
    assert min(near.values()) >= 3
    chance = 10 * text.counts[rare].sum() * text.counts / text.counts.sum()
    assert all(near[word] > 3 * chance[index[word]] for word in near), "each of them oftener than by chance"


def test_a_small_text_is_filled_up_by_its_frequent_words():
    text = corpus.build([["b", "a", "a", "c"], ["a", "b"]], 1)
    shown = counting.counted(text, "c b")
    assert shown.words == ("c", "b", "a") and shown.read.tolist() == [0, 1, 2]


@pytest.mark.parametrize(
    "sentence", ["", "...", "xqzt", "orange", "orange. juice", "xqzt orange xqzt", "תפוז", "\ud800", "\0"]
)
def test_sentences_without_a_pair(sentence):
    with pytest.raises(UserError) as error:
        counting.counted(corpus.shipped("wordnet", 5, 8000), sentence)
    assert error.value.key == "corpus.no_pair"


@pytest.mark.parametrize(
    "sentence", ["a a", "a glass " * 400, "🍊 orange 🥤 juice", "the\nthe", "xqzt. O'RANGE a glass"]
)
def test_odd_sentences_with_a_pair(sentence):
    shown = counting.counted(corpus.shipped("wordnet", 5, 8000), sentence)
    assert len(shown.words) == 13 and len(shown.tokens) == len(shown.place) == len(shown.part) <= 40
    assert {shown.words[i] for i in shown.place if i >= 0} <= {*shown.tokens}
    assert (counting.matrix(shown, 10, True, True) >= 0).all()


def test_a_text_is_placed_among_the_words_of_another():
    tokens, part, rows = counting.placed(("the", "orange", "juice"), "The JUICE, of. Orange juice! the")
    assert tokens == ("the", "juice", "of", "orange", "juice", "the")
    assert part.tolist() == [0, 0, 0, 1, 1, 2] and rows.tolist() == [0, 2, -1, 1, 2, 0]
    tokens, _, _ = counting.placed(("a", "glass"), "a glass " * 400)
    assert tokens == ("a", "glass") * (len(tokens) // 2) and len(tokens) == counting.LONGEST


@pytest.mark.parametrize("text", ["", "  ", "!!! ??", "the", "the. juice", "wombat xqzt", "the xqzt. xqzt juice", "🍊"])
def test_nowhere_two_known_words_in_one_sentence(text):
    with pytest.raises(UserError) as error:
        counting.placed(("the", "orange", "juice"), text)
    assert error.value.key == "corpus.no_pair"


@pytest.mark.parametrize("window", [1, 2, 5])
@pytest.mark.parametrize("seed", range(4))
def test_where_to_look_first_by_loops(window, seed):
    """Of all cells that the sentence writes the one with the most counts for what its two words have."""
    text, texts = made_up(seed, sentences=300, least=2)
    sentence = [f"w{i}" for i in np.random.default_rng(seed).permutation(20)]
    shown = counting.counted(text, " ".join(sentence), most=12)
    X = by_loop(texts, shown.words, {*text.words}, window, False, True)
    often, found = dict(zip(text.words, text.counts.tolist(), strict=True)), {}
    kept = [(t, word) for t, word in enumerate(sentence) if word in often]
    for at, (t, centre) in enumerate(kept):
        for _, other in kept[max(0, at - window) : at]:
            if centre in shown.words and other in shown.words:
                x = X[shown.words.index(centre), shown.words.index(other)]
                if x >= counting.OFTEN:
                    found[t, centre, other] = x / often[centre] / often[other]
    assert len({*found.values()}) > 2
    best = counting.telling(text, shown, window)
    assert best in found and found[best] == pytest.approx(max(found.values()))


def test_where_nothing_has_been_counted_often_there_is_no_cell_to_look_at():
    text = corpus.build([["b", "a", "a", "c"], ["a", "b"], ["a", "d"]], 1)
    assert counting.telling(text, counting.counted(text, "d xqzt c b qqq"), 5) == (3, "", "")
    twice = corpus.build([["a", "a"]] * 4, 1)
    assert counting.telling(twice, counting.counted(twice, "a a a"), 5) == (2, "", ""), (
        "a word beside itself tells nothing"
    )


def test_the_sentences_that_ship_are_looked_at_where_they_tell():
    text = corpus.shipped("wordnet", 5, 8000)
    assert counting.telling(text, counting.counted(text, SENTENCE), 10) == (6, "juice", "orange")
