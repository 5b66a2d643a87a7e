"""One symbol of a text swapped for another: what the memory, and what is expected next, still have of it later on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from core.recurrent.model import SequenceModel
from core.recurrent.nested import BRACKETS
from core.recurrent.reading import tokenize
from core.recurrent.results import WINDOW, Pin, Stretch, Swapped
from core.recurrent.unroll import pin_values, trace
from core.vocab import UNK

APART = 0.5  # of a memory that lies between −1 and 1: from here on two of them count as apart


@torch.inference_mode()
def swap(model: SequenceModel, text: str, place: int, symbol: str, pins: Sequence[Pin] = ()) -> Swapped:
    """Read ``text`` twice, the second time with ``symbol`` in the place of what is read at step ``place``.

    Both with the same held gates, and WINDOW steps of what follows. Raises UserError if there is nothing to read,
    ValueError for a place that is not in the text and for a symbol that the model does not know.
    """
    tokens = tokenize(model, text)
    if not 0 <= place < len(tokens) or symbol not in model.vocabulary.index:
        raise ValueError(f"no step {place}, or no symbol {symbol!r}")
    tokens = tokens[: place + WINDOW]
    ids = torch.tensor(model.vocabulary.encode(tokens))
    other = ids.clone()
    other[place] = model.vocabulary.index[symbol]
    held = pin_values(pins, len(tokens), model.cell.units) or None
    states, expected = zip(*(_read(model, one, place, held) for one in (ids, other)), strict=True)
    return Swapped(
        place=place,
        before=tokens[place],
        after=symbol,
        tokens=tuple(tokens[place:]),
        apart=np.abs(states[0] - states[1]),
        expected=total_variation(*expected),
    )


def _read(
    model: SequenceModel, ids: torch.Tensor, place: int, held: dict[str, np.ndarray] | None
) -> tuple[np.ndarray, np.ndarray]:
    """What is remembered (t, H) and what is expected (t, V) from step ``place`` on."""
    read = trace(model.cell, model.inputs(ids), pins=held)
    outputs = torch.from_numpy(np.ascontiguousarray(getattr(read, read.output)[place:]))
    return read.series[read.state][place:], torch.softmax(model.logits(outputs), dim=-1).numpy()


def total_variation(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    """½ Σ |p − q| over the last axis: the most by which two distributions can differ about any event."""
    return 0.5 * np.abs(p - q).sum(axis=-1)


def place_to_swap(model: SequenceModel, text: str) -> int:
    """A step to begin with: that of the first opening bracket, as its mark must be closed much later.

    Where there is none, the last letter of the second word, else the middle. Raises UserError if there is nothing to read.
    """
    tokens = tokenize(model, text)
    bracket = next((i for i, token in enumerate(tokens) if _other_bracket(model, token)), None)
    if bracket is not None:
        return bracket
    spaces = [i for i, token in enumerate(tokens) if token == " "]
    letters = [i for i, token in enumerate(tokens) if token.isalpha() and len(spaces) > 1 and i < spaces[1]]
    return letters[-1] if letters else len(tokens) // 2


@torch.inference_mode()
def other_symbol(model: SequenceModel, text: str, place: int) -> str:
    """What to put there in its stead: another kind of bracket for a bracket, else what the model expects most there.

    It can be seen, and is not what stands there. Raises UserError if there is nothing to read.
    """
    tokens = tokenize(model, text)
    bracket = _other_bracket(model, tokens[place])
    if bracket:
        return bracket
    ids = torch.tensor(model.vocabulary.encode(tokens))
    logits = model(ids[:place, None])[0][-1, 0] if place else model.b_y
    ranked = [model.vocabulary.symbols[i] for i in logits.argsort(descending=True, stable=True).tolist()]
    return next(symbol for symbol in ranked if symbol not in (tokens[place], UNK) and symbol.strip())


def _other_bracket(model: SequenceModel, token: str) -> str | None:
    """Another opening bracket that the model knows, for one of its opening brackets."""
    known = [mark for mark in BRACKETS if mark in model.vocabulary.index]
    return next((mark for mark in known if mark != token), None) if token in known else None


def longest_apart(swapped: Swapped, least: float = APART) -> Stretch | None:
    """The unit whose two memories differ most, added up over all steps, and its longest stretch with more than ``least``.

    Steps are counted in the whole text. None where this unit never differs by as much.
    """
    unit = int(swapped.apart.sum(axis=0).argmax())
    edges = np.flatnonzero(np.diff(np.concatenate([[0], swapped.apart[:, unit] > least, [0]]).astype(np.int8)))
    if not len(edges):
        return None
    starts, stops = edges[::2], edges[1::2]
    longest = int((stops - starts).argmax())
    return Stretch(unit, swapped.place + int(starts[longest]), swapped.place + int(stops[longest]))


def summary(swapped: Swapped, least: float = APART) -> list[tuple[float, float, int, float]]:
    """At each step: the largest and the median distance of the memories, how many are apart, and that of what is expected."""
    return [
        (float(row.max()), float(np.median(row)), int((row > least).sum()), float(expected))
        for row, expected in zip(swapped.apart, swapped.expected, strict=True)
    ]
