"""X_ij, beside a loop over every pair of a text in plain Python, and beside scikit-learn."""

from __future__ import annotations

import itertools
from collections import defaultdict

import numpy as np
import pytest
from sklearn.feature_extraction.text import CountVectorizer

from core.words import cooccurrence, corpus

SETTINGS = list(itertools.product((1, 2, 5, 40), cooccurrence.WEIGHTINGS, (True, False)))
BY_HAND = [[], ["a"], [*"abaab"], [*"zbza"], ["z"], [*"ccc"], [*"ab"]]


def loop(sentences, vocabulary, window: int, weighting: str, symmetric: bool) -> dict[tuple[str, str], float]:
    """Each word known, and each that stands up to `window` known words to its left in the same sentence."""
    found: dict[tuple[str, str], float] = defaultdict(float)
    for sentence in sentences:
        kept = [word for word in sentence if word in vocabulary]
        for at, word in enumerate(kept):
            for d in range(1, min(window, at) + 1):
                weight = 1 / d if weighting == "1/d" else 1
                found[word, kept[at - d]] += weight
                if symmetric:
                    found[kept[at - d], word] += weight
    return found


def texts() -> list[list[str]]:
    rng = np.random.default_rng(3)
    return [[f"w{i}" for i in rng.zipf(1.5, rng.integers(0, 30)) % 25] for _ in range(300)]


@pytest.mark.parametrize(("window", "weighting", "symmetric"), SETTINGS)
@pytest.mark.parametrize("sentences", [BY_HAND, texts()], ids=["by hand", "made up"])
def test_each_cell_by_a_loop(sentences, window: int, weighting: str, symmetric: bool) -> None:
    """Sentences' ends, words passed over, a word twice in a window, windows longer than a sentence."""
    words, x = cooccurrence.count(sentences, window=window, weighting=weighting, symmetric=symmetric, min_count=3)
    assert words == corpus.build(sentences, 3).words and x.shape == (len(words), len(words))
    expected = loop(sentences, words, window, weighting, symmetric)
    i, j = x.nonzero()
    found = {(words[a], words[b]): x[a, b] for a, b in zip(i, j, strict=True)}
    assert found.keys() == expected.keys() and len(found) > 3
    for cell, value in found.items():
        assert value == pytest.approx(expected[cell], rel=1e-12), cell
    assert not symmetric or abs(x - x.T).max() < 1e-12


def test_what_stands_to_the_left() -> None:
    """GloVe's `cooccur -symmetric 0`: of "a b c" the row of c has b and a, the row of a nothing."""
    words, x = cooccurrence.count([["a", "b", "c"]], window=5, symmetric=False)
    assert words == ("a", "b", "c")
    np.testing.assert_array_equal(x.toarray(), [[0, 0, 0], [1, 0, 0], [0.5, 1, 0]])


def test_beside_itself_it_counts_twice() -> None:
    """Each of the two stands beside the other."""
    _, x = cooccurrence.count([["a", "a", "b"]], window=2)
    np.testing.assert_array_equal(x.toarray(), [[2, 1.5], [1.5, 0]])


def test_pairs_that_follow_one_another_by_scikit_learn() -> None:
    """At window 1, its bigrams."""
    sentences = [sentence for sentence in texts() if sentence]
    words, x = cooccurrence.count(sentences, window=1, symmetric=False)
    theirs = CountVectorizer(analyzer=lambda s: zip(s[1:], s, strict=False))
    totals = theirs.fit_transform(sentences).sum(0).A1
    assert x.nnz == len(totals)
    for (word, left), column in theirs.vocabulary_.items():
        assert x[words.index(word), words.index(left)] == totals[column]


@pytest.mark.parametrize(("window", "weighting", "symmetric"), SETTINGS)
def test_a_row_is_the_matrix_s(window: int, weighting: str, symmetric: bool) -> None:
    text = corpus.build([*texts(), *BY_HAND], 2)
    _, x = cooccurrence.count(text, window=window, weighting=weighting, symmetric=symmetric)
    for place, expected in enumerate(x.toarray()):
        found = cooccurrence.row(text, place, window, weighting, symmetric)
        np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-12)


def test_the_text_that_ships() -> None:
    """All pairs are there: without 1/d the sum is 2 Σ_d (words with d words before them); rows of frequent and rare words."""
    text = corpus.shipped("wordnet", 5, 8000)
    _, x = cooccurrence.count(text, window=10, weighting="1")
    lengths = np.diff(text.starts)
    assert x.sum() == 2 * sum(np.maximum(0, lengths - d).sum() for d in range(1, 11))
    for place in (0, 1, 40, 7999):
        np.testing.assert_array_equal(cooccurrence.row(text, place, 10, "1"), x[[place]].toarray()[0])


def test_nothing_to_count() -> None:
    for sentences in ([], [[]], [["a"], ["b"]]):
        _, x = cooccurrence.count(sentences, window=5)
        assert x.nnz == 0
    with pytest.raises(ValueError, match="1/d"):
        cooccurrence.count(BY_HAND, window=2, weighting="d")
