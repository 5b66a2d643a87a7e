"""The accordion's Python side: equations that hold, a payload that fits and is exact enough, and hostile browsers."""

import base64
import json

import numpy as np
import pytest

from app.lessons.recurrent.cell_stepper import EQUATIONS, Pin, Rest, window_start
from app.lessons.recurrent.cell_stepper.circuits import CIRCUITS
from app.lessons.recurrent.cell_stepper.panel import packed
from app.lessons.recurrent.cell_stepper.payload import LIMIT_BYTES, build, pack
from app.lessons.recurrent.cell_stepper.rest import fit, parse
from app.theme import PALETTE
from core.recurrent.results import Reading
from tests.app.strings import english
from tests.lessons.recurrent.samples import Arithmetic, panel, reading


def unpack(packed: dict) -> np.ndarray:
    """What the browser makes of a packed array."""
    kind = {"f4": "<f4", "f2": "<f2", "i8": "i1"}[packed["kind"]]
    array = np.frombuffer(base64.b64decode(packed["data"]), dtype=kind).reshape(packed["shape"]).astype(np.float32)
    if "scale" not in packed:
        return array
    scale = np.frombuffer(base64.b64decode(packed["scale"]), dtype="<f4")
    return array * scale.reshape(-1, *[1] * (array.ndim - 1)) / 127


@pytest.mark.parametrize("name", EQUATIONS)
def test_columns_add_up(name):
    equation, taken = EQUATIONS[name], reading(name)
    sums = Arithmetic(equation, taken)
    checked, total, product = 0, 0.0, None
    for column in equation.columns:
        value = sums.at(sums.terms[column.term].series)
        if column.operator in ("", "│"):
            total, product = 0.0, value
        elif column.operator == "∗":
            product = product * value
        elif column.operator == "+":
            total, product = total + product, value
        else:
            np.testing.assert_allclose(total + product, value, atol=2e-5)
            checked += 1
    assert checked >= 1


@pytest.mark.parametrize("name", EQUATIONS)
def test_every_gate_unfolds_to_its_own_value(name):
    equation, taken = EQUATIONS[name], reading(name)
    sums = Arithmetic(equation, taken)
    for rule in equation.unfolds:
        term = sums.terms[rule.term]
        value = 1 - sums.at(term.series) if rule.term.startswith("one_minus") else sums.at(term.series)
        np.testing.assert_allclose(sums.unfolded(rule.term), value, atol=2e-5, err_msg=rule.term)


@pytest.mark.parametrize("name", EQUATIONS)
def test_equation_is_whole(name):
    equation = EQUATIONS[name]
    terms = {term.id for term in equation.terms}
    assert {column.term for column in equation.columns} <= terms
    assert {line.term for line in equation.lines} <= terms
    assert {unfold.term for unfold in equation.unfolds} <= terms
    assert {term.colour for term in equation.terms} - {""} <= set(PALETTE)
    assert {term.label for term in equation.terms} <= set(english("stepper."))
    drawn = CIRCUITS[equation.circuit]
    assert {part.term for part in (*drawn.nodes, *drawn.wires)} - {""} <= terms
    assert equation.memory in equation.shown


def test_mistakes_are_visible():
    shown = {name: [c.term for c in EQUATIONS[name].columns] for name in EQUATIONS}
    assert "one_minus_f" in shown["lstm_coupled"] and "one_minus_f" not in shown["lstm"]
    assert "tanh_c_tilde" in shown["lstm_tanh_candidate"]
    assert next(c for c in EQUATIONS["gru_no_reset"].columns if c.term == "gamma_r").unused


@pytest.mark.parametrize(("name", "units"), [("rnn", 128), ("gru", 70), ("lstm", 59), ("lstm_peephole", 59)])
def test_payload_fits_for_the_longest_window(name, units):
    built = build(reading(name, "which already " * 20, units), EQUATIONS[name])
    assert len(built["tokens"]) == 200
    assert built["weights"]
    assert len(json.dumps(built)) < LIMIT_BYTES


def test_large_weights_go_as_bytes_and_larger_stay_at_home():
    embedded = build(reading("lstm", "a" * 30, 128, embedding=128), EQUATIONS["lstm"])
    assert embedded["weights"]["W_f"]["kind"] == "i8"
    assert len(json.dumps(embedded)) < LIMIT_BYTES
    assert build(reading("lstm", "a" * 5, 256, embedding=256), EQUATIONS["lstm"])["weights"] == {}


def test_payload_is_close_to_the_trace():
    taken = reading("gru", "which already ate, " * 10, 70)
    built = build(taken, EQUATIONS["gru"])
    for series, values in taken.trace.series.items():
        np.testing.assert_allclose(unpack(built["series"][series]), values, atol=5e-4)
    for weight, values in taken.weights.items():
        np.testing.assert_allclose(unpack(built["weights"][weight]), values, rtol=1e-3, atol=1e-6)


def test_a_cell_for_paper_is_exact():
    taken = reading("rnn", "abcab", 3)
    built = build(taken, EQUATIONS["rnn"])
    np.testing.assert_array_equal(unpack(built["series"]["a"]), taken.trace.a.astype(np.float32))


def test_bytes_have_a_scale_for_each_row():
    array = np.array([[1e-3, -2e-3], [50.0, 100.0]])
    np.testing.assert_allclose(unpack(pack(array, "i8")), array, rtol=0.01)


def test_lstm_output_is_computed_in_the_browser():
    built = build(reading("lstm"), EQUATIONS["lstm"])
    assert "a" not in built["series"] and "a" in built["initial"]


def test_what_is_not_a_number_is_null():
    taken = reading("rnn", "a")
    built = build(taken, EQUATIONS["rnn"])
    assert built["losses"] == [None]
    json.loads(json.dumps(built, allow_nan=False))


def test_only_the_likeliest_symbols_are_sent():
    taken = reading("lstm", "abc")
    built = build(taken, EQUATIONS["lstm"])
    assert [[built["symbols"][k] for k in row] for row in built["top"]] == [
        [taken.symbols[k] for k in row] for row in taken.top_ids
    ]


def test_a_panel_is_cut_to_the_window_of_the_reading():
    taken = reading("gru")
    forecasts, sent = panel("forecasts", taken), packed(panel("forecasts", taken), 3, 20)
    assert sent["kind"] == "forecasts" and sent["shown"] == forecasts.shown
    for cell, given in zip(sent["cells"], forecasts.cells, strict=True):
        symbols = [[cell["symbols"][place] for place in places] for places in cell["ids"]]
        assert symbols == [[given.forecast.symbols[i] for i in ids] for ids in given.forecast.ids[3:23]]
        np.testing.assert_allclose(unpack(cell["p"]), given.forecast.p[3:23], atol=5e-4)
        assert [step for step, is_verb in enumerate(cell["is_verb"]) if is_verb] == [1]

    marked, sent = panel("marks", taken), packed(panel("marks", taken), 3, 20)
    states = unpack(sent["states"]).reshape(4, 20, -1)
    np.testing.assert_allclose(states, marked.states[:, 3:23], atol=5e-4)
    np.testing.assert_allclose(unpack(sent["chance"]), marked.chance[:, 3:23], atol=5e-4)
    assert packed(None, 0, 5) is None
    json.dumps([sent, packed(forecasts, 0, 37)], allow_nan=False)


def test_window_keeps_the_step_inside():
    for total in (1, 199, 200, 201, 350, 5000):
        for step in range(0, total, 7):
            start = window_start(step, total)
            assert 0 <= start <= step < start + 200 and start <= max(0, total - 200)


LSTM = EQUATIONS["lstm"]


@pytest.mark.parametrize(
    "value",
    [
        None,
        3,
        "step",
        [],
        {},
        {"step": "4"},
        {"step": None},
        {"step": True},
        {"step": float("nan")},
        {"step": float("inf")},
    ],
)
def test_what_is_no_rest_is_none(value):
    assert parse(value, LSTM, 8, 20) is None


def test_hostile_rest_is_made_to_fit():
    value = {
        "step": 1e9,
        "unit": -4,
        "series": "__proto__",
        "order": "<script>@1",
        "extra": {"a": 1},
        "pins": [
            {"gate": "gamma_f", "unit": 99, "start": 0, "value": 0.5},
            {"gate": "c", "unit": 0, "start": 0, "value": 0.5},
            {"gate": "gamma_f", "unit": None, "start": -3, "value": 7},
            {"gate": "gamma_u", "unit": 1, "start": 2},
            {"gate": [], "unit": 1, "start": 2, "value": 0},
            None,
            4,
            "x",
        ],
    }
    assert parse(value, LSTM, 8, 20) == Rest(19, None, "", "network", (Pin("gamma_f", None, 0, 1.0),))


def test_lists_of_pins_are_bounded():
    pins = [{"gate": "gamma_f", "unit": 0, "start": 0, "value": 0.1}] * 10_000
    assert len(parse({"step": 0, "pins": pins}, LSTM, 8, 20).pins) == 64


@pytest.mark.parametrize(
    ("order", "kept"),
    [
        ("hold", True),
        ("gamma_f@3", True),
        ("gamma_f@-1", False),
        ("gamma_r@3", False),
        ("gamma_f@9999999", False),
        (["hold"], False),
    ],
)
def test_order_is_a_known_one(order, kept):
    assert parse({"step": 0, "order": order}, LSTM, 8, 20).order == (order if kept else "network")


def test_a_rest_is_made_to_fit_another_cell():
    rest = Rest(30, 40, "gamma_f", "gamma_f@2", (Pin("gamma_f", None, 3, 1.0), Pin("gamma_u", 2, 3, 0.0)))
    assert fit(rest, EQUATIONS["gru"], 10, 20) == Rest(19, None, "", "network", (Pin("gamma_u", 2, 3, 0.0),))
    assert fit(rest, LSTM, 59, 40) == rest


def test_an_empty_reading_is_refused():
    from app.lessons.recurrent.cell_stepper import cell_stepper

    taken = reading("rnn", "a")
    empty = Reading((), taken.ids, taken.trace, taken.top_ids, taken.top_p, taken.losses, taken.symbols, {})
    with pytest.raises(ValueError, match="no step"):
        cell_stepper(empty, equation="rnn", rest=Rest(), key="k", labels={})
