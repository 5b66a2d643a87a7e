"""What is taken away from the page on captioning: words with their light, the notebook, the state, the small picture."""

import csv
import io
import json
from dataclasses import asdict

import pytest

from app import fields, state
from app.lessons.translate.captioning import notebook, page, take, thumbnail
from app.lessons.translate.captioning.options import Held, Options
from app.lessons.translate.captioning.shown import Shown
from app.ui.frame import Lesson
from tests.app.notebooks import printed
from tests.core.captions.made_pictures import saved, scene
from tests.lessons.captioning.visit import by_core, on, sent, sentences, state_of, steps, uploaded, visit

PLACES = 49


@pytest.fixture
def taken(monkeypatch):
    """What the page hands over to be taken away, as makers of files by name."""
    found = {}
    monkeypatch.setattr(
        Lesson, "take", lambda lesson, csv=None, notebook=None: found.update(csv=csv, notebook=notebook)
    )
    return found


@pytest.mark.parametrize("asked", [{}, {"way": "start", "branch": 2}, {"given": "a man", "held": "2:11", "width": 1}])
def test_the_numbers_that_are_taken_away(taken, asked):
    app = visit(**asked)
    rows = list(csv.DictReader(io.StringIO(taken["csv"]().decode("utf-8-sig"))))
    header, _ = sent(app)
    branch = header["rest"]["branch"]
    words = header["sentences"][branch]["words"]
    assert len(rows) == len(words) * PLACES
    log_p, energies, alpha = (steps(app, name)[branch] for name in ("log_probabilities", "energies", "alpha"))
    for i, row in enumerate(rows):
        step, place = divmod(i, PLACES)
        at = {"step": step + 1, "word": words[step], "row": place // 7 + 1, "column": place % 7 + 1}
        assert {name: row[name] for name in at} == {name: str(value) for name, value in at.items()}
        numbers = [float(row[name]) for name in ("log_probability", "energy", "alpha")]
        assert numbers == pytest.approx([log_p[step], energies[step, place], alpha[step, place]], rel=1e-5, abs=1e-7)


@pytest.mark.parametrize(
    "asked",
    [
        {"photo": "moose", "width": 2, "alpha": 1.0},
        {"photo": "noise", "way": "every"},
        {"photo": "two_dogs", "given": "two dogs", "held": "2:30"},
    ],
)
def test_the_notebook_does_it_again(taken, asked):
    app = visit(**asked)
    first, second, third = printed(taken["notebook"]())
    header, beam = sent(app)[0], by_core(*of_core(asked)).sentences
    assert [line.split()[1:] for line in first.splitlines()] == [list(one.words) for one in beam]
    scores = [one["score"] for one in header["sentences"]][-len(beam) :]
    assert [float(line.split()[0]) for line in first.splitlines()] == pytest.approx(scores, abs=6e-4)
    lines, (words, *_) = [line.split() for line in second.splitlines()], sentences(app)
    assert [line[0] for line in lines] == words
    assert [float(line[-1]) for line in lines] == pytest.approx(
        [row.max() for row in steps(app, "alpha")[0][: len(words)]], abs=6e-3
    )
    assert all(float(row.split()[-1]) < 1e-4 for row in third.splitlines()) and len(third.splitlines()) >= 4


def of_core(asked: dict) -> tuple[str, str, int, float]:
    """What `by_core` is asked for the same."""
    return asked["photo"], asked.get("way", "attend"), asked.get("width", 3), asked.get("alpha", 0.7)


def test_a_visitors_own_picture_is_not_in_the_notebook(taken):
    own = saved(scene())
    uploaded(visit(given="a man"), own)
    book = taken["notebook"]().decode()
    assert notebook.note("own") in book and "picture.jpg" in notebook.note("own") and notebook.note("moose") == ""
    cells = notebook.cells(Options(photo="own"), by_core("cameraman").sentences[0])
    assert "Path('picture.jpg').read_bytes()" in cells[0]
    for number, cell in enumerate(cells):
        compile(cell, f"cell {number}", "exec")


def test_without_a_picture_only_the_state_is_taken(taken):
    take.take(Lesson("captioning", None, None, None), None)
    assert taken == {"csv": None, "notebook": None}


def test_the_file_of_the_state_brings_it_back():
    options = Options(
        photo="moose", way="attend", width=2, alpha=0.3, given="a man in a", held=Held(2, 40), step=3, place=40, branch=1,
        wrongly="scaled", tab="bug", try_=0,
    )  # fmt: skip
    kept = json.loads(json.dumps(asdict(options)))
    back = {name: fields.check_field(Options, name, value) for name, value in kept.items()}
    assert Options(**back) == options
    app = visit(**state.as_address(options))
    assert state_of(app) == options and asdict(state_of(app)) == kept


def test_the_small_picture():
    light, first = thumbnail.picture()["light"], by_core("cameraman").sentences[0]
    assert len(light) == len(first.words)
    for row, alpha in zip(light, first.alpha, strict=False):
        assert row == pytest.approx(alpha.tolist(), abs=6e-5) and len(row) == PLACES
    json.dumps(light)


def test_the_tabs_share_what_is_shown(monkeypatch):
    """The sentence at which the picture rests, with the light that is held, and the step."""
    shown = []
    monkeypatch.setattr(page, "take", lambda lesson, one: shown.append(one))
    for asked in ({}, {"branch": 1, "step": 22}, {"given": "two dogs", "held": "1:3"}, {"way": "every", "step": 0}):
        app = visit(**asked)
        one: Shown = shown[-1]
        rest = sent(app)[0]["rest"]
        assert list(one.written.words) == sentences(app)[rest["branch"]] and one.step == rest["step"], asked
        assert one.way == asked.get("way", "attend")
        assert one.written.pinned.tolist() == steps(app, "pinned")[rest["branch"]].tolist()
    assert len({one.about for one in shown}) == len(shown)
    assert shown[2].written.words == on("cameraman", ("two", "dogs"), dict.fromkeys(range(1, 22), 3)).words
