"""Gates that are held: for one unit or for all, from a step on, against loops written by hand."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from core.recurrent.cells import Cell
from core.recurrent.results import Pin
from core.recurrent.unroll import pin_values, trace
from tests.core.recurrent.samples import FORMS, largest, random_cell, random_state, random_xs

FREE = np.float32(np.nan)


def sigmoid(z: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-z))


def pinned_by_hand(cell: Cell, xs: np.ndarray, gate: str, held: np.ndarray) -> dict[str, np.ndarray]:
    """The course's GRU or an LSTM as a loop in numpy with one gate held where ``held`` (T, H) is a number."""
    w = {name: p.detach().numpy() for name, p in cell.named_parameters()}
    c = a = np.zeros(cell.units)
    steps = []
    for t, x in enumerate(xs):
        seen = np.concatenate([a if cell.kind == "lstm" else c, x])
        named = ("u", "f", "o") if cell.kind == "lstm" else ("u", "r")
        gates = {f"gamma_{g}": sigmoid(w[f"W_{g}"] @ seen + w[f"b_{g}"]) for g in named}
        gates[gate] = np.where(np.isnan(held[t]), gates[gate], held[t])
        if cell.kind == "gru":
            seen = np.concatenate([gates["gamma_r"] * c, x])
        c_tilde = np.tanh(w["W_c"] @ seen + w["b_c"])
        forget = gates.get("gamma_f", 1 - gates["gamma_u"])
        c = gates["gamma_u"] * c_tilde + forget * c
        step = gates | {"c_tilde": c_tilde, "c": c}
        if cell.kind == "lstm":
            a = gates["gamma_o"] * np.tanh(c)
            step["a"] = a
        steps.append(step)
    return {name: np.stack([step[name] for step in steps]) for name in steps[0]}


GATES = [("gru", "gamma_u"), ("gru", "gamma_r"), ("lstm", "gamma_u"), ("lstm", "gamma_f"), ("lstm", "gamma_o")]


@pytest.mark.parametrize(("name", "gate"), GATES)
def test_a_pinned_run_is_a_loop_written_by_hand(name: str, gate: str) -> None:
    cell, xs = random_cell(name, dtype=torch.float64), random_xs(9, 5).astype(np.float64)
    some = np.full((9, 7), np.nan)
    some[3:, 2], some[5:, 4], some[:2] = 1.0, 0.25, 0.0
    for pin in (0.0, 1.0, 0.5, np.linspace(0, 1, 7), some, torch.from_numpy(some)):
        held = np.broadcast_to(np.asarray(pin), (9, 7))
        made = trace(cell, xs, pins={gate: pin})
        assert set(made.series) == set(expected := pinned_by_hand(cell, xs, gate, held))
        assert largest(made, expected) < 1e-12
        assert np.array_equal(made.series[gate][~np.isnan(held)], held[~np.isnan(held)])


@pytest.mark.parametrize("name", [name for name in FORMS if name != "rnn"])
def test_a_pin_of_nans_changes_nothing(name: str) -> None:
    cell, xs = random_cell(name), random_xs(9, 5)
    assert largest(trace(cell, xs, pins={"gamma_u": np.full((9, 7), FREE)}), trace(cell, xs)) < 1e-6
    assert largest(trace(cell, xs, pins={}), trace(cell, xs)) == 0


@pytest.mark.parametrize(("name", "gate"), GATES)
def test_pins_of_a_batch(name: str, gate: str) -> None:
    cell, xs = random_cell(name), random_xs(6, 3, 5)
    pins = np.full((6, 3, 7), FREE)
    pins[2:, 1] = 1
    made, free = trace(cell, xs, pins={gate: pins}), trace(cell, xs)
    for b, same in ((0, True), (1, False), (2, True)):
        apart = np.abs(made.series[cell.output][:, b] - free.series[cell.output][:, b]).max()
        assert apart < 1e-6 if same else apart > 1e-3
    assert np.abs(made.series[cell.output][:2] - free.series[cell.output][:2]).max() < 1e-6


def test_gates_held_at_their_ends_do_what_they_say() -> None:
    lstm, gru, xs = random_cell("lstm"), random_cell("gru"), random_xs(8, 5)
    (c,) = random_state(gru)
    kept = trace(lstm, xs, (c, c), pins={"gamma_f": 1.0, "gamma_u": 0.0})
    assert np.array_equal(kept.c, np.broadcast_to(c, (8, 7)))  # nothing in, nothing out: the memory stands
    assert not trace(lstm, xs, pins={"gamma_o": 0}).a.any()
    assert np.array_equal(trace(gru, xs, c, pins={"gamma_u": 0.0}).c, np.broadcast_to(c, (8, 7)))
    replaced = trace(gru, xs, c, pins={"gamma_u": 1.0})
    assert np.array_equal(replaced.c, replaced.c_tilde)
    keeps = trace(random_cell("gru_keeps"), xs, c, pins={"gamma_u": 1.0})
    assert np.array_equal(keeps.c, np.broadcast_to(c, (8, 7)))


def test_pin_values_lays_pins_over_one_another() -> None:
    pins = (Pin("gamma_f", None, 0, 0.0), Pin("gamma_f", 2, 12, 1.0), Pin("gamma_u", 1, 3, 0.5))
    held = pin_values(pins, steps=5, units=4, start=10)
    assert set(held) == {"gamma_f", "gamma_u"} and held["gamma_f"].shape == (5, 4)
    assert np.array_equal(held["gamma_f"], [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 1, 0], [0, 0, 1, 0], [0, 0, 1, 0]])
    assert (held["gamma_u"][:, 1] == 0.5).all() and np.isnan(held["gamma_u"][:, [0, 2, 3]]).all()
    assert np.isnan(pin_values([Pin("gamma_f", 0, 99, 1.0)], 5, 4)["gamma_f"]).all()  # it begins after the window
    assert pin_values([], 5, 4) == {}


def test_pins_hold_from_their_step_on() -> None:
    cell, xs = random_cell("lstm"), random_xs(9, 5)
    free, made = trace(cell, xs), trace(cell, xs, pins=pin_values([Pin("gamma_f", 3, 4, 0.0)], 9, 7))
    assert np.abs(made.a[:4] - free.a[:4]).max() < 1e-6
    assert not made.gamma_f[4:, 3].any() and np.abs(made.c[4:, 3] - free.c[4:, 3]).max() > 1e-3


@pytest.mark.parametrize(
    ("name", "gate", "says"),
    [
        ("rnn", "gamma_u", "none"),
        ("gru", "gamma_f", "gamma_r, gamma_u"),
        ("gru_simplified", "gamma_r", "has gamma_u"),
        ("lstm", "c_tilde", "gamma_f, gamma_o, gamma_u"),
    ],
)
def test_a_gate_that_is_not_there_gets_a_sentence(name: str, gate: str, says: str) -> None:
    with pytest.raises(ValueError, match=f"no gate '{gate}'; it has.* {says}|no gate '{gate}'; it {says}"):
        trace(random_cell(name), random_xs(4, 5), pins={gate: 1.0})


@pytest.mark.parametrize("pin", [np.zeros(6), np.zeros((3, 7)), np.zeros((4, 1, 1, 7))])
def test_a_pin_of_a_wrong_size_gets_a_sentence(pin: np.ndarray) -> None:
    with pytest.raises(ValueError, match="broadcasts"):
        trace(random_cell("lstm"), random_xs(4, 5), pins={"gamma_f": pin})
