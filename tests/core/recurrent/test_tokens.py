"""Words of a sentence: beside NLTK's Penn Treebank tokenizer, and signs that it takes apart."""

from __future__ import annotations

import time

import pytest
from nltk.tokenize import TreebankWordTokenizer

from core.recurrent.tokens import split
from core.vocab import graphemes

ORDINARY = (
    "The train to Vienna leaves at noon.",
    "I can't find my keys, and I don't know why.",
    "Wasn't that Anna's bicycle?",
    "They'll come back; we've asked them twice.",
    "He said he'd pay $25 for it!",
    "The well-known painter lives near the sea.",
    "It isn't the students' fault.",
    "She'd rather walk than take the 8:30 bus.",
    "Prices rose by 3.5 percent, to 1,200 euros.",
    "We're late (again), so let's hurry.",
    "You shouldn't have; I'm grateful all the same.",
    "Who's there?",
    "Dr. Novak couldn't see us before Friday.",
    "The U.S. team won.",
    "Wait -- is this yours?",
)
ODD = {
    "can't": ["ca", "n't"],
    "CAN’T": ["CA", "N'T"],
    "U.S.": ["U.S."],
    "St. Louis": ["St.", "Louis"],
    "Well, so am I. Good.": ["Well", ",", "so", "am", "I", ".", "Good", "."],
    "good…bad": ["good", "...", "bad"],
    "don't,won't": ["do", "n't", ",", "wo", "n't"],
    "AT&T's": ["AT&T", "'s"],
    "👩‍👩‍👧 👍🏽🇩🇪": ["👩‍👩‍👧", "👍🏽", "🇩🇪"],
    "e\u0301te\u0301 x\u0323\u0301": ["été", "x\u0323\u0301"],
    "영화가 좋다": ["영화가", "좋다"],
    "<b>": ["<", "b", ">"],
    "'s": ["'", "s"],
    "": [],
    " \n\t ": [],
}


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_sentences_are_split_as_the_treebank_splits_them(text: str) -> None:
    assert split(text) == TreebankWordTokenizer().tokenize(text)


@pytest.mark.parametrize(("text", "words"), ODD.items())
def test_odd_ones(text: str, words: list[str]) -> None:
    assert split(text) == words


@pytest.mark.parametrize("mark", ["\u0301", "👨\u200d", "🇩", "!"], ids=["accents", "joined", "flags", "marks"])
def test_a_long_run_of_signs_is_what_a_reader_sees_and_takes_no_time(mark: str) -> None:
    began = time.process_time()
    words = split("a " + mark * 3000)
    assert time.process_time() - began < 1, "quadratic, it would be several seconds"
    assert words == ["a", *graphemes(mark * 3000)]
