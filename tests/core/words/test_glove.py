"""GloVe beside autograd, PyTorch's AdaGrad and plain loops; what it learns, and that it can be stopped and taken up again."""

from __future__ import annotations

import itertools
import math
import pickle
from dataclasses import replace

import numpy as np
import pytest
import torch
from scipy import sparse

from core.errors import UserError
from core.words import cooccurrence, corpus, glove
from core.words.options import GloveConfig
from core.words.vectors import WordVectors

SMALL = GloveConfig(dimension=8, window=4, harmonic=True, x_max=400.0, epochs=20, rate=0.1, min_count=1)


@pytest.fixture(autouse=True)
def one_thread():
    """As a worker has it; put back afterwards."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def topics(seed: int = 0) -> list[list[str]]:
    """Sentences of which each is about one of two things, ten words to each; a few words belong to both."""
    rng = np.random.default_rng(seed)
    return [
        [f"{'ab'[i % 2]}{w}" if w < 10 else f"c{w}" for w in rng.integers(0, 12, rng.integers(2, 14))]
        for i in range(600)
    ]


def last(text, config: GloveConfig, **more) -> glove.GloveProgress:
    *_, found = glove.train(text, config, **more)
    return found


def double(model: glove.Model) -> glove.Model:
    parts = (part.double() for part in (model.left, model.right, model.left_squares, model.right_squares))
    return glove.Model(*parts)


def by_formula(model: glove.Model, x: np.ndarray, config: GloveConfig) -> torch.Tensor:
    """J as it stands in the paper, cell by cell."""
    total = torch.zeros((), dtype=torch.float64)
    for i, j in zip(*np.nonzero(x), strict=True):
        f = min(1.0, (x[i, j] / config.x_max) ** config.power)
        apart = model.theta[i] @ model.e[j] + model.b[i] + model.b_prime[j] - math.log(x[i, j])
        total = total + f * apart**2
    return total


def test_gradients_are_those_of_autograd() -> None:
    """∂J of every number in both tables, and J itself, in double precision."""
    rng = np.random.default_rng(1)
    x = rng.gamma(0.7, 9.0, (12, 12)) * (rng.random((12, 12)) < 0.6)
    words, config = tuple("abcdefghijkl"), replace(SMALL, x_max=7.0)
    cells, model = glove.counted((words, sparse.csr_matrix(x)), config), double(glove.Model.fresh(12, config))
    for table in (model.left, model.right):
        table.requires_grad_(True)
    j = by_formula(model, x, config)
    theirs = torch.autograd.grad(j, (model.left, model.right))
    target = torch.from_numpy(np.log(cells.x))
    f = torch.from_numpy(glove.weight(cells.x, config.x_max, config.power))
    with torch.no_grad():
        losses, *asked = glove.gradients(model.left[cells.rows], model.right[cells.cols], target, f)
        for places, each, ones, expected in zip((cells.rows, cells.cols), asked, (-1, -2), theirs, strict=True):
            found = torch.zeros(12, 10, dtype=torch.float64).index_add_(0, places, each)
            found[:, ones] = 0
            assert (found - expected).abs().max() <= 1e-9 and expected.abs().max() > 1
        assert losses.sum().item() == pytest.approx(j.item(), rel=1e-12)
        assert glove.cost(cells, model) == pytest.approx(j.item(), rel=1e-6)


def test_f_by_the_paper() -> None:
    """Figure 1: x_max 100, α = ¾; 0 at 0, and no more than 1."""
    x = np.array([0.0, 1.0, 10.0, 50.0, 100.0, 1e6])
    np.testing.assert_allclose(glove.weight(x, 100.0), [0, 0.0316228, 0.1778279, 0.5946036, 1, 1], rtol=1e-6)
    np.testing.assert_array_equal(glove.weight(x, 0.0), [0, 1, 1, 1, 1, 1])
    np.testing.assert_allclose(glove.weight(x, 100.0, 1.0)[1:4], [0.01, 0.1, 0.5])


def test_a_step_of_one_cell_is_adagrad_s() -> None:
    """Steps of single cells beside torch.optim.Adagrad, going down J/2 from sums of 1 as GloVe's program does; the 1s stay 1."""
    words, x = cooccurrence.count([[*"abcab"], [*"bcdde"], [*"efghgh"]], window=2)
    config = replace(SMALL, x_max=2.0, epochs=3)
    cells = glove.counted((words, x), config)
    ours, theirs = glove.Model.fresh(8, config), glove.Model.fresh(8, config)
    tables = [part.clone().requires_grad_() for part in (theirs.theta, theirs.e, theirs.b, theirs.b_prime)]
    optimiser = torch.optim.Adagrad(tables, lr=config.rate, initial_accumulator_value=1.0, eps=0.0)
    learner = glove.Learner(cells, config, ours)
    order = np.random.default_rng(0).integers(0, len(cells), 60).tolist()
    for at in order:
        learner.learn(torch.tensor([at]))
        theta, e, b, b_prime = tables
        i, j = cells.rows[at], cells.cols[at]
        f = min(1.0, (float(cells.x[at]) / 2) ** 0.75)
        optimiser.zero_grad()
        (f / 2 * (theta[i] @ e[j] + b[i] + b_prime[j] - math.log(cells.x[at])) ** 2).backward()
        optimiser.step()
    for found, expected in zip((ours.theta, ours.e, ours.b, ours.b_prime), tables, strict=True):
        torch.testing.assert_close(found, expected.detach(), rtol=1e-4, atol=1e-5)
    assert (ours.left[:, -1] == 1).all() and (ours.right[:, -2] == 1).all()
    assert learner.loss() > 0 and math.isnan(learner.loss())


def test_x_is_reproduced() -> None:
    """log X made of vectors and biases is found again, cell by cell, and J goes to 0; cells that are 0 have no say."""
    rng = np.random.default_rng(2)
    theta, e, b, b_prime = rng.normal(size=(30, 3)), rng.normal(size=(30, 3)), rng.normal(size=30), rng.normal(size=30)
    log_x = theta @ e.T + b[:, None] + b_prime
    is_there = rng.random((30, 30)) < 0.8
    x = sparse.csr_matrix(np.exp(log_x) * is_there)
    config = replace(SMALL, x_max=1.0, epochs=400, rate=0.1)
    first, *_, found = glove.train((tuple(map(str, range(30))), x), config, every=100.0)
    model = found.model
    made = (model.theta @ model.e.T + model.b[:, None] + model.b_prime).numpy()
    assert np.corrcoef(made[is_there], log_x[is_there])[0, 1] > 0.999
    assert glove.cost(found.counted, model) < 0.02 * glove.cost(first.counted, glove.Model.fresh(30, config))
    assert len(found.counted) == is_there.sum()


@pytest.mark.parametrize("harmonic", [True, False])
@pytest.mark.parametrize("symmetric", [True, False])
def test_two_topics_come_apart(harmonic: bool, symmetric: bool) -> None:
    config = replace(SMALL, harmonic=harmonic, symmetric=symmetric, x_max=20.0, epochs=60)
    found = last(topics(), config)
    wv = found.vectors
    assert isinstance(wv, WordVectors)
    np.testing.assert_array_equal(wv.vectors, (found.model.e.numpy() + found.model.theta.numpy()) / 2)
    for word in wv.words:
        if word[0] != "c":
            nearest = [name for name, _ in wv.most_similar(word, top=9)]
            assert sum(name[0] == word[0] for name in nearest) >= 8, word
    before = next(glove.train(topics(), config)).vectors
    same = [before.similarity(f"a{i}", f"a{j}") for i, j in itertools.combinations(range(10), 2)]
    assert abs(np.mean(same)) < 0.2, "and before the first step they do not"


def test_the_ways_to_give_a_text() -> None:
    """Sentences, a corpus, or a matrix that is counted already; other counts give other vectors."""
    built = corpus.build(topics(), 1)
    counted = cooccurrence.count(built, window=4)
    found = [last(text, replace(SMALL, epochs=2)).model.left for text in (topics(), built, counted)]
    assert torch.equal(found[0], found[1]) and torch.equal(found[0], found[2])
    for changes in (
        {"harmonic": False},
        {"symmetric": False},
        {"window": 2},
        {"x_max": 0.0},
        {"offset": True},
        {"seed": 2},
    ):
        assert not torch.equal(found[0], last(topics(), replace(SMALL, epochs=2, **changes)).model.left), changes
    kept = last(topics(), replace(SMALL, epochs=1, most=9)).vectors.words
    assert kept == built.words[:9]
    assert len(last(topics(), replace(SMALL, epochs=1, min_count=int(built.counts[12]))).vectors) >= 13


def test_the_mistake_is_log_1_plus_x() -> None:
    cells = glove.counted(topics(), SMALL)
    np.testing.assert_allclose(cells.target, np.log(cells.x), rtol=1e-6)
    np.testing.assert_allclose(
        glove.counted(topics(), replace(SMALL, offset=True)).target, np.log(1 + cells.x), rtol=1e-6
    )


def test_a_seed_is_its_training_however_often_it_is_looked_at() -> None:
    config = replace(SMALL, epochs=3)
    first, again = last(topics(), config), last(topics(), config, every=0.0)
    for name in ("left", "right", "left_squares", "right_squares"):
        assert torch.equal(getattr(first.model, name), getattr(again.model, name))


@pytest.mark.parametrize("pickled", [True, False])
def test_stopped_and_taken_up_again_it_is_the_same(pickled: bool) -> None:
    """Before the first step, within an epoch, at its end, and near the end."""
    config = replace(SMALL, epochs=3)
    whole = last(topics(), config).model
    count = sum(1 for _ in glove.train(topics(), config, every=0.0))
    steps = (count - 1) // 3
    assert steps >= glove.FEWEST_STEPS
    for stop in (0, 1, steps // 2, steps, steps + 1, count - 2):
        model = next(itertools.islice(glove.train(topics(), config, every=0.0), stop, None)).model
        model = pickle.loads(pickle.dumps(model)) if pickled else model
        found = last(topics(), config, model=model).model
        assert torch.equal(found.left, whole.left) and torch.equal(found.right, whole.right), stop


def test_what_is_said_on_the_way() -> None:
    config, marks = replace(SMALL, epochs=4), (0.0, 0.5, 2.0, 3.25, 4.0)
    items, tables = [], []
    for item in glove.train(topics(), config, every=0.0, marks=marks):
        items.append(item)
        tables.append(item.vectors.vectors)
    cells = glove.counted(topics(), config)
    assert (items[0].cells, items[0].epochs, items[0].rate) == (0, 0, 0) and math.isnan(items[0].loss)
    told = [item.cells for item in items]
    assert told == sorted(told) and told[-1] == items[-1].total == 4 * len(cells) and items[-1].epochs == 4
    assert all(item.rate > 0 and item.loss > 0 for item in items[1:])
    marked = [item.epochs for item in items if item.at_mark]
    step = np.diff([item.epochs for item in items]).max()
    assert len(marked) == 5 and all(0 <= found - mark <= step for found, mark in zip(marked, marks, strict=True))
    assert all(not np.array_equal(a, b) for a, b in itertools.pairwise(tables))
    assert items[-1].loss < items[1].loss
    seldom = list(glove.train(topics(), config, every=1e9, marks=marks))
    assert [item.epochs for item in seldom] == marked


def test_too_few_words() -> None:
    for text, config in ((["a b c".split()] * 20, SMALL), ([[c] for c in "abcdefghijk"], SMALL), ([], SMALL),
                         (topics(), replace(SMALL, min_count=10_000))):  # fmt: skip
        with pytest.raises(UserError) as caught:
            glove.train(text, config)
        assert caught.value.key == "corpus.too_few"


def skewed(name: str) -> list[list[str]]:
    """Texts in which some words are asked for over and over."""
    rng = np.random.default_rng(0)
    p = {"even": np.ones(8), "two": np.r_[50, 45, np.ones(30) / 6], "one": np.r_[97, np.ones(20) / 7],
         "zipf": 1 / np.arange(1, 2001), "steep": np.arange(1, 2001) ** -1.4}[name]  # fmt: skip
    words = [f"w{i}" for i in rng.choice(len(p), 20_000, p=p / p.sum())]
    return [words[i : i + 1000] for i in range(0, len(words), 1000)]


@pytest.mark.parametrize("name", ["even", "two", "one", "zipf", "steep"])
@pytest.mark.parametrize(("rate", "x_max"), [(0.05, 100.0), (0.5, 1.0), (0.5, 0.0)])
def test_none_runs_away(name: str, rate: float, x_max: float) -> None:
    """J is less at the end than before, also with large steps; and no vector is out of bounds."""
    config = GloveConfig(dimension=10, window=10, x_max=x_max, epochs=3, rate=rate, min_count=1)
    first, *_, found = glove.train(skewed(name), config, every=100.0)
    model = found.model
    assert glove.cost(found.counted, model) < glove.cost(
        found.counted, glove.Model.fresh(len(first.counted.words), config)
    )
    for table in (model.left, model.right):
        assert table.isfinite().all() and table.norm(dim=1).max() < 50
