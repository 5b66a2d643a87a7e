"""What the browser is sent of the five runs, and what a page takes of what it sends back."""

import json

import numpy as np
import pytest

from app.lessons.recurrent.model_types.picture import Rest, payload
from app.lessons.recurrent.model_types.picture.formulas import LINES, lines, terms
from app.lessons.recurrent.model_types.picture.rest import fit, parse
from core.recurrent.options import SHAPES
from tests.app.strings import english
from tests.lessons.model_types.samples import UNITS, WITHOUT, runs

RUNS = runs()
SUBJECT = payload.subject(RUNS)


def message(**changes: object) -> dict[str, object]:
    return {"number": 5, "subject": SUBJECT, "shape": "many_one", "step": 2} | changes


def test_a_rest_is_taken_and_what_does_not_fit_is_not():
    assert parse(message(), SUBJECT, RUNS).value == Rest("many_one", 2)
    assert parse(message(shape="n_m", step=15), SUBJECT, RUNS).fits
    odd = [{"step": -1}, {"step": 7}, {"step": 1.0}, {"step": True}, {"step": "2"}, {"shape": "evil"}, {"shape": 3}]
    odd += [{"shape": ["many_one"]}, {"subject": SUBJECT + 1}, {"shape": "n_m", "step": 16}, {"shape": None}]
    for changes in odd:
        found = parse(message(**changes), SUBJECT, RUNS)
        assert found.number == 5 and not found.fits, changes
    for value in (None, 3, "x", [], {}, {"number": "5"}, {"number": True}):
        assert parse(value, SUBJECT, RUNS) is None


@pytest.mark.parametrize(("asked", "held"), [(("many_one", 99), 6), (("many_one", -3), 0), (("one_one", 5), 0)])
def test_the_nearest_rest_there_is(asked, held):
    assert fit(Rest(*asked), RUNS) == Rest(asked[0], held)
    assert fit(Rest("evil", 0), RUNS) == Rest(SHAPES[0], 0)


def test_states_come_back_to_within_half_a_level():
    sent = payload.states(RUNS)
    for shape, run in RUNS.items():
        back = sent[shape][1:].astype(float) / payload.LEVELS
        known = np.isfinite(run.states)
        assert sent[shape].dtype == np.int8 and np.abs(back - run.states)[known].max() <= 0.5 / payload.LEVELS
        assert (sent[shape][1:][~known] == payload.NOTHING).all() and (sent[shape][1:][known] > payload.NOTHING).all()
        assert not sent[shape][0].any()
    assert (~np.isfinite(RUNS["n_m"].states)).any()


def test_boxes_are_sent_as_they_are():
    found = payload.build(RUNS)
    assert found["order"] == list(SHAPES)
    review = found["runs"]["many_one"]
    assert [box["reads"] for box in review["boxes"]][3:5] == ["not", "bad"]
    assert [box["writes"] for box in review["boxes"]] == [""] * 6 + ["positive"]
    assert review["without"] == list(WITHOUT) and review["boxes"][3]["chances"][0] == ["positive", 0.2]
    assert found["runs"]["n_m"]["units"] == [UNITS] * 5 + [UNITS - 10] * 11
    assert [box["is_fed"] for box in found["runs"]["one_many"]["boxes"]] == [False, True, True, True]


def test_it_travels_light_and_is_plain_json():
    long = runs(tuple("word" for _ in range(40)))
    text = json.dumps(payload.build(long), allow_nan=False)
    assert len(text) + sum(part.nbytes for part in payload.states(long).values()) < 60_000


def test_every_word_of_the_picture_that_a_shape_needs_is_there():
    labels = english("model_types.picture.")
    wanted = {f"{kind}_{shape}" for kind in ("title", "question", "task", "note") for shape in SHAPES}
    assert wanted | {f"term_{term['marks']}" for term in terms()} <= set(labels)


def test_another_input_is_another_subject():
    assert payload.subject(runs()) == SUBJECT
    assert payload.subject(runs(("the", "food", "was", "not", "bad"))) != SUBJECT


def test_every_word_of_a_formula_that_names_a_term_is_one():
    known = {term["id"] for term in terms()}
    used = {word for some in lines().values() for line in some for word in line if len(word) > 4 and word.isascii()}
    assert set(LINES) == set(SHAPES) and used - known == {"softmax"}
    assert known == {word for some in lines().values() for line in some for word in line} & known
