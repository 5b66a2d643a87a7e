"""Vocabularies: what counts as a symbol, and what becomes <UNK>."""

from __future__ import annotations

import random
import unicodedata

import pytest

from core.vocab import EOS, UNK, Vocabulary, graphemes, words

LETTERS = Vocabulary(("\n", " ", *"abc", "é", UNK))

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"  # three people joined into one
THUMB = "\U0001f44d\U0001f3fd"  # a thumb with a skin tone
HEART = "\u2764\ufe0f"  # a heart, asked for in colour
KOREA = "\U0001f1f0\U0001f1f7"  # two regional indicators: a flag
SWEDEN = "\U0001f1f8\U0001f1ea"


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("", []),
        ("ab c", ["a", "b", " ", "c"]),
        ("한국", ["한", "국"]),
        ("e\u0301a", ["e\u0301", "a"]),
        (FAMILY + "x", [FAMILY, "x"]),
        (THUMB * 2, [THUMB, THUMB]),
        (HEART + "!", [HEART, "!"]),
        (KOREA + SWEDEN, [KOREA, SWEDEN]),
        ("a" + KOREA, ["a", KOREA]),
        ("שלום", ["ש", "ל", "ו", "ם"]),
        ("\u0301a", ["\u0301", "a"]),
        ("\n\u0301", ["\n", "\u0301"]),
        ("नि", ["नि"]),
    ],
)
def test_a_character_is_what_a_reader_sees(text: str, symbols: list[str]) -> None:
    assert graphemes(text) == symbols


def test_nothing_is_lost_or_added() -> None:
    rng = random.Random(0)
    pool = "ab \n\u0301\u200d\ufe0f" + KOREA + THUMB + "한<&é"
    for _ in range(300):
        text = "".join(rng.choices(pool, k=rng.randint(0, 12)))
        assert "".join(graphemes(text)) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Don't go!", ["Don't", "go", "!"]),
        ("It cost 25 dollars, right?", ["It", "cost", "25", "dollars", ",", "right", "?"]),
        ("  ", []),
        ('\'tis "so"', ["'", "tis", '"', "so", '"']),
        ("안녕, 세계", ["안녕", ",", "세계"]),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_encoding_and_the_unknown() -> None:
    assert LETTERS.encode(list("ab\n")) == [2, 3, 0]
    assert LETTERS.encode(["é", "e\u0301", "Z", THUMB]) == [5, LETTERS.unk, LETTERS.unk, LETTERS.unk]
    assert len(LETTERS) == 7 and LETTERS.index[UNK] == LETTERS.unk == 6
    assert all(LETTERS.symbols[i] == symbol for symbol, i in LETTERS.index.items())


def test_text_is_composed_and_lowered_before_it_is_split() -> None:
    assert LETTERS.split("e\u0301") == ["é"]
    assert LETTERS.split("Ab") == ["A", "b"]
    assert Vocabulary(("a", UNK), lower=True).split("Ab") == ["a", "b"]
    assert Vocabulary(("a", UNK), level="word", lower=True).split("A cat's  tail.") == ["a", "cat's", "tail", "."]
    assert LETTERS.split("한") == LETTERS.split(unicodedata.normalize("NFD", "한")) == ["한"]


def test_the_most_frequent_words_make_a_vocabulary() -> None:
    sentences = [["the", "cat", "sat"], ["the", "dog", "sat"], ["a", "cat", "the"]]
    made = Vocabulary.of_words(sentences, 5)
    assert made.symbols == (EOS, UNK, "the", "cat", "sat")
    assert made.level == "word" and made.lower
    assert Vocabulary.of_words(sentences, 7).symbols == (EOS, UNK, "the", "cat", "sat", "a", "dog")  # ties: a before d
    assert Vocabulary.of_words(sentences, 99).symbols[2:] == ("the", "cat", "sat", "a", "dog")
    assert made.encode(["a", "cat", EOS]) == [1, 3, 0]
