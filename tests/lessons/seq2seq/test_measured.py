"""The figures in the lesson's text: each is worked out again, or stands among what the recipe measured; and there are no others."""

import re

import numpy as np
import pytest

from core.translate import sentence_maps
from core.translate.options import ONE_WAY, REVERSED
from core.translate.translator import Translator
from tests.lessons.seq2seq.measuring import (
    CARDS,
    FOUND,
    ORDER,
    POOLED,
    TEXT,
    by_length,
    holds,
    quotes,
)
from tests.lessons.seq2seq.samples import FRENCH, read


def test_numbers_are_found():
    holds("no number but three", "three")
    for text in ("a .5", "Two of them", "1,000", "twelve"):
        with pytest.raises(AssertionError):
            holds(text)


def test_no_placeholder_is_left():
    for name, section in TEXT.sections.items():
        assert section and not re.search(r"means-\d|^\S+-why$|^\S*TODO", section, re.MULTILINE), name


def test_the_lead_the_notes_and_the_explanation():
    holds(TEXT.lead, "one column of numbers")
    holds(" ".join(TEXT.notes()), "256 numbers")
    found, english = read(), Translator.load(ONE_WAY)
    assert len(found.c) == english.model.config.encoder == 256 and english.model.config.one_way
    assert len(read(FRENCH, "Non.").c) == 384 == 2 * Translator.load(FRENCH).model.config.encoder
    assert {len(side.symbols) for side in (english.source, english.target)} == {4000}
    assert {CARDS[name]["training"]["pairs"] // 1000 for name in CARDS} == {131}
    holds(
        TEXT.get("explain"),
        "The vector has 256 numbers, whether the sentence has two words or thirty",
        "Its $c$ has 384 numbers",
        "4,000 for each language",
        "trained on 131,000 short pairs",
        "an LSTM of four layers",
        "The two are trained together",
        "Another, the decoder",
        "of a long one",
    )


def test_maps_of_sentences():
    """Of the translator that reads as it stands; the bag of words by the tables of the page, which its own tests redo."""
    found = {kind: sentence_maps.means(ONE_WAY, kind) for kind in sentence_maps.kinds(ONE_WAY)}
    (para, bag), (admires, no_order), (card, _) = (one.values() for one in found.values())
    turned = sentence_maps.means(REVERSED, "admires")["c"]
    assert 2 < admires.of * 2 / 5 < 3, "two of the other five are of the same group"
    card_texts = sentence_maps.listed(ONE_WAY, "card").texts
    c = np.stack([read(ONE_WAY, text).c for text in card_texts])
    far = np.linalg.norm(c[:, None] - c, axis=-1) + 1e9 * np.eye(len(c))
    first, second = garden = [i for i, text in enumerate(card_texts) if text.startswith("In the garden")]
    assert far[first].argmin() == second and far[second].argmin() == first
    assert np.delete(far[garden], garden, 1).min() > 2 * far[first, second], "far from the rest"
    holds(
        TEXT.get("map_why"),
        f"{para.nearest} of {para.of} paraphrases have one of their own group nearest",
        f"gets {bag.nearest} of {bag.of}",
        f"the words alone get {no_order.nearest} of {no_order.of}, and $c$ gets {admires.nearest}",
        f"(by chance, 2 or 3; reversed, it gets {turned.nearest})",
        f"Here they do not, {card.nearest} of {card.of}",
        "the two that begin with “In the garden” lie side by side",
    )
    assert quotes(TEXT.get("map_why")) == ["I gave her a card", "She was given a card by me", "In the garden"]
    assert all(any(quote in text for text in card_texts) for quote in quotes(TEXT.get("map_why")))
    holds(TEXT.get("map"), "the two directions", "the two sets of six are those of figure 2 of", "of all numbers")


def test_orders_by_length():
    assert (POOLED["bleu"], POOLED["low"], POOLED["high"]) == (0.11, -0.24, 0.51) and len(ORDER["seeds"]) == 3
    signs = {np.sign(one["bleu"]) for one in ORDER["difference"]}
    assert signs == {-1, 1}, "either sign"
    first, last = ([one[end]["bleu"] for one in ORDER["difference"]] for end in ("first_four", "last_four"))
    assert max(first) < 0 < min(last) and len(first) == 3
    trained = {row["from"]: row["trained"] for row in CARDS[ONE_WAY]["measured"]["by_length_greedy"]}
    assert trained[5] + trained[7] > sum(trained.values()) / 2, "five to eight words are more than half"
    holds(
        TEXT.get("order_why"),
        f"their mean is +{POOLED['bleu']:.2f} BLEU, with a 95 % interval from −{-POOLED['low']:.2f} to +{POOLED['high']:.2f}",
        f"in all three pairs the first four words of the longer translations lose, {-np.mean(first):.1f} BLEU on average",
        f"and the last four gain, {np.mean(last):.1f}; but three trainings are few",
        "LSTMs of four layers with 1,000 units each, trained on twelve million sentences of some 25 words",
        "a GRU of one layer, trained on 131,000 sentences, most of them of four to eight words",
        "given $c$ once",
        f"has {FOUND['sizes'][0]['units']} to {FOUND['sizes'][-1]['units']} numbers",
    )
    holds(
        TEXT.get("order"),
        "rose from 25.9 to 30.6, its perplexity fell from 5.8 to 4.7",  # section 3.3 of the paper
        "two translators that differ in this alone, each trained three times",
        "the first words of both",
    )
    holds(TEXT.get("longer"), "cut after one word, after two, and so on", "through the one vector")


def test_sizes_of_the_vector():
    sizes, attention = (
        {row["units"]: row["by_length"] for row in FOUND["sizes"]},
        FOUND["attention"]["en-fr"]["by_length"],
    )
    rises = [
        by_length(sizes[bigger], one["from"]) > one["bleu"]
        for smaller, bigger in ((64, 128), (128, 256), (256, 512))
        for one in sizes[smaller]
    ]
    assert sum(rises) >= len(rises) - 2, "at nearly every length"
    assert attention == CARDS["en-fr"]["measured"]["by_length_greedy"]
    model = Translator.load("en-fr").model
    assert 2 * model.config.encoder == 384
    holds(
        TEXT.get("sizes_why"),
        f"With 512 numbers, sentences of 13 to 16 words get {by_length(sizes[512], 13):.1f} BLEU",
        f"with attention, which keeps 384 numbers for *every* word, {by_length(attention, 13):.1f}",
        f"Sentences of five and six words are at {by_length(sizes[512], 5):.1f} and {by_length(attention, 5):.1f}",
    )
