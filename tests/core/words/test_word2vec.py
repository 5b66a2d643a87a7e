"""Whole trainings: what they learn, that the same seed gives the same, and that none runs away; the files they write."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import torch
from gensim.models import KeyedVectors, Word2Vec
from scipy.stats import chisquare

from core.errors import UserError
from core.words import corpus, costs, tied, word2vec
from core.words.corpus import Corpus
from core.words.options import LearningConfig
from core.words.results import Costs, Tied
from core.words.vectors import WordVectors

KINDS = list(itertools.product(("skip", "cbow"), ("negative", "softmax", "huffman", "balanced")))
SMALL = LearningConfig(dimension=10, window=3, epochs=20, subsample=0.0, rate=0.05)


@pytest.fixture(autouse=True)
def one_thread():
    """As a worker has it; put back afterwards."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@cache
def topics(seed: int = 0) -> tuple[tuple[str, ...], ...]:
    """Sentences of which each is about one of two things, ten words to each."""
    rng = np.random.default_rng(seed)
    return tuple(tuple(f"{'ab'[i % 2]}{w}" for w in rng.integers(0, 10, 12)) for i in range(400))


def last(text, config: LearningConfig, **more) -> word2vec.Progress:
    *_, found = word2vec.train(text, config, **more)
    return found


def apart(words, unit: np.ndarray) -> tuple[float, float]:
    """Mean cosine within a topic and across."""
    cosines, topic = unit @ unit.T, np.array([word[0] for word in words])
    same, self_ = topic[:, None] == topic[None, :], np.eye(len(words), dtype=bool)
    return float(cosines[same & ~self_].mean()), float(cosines[~same].mean())


@pytest.mark.parametrize(("method", "output"), KINDS)
def test_two_topics_come_apart(method: str, output: str) -> None:
    """Every word's nine nearest are the nine others of its topic, by our search and by gensim's."""
    found = last(topics(), replace(SMALL, method=method, output=output))
    wv = found.vectors
    theirs = KeyedVectors(wv.dimensions)
    theirs.add_vectors(list(wv.words), wv.vectors)
    for word in wv.words:
        nearest = [name for name, _ in wv.most_similar(word, top=9)]
        assert {name[0] for name in nearest} == {word[0]}
        assert nearest == [name for name, _ in theirs.most_similar(word, topn=9)]
    before = next(word2vec.train(topics(), SMALL)).vectors
    assert max(map(abs, apart(before.words, before.unit))) < 0.2, "and before the first step they do not"


@pytest.mark.parametrize("output", ["negative", "huffman"])
@pytest.mark.parametrize("method", ["skip", "cbow"])
def test_gensim_finds_the_same(method: str, output: str) -> None:
    """Different draws give different numbers: how far topics are apart, and how long vectors are, is alike."""
    model = Word2Vec(
        [list(sentence) for sentence in topics()],
        sg=int(method == "skip"), hs=int(output == "huffman"), negative=5 * (output == "negative"), vector_size=10,
        window=3, epochs=20, sample=0, alpha=0.05, min_alpha=1e-4, seed=1, workers=1,
    )  # fmt: skip
    theirs = WordVectors(model.wv.index_to_key, model.wv.vectors)
    ours = last(topics(), replace(SMALL, method=method, output=output)).vectors
    (near, far), (their_near, their_far) = apart(ours.words, ours.unit), apart(theirs.words, theirs.unit)
    assert near - far > 0.5 < their_near - their_far
    assert 0.5 < np.median(ours.norms) / np.median(theirs.norms) < 2


@pytest.mark.parametrize(("method", "output"), KINDS)
def test_a_seed_is_its_training(method: str, output: str) -> None:
    config = replace(SMALL, method=method, output=output, epochs=2, subsample=0.05)
    first, again = last(topics(), config), last(topics(), config, every=0.0)
    for name in ("e", "theta"):
        assert torch.equal(getattr(first.model, name), getattr(again.model, name))
    for seed in (2, 3):
        assert not torch.equal(first.model.e, last(topics(), replace(config, seed=seed)).model.e)


def test_what_is_said_on_the_way() -> None:
    config = replace(SMALL, epochs=3, subsample=0.01)
    text = corpus.build(topics(), 1)
    items, words, tables = [], [], []
    for item in word2vec.train(text, config, every=0.0):
        items.append(item)
        words.append(item.words)
        tables.append(item.vectors.vectors)
    first = items[0]
    assert math.isnan(first.loss) and (first.epochs, first.words) == (0, 0) and first.total == 3 * text.read == 14400
    fresh = word2vec.Model.fresh(20, config)
    e = fresh.e.numpy()
    np.testing.assert_array_equal(tables[0], e)
    assert np.abs(e).max() <= 0.05 and e.std() == pytest.approx(0.1 / 12**0.5, rel=0.1) and not fresh.theta.any()
    assert len(items) > 20 and words == sorted(words) and words[-1] == items[-1].total
    assert [i.epochs for i in items] == sorted(i.epochs for i in items) and items[-1].epochs == 3
    assert all(item.rate > 0 for item in items[1:])
    moved = [not np.array_equal(a, b) for a, b in itertools.pairwise(tables[:-1])]
    assert np.mean(moved) > 0.9, "vectors are those of that moment; the last words of an epoch may have no neighbour"
    np.testing.assert_array_equal(tables[-1], items[0].model.e.numpy())
    losses = [item.loss for item in items if not math.isnan(item.loss)]
    assert np.mean(losses[-5:]) < np.mean(losses[:5])


def test_too_few_words() -> None:
    for text, config in ((["a b c".split()] * 20, SMALL), (topics(), replace(SMALL, min_count=10_000)), ([], SMALL)):
        with pytest.raises(UserError) as caught:
            word2vec.train(text, config)
        assert caught.value.key == "corpus.too_few"


def nasty(name: str) -> list[list[str]]:
    """Texts in which some words are asked for over and over."""
    rng = np.random.default_rng(0)
    if name == "eight":
        words = list("abcdefgh") * 1500
    elif name == "two":
        words = [("x", "y")[int(r * 2)] if s < 0.99 else f"w{int(r * 30)}" for r, s in rng.random((15_000, 2))]
    elif name == "one":
        words = ["x" if s < 0.97 else f"w{int(r * 20)}" for r, s in rng.random((15_000, 2))]
    else:
        p = np.arange(1, 3001) ** -{"zipf": 1.0, "steep": 1.3}[name]
        words = [f"w{i}" for i in rng.choice(3000, 25_000, p=p / p.sum())]
    return [words[i : i + 1000] for i in range(0, len(words), 1000)]


@pytest.mark.parametrize(("method", "output"), KINDS)
@pytest.mark.parametrize("name", ["eight", "two", "one", "zipf", "steep"])
def test_none_runs_away(name: str, method: str, output: str) -> None:
    """Nothing left out, wide windows, many words drawn, a thousand words at most; then with what a page begins with."""
    text = corpus.build(nasty(name), 1, 1000)
    config = LearningConfig(method, output, 10, 10, 20, 1, 0.0)
    for made in (config, replace(config, window=5, negative=5), LearningConfig(method, output, 10, epochs=1)):
        model = last(text, made).model
        for table in (model.e, model.theta):
            assert table.isfinite().all() and table.norm(dim=1).max() < 100


def test_shakespeare_with_nothing_left_out_does_not_run_away() -> None:
    """A part of the first epoch is enough to see it."""
    text = corpus.shipped("shakespeare", 5, 1000)
    for item in word2vec.train(text, LearningConfig("skip", "negative", 4, 10, 20, 1, 0.0), every=0.1):
        assert item.model.e.isfinite().all() and item.model.e.norm(dim=1).max() < 100
        if item.epochs > 0.1:
            break


def test_one_block_at_a_time_without_a_warning() -> None:
    """PyTorch says once in a process that an array is not to be written to."""
    torch.set_warn_always(True)
    try:
        config = replace(SMALL, rate=0.5, epochs=1)
        text = corpus.build(nasty("eight"), 1)
        assert word2vec.Learner(text, config, word2vec.Model.fresh(8, config)).together == 1
        last(text, config)
    finally:
        torch.set_warn_always(False)


def walks() -> Corpus:
    """Of thirty words on a circle, each is followed by one of the next three: no word ever stands beside itself."""
    steps = np.random.default_rng(0).integers(1, 4, (400, 15)).cumsum(1) + np.arange(400)[:, None]
    return corpus.build([[f"w{at % 30}" for at in row] for row in steps], 1)


TIED = LearningConfig("skip", "softmax", 16, 2, 5, 10, 0.0, 1)


def test_tied_words_name_themselves() -> None:
    text = walks()
    ends = {}
    for make in (word2vec.Model.fresh, word2vec.Model.tied):
        model = last(text, TIED, model=make(30, TIED)).model
        ends[make.__name__] = tied.likeliest(model)
        np.testing.assert_array_equal(ends[make.__name__], np.argmax(model.e.numpy() @ model.theta.numpy().T, axis=1))
    assert model.e is model.theta
    own = np.arange(30)
    assert (ends["tied"] == own).mean() > 0.5 and (ends["fresh"] == own).mean() < 0.1


def test_pairs_of_a_word_with_itself() -> None:
    text = corpus.build([[*"aabacadda"], [*"bb"], [*"caaca"]], 1)
    same = pairs = 0
    for a, b in itertools.pairwise(text.starts):
        for i, j in itertools.combinations(range(a, b), 2):
            if j - i <= 3:
                pairs += 1
                same += text.tokens[i] == text.tokens[j]
    assert tied.beside_itself(text, 3) == pytest.approx(same / pairs) and 0 < same < pairs


def test_the_job_of_the_mistake(monkeypatch) -> None:
    text = walks()
    text = replace(text, words=tuple("orange" if word == "w7" else word for word in text.words))
    monkeypatch.setattr(corpus, "shipped", lambda *_: text)
    steps, found = ended(tied.job(TIED))
    assert isinstance(found, Tied) and found.size == 30 and found.own < 10 < 50 < found.own_tied
    told = [one.step for one in steps]
    assert told == sorted(told) and told[-1] == steps[-1].steps == 2 * 10 * text.read
    assert found.loss < found.loss_tied < math.log(30) and found.truly == 100 * tied.beside_itself(text, 2) == 0
    ((word, two, _),) = found.examples
    beside = {f"w{7 + away}" for away in range(-6, 7)}
    assert word == "orange" and two in beside - {"w7"}


def ended(steps) -> tuple[list, object]:
    """What a job yields, and what it returns."""
    found = []
    while True:
        try:
            found.append(next(steps))
        except StopIteration as end:
            return found, end.value


def test_costs_are_measured_for_each_size(monkeypatch) -> None:
    monkeypatch.setattr(costs, "SIZES", (50, 200))
    asked = []
    monkeypatch.setattr(costs, "microseconds", lambda text, made: asked.append((len(text.words), made)) or len(asked))
    steps, found = ended(costs.job(SMALL))
    assert [(s.step, s.steps) for s in steps] == [(done, 6) for done in range(6)] and isinstance(found, Costs)
    outputs = ("softmax", "negative", "huffman")
    assert [(size, made.output) for size, made in asked] == [(n, o) for n in (50, 200) for o in outputs]
    assert [found.softmax.tolist(), found.negative.tolist(), found.tree.tolist()] == [[1, 4], [2, 5], [3, 6]]


def test_a_text_for_measuring_has_the_frequencies_of_zipf() -> None:
    text, p = costs.made_up(20), 1 / np.arange(1, 21)
    assert chisquare(np.bincount(text.tokens, minlength=20), len(text.tokens) * p / p.sum()).pvalue > 1e-3
    assert text.counts.sum() == text.kept == text.starts[-1] and 0 < costs.microseconds(text, SMALL) < np.inf
