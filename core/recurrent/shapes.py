"""The five shapes of a sequence model, each by a trained network: what it made of an input, box by box.

    run("one_many", "M", seed=3).written      a name, letter by letter

The networks are not alike; what runs here is each as it ships. Which box reads and which writes is decided by
`configurations.CONFIGURATIONS`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from core.errors import UserError
from core.recurrent.configurations import CONFIGURATIONS
from core.recurrent.names import FIRST, Names
from core.recurrent.results.sampling import Draw
from core.recurrent.results.shapes import Chances, Run
from core.recurrent.unroll import trace
from core.recurrent.writers import Writer
from core.translate import prefixes
from core.translate.translator import Translator
from core.words import library

SHOWN, SHOWN_DIGITS = 5, 3  # chances of an output; of a date's
POSITIVE, NEGATIVE, PAD = "positive", "negative", "<PAD>"


def one_one(word: str) -> Run:
    """Whether people who use a word liked something; of several words the first is read."""
    from core.recurrent.one_word import OneWord

    read = OneWord.load().read(word)
    p, hidden = float(read.probability), np.asarray(read.hidden)
    return Run(
        "one_one",
        CONFIGURATIONS["one_one"].boxes([read.word], [POSITIVE if p >= 0.5 else NEGATIVE], [_yes_or_no(p)]),
        states=hidden[None],
        first=np.zeros(len(hidden)),
        T_x=1,
        T_y=1,
        x_size=library.load("glove").dimensions,
        y_size=1,
        is_all=read.is_all,
        unknown=() if read.known else (read.word,),
        logit=float(read.logit),
    )


def one_many(letter: str, seed: int = 1) -> Run:
    """A name that begins with a letter: each letter after it is drawn, and goes in at the next step."""
    names = Names.load("names")
    writer, begins = names.writer, names.writer.symbols[names.writer.end]
    first, is_all = _letter(writer, letter)
    sample = names.sample(first, seed)
    c = trace(writer.model.cell, np.array(writer.encode([begins, first, *sample.tokens[:-1]]))).c
    chances = [_drawn(writer.symbols, step) for step in sample.steps]
    return Run(
        "one_many",
        CONFIGURATIONS["one_many"].boxes([first], sample.tokens, chances),
        states=c[1:],
        first=c[0],
        T_x=1,
        T_y=len(sample.tokens),
        x_size=writer.model.cell.inputs,
        y_size=len(writer.symbols),
        begins=begins,
        is_all=is_all,
    )


def many_one(text: str, pads: int = 0) -> Run:
    """Whether a sentence is meant well, said once the last word is read. pads: so many zeros are read after it, a mistake."""
    from core.recurrent.sentiment import Sentiment

    model = Sentiment.load()
    read = model.read(text, pads=pads)
    p, states = np.asarray(read.by_step, dtype=np.float64), np.asarray(read.states)
    return Run(
        "many_one",
        CONFIGURATIONS["many_one"].boxes(
            [*read.words, *[PAD] * pads],
            [POSITIVE if p[-1] >= 0.5 else NEGATIVE],
            [_yes_or_no(one) for one in p],
            [f"{one:.2f}" for one in p],
        ),
        states=states,
        first=np.zeros(states.shape[1]),
        T_x=len(p),
        T_y=1,
        x_size=library.load("glove").dimensions,
        y_size=1,
        is_all=read.is_all,
        unknown=_unknown(read.words, read.known),
        logit=float(read.logit),
        without=None if pads else model.without(read.words),
    )


def many_many(text: str) -> Run:
    """A tag a word: whether it begins or goes on with the name of a person, an organisation, a place or something else."""
    from core.recurrent.tagger import Tagger

    model = Tagger.load("forward")
    found = model.tag(text)
    return Run(
        "many_many",
        CONFIGURATIONS["many_many"].boxes(
            found.words, found.tags, [_likeliest(found.labels, row, SHOWN) for row in found.probabilities]
        ),
        states=found.states,
        first=np.zeros(found.states.shape[1]),
        T_x=len(found.words),
        T_y=len(found.words),
        x_size=model.network.inputs,
        y_size=len(found.labels),
        is_all=found.is_all,
        unknown=_unknown(found.words, found.known),
    )


def n_m(text: str, locale: str = "") -> Run:
    """A date in any wording, read character by character and both ways, and only then written as in ISO 8601.

    The boxes that read have [a→, a←] and those that write s, which is longer or shorter: what is missing in `states` is NaN.
    """
    translator = Translator.load("dates-plain")
    pieces, ids = translator.read(text, locale)
    found = translator.decoding(text, locale=locale)
    chances = [
        tuple(zip(words[:SHOWN_DIGITS], map(float, row), strict=False))
        for words, row in zip(found.next_words, found.next_probabilities, strict=True)
    ]
    return Run(
        "n_m",
        CONFIGURATIONS["n_m"].boxes(
            pieces,
            found.target,
            [()] * len(pieces) + chances,
            [*prefixes.would(translator, ids), *[""] * len(chances)],
        ),
        states=_stacked(found.annotations, found.states),
        first=np.zeros(max(found.annotations.shape[1], found.states.shape[1])),
        T_x=len(pieces),
        T_y=len(found.target),
        x_size=translator.model.config.embedding,
        y_size=len(translator.target),
        both_ways=True,
        unknown=tuple(dict.fromkeys(p for p in pieces[1:] if p not in translator.source.index)),
    )


RUNS: dict[str, Callable[..., Run]] = {
    "one_one": one_one,
    "one_many": one_many,
    "many_one": many_one,
    "many_many": many_many,
    "n_m": n_m,
}


def run(shape: str, text: str, *, seed: int = 1, locale: str = "", pads: int = 0) -> Run:
    """What the network of this shape makes of a text. seed: of a name; locale: of a date; pads: zeros after a sentence.

    Raises UserError for what it cannot read, KeyError for no such shape.
    """
    options = {"one_many": {"seed": seed}, "n_m": {"locale": locale}, "many_one": {"pads": pads}}
    return RUNS[shape](text, **options.get(shape, {}))


def _letter(writer: Writer, typed: str) -> tuple[str, bool]:
    """The first letter of what was typed, as a capital, and whether that is all of it."""
    letters = writer.split(typed)
    if not letters:
        raise UserError("shapes.empty")
    if letters[0] not in FIRST:
        raise UserError("shapes.letter", typed=letters[0])
    return letters[0], len(letters) == 1


def _likeliest(symbols: Sequence[str], p: np.ndarray, count: int) -> Chances:
    order = np.argsort(-p, kind="stable")[:count]
    return tuple((symbols[i], float(p[i])) for i in order)


def _drawn(symbols: Sequence[str], step: Draw) -> Chances:
    """The likeliest of what could be drawn, and what was, if it is none of them."""
    likeliest = _likeliest(symbols, step.p, SHOWN)
    drawn = symbols[step.index], float(step.p[step.index])
    return likeliest if drawn in likeliest else (*likeliest, drawn)


def _yes_or_no(p: float) -> Chances:
    return (POSITIVE, float(p)), (NEGATIVE, 1 - float(p))


def _unknown(words: Sequence[str], known: Sequence[bool]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word, is_known in zip(words, known, strict=True) if not is_known))


def _stacked(*parts: np.ndarray) -> np.ndarray:
    """Rows of unlike length beneath one another, NaN where one is shorter."""
    width = max(part.shape[1] for part in parts)
    return np.vstack([np.pad(part, ((0, 0), (0, width - part.shape[1])), constant_values=np.nan) for part in parts])
