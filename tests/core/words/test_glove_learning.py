"""GloVe as a job: its moments, its glimpses, and the training that ships."""

from __future__ import annotations

import itertools
import math
import pickle
from dataclasses import replace

import numpy as np
import pytest
import torch
from scipy.stats import kstest, spearmanr

from core import checkpoints
from core.errors import UserError
from core.words import cooccurrence, corpus, evaluation, glove, glove_learning, glove_moments, library
from core.words.glove_moments import FIRST_CONFIG
from core.words.moments import decoded
from core.words.options import GloveConfig
from core.words.results import GloveLearned
from core.words.vectors import WordVectors

ROUNDED = 2e-3  # of rho, by keeping vectors in 8 bits
CONFIG = GloveConfig(dimension=6, window=4, x_max=50.0, epochs=4, rate=0.1, min_count=1)


@pytest.fixture(autouse=True)
def one_thread():
    """As a worker has it; put back afterwards."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def sentences() -> list[list[str]]:
    rng = np.random.default_rng(4)
    return [[f"w{i}" for i in rng.zipf(1.3, 15) % 60] for _ in range(200)]


TEXT = corpus.build(sentences(), 1)


def ended(steps) -> tuple[list[glove_learning.Progress], GloveLearned]:
    """What a job yields, and what it returns."""
    found = []
    while True:
        try:
            found.append(next(steps))
        except StopIteration as end:
            return found, end.value


def whole(m) -> float:
    """J of the last moment by plain numpy, from tables of 8 bits; all of X in double precision."""
    _, x = cooccurrence.count(TEXT, window=4, weighting="1/d" if CONFIG.harmonic else "1")
    x = x.toarray()
    theta, e = decoded(m.theta[-1], m.theta_scale[-1]), decoded(m.e[-1], m.e_scale[-1])
    with np.errstate(divide="ignore"):
        apart = theta @ e.T + m.b[-1][:, None] + m.b_prime[-1] - np.log(x)
    return float((np.minimum(1, (x / 50) ** 0.75) * np.where(x > 0, apart, 0) ** 2).sum())


def test_moments_of_a_training() -> None:
    """Each is the tables as they were then, to half a step of 8 bits, and stands at the first step after it was due."""
    tables = {}
    for item in glove.train(TEXT, CONFIG, every=0.0):
        parts = item.model.theta, item.model.e, item.model.b, item.model.b_prime
        tables[np.float32(item.epochs)] = [part.numpy().copy() for part in parts]
    steps, found = ended(glove_learning.run(TEXT, CONFIG))
    m, looks = found.moments, sorted(tables)
    due = [next(look for look in looks if look >= planned - 1e-6) for planned in glove_learning.schedule(4)]
    np.testing.assert_array_equal(m.epochs, due)
    np.testing.assert_allclose(m.cost[:, 0], due, rtol=1e-6)
    for f, epochs in enumerate(m.epochs):
        theta, e, b, b_prime = tables[epochs]
        for table, codes, scale in ((theta, m.theta[f], m.theta_scale[f]), (e, m.e[f], m.e_scale[f])):
            assert (np.abs(decoded(codes, scale) - table) <= scale[:, None] / 254 * (1 + 1e-5)).all()
        np.testing.assert_array_equal(m.b[f], b)
        np.testing.assert_array_equal(m.b_prime[f], b_prime)
    np.testing.assert_array_equal(found.vectors, (tables[m.epochs[-1]][0] + tables[m.epochs[-1]][1]) / 2)
    assert found.done and found.config == CONFIG and (np.diff(m.cost[:, 1]) < 0).all()
    assert m.cost[-1, 1] == pytest.approx(whole(m), rel=0.02)
    told = [one.step for one in steps]
    assert told == sorted(told) and steps[-1].step == steps[-1].steps == 4 * m.nonzeros
    assert (m.words, m.read, m.nonzeros) == (TEXT.words, TEXT.read, cooccurrence.count(TEXT, window=4)[1].nnz)


def test_glimpses_are_of_that_moment_and_stay(monkeypatch) -> None:
    """What was given is not changed by the steps after it; the sample is the same in all."""
    monkeypatch.setattr(glove_learning, "EVERY", 0.0)
    running = glove_learning.run(TEXT, CONFIG)
    early = next(itertools.islice(running, 20, None)).partial
    copy = pickle.loads(pickle.dumps(early))
    steps, found = ended(running)
    glimpses = [one.partial for one in steps]
    assert len(glimpses) > 50
    for one in (early, *glimpses):
        assert one.vectors is None and not one.done and len(one.moments.epochs) == len(one.moments.b) == 1
        for name in ("rows", "cols", "x"):
            np.testing.assert_array_equal(getattr(one.moments, name), getattr(found.moments, name))
    for name, value in vars(early.moments).items():
        np.testing.assert_array_equal(value, getattr(copy.moments, name))
    np.testing.assert_array_equal(glimpses[-1].moments.e[0], found.moments.e[-1])
    points = [len(one.moments.cost) for one in glimpses]
    assert points == sorted(points) and points[-1] == 9 and not np.array_equal(early.moments.e[0], found.moments.e[-1])


def test_few_glimpses_where_all_is_quick() -> None:
    """The first, before the first step, is always there."""
    steps, _ = ended(glove_learning.run(TEXT, replace(CONFIG, epochs=1)))
    assert steps[0].partial is None and steps[0].step == 0 and steps[1].partial.moments.epochs.tolist() == [0]
    assert sum(one.partial is not None for one in steps) < len(steps) / 2


@pytest.mark.parametrize("epochs", [1, 4, 15, 40])
def test_moments_are_closer_together_at_the_beginning(epochs: int) -> None:
    found = glove_learning.schedule(epochs)
    assert len(found) == 9 and found[0] == 0 and found[-1] == epochs
    assert (np.diff(found) > 0).all() and (np.diff(found, 2) > 0).all()


def test_the_sample_is_spread_evenly_over_log_x() -> None:
    """By Kolmogorov and Smirnov, where there are cells enough of every size; other seeds draw others; few cells are all there."""
    rng = np.random.default_rng(0)
    x = np.exp(9 * rng.random((300, 300)) ** 3)  # most are small
    cells = glove.counted((tuple(map(str, range(300))), x), CONFIG)
    found = glove_learning.sample(cells, 1)
    assert len(found) == len(set(found)) == glove_learning.SAMPLE
    log_x = np.log(cells.x)
    assert kstest(log_x[found], "uniform", (log_x.min(), np.ptp(log_x))).statistic < 0.12
    assert kstest(log_x, "uniform", (log_x.min(), np.ptp(log_x))).statistic > 0.3
    np.testing.assert_array_equal(found, glove_learning.sample(cells, 1))
    assert not np.array_equal(found, glove_learning.sample(cells, 2))
    few = glove.counted((tuple("abcdefgh"), np.ones((8, 8))), CONFIG)
    np.testing.assert_array_equal(glove_learning.sample(few, 1), np.arange(64))


def test_the_sample_are_cells_of_x() -> None:
    _, found = ended(glove_learning.run(TEXT, replace(CONFIG, epochs=1)))
    m = found.moments
    _, x = cooccurrence.count(TEXT, window=4, weighting="1/d" if CONFIG.harmonic else "1")
    np.testing.assert_allclose(x.toarray()[m.rows, m.cols], m.x)
    assert len(set(zip(m.rows.tolist(), m.cols.tolist(), strict=True))) == len(m.x) == 600


def test_the_job_and_its_texts() -> None:
    """The same description gives the same, and what `train` gives; a text with too few words is refused."""
    data = " . ".join(map(" ".join, sentences())).encode()
    description = {"corpus": "own", "data": data, "config": CONFIG}
    (_, first), (_, again) = ended(glove_learning.job(description)), ended(glove_learning.job(dict(description)))
    np.testing.assert_array_equal(first.vectors, again.vectors)
    *_, plain = glove.train(sentences(), CONFIG)
    np.testing.assert_array_equal(first.vectors, plain.vectors.vectors)
    _, other = ended(glove_learning.job(description | {"config": replace(CONFIG, seed=2)}))
    assert np.abs(other.vectors - first.vectors).max() > 0.01
    small = replace(CONFIG, dimension=2, epochs=1, min_count=5, most=50)
    _, works = ended(glove_learning.job({"corpus": "shakespeare", "data": None, "config": small}))
    assert works.moments.words == corpus.shipped("shakespeare", 5, 50).words
    for data in (None, b"", b"a b c"):
        with pytest.raises(UserError) as caught:
            ended(glove_learning.job({"corpus": "own", "data": data, "config": CONFIG}))
        assert caught.value.key == "corpus.too_few"


def test_the_training_that_ships_is_as_good_as_its_card_says() -> None:
    """Spearman's rho by SciPy, over pairs read by plain code; J of the sample's cells falls."""
    learned, card = glove_moments.first(), checkpoints.card(glove_moments.FIRST)
    m, measured = learned.moments, card["measured"]
    assert card["training"] == vars(FIRST_CONFIG) and learned.config == FIRST_CONFIG and learned.done
    table = {word: row.astype(np.float64) for word, row in zip(m.words, learned.vectors, strict=True)}
    for name in ("wordsim", "simlex"):
        rows = [line.split("\t") for line in library.text(name).splitlines() if line and line[0] != "#"]
        known = [(a.lower(), b.lower(), float(said)) for a, b, said in rows if {a.lower(), b.lower()} <= table.keys()]
        cosines = [table[a] @ table[b] / np.linalg.norm(table[a]) / np.linalg.norm(table[b]) for a, b, _ in known]
        rho = spearmanr(cosines, [said for *_, said in known]).statistic
        assert len(known) == measured[name]["pairs"] and rho == pytest.approx(measured[name]["spearman"], abs=ROUNDED)
    text = corpus.shipped("wordnet", 5, 8000)
    assert m.words == text.words and m.counts.tolist() == text.counts.tolist() and m.read == text.read
    np.testing.assert_allclose(m.epochs, glove_learning.schedule(FIRST_CONFIG.epochs), atol=0.01)
    fresh = glove.Model.fresh(8000, FIRST_CONFIG)
    assert np.abs(decoded(m.e[0], m.e_scale[0]) - fresh.e.numpy()).max() < 1e-4
    np.testing.assert_array_equal(m.b[0], fresh.b)
    _, x = cooccurrence.count(text, window=FIRST_CONFIG.window, weighting="1/d" if FIRST_CONFIG.harmonic else "1")
    assert m.nonzeros == x.nnz
    np.testing.assert_allclose(np.asarray(x[m.rows, m.cols]).ravel(), m.x)
    f = np.minimum(1, (m.x / FIRST_CONFIG.x_max) ** FIRST_CONFIG.power)
    costs = []
    for moment in range(len(m.epochs)):
        theta, e = (
            decoded(codes[moment], scale[moment]) for codes, scale in ((m.theta, m.theta_scale), (m.e, m.e_scale))
        )
        dot = (theta[m.rows] * e[m.cols]).sum(1) + m.b[moment][m.rows] + m.b_prime[moment][m.cols]
        costs.append(float((f * (dot - np.log(m.x)) ** 2).sum()))
    assert costs[-1] < 0.2 * costs[0] and (np.diff(m.cost[:, 1]) < 0).all()


def test_the_figures_are_whole() -> None:
    """Every variant over three seeds; GloVe as the card has it, and with WordSim not far below skip-gram."""
    said = glove_moments.measured()
    figures = said["figures"]
    assert said["settings"] == vars(FIRST_CONFIG) and figures.keys() == {*said["variants"], "skip_gram"}
    for name, row in figures.items():
        assert row["seeds"] == len(row["each"]) == 3 and row["wordsim"] == pytest.approx(np.mean(row["each"]), abs=1e-4)
        assert row["seconds"] > 1 and 0 <= row["analogies"] < 1 and row["simlex"] < 0.4, name
    assert figures["glove"]["wordsim"] >= figures["skip_gram"]["wordsim"] - 0.08
    shipped = checkpoints.card(glove_moments.FIRST)["measured"]["wordsim"]["spearman"]
    assert shipped == pytest.approx(figures["glove"]["each"][0], abs=1e-3)


@pytest.mark.fuzz
def test_trained_again_it_is_the_training_that_ships() -> None:
    text = corpus.shipped("wordnet", FIRST_CONFIG.min_count, FIRST_CONFIG.most)
    *_, found = glove.train(text, FIRST_CONFIG, every=2.0)
    measured = checkpoints.card(glove_moments.FIRST)["measured"]
    for name in ("wordsim", "simlex"):
        score = evaluation.likeness(found.vectors, library.text(name))
        assert score.spearman == pytest.approx(measured[name]["spearman"], abs=5e-3)
    shipped = WordVectors(text.words, glove_moments.first().vectors)
    assert np.median((found.vectors.unit * shipped.unit).sum(1)) > 0.99
    assert math.isclose(glove.cost(found.counted, found.model), measured["cost"][1], rel_tol=0.02)
