"""Trainings on the page on GloVe, without a browser: the worker's part runs here; a text of one's own, and ways out."""

from dataclasses import replace

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from app import jobs
from app.jobs import room
from app.jobs.running import outcome
from app.lessons.words import texts
from app.lessons.words.glove import compute, live, options
from core.words import corpus, counting, glove_learning, ratios
from core.words.options import GloveConfig
from tests.app.failing_jobs import Runs
from tests.app.strings import ENGLISH
from tests.app.visiting import good, opened, warnings, written
from tests.lessons.glove.samples import learned, scene
from tests.lessons.glove.visiting import (
    SLUG,
    TEXT,
    cells,
    is_sent,
    run_of,
    sent,
    state_of,
    tables,
    typed,
)  # fmt: skip

QUICK = {"epochs": "1", "dimension": "4", "window": "2"}


@pytest.fixture
def visit(app):
    """A new visitor comes with these values in the address."""
    return lambda **brought: opened(app, SLUG, **{name: str(value) for name, value in brought.items()})


@pytest.fixture
def brought(visit):
    """A visitor who has brought a text of their own."""
    app = visit(tab="own_text", epochs="3", dimension="6")
    return good(app.text_area(key=f"{SLUG}.typed").set_value(TEXT).run())


# Trainings


def test_train_trains_on_the_text_that_is_chosen_and_the_numbers_follow(visit):
    app = visit(corpus="shakespeare", **QUICK)
    assert run_of(app).shown.name == "first" and ENGLISH["glove.as_set"].format(start="Train") in written(app)
    good(app.button(key=f"{SLUG}.start").click().run())
    shown = run_of(app).shown
    assert shown.corpus == "shakespeare" and shown.learned.done and warnings(app) == []
    config = replace(GloveConfig(), epochs=1, dimension=4, window=2)
    assert shown.config == config and ENGLISH["glove.own_training"] in written(app)
    theirs = outcome(glove_learning.job({"corpus": "shakespeare", "data": None, "config": config}))
    np.testing.assert_array_equal(shown.learned.vectors, theirs.vectors)
    is_sent(app, counting.counted(corpus.shipped("shakespeare", 5, 8000), options.SENTENCE))
    assert sent(app)[0]["trained"]["window"] == 2 and sent(app)[0]["trained"]["vocabulary"] == 8000
    for tab in ("predict", "ratios", "bug", "own_text"):
        app.query_params["tab"], app.query_params["bug"] = tab, "axes"
        good(app.run())
        assert warnings(app) == [], tab
    good(app.button(key=f"{SLUG}.back").click().run())
    assert run_of(app).shown.name == "first" and not sent(app)[0]["live"]
    is_sent(app, scene().counted)


def test_a_text_of_ones_own(brought):
    app = brought
    assert any("12 different" in success.value for success in app.success) and state_of(app).corpus == "own"
    good(app.button(key=f"{SLUG}.start").click().run())
    own, config = corpus.build(corpus.sentences(TEXT), 2), run_of(app).shown.config
    assert run_of(app).shown.learned.done and config.min_count == 2 and config.dimension == 6
    assert warnings(app) == []
    is_sent(app, counting.counted(own, options.SENTENCE))
    typed(app, "The king saw a unicorn and the queen")
    assert warnings(app) == [] and (state_of(app).step, state_of(app).row) == (-1, "")
    is_sent(app, counting.counted(own, "The king saw a unicorn and the queen"))
    typed(app, "wombat")
    assert warnings(app) == [ENGLISH["corpus.no_pair"]]
    for tab in set(options.TABS) - {"against"}:
        app.query_params["tab"] = tab
        good(app.run())
    app.query_params["tab"] = "referee"
    good(app.run())
    good(app.button(key=f"{SLUG}.referee.run").click().run())
    assert ENGLISH["glove.check.sentence"] in written(app) and ENGLISH["glove.check.row_sum"] not in written(app)


def test_ratios_of_a_text_of_ones_own(brought):
    app = brought
    good(app.button(key=f"{SLUG}.start").click().run())
    typed(app, "the king saw the queen")
    app.query_params["tab"] = "ratios"
    good(app.run())
    typed(app, "king queen: cat saw the", "about")
    own, about = corpus.build(corpus.sentences(TEXT), 2), ("king", "queen", ("cat", "saw", "the"))
    found = ratios.of_text(own, *about, 10, False, True)
    (table,) = tables(app)
    assert [row[3] for row in cells(table)] == ["–", *(f"{ratio:.3g}" for ratio in found.ratio[1:])]
    typed(app, "water air: salt", "about")
    assert warnings(app) == [ENGLISH["ratios.unknown"].format(words="water, air, salt")]
    typed(app, "king cat", "about")
    assert warnings(app) == [] and sent(app)[0]["ratios"]["text"]["first"] == "king"


def test_without_a_text_train_says_what_to_do(visit):
    app = visit(corpus="own")
    good(app.button(key=f"{SLUG}.start").click().run())
    assert warnings(app) == [ENGLISH["glove.no_text"]] and run_of(app).shown.name == "first"


@pytest.mark.parametrize("given", ["a", "!!! ??? ...", "one two three four five six seven eight nine"])
def test_a_text_with_too_few_words_is_refused_and_the_one_before_stays(brought, given):
    app, before = brought, brought.session_state[texts.HELD]
    good(app.text_area(key=f"{SLUG}.typed").set_value(given).run())
    assert any("times in this text" in said for said in warnings(app)) and app.session_state[texts.HELD] is before


@pytest.mark.parametrize(
    ("state", "key"), [("failed", "job.too_long"), ("cancelled", "job.cancelled"), ("unknown", "glove.gone")]
)
def test_what_ends_before_it_is_done_shows_what_was_there_before(app: AppTest, monkeypatch, state, key):
    glimpse = learned(live=2)
    shown = compute.Trained("one", "wordnet", glimpse.config, glimpse, True)
    app.session_state[live.HELD] = live.Run(
        shown, compute.first(), "wordnet", glimpse.config, ticket=jobs.Ticket("one", "x")
    )
    ended = jobs.Status(state, sentence="job.too_long" if state == "failed" else "")
    monkeypatch.setattr(live.jobs, "status", lambda ticket: ended)
    opened(app, SLUG)
    assert run_of(app).shown.name == "first" and run_of(app).ticket is None
    assert warnings(app) == [ENGLISH[key]]


def test_while_one_runs_it_is_cancelled_or_replaced(app: AppTest, monkeypatch):
    glimpse, ticket = learned(live=2), jobs.Ticket("one", "x")
    shown = compute.Trained("one", "wordnet", glimpse.config, glimpse, True)
    run = live.Run(shown, compute.first(), "wordnet", glimpse.config, ticket=ticket)
    app.session_state[live.HELD] = run
    monkeypatch.setattr(live, "refresh", lambda run: run)
    monkeypatch.setattr(live.jobs, "status", lambda ticket: jobs.Status("running"))
    cancelled = []
    monkeypatch.setattr(live.jobs, "cancel", cancelled.append)
    opened(app, SLUG, **QUICK)
    assert sent(app)[0]["live"] and sent(app)[0]["rest"]["moment"] == -1
    for tab in set(options.TABS) - {"against"}:
        app.query_params["tab"], app.query_params["bug"] = tab, "axes"
        good(app.run())
        assert warnings(app) == [], tab
    good(app.button(key=f"{SLUG}.cancel").click().run())
    assert cancelled == [ticket] and run_of(app).shown.name == "first" and run_of(app).ticket is None
    app.session_state[live.HELD] = run
    app.button(key=f"{SLUG}.start").click().run()
    assert cancelled == [ticket] * 2 and run_of(app).ticket != ticket


def test_what_was_learnt_is_opened_in_the_other_lessons(visit):
    app = visit(tab="own_text")
    good(app.button(key=f"{SLUG}.take_along").click().run())
    own = app.session_state["words.own"]
    assert own.vectors.words == learned().moments.words and own.vectors.dimensions == 50
    good(app.switch_page("../pages/analogies.py").run())
    app.query_params["vectors"] = "own"
    good(app.run())


def test_a_training_that_crashed_or_had_no_room_is_begun_again_by_its_button_alone(visit, monkeypatch):
    runs = Runs(monkeypatch)
    app = visit(**QUICK)
    for asked, (sentence, most) in enumerate((("job.crashed", 9), ("job.full", 0))):
        monkeypatch.setattr(room, "RUNS", most)
        good(app.button(key=f"{SLUG}.start").click().run())
        for _ in range(2):
            assert warnings(app) == [ENGLISH[sentence]] and run_of(app).shown.name == "first", asked
            assert run_of(app).ticket is None and len(runs.given) == 1, asked
            good(app.run())
    monkeypatch.setattr(room, "RUNS", 1)
    runs.go_well()
    good(app.button(key=f"{SLUG}.start").click().run())
    assert warnings(app) == [] and run_of(app).shown.learned.done
