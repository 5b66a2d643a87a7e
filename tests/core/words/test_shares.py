"""What the scores say of p(t | c), by SciPy and by going through all words; which drawn word is pushed off hardest."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest
from scipy.special import expit, log_softmax

from core.words import choices, moments, negative, noise, shares
from core.words.negative import Tables
from core.words.results import Drawn

SENTENCE = "I want a glass of orange juice to go along with my cereal"
FEW = ("juice", "of", "the", "juice")
ON_SCREEN = ("orange", "juice", "king", "the", "river", "father", "daughter", "of")
CONFIG = moments.FIRST_CONFIG


def made_up(size: int = 30, dimension: int = 4, seed: int = 0) -> Tables:
    rng = np.random.default_rng(seed)
    counts = np.sort(rng.integers(5, 900, size))[::-1]
    e, theta = (rng.normal(size=(size, dimension)).astype(np.float32) for _ in range(2))
    return Tables(tuple(f"w{row}" for row in range(size)), counts, e, theta)


@lru_cache(maxsize=64)
def shown(seed: int = 1, moment: int = -1) -> Drawn:
    return negative.drawn(negative.first_tables(moment), SENTENCE, 5, 3, seed)


def by_hand(tables: Tables, centre: str, trained) -> tuple[list[float], list[float], list[float]]:
    """The three readings of every word, one by one."""
    e = [float(x) for x in tables.e[tables.words.index(centre)]]
    scores = [math.fsum(a * b for a, b in zip(map(float, theta), e, strict=True)) for theta in tables.theta]
    weights = [float(count) ** trained.power for count in tables.counts]
    whole, total = math.fsum(map(math.exp, scores)), math.fsum(weights)
    sigma = [1 / (1 + math.exp(-score)) for score in scores]
    softmax = [math.exp(score) / whole for score in scores]
    recovered = [
        trained.negative * weight / total * math.exp(score) for weight, score in zip(weights, scores, strict=True)
    ]
    return sigma, softmax, recovered


@pytest.mark.parametrize("trained", [CONFIG, replace(CONFIG, negative=2, power=1.0), replace(CONFIG, power=0.0)])
def test_three_readings_by_hand(trained):
    tables = made_up()
    found, every = shares.shares(tables, "w3", ("w0", "w29", "w0"), trained), by_hand(tables, "w3", trained)
    assert found.words == ("w0", "w29", "w0")
    for read, all_of_it, total in zip((found.sigma, found.softmax, found.recovered), every, found.sums, strict=True):
        np.testing.assert_allclose(read, [all_of_it[row] for row in (0, 29, 0)], rtol=1e-12)
        assert total == pytest.approx(math.fsum(all_of_it), rel=1e-12)


@pytest.mark.parametrize("moment", [0, 3, -1])
@pytest.mark.parametrize("centre", ["orange", "the"])
def test_three_readings_of_what_ships_by_scipy(moment, centre):
    tables = negative.first_tables(moment)
    found = shares.shares(tables, centre, FEW)
    rows = [tables.words.index(word) for word in FEW]
    scores = tables.theta.astype(np.float64) @ tables.e[tables.words.index(centre)].astype(np.float64)
    np.testing.assert_allclose(found.sigma, expit(scores)[rows], rtol=1e-12)
    np.testing.assert_allclose(found.softmax, np.exp(log_softmax(scores))[rows], rtol=1e-10)
    log_p = log_softmax(CONFIG.power * np.log(tables.counts.astype(np.float64)))
    recovered = np.exp(math.log(CONFIG.negative) + log_p + scores)
    np.testing.assert_allclose(found.recovered, recovered[rows], rtol=1e-9)
    assert found.sums == pytest.approx((expit(scores).sum(), 1, recovered.sum()), rel=1e-9)


def test_what_ships_was_trained_with_what_the_reading_takes():
    """k = 5 and ¾ are those of the training that ships, and of no other."""
    tables = negative.first_tables()
    usual = shares.shares(tables, "orange", FEW)
    other = shares.shares(tables, "orange", FEW, replace(CONFIG, negative=10))
    np.testing.assert_allclose(other.recovered, 2 * usual.recovered)
    np.testing.assert_array_equal(other.sigma, usual.sigma)
    made = moments.card()["training"]
    assert (CONFIG.negative, CONFIG.power) == (made["negative"], made["power"])


@pytest.mark.parametrize("centre", ON_SCREEN)
def test_trained_scores_add_up_nearly_to_one_with_the_noise_and_not_without(centre):
    sigma, softmax, recovered = shares.shares(negative.first_tables(), centre, ()).sums
    assert 0.9 < recovered < 1.4 and softmax == pytest.approx(1) and sigma > 100


def test_of_all_words_nine_in_ten_add_up_to_between_three_quarters_and_five_quarters():
    """Of every tenth of them, as many."""
    tables = negative.first_tables()
    p = noise.distribution(tables.counts, CONFIG.power)
    sums = CONFIG.negative * np.exp(tables.e[::10].astype(np.float64) @ tables.theta.astype(np.float64).T) @ p
    assert ((sums > 0.75) & (sums < 1.25)).mean() > 0.9
    assert shares.shares(tables, tables.words[700], ()).sums[2] == pytest.approx(sums[70])


@pytest.mark.parametrize("centre", ON_SCREEN)
def test_before_training_they_add_up_to_k(centre):
    tables = negative.first_tables(0)
    found = shares.shares(tables, centre, FEW)
    assert found.sums == pytest.approx((4000, 1, CONFIG.negative), abs=1e-9)
    assert (found.sigma == 0.5).all() and found.softmax == pytest.approx(np.full(4, 1 / 8000))
    p = noise.distribution(tables.counts, CONFIG.power)
    np.testing.assert_allclose(found.recovered, [CONFIG.negative * p[tables.index[word]] for word in FEW], rtol=1e-12)


def test_the_best_scores_give_the_true_shares_back():
    """Where σ is the best that it can be, p / (p + kP), the reading gives p itself."""
    rng = np.random.default_rng(4)
    tables = made_up(12, 12)
    p, drawn = rng.dirichlet(np.ones(12)), CONFIG.negative * noise.distribution(tables.counts, CONFIG.power)
    e = np.zeros_like(tables.e)
    e[:, 0] = 1
    theta = np.zeros_like(tables.theta)
    theta[:, 0] = np.log(p / drawn)
    found = shares.shares(replace(tables, e=e, theta=theta), "w0", tables.words)
    np.testing.assert_allclose(found.sigma, p / (p + drawn), rtol=1e-5)
    np.testing.assert_allclose(found.recovered, p, rtol=1e-5)
    assert found.sums[2] == pytest.approx(1, rel=1e-5)


@pytest.mark.parametrize(("centre", "words"), [("xqzt", ("the",)), ("the", ("xqzt",)), ("The", ("the",))])
def test_a_word_that_is_not_there_is_an_error(centre, words):
    with pytest.raises(KeyError):
        shares.shares(negative.first_tables(), centre, words)


@pytest.mark.parametrize("exponent", [0.0, 0.5, 0.75, 0.77, 1.0])
def test_how_likely_a_dart_hits_a_true_neighbour(exponent):
    """By the shares of all words that stand there, each once."""
    tables, near = negative.first_tables(), round(round(exponent / 0.05) * 0.05, 2)
    weights = [float(count) ** near for count in tables.counts]
    around = ("a", "glass", "of", "juice", "to", "go")
    each = {word: weights[tables.words.index(word)] / math.fsum(weights) for word in around}
    total, words = shares.beside(shown(), exponent)
    assert dict(words) == pytest.approx(each, rel=1e-9) and total == pytest.approx(math.fsum(each.values()), rel=1e-9)
    assert [p for _, p in words] == sorted((p for _, p in words), reverse=True) and len(words) == 6


def test_a_word_twice_in_the_window_counts_once():
    tables = made_up(5)
    found = negative.drawn(tables, "w1 w2 w1 w3 w1", 1, 3, 1)
    total, words = shares.beside(found, 1.0)
    assert {word for word, _ in words} == {"w1", "w3"}
    assert total == pytest.approx((tables.counts[1] + tables.counts[3]) / tables.counts.sum())


def test_how_likely_by_throwing_darts():
    tables, (total, _) = negative.first_tables(), shares.beside(shown(), 1.0)
    around = [tables.words.index(word) for word in ("a", "glass", "of", "juice", "to", "go")]
    draws = 200_000
    hit = np.isin(negative.hits(noise.distribution(tables.counts, 1.0), np.random.default_rng(1).random(draws)), around)
    assert abs(hit.mean() - total) < 4 * math.sqrt(total * (1 - total) / draws)


# Which word is pushed off hardest


def plain(found: Drawn, pair: int, x: int, k: int) -> str:
    """Of the words drawn the one of the largest σ."""
    sigma = {found.names[place]: 1 / (1 + math.exp(-found.logit[place])) for place in found.hit[x, pair, :k].tolist()}
    return max(sigma, key=sigma.get)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("k", [1, 2, 4, 20])
def test_the_hardest_push_is_that_of_the_largest_sigma(seed, k):
    for moment in (3, -1):
        found = shown(seed, moment)
        for pair in range(len(found.targets)):
            for x in (0, 15, 20):
                asked = choices.hardest(found, pair, x, k)
                words = [found.names[place] for place in found.hit[x, pair, :k]]
                if asked is None:
                    ranked = sorted({word: found.logit[found.names.index(word)] for word in words}.values())
                    sigma = expit(ranked)
                    assert len(sigma) == 1 or sigma[-1] - sigma[-2] < choices.SAME
                    continue
                options, right = asked
                assert options[right] == plain(found, pair, x, k) and set(options) <= set(words)
                assert options == sorted(set(options)) and 2 <= len(options) <= choices.MOST_OFFERED
                assert len(options) == min(choices.MOST_OFFERED, len(set(words)))


def of(logits: dict[str, float], drawn: list[str]) -> Drawn:
    """One pair and these words drawn, whose scores are these."""
    names = tuple(logits)
    hit = np.array([[[names.index(word) for word in drawn]]])
    return replace(shown(), names=names, logit=np.array([*logits.values()]), hit=hit)


def test_cases_by_hand():
    scores = {"a": 2.0, "b": 1.0, "c": -1.0, "d": -2.0, "e": -3.0}
    assert choices.hardest(of(scores, ["e", "d", "c", "b", "a"]), 0, 0, 5) == (["a", "b", "c", "d"], 0)
    assert choices.hardest(of(scores, ["e", "d", "c", "b", "a"]), 0, 0, 3) == (["c", "d", "e"], 0)
    assert choices.hardest(of(scores, ["b", "c", "b", "b"]), 0, 0, 4) == (["b", "c"], 0), "drawn three times, it is one"
    assert choices.hardest(of(scores, ["a", "a", "a"]), 0, 0, 3) is None, "one word is no choice"
    assert choices.hardest(of(scores, ["a", "b"]), 0, 0, 1) is None
    close = {"a": -9.0, "b": -9.1, "c": -12.0}
    assert choices.hardest(of(close, ["a", "b", "c"]), 0, 0, 3) is None, "as hard to a hundredth"
    assert choices.hardest(of(close | {"c": 0.0}, ["a", "b", "c"]), 0, 0, 3) == (["a", "b", "c"], 2)


def test_before_the_first_step_all_are_as_hard():
    assert choices.hardest(shown(moment=0), 3, 15, 4) is None
