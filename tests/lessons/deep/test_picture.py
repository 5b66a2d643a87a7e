"""What the browser is sent of a text read by layers, and what a page takes of what it sends back."""

import numpy as np
import pytest

from app.lessons.recurrent.deep.picture import Rest, payload
from app.lessons.recurrent.deep.picture.formulas import lines
from app.lessons.recurrent.deep.picture.rest import fit, parse, steps
from tests.app.strings import english
from tests.lessons.deep.samples import LETTERS, TIMES, H, figures, reading

FOUND, BOTH = reading(), reading("abcd", 2, 2)
SUBJECT = payload.subject(FOUND, "lstm")


def message(**changes: object) -> dict[str, object]:
    return {"number": 5, "subject": SUBJECT, "step": 3, "layer": 2, "unit": 4, "asked": "next"} | changes


def test_a_rest_is_taken_and_what_does_not_fit_is_not():
    assert parse(message(), SUBJECT, FOUND).value == Rest(3, 2, 4, "next")
    assert parse(message(layer=0, unit=0, asked="number"), SUBJECT, FOUND).fits
    odd = [{"step": 0}, {"step": 6}, {"step": 1.0}, {"step": True}, {"layer": 3}, {"layer": -1}, {"unit": 2}]
    odd += [{"unit": None}, {"asked": "tag"}, {"asked": 3}, {"subject": SUBJECT + 1}, {"layer": 0}]
    for changes in odd:
        found = parse(message(**changes), SUBJECT, FOUND)
        assert found.number == 5 and not found.fits, changes
    for value in (None, 3, "x", [], {}, {"number": "5"}, {"number": True}):
        assert parse(value, SUBJECT, FOUND) is None


def test_rows_of_the_other_side_are_counted_after_those_of_the_first():
    subject = payload.subject(BOTH, "lstm")
    sent = message(subject=subject, asked="tag", unit=H + 2)
    assert parse(sent, subject, BOTH).fits and not parse(sent | {"unit": H + 1}, subject, BOTH).fits


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        (Rest(99, 1, 1, "next"), Rest(5, 1, 1, "next")),
        (Rest(-3, 1, 2, "next"), Rest(1, 0, 0, "next")),
        (Rest(2, 9, 1, "number"), Rest(2, 0, 0, "number")),
        (Rest(2, 0, 7, "tag"), Rest(2, 0, 0, "next")),
    ],
)
def test_the_nearest_rest_there_is(asked, held):
    assert fit(asked, FOUND) == held


def test_both_ways_each_layer_takes_as_many_steps_again():
    assert fit(Rest(99, 0, 0, "tag"), BOTH).step == 8 == steps(BOTH) and steps(FOUND) == 5


def test_what_is_sent():
    sent = payload.build(FOUND, "gru", figures(), TIMES)
    assert sent["tokens"] == list(LETTERS) and (sent["L"], sent["W"], sent["H"]) == (2, 1, H)
    assert sent["truth"]["next"] == [1, 2, 0, 1, -1] and sent["asked"] == ["next", "number"]
    assert sent["before"][1][0] == [FOUND.before[1, unit] for unit in (0, 1, 4)]
    assert sent["holds"] == [round(value, 2) for value in FOUND.holds]
    charts = sent["charts"]
    assert charts["bits"]["rnn"][0] == [2.36, 2.35, 2.37] and charts["ms"]["lstm"] == [16.0, 32.0, 48.0, 64.0]
    assert charts["here"]["gru"] == [5.0, 15.0, 25.0, 35.0]
    assert payload.build(FOUND, "gru", figures(), None)["charts"]["here"] is None


def test_the_arrays_are_those_of_the_units_that_are_drawn():
    sent = payload.arrays(FOUND)
    assert all(values.dtype == np.float32 for values in sent.values())
    states = sent["states"].reshape(2, 1, 5, 3)
    np.testing.assert_allclose(states[1, 0, 2], FOUND.states[1, 2, [0, 1, 4]], rtol=1e-6)
    np.testing.assert_allclose(sent["links"].reshape(2, 3, 3)[1, 2], FOUND.links[1, 0, 2, 0], rtol=1e-6)
    top = sent["top_next"].reshape(2, 5, 4)
    assert top[0, 0, 0] == 1 and sent["p_next"].reshape(2, 5, 4)[1, 0, 0] == pytest.approx(0.5)
    assert sent["right_next"][0].tolist() == pytest.approx([0.3, 0.3, 0.3, 0.3, -1.0])
    assert sent["right_number"].min() == sent["right_number"].max() == -1
    both = payload.arrays(BOTH)["states"].reshape(2, 2, 4, 3)
    np.testing.assert_allclose(both[0, 1, 3], BOTH.states[0, 3, [H, H + 2, H + 4]], rtol=1e-6)


def test_another_text_or_network_has_another_subject():
    assert payload.subject(FOUND, "gru") != SUBJECT != payload.subject(reading("abcba"), "lstm")
    assert payload.subject(reading(layers=3), "lstm") != SUBJECT


def test_each_term_has_its_name():
    labels = english("deep.picture.")
    for ways in (1, 2):
        words = {word for line in lines(ways) for word in line}
        terms = words & {"now", "before", "below", "top", "top_back", "said"}
        assert {f"term_{name}" for name in terms} <= labels.keys() and len(terms) == 4 + ways
