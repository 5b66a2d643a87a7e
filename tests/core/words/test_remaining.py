"""What debiasing leaves: made clusters are found, noise is not, and scikit-learn is asked again on its own terms."""

import numpy as np
import pytest
from scipy.optimize import minimize
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import SVC

from core.errors import UserError
from core.words import debias, library
from core.words.remaining import company, control, most_biased, neighbours, remaining, sides, told
from core.words.soft import soft, transform
from core.words.vectors import WordVectors

SIDE = 40


def two_clouds(apart: float) -> WordVectors:
    rng = np.random.default_rng(0)
    vectors = rng.normal(size=(2 * SIDE, 12)).astype(np.float32)
    vectors[:SIDE, 3] += apart
    vectors[SIDE:, 3] -= apart
    return WordVectors([f"a{i}" for i in range(SIDE)] + [f"b{i}" for i in range(SIDE)], vectors)


def test_clouds_apart_are_told_apart_and_noise_is_not():
    first, second = ([f"{c}{i}" for i in range(SIDE)] for c in "ab")
    apart, noise = remaining(two_clouds(4), first, second), remaining(two_clouds(0), first, second)
    assert apart.clusters == 1 and apart.classifier == 1
    assert noise.clusters < 0.7 and noise.classifier < 0.7
    assert apart.places.shape == (2 * SIDE, 2)
    mean = [apart.places[:SIDE].mean(0), apart.places[SIDE:].mean(0)]
    assert np.linalg.norm(mean[0] - mean[1]) > 4 * np.linalg.norm(apart.places[:SIDE] - mean[0], axis=1).std()


def test_neighbours_are_counted_by_side():
    wv = two_clouds(4)
    first, second = ([f"{c}{i}" for i in range(SIDE)] for c in "ab")
    shares = neighbours(wv, ["a0", "b0"], first, second, 10)
    assert shares[0] > 0.9 and shares[1] < 0.1
    unit = wv.vectors / np.linalg.norm(wv.vectors, axis=1, keepdims=True)
    scores = sorted(((unit[0] @ unit[i], wv.words[i]) for i in range(1, 2 * SIDE)), reverse=True)[:10]
    assert shares[0] == sum(word in first for _, word in scores) / 10
    every = neighbours(wv, first + second, first, second, 10)
    same = [*every[:SIDE], *(1 - every[SIDE:])]
    assert company(wv, first, second, 10) == pytest.approx(sum(same) / len(same))
    assert 0.35 < company(two_clouds(0), first, second, 10) < 0.65


def test_most_biased_words_lie_furthest_out():
    wv = library.load("news")
    g = debias.bias_direction(wv, [("she", "he")])
    first, second = most_biased(wv, g, 50, without=["she", "he"])
    along = {word: float(x) for word, x in zip(wv.words, wv.unit @ g, strict=True) if word not in ("she", "he")}
    ordered = sorted(along, key=along.get)
    assert set(second) == set(ordered[:50]) and set(first) == set(ordered[-50:])
    assert first[0] == ordered[-1] and second[0] == ordered[0]
    with pytest.raises(UserError):
        most_biased(wv, g, len(wv), without=[])


def test_bias_stays_after_debiasing():
    """Gonen & Goldberg's finding on these vectors: projections are gone, and the sides can still be told."""
    wv = library.load("news")
    g = debias.bias_direction(wv, [("she", "he"), ("woman", "man"), ("girl", "boy")])
    first, second = most_biased(wv, g, 100, without=["she", "he", "woman", "man", "girl", "boy"])
    after = debias.neutralize(wv, wv.words[100:], g)
    found = remaining(debias.neutralize(after, first + second, g), first, second)
    assert found.classifier > 0.8


def test_what_a_classifier_tells_is_counted_word_by_word():
    """scikit-learn trained and asked part by part, and its right answers counted."""
    wv = library.load("glove")
    first, second = most_biased(
        wv, debias.bias_direction(wv, [("she", "he"), ("woman", "man")]), 40, without=[], among=5_000
    )
    words, shares = first + second, []
    unit = {word: wv[word].astype(np.float64) / np.linalg.norm(wv[word].astype(np.float64)) for word in words}
    side = ["first"] * len(first) + ["second"] * len(second)
    for train, asked in StratifiedKFold(5, shuffle=True, random_state=0).split(words, side):
        machine = SVC().fit([unit[words[i]] for i in train], [side[i] for i in train])
        answers = machine.predict([unit[words[i]] for i in asked])
        shares.append(sum(answer == side[i] for answer, i in zip(answers, asked, strict=True)) / len(asked))
    assert told(wv, first, second) == pytest.approx(sum(shares) / 5) == remaining(wv, first, second).classifier


def test_along_any_direction_words_share_more_than_it():
    """The outermost words of random directions are told apart where words share things, and by chance where they do not."""
    noise = np.random.default_rng(0).normal(size=(3_000, 30)).astype(np.float32)
    assert 0.35 < control(WordVectors([f"w{i}" for i in range(3_000)], noise), 10, 60) < 0.65
    assert control(library.load("news"), 10, 60, 20_000) > 0.9


def test_sides_go_by_the_sign():
    wv = library.load("news")
    g = debias.bias_direction(wv, [("she", "he")])
    words = ["nurse", "ballerina", "sister", "lipstick", "housewife", "captain", "boss", "king", "wizard", "hero"]
    first, second = sides(wv, g, words)
    assert all(wv[w] @ g > 0 for w in first) and all(wv[w] @ g <= 0 for w in second)
    with pytest.raises(UserError):
        sides(wv, g, words[:3])


def test_soft_map_is_the_minimum_of_the_papers_aim():
    """The aim of step 2b minimised over T by scipy, on a small vocabulary: the same value at the end."""
    rng = np.random.default_rng(4)
    W, g = rng.normal(size=(30, 4)), rng.normal(size=4)
    W /= np.linalg.norm(W, axis=1, keepdims=True)
    g /= np.linalg.norm(g)
    N, strength = W[:20], 3.0

    def aim(flat):
        T = flat.reshape(4, 4)
        return (((W @ T.T) @ (W @ T.T).T - W @ W.T) ** 2).sum() + strength * ((N @ T.T @ T @ g) ** 2).sum()

    ours = transform(W.T @ W, N.T @ N, g, strength)
    theirs = minimize(aim, np.eye(4).ravel(), tol=1e-12)
    assert aim(ours.ravel()) == pytest.approx(theirs.fun, rel=1e-6)
    assert aim(ours.ravel()) < 0.9 * aim(np.eye(4).ravel())


def test_soft_debiasing_goes_from_nothing_to_nearly_all():
    wv = library.load("glove")
    g = debias.bias_direction(wv, [("she", "he")])
    words = wv.words[:2000]

    def bias(made):
        return float(np.abs(made.unit[: len(words)] @ g).mean())

    steps = [bias(soft(wv, words, g, strength)) for strength in (0.0, 1e4, 1e7)]
    assert steps[0] == pytest.approx(bias(wv), abs=1e-5)
    assert steps[0] > steps[1] > steps[2] and steps[2] < 0.3 * steps[0]
