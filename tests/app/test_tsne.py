"""The page on t-SNE, without a browser: the worker's part runs here."""

from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from app import compute_tsne, jobs
from app.parts import tsne, tsne_live
from app.state_tsne import TsneOptions
from core.words import films, maps
from core.words import tsne as tsne_core
from core.words.options import MapConfig, PointsKey

MAIN = str(Path(__file__).parents[2] / "app" / "main.py")


@pytest.fixture
def app():
    return AppTest.from_file(MAIN, default_timeout=300)


def opened(app: AppTest, **address: str) -> AppTest:
    app.run()
    for name, value in address.items():
        app.query_params[name] = value
    return good(app.switch_page("../pages/tsne.py").run())


def good(app: AppTest) -> AppTest:
    assert not app.exception, [error.value for error in app.exception]
    return app


def test_the_default_asks_for_what_ships():
    """So the first picture costs nothing, and the workers' own defaults are the same."""
    assert tsne.wanted(TsneOptions()) == (films.FIRST_KEY, films.FIRST_CONFIG)
    assert jobs.MAPS[0]["key"] == films.FIRST_KEY and jobs.MAPS[0]["config"] == films.FIRST_CONFIG


def test_own_words_make_a_map_and_too_few_say_so(app):
    opened(app)
    good(app.text_input(key="tsne.text").set_value("king queen man woman boy girl dog cat cow qqqq").run())
    run = app.session_state["tsne.run"]
    assert run.is_shown and run.film.names[:2] == ("king", "queen") and run.film.done
    assert any("qqqq" in caption.value for caption in app.caption)
    good(app.text_input(key="tsne.text").set_value("qqqq").run())
    assert any("8" in warning.value for warning in app.warning)
    assert app.session_state["tsne.run"].film is not None, "the map from before stays"


def test_a_link_opens_the_same_map(app):
    opened(app, words="noise", count="60", perplexity="5", seed="3", method="pca", dimensions="3")
    run = app.session_state["tsne.run"]
    assert run.config.method == "pca" and run.film.frames.shape[1:] == (60, 3) and run.film.names[0] == "noise 1"


def test_paused_and_continued(app, monkeypatch):
    """A map that was stopped on the way goes on from there, ends where it would have ended, and has its whole film."""
    monkeypatch.setattr(maps, "EVERY", 0.0)
    key, config = PointsKey(count=60), MapConfig(seed=2)
    job = maps.draw({"key": key, "config": config, "resume": None})
    glimpse = next(now.partial for now in job if now.step == 300)
    *_, whole = tsne_core.descend(
        maps.Space.of(key).affinities(30), tsne_core.first(maps.Space.of(key).points.X, config), config, bool
    )
    app.session_state["tsne.run"] = tsne_live.Run((key, config), glimpse.so_far(), key, config, paused=True)
    opened(app, count="60", seed="2")
    good(app.button(key="tsne.continue").click().run())
    run = app.session_state["tsne.run"]
    assert run.film.done and not run.paused and run.film.shown.tolist() == maps.schedule(60, config.iterations)
    np.testing.assert_array_equal(run.film.frames[-1], whole.Y.astype(np.float32))


def test_questions_have_one_right_answer():
    film = films.first()
    for point in range(0, len(film.names), 37):
        options, place = compute_tsne.nearest_question(film, point)
        assert options[place] == film.names[film.near[point, 0]] and len(set(options)) == 4
        kept, count = compute_tsne.kept_of(film, point)
        assert 0 <= kept <= count == 10
    assert sum(compute_tsne.kept_of(film, i)[0] for i in range(len(film.names))) / 4000 == pytest.approx(
        film.kept, abs=1e-6
    )


def test_numbers_to_take_away():
    columns = compute_tsne.numbers(films.first())
    assert set(columns) == {"word", "x", "y", "group", "kept", "true_nearest"}
    assert {len(column) for column in columns.values()} == {400}
