"""What the browser is sent of a sentence read both ways, and what a page takes of what it sends back."""

import numpy as np
import pytest

from app.lessons.recurrent.bidirectional.picture import Rest, payload
from app.lessons.recurrent.bidirectional.picture.formulas import lines, terms
from app.lessons.recurrent.bidirectional.picture.rest import fit, parse
from core.recurrent.results.tagging import LABELS
from tests.app.strings import english
from tests.lessons.bidirectional.samples import OTHER, WORDS, H, both_ways

FOUND, OTHERS = both_ways(), both_ways(OTHER, turn=-1.0)
SUBJECT = payload.subject(FOUND, OTHERS)


def message(**changes: object) -> dict[str, object]:
    return {"number": 5, "subject": SUBJECT, "step": 3, "word": 1, "zero": "left"} | changes


def test_a_rest_is_taken_and_what_does_not_fit_is_not():
    assert parse(message(), SUBJECT, 4).value == Rest(3, 1, "left")
    assert parse(message(step=0, word=3, zero="none"), SUBJECT, 4).fits
    odd = [{"step": 5}, {"step": -1}, {"step": 1.0}, {"step": True}, {"word": 4}, {"word": -1}, {"word": "1"}]
    odd += [{"zero": "both"}, {"zero": None}, {"subject": SUBJECT + 1}, {"step": None}]
    for changes in odd:
        found = parse(message(**changes), SUBJECT, 4)
        assert found.number == 5 and not found.fits, changes
    for value in (None, 3, "x", [], {}, {"number": "5"}, {"number": True}):
        assert parse(value, SUBJECT, 4) is None


@pytest.mark.parametrize(("asked", "held"), [((99, 99), (4, 3)), ((-3, -3), (0, 0)), ((2, 1), (2, 1))])
def test_the_nearest_rest_there_is(asked, held):
    assert fit(Rest(*asked, "right"), 4) == Rest(*held, "right")


def test_what_is_sent():
    found = payload.build(FOUND, OTHERS, 1)
    assert found["words"] == list(WORDS) and found["word_labels"] == list(LABELS) and found["H"] == H
    assert found["ready"] == [4, 3, 3, 4] and found["known"] == [True, False, True, True]
    assert found["units"] == [[0, 1, 3], [1, 2, 3]] and found["other"] == {"words": list(OTHER), "same": 1}


def test_the_arrays_are_those_of_the_units_that_are_drawn():
    sent = payload.arrays(FOUND, OTHERS, 1)
    assert all(values.dtype == np.float32 for values in sent.values())
    np.testing.assert_allclose(sent["left"], FOUND.both.states[:, [0, 1, 3]], rtol=1e-6)
    np.testing.assert_allclose(sent["right"], FOUND.both.states[:, [H + 1, H + 2, H + 3]], rtol=1e-6)
    np.testing.assert_allclose(sent["alone"], FOUND.alone[:, [1, 2, 3]], rtol=1e-6)
    np.testing.assert_allclose(sent["W_left"], FOUND.W_y[:, [0, 1, 3]], rtol=1e-6)
    np.testing.assert_allclose(sent["W_right"], FOUND.W_y[:, [H + 1, H + 2, H + 3]], rtol=1e-6)
    np.testing.assert_allclose(sent["from_left"] + sent["from_right"] + sent["bias"], FOUND.both.logits, rtol=1e-6)
    np.testing.assert_allclose(sent["forward"], FOUND.forward.probabilities, rtol=1e-6)
    np.testing.assert_allclose(sent["other_right"], OTHERS.right[:1, [1, 2, 3]], rtol=1e-6)
    assert sent["other_left"].shape == (1, 3) and sent["other_chances"].shape == (1, len(LABELS))


def test_another_sentence_has_another_subject():
    assert payload.subject(both_ways(OTHER), OTHERS) != SUBJECT != payload.subject(FOUND, FOUND)


def test_each_term_has_its_name_and_each_line_its_terms():
    labels, named = english("bidirectional.picture."), {term["id"] for term in terms()}
    assert {f"term_{name}" for name in named} <= labels.keys()
    assert named <= {word for line in lines() for word in line}
