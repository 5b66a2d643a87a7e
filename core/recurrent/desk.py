"""What a visitor gives a network to go on from, and all that is written after it."""

from __future__ import annotations

from collections.abc import Sequence

from core.errors import UserError
from core.recurrent import sampling, sources
from core.recurrent.options import SamplingConfig
from core.recurrent.results.sampling import Sample, Writing
from core.recurrent.writers import Begun, Writer
from core.vocab import EOS, UNK

LONGEST = {"word": 12, "character": 60}  # symbols of a beginning


def read(source: str, text: str) -> tuple[tuple[str, ...], bool]:
    """A beginning as symbols, as far as it is read, and whether that is all of it: `longest` symbols.

    Raises UserError for letters that a network without <UNK> does not know.
    """
    writer = sources.load(source)
    symbols = writer.split(text)
    kept = symbols[: longest(source)]
    if UNK not in writer.index:
        strange = [symbol for symbol in kept if symbol not in writer.index or symbol == EOS]
        if strange:
            shown = ("·" if symbol == " " else symbol for symbol in dict.fromkeys(strange))
            raise UserError("sampling.error.letters", letters=" ".join(shown))
    return tuple(kept), len(kept) == len(symbols)


def unknown(source: str, start: Sequence[str]) -> list[str]:
    """Of a beginning the symbols that the network reads as <UNK>, each once."""
    return [symbol for symbol in dict.fromkeys(start) if not sources.load(source).knows(symbol)]


def longest(source: str) -> int:
    """How many symbols of a beginning are read."""
    writer = sources.load(source)
    return min(LONGEST[writer.level], writer.limit - 1)


def kept(source: str, text: str) -> tuple[str, ...]:
    """What stands after a beginning already, as symbols; from one on that cannot be written all is left out."""
    writer, out = sources.load(source), []
    for symbol in writer.symbols_of(text)[: writer.limit - 1]:
        if symbol not in writer.index or symbol in (EOS, UNK):
            break
        out.append(symbol)
    return tuple(out)


def together(source: str, sample: Sample, greedy: Sample, others: Sequence[Sample]) -> Writing:
    """The text that is being written, and the finished ones beside it."""
    writer = sources.load(source)
    every = (greedy, *others)
    return Writing(
        source,
        sample,
        writer.symbols,
        writer.level,
        writer.limit,
        greedy,
        tuple(others),
        tuple(after(writer, one) for one in every),
        tuple(sources.is_known(source, writer.joined((*one.start, *one.tokens))) for one in every),
    )


def after(writer: Writer, sample: Sample) -> str:
    """What a sample has after its start, with the space before it where there is one."""
    return writer.joined((*sample.start, *sample.tokens))[len(writer.joined(sample.start)) :]


def texts(
    source: str, start: Sequence[str], config: SamplingConfig, seeds: Sequence[int], begun: Begun | None = None
) -> list[str]:
    """Whole texts, the start among them, one for each seed. begun: what the writer says of the start, if it has been asked."""
    writer = sources.load(source)
    found = sampling.samples(writer, start, config, seeds, begun=begun)
    return [writer.joined((*start, *one.tokens)) for one in found]
