"""The page on GloVe without a browser: experiments, questions, the referee, and what is taken away."""

import csv
import io
import json
import re
from dataclasses import asdict, replace
from types import SimpleNamespace

import numpy as np
import pytest
from gensim.models import KeyedVectors

from app.lessons.words.glove import compute, notebook, page, scene_view, take, thumbnail
from app.lessons.words.glove.live import Run
from app.lessons.words.glove.options import Options
from app.lessons.words.glove.picture import Rest
from app.ui import export
from core.words import cooccurrence, corpus, glove, glove_moments, ratios
from core.words.options import GloveConfig
from tests.app.notebooks import printed
from tests.app.strings import ENGLISH
from tests.app.visiting import good, opened, warnings, written
from tests.lessons.glove.samples import NAMES, SENTENCE, cell, scene, text
from tests.lessons.glove.visiting import SLUG, sent, state_of


@pytest.fixture
def visit(app):
    """A new visitor comes with these values in the address."""
    return lambda **brought: opened(app, SLUG, **{name: str(value) for name, value in brought.items()})


# Experiments, questions, the referee


def test_experiments_set_what_they_say(visit):
    first, second, third = page.experiments()
    assert replace(Options(), **first) == Options()
    assert second == first | {"moment": 0} and third == first | {"ratios": "text"}
    app = visit(**{"try": 2})
    assert state_of(app) == replace(Options(), **second, try_=2) and sent(app)[0]["strip"]["on"] == 2
    assert sent(app)[0]["rest"] == {name: second[name] for name in NAMES}


def test_the_third_shows_the_ratios_of_this_text(visit):
    app = visit(**{"try": 3})
    assert sent(app)[0]["strip"]["on"] == 3 and sent(app)[0]["rest"]["ratios"] == "text"


def test_questions_are_asked_in_turn_the_last_about_what_is_drawn(visit):
    app, asked, found = visit(tab="predict"), [], scene()
    for _ in range(4):
        (pills,) = [group for group in app.pills if ".check." in group.key]
        asked.append(pills.key.split(".")[2])
        if asked[-1] == "live-costs":
            cost = {name: cell(found, *name.split(" – ")) for name in pills.options}
            right = max(cost, key=lambda name: cost[name].f * cost[name].residual ** 2)
            good(pills.set_value(pills.options.index(right)).run())
            assert f"Yes: {right}." in (text := "".join(said.value for said in app.success)), text
        else:
            good(pills.set_value(0).run())
            good(app.button(key=f"{SLUG}.check.next").click().run())
    assert asked == ["ratio-2", "zero-1", "doubles-1", "live-costs"]


@pytest.mark.parametrize(
    "asked", [Options(), Options(window=2, harmonic=True, symmetric=False, x_max=7.5, row="glass", column="of")]
)
def test_the_referee_agrees(asked):
    trained = compute.first()
    got = compute.referee(trained, compute.seen(trained, asked), asked)
    names = "sentence counts row_sum weight cost on_theta on_e on_b on_b_prime".split()
    assert [row.name for row in got] == names and max(row.difference for row in got) < 1e-8
    assert {f"{SLUG}.check.{name}" for name in names} <= ENGLISH.keys()


def test_the_referee_runs_on_the_page(visit):
    app = visit(tab="referee", window=3)
    good(app.button(key=f"{SLUG}.referee.run").click().run())
    assert ENGLISH[f"{SLUG}.check.row_sum"] in written(app) and warnings(app) == []


# What is done in the picture


def test_what_the_picture_sends_is_kept(visit, monkeypatch):
    app, told = visit(), Rest(5, "glass", "of", 2, 3, True, False, 40.0, "text")
    monkeypatch.setattr(scene_view, "draw", lambda *given, on_change, **more: on_change(told))
    good(app.run())
    assert {name: getattr(state_of(app), name) for name in NAMES} == asdict(told)


# What is taken away


def test_the_numbers_that_are_taken_away_are_cores():
    trained, asked = compute.first(), Options(moment=2)
    shown, found = compute.seen(trained, asked), scene()
    made = export.csv(take.numbers(Run(trained), shown, asked)).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(made)))
    assert len(rows) == len(found.fit.x)
    for row in rows[:: len(rows) // 40]:
        one = cell(found, row["row"], row["column"], 2, glove_moments.FIRST_CONFIG.x_max)
        for name, value in (("X", one.x), ("theta_e", one.dot), ("b", one.b), ("b_prime", one.b_prime)):
            assert float(row[name]) == pytest.approx(value, rel=1e-5, abs=1e-6), name
        assert float(row["adds_to_J"]) == pytest.approx(one.f * one.residual**2, rel=1e-4, abs=1e-9)


def test_the_file_of_vectors_is_read_by_others(tmp_path):
    path = tmp_path / "vectors.txt"
    path.write_bytes(compute.as_text(compute.first()))
    theirs, learned = KeyedVectors.load_word2vec_format(str(path)), compute.first().learned
    np.testing.assert_allclose(theirs.vectors, learned.vectors, rtol=1e-5, atol=1e-6)
    assert theirs.index_to_key == list(learned.moments.words)


def test_the_notebook_counts_and_trains_the_same():
    config = replace(GloveConfig(), most=300, epochs=1, dimension=3)
    made = notebook.cells("wordnet", asdict(config), SENTENCE, "water with: of in")
    first, second, third, _ = printed(export.notebook(made, "Title"))
    few = corpus.shipped("wordnet", config.min_count, config.most)
    X = cooccurrence.count(few, window=10, weighting="1", symmetric=True)[1]
    water, with_, *probes = (few.words.index(word) for word in ("water", "with", "of", "in"))
    names, shown = first.partition("\n")[0], np.array(re.findall(r"[\d.]+\d?", first), float)
    at = [few.words.index(word) for word in re.findall(r"'(\w+)'", names)]
    np.testing.assert_allclose(shown.reshape(13, 13), X[at][:, at].toarray(), atol=0.051)
    p = (X / X.sum(axis=1)).tocsr()
    for line, probe in zip(second.splitlines(), probes, strict=True):
        assert line.split()[0] == few.words[probe]
        assert float(line.split()[1]) == pytest.approx(p[water, probe] / p[with_, probe], rel=0.01)
    *_, end = glove.train(few, config)
    near = [[word for word, _ in end.vectors.most_similar(asked, top=4)] for asked in few.words[100:110]]
    assert third.splitlines() == [f"{asked} {found}" for asked, found in zip(few.words[100:110], near, strict=True)]
    assert "your text.txt" in notebook.cells("own 3", {"seed": 1}, "a b", "a b: c")[0]


@pytest.mark.parametrize("about", [Options().about, "king queen", "<b>", "xqzt air: salt"])
def test_the_notebook_asks_for_the_ratios_that_are_shown(about):
    """Also where a link brings none, or none that there are."""
    trained, asked, made = compute.first(), Options(about=about), {}
    lesson = SimpleNamespace(state=asked, text=SimpleNamespace(question="?"), take=lambda **given: made.update(given))
    shown = compute.seen(trained, asked)
    take.take(lesson, Run(trained), shown)
    code = "".join(line for one in json.loads(made["notebook"]())["cells"] for line in one["source"])
    (line,) = re.findall(r"ratios\.read\(text\.words, '(.*?)'\)", code)
    assert ratios.read(text().words, line) == (shown.ratios.first, shown.ratios.second, shown.ratios.probes)


def test_the_small_picture():
    made = np.array(thumbnail.picture()["points"])
    assert made.shape[1] == 3 and made.min() >= 0 and made.max() <= 1 and len(made) > 200
    heavy = made[:, 2] > 0.5
    assert np.abs(made[heavy, 0] - made[heavy, 1]).mean() < np.abs(made[~heavy, 0] - made[~heavy, 1]).mean()
