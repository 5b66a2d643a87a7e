"""The referee of attention agrees with the decoder, and does not where the decoder errs."""

from dataclasses import replace

import pytest

from core.referees.attention import check
from core.translate.dragging import dragged
from core.translate.options import Drag
from tests.core.translate.test_translator import TEXT, made


@pytest.fixture(scope="module")
def translator():
    return made(True, end=1.0)


def judged(translator, found, **more):
    _, ids = translator.read(TEXT)
    return {row.name: row for row in check(translator.model, ids, found, **more)}


@pytest.mark.parametrize("drags", [(), (Drag(2, 3, 0.8), Drag(4, 0, 1.0, hold=True))])
def test_it_agrees(translator, drags):
    rows = judged(translator, dragged(translator, TEXT, drags)[0])
    assert set(rows) == {"energies", "alpha", "contexts", "states", "log_p", "sum"}
    for row in rows.values():
        assert row.difference < 1e-4, row
        assert row.difference == pytest.approx(abs(row.ours - row.theirs), abs=1e-12)


def test_it_finds_the_softmax_over_the_wrong_index(translator):
    found = translator.decoding(TEXT, over_outputs=True)
    assert judged(translator, found, over_outputs=True)["alpha"].difference < 1e-5, "it can make the mistake too"
    rows = judged(translator, found)
    assert rows["alpha"].difference > 0.01 and rows["sum"].difference > 0.01
    assert rows["energies"].difference < 1e-4 and rows["log_p"].difference < 1e-4, "all else follows from what was used"


@pytest.mark.parametrize("name", ["energies", "contexts", "states", "log_probabilities"])
def test_it_finds_a_number_that_is_off(translator, name):
    found = translator.decoding(TEXT)
    values = getattr(found, name).copy()
    values.flat[len(values.flat) // 2] += 0.25
    rows = judged(translator, replace(found, **{name: values}))
    assert rows["log_p" if name == "log_probabilities" else name].difference == pytest.approx(0.25, abs=1e-3)
