"""Which model a visitor's own text is for."""

import random

import pytest

from core.recurrent import choices, nested


def test_every_sentence_of_the_made_language_is_made_of_it():
    rng = random.Random(3)
    for phrases in range(6):
        for _ in range(40):
            assert choices.reads("nested", nested.sentence(rng, phrases).text)


@pytest.mark.parametrize(
    ("family", "text", "wanted"),
    [
        ("nested", "The CAT is old.", True),
        ("nested", "the cat sat.", False),
        ("nested", "the cat – is old.", False),
        ("nested", "the cats are old 🙂", False),
        ("hand", "abba", True),
        ("hand", "aB", False),
        ("hand", "a b", False),
        ("shakespeare", "🙂 qqq", True),
        ("words", "the cat sat.", True),
    ],
)
def test_reads(family, text, wanted):
    assert choices.reads(family, text) is wanted
