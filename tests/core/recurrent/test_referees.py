"""The referees: the papers' equations in scalar loops, PyTorch's layers, and what they catch."""

from __future__ import annotations

import pytest
import torch

from core.recurrent.unroll import trace
from core.referees.recurrent import compare, scalar_series, scalar_step, torch_layer, torch_series
from tests.core.recurrent.samples import (
    FORMS,
    LAYERS,
    MISTAKES,
    RIGHT_FORMS,
    largest,
    random_cell,
    random_state,
    random_xs,
)


@pytest.mark.parametrize("name", RIGHT_FORMS)
def test_every_form_follows_its_paper(name: str) -> None:
    for seed in range(3):
        cell = random_cell(name, inputs=3 + seed, units=4 + seed, seed=seed, dtype=torch.float64)
        xs, state = random_xs(8, cell.inputs, seed=seed), random_state(cell, seed=seed)
        ours, theirs = trace(cell, xs, state), scalar_series(cell, xs, state)
        assert set(theirs) == set(ours.series)
        assert largest(ours, theirs) < 1e-12


@pytest.mark.parametrize("name", MISTAKES)
def test_the_referee_catches_each_mistake(name: str) -> None:
    cell = random_cell(name)
    xs = random_xs(10, cell.inputs)
    found = compare(trace(cell, xs), scalar_series(cell, xs))
    assert max(d.difference for d in found) > 0.05
    worst = max(found, key=lambda d: d.difference)
    assert worst.difference == pytest.approx(abs(worst.ours - worst.theirs), abs=1e-9)


@pytest.mark.parametrize("name", ["lstm_one_minus_forget", "lstm_tanh_candidate"])
def test_pytorchs_layer_catches_the_mistakes_of_an_lstm(name: str) -> None:
    cell = random_cell(name)
    xs = random_xs(10, cell.inputs)
    assert largest(trace(cell, xs), torch_series(cell, xs)) > 0.05


@pytest.mark.parametrize("kind", LAYERS)
def test_a_cell_goes_to_pytorch_and_back(kind: str) -> None:
    cell = random_cell("gru_after" if kind == "gru" else kind)
    layer = torch_layer(cell)
    again = LAYERS[kind][1].from_torch(layer)
    assert again.kind == kind
    for name, weight in cell.named_parameters():
        assert torch.equal(weight, getattr(again, name)), name
    xs = random_xs(11, cell.inputs)
    assert largest(trace(cell, xs), torch_series(cell, xs)) < 1e-6


def test_a_gru_that_keeps_has_a_layer_too() -> None:
    cell = random_cell("gru_after_keeps")
    xs, state = random_xs(11, cell.inputs), random_state(cell)
    assert largest(trace(cell, xs, state), torch_series(cell, xs, state)) < 1e-6


@pytest.mark.parametrize("name", ["gru", "gru_simplified", "gru_no_reset", "lstm_peephole"])
def test_pytorch_has_no_layer_of_some_forms(name: str) -> None:
    cell = random_cell(name)
    assert torch_layer(cell) is None
    with pytest.raises(ValueError, match="no layer"):
        torch_series(cell, random_xs(3, cell.inputs))


@pytest.mark.parametrize("name", FORMS)
def test_a_scalar_step_takes_indices_and_any_state(name: str) -> None:
    cell = random_cell(name)
    state = random_state(cell)
    one_hot = [0.0, 0.0, 1.0, 0.0, 0.0]
    made = scalar_step(cell, 2, state)
    assert made == scalar_step(cell, one_hot, state if len(state) > 1 else state[0])
    assert all(isinstance(value, float) for values in made.values() for value in values)
    assert {len(values) for values in made.values()} == {cell.units}


def test_compare_names_the_place_of_the_largest_difference() -> None:
    cell = random_cell("lstm")
    ours = trace(cell, random_xs(6, cell.inputs))
    theirs = {name: values.copy() for name, values in ours.series.items()}
    theirs["gamma_f"][4, 2] += 0.25
    found = {d.name: d for d in compare(ours, theirs)}
    assert list(found) == list(ours.series)
    assert found["gamma_f"].place == (4, 2)
    assert found["gamma_f"].difference == pytest.approx(0.25)
    assert found["gamma_f"].ours == pytest.approx(float(ours.gamma_f[4, 2]))
    assert found["c"].difference == 0
