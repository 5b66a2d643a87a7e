"""The networks that write: words of everyday English, letters of names, of dinosaurs and of Shakespeare."""

from __future__ import annotations

from functools import cache

from core.recurrent import language, names
from core.recurrent.language import speeches
from core.recurrent.writers import LanguageWriter, Writer

WORDS = 4000  # of the word model's 8,000 that it may write, the commonest: the rarer are read but not written
LONGEST = {"everyday": 20, "shakespeare": 160}  # symbols after which a text stops without <EOS>


@cache
def load(source: str) -> Writer:
    """The writer of one of `options.SOURCES`; KeyError for any other name."""
    makers = {
        "everyday": lambda: LanguageWriter(language.load("words"), WORDS, LONGEST["everyday"]),
        "shakespeare": lambda: LanguageWriter(language.load("shakespeare"), None, LONGEST["shakespeare"]),
        "names": lambda: names.Names.load("names").writer,
        "dinosaurs": lambda: names.Names.load("dinosaurs").writer,
    }
    return makers[source]()


CARDS = {  # of each source's network
    "everyday": "everyday_words",
    "names": "names",
    "dinosaurs": "dinosaurs",
    "shakespeare": "shakespeare_letters",
}


@cache
def trained_on(source: str) -> frozenset[str]:
    """The texts that the network was trained on, where they ship; of names those that were held out too. Else none."""
    ship = {"names": names.known, "shakespeare": lambda: speeches.sentences("train")}
    return frozenset(ship[source]()) if source in ship else frozenset()


def is_known(source: str, written: str) -> bool | None:
    """Whether a whole text stands, as it is, in what the network was trained on; None where that does not ship."""
    return written in trained_on(source) if trained_on(source) else None
