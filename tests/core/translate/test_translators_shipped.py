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
from core.translate import chain, models, shown
from core.translate.options import (
    LOCALES,
    MODELS,
    NO_END,
    ONE_VECTOR,
    ONE_WAY,
    OWN_WORDS,
    PLAIN,
    REVERSED,
    TranslationConfig,
)
from core.translate.translator import END, Translator

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
@pytest.mark.parametrize("name", ["en-fr", "fr-en", "en-fr-plain", "fr-en-plain", *ONE_VECTOR])
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


def test_source_orders_and_mistakes_can_be_compared():
    """Size for size and pair for pair the same, but for what each is about."""
    cards = {name: checkpoints.card(models.stem(name)) for name in map(lambda one: shipped(one).name, ONE_VECTOR)}
    right = cards[ONE_WAY]
    for card in cards.values():
        assert [card[key] for key in ("config", "data", "split", "seed", "hardware")] == [
            right[key] for key in ("config", "data", "split", "seed", "hardware")
        ]
        same = set(right["training"]) - {"curve", "steps"}
        assert {key: card["training"][key] for key in same} == {key: right["training"][key] for key in same}
    assert right["config"]["one_way"] and cards[REVERSED]["training"]["steps"] == right["training"]["steps"]


@pytest.mark.parametrize("name", [ONE_WAY, REVERSED])
def test_the_source_is_read_in_the_order_that_was_learned(name):
    """Human translations are likelier than if the pieces came the other way round."""
    translator, gains = shipped(name), []
    for one in shown.sentences()[:30]:
        _, ids = translator.read(one.en)
        given = [*translator.target.encode(one.fr[0]), END]
        turned = chain.forced(translator.stepper([*ids[-2::-1], END]), given).log_probability
        gains.append(translator.forced(one.en, one.fr[0]).log_probability - turned)
    assert np.mean(gains) > 5 and np.mean(np.array(gains) > 0) > 0.9


def test_without_the_end_in_its_targets_none_is_written():
    wrong, right, said = shipped(NO_END), shipped(ONE_WAY), measured(NO_END)["ending"]
    assert said["ended"] == 0 < said["of"]
    some = shown.sentences()[:20]
    for one in some:
        made = wrong.translate(one.en, GREEDY)
        assert not made.ended and len(made.tokens) == wrong.most(made.source) and END not in made.tokens
        assert right.translate(one.en, GREEDY).ended
    cost = [-np.mean([t.forced(one.en, one.fr[0]).log_probabilities[-1] for one in some]) for t in (wrong, right)]
    assert cost[0] == pytest.approx(said["dev_end"], abs=1) and cost[1] < 0.5


def test_fed_its_own_words_it_says_them_twice():
    def repeated(name: str) -> float:
        found = [shipped(name).translate(one.en, GREEDY).tokens for one in shown.sentences()[:40]]
        return np.mean([a == b for tokens in found for a, b in zip(tokens, tokens[1:], strict=False)])

    assert repeated(OWN_WORDS) > 0.1 > 0.02 > repeated(ONE_WAY)
    ours, right = (measured(name)["greedy"] for name in (OWN_WORDS, ONE_WAY))
    assert ours["bleu"] + ours["half_width"] < right["bleu"] - right["half_width"]


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
