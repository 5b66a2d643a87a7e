"""Kneser–Ney beside nltk, beside the paper's formula by hand, and where nothing was counted."""

from __future__ import annotations

import math

import numpy as np
import pytest
from nltk.lm import KneserNeyInterpolated
from nltk.lm.smoothing import KneserNey as NltkSmoothing

from core.recurrent.language.kneser_ney import START, Discounts, KneserNey
from core.vocab import EOS, UNK, Vocabulary

TEXT = """the cat sat on the mat
the dog sat on the cat
a dog saw the mat
the cat saw a dog on the mat
on the mat sat a cat and a dog
the cat and the dog sat""".splitlines()
SENTENCES = [line.split() for line in TEXT]
VOCABULARY = Vocabulary.of_words(SENTENCES, 12)
PREFIXES = [[], ["the"], ["the", "cat"], ["on", "the"], ["sat", "on", "the"], ["and"], ["cat", "cat"], ["zebra", "the"]]


class WithUniform(NltkSmoothing):
    """nltk's, but that single words are discounted too and what is left over goes to all V alike, as in the paper."""

    size = len(VOCABULARY)

    def unigram_score(self, word):
        count, total = self._continuation_counts(word)
        kinds = sum(1 for w in self.counts[1] if self._continuation_counts(w)[0])
        return (max(count - self.discount, 0) + self.discount * kinds / self.size) / total


def by_nltk(order: int, discount: float) -> KneserNeyInterpolated:
    """nltk's model with n-grams cut as ours: one <EOS>, and none that ends in what stands before a sentence."""
    grams = []
    for sentence in SENTENCES:
        known = [w if w in VOCABULARY.index else UNK for w in sentence]
        padded = ["<s>"] * (order - 1) + [*known, EOS]
        for t in range(order - 1, len(padded)):
            grams.append([tuple(padded[t - n + 1 : t + 1]) for n in range(1, order + 1)])
    model = KneserNeyInterpolated(order, discount=discount)
    model.fit(grams, [*VOCABULARY.symbols, "<s>"])
    model.estimator = WithUniform(model.vocab, model.counts, order, discount)
    return model


@pytest.mark.parametrize("prefix", PREFIXES, ids=" ".join)
@pytest.mark.parametrize(("order", "discount"), [(2, 0.1), (3, 0.1), (3, 0.75)])
def test_one_discount_is_nltks(order: int, discount: float, prefix: list[str]) -> None:
    theirs, ours = by_nltk(order, discount), KneserNey.of(SENTENCES, VOCABULARY, order, discount)
    context = ["<s>"] * (order - 1) + [w if w in VOCABULARY.index else UNK for w in prefix]
    expected = [theirs.score(word, context[len(context) - order + 1 :]) for word in VOCABULARY.symbols]
    np.testing.assert_allclose(np.exp(ours.log_probs(prefix)), expected, rtol=1e-9)


@pytest.mark.parametrize("prefix", PREFIXES, ids=" ".join)
@pytest.mark.parametrize("order", [1, 2, 3, 5])
def test_probabilities_add_up_to_one(order: int, prefix: list[str]) -> None:
    assert np.exp(KneserNey.of(SENTENCES, VOCABULARY, order).log_probs(prefix)).sum() == pytest.approx(1, abs=1e-9)


def test_a_bigram_by_hand() -> None:
    """ "a b", "a c": P(b | a) = (1 − D)/2 + 2D/2 · P(b), P(b) = (1 − D)/5 + 5D/5 · 1/6: one place each but for <EOS>, two."""
    vocabulary, D = Vocabulary((EOS, UNK, "a", "b", "c", "d"), level="word"), 0.4
    model = KneserNey.of([["a", "b"], ["a", "c"]], vocabulary, 2, D)
    # bigrams: <s> a, a b, a c, b <EOS>, c <EOS>: continuations a 1, b 1, c 1, <EOS> 2, in all 5, of 4 kinds
    single = (1 - D) / 5 + 4 * D / 5 / 6
    expected = (1 - D) / 2 + 2 * D / 2 * single
    assert math.exp(model.log_probs(["a"])[3]) == pytest.approx(expected)
    never = 4 * D / 5 / 6  # d was never seen
    assert math.exp(model.log_probs(["a"])[5]) == pytest.approx(D * never)


def test_a_context_that_was_never_seen_is_the_lower_order() -> None:
    model = KneserNey.of(SENTENCES, VOCABULARY, 3)
    assert ("mat", "on") not in {tuple(s[i : i + 2]) for s in SENTENCES for i in range(len(s))}
    lower = KneserNey(VOCABULARY, model._counts[:2], model._discounts[:2])
    np.testing.assert_allclose(model.log_probs(["mat", "on"]), lower.log_probs(["on"]), rtol=1e-12)


def test_a_sentence_is_scored_step_by_step() -> None:
    model = KneserNey.of(SENTENCES, VOCABULARY, 3)
    words = ["the", "zebra", "sat", "on", "a", "mat"]
    steps = [model.log_probs(words[:t])[VOCABULARY.encode([word])[0]] for t, word in enumerate([*words, EOS])]
    np.testing.assert_allclose(model.sentence_log_probs(words), steps, rtol=1e-9)


def test_discounts_are_the_papers_formula() -> None:
    """n₁ … n₄ = 8, 4, 2, 1: Y = 1/2; D₁ = 1 − 2·½·4/8, D₂ = 2 − 3·½·2/4, D₃ = 3 − 4·½·1/2."""
    counts = {(0,): dict(enumerate([1] * 8 + [2] * 4 + [3] * 2 + [4] + [9]))}
    assert Discounts.estimated(counts).by_count == pytest.approx((0, 0.5, 1.25, 2.0))


def test_what_stands_before_a_sentence_is_never_expected() -> None:
    model = KneserNey.of(SENTENCES, VOCABULARY, 3)
    assert all(w != START for of in model._counts for following in of.values() for w in following)
