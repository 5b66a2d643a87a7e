"""Unroll a cell over a sequence and keep everything it computed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields

import numpy as np
import torch
from torch import Tensor

from core.recurrent.cell import Cell, is_index
from core.recurrent.results import GRUTrace, LSTMTrace, Pin, RNNTrace, Trace
from core.recurrent.scan import scan

TRACES = {"rnn": RNNTrace, "gru": GRUTrace, "lstm": LSTMTrace}

PinValues = float | np.ndarray | Tensor


@torch.inference_mode()
def trace(
    cell: Cell,
    xs: np.ndarray | Tensor,
    state: Sequence[np.ndarray | Tensor] | np.ndarray | Tensor | None = None,
    pins: Mapping[str, PinValues] | None = None,
) -> Trace:
    """Every gate and state of ``cell`` on xs, by name.

    xs: (T, E), or (T, B, E) for a batch; one-hot inputs may come as indices (T,) or (T, B) of integers.
    state: where to start, (H,) or (B, H): a for an RNN, c for a GRU, (c, a) for an LSTM; zeros if None.
    pins: gate -> the value to hold it at: a number, or an array that broadcasts to (T, B, H) ((T, H) without a batch)
    in which nan leaves a unit free.
    Returns arrays (T, H), or (T, B, H) for a batch. Raises ValueError for an empty sequence, a wrong size or no such gate.
    """
    xs = _tensor(xs, cell)
    lone = xs.ndim == (1 if is_index(xs) else 2)
    xs = xs.unsqueeze(1) if lone else xs
    _check(cell, xs, pins)
    start = _start(cell, state, xs.shape[1])
    arrays = None if pins else scan(cell, xs, start)
    if arrays is None:
        arrays = _loop(cell, xs, start, {name: _pin(value, cell, xs, lone) for name, value in (pins or {}).items()})
    arrays |= {f"{name}0": value for name, value in zip(cell.states, start, strict=True)}
    taken = {n: None if v is None else _numpy(v, lone, -2) for n, v in arrays.items()}
    return TRACES[cell.kind](**taken)


def _loop(cell: Cell, xs: Tensor, state: tuple[Tensor, ...], pins: dict[str, Tensor]) -> dict[str, Tensor | None]:
    """The cell's own steps, one after the other, each written into its place in (T, B, H)."""
    series: dict[str, Tensor | None] = {}
    for t, step in enumerate(cell.steps(xs, state, pins)):
        for name, value in zip(step._fields, step, strict=True):
            if t == 0:
                series[name] = None if value is None else value.new_empty(len(xs), *value.shape)
            if value is not None:
                series[name][t] = value
    return series


def pin_values(pins: Sequence[Pin], steps: int, units: int, start: int = 0) -> dict[str, np.ndarray]:
    """A visitor's pins as what ``trace`` takes: gate -> (T, H) with nan where nothing is held; later pins win.

    start: the step of the whole text at which the window of T steps begins.
    """
    held: dict[str, np.ndarray] = {}
    for pin in pins:
        values = held.setdefault(pin.gate, np.full((steps, units), np.nan, dtype=np.float32))
        columns = slice(None) if pin.unit is None else pin.unit
        values[max(0, pin.start - start) :, columns] = pin.value
    return held


def _tensor(xs: np.ndarray | Tensor, cell: Cell) -> Tensor:
    xs = torch.as_tensor(xs)
    return xs.long() if not xs.is_floating_point() else xs.to(next(cell.parameters()).dtype)


def _check(cell: Cell, xs: Tensor, pins: Mapping[str, PinValues] | None) -> None:
    if is_index(xs):
        if xs.ndim != 2 or (xs.numel() and not 0 <= int(xs.min()) <= int(xs.max()) < cell.inputs):
            raise ValueError(f"indices must be (T,) or (T, B), each from 0 to {cell.inputs - 1}")
    elif xs.ndim != 3 or xs.shape[-1] != cell.inputs:
        raise ValueError(f"xs must be (T, {cell.inputs}) or (T, B, {cell.inputs}); it is {tuple(xs.shape)}")
    if not xs.numel():
        raise ValueError("an empty sequence has no steps to trace")
    gates = {f.name for f in fields(TRACES[cell.kind]) if f.name.startswith("gamma_")}
    if cell.kind == "gru" and cell.form.reset == "none":
        gates.discard("gamma_r")
    for name in pins or ():
        if name not in gates:
            raise ValueError(f"this cell has no gate {name!r}; it has {', '.join(sorted(gates)) or 'none'}")


def _start(cell: Cell, state, batch: int) -> tuple[Tensor, ...]:
    if state is None:
        return cell.start(batch)
    given = (state,) if isinstance(state, np.ndarray | Tensor) and len(cell.states) == 1 else tuple(state)
    if len(given) != len(cell.states):
        raise ValueError(f"the state of this cell is {', '.join(cell.states)}")
    like = next(cell.parameters())
    given = tuple(torch.as_tensor(s, dtype=like.dtype) for s in given)
    if any(tuple(s.shape) not in ((cell.units,), (1, cell.units), (batch, cell.units)) for s in given):
        raise ValueError(f"a state must be ({cell.units},), or ({batch}, {cell.units}) for a batch of {batch}")
    return tuple(s.expand(batch, -1) for s in given)


def _pin(value: PinValues, cell: Cell, xs: Tensor, lone: bool) -> Tensor:
    value = torch.as_tensor(value, dtype=next(cell.parameters()).dtype)
    if lone and value.ndim == 2:
        value = value.unsqueeze(1)
    shape = (len(xs), xs.shape[1], cell.units)
    if any(own not in (1, whole) for own, whole in zip(value.shape[::-1], shape[::-1], strict=False)) or value.ndim > 3:
        raise ValueError(f"a pin must be a number or an array that broadcasts to {shape}; it is {tuple(value.shape)}")
    return value.expand(shape)


def _numpy(value: Tensor, lone: bool, axis: int) -> np.ndarray:
    array = value.numpy() if isinstance(value, Tensor) else value
    return array.squeeze(axis) if lone else array
