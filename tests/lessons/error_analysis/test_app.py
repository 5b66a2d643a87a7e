"""The page on error analysis without a browser: its first screen, links, experiments, what the picture sends."""

import json
from collections import Counter
from dataclasses import asdict, replace

import numpy as np
import pytest

from app import state
from app.i18n import lesson_text
from app.lessons.translate.error_analysis import page
from app.lessons.translate.error_analysis.options import Options
from app.lessons.translate.error_analysis.picture import Rest, payload
from core.translate import fault_cases
from tests.app.pictures import unpacked
from tests.app.visiting import address, good, pictures, warnings
from tests.lessons.error_analysis.samples import ALPHAS, COUNT, TASKS, VERDICTS, WIDTHS, as_verdict, counts, kind, known
from tests.lessons.error_analysis.visit import OWN, SLUG, rest_of, sent, state_of, told, visit

BAD = {"row": "abc", "step": "999", "width": "7", "alpha": "nan", "only": "evil", "good": "1,x", "human_of": "-9"}
BAD |= {"task": "dates", "wrongly": "maybe", "tab": "evil", "try": "9"}


# The first screen


def test_the_first_screen_is_what_ships():
    app = visit()
    assert warnings(app) == [] and rest_of(app) == Rest() == Rest(0, -1, 1, 0.7, "all", ())
    header, arrays = unpacked(pictures(app, SLUG)[0].bytes)
    assert header["own"] is None and header["wrongly"] is False and header["widths"] == list(WIDTHS)
    for name, array in payload.known(known()).items():
        np.testing.assert_array_equal(arrays[name], array, err_msg=name)
    assert len(known().cases) == COUNT and len(pictures(app, SLUG)[0].bytes) < 150_000
    first = known().cases[0]
    assert first.human.text == "The thief ran away before the police arrived." and kind(first, 1, 0.7) == "search"


@pytest.mark.parametrize("task", TASKS)
def test_the_counts_are_those_of_the_recipe(task):
    """By plain arithmetic on the outputs, at each width and α, and by the mistake."""
    assert len(fault_cases.tallies(task)) == len(WIDTHS) * len(ALPHAS)
    for one in fault_cases.tallies(task):
        for wrongly, said in ((False, one.verdicts), (True, one.wrongly)):
            found = Counter(map(as_verdict, counts(task, one.width, one.alpha, wrongly).elements()))
            assert {name: found[name] for name in VERDICTS} == dict(said), (one.width, one.alpha, wrongly)
        assert counts(task, one.width, one.alpha)["equal"] == one.same


@pytest.mark.parametrize("task", TASKS)
def test_the_same_bytes_serve_everybody(task):
    first, second = (pictures(visit(task=task, **more), SLUG)[0].bytes for more in ({}, {"row": 7, "width": 3}))
    ends = [4 + int.from_bytes(data[:4], "little") for data in (first, second)]
    assert first[ends[0] :] == second[ends[1] :]


# Links


@pytest.mark.parametrize("name", BAD)
def test_a_bad_value_in_the_address_is_said_and_left_out(name):
    app = visit(**{name: BAD[name]})
    assert len(warnings(app)) == 1 and f"“{name}”" in warnings(app)[0].replace("\\", "")
    assert name not in app.query_params and state_of(app) == Options() and rest_of(app) == Rest()


def test_all_of_them_at_once():
    app = visit(**BAD, unit=9999)
    assert len(warnings(app)) == len(BAD) and not set(BAD) & set(app.query_params) and rest_of(app) == Rest()


def test_what_there_is_not_is_the_nearest():
    found = known().cases[0]
    most = len(payload.outputs(found))
    for asked, held in (
        ({"row": 500}, Rest(COUNT - 1)),
        ({"row": -1}, Rest()),
        ({"step": 250}, Rest()),
        ({"step": 3, "alpha": 0.123456}, Rest(step=3, alpha=0.123)),
        ({"good": f"-5,{most},{most - 1},99999,21300"}, Rest(good=(most - 1,))),
        ({"human_of": 900, "human": "He sleeps.", "row": 900}, Rest(COUNT - 1)),
    ):
        for tab in ("own_human", "predict"):
            app = visit(tab=tab, **asked)
            assert warnings(app) == [] and rest_of(app) == held, asked


def test_a_link_brings_the_same_back():
    asked = {"task": "en-fr", "row": 9, "step": 4, "width": 10, "alpha": 0.45, "only": "model", "good": "900,1"}
    app = visit(**asked, wrongly=1, tab="bug")
    assert rest_of(app) == Rest(9, 4, 10, 0.45, "model", (1, 900))
    again = visit(**{name: address(app, name) for name in (*asked, "wrongly", "tab")})
    assert state_of(again) == state_of(app) and sent(again)["wrongly"] is True


def test_the_file_of_the_state_brings_it_back():
    app = visit(width=10, **OWN)
    kept = {"app": "unrolled", "lesson": SLUG, "state": asdict(state_of(app))}
    read = Options(**(json.loads(json.dumps(kept))["state"] | {"good": ()}))
    assert read == state_of(app) and state.as_address(read)["human"] == OWN["human"]
    assert replace(Options(), width=10, **OWN, try_=0) == read


# Experiments


def test_experiments_set_what_they_say():
    first, second, third = page.experiments()
    assert replace(Options(), **first) == Options()
    assert second == first | {"width": 3} and third == first | {"task": "en-fr", "width": 10, "row": 1}
    for number, changes in ((1, first), (2, second), (3, third)):
        app = visit(**{"try": number})
        assert state_of(app) == replace(Options(), **changes, try_=number) and sent(app)["strip"]["on"] == number
        case = known(changes["task"]).cases[changes["row"]]
        asked = lesson_text(SLUG, "en").experiment(number)
        fault = kind(case, changes["width"], changes["alpha"])
        assert fault == ("search", "model", "length")[number - 1] and asked.means


def test_an_experiment_is_off_once_something_is_typed():
    assert sent(visit(human="He ran."))["strip"]["on"] == 0 and sent(visit())["strip"]["on"] == 1


# What is done in the picture


def test_what_the_picture_sends_is_kept(monkeypatch):
    app = visit(try_=0)
    rest = Rest(7, 3, 10, 0.45, "model", (1, 702))
    told(app, monkeypatch, rest)
    assert rest_of(app) == rest and {name: getattr(state_of(app), name) for name in asdict(rest)} == asdict(rest)
    assert (address(app, "row"), address(app, "good"), address(app, "alpha")) == ("7", "1,702", "0.45")


def test_more_marks_than_a_link_holds_are_kept(monkeypatch):
    app, marks = visit(), tuple(100 * row for row in range(COUNT))
    told(app, monkeypatch, Rest(good=marks))
    assert state_of(app).good == marks and warnings(app) == [] and rest_of(app).good == marks
    assert address(app, "good") is None


@pytest.mark.parametrize("task", TASKS)
def test_another_direction_begins_anew(task):
    other = TASKS[1 - TASKS.index(task)]
    app = visit(task=task, row=9, step=3, width=10, alpha=0.4, only="search", good="902", human="Oui.", human_of=9)
    good(app.selectbox(key=f"{SLUG}.task").set_value(other).run())
    assert state_of(app) == Options(task=other, width=10, alpha=0.4, only="search", try_=state_of(app).try_)
    assert warnings(app) == [] and sent(app)["own"] is None
