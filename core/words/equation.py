"""Equations of words as they are typed, "king - man + woman", and words that are not in the list."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache, partial
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from core.errors import UserError
from core.words.results import Term

if TYPE_CHECKING:
    from core.words.vectors import WordVectors

MAX_TERMS = 12
MAX_WORDS = 24
MAX_WORD = 60
SEARCHES = 256  # remembered for each list of words
SIGNS = {"+": 1, "-": -1, "−": -1, "–": -1}


def parse(text: str) -> tuple[Term, ...]:
    """The terms of an equation; words without a sign between them are one phrase, joined by "_".

    A hyphen within a word is part of it, unless the same piece also holds a plus. Raises UserError if there is no word,
    nothing positive, or more than 12 terms.
    """
    terms: list[Term] = []
    sign, open_phrase = 1, False
    for piece in _pieces(text):
        if piece in SIGNS:
            sign, open_phrase = SIGNS[piece], False
        elif open_phrase:
            terms[-1] = Term((terms[-1].word + "_" + piece)[:MAX_WORD], terms[-1].sign)
        else:
            terms.append(Term(piece[:MAX_WORD], sign))
            sign, open_phrase = 1, True
    if not any(term.sign > 0 for term in terms):
        raise UserError("analogies.nothing")
    if len(terms) > MAX_TERMS:
        raise UserError("analogies.too_many", limit=MAX_TERMS)
    return tuple(terms)


def _pieces(text: str) -> list[str]:
    found: list[str] = []
    for piece in text.split():
        if "+" in piece.strip("+"):
            found += [part for part in re.split(r"([+\-−–])", piece) if part]
        elif piece[0] in SIGNS and len(piece) > 1:
            found += [piece[0], piece[1:]]
        else:
            found.append(piece)
    return found


def known(wv: WordVectors, terms: Sequence[Term]) -> tuple[Term, ...]:
    """The same terms in the spelling of the list. Raises UserError that names the first unknown word and the words
    spelt most like it."""
    return tuple(Term(spelling(wv, term.word), term.sign) for term in terms)


def spelt(wv: WordVectors, word: str) -> str | None:
    """The word as the list spells it: as typed, in lower case, with a capital, in capitals; None where it is not there."""
    forms = (word, word.lower(), word.capitalize(), word.title(), word.upper())
    return next((form for form in forms if form in wv), None)


def spelling(wv: WordVectors, word: str) -> str:
    """As `spelt`. Raises UserError that names the words spelt most like one that is not there."""
    form = spelt(wv, word)
    if form is not None:
        return form
    near = _near(wv, word.lower())
    if near:
        raise UserError("vectors.unknown_near", word=word, near=", ".join(near))
    raise UserError("vectors.unknown_word", word=word)


def listed(wv: WordVectors, text: str, most: int = MAX_WORDS) -> tuple[list[str], list[str]]:
    """Of the first `most` words of a text, separated by spaces or commas: those that have a vector, as the list spells them
    and each once; and the others."""
    found: dict[str, None] = {}
    missing = []
    for word in text.replace(",", " ").split()[:most]:
        form = spelt(wv, word)
        if form is None:
            missing.append(word)
        else:
            found[form] = None
    return list(found), missing


_searches: WeakKeyDictionary[WordVectors, Callable[[str], list[str]]] = WeakKeyDictionary()


def _near(wv: WordVectors, word: str) -> list[str]:
    """`nearest_spellings`, which a page with an unknown word asks for at each run; remembered as long as the vectors are."""
    if wv not in _searches:
        _searches[wv] = lru_cache(SEARCHES)(partial(nearest_spellings, wv.words))
    return _searches[wv](word)


def nearest_spellings(words: Sequence[str], word: str, count: int = 5, cutoff: float = 0.7) -> list[str]:
    """The words spelt most like `word`, best first: difflib's ratio, 2 M / (both lengths), at least `cutoff`.

    Words of one ratio stand in the order of the list. The ratio is worked out only where an upper bound of it, by letters
    in common, leaves a chance.
    """
    letters = _counts(word)
    bounded = []
    for place, other in enumerate(words):
        size = len(word) + len(other)
        if 2 * min(len(word), len(other)) < cutoff * size:
            continue
        bound = 2 * _common(letters, other) / size
        if bound >= cutoff:
            bounded.append((-bound, place))
    best: list[tuple[float, int]] = []
    matcher = SequenceMatcher(None, "", word, autojunk=False)
    for bound, place in sorted(bounded):
        if len(best) == count and -bound < -best[-1][0]:
            break
        matcher.set_seq1(words[place])
        ratio = matcher.ratio()
        if ratio >= cutoff:
            best = sorted([*best, (-ratio, place)])[:count]
    return [words[place] for _, place in best]


def _counts(word: str) -> dict[str, int]:
    return {letter: word.count(letter) for letter in set(word)}


def _common(letters: dict[str, int], other: str) -> int:
    return sum(min(count, other.count(letter)) for letter, count in letters.items())
