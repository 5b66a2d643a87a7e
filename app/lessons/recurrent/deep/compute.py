"""What the page on deep networks asks of core, remembered by its description: a visitor's own text for that visitor alone."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app.lessons.recurrent import compute as section
from app.lessons.recurrent.deep.options import SENTENCES, TEXTS, Options
from core.recurrent.options import CELLS, DEPTHS
from core.recurrent.results.deep import Deeper, DeepFigures, DeepReading, Narrow
from core.referees.results import Compared


def _read(cell: str, layers: int, text: str) -> DeepReading:
    from core.recurrent import deep

    return deep.load(cell, layers).read(text)


def _tag(layers: int, words: str) -> DeepReading:
    from core.recurrent import deep_tagger

    return deep_tagger.load(layers).read(words)


_own = st.cache_resource(_read, scope="session", max_entries=4, show_spinner=False)
_shown = st.cache_resource(_read, max_entries=64, show_spinner=False)
_own_tags = st.cache_resource(_tag, scope="session", max_entries=4, show_spinner=False)
_shown_tags = st.cache_resource(_tag, max_entries=16, show_spinner=False)


def read(cell: str, layers: int, text: str) -> DeepReading:
    """A text by one network. Raises UserError if there is nothing to read."""
    return (_shown if text in TEXTS.values() else _own)(cell, layers, text)


def tag(layers: int, words: str) -> DeepReading:
    """A sentence by layers that read both ways. Raises UserError if there is nothing to read."""
    return (_shown_tags if words in SENTENCES.values() else _own_tags)(layers, words)


def check(text: str) -> None:
    """Raise UserError for a text in which there is nothing to read."""
    from core.recurrent import deep

    deep.load("lstm", 1).ids(text)


def check_words(words: str) -> None:
    """Raise UserError for a sentence in which there is no word."""
    from core.recurrent import both_ways

    both_ways.words_of(words)


def unknown(text: str) -> list[str]:
    """Letters of a text that the networks have never seen, each once."""
    from core.recurrent import deep

    network = deep.load("lstm", 1)
    tokens, _ = network.ids(text)
    return [letter for letter in dict.fromkeys(tokens) if letter not in network.vocabulary.index]


def figures() -> dict[tuple[str, int], DeepFigures]:
    """What all networks were measured to do, by cell and depth."""
    from core.recurrent import deep_figures

    return deep_figures.all_figures()


def deeper(cell: str) -> tuple[Deeper, ...]:
    """Each depth of a cell beside the one before."""
    from core.recurrent import deep_figures

    return deep_figures.deeper(cell)


def enough(cell: str) -> int:
    """The depth from which on more layers do not pay."""
    from core.recurrent import deep_figures

    return deep_figures.enough(cell)


def narrow(cell: str) -> Narrow:
    """Networks that all have the few units of the deepest."""
    from core.recurrent import deep_figures

    return deep_figures.narrow(cell)


def strongest(cell: str, layers: int) -> list[dict[str, tuple[int, float]]]:
    """Of each layer and feature the unit that follows it best, and r."""
    from core.recurrent import deep, reacting

    return [reacting.strongest(r) for r in deep.load(cell, layers).correlations]


def dropout() -> dict[str, Any]:
    """What dropout in four places made of the network with two LSTM layers."""
    return section.card("deep_lstm_2")["measured"]["dropout"]


def card(layers: int) -> dict[str, Any]:
    """The model card of the layers that read both ways."""
    return section.card(f"deep_tagger_{layers}")


def referee(options: Options) -> list[Compared]:
    """Every layer by PyTorch's."""
    from core.referees import deep as referees

    if options.both:
        return referees.check_tags(options.layers, options.words)
    return referees.check(options.cell, options.layers, options.text)


def numbers(found: DeepReading, asked: str) -> dict[str, list]:
    """The text as a table: a row a symbol."""
    rows: dict[str, list] = {"t": [t + 1 for t in range(len(found))], "symbol": list(found.tokens)}
    likeliest, right, moved = found.likeliest(asked), found.p_right(asked), found.moved()
    for n in range(found.layers):
        name = f"layer_{n + 1}"
        rows[f"{name}_says"] = likeliest[n]
        rows[f"{name}_chance"] = [round(float(p), 6) for p in found.said[asked][n].max(-1)]
        if asked != "tag":
            rows[f"{name}_right"] = ["" if p != p else round(float(p), 6) for p in right[n]]
        rows[f"{name}_moved"] = [round(float(value), 6) for value in moved[n]]
    return rows


def first() -> DeepReading:
    """What stands there first."""
    options = Options()
    return read(options.cell, options.layers, options.text)


def warm() -> None:
    """Load all networks and read what is offered; the server does, before the first visitor."""
    for cell in CELLS:
        for layers in DEPTHS:
            for text in TEXTS.values():
                read(cell, layers, text)
    for layers in DEPTHS:
        for words in SENTENCES.values():
            tag(layers, words)
