"""What is asked about a picture: against sums and searches by hand."""

from itertools import product

import numpy as np
import pytest
from sacrebleu.metrics import BLEU

from core.translate import choices, counted
from core.translate.beam import BeamConfig, search
from core.translate.results import BeamStep, BeamTrace, Decoding, Finished, Searched, Way
from core.translate.small import END, SmallLanguage

SOURCE = ("▁The", "▁mar", "vel", "▁city", ".", "<EOS>")  # The, marvel, city and a stop
WORDS = ((0,), (1, 2), (3,), (4,))


def decoding(alpha: list[list[float]], target: tuple[str, ...], source: tuple[str, ...] = SOURCE) -> Decoding:
    """A decoding of which only pieces and weights matter."""
    none = np.zeros(0)
    weights = np.array(alpha, dtype=np.float32)
    return Decoding(
        "", source, target, tuple(range(len(target))), none, weights, weights, weights, *[none] * 5, (), none
    )  # fmt: skip


LOOKS = decoding(
    [[0.1, 0.2, 0.25, 0.35, 0.05, 0.05], [0.5, 0.1, 0.1, 0.1, 0.2, 0.0], [0.2, 0.2, 0.2, 0.2, 0.1, 0.1]],
    ("▁La", "▁ville", "<EOS>"),
)


def test_the_next_look_is_the_largest_sum_over_a_words_pieces():
    found = choices.next_look(LOOKS, 0)
    assert found.words == ((0,), (1, 2), (3,)) and found.answer == 1, "no piece of it is the largest, their sum is"
    assert found.weights == pytest.approx((0.1, 0.45, 0.35))
    assert choices.next_look(LOOKS, 0, most=2).words == ((1, 2), (3,))
    assert choices.next_look(LOOKS, 1).words == ((0,), (1, 2), (4,)), "in the order of the sentence"


def test_nothing_is_asked_about_the_end_or_a_single_word():
    assert choices.next_look(LOOKS, 2) is None and choices.next_look(LOOKS, 3) is None
    assert choices.next_look(decoding([[0.5, 0.5]], ("▁a",), ("▁a", "<EOS>")), 0) is None


def test_the_word_most_looked_at_is_the_largest_sum():
    assert [choices.most_looked_at(LOOKS, step) for step in range(3)] == [(1, 2), (0,), (1, 2)]
    assert choices.most_looked_at(decoding([[1.0]], ("▁a",), ("<EOS>",)), 0) is None


def step(parents: list[int], kept: list[bool], ended: list[bool] | None = None) -> BeamStep:
    n = len(parents)
    zeros = np.zeros(n)
    return BeamStep(
        np.array(parents), np.arange(n), zeros, zeros, np.array(kept), np.array(ended or [False] * n), zeros, n, n
    )


def test_the_childless_is_kept_and_no_kept_one_goes_on_from_it():
    trace = BeamTrace(
        (
            step([-1, -1, -1], [True, True, True]),
            step([0, 1, 2, 2], [True, True, True, False]),  # each has a child
            step([0, 2, 1], [True, True, False]),  # of the second only what is pruned
        ),
        (),
    )
    found = choices.childless(trace, 0)
    assert (found.step, found.rows, found.answer) == (1, (0, 1, 2), 1)
    assert choices.childless(trace, -3) == choices.childless(trace, 1) == found
    assert choices.childless(trace, 2) is None, "what comes after the last step is not known"
    assert choices.childless(trace, 0, most=2).rows == (0, 1), "the best of the others"


def test_what_has_ended_is_not_asked_about():
    first = step([-1, -1, -1], [True, True, False], [False, True, False])
    assert choices.childless(BeamTrace((first, step([0, 0], [True, True])), ()), 0) is None


@pytest.mark.parametrize("start", [0, 1, 2])
def test_the_childless_of_real_searches(start):
    asked = 0
    for seed in range(20):
        language = SmallLanguage(5, seed)
        trace = search(language.next_log_probs, BeamConfig(4, END, 7))
        found = choices.childless(trace, start)
        by_hand = [
            t
            for t in range(start, len(trace.steps) - 1)
            if (after := {one.parent for one in trace.steps[t + 1] if one.kept})
            and any(one.kept and not one.ended and row not in after for row, one in enumerate(trace.steps[t]))
        ]
        assert (None if found is None else found.step) == (by_hand[0] if by_hand else None)
        if found is not None:
            children = {one.parent for one in trace.steps[found.step + 1] if one.kept}
            assert [row in children for row in found.rows].count(False) == 1
            assert found.rows[found.answer] not in children and list(found.rows) == sorted(found.rows)
            assert all(trace.steps[found.step][row].kept for row in found.rows) and len(found.rows) <= 4
            asked += 1
    assert asked > 5


def test_the_winners_lengths_are_those_at_either_end_of_alpha():
    short, long = Finished((1, 0), -2.0, 0.0), Finished((1, 2, 3, 0), -3.0, 0.0)
    found = choices.winner_lengths((short, long))
    assert (found.low, found.high, found.grows) == (2, 4, True), "−2 > −3, but −2 / 2 < −3 / 4"
    assert not choices.winner_lengths((short, Finished((1, 2, 0), -9.0, 0.0))).grows
    assert choices.winner_lengths((short,)) is None


@pytest.mark.parametrize(("greater", "expected"), [((-2.0, -5.0), 1), ((-9.0, -3.0), 0), ((-4.0, -7.0), -1)])
def test_the_likeliest_of_a_wider_search(greater, expected):
    def searched(log_p: tuple[float, ...]) -> Searched:
        finished = tuple(Finished((i, 0), value, 0.0) for i, value in enumerate(log_p))
        texts, none = tuple(f"output {i}" for i in range(len(log_p))), Way("greedy", "", 0.0, 1)
        return Searched((), BeamTrace((), finished), {}, texts, (), 0.0, 9, none, ())

    found = choices.wider(searched(greater), searched((-8.0, -3.0)))
    best = max(greater)
    assert (found.text, found.log_probability) == (f"output {greater.index(best)}", best)
    assert (found.narrow, found.compared) == (-3.0, expected)


@pytest.mark.parametrize(
    ("wide", "expected"), [(-3.0, 1), (-3.9998, 1), (-3.99995, 0), (-4.0, 0), (-4.00005, 0), (-4.0002, -1)]
)
def test_searches_are_compared_up_to_rounding(wide, expected):
    assert choices.compared(wide, -4.0) == expected


def test_the_word_to_change_costs_what_a_count_anew_says():
    """Among the words whose change costs n-grams, by counting the changed candidate with sacreBLEU; always the same one."""
    guide = "It is a guide to action that ensures that the military will forever heed Party commands"
    candidate = "It is a guide to action which ensures that the military always obeys"
    chosen = set()
    for n, text in product((1, 2, 3, 4), (candidate, candidate[3:], candidate[:-6], "the the guide")):
        found = counted.counted(text, [guide])
        word = choices.word_to_change(found, n)
        counts = lambda words: BLEU(tokenize="none").sentence_score(" ".join(words), [guide]).counts[n - 1]  # noqa: B023, E731
        costly = [
            i
            for i in range(found.c)
            if counts([*found.candidate[:i], "~", *found.candidate[i + 1 :]]) < counts(found.candidate)
        ]
        assert (word in costly) if costly else word is None
        assert word == choices.word_to_change(counted.counted(text, [guide]), n)
        chosen.add(word)
    assert len(chosen) > 3 and None in chosen
