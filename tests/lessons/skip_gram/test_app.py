"""The page on skip-gram, without a browser: the worker's part runs here."""

import io
import json
from dataclasses import replace

import numpy as np
import pytest
from gensim.models import KeyedVectors

from app import jobs
from app.jobs import room
from app.jobs.running import outcome
from app.lessons.words import elsewhere, texts
from app.lessons.words.skip_gram import compute, live, notebook, take
from app.lessons.words.skip_gram.options import Options
from app.lessons.words.skip_gram.page import experiments
from core.words import corpus, learning, moments
from core.words.options import LearningConfig
from core.words.results import Learned
from core.words.vectors import WordVectors
from tests.app.failing_jobs import Runs
from tests.app.strings import ENGLISH
from tests.app.visiting import good, opened, warnings, written

TEXT = "The cat sat by the dog. A dog ran to the cat. The king saw the queen and the queen saw a king. " * 40
QUICK = {"vocabulary": "1000", "epochs": "1", "dimension": "5"}


@pytest.fixture
def brought(app):
    """A visitor who has brought a text of their own."""
    opened(app, "skip_gram", tab="own_text", epochs="3", dimension="6")
    return good(app.text_area(key="skip_gram.typed").set_value(TEXT).run())


def trained(config: LearningConfig, corpus: str = "wordnet") -> Learned:
    """The whole training."""
    return outcome(learning.job(compute.description(corpus, None, config)))


def run_of(app) -> live.Run:
    return app.session_state["skip_gram.run"]


def test_the_default_is_what_ships():
    assert compute.config(Options()) == moments.FIRST_CONFIG
    first = compute.first()
    assert live.is_as_set(live.Run(first), Options()) and first.learned.done
    assert len(first.learned.moments.words) == 8000


def test_start_trains_on_the_text_that_is_chosen_and_the_numbers_follow(app):
    opened(app, "skip_gram", corpus="shakespeare", **QUICK)
    assert run_of(app).shown.name == "first"
    good(app.button(key="skip_gram.start").click().run())
    shown = run_of(app).shown
    assert shown.corpus == "shakespeare" and shown.learned.done and shown.learned.moments.e.shape[1:] == (1000, 5)
    np.testing.assert_array_equal(shown.learned.e, trained(shown.config, "shakespeare").e)
    good(app.button(key="skip_gram.start").click().run())
    assert run_of(app).replays == 2, "what is there at once is played from its start"


def test_a_text_of_ones_own(brought):
    app = brought
    assert any("12 different" in success.value for success in app.success), [s.value for s in app.success]
    good(app.button(key="skip_gram.start").click().run())
    shown = run_of(app).shown
    assert shown.learned.done and set(shown.learned.moments.words) >= {"cat", "dog", "king", "queen"}
    assert shown.config.min_count == 2
    good(app.text_input(key="skip_gram.text").set_value("the cat and the unicorn").run())
    for tab in ("explain", "predict", "variants", "frequent", "cost", "bug", "referee", "hood"):
        app.query_params["tab"] = tab
        good(app.run())
    app.query_params["tab"] = "referee"
    good(app.run())
    good(app.button(key="skip_gram.referee.run").click().run())
    assert "θ of all words" in written(app)


def test_without_a_text_start_says_what_to_do(app):
    opened(app, "skip_gram", corpus="own")
    good(app.button(key="skip_gram.start").click().run())
    assert any("no text of your own" in said for said in warnings(app)) and run_of(app).shown.name == "first"


@pytest.mark.parametrize("text", ["a", "!!! ??? ...", "one two three four five six seven eight nine"])
def test_a_text_with_too_few_words_is_refused_and_the_one_before_stays(brought, text):
    app = brought
    before = app.session_state[texts.HELD]
    good(app.text_area(key="skip_gram.typed").set_value(text).run())
    assert any("times in this text" in said for said in warnings(app))
    assert app.session_state[texts.HELD] is before


def test_a_running_training_is_replaced_only_after_asking(app, monkeypatch):
    opened(app, "skip_gram", **QUICK)
    ticket = live.jobs.Ticket("one", "somebody")
    glimpse = next(
        iter(learning.job(compute.description("wordnet", None, LearningConfig(most=1000, epochs=1))))
    ).partial
    asked = live.Asked("wordnet", replace(moments.FIRST_CONFIG, seed=9))
    shown = compute.Trained("one", asked.corpus, asked.config, glimpse, True)
    app.session_state["skip_gram.run"] = live.Run(shown, asked, ticket, whole=shown)
    monkeypatch.setattr(live, "refresh", lambda run: run)
    monkeypatch.setattr(live.jobs, "status", lambda ticket: live.jobs.Status("running"))
    cancelled = []
    monkeypatch.setattr(live.jobs, "cancel", cancelled.append)
    good(app.button(key="skip_gram.start").click().run())
    assert run_of(app).asking and run_of(app).ticket is ticket and not cancelled
    good(app.button(key="skip_gram.replace_no").click().run())
    assert not run_of(app).asking and run_of(app).ticket is ticket and not cancelled
    good(app.button(key="skip_gram.start").click().run())
    app.button(key="skip_gram.replace_yes").click().run()
    assert cancelled == [ticket] and run_of(app).ticket != ticket
    assert not run_of(app).can_pause, "what is shown is still the one before"


def test_paused_and_continued(app, monkeypatch):
    """A training that was stopped on the way goes on from there and ends where it would have ended."""
    monkeypatch.setattr(learning, "WHOLE", 0.0)
    config = LearningConfig(most=1000, epochs=2, dimension=5)
    steps = learning.job(compute.description("wordnet", None, config))
    part = next(step.partial for step in steps if step.partial.moments.epochs[-1] > 0.3)
    asked = live.Asked("wordnet", config)
    shown = compute.Trained("part", asked.corpus, config, part)
    app.session_state["skip_gram.run"] = live.Run(shown, asked, paused=True)
    opened(app, "skip_gram", vocabulary="1000", epochs="2", dimension="5")
    good(app.button(key="skip_gram.start").click().run())
    assert run_of(app).asking and run_of(app).paused, "what is paused is not lost without a question"
    good(app.button(key="skip_gram.replace_no").click().run())
    good(app.button(key="skip_gram.continue").click().run())
    done = run_of(app).shown
    assert done.learned.done and not run_of(app).paused
    np.testing.assert_array_equal(done.learned.e, trained(config).e)
    np.testing.assert_allclose(done.learned.moments.epochs[[0, -1]], [0, 2])


@pytest.mark.parametrize(("state", "said"), [("failed", "longer than"), ("unknown", "no longer there")])
def test_what_ends_before_it_is_done_can_go_on(app, monkeypatch, state, said):
    """A training that takes too long is paused; a result that is gone is said to be; the picture is at rest in both."""
    config = LearningConfig(most=1000, epochs=2, dimension=5)
    glimpse = next(iter(learning.job(compute.description("wordnet", None, config)))).partial
    ticket, asked = live.jobs.Ticket("one", "somebody"), live.Asked("wordnet", config)
    shown = compute.Trained("one", asked.corpus, config, glimpse, True)
    app.session_state["skip_gram.run"] = live.Run(shown, asked, ticket, whole=shown)
    ended = live.jobs.Status(state, sentence="job.too_long" if state == "failed" else "")
    monkeypatch.setattr(live.jobs, "status", lambda ticket: ended)
    opened(app, "skip_gram", vocabulary="1000", epochs="2", dimension="5")
    assert any(said in warning for warning in warnings(app)), warnings(app)
    assert run_of(app).paused and run_of(app).ticket is None and not run_of(app).shown.live


def test_an_experiment_sets_ones_own_training_aside_and_one_comes_back_to_it(app):
    opened(app, "skip_gram", **QUICK)
    good(app.button(key="skip_gram.start").click().run())
    mine = run_of(app).shown
    assert mine.name != "first"
    app.session_state["skip_gram.run"] = live.Run(
        compute.first(), aside=live.Run(mine, asked=None, replays=1), replays=1
    )
    good(app.run())
    good(app.button(key="skip_gram.back").click().run())
    assert run_of(app).shown is mine


def test_a_long_training_is_announced(app):
    opened(app, "skip_gram", output="softmax")
    assert any("about 17 min" in caption.value for caption in app.caption)
    one = compute.measured()["softmax"]
    assert round(one["seconds"] * 10 / 3 / 60) == 17, "ten readings, by the card's three"
    for name in ("wordnet", "shakespeare"):
        assert compute.READ[name] == corpus.shipped(name).read


def test_what_was_learnt_is_opened_in_the_other_lessons(app):
    opened(app, "skip_gram", tab="own_text")
    good(app.button(key="skip_gram.take_along").click().run())
    own = app.session_state["words.own"]
    assert own.vectors.words == compute.first().learned.moments.words and own.vectors.dimensions == 50
    assert {"analogies", "tsne", "debiasing"} == set(elsewhere.ELSEWHERE)
    good(app.switch_page("../pages/analogies.py").run())
    app.query_params["vectors"] = "own"
    good(app.run())


def test_the_file_of_vectors_is_read_by_others(tmp_path):
    path = tmp_path / "vectors.txt"
    path.write_bytes(compute.as_text(compute.first()))
    theirs, ours = KeyedVectors.load_word2vec_format(str(path)), WordVectors.load(path)
    e = compute.first().learned.e
    np.testing.assert_allclose(theirs.vectors, e, rtol=1e-5, atol=1e-9)
    np.testing.assert_allclose(ours.vectors, e, rtol=1e-5, atol=1e-9)
    assert theirs.index_to_key == list(ours.words) == list(compute.first().learned.moments.words)


def test_the_notebook_trains_the_same(app):
    made = LearningConfig(most=1000, epochs=1, dimension=5)
    code = notebook.cells("wordnet", {name: getattr(made, name) for name in made.__dataclass_fields__})
    space: dict = {}
    exec(compile("\n".join(code[:1]), "notebook", "exec"), space)
    np.testing.assert_array_equal(space["progress"].model.e.numpy(), trained(made).e)
    assert "your text.txt" in notebook.cells("own 3", {"seed": 1})[0]


def test_experiments_are_within_what_can_be_set():
    first = compute.first()
    for changes in experiments():
        scene = compute.scene(first, replace(Options(), **changes))
        assert changes["centre"] < scene.window.log_z.shape[1] and changes["moment"] < len(scene.epochs)
        assert np.isfinite(scene.window.logit[changes["moment"], changes["centre"], changes["pair"] + 10])


def test_numbers_to_take_away():
    columns = take.numbers(live.Run(compute.first()))
    assert set(columns) == {"epoch", "loss_of_a_pair"} and columns["epoch"][0] == 0 and columns["epoch"][-1] == 10
    assert json.loads(io.BytesIO(json.dumps(columns).encode()).read()) == columns


def test_a_training_that_there_is_no_room_for_leaves_what_there_was(app, monkeypatch):
    """What was paused can still go on, also where another was to take its place; Start asks again."""
    jobs.stop()  # and with it what others have trained already
    config = LearningConfig(most=1000, epochs=2, dimension=5)
    glimpse = next(iter(learning.job(compute.description("wordnet", None, config)))).partial
    shown = compute.Trained("part", "wordnet", config, glimpse)
    app.session_state["skip_gram.run"] = live.Run(shown, live.Asked("wordnet", config), paused=True)
    opened(app, "skip_gram", **QUICK)
    monkeypatch.setattr(room, "RUNS", 0)
    good(app.button(key="skip_gram.continue").click().run())
    for _ in range(2):
        assert warnings(app) == [ENGLISH["job.full"]] and run_of(app).paused and run_of(app).shown is shown
        good(app.button(key="skip_gram.start").click().run())
        good(app.button(key="skip_gram.replace_yes").click().run())
    monkeypatch.undo()
    good(app.button(key="skip_gram.continue").click().run())
    assert warnings(app) == [] and run_of(app).shown.learned.done and run_of(app).shown.config == config


def test_a_training_that_crashed_is_begun_again_by_start_alone(app, monkeypatch):
    runs = Runs(monkeypatch)
    opened(app, "skip_gram", **QUICK)
    good(app.button(key="skip_gram.start").click().run())
    for tab in ("explain", "referee"):
        app.query_params["tab"] = tab
        good(app.run())
        assert warnings(app) == [ENGLISH["job.crashed"]] and run_of(app).shown.name == "first" and len(runs.given) == 1
    runs.go_well()
    good(app.button(key="skip_gram.start").click().run())
    assert warnings(app) == [] and run_of(app).shown.learned.done and len(runs.given) == 2
