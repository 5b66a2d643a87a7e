"""The page on t-SNE, without a browser: the worker's part runs here."""

import numpy as np

from app import jobs
from app.jobs import room
from app.lessons.words.tsne import JOBS, live, notebook, settings, take
from app.lessons.words.tsne.options import Options
from core.words import films, maps, tsne
from core.words.options import MapConfig, PointsKey
from core.words.results import Film
from tests.app.failing_jobs import Runs
from tests.app.strings import ENGLISH
from tests.app.visiting import good, opened, warnings
from tests.lessons.words.samples import own_vectors


def test_the_default_asks_for_what_ships():
    """So the first picture costs nothing, and the workers' own defaults are the same."""
    assert settings.wanted(Options()) == (films.FIRST_KEY, films.FIRST_CONFIG)
    first = JOBS["map"].defaults[0]
    assert first["key"] == films.FIRST_KEY and first["config"] == films.FIRST_CONFIG


def test_own_words_make_a_map_and_too_few_say_so(app):
    opened(app, "tsne")
    good(app.text_input(key="tsne.text").set_value("king queen man woman boy girl dog cat cow qqqq").run())
    run = app.session_state["tsne.run"]
    assert run.is_shown and run.film.names[:2] == ("king", "queen") and run.film.done
    assert any("qqqq" in caption.value for caption in app.caption)
    good(app.text_input(key="tsne.text").set_value("qqqq").run())
    assert any("8" in warning.value for warning in app.warning)
    assert app.session_state["tsne.run"].film is not None, "the map from before stays"


def test_a_link_opens_the_same_map(app):
    opened(app, "tsne", words="noise", count="60", perplexity="5", seed="3", method="pca", dimensions="3")
    run = app.session_state["tsne.run"]
    assert run.config.method == "pca" and run.film.frames.shape[1:] == (60, 3) and run.film.names[0] == "noise 1"


def test_paused_and_continued(app, monkeypatch):
    """A map that was stopped on the way goes on from there, ends where it would have ended, and has its whole film."""
    key, config = PointsKey(count=60), MapConfig(seed=2)
    glimpse = glimpse_of(key, config, monkeypatch)
    *_, whole = tsne.descend(
        maps.Space.of(key).affinities(30), tsne.first(maps.Space.of(key).points.X, config), config, bool
    )
    app.session_state["tsne.run"] = live.Run((key, config), glimpse.so_far(), key, config, paused=True)
    opened(app, "tsne", count="60", seed="2")
    good(app.button(key="tsne.continue").click().run())
    run = app.session_state["tsne.run"]
    assert run.film.done and not run.paused and run.film.shown.tolist() == maps.schedule(60, config.iterations)
    np.testing.assert_array_equal(run.film.frames[-1], whole.Y.astype(np.float32))


def test_own_vectors_make_maps(app):
    """Every kind of points, every tab; another file makes another map."""
    words = [f"w{i}" for i in range(60)]
    app.session_state["words.own"] = own_vectors(words, 6)
    opened(app, "tsne", vectors="own", words="frequent", count="40", perplexity="5")
    first = app.session_state["tsne.run"].film
    assert first.names == tuple(words[:40]) and first.done
    true = np.argsort(-(own_vectors(words, 6).vectors.unit @ own_vectors(words, 6).vectors.unit[3])[:40])[1:11]
    assert set(first.near[3]) == set(true), "its neighbours are those of the visitor's vectors"
    app.session_state["words.own"] = own_vectors(words, 6, file=2)
    good(app.run())
    assert not np.array_equal(app.session_state["tsne.run"].film.near, first.near)
    for tab, ask in (("many", "map_many"), ("referee", "map_check"), ("misread", "map_relations")):
        app.query_params["tab"] = tab
        good(app.run())
        good(app.button(key=f"job.{ask}.ask").click().run())
    assert any("man – woman" in warning.value for warning in app.warning), "there are none of these words"
    app.query_params["words"] = "groups"
    good(app.run())
    assert any("8" in warning.value for warning in app.warning)


def test_without_own_vectors_it_is_glove_and_a_file_can_be_brought(app):
    opened(app, "tsne", vectors="own", count="30")
    assert app.session_state["tsne.run"].key.vectors == "glove"
    assert any("Bring a file" in caption.value for caption in app.caption)


def test_the_notebook_of_own_vectors_asks_for_the_file():
    code = "\n".join(notebook.cells({"vectors": "own", "kind": "own", "own": ("a",), "file": 3}, {"seed": 2}))
    compile(code, "notebook", "exec")
    assert "WordVectors.load(" in code and "'file'" not in code


def test_numbers_to_take_away():
    columns = take.numbers(films.first())
    assert set(columns) == {"word", "x", "y", "group", "kept", "true_nearest"}
    assert {len(column) for column in columns.values()} == {400}


NOISE = {"words": "noise", "count": "61", "perplexity": "5", "method": "pca"}


def test_a_map_that_crashed_is_made_again_by_its_button_alone(app, monkeypatch):
    """Not by a click on something else, nor when what was wanted before is wanted again."""
    runs = Runs(monkeypatch, lambda given: given["config"].dimensions == 3)
    opened(app, "tsne", **NOISE, dimensions="3")
    for tab in ("many", "misread", "explain"):
        app.query_params["tab"] = tab
        good(app.run())
        assert warnings(app) == [ENGLISH["job.crashed"]] and not app.session_state["tsne.run"].is_shown
    app.query_params["dimensions"] = "2"
    good(app.run())
    assert warnings(app) == [] and app.session_state["tsne.run"].is_shown
    app.query_params["dimensions"] = "3"
    good(app.run())
    assert warnings(app) == [ENGLISH["job.crashed"]] and [given["config"].dimensions for given in runs.given] == [3, 2]
    good(app.button(key="tsne.run_again").click().run())
    assert [given["config"].dimensions for given in runs.given] == [3, 2, 3], "it crashed once more"
    runs.go_well()
    good(app.button(key="tsne.run_again").click().run())
    assert warnings(app) == [] and app.session_state["tsne.run"].is_shown and len(runs.given) == 4


def glimpse_of(key: PointsKey, config: MapConfig, monkeypatch) -> Film:
    """What there is of a map after 300 steps."""
    with monkeypatch.context() as often:
        often.setattr(maps, "EVERY", 0.0)
        job = maps.draw({"key": key, "config": config, "resume": None})
        return next(now.partial for now in job if now.step == 300)


def test_a_map_that_crashed_on_the_way_can_be_made_again(app, monkeypatch):
    key, config = PointsKey(count=60), MapConfig(seed=4)
    glimpse = glimpse_of(key, config, monkeypatch)
    run = live.Run((key, config), glimpse, key, config, ticket=jobs.Ticket("one", "somebody"))
    app.session_state["tsne.run"] = run
    ended = jobs.Status("failed", sentence="job.crashed")
    monkeypatch.setattr(jobs, "status", lambda ticket: ended)
    opened(app, "tsne", count="60", seed="4")
    assert warnings(app) == [ENGLISH["job.crashed"]] and app.session_state["tsne.run"].film is glimpse
    monkeypatch.undo()
    good(app.button(key="tsne.run_again").click().run())
    assert warnings(app) == [] and app.session_state["tsne.run"].film.done


def test_a_paused_map_that_there_is_no_room_for_can_still_go_on(app, monkeypatch):
    key, config = PointsKey(count=60), MapConfig(seed=4)
    glimpse = glimpse_of(key, config, monkeypatch)
    paused = live.Run((key, config), glimpse.so_far(), key, config, paused=True)
    app.session_state["tsne.run"] = paused
    opened(app, "tsne", count="60", seed="4")
    monkeypatch.setattr(room, "RUNS", 0)
    good(app.button(key="tsne.continue").click().run())
    assert warnings(app) == [ENGLISH["job.full"]] and app.session_state["tsne.run"].paused
    monkeypatch.undo()
    good(app.button(key="tsne.continue").click().run())
    assert warnings(app) == [] and app.session_state["tsne.run"].film.done
