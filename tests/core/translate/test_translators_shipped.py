"""The shipped translators do what their cards say; skipped where a weight file is not there."""

import json
from datetime import date
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from sacrebleu.metrics import BLEU

from core import checkpoints
from core.recipes import dates_data
from core.translate import models, shown
from core.translate.options import LOCALES, MODELS, PLAIN, TranslationConfig
from core.translate.translator import Translator

TRANSLATIONS = json.loads((Path(__file__).parent / "translations.json").read_text("utf-8"))
GREEDY = TranslationConfig("greedy")


def shipped(name: str) -> Translator:
    """The translator, or skip the test."""
    return Translator.load(name) if models.stem(name) in checkpoints.names() else pytest.skip(f"{name} is not shipped")


def measured(name: str) -> dict:
    return checkpoints.card(models.stem(name))["measured"]


@pytest.mark.parametrize("name", TRANSLATIONS)
def test_sentences_are_translated_as_they_were_when_all_were_measured(name):
    """A part of the sentences that `test_bleu_on_the_sentences_shown_is_the_cards` measures, word for word."""
    translator, pairs = shipped(name), TRANSLATIONS[name]
    assert len(pairs) == 24
    assert [translator.translate(source, GREEDY).text for source, _ in pairs] == [text for _, text in pairs]


@pytest.mark.fuzz
@pytest.mark.parametrize("name", ["en-fr", "fr-en", "en-fr-plain", "fr-en-plain"])
def test_bleu_on_the_sentences_shown_is_the_cards(name):
    translator, said = shipped(name), measured(name)["shown_greedy"]
    if name.startswith("en"):
        rows = [(one.en, one.fr) for one in shown.sentences()]
    else:
        rows = [(one.fr[0], (one.en,)) for one in shown.sentences()]
    outputs = [translator.translate(source, GREEDY).text for source, _ in rows]
    references = list(zip(*(references for _, references in rows), strict=True))
    assert said["sentences"] == len(rows)
    assert BLEU().corpus_score(outputs, references).score == pytest.approx(said["bleu"], abs=0.5)


@pytest.mark.parametrize("task", MODELS)
def test_with_and_without_attention_can_be_compared(task):
    for name in (task, task + PLAIN):
        shipped(name)
    ours, plain = (checkpoints.card(models.stem(name)) for name in (task, task + PLAIN))
    assert ours["training"]["steps"] == plain["training"]["steps"] and ours["data"] == plain["data"]
    assert (ours["split"], ours["seed"]) == (plain["split"], plain["seed"])
    for size in ("source", "target", "embedding", "encoder", "decoder", "dropout"):
        assert ours["config"][size] == plain["config"][size], size
    if task != "dates":  # which are so short that one vector holds them
        assert ours["measured"]["test_bleu_beam_5"] > plain["measured"]["test_bleu_beam_5"]


def test_attention_follows_the_words():
    """On sentences whose words come in the same order, what is looked at moves on from left to right."""
    translator = shipped("en-fr")
    done = translator.translate("My brother works in a hospital.")
    places = done.attention @ np.arange(len(done.source))
    assert np.corrcoef(places, np.arange(len(places)))[0, 1] > 0.8


@pytest.mark.parametrize(("count", "off"), [(60, 0.05), pytest.param(300, 0.03, marks=pytest.mark.fuzz)])
@pytest.mark.parametrize("name", ["dates", "dates" + PLAIN])
def test_dates_are_read(name, count, off):
    translator, said = shipped(name), measured(name)
    assert (translator.model.attention is None) == name.endswith(PLAIN)
    kinds = [one for locale in LOCALES for one in dates_data.wordings(locale)]
    seen = [one for one in kinds if not dates_data.held_out(one)]
    some = list(islice(dates_data.examples(seen, "test", 99), count))
    right = [
        translator.translate(one.text, TranslationConfig("greedy", locale=one.locale)).text == one.iso for one in some
    ]
    share = said["days"]["exact"] / said["days"]["of"]
    assert np.mean(right) == pytest.approx(share, abs=off) and share > 0.9


@pytest.mark.parametrize(("locale", "day"), [("en_US", date(2020, 4, 3)), ("en_GB", date(2020, 3, 4))])
def test_the_locale_decides(locale, day):
    translator = shipped("dates")
    assert translator.translate("4/3/20", TranslationConfig(locale=locale)).text == day.isoformat()
