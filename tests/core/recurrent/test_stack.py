"""Layers on top of each other beside PyTorch's, and what dropout does on either line."""

import numpy as np
import pytest
import torch
from torch import nn

from core.recurrent import dropping
from core.recurrent.cells import RNNCell
from core.recurrent.stack import Stack
from core.referees.deep import stacked

LAYERS = {"rnn": nn.RNN, "gru": nn.GRU, "lstm": nn.LSTM}


def layers_of(cell: str, layers: int, both: bool = False) -> nn.RNNBase:
    """Some of PyTorch's layers, in double precision."""
    torch.manual_seed(layers)
    return LAYERS[cell](5, 7, layers, bidirectional=both).double().requires_grad_(False)


@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("layers", [1, 2, 3, 4])
@pytest.mark.parametrize("cell", LAYERS)
def test_a_stack_is_what_pytorch_has(cell: str, layers: int, both: bool) -> None:
    theirs, xs = layers_of(cell, layers, both), torch.randn(13, 5, dtype=torch.float64)
    stack = Stack.from_torch(theirs)
    traces = stack.traces(xs)
    ours = np.concatenate([way.series[way.output] for way in traces[-1]], -1)
    assert len(traces) == len(stack) == layers and ours.shape == (13, 7 * (1 + both))
    np.testing.assert_allclose(ours, theirs(xs[:, None])[0][:, 0].numpy(), atol=1e-12)
    again = stacked(stack)
    np.testing.assert_allclose(again(xs[:, None])[0].numpy(), theirs(xs[:, None])[0].numpy(), atol=1e-12)


@pytest.mark.parametrize("cell", LAYERS)
def test_lower_layers_are_those_of_a_lower_stack(cell: str) -> None:
    theirs, xs = layers_of(cell, 3), torch.randn(9, 5, dtype=torch.float64)
    traces = Stack.from_torch(theirs).traces(xs)
    lower = LAYERS[cell](5, 7, 2).double()
    lower.load_state_dict({name: value for name, value in theirs.state_dict().items() if "_l2" not in name})
    np.testing.assert_allclose(
        traces[1][0].series[traces[1][0].output], lower(xs[:, None])[0][:, 0].detach().numpy(), atol=1e-12
    )


def test_many_texts_at_once_are_read_as_one_by_one() -> None:
    stack, ids = Stack.from_torch(layers_of("gru", 2)), torch.randint(5, (11, 3))
    whole = stack.traces(ids)
    for b in range(3):
        for ours, one in zip(whole, stack.traces(ids[:, b]), strict=True):
            np.testing.assert_allclose(ours[0].c[:, b], one[0].c, atol=1e-12)


@pytest.mark.parametrize("cell", LAYERS)
def test_without_dropout_the_slow_way_is_the_same(cell: str) -> None:
    stack, xs = Stack.from_torch(layers_of(cell, 3)).requires_grad_(False), torch.randn(6, 4, 5, dtype=torch.float64)
    found, last = dropping.outputs(stack, xs, 0.5, "none", torch.Generator())
    for ours, one in zip(found, stack.traces(xs), strict=True):
        np.testing.assert_allclose(ours.numpy(), one[0].series[one[0].output], atol=1e-12)
    first, state = dropping.outputs(stack, xs[:3], 0.5, "none", torch.Generator())
    second, _ = dropping.outputs(stack, xs[3:], 0.5, "none", torch.Generator(), state)
    np.testing.assert_allclose(torch.cat([first[-1], second[-1]]).numpy(), found[-1].numpy(), atol=1e-12)
    assert len(last) == 3 * len(stack.cells[0].states)


def keeping(units: int, layers: int) -> Stack:
    """Layers of an RNN that do nothing but keep what came in at the first step (tanh hardly bends numbers so small)."""
    cells = [RNNCell(units, units) for _ in range(layers)]
    for cell in cells:
        for name, value in (("W_aa", torch.eye(units)), ("W_ax", torch.eye(units))):
            getattr(cell, name).data.copy_(value)
    return Stack(cells).requires_grad_(False)


def test_dropped_anew_at_each_step_a_number_survives_with_a_power() -> None:
    xs = torch.zeros(6, 200, 50)
    xs[0] = 1e-4
    (found,), _ = dropping.outputs(keeping(50, 1), xs, 0.25, "recurrent", torch.Generator().manual_seed(1))
    shares = [(row != 0).double().mean().item() for row in found]
    assert shares == pytest.approx([0.75**k for k in range(6)], abs=0.02)
    means = [row.double().mean().item() for row in found]
    assert means == pytest.approx([1e-4] * 6, rel=0.05), "what is kept is made larger by as much"


def test_the_same_units_are_dropped_at_all_steps() -> None:
    xs = torch.zeros(5, 100, 50)
    xs[0] = 1e-4
    (found,), _ = dropping.outputs(keeping(50, 1), xs, 0.25, "same", torch.Generator().manual_seed(1))
    gone = found[1] == 0
    assert gone.double().mean().item() == pytest.approx(0.25, abs=0.02)
    for row in found[2:]:
        assert torch.equal(row == 0, gone)


def test_between_the_layers_nothing_is_lost_along_a_row() -> None:
    xs = torch.zeros(5, 100, 50)
    xs[0] = 1e-4
    (low,), (last,) = dropping.outputs(keeping(50, 1), xs, 0.25, "between", torch.Generator().manual_seed(1))
    shares = [(row == 0).double().mean().item() for row in low]
    assert shares == pytest.approx([0.25] * 5, abs=0.02), "on the way up, at each step others"
    assert bool((last != 0).all()), "the state itself is whole"
