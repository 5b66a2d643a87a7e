"""A sentence that grows word by word: each cut translated alone, shares and the place where it breaks by hand."""

import pytest
import torch

from core.errors import UserError
from core.translate import growing
from core.translate.options import ONE_WAY, REVERSED, TranslationConfig
from core.translate.translator import UNKNOWN, Translator
from tests.core.translate.test_translator import made

torch.set_num_threads(1)
GREEDY = TranslationConfig("greedy")
TEACHER = "Our teacher gave us too much homework for the holidays."


@pytest.mark.parametrize(
    ("name", "attentive", "text"),
    [
        (ONE_WAY, "en-fr", TEACHER),
        (REVERSED, "en-fr", TEACHER),
        ("en-fr-no-end", "en-fr", "I see 🙂 and 寿司, don't I?"),
        ("fr-en-plain", "fr-en", "Le vieux moulin a brûlé hier !"),
    ],
)
def test_each_cut_is_translated_as_it_is_alone(name, attentive, text):
    found = growing.growing(text, name)
    one, other = Translator.load(name), Translator.load(attentive)
    assert [(row.words, row.text) for row in found.rows] == list(enumerate(growing.beginnings(text), 1))
    for row in found.rows:
        assert row.one_vector == one.translate(row.text, GREEDY).text, row.text
        assert row.attention == other.translate(row.text, GREEDY).text, row.text
        assert row.shared == growing.shared(row.one_vector, row.attention)


@pytest.mark.parametrize("attention", [True, False])
def test_an_unknown_word_is_taken_from_where_one_looks(attention):
    one = made(attention, end=-9)
    one.model.b_o[UNKNOWN] = 9
    texts = ["I see 寿司.", "No"]
    found = growing.translated(one, texts)
    assert found == [one.translate(text, GREEDY).text for text in texts]
    assert ("<UNK>" in found[0]) == (not attention)


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("I  don't know.", ["I.", "I don't.", "I don't know."]),
        ("In the garden, she sang!", ["In!", "In the!", "In the garden!", "In the garden, she!", "In the garden, she sang!"]),
        ("Où est-elle ?", ["Où ?", "Où est-elle ?"]),
        ("Well ... yes", ["Well", "Well ... yes"]),
        ('"No," he said.', ['"No,".', '"No," he.', '"No," he said.']),
        ("Hello", ["Hello"]),
        ("?!", ["?!"]),
    ],
)  # fmt: skip
def test_a_sentence_is_cut_after_its_words(text, cuts):
    assert growing.beginnings(text) == cuts


@pytest.mark.parametrize(
    ("mine", "theirs", "share"),
    [
        ("Elle est là.", "elle est là !", 1.0),
        ("le le chat", "le chat le chat le", 3 / 5),
        ("le le le", "le chat", 1 / 2),
        ("", "Oui.", 0.0),
        ("Oui.", "...", 1.0),
        ("il n'a pas", "il n'a rien", 3 / 4),
    ],
)
def test_shares_count_repeats(mine, theirs, share):
    assert growing.shared(mine, theirs) == pytest.approx(share)


@pytest.mark.parametrize(
    ("shares", "place"),
    [
        ([1.0, 0.9, 0.8], None),
        ([1.0, 0.75, 0.6], 1),
        ([0.2, 1.0, 0.2, 0.8, 0.7], 4),
        ([0.2, 1.0], None),
        ([0.5, 0.5], 0),
        ([0.76], None),
    ],
)
def test_it_breaks_where_it_never_comes_back(shares, place):
    assert growing.breaks(shares) == place


@pytest.mark.parametrize("name", [ONE_WAY, REVERSED])
def test_the_teachers_sentence_breaks_at_the_homework(name):
    found = growing.growing(TEACHER, name)
    assert found.rows[found.breaks].text == "Our teacher gave us too much homework."
    assert all(row.shared == 1 for row in found.rows[3:6]) and found.rows[-1].shared < 0.75


def test_what_cannot_be_read():
    for text in (" ", "word " * 70):
        with pytest.raises(UserError):
            growing.growing(text, ONE_WAY)
