"""A text as numbers: its vocabulary against Counter, its frequencies against gensim, its blocks against all pairs by hand."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from gensim.models import Word2Vec

from core.words import blocks, corpus, noise


def drawn_text(seed: int, sentences: int = 300, words: int = 80) -> list[list[str]]:
    """Sentences of 0 to 30 words, some frequent."""
    rng = np.random.default_rng(seed)
    p = 1 / np.arange(1, words + 1)
    return [[f"w{i}" for i in rng.choice(words, rng.integers(0, 31), p=p / p.sum())] for _ in range(sentences)]


@pytest.mark.parametrize(("min_count", "most"), [(1, 0), (5, 0), (40, 0), (5, 20), (5, 500)])
def test_the_vocabulary_is_counters(min_count: int, most: int) -> None:
    """Counter keeps the order in which words came first among equals."""
    text = drawn_text(1)
    counts = Counter(word for sentence in text for word in sentence)
    expected = [(word, n) for word, n in counts.most_common() if n >= min_count][: most or None]
    found = corpus.build(iter(text), min_count, most)
    assert list(zip(found.words, found.counts.tolist(), strict=True)) == expected
    assert found.read == counts.total() and found.kept == sum(n for _, n in expected)
    known = dict(expected)
    left = [[word for word in sentence if word in known] for sentence in text]
    again = [[found.words[i] for i in found.tokens[a:b]] for a, b in zip(found.starts, found.starts[1:], strict=False)]
    assert again == [sentence for sentence in left if sentence]


@pytest.mark.parametrize("threshold", [1e-4, 1e-3, 1e-2, 0.0])
def test_words_are_kept_as_gensim_keeps_them(threshold: float) -> None:
    text = drawn_text(2)
    theirs = Word2Vec(min_count=5, sample=threshold, vector_size=4)
    theirs.build_vocab(text)
    found = corpus.build(text, 5)
    asked = [theirs.wv.get_vecattr(word, "sample_int") / 2**32 for word in found.words]
    ours = corpus.keep_probability(found.counts, threshold)
    assert ours.min() < 0.9 or threshold in (0.0, 1e-2)
    np.testing.assert_allclose(ours, asked, atol=1e-9)


def test_the_papers_formula_keeps_fewer() -> None:
    counts = np.array([5000, 900, 90, 10])
    f = counts / counts.sum()
    for t in (1e-3, 1e-2):
        discarded = np.maximum(0, 1 - np.sqrt(t / f))  # equation 5
        np.testing.assert_allclose(corpus.keep_probability(counts, t, plus=False), 1 - discarded, rtol=1e-12)
    table = corpus.keep_table("abcd", counts, most=3)
    np.testing.assert_allclose(table.share, f[:3])
    assert table.words == ("a", "b", "c") and table.paper.shape == table.word2vec.shape == (3, 3)
    for row, t in enumerate(table.thresholds):
        np.testing.assert_allclose(table.paper[row], np.minimum(1, np.sqrt(t / f[:3])), rtol=1e-12)
        np.testing.assert_allclose(table.word2vec[row], np.minimum(1, np.sqrt(t / f[:3]) + t / f[:3]), rtol=1e-12)


@pytest.mark.parametrize("power", [0.75, 1.0, 0.0])
def test_noise_is_gensims(power: float) -> None:
    text = drawn_text(3)
    theirs = Word2Vec(min_count=5, ns_exponent=power, vector_size=4)
    theirs.build_vocab(text)
    found = corpus.build(text, 5)
    order = [theirs.wv.key_to_index[word] for word in found.words]
    table = theirs.cum_table.astype(np.float64) / theirs.cum_table[-1]
    p = noise.distribution(found.counts, power)
    np.testing.assert_allclose(p, np.diff(table, prepend=0)[order], atol=2 / 2**31)
    assert p.sum() == pytest.approx(1, abs=1e-12)


def test_the_urn_draws_what_it_should() -> None:
    from scipy.stats import chisquare

    p = noise.distribution(np.array([900, 300, 50, 50, 4, 1]))
    urn = noise.Urn(p)
    drawn = urn.draw(np.random.default_rng(0), (200, 500))
    assert drawn.shape == (200, 500) and drawn.dtype == np.int64
    assert chisquare(np.bincount(drawn.ravel(), minlength=6), p * 100_000).pvalue > 1e-3
    assert (drawn == urn.draw(np.random.default_rng(0), (200, 500))).all()
    assert (noise.Urn(np.array([0.0, 1.0, 0.0])).draw(np.random.default_rng(0), (50,)) == 1).all()


def numbered(lengths: list[int]) -> corpus.Corpus:
    """A text in which no word occurs twice, so that a pair of words is a pair of places."""
    n = sum(lengths)
    tokens = np.random.default_rng(9).permutation(n).astype(np.int32)
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    return corpus.Corpus(tuple(map(str, range(n))), np.ones(n, np.int64), tokens, starts, n)


def pairs_of(found: list[blocks.Blocks], window: int) -> list[tuple[int, int]]:
    """(middle, neighbour) of all blocks, as words."""
    pairs = []
    for part in found:
        b, i, j = np.nonzero(part.near)
        pairs += zip(part.middle[b, i].tolist(), part.around[b, j].tolist(), strict=True)
        np.testing.assert_array_equal(
            part.around[:, window : window + blocks.SIZE][part.near.any(2)], part.middle[part.near.any(2)]
        )
    return pairs


LENGTHS = [5, 1, 40, 2, 33, 64, 1, 1, 7, 90, 3]


@pytest.mark.parametrize("lengths", [LENGTHS, [31], [32], [33], [1, 1, 1], [300], [2] * 40])
@pytest.mark.parametrize("share", [1.0, 0.6])
@pytest.mark.parametrize("window", [1, 2, 5, 10])
def test_an_epoch_has_each_pair_once(window: int, share: float, lengths: list[int]) -> None:
    """Sentence by sentence in plain loops, with the order, the words that are left and the reaches drawn as they were."""
    text, seed = numbered(lengths), 4
    keep = np.full(text.kept, share)
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(lengths))
    sentences = [text.tokens[text.starts[s] : text.starts[s + 1]].tolist() for s in order]
    stays = iter((rng.random(text.kept) < share).tolist())
    sentences = [[word for word in sentence if next(stays)] for sentence in sentences]
    rows = max(1, -(-sum(map(len, sentences)) // blocks.SIZE))
    reaches = iter(rng.integers(1, window + 1, size=(rows, blocks.SIZE), dtype=np.int16).ravel().tolist())
    expected = []
    for sentence in sentences:
        for i, word in enumerate(sentence):
            reach = next(reaches)
            expected += [(word, other) for other in sentence[max(0, i - reach) : i] + sentence[i + 1 : i + 1 + reach]]
    found = list(blocks.epoch(text, keep, window, np.random.default_rng(seed), 3))
    assert sorted(pairs_of(found, window)) == sorted(expected)
    assert abs(sum(part.read for part in found) - text.read) <= len(found)


def test_near_words_count_more() -> None:
    """A word d away is in a window drawn from 1 … w with the probability (w − d + 1) / w."""
    window, text = 5, numbered([4000])
    place = np.argsort(text.tokens)
    found = list(blocks.epoch(text, np.ones(4000), window, np.random.default_rng(0), 32))
    away = Counter(abs(int(place[a]) - int(place[b])) for a, b in pairs_of(found, window))
    assert set(away) == set(range(1, window + 1))
    for d, count in away.items():
        p = (window - d + 1) / window
        n = 2 * (4000 - d)
        assert abs(count - n * p) <= 5 * np.sqrt(2 * n * p * (1 - p))  # the two sides have one reach


def test_words_left_out_are_gone_before_the_window() -> None:
    text = numbered([200])
    keep = (np.arange(200) % 3 > 0).astype(float)  # surely left out, or surely kept
    found = list(blocks.epoch(text, keep, 4, np.random.default_rng(0), 8))
    left = [int(word) for word in text.tokens if keep[word]]
    place = {word: i for i, word in enumerate(left)}
    pairs = pairs_of(found, 4)
    apart = [abs(place[a] - place[b]) for a, b in pairs]
    assert min(apart) == 1 and max(apart) == 4
    assert {(a, b) for a, b in zip(left, left[1:], strict=False)} <= set(pairs)


def test_skipping_steps_gives_the_rest() -> None:
    text = numbered(LENGTHS)
    keep = np.full(text.kept, 0.8)
    whole = list(blocks.epoch(text, keep, 3, np.random.default_rng(5), 2))
    assert len(whole) > 3
    for skip in range(len(whole) + 1):
        rest = list(blocks.epoch(text, keep, 3, np.random.default_rng(5), 2, skip))
        assert len(rest) == len(whole) - skip
        for ours, theirs in zip(rest, whole[skip:], strict=True):
            for name in ("middle", "around", "near"):
                np.testing.assert_array_equal(getattr(ours, name), getattr(theirs, name))


def test_another_epoch_has_another_order() -> None:
    text = numbered([10] * 20)
    first, second = (next(blocks.epoch(text, np.ones(200), 2, np.random.default_rng(s), 32)) for s in (1, 2))
    assert sorted(first.middle[:6].ravel()) != first.middle[:6].ravel().tolist()
    assert (first.middle != second.middle).any()
