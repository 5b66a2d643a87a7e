"""A `Reading` as what the browser is sent: arrays as base64 in little-endian float16, everything under 300 kB.

Small cells go as float32, so that they can be worked out on paper to the digits shown. Where the weights would not fit
they go as bytes with a scale for each row, and if that does not fit either they stay at home.
"""

from __future__ import annotations

import base64
from dataclasses import asdict
from functools import lru_cache
from typing import Any

import numpy as np

from app.lessons.recurrent.cell_stepper.circuits import CIRCUITS
from app.lessons.recurrent.cell_stepper.equations import EQUATIONS
from app.lessons.recurrent.cell_stepper.schema import Equation
from core.recurrent.results import Reading

LIMIT_BYTES = 300_000
EXACT_VALUES = 3000
RESERVE_BYTES = 45_000  # the equation, its circuit, labels, colours and the likeliest symbols

Packed = dict[str, Any]


def pack(array: np.ndarray, kind: str) -> Packed:
    """{data, shape, kind}; ``i8`` is int8 with one scale per row: value = data · scale / 127."""
    array = np.asarray(array, dtype=np.float32)
    packed: Packed = {"shape": list(array.shape), "kind": kind}
    if kind == "i8":
        rows = array.reshape(len(array), -1)
        scale = np.maximum(np.abs(rows).max(axis=1, keepdims=True), 1e-12)
        array = np.rint(rows / scale * 127)
        packed["scale"] = _base64(scale.astype("<f4"))
    return packed | {"data": _base64(array.astype({"f4": "<f4", "f2": "<f2", "i8": "i1"}[kind]))}


def _base64(array: np.ndarray) -> str:
    return base64.b64encode(np.ascontiguousarray(array).tobytes()).decode("ascii")


def build(reading: Reading, equation: Equation) -> Packed:
    """All of a reading that the picture needs, as JSON's types."""
    derived = {d.name for d in equation.derived}
    series = {name: values for name, values in reading.trace.series.items() if name not in derived}
    units = int(reading.trace.series[equation.memory].shape[-1])
    kind = "f4" if sum(v.size for v in series.values()) <= EXACT_VALUES else "f2"
    symbols, top = _symbols(reading)
    built = {
        "equation": describe(equation.name, units, _inputs(reading)),
        "tokens": list(reading.tokens),
        "start": int(reading.start),
        "total": max(int(reading.total), _end(reading)),
        "before": round(float(reading.before), 6),
        "unknown": [int(i) for i in reading.unknown],
        "ids": [int(i) for i in reading.ids],
        "units": units,
        "series": {name: pack(values, kind) for name, values in series.items()},
        "initial": _initial(reading, kind),
        "symbols": symbols,
        "top": top,
        "top_p": pack(reading.top_p, "f2"),
        "losses": [round(float(x), 5) if np.isfinite(x) else None for x in reading.losses],
        "xs": None if reading.xs is None else pack(reading.xs, kind),
        "inputs": _inputs(reading),
    }
    return built | {"weights": _weights(reading, LIMIT_BYTES - RESERVE_BYTES - _size(built))}


def _end(reading: Reading) -> int:
    return reading.start + len(reading.tokens)


def _size(built: Packed) -> int:
    """The bytes of the packed arrays among it."""
    arrays = [*built["series"].values(), *built["initial"].values(), built["top_p"], built["xs"]]
    return sum(len(array["data"]) for array in arrays if array)


def _initial(reading: Reading, kind: str) -> Packed:
    states = {name: getattr(reading.trace, f"{name}0", None) for name in reading.trace.series}
    return {name: pack(values, kind) for name, values in states.items() if values is not None}


def _symbols(reading: Reading) -> tuple[list[str], list[list[int]]]:
    """Only those symbols of the vocabulary that are among the likeliest, and their places in that list."""
    used, places = np.unique(np.asarray(reading.top_ids), return_inverse=True)
    return [reading.symbols[i] for i in used], places.reshape(np.shape(reading.top_ids)).tolist()


def _inputs(reading: Reading) -> int:
    """E, the length of x⟨t⟩."""
    return int(reading.xs.shape[1]) if reading.xs is not None else len(reading.symbols)


def _weights(reading: Reading, room: int) -> Packed:
    """The weights that fit into `room` bytes: float32 where they are few, bytes where they are many."""
    count = sum(np.size(w) for w in reading.weights.values())
    fitting = [kind for kind, size in (("f4", 4), ("f2", 2), ("i8", 1)) if count * size * 4 / 3 + 2000 < room]
    kinds = fitting[1:] if fitting[:1] == ["f4"] and count > EXACT_VALUES else fitting
    if not kinds:
        return {}
    return {
        name: pack(w, kinds[0] if np.ndim(w) == 2 or kinds[0] == "f4" else "f2") for name, w in reading.weights.items()
    }


@lru_cache(maxsize=64)
def describe(name: str, units: int, inputs: int) -> Packed:
    """The equation of that name with its sizes filled into the shapes; shared, so not to be changed."""
    equation = EQUATIONS[name]
    sizes = {"{HE}": str(units + inputs), "{H}": str(units), "{E}": str(inputs)}
    lines = [asdict(line) for line in equation.lines]
    for line in lines:
        for letter, size in sizes.items():
            line["shape"] = line["shape"].replace(letter, size)
    return asdict(equation) | {"lines": lines, "circuit": asdict(CIRCUITS[equation.circuit])}
