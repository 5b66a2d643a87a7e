"""How a symbol is drawn from what a network says: squeezed by a temperature, cut, and hit by a random number.

    q = adjust(logits, temperature=0.7, top_p=0.9)     probabilities (V,)
    i = draw(q, u=0.613)                               the symbol that the needle hits
    sample(writer, start, config, seed=7)              a text, the same one for ever

p = softmax(z). Temperature: softmax(z / T). top-k keeps the k likeliest (Fan, Lewis and Dauphin 2018), top-p the
fewest whose probabilities reach p (Holtzman and others 2020, section 3.1), min-p all that are at least min_p times as
likely as the likeliest (Nguyen and others 2025). Order matters: Hugging Face's transformers turn the temperature
first and cut then, llama.cpp cuts first; the same four numbers keep other words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

import numpy as np

from core.recurrent.options import SamplingConfig
from core.recurrent.results.sampling import Draw, Sample
from core.recurrent.writers import Begun, Writer

NEVER = -np.inf
ROUNDING = 1e-12  # of a sum that reaches top_p


def adjust(
    logits: np.ndarray,
    *,
    temperature: float = 1.0,
    top_k: int = 0,
    top_p: float = 1.0,
    min_p: float = 0.0,
    temperature_last: bool = False,
) -> np.ndarray:
    """Probabilities (…, V) from logits (…, V): the temperature, then the cuts top-k, top-p and min-p in this order.

    temperature: at 0 all is for the likeliest, of several the first. top_k: 0 cuts nothing. temperature_last: the cuts look
    at softmax(logits), and what they leave is squeezed. Raises ValueError for what is none of these.
    """
    if not (0 <= temperature < np.inf and top_k >= 0 and 0 < top_p <= 1 and 0 <= min_p <= 1):
        raise ValueError("temperature and top_k from 0, top_p above 0 and up to 1, min_p from 0 to 1")
    z = np.asarray(logits, dtype=np.float64)
    z = z - z.max(axis=-1, keepdims=True)
    if temperature == 0:
        only = np.zeros_like(z)
        np.put_along_axis(only, z.argmax(axis=-1, keepdims=True), 1.0, axis=-1)
        return only
    first, last = (1.0, temperature) if temperature_last else (temperature, 1.0)
    cut = cut_min_p(cut_top_p(cut_top_k(z / first, top_k), top_p), min_p)
    return softmax(cut / last)


def softmax(z: np.ndarray) -> np.ndarray:
    """exp(z) / Σ exp(z) over the last axis, (…, V), in double precision; −inf becomes 0."""
    z = np.asarray(z, dtype=np.float64)
    chances = np.exp(z - z.max(axis=-1, keepdims=True))
    return chances / chances.sum(axis=-1, keepdims=True)


def cut_top_k(z: np.ndarray, k: int) -> np.ndarray:
    """z, −inf below the k-th largest; what ties with it is kept. k: 0 for all."""
    if not 0 < k < z.shape[-1]:
        return z
    least = -np.partition(-z, k - 1, axis=-1)[..., k - 1 : k]
    return np.where(z < least, NEVER, z)


def cut_top_p(z: np.ndarray, p: float) -> np.ndarray:
    """z, −inf but for the fewest whose probabilities add up to p or more; ties in the order of the vocabulary."""
    if p >= 1:
        return z
    V, chances, out = z.shape[-1], softmax(z), np.full_like(z, NEVER)
    for row, q, kept in zip(*(array.reshape(-1, V) for array in (z, chances, out)), strict=True):
        few = np.flatnonzero(q >= (1 - p) / V)  # all others have less than 1 − p together
        order = few[ranked(row[few])]
        before = np.concatenate([[0.0], q[order[:-1]].cumsum()])  # the sum of all that are likelier
        order = order[before < p - ROUNDING]
        kept[order] = row[order]
    return out


def cut_min_p(z: np.ndarray, m: float) -> np.ndarray:
    """z, −inf where the probability is below m times the largest."""
    if not m:
        return z
    chances = softmax(z)
    return np.where(chances < m * chances.max(axis=-1, keepdims=True), NEVER, z)


def draw(probabilities: np.ndarray, u: float) -> int:
    """The symbol on which a needle at u, from 0 to 1, falls, where the probabilities (V,) lie side by side, the likeliest first.

    The inverse of the distribution function: the first i with p₁ + … + pᵢ > u. Ties lie in the order of the vocabulary.
    """
    possible = np.flatnonzero(probabilities > 0)
    order = possible[ranked(probabilities[possible])]
    edges = probabilities[order].cumsum()
    return int(order[min(np.searchsorted(edges, u, side="right"), len(order) - 1)])


def ranked(values: np.ndarray) -> np.ndarray:
    """Places (V,) of probabilities, or of logits, from the likeliest on; ties in the order of the vocabulary."""
    return np.argsort(-values, kind="stable")


def left(logits: np.ndarray, config: SamplingConfig) -> int:
    """How many symbols the cuts leave of logits (V,)."""
    return int((adjust(logits, **asdict(config)) > 0).sum())


def needles(seed: int, count: int) -> np.ndarray:
    """Random numbers from 0 to 1, (count,): by the Mersenne Twister of numpy's RandomState, whose numbers stay for ever."""
    return np.random.RandomState(seed).random_sample(count)


def sample(
    writer: Writer,
    start: Sequence[str],
    config: SamplingConfig,
    seed: int,
    *,
    kept: Sequence[str] = (),
    limit: int | None = None,
    needle: float | None = None,
    begun: Begun | None = None,
) -> Sample:
    """A text with every step of it. kept: what stands after the start already; the rest is drawn, up to <EOS> or the limit.

    needle: a number put in place of the first that is drawn. begun: what the writer says of the start, if it has been asked and
    nothing is kept. Raises ValueError where kept holds what is never written.
    """
    limit = writer.limit if limit is None else limit
    ids, held = writer.encode(start), writer.encode(kept)[:limit]
    if not set(held) <= set(range(len(writer.symbols))) - {writer.end, *writer.never}:
        raise ValueError("kept may hold only what can be written, and no end")
    logits, state = begun if begun and not held else writer.begin([*ids, *held])
    given = tuple(Draw(logits[t], i) for t, i in enumerate(ids))
    steps = [Draw(logits[len(ids) + t], i) for t, i in enumerate(held)]
    us, row = needles(seed, limit), logits[-1]
    if needle is not None and len(held) < limit:
        us[len(held)] = needle
    while len(steps) < limit and not (steps and steps[-1].index == writer.end):
        u = float(us[len(steps)])
        steps.append(Draw(row, draw(adjust(row, **asdict(config)), u), u))
        if steps[-1].index != writer.end and len(steps) < limit:
            rows, state = writer.step(np.array([steps[-1].index]), state)
            row = rows[0]
    return Sample(
        seed,
        tuple(start),
        tuple(writer.symbols[step.index] for step in steps),
        bool(steps) and steps[-1].index == writer.end,
        np.log([step.p[step.index] for step in steps]),
        us[: len(steps)],
        len(held),
        given,
        tuple(steps),
    )


def samples(
    writer: Writer,
    start: Sequence[str],
    config: SamplingConfig,
    seeds: Sequence[int | None],
    *,
    limit: int | None = None,
    begun: Begun | None = None,
    steps_of: int | None = None,
) -> list[Sample]:
    """Several texts at once, one or more, each of its seed, as `sample` writes them; None for the greedy one.

    steps_of: the seed of the text that comes with its steps; the others come without.
    """
    limit = writer.limit if limit is None else limit
    logits, state = begun or writer.begin(writer.encode(start))
    n, us = len(seeds), np.array([needles(seed or 0, limit) for seed in seeds])
    rows, state = np.repeat(logits[-1:], n, axis=0), writer.repeated(state, n)
    written, logs = np.full((n, limit), writer.end), np.zeros((n, limit))
    alive, steps = np.arange(n), []  # the texts that have not ended
    for t in range(limit):
        chances = adjust(rows, **asdict(config))
        drawn = np.array(
            [
                int(z.argmax()) if seeds[b] is None else draw(q, us[b, t])
                for b, z, q in zip(alive, rows, chances, strict=True)
            ]
        )
        if steps_of is not None:
            recorded = [k for k, b in enumerate(alive) if seeds[b] == steps_of]
            steps += [Draw(rows[k], int(drawn[k]), float(us[alive[k], t])) for k in recorded]
        written[alive, t] = drawn
        logs[alive, t] = np.log(softmax(rows)[np.arange(len(alive)), drawn])
        going = np.flatnonzero(drawn != writer.end)
        if not len(going) or t == limit - 1:
            break
        alive = alive[going]
        rows, state = writer.step(drawn[going], writer.some(state, going))
    given = tuple(Draw(logits[t], i) for t, i in enumerate(writer.encode(start)))
    found = [_light(writer, seed, start, *row) for seed, *row in zip(seeds, written, logs, us, strict=True)]
    whole = steps_of is not None
    return [replace(one, given=given, steps=tuple(steps)) if whole and one.seed == steps_of else one for one in found]


def _light(
    writer: Writer, seed: int | None, start: Sequence[str], ids: np.ndarray, logs: np.ndarray, us: np.ndarray
) -> Sample:
    ends = np.flatnonzero(ids == writer.end)
    T = int(ends[0]) + 1 if len(ends) else len(ids)
    tokens = tuple(writer.symbols[i] for i in ids[:T])
    return Sample(seed, tuple(start), tokens, bool(len(ends)), logs[:T], us[: 0 if seed is None else T])


def greedy(writer: Writer, start: Sequence[str], *, limit: int | None = None, begun: Begun | None = None) -> Sample:
    """The text of the likeliest symbols, which needs no random number."""
    return samples(writer, start, SamplingConfig(), [None], limit=limit, begun=begun)[0]
