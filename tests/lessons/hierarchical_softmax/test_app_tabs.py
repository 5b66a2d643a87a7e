"""The tabs of the page on hierarchical softmax without a browser: depths, trainings, questions; and what is taken away."""

import base64
import csv
import io
import json
import math
import re

import numpy as np
import pytest

from app.jobs.running import outcome
from app.lessons.words.hierarchical_softmax import compute, figures, notebook, options, take, thumbnail, trained
from app.lessons.words.hierarchical_softmax.options import Options
from app.ui import export
from core.words import costs, rivers, trees, two_trees, walks
from core.words.options import LearningConfig
from core.words.results import TwoTrees
from tests.app.notebooks import printed
from tests.app.strings import ENGLISH
from tests.app.visiting import good, pictures, warnings
from tests.lessons.hierarchical_softmax.samples import COURT, KINDS, leaves, poured, shown, walk
from tests.lessons.hierarchical_softmax.visit import SLUG, table, tables, visit

QUICK = LearningConfig(most=500, dimension=4, epochs=1)


@pytest.mark.parametrize("tab", options.TABS)
def test_every_tab_opens(tab):
    for scale in ("small", "real"):
        app = visit(tab=tab, scale=scale, tree="balanced")
        assert warnings(app) == [] and pictures(app, SLUG) and len(app.tabs) == 7


# Rare and frequent


def test_words_are_looked_up():
    app = visit(tab="depths", asked="The, water; LEMON xqzt *wombat* the")
    first = {kind: trees.first(kind) for kind in KINDS}
    read = table(app, "code")
    assert [row[0] for row in read] == ["the", "water", "lemon"]
    for word, rank, times, bits, turns, code in read:
        at = first["huffman"].words.index(word)
        share = first["huffman"].counts[at] / first["huffman"].counts.sum()
        assert (rank, times) == (f"{at + 1:,}", f"{first['huffman'].counts[at]:,}")
        assert bits == f"{-math.log2(share):.1f}" and code == first["huffman"].tree.code(at)
        balanced = len(first["balanced"].tree.code(at))
        assert turns == ENGLISH[f"{SLUG}.turns"].format(huffman=len(code), balanced=balanced)
    missing = ENGLISH["vectors.missing"].format(words="xqzt, wombat")
    assert missing in [caption.value.replace("\\", "") for caption in app.caption]


def test_nothing_is_looked_up_and_nothing_breaks():
    for asked in ("", "🍊", "xqzt"):
        app = visit(tab="depths", asked=asked)
        assert warnings(app) == [] and not tables(app)
        assert len(app.get("plotly_chart")) == 1


def test_depths_by_rank_and_their_table():
    found = compute.by_rank()
    words = dict.fromkeys(("rank", "depth", "huffman", "balanced", "bits"), "w")
    for line, name in zip(figures.depths(found, words, "dark").data, ("huffman", "balanced", "bits"), strict=True):
        np.testing.assert_array_equal(line.y, found[name])
        np.testing.assert_array_equal(line.x, np.arange(1, 8001))
    assert (np.abs(found["huffman"] - found["bits"]) < 1).all()
    for kind in KINDS:
        depth, many, share = zip(*compute.depths_of(kind), strict=True)
        lengths = np.array([len(trees.first(kind).tree.code(word)) for word in range(8000)])
        assert list(many) == [(lengths == one).sum() for one in depth] and sum(share) == pytest.approx(1)


# Training


def test_the_table_of_whole_trainings():
    read = table(visit(tab="trained"), "simlex")
    measured = trees.measured()["figures"]
    rows = [(output, epochs) for output in measured for epochs in sorted(measured[output], key=int)]
    assert [row[:2] for row in read] == [[ENGLISH[f"{SLUG}.output.{output}"], epochs] for output, epochs in rows]
    for (output, epochs), (_, _, wordsim, simlex, loss, seconds, seeds) in zip(rows, read, strict=True):
        one = measured[output][epochs]
        assert wordsim.startswith(f"{one['wordsim']:.3f}") and simlex.startswith(f"{one['simlex']:.3f}")
        assert ("±" in wordsim) == (one["seeds"] > 1) and seeds == str(one["seeds"])
        assert loss == (f"{one['loss']:.2f}" if "loss" in one else "–") and seconds == f"{one['seconds']:.0f}"


def test_both_trees_are_trained_here(monkeypatch):
    """Offered, then there with its chart and its table; asked of the text and epochs that are said."""
    assert (compute.TRAINED_HERE.epochs, compute.TRAINED_HERE.most) == (2, 8000)
    monkeypatch.setattr(compute, "TRAINED_HERE", QUICK)
    app = visit(tab="trained")
    assert not app.get("plotly_chart") and len(tables(app)) == 1
    good(app.button(key="job.trees.ask").click().run())
    (drawn,) = [json.loads(part.proto.spec) for part in app.get("plotly_chart")]
    found = outcome(two_trees.job(QUICK))
    for line, curve in zip(drawn["data"], found.curves, strict=True):
        np.testing.assert_allclose([numbers(line[axis]) for axis in ("x", "y")], curve.T)
    read = table(app, "rate")
    assert [row[:2] for row in read] == [
        [ENGLISH[f"{SLUG}.curve.{kind}"], f"{score:.3f}"] for kind, score in zip(KINDS, found.wordsim, strict=True)
    ]


def numbers(sent: list | dict) -> np.ndarray:
    """A row of numbers as plotly sends it."""
    return np.frombuffer(base64.b64decode(sent["bdata"]), sent["dtype"]) if isinstance(sent, dict) else np.array(sent)


def test_a_training_that_is_cancelled_is_offered_again(monkeypatch):
    monkeypatch.setattr(trained.job_view.jobs, "submit", lambda *asked: "ticket")
    state = ["running"]
    monkeypatch.setattr(trained.job_view.jobs, "status", lambda ticket: trained.job_view.jobs.Status(state[0]))
    monkeypatch.setattr(trained.job_view.jobs, "result", lambda ticket: None)
    monkeypatch.setattr(trained.job_view, "_watch", lambda ticket, label: None)
    app = visit(tab="trained")
    good(app.button(key="job.trees.ask").click().run())
    good(app.run())
    assert "job.trees.ask" not in [button.key for button in app.button]
    state[0] = "cancelled"
    good(app.run())
    assert app.button(key="job.trees.ask").label == ENGLISH[f"{SLUG}.train"]


def test_the_curves_are_what_was_trained():
    curves = tuple(np.array([[0.5, 8.0 - i], [1.0, 7.0 - i]]) for i in range(2))
    words = dict.fromkeys(("epoch", "loss", *KINDS), "w")
    lines = figures.losses(TwoTrees(KINDS, curves, (0.1, 0.2), (1.0, 2.0), 1), words, "light").data
    assert [(list(line.x), list(line.y)) for line in lines] == [([0.5, 1.0], [8, 7]), ([0.5, 1.0], [7, 6])]


def test_three_ways_are_timed(monkeypatch):
    monkeypatch.setattr(costs, "SIZES", (1000, 2000))
    monkeypatch.setattr(costs, "LEAST", 0.02)
    app = visit(tab="timed")
    assert not app.get("plotly_chart")
    good(app.button(key="job.pair_costs.ask").click().run())
    (drawn,) = [json.loads(part.proto.spec) for part in app.get("plotly_chart")]
    assert len(drawn["data"]) == 3 and compute.cost_config() == LearningConfig()


# Questions


def test_questions_are_asked_in_turn_the_last_about_what_is_drawn():
    """The answers that are right here are taken for right."""
    p, names = poured(shown(), "huffman"), shown().river.words
    ranked = [names[place] for place in sorted(p, key=p.__getitem__, reverse=True)]
    turns = walk(shown(), "juice")
    least = str(1 + min(range(8), key=lambda turn: turns[turn].taken))
    app, asked = visit(tab="predict"), []
    for _ in range(5):
        (pills,) = [group for group in app.pills if ".check." in group.key]
        name = pills.key.split(".")[2]
        asked.append(name)
        answer = {"live-likeliest": ranked[0], "live-turn": least}.get(name)
        assert name != "live-likeliest" or set(pills.options) == set(ranked[:4])
        good(pills.set_value(pills.options.index(answer) if answer else int(name[-1])).run())
        (said,) = [part.value for part in app.success]
        assert not answer or answer in said
        good(app.button(key=f"{SLUG}.check.next").click().run())
    assert asked == ["shorter-0", "deep-1", "learnt-2", "live-likeliest", "live-turn"]


def test_a_walk_of_one_turn_has_no_question_of_turns():
    assert compute.leakiest_turn(compute.Walked(rivers.river(("the", "juice"), "orange"), ()), "huffman", "the") is None
    assert warnings(visit(tab="predict", words="the juice", word="the")) == []


# What is taken away


def test_the_small_picture():
    """Bands from the root to the leaves: what flows out of the root is 1, and at a leaf it is the word's p."""
    bands, p = thumbnail.picture()["bands"], poured(shown(), "huffman")
    assert len(bands) == 34 and sum(band[4] for band in bands if band[0] == 0) == pytest.approx(1, abs=1e-3)
    starts = {(band[0], band[1]) for band in bands}
    ends = sorted(band[4] for band in bands if (band[2], band[3]) not in starts)
    assert ends == pytest.approx(sorted(p.values()), abs=1e-4)
    way = [band[4] for band in sorted(bands) if band[5]]
    assert way == pytest.approx([turn.this.p for turn in walk(shown(), "juice")], abs=1e-4)


@pytest.mark.parametrize("asked", [Options(), Options(words=COURT, centre="queen", tree="balanced", scale="real")])
def test_the_numbers_that_are_taken_away_are_cores(asked):
    found = shown(asked.words, asked.centre)
    rows = list(csv.DictReader(io.StringIO(export.csv(take.numbers(asked, found)).decode("utf-8-sig"))))
    made, first = leaves(found, asked.word, kind=asked.tree), trees.first(asked.tree)
    p = walks.walked(asked.tree, asked.centre)[1]
    assert [row["word"] for row in rows] == list(found.river.words) and {row["centre"] for row in rows} == {
        asked.centre
    }
    for place, row in enumerate(rows):
        at = first.words.index(row["word"])
        assert int(row["count"]) == first.counts[at] and row["code_in_the_real_tree"] == first.tree.code(at)
        assert row["code"] == "".join(str(turn.digit) for turn in walk(found, row["word"], kind=asked.tree))
        assert float(row["p"]) == pytest.approx(made[f"word:{place}"].side.p, rel=1e-5)
        assert float(row["p_in_the_real_tree"]) == pytest.approx(p[at], rel=1e-8)
        assert float(row["pairs_in_the_text"]) == pytest.approx(found.river.beside[place])


@pytest.mark.parametrize(
    ("kind", "words", "centre", "word"), [("huffman", None, "orange", "juice"), ("balanced", COURT, "queen", "king")]
)
def test_the_notebook_walks_the_same(kind, words, centre, word):
    found = shown(words, centre) if words else shown()
    cells = notebook.cells(found.river.words, centre, kind, word)
    codes, small, real, _ = printed(export.notebook(cells, "Title"))
    *lines, last = codes.splitlines()
    for line, name in zip(lines, found.river.words, strict=True):
        assert line.split() == [name, "".join(str(turn.digit) for turn in walk(found, name))]
    share = found.river.counts / found.river.counts.sum()
    depths = [len(walk(found, name)) for name in found.river.words]
    assert float(last.split()[1]) == pytest.approx(-(share * np.log2(share)).sum())
    assert float(last.split()[3]) == pytest.approx((share * depths).sum())
    *lines, last = small.splitlines()
    p = poured(found, kind)
    assert [float(line.split()[1]) for line in lines] == pytest.approx([p[i] for i in range(len(lines))], abs=6e-5)
    assert float(last.split()[-1]) == pytest.approx(1) and float(last.split()[0]) == pytest.approx(
        p[found.river.words.index(word)], rel=1e-5
    )
    turns = walk(found, word, "real", kind)
    name, code, p_word = real.splitlines()[0].split()
    assert (name, code) == (word, "".join(str(turn.digit) for turn in turns))
    assert float(p_word) == pytest.approx(turns[-1].this.p, rel=1e-5)
    whole = re.fullmatch(r"all 8000 leaves (\S+) - likeliest \('(\S+)', .+", real.splitlines()[1])
    best = trees.first(kind).words[int(walks.walked(kind, centre)[1].argmax())]
    assert float(whole[1]) == pytest.approx(1) and whole[2] == best
