"""What is held out of training, what batches hold, and the sentences that the app shows."""

import gzip
import itertools
import json
from datetime import date

import pytest
import torch

from core.recipes import dates_data, translate, translate_scores
from core.recipes import translate_data as data
from core.translate import models, shown
from core.translate.bpe import normalise
from core.translate.options import LOCALES
from core.translate.seq2seq import EncoderDecoder, Seq2SeqConfig


def test_whatever_is_linked_to_what_is_held_is_left_out():
    pairs = [
        ("Hello.", "Salut."),
        ("Hi!", "Salut !"),
        ("Hi.", "Bonjour."),
        ("Bye.", "Au revoir."),
        ("A dog.", "Un chien."),
    ]
    assert data.outside(pairs, {("fr", "bonjour")}) == pairs[3:]
    assert data.outside(pairs, {("en", "a dog"), ("en", "bye")}) == pairs[:3]
    assert data.outside(pairs, {("en", "bonjour")}) == pairs, "a sentence of the other language is another sentence"


def test_the_splits_are_read(tmp_path):
    rows = ["train\tIt’s  me.\tC'est moi.", "train\tGo.\tVa.", "dev\tRun!\tCours !", "test\tStop.\tArrête."]
    (tmp_path / "pairs.gz").write_bytes(gzip.compress("\n".join(rows).encode()))
    (tmp_path / "multi.json").write_text(json.dumps([{"src": "va !", "refs": ["Go."]}]), encoding="utf-8")
    pairs = data.read(tmp_path / "pairs.gz", tmp_path / "multi.json")
    assert pairs.train == [("It's me.", "C'est moi.")]
    assert (pairs.dev, pairs.test) == ([("Run!", "Cours !")], [("Stop.", "Arrête.")])


def test_a_pass_holds_every_pair_once():
    pairs = [([5] * (1 + i % 4) + [0], [1, *range(10, 10 + i % 7), 0]) for i in range(60)]
    for generator in (None, torch.Generator().manual_seed(1)):
        found = []
        for source, target in data.batches(pairs, 30, generator):
            assert target.numel() <= 30 + len(target), "two lengths may share a batch"
            for x, y in zip(source.tolist(), target.tolist(), strict=True):
                found.append((x, [token for token in y if token != data.IGNORE]))
        assert sorted(found) == sorted(pairs)


def test_what_was_kept_goes_on_as_if_it_had_not_stopped(tmp_path):
    pairs = [([3 + i % 5, 3 + i % 7, 0], [1, 3 + i % 5, 3 + i % 7, 0]) for i in range(40)]
    config = Seq2SeqConfig(12, 12, 8, 6, 8, 4, True, 0.1)
    straight = translate.Training(config, pairs, pairs[:5], 12)
    list(straight.run(24))
    stopped = translate.Training(config, pairs, pairs[:5], 12)
    for source, target in itertools.islice(stopped._batches(24), 7):
        stopped._step(source, target)
    stopped.keep(tmp_path / "kept.pt")
    taken = translate.Training(config, pairs, pairs[:5], 12)
    taken.take_up(tmp_path / "kept.pt")
    list(taken.run(24))
    assert taken.step == straight.step == 12
    for name, weight in straight.model.named_parameters():
        assert torch.equal(weight, dict(taken.model.named_parameters())[name]), name


def test_a_training_learns_to_copy():
    pairs = [([3 + a, 3 + b, 0], [1, 3 + a, 3 + b, 0]) for a in range(9) for b in range(9)]
    training = translate.Training(Seq2SeqConfig(12, 12, 16, 16, 24, 12, True, 0.0), pairs, pairs, 300)
    last = list(training.run(200))[-1]
    assert last["dev"] < 0.5 < translate.nats(EncoderDecoder(training.model.config), pairs)


def test_sentences_unlike_all_others_are_found_as_by_edit_distance():
    words = ("a", "b", "c")
    trained = [" ".join(s) for s in itertools.chain(itertools.product(words[:2], repeat=2), [("c", "c", "a", "b")])]
    far = translate_scores.unlike(trained)
    for n in range(1, 6):
        for s in itertools.product(words, repeat=n):
            nearest = min(_distance(s, tuple(t.split())) for t in trained)
            assert far(" ".join(s)) == (nearest >= 2), s


def _distance(s, t):
    row = list(range(len(t) + 1))
    for i, a in enumerate(s, 1):
        row, last = [i], row
        for j, b in enumerate(t, 1):
            row.append(min(last[j] + 1, row[-1] + 1, last[j - 1] + (a != b)))
    return row[-1]


def test_bleu_by_length_counts_every_case():
    cases = [
        translate_scores.Case("one two three four five .", "un deux trois quatre cinq", ("un deux trois quatre cinq",))
    ]
    rows = translate_scores.by_length(cases * 3, ["a b c d e", "a b"])
    assert [(row["from"], row["to"], row["sentences"], row["trained"]) for row in rows] == [(5, 6, 3, 1)]
    assert rows[0]["bleu"] == 100


def test_the_sentences_shown():
    ours = shown.sentences()
    assert len(ours) >= 200 and len({data.bare(one.en) for one in ours}) == len(ours)
    for one in ours:
        assert 5 <= len(one.en.split()) <= 30, one.en
        assert len(one.fr) == 2 and one.fr[0] != one.fr[1], one.en
        for language, text in (("en", one.en), *(("fr", text) for text in one.fr)):
            assert normalise(text) == text and text[-1] in ".?!" and text[0].isupper(), text
            assert 2 not in models.subwords(language).encode(text), f"every character is known: {text}"
            assert len(models.subwords(language).read(text)[0]) <= 60


@pytest.mark.parametrize("locale", LOCALES)
def test_wordings_give_the_day_back(locale):
    kinds = dates_data.wordings(locale)
    assert sum(not dates_data.held_out(one) for one in kinds) >= 8
    assert not any("Y" in one.pattern for one in kinds)
    for one in kinds:
        text, other = one.write(date(1987, 11, 25)), one.write(date(1987, 11, 26))
        assert text != other and "25" in text and ("87" in text)


def test_days_and_wordings_held_out_stay_out():
    kinds = [one for locale in ("en_US", "de_DE") for one in dates_data.wordings(locale)]
    made = {
        split: list(itertools.islice(dates_data.examples(kinds, split, 3, 0.5), 400)) for split in ("train", "test")
    }
    days = {split: {one.iso for one in examples} for split, examples in made.items()}
    assert not days["train"] & days["test"]
    told = [one.locale for one in made["train"]]
    assert 120 < told.count("") < 280 and set(told) == {"", "en_US", "de_DE"}
    us, gb = dates_data.Wording("en_US", "M/d/yy"), dates_data.Wording("en_GB", "d/M/yy")
    assert us.write(date(2020, 4, 3)) == "4/3/20" == gb.write(date(2020, 3, 4))
    assert dates_data.Example("4/3/20", "2020-04-03", "", us).undecidable
    assert not dates_data.Example("", "2020-04-30", "", dates_data.Wording("en_US", "M/d/y")).undecidable
    assert not dates_data.Example("", "2020-04-03", "", dates_data.Wording("en_US", "MMM d, y")).undecidable
