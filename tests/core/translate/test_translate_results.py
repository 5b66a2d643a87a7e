"""What the records of core.translate say of themselves, against other ways to it; and what becomes of a card's rows."""

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest

from core.translate import studies
from core.translate.beam import BeamConfig, search
from core.translate.cards import length_bins
from core.translate.results import BeamTrace, Energy, Searched, Way, piece_label, written
from core.translate.small import END, SmallLanguage


@pytest.fixture
def trace() -> BeamTrace:
    return search(SmallLanguage(5, 3).next_log_probs, BeamConfig(4, END, 7))


def test_a_path_is_what_the_language_says_of_its_tokens(trace):
    language = SmallLanguage(5, 3)
    for one in trace.finished:
        at = len(one.tokens) - 1, one.row
        assert trace.tokens(*at) == one.tokens
        by_hand = [language.next_log_probs([one.tokens[:i]])[0, token] for i, token in enumerate(one.tokens)]
        assert trace.log_probabilities(*at) == pytest.approx(by_hand)
        assert sum(by_hand) == pytest.approx(one.log_probability)
    assert trace.likeliest == max(one.log_probability for one in trace.finished)
    shuffled = replace(trace, finished=trace.finished[::-1])
    assert shuffled.likeliest == trace.likeliest, "whatever it is ranked by"


@pytest.mark.parametrize("seed", range(5))
def test_an_output_is_found_in_the_search_as_far_as_it_is_listed(seed):
    language = SmallLanguage(5, seed)
    trace = search(language.next_log_probs, BeamConfig(3, END, 7))
    listed = {trace.tokens(t, row): row for t, step in enumerate(trace.steps) for row in range(len(step))}
    for tokens in itertools.product(range(5), repeat=4):
        by_hand = [listed.get(tokens[: i + 1]) for i in range(4)]
        until = by_hand.index(None) if None in by_hand else 4
        assert trace.rows(tokens) == tuple(by_hand[:until])
    assert trace.rows(()) == ()
    for one in trace.finished:
        assert trace.rows(one.tokens)[-1] == one.row and trace.rows((*one.tokens, 1)) == trace.rows(one.tokens)


def test_the_extremes_of_a_search(trace):
    products = studies.products(trace, "float16")
    greedy = Way("greedy", "", 0.0, 1)
    found = Searched((), trace, {}, (), (*products[:-1], np.zeros_like(products[-1])), 0.0, 6, greedy, ()).extremes
    totals = [one.total for step in trace.steps for one in step]
    assert found.count == len(totals) and found.zeros == len(trace.steps[-1]) and found.least == 0.0
    assert found.greatest == pytest.approx(math.exp(max(totals)), rel=1e-2)
    assert found.least_log == min(totals)


def test_an_energys_largest_parts():
    one = Energy(np.zeros(4), np.zeros(4), np.array([0.5, -0.9, 0.1, 0.8]), np.array([1.0, 2.0, 3.0, -0.5]), -1.4)
    assert one.parts == pytest.approx([0.5, -1.8, 0.3, -0.4]) and one.parts.sum() == pytest.approx(one.energy)
    assert one.largest(2).tolist() == [1, 0] and one.largest(9).tolist() == [1, 0, 3, 2]


@pytest.mark.parametrize(
    ("piece", "label"), [("▁the", "the"), ("ing", "·ing"), (".", "."), ("▁", "·"), ("<EOS>", "<EOS>"), ("é", "·é")]
)
def test_pieces_are_labelled_so_that_words_can_be_told(piece, label):
    assert piece_label(piece) == label


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (("▁I", "'", "d", "▁buy", "<EOS>"), "I'd buy"),
        (("▁The", "▁rob", "ber", "."), "The robber."),
        (("▁", "🙂"), "🙂"),
        (("<EOS>",), ""),
        ((), ""),
    ],
)
def test_pieces_spell_a_text(pieces, text):
    assert written(pieces) == text


def test_bins_of_lengths_are_a_cards_rows():
    rows = [
        {"from": 1, "to": 4, "trained": 796, "bleu": 40.0, "sentences": 50, "half_width": 3.0},
        {"from": 5, "to": 6, "trained": 200, "bleu": 30.0, "sentences": 20},
        {"from": 7, "to": 9, "trained": 5, "bleu": 20.0, "sentences": 10},
        {"from": 10, "to": 99, "trained": 4, "bleu": 10.0, "sentences": 9},
    ]
    found = length_bins(rows)
    assert [one.span for one in found] == ["1–4", "5–6", "7–9", "10+"]
    assert [one.rare for one in found] == [False, False, True, True], "5 of 1,005 are fewer than 1 in 200"
    assert [one.half_width for one in found] == [3.0, 0.0, 0.0, 0.0]
    assert [(one.bleu, one.sentences, one.trained) for one in found][2] == (20.0, 10, 5)
    assert length_bins([]) == []
