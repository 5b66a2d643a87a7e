"""What holding a gate, moving a bias or exchanging one unit does to the shipped models of the made language.

These are the figures that the lessons on the GRU and the LSTM print; steps are counted from 0, as the newline before the
text is read.
"""

from __future__ import annotations

import numpy as np
import pytest
import torch

from core.recurrent import beside, zoo
from core.recurrent.options import ModelKey
from core.recurrent.reading import read
from core.recurrent.results import Pin

NEAR = "the cats (near the dog) are old."
FAR = "the cats (near the old dogs by the tree) are small."
BRACKET = "the cat (near the old dogs by the tree) is small."
VERB = {NEAR: 24, FAR: 41}  # the step before the verb
CLOSING, MIDDLE = 38, 21  # the step before “)”; a step in the middle of the bracket
NUMBER, MARK = 39, 48  # the units of LSTM and GRU


def lstm(bias: float = 0.0):
    return zoo.model(ModelKey("lstm", "nested", forget_bias=bias))


def verb(text: str, *pins: Pin, bias: float = 0.0) -> tuple[float, float]:
    """P(i) and P(a) before the verb, for is and are."""
    found = beside.forecast(lstm(bias), text, pins)
    assert np.flatnonzero(found.is_verb).tolist() == [VERB[text]]
    return tuple(found.p[VERB[text]].tolist())


def closing(*pins: Pin) -> float:
    """P(“)”) where it is due in BRACKET, read by the GRU."""
    gru = zoo.model(ModelKey("gru", "nested"))
    return float(beside.expectations(gru, BRACKET, pins)[0][CLOSING, gru.vocabulary.index[")"]])


def test_the_lstm_knows_the_plural_until_its_road_is_cut() -> None:
    p_is, p_are = verb(FAR)
    assert p_are == pytest.approx(0.939, abs=2e-3) and p_is < 1e-6
    p_is, p_are = verb(FAR, Pin("gamma_f", NUMBER, MIDDLE, 0.0))
    assert p_is == pytest.approx(0.963, abs=2e-3) and p_are < 1e-5
    p_is, p_are = verb(FAR, Pin("gamma_f", None, MIDDLE, 0.0))
    assert p_is == pytest.approx(0.914, abs=2e-3) and p_are == pytest.approx(2.5e-4, rel=0.05)


@pytest.mark.parametrize(("text", "start"), [(FAR, MIDDLE), (NEAR, 14)])
def test_no_other_unit_turns_the_verb(text: str, start: int) -> None:
    cut = {unit: verb(text, Pin("gamma_f", unit, start, 0.0)) for unit in range(45)}
    assert [unit for unit, (p_is, p_are) in cut.items() if p_is > p_are] == [NUMBER]
    others = sorted((p_are, unit) for unit, (_, p_are) in cut.items() if unit != NUMBER)
    assert others[0][1] == 27 and others[0][0] == pytest.approx(0.29, abs=0.01)
    assert others[1][0] > 0.7, "any other cut leaves the verb nearly as it was"


def test_the_unit_counts_down_and_then_holds() -> None:
    found = read(lstm(), NEAR)
    assert found.trace.c[VERB[NEAR], NUMBER] == pytest.approx(-5.75, abs=0.01)
    singular = read(lstm(), NEAR.replace("cats", "cat").replace("are", "is"))
    assert singular.trace.c[VERB[NEAR] - 1, NUMBER] == pytest.approx(0.62, abs=0.01)
    assert found.trace.gamma_u.mean() == pytest.approx(0.83, abs=0.005), "mostly, this model writes"
    assert np.abs(found.trace.c).max() > 20, "and counts"


@pytest.mark.parametrize(
    ("text", "bias", "loss", "p_is", "p_are"),
    [
        (NEAR, 0, 10.94, 0.000, 0.910),
        (NEAR, -3, 10.55, 0.000, 0.694),  # of all things a little better
        (NEAR, -4, 44.55, 0.988, 0.000),  # the plural is lost, and it says “is”
        (NEAR, -6, 81.43, 0.000, 0.0003),  # nothing is known any more
        (NEAR, +3, 19.73, 0.000, 0.335),
        (FAR, 0, 18.50, 0.000, 0.939),
        (FAR, -3, 36.01, 0.000, 0.699),
        (FAR, -4, 67.74, 0.987, 0.000),
        (FAR, -6, 154.04, 0.123, 0.000),
        (FAR, +3, 39.61, 0.000, 0.530),
    ],
)
def test_a_bias_at_the_forget_gate(text: str, bias: float, loss: float, p_is: float, p_are: float) -> None:
    assert np.nansum(read(lstm(bias), text).losses) == pytest.approx(loss, abs=0.02)
    assert verb(text, bias=bias) == pytest.approx((p_is, p_are), abs=2e-3)
    if bias == -6 and text == NEAR:
        assert verb(text, bias=bias)[1] == pytest.approx(3.1e-4, rel=0.05)


def test_the_gru_writes_the_bracket_once_and_keeps_it() -> None:
    unit = {
        name: values[:, MARK]
        for name, values in read(zoo.model(ModelKey("gru", "nested")), BRACKET).trace.series.items()
    }
    kept = slice(15, CLOSING + 1)
    assert -1 < unit["c"][kept].min() and unit["c"][kept].max() < -0.985
    assert unit["gamma_u"][14] > 0.999 and unit["c_tilde"][14] < -0.999, "written as the space after “near” is read"
    assert unit["gamma_u"][kept].max() == pytest.approx(0.0061, abs=2e-4)


def test_the_closing_bracket_hangs_on_that_unit() -> None:
    assert closing() == pytest.approx(0.2075, abs=1e-3)
    assert closing(Pin("gamma_u", MARK, MIDDLE, 1.0)) == pytest.approx(9.5e-4, rel=0.03)
    assert closing(Pin("gamma_u", None, MIDDLE, 0.0)) == pytest.approx(2.8e-5, rel=0.1), "nothing is read any more"


@torch.inference_mode()
def test_one_number_of_the_reading_without_a_bracket_closes_it_no_more() -> None:
    gru = zoo.model(ModelKey("gru", "nested"))
    found = beside.other_marks(gru, BRACKET)
    own, none = torch.from_numpy(found.states[0, CLOSING]), torch.from_numpy(found.states[-1, CLOSING])
    rows = own.repeat(gru.cell.units, 1)
    rows.diagonal().copy_(none)
    p = torch.softmax(gru.logits(rows), -1)[:, gru.vocabulary.index[")"]]
    assert int(p.argmin()) == MARK and float(p[MARK]) == pytest.approx(0.0102, abs=3e-4)
    assert float(p.sort().values[1]) > 0.16, "exchanged for any other unit's, it is nearly as it was"
