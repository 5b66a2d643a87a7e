"""The bag of words beside scikit-learn's own pipeline."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline

from core.recipes.sentiment_data import labelled, own
from core.recipes.sentiment_learners import learn_bag
from core.recurrent.bag import Bag
from core.recurrent.sentiment import LONGEST
from core.recurrent.tokens import split

TEXTS = (
    "The food was not bad at all.",
    "good good GOOD bad",
    "I don't like it, I don't like it, and I don't like you!",
    "loved",
    "zxqv qwrt",
    "👍",
    "한국어",
    "<b>x</b>",
    "a" * 5000,
    "!" * 39 + "?",
)


def pipeline(bag: Bag) -> Pipeline:
    """scikit-learn's, filled with the bag's weights."""
    counted = TfidfVectorizer(
        tokenizer=split, lowercase=True, token_pattern=None, sublinear_tf=True, vocabulary=bag.index
    )
    counted.idf_ = bag.idf
    regression = LogisticRegression()
    regression.coef_, regression.intercept_, regression.classes_ = bag.w[None], np.array([bag.bias]), np.array([0, 1])
    return Pipeline([("counted", counted), ("regression", regression)])


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:12])
def test_scikit_learn_says_the_same(text: str) -> None:
    theirs = pipeline(Bag.load())
    read = Bag.load().read(text)
    assert read.probability == pytest.approx(theirs.predict_proba([text])[0, 1], abs=1e-6)
    logit = theirs.decision_function([text])[0]
    assert read.bias + read.contributions.sum() == pytest.approx(logit, abs=1e-6)
    assert len(read.contributions) == len(read.words) and np.isfinite(read.contributions).all()
    assert [c != 0 for c in read.contributions] == list(read.known)


def test_the_order_of_the_words_does_not_matter() -> None:
    words = ("not", "bad", "at", "all")
    found = {tuple(order): Bag.load().read(" ".join(order)) for order in permutations(words)}
    first = found[words]
    for order, read in found.items():
        assert read.probability == pytest.approx(first.probability, abs=1e-12)
        by_word = dict(zip(order, read.contributions, strict=True))
        np.testing.assert_allclose([by_word[word] for word in words], first.contributions, rtol=0, atol=1e-12)
    assert first.words[int(first.contributions.argmin())] == "bad" and first.probability < 0.1


def test_a_word_that_is_not_known_adds_nothing() -> None:
    with_it, without = Bag.load().read("good zxqv food"), Bag.load().read("good food")
    assert with_it.known == (True, False, True) and with_it.contributions[1] == 0
    assert with_it.probability == pytest.approx(without.probability, abs=1e-12)
    assert Bag.load().read("zxqv").logit == Bag.load().bias


def test_no_more_than_forty_words_are_read() -> None:
    fits, cut = (Bag.load().read(" ".join(["good"] * LONGEST + more)) for more in ([], ["terrible"]))
    assert fits.is_all and not cut.is_all and cut.probability == fits.probability


def test_what_the_recipe_learns_is_what_scikit_learn_learns() -> None:
    """Fitted on our own sentences by the recipe, and by a pipeline that splits the texts itself."""
    some, held = own(held=False), [s.text for s in own(held=True)]
    weights, words, _ = learn_bag(some)
    counted = TfidfVectorizer(tokenizer=split, token_pattern=None, sublinear_tf=True)
    theirs = Pipeline([("counted", counted), ("regression", LogisticRegression(C=10.0, max_iter=1000))])
    theirs.fit([s.text for s in some], [s.label for s in some])
    ours = [Bag(weights, words).read(text).probability for text in held]
    np.testing.assert_allclose(ours, theirs.predict_proba(held)[:, 1], rtol=0, atol=1e-5)
    assert labelled("Not BAD", "1").words == ("not", "bad")
