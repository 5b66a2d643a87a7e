"""Which unit carries a thing to where it is needed: found beside a reading in which the thing is not there.

How far a unit moves where the thing is read says nothing, since it may move as far without it. So two texts are read that
are alike but for the thing, such as *the cat (near the dog) is old.* and *the cat near the dog is old.*, and compared at
the letters that both have between the thing and where it is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from core.recurrent.beside import MARKS, NOUN, VERB, agreement, marked
from core.recurrent.model import SequenceModel
from core.recurrent.nested import NOUNS, VERBS
from core.recurrent.reading import tokenize
from core.recurrent.results import Carrier, LSTMTrace, Trace
from core.recurrent.unroll import trace

LEAST = 0.1  # a difference below it is none: a tenth of the way from 0 to where a state is full
NUMBERS = NOUNS | {plural: singular for singular, plural in NOUNS.items()}
OTHER_VERB = dict(zip(VERBS.values(), reversed(VERBS.values()), strict=True))

Span = tuple[str, int, int]  # a text, and of its letters those from start to stop − 1


def carrier(own: np.ndarray, *others: np.ndarray) -> Carrier | None:
    """The unit that carries what the first reading has and the others have not; None where no unit does.

    own, others: what is seen of the states (T, H) of two or more readings, at T steps that correspond to one another, from
    the thing to where it is needed. A unit's **gap** at a step is how far its state is from that in the other reading, as
    long as it stays on one side of it (the nearest of several others). It holds a gap of g over the last k steps if
    the gap is nowhere less there. The carrier has the largest g · k, the largest rectangle under its gap that ends at the
    last step: much, for long, and to the very end.
    """
    gaps = np.min([_one_sided(own - other) for other in others], axis=0)
    held = np.minimum.accumulate(gaps[::-1])  # row k − 1: the least gap over the last k steps
    areas = held * np.arange(1, len(own) + 1)[:, None]
    best = areas.max(axis=0)
    unit = int(best.argmax())
    steps = int(areas[:, unit].argmax()) + 1
    if held[steps - 1, unit] < LEAST:
        return None
    second = float(np.delete(best, unit).max(initial=0.0))
    return Carrier(unit, len(own) - steps, len(own), float(held[steps - 1, unit]), float(best[unit]), second)


def _one_sided(difference: np.ndarray) -> np.ndarray:
    """How far a difference (T, H) is from 0 on the side on which it is at the last step; 0 where it is on the other."""
    return (difference * np.sign(difference[-1])).clip(0)


def of_mark(model: SequenceModel, text: str, marks: Sequence[str] = ("",)) -> Carrier | None:
    """The unit that carries the text's first mark, such as “(”, to where it is closed; None where there is none.

    marks: what stands in its place in the other readings: "" for nothing, or opening marks.
    """
    ends = marked(text)
    if ends is None or ends[1] - ends[0] < 2 or not _is_plain(model, text):
        return None
    start, stop = ends
    inside = text[start + 1 : stop]
    others = []
    for mark in marks:
        with_it = text[:start] + mark + inside + MARKS.get(mark, "") + text[stop + 1 :]
        others.append((with_it, start + len(mark), start + len(mark) + len(inside)))
    return _between(model, (text, start + 1, stop), *others)


def of_number(model: SequenceModel, text: str) -> Carrier | None:
    """The unit that carries the first noun's number to the verb, beside the same text with the other number; None for none."""
    other = other_number(text)
    if other is None or not _is_plain(model, text):
        return None
    (_, own_verb), (noun, verb) = agreement(text), agreement(other)
    return _between(model, (text, own_verb - (verb - noun - 1), own_verb), (other, noun + 1, verb))


def other_number(text: str) -> str | None:
    """The same text with its first noun, and the verb, in the other number; None where they are not there."""
    place = agreement(text)
    if place is None:
        return None
    noun, verb = NOUN.search(text), VERB.match(text, place[1])
    other_noun, other_verb = NUMBERS[noun[0].lower()], OTHER_VERB[verb[0].lower()]
    return text[: noun.start()] + other_noun + text[noun.end() : verb.start()] + other_verb + text[verb.end() :]


def _is_plain(model: SequenceModel, text: str) -> bool:
    """Whether each character of the text is a symbol of its own, and all of them are read."""
    return tokenize(model, text)[-len(text) :] == list(text.lower() if model.vocabulary.lower else text)


def _between(model: SequenceModel, *spans: Span) -> Carrier | None:
    """The carrier between the letters of these spans, which are the same; its steps are those of the first text."""
    states, firsts = [], []
    for text, start, stop in spans:
        ids = model.vocabulary.encode(tokens := tokenize(model, text))
        first = len(tokens) - len(text)  # the symbol that stands for the end of what came before
        xs = model.E[ids].numpy() if model.config.embedding else np.array(ids)
        states.append(seen(trace(model.cell, xs))[first + start : first + stop])
        firsts.append(first + start)
    found = carrier(*states)
    return found and replace(found, since=found.since + firsts[0], until=found.until + firsts[0])


def seen(whole: Trace) -> np.ndarray:
    """What can be seen of the states, between −1 and 1: tanh c of an LSTM, whose c may grow on, else the state itself."""
    return np.tanh(whole.c) if isinstance(whole, LSTMTrace) else whole.series[whole.state]
