"""What the browser is sent of the gradients, and what a page takes of what it sends back."""

import numpy as np
import pytest

from app.lessons.recurrent.gradients.options import RADII
from app.lessons.recurrent.gradients.picture import Rest, payload
from app.lessons.recurrent.gradients.picture.formulas import lines, terms
from app.lessons.recurrent.gradients.picture.rest import fit, parse
from tests.app.strings import english
from tests.lessons.gradients.samples import FACTORS, FIRST, TEXT, cliff, reaches

FOUND = reaches()
LETTERS = len(TEXT) + 1
SUBJECT = payload.subject(FOUND)


def message(**changes: object) -> dict[str, object]:
    return {"number": 5, "subject": SUBJECT, "pin": 10, "look": 3, "radius": 0} | changes


def test_a_rest_is_taken_and_what_does_not_fit_is_not():
    assert parse(message(), SUBJECT, LETTERS, RADII).value == Rest(10, 3, 0.0)
    assert parse(message(radius=1.5, pin=LETTERS - 1), SUBJECT, LETTERS, RADII).fits
    odd = [{"pin": 0}, {"pin": LETTERS}, {"pin": 10.0}, {"pin": True}, {"look": 10}, {"look": -1}, {"look": "3"}]
    odd += [{"radius": 1.7}, {"radius": None}, {"radius": False}, {"radius": "3"}, {"radius": float("nan")}]
    odd += [{"subject": SUBJECT + 1}, {"pin": None}]
    for changes in odd:
        found = parse(message(**changes), SUBJECT, LETTERS, RADII)
        assert found.number == 5 and not found.fits, changes
    for value in (None, 3, "x", [], {}, {"number": "5"}, {"number": True}):
        assert parse(value, SUBJECT, LETTERS, RADII) is None


@pytest.mark.parametrize(
    ("asked", "held"), [((99, 99), (20, 19)), ((-3, -3), (1, 0)), ((5, 5), (5, 4)), ((5, 2), (5, 2))]
)
def test_the_nearest_rest_there_is(asked, held):
    assert fit(Rest(*asked, 3.0), LETTERS) == Rest(*held, 3.0)


def test_the_norms_go_row_after_row():
    sent = payload.norms(FOUND)
    for cell, values in sent.items():
        assert values.dtype == np.float32 and len(values) == LETTERS * (LETTERS - 1) // 2
        for t, k in ((0, 0), (7, 2), (19, 0), (19, 19)):
            expected = np.log10(FIRST[cell]) + (t - k) * np.log10(FACTORS[cell])
            assert values[t * (t + 1) // 2 + k] == pytest.approx(expected, abs=1e-5)


def test_what_else_is_sent():
    found = payload.build(FOUND)
    assert found["order"] == ["rnn", "gru", "lstm"] and found["tokens"] == ["\n", *TEXT] and found["by"] == "state"
    assert found["cells"]["rnn"]["radius"] == 4.5 and found["cells"]["gru"]["radius"] is None
    assert found["cells"]["gru"]["kept"][3] == 0.3 and found["cells"]["rnn"]["kept"] is None
    assert found["cells"]["rnn"]["lost"][19] == 8 and found["cells"]["lstm"]["lost"][19] == -1
    assert found["cells"]["gru"]["chances"][17] == 0.18 and found["rounded"] == 2**-25


def test_another_text_has_another_subject_and_other_weights_have_not():
    assert payload.subject(reaches("the cats")) != SUBJECT == payload.subject(reaches(turned=True))


@pytest.mark.parametrize("by", ["state", "activation", "letter"])
def test_each_term_has_its_name_and_each_line_its_terms(by):
    labels, named = english("gradients.picture."), {term["id"] for term in terms()}
    assert {f"term_{name}" for name in named} <= labels.keys()
    used = {word for line in lines(by) for word in line}
    assert named - used == ({"reach"} if by == "letter" else {"reach_x", "by_x"})


def test_the_section_is_said_with_its_w():
    found = cliff()
    assert found["w"] == 4.0 and found["norm"] == 64 and found["steepest"] == 1
    assert found["free"][2] == [0.5, 0.09] and found["clipped"][-1] == [-2.4, 0.33] and len(found["curve"]) == 21
