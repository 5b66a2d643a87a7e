"""Trainings that are stopped and taken up again, the one that ships, and files of vectors, as gensim reads them."""

from __future__ import annotations

import itertools
import pickle
import random

import numpy as np
import pytest
import torch
from gensim.models import KeyedVectors
from scipy.stats import spearmanr

from core.errors import UserError
from core.words import corpus, evaluation, export, huffman, learning, library, moments, train, word2vec
from core.words.corpus import Corpus
from core.words.moments import coded, decoded
from core.words.options import LearningConfig
from core.words.results import Learned
from core.words.vectors import WordVectors

KINDS = list(itertools.product(("skip", "cbow"), ("negative", "softmax", "huffman", "balanced")))
ROUNDED = 1e-3  # of rho, by keeping vectors in 8 bits: 0.0005 with WordSim, 0.0006 with SimLex
CONFIG = LearningConfig(dimension=8, window=4, epochs=3, subsample=0.01, min_count=1, rate=0.05)


@pytest.fixture(autouse=True)
def one_thread():
    """As a worker has it; put back afterwards."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def sentences() -> list[list[str]]:
    rng = np.random.default_rng(4)
    return [[f"w{i}" for i in rng.zipf(1.4, 15) % 40] for _ in range(200)]


TEXT = corpus.build(sentences(), 1)


def ended(steps) -> tuple[list[learning.Progress], Learned]:
    """What a job yields, and what it returns."""
    found = []
    while True:
        try:
            found.append(next(steps))
        except StopIteration as end:
            return found, end.value


def changed(**changes) -> LearningConfig:
    return LearningConfig(**(vars(CONFIG) | changes))


def same(a: Learned, b: Learned, but: tuple[str, ...] = ("rate",)) -> None:
    """All of two trainings, bit for bit, but for how quick they were."""
    np.testing.assert_array_equal(a.e, b.e)
    assert (a.total, a.epoch, a.step, a.done, a.is_planned) == (b.total, b.epoch, b.step, b.done, b.is_planned)
    for name, ours in vars(a.moments).items():
        if name not in but:
            np.testing.assert_array_equal(ours, getattr(b.moments, name), err_msg=name)


@pytest.mark.parametrize("pickled", [False, True])
@pytest.mark.parametrize(("method", "output"), KINDS)
def test_stopped_and_taken_up_again_it_is_the_same(monkeypatch, method: str, output: str, pickled: bool) -> None:
    """Wherever it is stopped: before the first step, in the middle of epochs, near the end, and twice."""
    monkeypatch.setattr(learning, "WHOLE", 0.0)  # a look after each step
    if output in huffman.KINDS:
        monkeypatch.setattr(word2vec, "TOGETHER", 4)  # else so short a text is read in a few steps
    config = changed(method=method, output=output)
    steps, whole = ended(learning.run(TEXT, config))
    assert whole.done and whole.theta is None and len(steps) > 15
    for stops in ([0], [1], [7], [len(steps) // 2], [len(steps) - 2], [3, 5], [0, 9]):
        before = None
        for stop in stops:
            before = next(itertools.islice(learning.run(TEXT, config, before), stop, None)).partial
            assert not before.done and before.theta is not None
            before = pickle.loads(pickle.dumps(before)) if pickled else before
        kept = before.e.copy()
        _, found = ended(learning.run(TEXT, config, before))
        same(found, whole, ("rate", "curve"))
        np.testing.assert_array_equal(before.e, kept, err_msg="what is resumed is not changed")
        ours, theirs = (set(map(tuple, one.moments.curve.tolist())) for one in (found, whole))
        assert len(ours - theirs) <= len(stops) < len(ours), "the loss since the last point is begun anew"
        assert (np.diff(found.moments.curve[:, 0]) > 0).all()


def test_the_same_description_gives_the_same() -> None:
    """However often it is looked at; and another seed another."""
    data = " . ".join(map(" ".join, sentences())).encode()
    description = {"corpus": "own", "data": data, "config": CONFIG, "resume": None}
    (_, first), (_, again) = ended(learning.job(description)), ended(learning.job(dict(description)))
    np.testing.assert_array_equal(first.e, again.e)
    *_, plain = word2vec.train(sentences(), CONFIG)
    np.testing.assert_array_equal(first.e, plain.model.e.numpy())
    _, other = ended(learning.job(description | {"config": changed(seed=2)}))
    assert np.abs(other.e - first.e).max() > 0.01
    shuffled = sentences()
    random.Random(0).shuffle(shuffled)
    assert not np.array_equal(next(word2vec.train(shuffled, CONFIG)).corpus.tokens, TEXT.tokens)


def test_a_finished_training_is_not_taken_up() -> None:
    _, found = ended(learning.run(TEXT, CONFIG))
    with pytest.raises(ValueError, match="end"):
        next(learning.run(TEXT, CONFIG, found))


def test_a_name_of_a_text_that_ships_and_one_that_has_no_words() -> None:
    config = changed(min_count=5, most=300, dimension=2)
    assert learning.opened("shakespeare", None, config) is corpus.shipped("shakespeare", 5, 300)
    for data in (None, b"", b"a b c"):
        with pytest.raises(UserError) as caught:
            next(learning.job({"corpus": "own", "data": data, "config": config, "resume": None}))
        assert caught.value.key == "corpus.too_few"


@pytest.mark.parametrize("epochs", [1, 3, 10, 30])
def test_moments_are_closer_together_at_the_beginning(epochs: int) -> None:
    found = moments.schedule(epochs)
    assert len(found) == moments.COUNT and found[0] == 0 and found[-1] == epochs
    assert (np.diff(found) > 0).all() and (np.diff(found, 2) > 0).all()


def test_moments_of_a_training(monkeypatch) -> None:
    """Each is the vectors as they were then, to half a step of 8 bits, and stands at the first look after it was due."""
    monkeypatch.setattr(learning, "WHOLE", 0.0)
    tables = {}
    for item in word2vec.train(TEXT, CONFIG, every=0.0):
        tables[np.float32(item.epochs)] = item.model.e.numpy().copy(), item.model.theta.numpy().copy()
    steps, found = ended(learning.run(TEXT, CONFIG))
    m, looks = found.moments, sorted(tables)
    due = [next(look for look in looks if look >= planned - 1e-6) for planned in moments.schedule(3)]
    np.testing.assert_allclose(m.epochs, due)
    for f, epochs in enumerate(m.epochs):
        for table, codes, scale in zip(tables[epochs], (m.e, m.theta), (m.e_scale, m.theta_scale), strict=True):
            assert (np.abs(decoded(codes[f], scale[f]) - table) <= scale[f][:, None] / 254 * (1 + 1e-5)).all()
    np.testing.assert_array_equal(found.e, tables[m.epochs[-1]][0])
    assert steps[0].step == 0 and steps[0].partial.moments.epochs.tolist() == [0]
    told = [one.step for one in steps]
    assert told == sorted(told) and steps[-1].step == steps[-1].steps == 3 * TEXT.read
    for one in steps[::5]:  # what is shown on the way ends at that moment
        last = one.partial.moments
        assert np.abs(decoded(last.e[-1], last.e_scale[-1]) - one.partial.e).max() <= last.e_scale[-1].max() / 253
        assert (last.epochs[-1] in m.epochs) == one.partial.is_planned


def test_what_was_said_on_the_way_stays(monkeypatch) -> None:
    """A result that was given is not changed by the steps after it."""
    monkeypatch.setattr(learning, "WHOLE", 0.0)
    running = learning.run(TEXT, CONFIG)
    early = next(itertools.islice(running, 4, None)).partial
    copy = pickle.loads(pickle.dumps(early))
    ended(running)
    same(early, copy, ())
    np.testing.assert_array_equal(early.theta, copy.theta)


def test_the_training_that_ships_is_as_good_as_its_card_says() -> None:
    """Spearman's rho by SciPy, over pairs read by plain code."""
    learned, card = moments.first(), moments.card()
    m, measured = learned.moments, card["measured"]
    assert card["training"] == vars(moments.FIRST_CONFIG) and learned.done and learned.total == 10
    table = {word: row.astype(np.float64) for word, row in zip(m.words, learned.e, strict=True)}
    for name in ("wordsim", "simlex"):
        rows = [line.split("\t") for line in library.text(name).splitlines() if line and line[0] != "#"]
        known = [
            (a.lower(), b.lower(), float(judged)) for a, b, judged in rows if {a.lower(), b.lower()} <= table.keys()
        ]
        cosines = [table[a] @ table[b] / np.linalg.norm(table[a]) / np.linalg.norm(table[b]) for a, b, _ in known]
        rho = spearmanr(cosines, [judged for *_, judged in known]).statistic
        score = evaluation.likeness(WordVectors(m.words, learned.e), library.text(name))
        assert score.spearman == pytest.approx(rho, abs=1e-4)
        assert (score.used, score.unknown) == (measured[name]["pairs"], measured[name]["unknown"])
        assert score.spearman == pytest.approx(measured[name]["spearman"], abs=ROUNDED)
    text = corpus.shipped("wordnet", 5, 8000)
    assert m.words == text.words and m.counts.tolist() == text.counts.tolist() and m.read == text.read
    np.testing.assert_allclose(m.epochs, moments.schedule(10), atol=0.2)
    assert m.curve[-1, 1] == pytest.approx(measured["loss_of_a_pair"], abs=1e-4) and m.curve[0, 1] > m.curve[-1, 1]
    fresh = word2vec.Model.fresh(8000, moments.FIRST_CONFIG).e.numpy()
    np.testing.assert_array_equal(m.e[0], coded(fresh)[0])
    assert not m.theta[0].any()


@pytest.mark.fuzz
def test_trained_again_it_is_the_training_that_ships() -> None:
    config, measured = moments.FIRST_CONFIG, moments.card()["measured"]
    *_, found = word2vec.train(corpus.shipped("wordnet", config.min_count, config.most), config, every=2.0)
    for name in ("wordsim", "simlex"):
        score = evaluation.likeness(found.vectors, library.text(name))
        assert score.spearman == pytest.approx(measured[name]["spearman"], abs=5e-3)
    shipped = WordVectors(found.vectors.words, moments.first().e)
    assert np.median((found.vectors.unit * shipped.unit).sum(1)) > 0.99


@pytest.mark.parametrize("scale", [1e-12, 1.0, 1e9])
def test_a_file_is_read_by_gensim_and_by_us(tmp_path, scale: float) -> None:
    words = ["the", "don't", "naïve", "हिन्दी", "日", "3", "1e5", "nan", "x" * 60, "שלום"]
    vectors = (np.random.default_rng(0).normal(size=(len(words), 5)) * scale).astype(np.float32)
    path = tmp_path / "vectors.txt"
    path.write_bytes(export.word2vec_text(words, vectors))
    theirs, ours = KeyedVectors.load_word2vec_format(path), WordVectors.load(path)
    assert theirs.index_to_key == list(ours.words) == words
    for found in (theirs.vectors, ours.vectors):
        np.testing.assert_allclose(found, vectors, rtol=5.1e-6)


def test_from_the_command_line(tmp_path, capsys) -> None:
    source, target = tmp_path / "text.txt", tmp_path / "vectors.txt"
    source.write_text(". ".join(map(" ".join, sentences())), "utf-8")
    options = ["--dimension", "8", "--window", "4", "--epochs", "3", "--subsample", "0.01", "--rate", "0.05"]
    train.main([str(source), "--to", str(target), "--min-count", "1", *options])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("  0.0%  loss nan") and lines[-2].startswith("100.0%  loss ")
    assert lines[-1] == f"{len(TEXT.words)} words, 8 dimensions: {target}"
    *_, expected = word2vec.train(sentences(), CONFIG)
    theirs, ours = KeyedVectors.load_word2vec_format(target), WordVectors.load(target)
    assert theirs.index_to_key == list(ours.words) == list(TEXT.words)
    for found in (theirs.vectors, ours.vectors):
        np.testing.assert_allclose(found, expected.model.e, rtol=5.1e-6, atol=1e-12)


def test_the_command_line_knows_the_texts_that_ship() -> None:
    found = train._read("shakespeare", changed(min_count=5, most=300))
    assert isinstance(found, Corpus) and found is corpus.shipped("shakespeare", 5, 300)


def test_the_command_line_refuses_what_there_is_not(tmp_path, capsys) -> None:
    for option in (["--method", "glove"], ["--output", "tree"], ["--dimension", "x"], ["--colour", "red"]):
        with pytest.raises(SystemExit):
            train.main(["shakespeare", "--to", str(tmp_path / "v.txt"), "--most", "20", "--epochs", "1", *option])
        assert "error" in capsys.readouterr().err
