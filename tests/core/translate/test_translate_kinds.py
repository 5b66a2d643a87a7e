"""What each translator of sentences is trained on, against what it reads when it is used."""

import pytest

from core.recipes import translate_data as data
from core.recipes.translate_kinds import NAMES, Kind
from core.translate import models
from core.translate.bpe import BOS, EOS, SPECIAL
from core.translate.seq2seq import EncoderDecoder

PAIRS = [("I don't know where it is.", "Je ne sais pas où c'est."), ("Yes", "Oui !"), ("", "")]
BEGIN, END = SPECIAL.index(BOS), SPECIAL.index(EOS)


def taught(name: str) -> list[data.Encoded]:
    kind = Kind.of(name)
    source, target = models.subwords(kind.source), models.subwords(kind.target)
    pairs = [pair if kind.source == "en" else pair[::-1] for pair in PAIRS]
    return kind.taught(data.encoded(pairs, source, target))


@pytest.mark.parametrize("name", NAMES)
def test_it_is_trained_on_what_it_reads(name):
    reads, writes = models.vocabularies(name)
    for (source, target), pair in zip(taught(name), PAIRS, strict=True):
        x, y = pair if name.startswith("en") else pair[::-1]
        assert source == reads.read(x)[1]
        end = [] if name == "en-fr-no-end" else [END]
        assert target == [BEGIN, *writes.encode(y), *end]


def test_what_is_taught_to_one_does_not_change_the_pairs():
    pairs = data.encoded(PAIRS, models.subwords("en"), models.subwords("fr"))
    before = [(list(source), list(target)) for source, target in pairs]
    for name in NAMES:
        Kind.of(name).taught(pairs)
    assert pairs == before


@pytest.mark.parametrize("name", NAMES)
def test_its_sizes_are_those_of_what_ships(name):
    kind, shipped = Kind.of(name), models.load(name).config
    ours = kind.config(shipped.source, shipped.target)
    assert ours == shipped and (ours.attention, ours.one_way) == (kind.way == "", kind.way not in ("", "plain"))
    assert ours.context == (256 if ours.one_way else 384)


def test_one_alone_reads_its_own_words():
    assert [name for name in NAMES if Kind.of(name).own_words] == ["en-fr-own-words"]
    wide = Kind.of("en-fr-one-way").config(10, 10, units=7)
    assert wide.context == 7 == EncoderDecoder(wide).W_c.in_features


@pytest.mark.parametrize("name", ["fr-en-one-way", "en-fr-", "dates", "en"])
def test_no_other_names(name):
    with pytest.raises(KeyError):
        Kind.of(name)
