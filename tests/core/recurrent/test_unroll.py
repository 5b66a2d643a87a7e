"""Traces: series and states by name, windows, indices, and what is refused."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
import torch

from core.recurrent.results import GRUTrace, LSTMTrace, RNNTrace
from core.recurrent.unroll import trace
from tests.core.recurrent.samples import FORMS, PLAIN, RIGHT_FORMS, largest, random_cell, random_state, random_xs

KINDS = {"rnn": RNNTrace, "gru": GRUTrace, "lstm": LSTMTrace}


@pytest.mark.parametrize("name", FORMS)
def test_shapes_and_names(name: str) -> None:
    cell = random_cell(name)
    lone, batch = trace(cell, random_xs(6, 5)), trace(cell, random_xs(6, 3, 5))
    for made, shape in ((lone, (7,)), (batch, (3, 7))):
        assert type(made) is KINDS[cell.kind] and made.kind == cell.kind and len(made) == 6
        for series, values in made.series.items():
            assert isinstance(values, np.ndarray) and values.dtype == np.float32, series
            assert values.shape == (6, *shape), series
        for state in cell.states:
            assert getattr(made, f"{state}0").shape == shape and not getattr(made, f"{state}0").any()
    has_reset = cell.kind == "gru" and cell.form.reset != "none"
    of_gru = ("gamma_u", "gamma_r") if has_reset else ("gamma_u",)
    assert lone.gates == {"rnn": (), "gru": of_gru, "lstm": ("gamma_u", "gamma_f", "gamma_o")}[cell.kind]


@pytest.mark.parametrize("name", FORMS)
def test_a_batch_is_its_sequences_side_by_side(name: str) -> None:
    cell, xs = random_cell(name), random_xs(9, 4, 5)
    state = random_state(cell, batch=4)
    whole = trace(cell, xs, state)
    for b in range(4):
        alone = trace(cell, xs[:, b], tuple(s[b] for s in state))
        assert largest(alone, {n: v[:, b] for n, v in whole.series.items()}) < 1e-6


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("batch", [None, 3], ids=["lone", "batch"])
def test_windows_hand_the_state_over(name: str, batch: int | None) -> None:
    cell = random_cell(name)
    xs = random_xs(11, 5) if batch is None else random_xs(11, batch, 5)
    whole = trace(cell, xs, random_state(cell, batch))
    first = trace(cell, xs[:4], random_state(cell, batch))
    second = trace(cell, xs[4:], tuple(getattr(first, state)[-1] for state in cell.states))
    for series, values in whole.series.items():
        joined = np.concatenate([first.series[series], second.series[series]])
        assert np.abs(values - joined).max() < 1e-6, series
    for state in cell.states:
        assert np.array_equal(getattr(second, f"{state}0"), getattr(first, state)[-1])


@pytest.mark.parametrize("name", ["rnn", "gru"])
def test_a_single_state_may_come_by_itself(name: str) -> None:
    cell, xs = random_cell(name), random_xs(5, 5)
    (state,) = random_state(cell)
    assert largest(trace(cell, xs, state), trace(cell, xs, (state,))) == 0


@pytest.mark.parametrize("name", FORMS)
def test_indices_stand_for_one_hot_vectors(name: str) -> None:
    cell, ids = random_cell(name), np.random.default_rng(0).integers(0, 5, (9, 3))
    one_hot = np.eye(5, dtype=np.float32)[ids]
    assert largest(trace(cell, ids), trace(cell, one_hot)) < 1e-6
    assert largest(trace(cell, ids[:, 0]), trace(cell, one_hot[:, 0])) < 1e-6
    assert largest(trace(cell, torch.from_numpy(ids).int()), trace(cell, ids)) == 0


def test_torch_and_numpy_arrays_of_any_float_are_taken() -> None:
    cell, xs = random_cell("lstm"), random_xs(6, 5)
    assert largest(trace(cell, xs), trace(cell, torch.from_numpy(xs))) == 0
    assert largest(trace(cell, xs), trace(cell, xs.astype(np.float64))) == 0
    assert trace(cell.double(), xs).c.dtype == np.float64


def test_what_goes_in_is_left_alone() -> None:
    for name in PLAIN:
        for batch in (None, 2):
            cell = random_cell(name)
            xs = random_xs(6, 5) if batch is None else random_xs(6, batch, 5)
            state = random_state(cell, batch)
            kept = [xs.copy(), *(s.copy() for s in state), *(p.detach().clone() for p in cell.parameters())]
            made = trace(cell, xs, state)
            for values in made.series.values():
                values += 1  # what came out belongs to the caller
            for before, now in zip(kept, [xs, *state, *cell.parameters()], strict=True):
                assert np.array_equal(np.asarray(before), torch.as_tensor(now).detach().numpy())


@pytest.mark.parametrize("name", ["rnn", "gru", "lstm"])
@pytest.mark.parametrize(
    ("xs", "says"),
    [
        (np.zeros((0, 5), np.float32), "empty"),
        (np.zeros((0, 3, 5), np.float32), "empty"),
        (np.zeros((4, 0, 5), np.float32), "empty"),
        (np.zeros(0, np.int64), "empty"),
        (np.zeros((4, 6), np.float32), r"\(T, 5\)"),
        (np.zeros((4, 3, 6), np.float32), r"\(T, B, 5\)"),
        (np.zeros(5, np.float32), r"\(T, 5\)"),
        (np.array([0, 5]), "from 0 to 4"),
        (np.array([0, -1]), "from 0 to 4"),
        (np.zeros((2, 2, 5), np.int64), r"\(T,\) or \(T, B\)"),
    ],
)
def test_wrong_inputs_get_a_sentence(name: str, xs: np.ndarray, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        trace(random_cell(name), xs)


@pytest.mark.parametrize("state", [(np.zeros(6),), np.zeros((2, 7)), (np.zeros(7), np.zeros(7))])
def test_a_wrong_state_gets_a_sentence(state: object) -> None:
    with pytest.raises(ValueError, match="state"):
        trace(random_cell("gru"), random_xs(4, 5), state)


def test_an_lstm_needs_both_states() -> None:
    with pytest.raises(ValueError, match="c, a"):
        trace(random_cell("lstm"), random_xs(4, 5), (np.zeros(7),))


@pytest.mark.parametrize("name", RIGHT_FORMS)
def test_a_trace_is_frozen_and_complete(name: str) -> None:
    made = trace(random_cell(name), random_xs(4, 5))
    with pytest.raises(AttributeError):
        made.c = None
    missing = {f.name for f in fields(made) if getattr(made, f.name) is None}
    assert missing == ({"gamma_r"} if "simplified" in name else set())
