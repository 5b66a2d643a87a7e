"""What else could have been drawn: with another temperature, with a mistake, or with other random numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np

from core.recurrent.options import SamplingConfig
from core.recurrent.results.sampling import OTHERS, Branch, Hit, Mistaken, span
from core.recurrent.sampling import adjust, draw, ranked, softmax
from core.recurrent.writers import State, Writer


def pieces(probabilities: np.ndarray, symbols: Sequence[str], most: int) -> tuple[tuple[str, float], ...]:
    """The ``most`` likeliest symbols with their probabilities (V,), and all others as one."""
    order = ranked(probabilities)[:most]
    found = [(symbols[i], float(probabilities[i])) for i in order if probabilities[i] > 0]
    rest = 1.0 - sum(chance for _, chance in found)
    return (*found, (OTHERS, rest)) if rest > 1e-9 else tuple(found)


def hit(logits: np.ndarray, symbols: Sequence[str], config: SamplingConfig, u: float, most: int = 8) -> Hit:
    """Where the needle u falls with these settings, from logits (V,). most: so many of the likeliest stand by themselves."""
    q = adjust(logits, **asdict(config))
    i, order = draw(q, u), ranked(q)
    place = int(np.flatnonzero(order == i)[0])
    left, right = span(q, i)
    chances = pieces(q, symbols, most)
    if place >= most:  # it lies among the others: some are before it and some after
        before = left - float(q[order[:most]].sum())
        after = 1.0 - right
        parts = ((OTHERS, before), (symbols[i], float(q[i])), (OTHERS, after))
        chances = (*chances[:most], *(part for part in parts if part[1] > 1e-9))
    some = q[q > 0]
    perplexity = float(np.exp(-(some * np.log(some)).sum()))
    return Hit(config.temperature, symbols[i], left, right, chances, perplexity)


def rows(logits: np.ndarray, symbols: Sequence[str], config: SamplingConfig, most: int) -> dict[str, list]:
    """The ``most`` likeliest symbols by logits (V,), a row each: logit (less the largest), p, q after the temperature and
    q_cut after the cuts, whichever comes first; the last of the two is what is drawn from."""
    p, last = softmax(logits), adjust(logits, **asdict(config))
    first = replace(config, temperature=1.0) if config.temperature_last else SamplingConfig(config.temperature)
    between = adjust(logits, **asdict(first))
    q, q_cut = (last, between) if config.temperature_last else (between, last)
    order = ranked(p)[:most]
    return {
        "symbol": [symbols[i] for i in order],
        "logit": [float(logits[i] - logits.max()) for i in order],
        "p": [float(p[i]) for i in order],
        "q": [float(q[i]) for i in order],
        "q_cut": [float(q_cut[i]) for i in order],
    }


def mistaken(logits: np.ndarray, temperature: float) -> Mistaken:
    """The temperature put on the probabilities, and not on the logits (V,)."""
    z, p = np.asarray(logits, dtype=np.float64), softmax(logits)
    divided = p / temperature
    return Mistaken(p, softmax(z / temperature), divided, divided / divided.sum(), softmax(divided))


def branches(
    writer: Writer, prefix: Sequence[str], config: SamplingConfig, *, width: int = 4, depth: int = 3, least: float = 0.0
) -> tuple[Branch, ...]:
    """The tree of what could be drawn after a text: of each step the ``width`` likeliest, and all others as one.

    least: a path less likely is not followed farther.
    """
    logits, state = writer.begin(writer.encode(prefix))
    return _branches(writer, logits[-1], state, Growth(config, width, least), 1.0, depth)


@dataclass(frozen=True)
class Growth:
    """How a tree grows; as `branches` takes it."""

    config: SamplingConfig
    width: int
    least: float


def _branches(
    writer: Writer, row: np.ndarray, state: State, growth: Growth, path: float, depth: int
) -> tuple[Branch, ...]:
    q = adjust(row, **asdict(growth.config))
    order = [int(i) for i in ranked(q)[: growth.width] if q[i] > 0]
    further = [i for i in order if depth > 1 and i != writer.end and path * q[i] >= growth.least]
    after: dict[int, tuple[Branch, ...]] = {}
    if further:
        rows, states = writer.step(np.array(further), writer.repeated(state, len(further)))
        for b, i in enumerate(further):
            after[i] = _branches(writer, rows[b], writer.some(states, [b]), growth, float(path * q[i]), depth - 1)
    out = [Branch(writer.symbols[i], float(q[i]), float(path * q[i]), after.get(i, ())) for i in order]
    rest = 1.0 - float(q[order].sum())
    return (*out, Branch(OTHERS, rest, float(path * rest))) if rest > 1e-9 else tuple(out)
