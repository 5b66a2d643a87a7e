"""Shakespeare's sentences, what follows a run of words in them, and how much of a text is copied."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from nltk import ngrams as nltk_ngrams

from core.data import shakespeare
from core.recurrent import copying
from core.recurrent.language import ngrams, speeches
from core.recurrent.language.ngrams import NGrams
from core.vocab import EOS

SENTENCES = [line.split() for line in ("a b a b c .", "a b c d .", "c a b .", "d .")]
BOOK = NGrams(SENTENCES)


@pytest.mark.parametrize("order", ngrams.ORDERS)
def test_what_follows_is_what_nltk_counts(order: int) -> None:
    counts = Counter()
    for sentence in SENTENCES:
        padded = [*[EOS] * (order - 1), *sentence, EOS]
        counts.update(nltk_ngrams(padded, order))
    prefixes = [sentence[:t] for sentence in SENTENCES for t in range(len(sentence) + 1)]
    for prefix in prefixes:
        context = tuple([*[EOS] * (order - 1), *prefix][len(prefix) :]) if order > 1 else ()
        seen, found = BOOK.following(prefix, order)
        expected = {gram[-1]: count for gram, count in counts.items() if gram[:-1] == context}
        assert dict(zip((BOOK.symbols[i] for i in seen), found.tolist(), strict=True)) == expected


def test_a_written_sentence_is_made_of_runs_that_are_in_the_book() -> None:
    book = ngrams.shakespeare()
    for order in (2, 3, 4):
        for seed in range(1, 6):
            words = [EOS, *book.write(order, seed)]
            for t in range(1, len(words)):
                assert len(book.places(words[max(0, t + 1 - order) : t + 1])), (order, seed, words)


def test_words_are_drawn_as_often_as_they_follow() -> None:
    first = Counter((BOOK.write(2, seed) or (EOS,))[0] for seed in range(1, 2001))
    expected = np.array([2, 1, 1]) / 4
    found = np.array([first["a"], first["c"], first["d"]]) / 2000
    assert np.abs(found - expected).max() < 0.04 and sum(first.values()) == 2000


def test_the_longest_run_is_that_of_a_search_by_hand() -> None:
    words = "x a b c d c a b . d".split()
    start, length = BOOK.longest(words)
    runs = {tuple(s[i:j]) for s in SENTENCES for i in range(len(s)) for j in range(i + 1, len(s) + 1)}
    longest = max(j - i for i in range(len(words)) for j in range(i + 1, len(words) + 1) if tuple(words[i:j]) in runs)
    assert length == longest == 4 and tuple(words[start : start + length]) in runs
    assert BOOK.longest(["x", "y"]) == (0, 0) and BOOK.longest([]) == (0, 0)
    assert BOOK.longest(". d".split())[1] == 1, "no run goes on into the next sentence"


def test_sentences_are_those_of_the_works_without_names_and_directions() -> None:
    found = speeches.sentences("train")
    assert len(found) == 42_469 and len(set(found)) > 38_000
    assert "Good my friends, consider you are my guests: do me no foul play, friends." in found
    assert "Let me not to the marriage of true minds admit impediments." in found
    assert not any("[" in s or "_" in s or "Enter " in s for s in found)
    assert max(map(len, found)) <= speeches.LETTERS
    names = sum(s.upper() == s and len(s) > 12 for s in found)
    assert names < 50, "of the speakers' names a few dozen are left, those in the lists of persons"


def test_hardly_anything_that_is_said_is_lost() -> None:
    """What is left out of a work are names, headings and directions: a fifth of it at most, and of a poem next to nothing."""
    for title, text in shakespeare().items():
        kept = sum(len(" ".join(lines)) for lines in speeches._speeches()[title])
        assert kept > (0.95 if title in speeches.POEMS - {"phoenix_and_the_turtle"} else 0.76) * len(text), title


def test_the_split_is_by_work() -> None:
    assert any(s.startswith("Once more unto the breach, dear friends") for s in speeches.sentences("test"))
    assert not any(s.startswith("Once more unto the breach, dear friends") for s in speeches.sentences("train"))
    shared = set(speeches.sentences("train")) & set(speeches.sentences("test"))
    assert max(len(s) for s in shared) < 60, "what both have are short sentences that anybody says"


@pytest.mark.parametrize("text", ["'Tis self-same, o' my word!", "Thou lov'st me; ay, what then?"])
def test_words_can_be_put_together_again(text: str) -> None:
    assert speeches.written(speeches.words(text)) == text


def test_a_sentence_of_the_book_is_copied_whole_and_another_is_not() -> None:
    whole = speeches.sentences("train")[1234]
    found = copying.beside_the_book(whole)
    assert found.whole and found.run == found.words == tuple(speeches.words(whole))
    fresh = copying.beside_the_book("My modem is a villain, my lord.")
    assert not fresh.whole and fresh.run == tuple(", my lord .".split())


def test_the_longer_the_runs_the_more_is_copied() -> None:
    shares = [
        np.mean([one.length / max(1, len(one.words)) for one in copying.counted(order, range(1, 31))])
        for order in ngrams.ORDERS
    ]
    assert shares == sorted(shares) and shares[0] < 0.5 < shares[3]
