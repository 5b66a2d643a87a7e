"""How much of what a network has written stands in what it was trained on."""

from __future__ import annotations

from collections.abc import Sequence

from core.recurrent import sampling, sources
from core.recurrent.language import ngrams, speeches
from core.recurrent.options import SamplingConfig
from core.recurrent.results.sampling import Copied
from core.vocab import EOS


def beside_the_book(text: str) -> Copied:
    """A text beside Shakespeare's: its longest run of words that stands there, within a sentence."""
    words, book = speeches.words(text), ngrams.shakespeare()
    start, length = book.longest(words)
    return Copied(tuple(words), start, length, len(book.places([EOS, *words, EOS])) > 0)


def counted(order: int, seeds: Sequence[int]) -> list[Copied]:
    """Sentences drawn by counting, one for each seed, beside the book that they were counted in."""
    return [beside_the_book(speeches.written(ngrams.shakespeare().write(order, seed))) for seed in seeds]


def by_network(seeds: Sequence[int]) -> list[Copied]:
    """Sentences of the network, drawn from its probabilities as they are, beside the same book."""
    writer = sources.load("shakespeare")
    return [
        beside_the_book(writer.joined(sample.tokens))
        for sample in sampling.samples(writer, (), SamplingConfig(), seeds)
    ]
