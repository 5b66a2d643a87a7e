"""Negative sampling: P and its darts by χ² and by brute force, the loss and its pushes by PyTorch and by small steps."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from scipy.special import expit, softmax
from scipy.stats import chisquare
from sklearn.decomposition import PCA
from torch.nn import functional as F

from core.errors import UserError
from core.recipes import negative_sampling as recipe
from core.referees import negative as referee
from core.words import moments, negative, noise, throws, word2vec, wrong_side
from core.words.negative import Tables
from core.words.results import Drawn, PairLoss

SENTENCE = "I want a glass of orange juice to go along with my cereal"
EXACT = 1e-9
SMALL = "orange juice a glass of milk the and to with".split()
POWERS = (0.0, 0.5, 0.75, 1.0)


def made_up(words: list[str] = SMALL, seed: int = 0, size: int = 6) -> Tables:
    rng = np.random.default_rng(seed)
    counts = np.sort(rng.integers(5, 900, len(words)))[::-1]
    e, theta = (rng.normal(size=(len(words), size)).astype(np.float32) for _ in range(2))
    return Tables(tuple(words), counts, e, theta)


def shown(seed: int = 1, window: int = 3) -> Drawn:
    return negative.drawn(negative.first_tables(), SENTENCE, 5, window, seed)


# P and the darts


@pytest.mark.parametrize("power", POWERS)
def test_the_urn_draws_by_p(power: float) -> None:
    """Pearson's χ² over all words, none of them pooled, with P by another formula."""
    counts = np.array([4000, 900, 400, 77, 50, 12, 5, 1])
    p = softmax(power * np.log(counts))
    np.testing.assert_allclose(noise.distribution(counts, power), p, rtol=1e-12)
    draws = 200_000
    found = np.bincount(
        noise.Urn(noise.distribution(counts, power)).draw(np.random.default_rng(3), (draws,)), minlength=8
    )
    assert found.sum() == draws and chisquare(found, draws * p).pvalue > 0.01
    other = softmax((power + 0.1) * np.log(counts))
    assert chisquare(found, draws * other).pvalue < 1e-6, "and it tells that exponent from another"


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("power", POWERS)
def test_thousands_of_darts_fit_p(power: float, seed: int) -> None:
    counts = negative.first_tables().counts
    found = negative.throw(counts, power, 50_000, seed)
    assert found.counted.sum() == found.draws == 50_000 and found.expected.sum() == pytest.approx(50_000)
    assert found.p_value > 0.01
    p = softmax(power * np.log(counts.astype(float)))
    np.testing.assert_allclose(found.word_expected, 50_000 * p[: throws.OWN], rtol=1e-9)
    for b, (first, end) in enumerate(zip(found.edges[:-1], found.edges[1:], strict=True)):
        assert found.expected[b] == pytest.approx(50_000 * p[first:end].sum())
    assert found.edges[0] == 0 and found.edges[-1] == len(counts) and (np.diff(found.edges) > 0).all()
    again = negative.throw(counts, power, 50_000, seed)
    np.testing.assert_array_equal(found.counted, again.counted)


def test_the_pooled_fit_by_scipy() -> None:
    counted, expected = np.array([50, 28, 6, 1, 3]), np.array([48.0, 30.0, 5.0, 3.0, 2.0])
    theirs = chisquare([50, 28, 6, 4], [48, 30, 5, 5])
    assert throws.fit(counted, expected) == pytest.approx((theirs.statistic, theirs.pvalue, 4))
    theirs = chisquare([50, 28, 10], [48, 30, 10])
    assert throws.fit(np.array([50, 28, 6, 4]), np.array([48.0, 30, 8, 2])) == pytest.approx(
        (theirs.statistic, theirs.pvalue, 3)
    ), "what is left is too little for a bin of its own"


def test_few_darts_and_few_words() -> None:
    for counts, draws in (([7], 10), ([5, 5], 1), ([9, 3, 1], 0), (np.arange(900, 0, -1), 3)):
        found = negative.throw(counts, 0.75, draws, 1)
        assert found.counted.sum() == draws and found.bins <= 1 and (found.chi_square, found.p_value) == (0, 1)


# The loss and its pushes


def autograd(e: np.ndarray, theta_t: np.ndarray, theta_n: np.ndarray) -> tuple[float, list[np.ndarray]]:
    asked = [torch.tensor(np.asarray(rows, np.float64), requires_grad=True) for rows in (theta_t, theta_n, e)]
    logit = torch.cat([asked[0][None], asked[1]]) @ asked[2]
    loss = F.binary_cross_entropy_with_logits(logit, torch.eye(len(logit), dtype=torch.float64)[0], reduction="sum")
    return float(loss.detach()), [-g.numpy() for g in torch.autograd.grad(loss, asked)]


def agree(found: PairLoss, loss: float, downhill: list[np.ndarray]) -> None:
    assert found.loss == pytest.approx(loss, abs=EXACT) and found.addends.sum() == pytest.approx(loss, abs=EXACT)
    for ours, theirs in zip((found.on_t, found.on_drawn, found.on_e), downhill, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=EXACT)


@pytest.mark.parametrize("k", [1, 4, 20])
@pytest.mark.parametrize("scale", [0.3, 3.0, 30.0])
def test_loss_and_pushes_by_torch(k: int, scale: float) -> None:
    rng = np.random.default_rng(k)
    e, theta_t, theta_n = (scale * rng.normal(size=shape) for shape in (9, 9, (k, 9)))
    agree(negative.pair_loss(e, theta_t, theta_n), *autograd(e, theta_t, theta_n))


@pytest.mark.parametrize("moment", [0, 4, -1])
def test_loss_and_pushes_on_the_tables_that_ship(moment: int) -> None:
    tables = negative.first_tables(moment)
    for pair, rows in enumerate(([5, 700, 5, 7999], [0], [1, 2, 3])):
        e, theta_t, theta_n = tables.e[400 + pair], tables.theta[20 + pair], tables.theta[rows]
        agree(negative.pair_loss(e, theta_t, theta_n), *autograd(e, theta_t, theta_n))


def test_pushes_by_small_steps() -> None:
    """Central differences; and a step that way makes the loss smaller."""
    rng = np.random.default_rng(5)
    vectors = [rng.normal(size=5), rng.normal(size=5), rng.normal(size=(3, 5))]
    found = negative.pair_loss(*vectors)
    for place, push in enumerate((found.on_e, found.on_t, found.on_drawn)):
        for at in np.ndindex(vectors[place].shape):
            ends = []
            for way in (1e-5, -1e-5):
                moved = [v.copy() for v in vectors]
                moved[place][at] += way
                ends.append(negative.pair_loss(*moved).loss)
            assert push[at] == pytest.approx(-(ends[0] - ends[1]) / 2e-5, abs=EXACT)
    e, theta_t, theta_n = vectors
    after = negative.pair_loss(e + 0.01 * found.on_e, theta_t + 0.01 * found.on_t, theta_n + 0.01 * found.on_drawn)
    assert after.loss < found.loss


def test_each_push_lies_along_e() -> None:
    """By y − σ: the true word's towards e, the others' away from it."""
    rng = np.random.default_rng(6)
    e, theta = rng.normal(size=5), rng.normal(size=(4, 5))
    found = negative.pair_loss(e, theta[0], theta[1:])
    np.testing.assert_allclose(found.on_t, (1 - expit(theta[0] @ e)) * e)
    for push, row in zip(found.on_drawn, theta[1:], strict=True):
        np.testing.assert_allclose(push, -expit(row @ e) * e)
    assert found.error[0] > 0 > found.error[1:].max()


# A sentence


def test_hits_by_going_along_p() -> None:
    tables, found = negative.first_tables(), shown()
    for x in (0, 8, 15, 20):
        p = softmax(found.exponents[x] * np.log(tables.counts.astype(float)))
        for pair in (0, 3):
            walked = [referee.walked(p, dart) for dart in found.thrown[pair].tolist()]
            assert [found.ranks[place] for place in found.hit[x, pair]] == walked
    assert found.hit.shape == (21, 6, 20) and (np.unique(found.thrown).size, found.thrown.max() < 1) == (120, True)


def test_true_pairs_by_hand() -> None:
    """The window passes over what is no word of the vocabulary, and stops where the sentence stops."""
    text = "Of milk! Orange JUICE, xqzt and a glass of milk. The"
    tables = made_up()
    found = negative.drawn(tables, text, 2, 2, 1)
    assert found.tokens == tuple("of milk orange juice xqzt and a glass of milk the".split())
    assert found.places.tolist() == [0, 1, 2, 3, -1, 4, 5, 6, 7, 8, 9]
    assert (found.centre, found.targets.tolist()) == (2, [3, 5])
    assert [found.names[place] for place in found.target] == ["juice", "and"]
    assert negative.drawn(tables, text, 3, 2, 1).targets.tolist() == [2, 5, 6]
    assert negative.drawn(tables, text, 0, 5, 1).targets.tolist() == [1]
    assert negative.drawn(tables, text, 9, 10, 1).targets.tolist() == [2, 3, 5, 6, 7, 8]
    for asked, taken in ((4, 3), (10, 9), (99, 9), (-7, 0)):
        assert negative.drawn(tables, text, asked, 2, 1).centre == taken


def test_a_word_twice_in_the_window_is_two_pairs() -> None:
    found = negative.drawn(made_up(), "a glass a milk a", 1, 3, 1)
    assert [found.names[place] for place in found.target] == ["a", "a", "milk", "a"]
    assert found.beside.sum() == 2 and len(set(map(tuple, found.thrown.tolist()))) == 4


def test_what_stands_beside_the_centre() -> None:
    found = shown()
    around = {found.tokens[place] for place in found.targets}
    assert around == {"a", "glass", "of", "juice", "to", "go"}
    assert {name for name, beside in zip(found.names, found.beside, strict=True) if beside} == around
    np.testing.assert_array_equal(np.sort(np.unique(np.append(found.hit, found.target))), np.arange(len(found.names)))


def test_names_bands_and_curve() -> None:
    tables, found = negative.first_tables(), shown()
    assert len(set(found.names)) == len(found.names)
    assert [tables.words[rank] for rank in found.ranks] == list(found.names)
    np.testing.assert_array_equal(found.counts, tables.counts[found.ranks])
    assert found.edges.tolist() == [0, 10, 100, 1000, 8000] and found.exponents[[0, 15, 20]].tolist() == [0, 0.75, 1]
    np.testing.assert_allclose(found.share.sum(1), 1, atol=1e-12)
    for x in range(21):
        p = softmax(found.exponents[x] * np.log(tables.counts.astype(float)))
        bands = [p[a:b].sum() for a, b in zip(found.edges[:-1], found.edges[1:], strict=True)]
        np.testing.assert_allclose(found.share[x], bands, atol=1e-12)
        np.testing.assert_allclose(found.probability[x], p[found.ranks], rtol=1e-9)
        np.testing.assert_allclose(found.curve[x], p[found.curve_ranks], rtol=1e-9)
    assert (found.curve_ranks[0], found.curve_ranks[-1]) == (0, 7999)
    assert (found.vocabulary, found.dimension, found.total) == (8000, 50, tables.counts.sum())
    assert negative.drawn(made_up(), "a glass", 0, 1, 1).edges.tolist() == [0, 10]


def test_scores_by_going_through_all_words() -> None:
    tables, found = negative.first_tables(), shown()
    e = torch.from_numpy(tables.e[tables.index["orange"]]).double()
    logits = [float(torch.from_numpy(row).double() @ e) for row in tables.theta]
    assert found.sigmas == pytest.approx(sum(1 / (1 + np.exp(-x)) for x in logits), abs=1e-9)
    assert abs(found.sigmas - 1) > 10, "σ is no probability among the words"
    np.testing.assert_allclose(found.logit, np.array(logits)[found.ranks], atol=1e-9)
    p = torch.softmax(torch.tensor(logits, dtype=torch.float64), 0).numpy()
    np.testing.assert_allclose(found.softmax, p[found.ranks], atol=1e-12)


def test_the_plane_by_principal_components() -> None:
    tables, found = negative.first_tables(), shown()
    e, theta = tables.e[tables.index["orange"]].astype(float), tables.theta[found.ranks].astype(float)
    assert found.length == pytest.approx(np.linalg.norm(e))
    np.testing.assert_allclose(found.across * found.length, found.logit, atol=1e-9)
    rest = theta - np.outer(theta @ e, e) / (e @ e)
    axis = PCA(1).fit(rest).components_[0]
    np.testing.assert_allclose(found.up * np.sign(found.up @ (theta @ axis)), theta @ axis, atol=1e-6)
    assert found.kept == pytest.approx((found.across.var() + found.up.var()) / theta.var(0).sum(), abs=1e-9)
    begun = negative.drawn(negative.first_tables(0), SENTENCE, 5, 3, 1)
    assert not begun.logit.any() and not begun.up.any() and begun.kept == 0, "before the first step every θ is zero"
    assert begun.sigmas == pytest.approx(4000)


def test_darts_depend_on_the_seed_and_the_pair_alone() -> None:
    tables, found = negative.first_tables(), shown()
    wide, few = shown(window=5), negative.drawn(tables, SENTENCE, 5, 3, 1, most_k=4)
    np.testing.assert_array_equal(wide.thrown[wide.targets.tolist().index(6)], found.thrown[3])
    np.testing.assert_array_equal(few.thrown, found.thrown[:, :4])
    assert not np.isin(shown(seed=2).thrown, found.thrown).any()
    other = replace(tables, counts=np.ones_like(tables.counts))
    np.testing.assert_array_equal(negative.drawn(other, SENTENCE, 5, 3, 1).thrown, found.thrown)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "...",
        "orange",
        "xqzt",
        "xqzt orange xqzt",
        "Orange. Juice!",
        "תפוז מיץ",
        "🍊🥤",
        "\ud800",
        "日本語",
        "\0",
    ],
)
def test_texts_without_a_pair(text: str) -> None:
    with pytest.raises(UserError) as error:
        negative.drawn(negative.first_tables(), text, 0, 3, 1)
    is_empty = not negative.read(negative.first_tables(), text).tokens
    assert error.value.key == ("negative_sampling.no_word" if is_empty else "negative_sampling.no_pair")


def test_a_text_opens_on_its_rarest_word_and_its_rarest_neighbour() -> None:
    tables = negative.first_tables()
    for text in (SENTENCE, "the the orange juice", "juice xqzt the of"):
        sentence, (centre, pair) = negative.read(tables, text), negative.begin(tables, text, 3)
        found = negative.drawn(tables, text, centre, 3, 1)
        assert found.centre == centre
        known = [row for row in sentence.row if row >= 0]
        assert sentence.row[centre] == max(known), "the larger the row, the rarer the word"
        beside = [sentence.row[t] for t in found.targets]
        assert beside[pair] == max(beside)
    with pytest.raises(UserError):
        negative.begin(tables, "xqzt", 3)


def test_exponents_snap_to_those_that_are_shown() -> None:
    assert negative.nearest(0.76) == (15, 0.75) and negative.nearest(-1)[1] == 0 and negative.nearest(7)[1] == 1


def test_a_long_text_is_cut() -> None:
    assert negative.cut(SENTENCE) == 0 and negative.cut("orange juice " * 30) == len(
        negative.read(negative.first_tables(), "orange juice " * 30).tokens
    )


@pytest.mark.parametrize(
    "text",
    [
        "a glass of milk " * 400,
        "🍊 orange 🥤 juice",
        "תפוז orange מיץ juice",
        "a a",
        "the\nthe",
        "O'RANGE a glass",
        "x" * 4990 + " a a",
    ],
)
@pytest.mark.parametrize("centre", [-1, 0, 39, 5000])
def test_odd_texts_with_a_pair(text: str, centre: int) -> None:
    found = negative.drawn(negative.first_tables(), text, centre, 10, 7)
    assert 0 <= found.centre < len(found.tokens) <= 40 and found.places[found.centre] >= 0
    assert len(found.targets) == len(found.thrown) >= 1 and (found.places[found.targets] >= 0).all()
    assert np.isfinite(found.logit).all() and np.isfinite(found.up).all() and 0 <= found.kept <= 1 + 1e-9


# The wrong side


def test_the_wrong_side_by_torch() -> None:
    """The lengths of the gradients in both tables, of both losses."""
    tables = negative.first_tables()
    found, right = wrong_side.wrong_side(tables, SENTENCE, 5, 3, 4, 1, window=3), shown()
    x = int(np.flatnonzero(right.exponents == 0.75)[0])
    assert (found.centre, found.target) == ("orange", "juice")
    assert found.names == tuple(right.names[place] for place in right.hit[x, 3, :4])
    c, t, drawn = tables.index["orange"], tables.index["juice"], [tables.index[name] for name in found.names]
    for side in (0, 1):
        e, theta = (torch.tensor(table, dtype=torch.float64, requires_grad=True) for table in (tables.e, tables.theta))
        others = theta[drawn] @ e[c] if side == 0 else e[drawn] @ theta[t]
        loss = -F.logsigmoid(theta[t] @ e[c]) - F.logsigmoid(-others).sum()
        assert (found.loss, found.loss_wrong)[side] == pytest.approx(float(loss.detach()), abs=EXACT)
        loss.backward()
        for ours, table, first in ((found.on_e, e, c), (found.on_theta, theta, t)):
            assert len(set(drawn)) == 4
            np.testing.assert_allclose(ours[side], table.grad[[first, *drawn]].norm(dim=1).numpy(), atol=EXACT)
    assert not found.on_e[0, 1:].any() and found.on_theta[0, 1:].all(), "right: the θ of words drawn are pushed"
    assert found.on_e[1, 1:].all() and not found.on_theta[1, 1:].any(), "wrong: their e"


def test_a_training_with_the_wrong_side_by_torch() -> None:
    """One step of the recipe's trainer, beside automatic differentiation of its loss."""
    from core.words import blocks, corpus

    text = corpus.shipped("wordnet", 5, 300)
    config = replace(moments.FIRST_CONFIG, dimension=7, negative=3)
    model = word2vec.Model.fresh(300, config)
    model.e, model.theta = model.e.double(), torch.randn(300, 7, dtype=torch.float64)
    e, theta = (table.clone().requires_grad_() for table in (model.e, model.theta))
    learner = recipe.WrongSide(text, config, model)
    rng = np.random.default_rng(2)
    part = next(blocks.epoch(text, np.ones(300), config.window, rng, learner.together))
    drawn = torch.from_numpy(rng.integers(0, 300, (len(part.middle), 24)))
    middle, around = torch.from_numpy(part.middle), torch.from_numpy(part.around)
    learner._negative(middle, around, torch.from_numpy(part.near).double(), drawn, 0.01, False)
    loss = e.new_zeros(())
    for b, i, j in np.argwhere(part.near).tolist():
        loss = loss - F.logsigmoid(theta[around[b, j]] @ e[middle[b, i]])
        loss = loss - 3 * F.logsigmoid(-(e[drawn[b]] @ theta[around[b, j]])).mean()
    loss.backward()
    np.testing.assert_allclose(model.e.numpy(), (e - 0.01 * e.grad).detach().numpy(), atol=EXACT)
    np.testing.assert_allclose(model.theta.numpy(), (theta - 0.01 * theta.grad).detach().numpy(), atol=EXACT)


# The referee, and what is measured


@pytest.mark.parametrize(("pair", "k", "power"), [(3, 4, 0.75), (0, 1, 0.0), (5, 20, 1.0), (2, 7, 0.5)])
def test_the_referee_agrees(pair: int, k: int, power: float) -> None:
    found = referee.check(negative.first_tables(), shown(), pair, k, power)
    assert max(one.difference for one in found) < EXACT
    assert [one.name for one in found][:4] == ["loss", "on_t", "on_drawn", "on_e"] and len(found) == 9


def test_the_referee_notices_a_wrong_word() -> None:
    found = shown()
    wrong = replace(found, hit=np.roll(found.hit, 1, axis=0))
    differences = {one.name: one.difference for one in referee.check(negative.first_tables(), wrong, 3, 20, 0.75)}
    assert differences["drawn"] >= 1 and differences["p"] < EXACT


def test_what_the_recipe_measured() -> None:
    found = negative.measured()
    figures = found["figures"]
    assert list(figures["power"]) == ["0", "0.5", "0.75", "1"]
    assert list(figures["whole"]) == list(figures["eighth"]) == ["1", "2", "5", "10", "20"]
    assert figures["whole"]["5"] == figures["power"]["0.75"] == figures["side"]["right"]
    assert found["settings"] | {"seed": 1} == vars(moments.FIRST_CONFIG)
    for row in (row for group in figures.values() for row in group.values()):
        assert row["seeds"] == len(row["each"]) >= 3 and -1 <= row["wordsim"] <= 1 and row["seconds"] > 0
        assert row["wordsim"] == pytest.approx(np.mean(row["each"]), abs=2e-4)
        assert row["wordsim_sd"] == pytest.approx(np.std(row["each"], ddof=1), abs=2e-4)
