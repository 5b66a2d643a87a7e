"""Beside a reading: what other cells expect at the same step, and what the same cell holds where another mark stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import torch

from core.recurrent.model import SequenceModel
from core.recurrent.nested import BRACKETS, NOUNS, QUOTES, VERBS
from core.recurrent.reading import MAX_SYMBOLS, tokenize
from core.recurrent.results import Forecast, Held, Marked, Pin
from core.recurrent.unroll import pin_values, trace

MARKS = BRACKETS | QUOTES
VERB = re.compile(rf"\b({'|'.join(VERBS.values())})\b", re.IGNORECASE)
NOUN = re.compile(rf"\b({'|'.join((*NOUNS, *NOUNS.values()))})\b", re.IGNORECASE)
STARTS = tuple(verb[0] for verb in VERBS.values())  # how the verbs begin: i and a


@torch.inference_mode()
def expectations(model: SequenceModel, text: str, pins: Sequence[Pin] = ()) -> tuple[np.ndarray, np.ndarray]:
    """P of every symbol after each step (T, V), and the states (T, H). Raises UserError if there is nothing to read."""
    ids = torch.tensor(model.vocabulary.encode(tokenize(model, text)))
    held = pin_values(pins, len(ids), model.cell.units) or None
    whole = trace(model.cell, model.inputs(ids), pins=held)
    logits = model.logits(torch.from_numpy(np.ascontiguousarray(getattr(whole, whole.output))))
    return torch.softmax(logits, dim=-1).numpy(), getattr(whole, whole.state)


def agreement(text: str) -> tuple[int, int] | None:
    """Where the first noun's last letter and the verb's first stand in a text of the made language; None for neither."""
    noun, verb = NOUN.search(text), VERB.search(text)
    return (noun.end() - 1, verb.start()) if noun and verb and noun.end() <= verb.start() else None


def right_at(bins: Sequence[Mapping[str, Any]], text: str) -> tuple[int, int]:
    """How many test verbs as far from their noun as the text's were right, and of how many; (0, 0) where none was tested.

    bins: a model card's ``accuracy_by_distance``. As far: in the same bin of distances.
    """
    place = agreement(text)
    for found in bins if place else ():
        if found["kind"] == "agreement" and found["from"] <= place[1] - place[0] < found["below"]:
            return found["correct"], found["count"]
    return 0, 0


def forecast(model: SequenceModel, text: str, pins: Sequence[Pin] = ()) -> Forecast:
    """What a cell expects at each step: before the verb how it begins, elsewhere its two likeliest symbols."""
    p, _ = expectations(model, text, pins)
    ids = np.argsort(-p, axis=1, kind="stable")[:, :2]
    place = agreement(text)
    is_verb = np.zeros(len(p), dtype=bool)
    if place is not None:
        first = len(p) - min(len(model.vocabulary.split(text)), MAX_SYMBOLS)
        is_verb[first + place[1] - 1 : first + place[1]] = True  # none, where the verb comes after all that was read
    ids[is_verb] = [model.vocabulary.index[letter] for letter in STARTS]
    return Forecast(model.vocabulary.symbols, ids, np.take_along_axis(p, ids, axis=1), is_verb)


def marked(text: str) -> tuple[int, int] | None:
    """Where the first mark that is closed again stands in a text, and where it is closed; None for none."""
    for start, letter in enumerate(text):
        end = text.find(MARKS[letter], start + 1) if letter in MARKS else -1
        if end > 0:
            return start, end
    return None


def other_marks(model: SequenceModel, text: str, pins: Sequence[Pin] = ()) -> Marked | None:
    """The same words between other marks, and between none, step for step; None for a text without a mark.

    Where there is none, the marks' own steps are those before them, and the chance is that of the text's own mark.
    """
    ends = marked(text)
    if ends is None:
        return None
    start, end = ends
    first = len(tokenize(model, text)) - len(model.vocabulary.split(text))
    steps = np.arange(len(text) + first)
    shown, states, chances = list(MARKS).index(text[start]), [], []
    for mark, closing in MARKS.items():
        p, held = expectations(model, text[:start] + mark + text[start + 1 : end] + closing + text[end + 1 :], pins)
        states.append(held)
        chances.append(p[:, model.vocabulary.index[closing]])
    shift = (steps >= first + start).astype(int) + (steps >= first + end)
    moved = tuple(replace(pin, start=int(pin.start - shift[min(pin.start, len(shift) - 1)])) for pin in pins)
    p, held = expectations(model, text[:start] + text[start + 1 : end] + text[end + 1 :], moved)
    states.append(held[steps - shift])
    chances.append(p[steps - shift, model.vocabulary.index[MARKS[text[start]]]])
    return Marked(tuple(f"{a} … {b}" for a, b in MARKS.items()), shown, np.stack(states), np.stack(chances))


def overwritten(model: SequenceModel, text: str, unit: int, step: int) -> Held | None:
    """What becomes of the closing mark if a GRU's unit must write at each step from half-way between the opening mark and
    `step` on; None outside of a mark, and where the outcome is neither much nor little."""
    ends, first = marked(text), len(tokenize(model, text)) - len(model.vocabulary.split(text))
    if ends is None or not first + ends[0] + 2 <= step < first + ends[1]:
        return None
    mark, start = MARKS[text[ends[0]]], (first + ends[0] + step) // 2
    column = model.vocabulary.index[mark]
    before, after = (
        float(expectations(model, text, pins)[0][step, column]) for pins in ((), (Pin("gamma_u", unit, start, 1.0),))
    )
    share = after / before
    outcome = 2 if share < 0.1 else 1 if share > 1.5 else 0 if 0.75 < share < 1.25 else None
    return None if outcome is None else Held(mark, start, before, after, outcome)


def turning(model: SequenceModel, text: str, gate: str, start: int) -> list[int]:
    """The units whose gate, held at 0 from a step on, alone makes the wrong verb likelier than the right one."""
    (step,) = np.flatnonzero(forecast(model, text).is_verb)
    right = STARTS.index(text[agreement(text)[1]].lower())
    cut = (forecast(model, text, (Pin(gate, unit, start, 0.0),)).p[step] for unit in range(model.cell.units))
    return [unit for unit, p in enumerate(cut) if p[1 - right] > p[right]]
