"""A translation beside its sentence: which word is needed where, and how often both have as many words."""

from __future__ import annotations

import json

import pytest

from core.data import ASSETS
from core.errors import UserError
from core.translate import lengths
from core.translate.translator import Translator

SENTENCES = ("The white house is big.", "I like red wine.", "I am cold.", "I never drink black coffee.")


@pytest.mark.parametrize("text", SENTENCES)
def test_each_word_needs_what_attention_looks_at_most(text: str) -> None:
    found, whole = lengths.align(text), Translator.load("en-fr").translate(text)
    assert found.text == whole.text
    assert [word.place for word in found.target] == list(range(len(found.target)))
    for word in found.target:
        assert found.source[word.looks_at_place] == word.looks_at
    starts = [i for i, piece in enumerate(whole.source) if piece.startswith("▁")]
    assert len(starts) == len(found.source) - 1, "each word is one piece, and a full stop comes last"
    written = [i for i, piece in enumerate(whole.target[:-1]) if piece.startswith("▁") or not piece.isalpha()]
    written += [i for i, piece in enumerate(whole.target) if i and whole.target[i - 1] == "'"]
    ends = [*sorted(set(written))[1:], len(whole.target) - 1]
    for word, start, end in zip(found.target, sorted(set(written)), ends, strict=True):
        rows = whole.attention[start:end, [*starts, starts[-1] + 1]]
        assert word.looks_at_place == int(rows.sum(0).argmax()), word


def test_an_adjective_before_its_noun_needs_what_comes_later() -> None:
    found = lengths.align("The white house is big.")
    assert [(word.word, word.looks_at) for word in found.unread] == [("maison", "house")]
    assert found.unread[0].looks_at_place == 2 and found.unread[0].place == 1


def test_translations_of_equal_length_are_counted_by_hand_too() -> None:
    data = json.loads((ASSETS / "data" / "translate" / "sentences.json").read_text(encoding="utf-8"))["sentences"]
    same = sum(
        len([w for w in one["en"].split() if w.strip(".,?!;:«»")])
        == len([w for w in french.split() if w.strip(".,?!;:«»")])
        for one in data
        for french in one["fr"]
    )
    assert lengths.equal() == (same, 2 * len(data)) and 0 < same < 2 * len(data)


@pytest.mark.parametrize(("text", "count"), [("I am cold", 3), ("J'ai froid", 2), ("Quoi ?", 1), ("", 0), ("— 3 !", 1)])
def test_a_word_stands_between_spaces(text: str, count: int) -> None:
    assert lengths.count(text) == count


def test_nothing_cannot_be_translated() -> None:
    with pytest.raises(UserError):
        lengths.align("  ")
