"""What the page on sampling asks of core, remembered by its description: a visitor's own text for that visitor alone."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import streamlit as st

from app.lessons.recurrent import compute as section
from app.lessons.recurrent.sampling.options import LAST_SEED, STARTS, Options
from core.recurrent.options import SOURCES, SamplingConfig
from core.recurrent.results.sampling import Branch, Copied, Draw, Hit, Mistaken, Sample, Writing
from core.referees.results import Compared

T = TypeVar("T")
AT_ONCE = 12  # finished samples beside the picture
TEMPERATURES = (0.3, 1.0, 2.0)  # under which one needle is shown
DEPTH, LEAST = 4, 0.01  # of the tree: draws one after the other, and the chance of a path that is followed
MANY = {"names": 100, "shakespeare": 24}  # texts of which it is counted how many are copied


def _remembered(compute: Callable[..., T]) -> Callable[..., T]:
    """A function of a source and a beginning: what goes on from one that is offered is remembered for all visitors."""
    own = st.cache_resource(compute, scope="session", max_entries=3, show_spinner=False)
    shown = st.cache_resource(compute, max_entries=200, show_spinner=False)
    return lambda source, start, *asked: (shown if start in _shown(source) else own)(source, start, *asked)


def read(source: str, text: str) -> tuple[tuple[str, ...], bool]:
    """A beginning as symbols, as far as it is read, and whether that is all. Raises UserError for letters not known."""
    from core.recurrent import desk

    return desk.read(source, text)


@functools.cache
def _shown(source: str) -> frozenset[tuple[str, ...]]:
    """The beginnings that are offered."""
    return frozenset(read(source, text)[0] for text in STARTS[source])


def config(options: Options) -> SamplingConfig:
    """How the visitor has set the draw."""
    return SamplingConfig(options.temperature, options.top_k, options.top_p, options.min_p, options.temperature_last)


def writing(options: Options, start: tuple[str, ...]) -> Writing:
    """The text that is being written, and the finished ones beside it."""
    from core.recurrent import desk

    source, how = options.source, config(options)
    kept = desk.kept(source, options.kept)
    first = min((options.seed - 1) // AT_ONCE * AT_ONCE + 1, LAST_SEED - AT_ONCE + 1)
    greedy, *others = _texts_beside(source, start, how, first, options.seed)
    if kept or options.needle is not None:
        sample = _bent(source, start, how, options.seed, kept, options.needle)
    else:
        written = next((one for one in others if one.seed == options.seed and one.steps), None)
        sample = written or _sampled(source, start, how, options.seed)
    return desk.together(source, sample, greedy, others)


def longest(source: str) -> int:
    """How many symbols of a beginning are read."""
    from core.recurrent import desk

    return desk.longest(source)


def unknown(source: str, start: tuple[str, ...]) -> list[str]:
    """Of a beginning the symbols that the network reads as <UNK>."""
    from core.recurrent import desk

    return desk.unknown(source, start)


def joined(source: str, symbols: Sequence[str]) -> str:
    """Symbols as a text."""
    from core.recurrent import sources

    return sources.load(source).joined(symbols)


def _begin(source: str, start: tuple[str, ...]) -> Any:
    from core.recurrent import sources

    writer = sources.load(source)
    return writer.begin(writer.encode(start))


_begun = _remembered(_begin)


def _sample(
    source: str,
    start: tuple[str, ...],
    how: SamplingConfig,
    seed: int,
    kept: tuple[str, ...] = (),
    needle: float | None = None,
) -> Sample:
    from core.recurrent import sampling, sources

    begun = _begun(source, start)
    return sampling.sample(sources.load(source), start, how, seed, kept=kept, needle=needle, begun=begun)


_sampled = _remembered(_sample)
_bent = st.cache_resource(_sample, scope="session", max_entries=3, show_spinner=False)  # kept words are a visitor's own


def _finished(source: str, start: tuple[str, ...], how: SamplingConfig, first: int, _seed: int) -> list[Sample]:
    """The greedy text and, where the temperature is not 0, one for each seed; that of `_seed` with its steps."""
    from core.recurrent import sampling, sources

    seeds = [None, *(range(first, first + AT_ONCE) if how.temperature else ())]
    return sampling.samples(sources.load(source), start, how, seeds, begun=_begun(source, start), steps_of=_seed)


_texts_beside = _remembered(_finished)


def hits(source: str, draw: Draw, options: Options, u: float) -> list[Hit]:
    """Where one needle falls at three temperatures; the cuts as they are set."""
    from core.recurrent import alternatives, sources

    symbols, how = sources.load(source).symbols, config(options)
    return [alternatives.hit(draw.logits, symbols, replace(how, temperature=T), u) for T in TEMPERATURES]


def at_temperatures(source: str, start: tuple[str, ...], options: Options, seeds: Sequence[int]) -> list[list[str]]:
    """Whole texts by the same random numbers: a row a seed, a column a temperature."""
    columns = [_texts(source, start, replace(config(options), temperature=T), tuple(seeds)) for T in TEMPERATURES]
    return [list(row) for row in zip(*columns, strict=True)]


def _written(source: str, start: tuple[str, ...], how: SamplingConfig, seeds: tuple[int, ...]) -> list[str]:
    from core.recurrent import desk

    return desk.texts(source, start, how, seeds, _begun(source, start))


_texts = _remembered(_written)


@st.cache_resource(scope="session", max_entries=4, show_spinner=False)
def branches(source: str, prefix: tuple[str, ...], how: SamplingConfig) -> tuple[Branch, ...]:
    """What could be drawn after a text, some symbols deep."""
    from core.recurrent import alternatives, sources

    return alternatives.branches(sources.load(source), prefix, how, depth=DEPTH, least=LEAST)


@st.cache_resource(max_entries=50, show_spinner=False)
def counted(seeds: tuple[int, ...]) -> dict[int, list[Copied]]:
    """Sentences by counting, for n-grams of each order, and (order 0) by the network."""
    from core.recurrent import copying
    from core.recurrent.language import ngrams

    return {order: copying.counted(order, seeds) for order in ngrams.ORDERS} | {0: copying.by_network(seeds)}


def copied(source: str, start: tuple[str, ...], how: SamplingConfig) -> list[tuple[str, bool]]:
    """Many texts, and whether each stands in the training text; [] for a source whose text does not ship."""
    from core.recurrent import sources

    texts = _texts(source, start, how, tuple(range(1, MANY[source] + 1))) if source in MANY else []
    return [(text, bool(sources.is_known(source, text))) for text in texts]


def run(text: str) -> Copied:
    """A text's longest run of words that stands in Shakespeare."""
    from core.recurrent import copying

    return copying.beside_the_book(text)


def mistaken(draw: Draw, temperature: float) -> Mistaken:
    """The temperature on the probabilities."""
    from core.recurrent import alternatives

    return alternatives.mistaken(draw.logits, temperature)


def left(draw: Draw, how: SamplingConfig) -> int:
    """How many symbols the cuts leave."""
    from core.recurrent import sampling

    return sampling.left(draw.logits, how)


def referee(source: str, sample: Sample, step: int, how: SamplingConfig) -> list[Compared]:
    """The draw at a step, many draws, and log P by code that is not ours."""
    from core.referees import sampling as referees

    return referees.check(source, sample, step, how)


def card(source: str) -> dict[str, Any]:
    """The model card of a source's network."""
    from core.recurrent import sources

    return section.card(sources.CARDS[source])


def first() -> Writing:
    """The writing that stands there first."""
    options = Options()
    return writing(options, read(options.source, options.beginning)[0])


def warm() -> None:
    """Load every network and the book, and write what is seen first; the server does, before the first visitor."""
    for source in SOURCES:
        for text in STARTS[source][:2]:
            writing(Options(source=source, beginning=text), read(source, text)[0])
    counted(tuple(range(1, 3)))


def numbers(source: str, draw: Draw, how: SamplingConfig, most: int = 4000) -> dict[str, list]:
    """The likeliest symbols of a step: logit, and the probabilities before and after, a row each."""
    from core.recurrent import alternatives, sources

    return alternatives.rows(draw.logits, sources.load(source).symbols, how, most)


def spoken(words: Sequence[str]) -> str:
    """Words and marks of Shakespeare as they are written."""
    from core.recurrent.language import speeches

    return speeches.written(list(words))
