"""Subwords against Hugging Face's tokenizers, with the shipped merges."""

import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from core.data import ASSETS
from core.translate.bpe import EOS, SPECIAL, UNK, Reversed, Subwords, chunks

SENTENCES = (
    "I'm not sure whether we've met before, are we?",
    "Aujourd'hui, il fait trop chaud pour travailler ; qu'en penses-tu ?",
    "The café's 3 naïve waiters didn't understand Schrödinger's œuvre!",
    "Donaudampfschifffahrtsgesellschaftskapitän, antidisestablishmentarianism",
    "x",
    'Well... "yes" - or no? 100% of 1,234.50$',
)


@pytest.fixture(scope="module", params=["en", "fr"])
def subwords(request) -> Subwords:
    return Subwords.load(ASSETS / "data" / "translate" / f"pieces_{request.param}.json")


def test_pieces_are_those_of_the_library(subwords):
    theirs = Tokenizer(models.BPE(vocab=subwords.index, merges=list(subwords.merges), unk_token=UNK))
    theirs.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    for sentence in SENTENCES:
        expected = theirs.encode(" ".join(chunks(sentence))).ids
        assert subwords.encode(sentence) == expected, sentence


def test_sentences_come_back(subwords):
    for sentence in SENTENCES[:2]:
        assert subwords.decode([*subwords.encode(sentence), subwords.index[EOS]]) == sentence
    assert subwords.decode(subwords.encode("It’s  “here”…")) == 'It\'s "here"...'


def test_what_was_never_seen_is_unk(subwords):
    ids = subwords.encode("I see 寿司 🙂")
    assert ids.count(subwords.index[UNK]) == 3
    assert [subwords.symbols.index(symbol) for symbol in SPECIAL] == [0, 1, 2]
    assert subwords.encode("") == []


def test_a_long_word_takes_no_memory(subwords):
    before = len(subwords._known)
    subwords.encode("a" * 500)
    assert len(subwords._known) == before


def test_written_and_read_again(subwords, tmp_path):
    subwords.save(tmp_path / "pieces.json")
    assert Subwords.load(tmp_path / "pieces.json") == subwords


def test_backwards_are_the_same_pieces_and_the_end_stays(subwords):
    backwards = Reversed(subwords)
    assert len(backwards) == len(subwords)
    for sentence in (*SENTENCES, "🙂 I", ""):
        pieces, ids = backwards.read(sentence)
        assert pieces == [*reversed(subwords.split(sentence)), EOS]
        assert ids == [*reversed(subwords.encode(sentence)), subwords.index[EOS]]
        assert len(pieces) == len(ids)
