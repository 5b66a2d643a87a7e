"""The shipped cases: against fresh searches, verdicts worked out by hand, the cards and sacreBLEU."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
import torch
from sacrebleu.metrics import BLEU

from core import checkpoints
from core.translate import choices, fault_cases, faults, models, shown
from core.translate.bpe import normalise
from core.translate.results import VERDICTS, WIDTHS, FaultCase, FaultTally

torch.set_num_threads(1)
NAMES = ("fr-en", "en-fr")
ALPHAS = (0.0, 0.7, 1.0)

# English begins with; B, α; log P and T of y* and of ŷ; both scores and the verdict worked out from these four by hand;
# and what log P alone would say.
BY_HAND = [
    ("fr-en", "The thief", 1, 0.7, (-9.687, 10), (-14.072, 11), (-9.687, -14.072), "search", "search"),
    ("fr-en", "The thief", 3, 0.7, (-9.687, 10), (-7.153, 9), (-1.933, -1.536), "model", "model"),
    ("fr-en", "The thief", 50, 1.0, (-9.687, 10), (-5.493, 9), (-0.969, -0.610), "model", "model"),
    ("fr-en", "Two of the", 1, 0.0, (-22.432, 13), (-16.525, 12), (-22.432, -16.525), "model", "model"),
    ("fr-en", "Two of the", 3, 0.7, (-22.432, 13), (-21.234, 12), (-3.725, -3.729), "search", "model"),
    ("fr-en", "Two of the", 3, 1.0, (-22.432, 13), (-21.234, 12), (-1.726, -1.770), "search", "model"),
    ("fr-en", "The farmer", 3, 0.7, (-29.713, 15), (-33.774, 18), (-4.464, -4.466), "search", "search"),
    ("fr-en", "The farmer", 3, 1.0, (-29.713, 15), (-33.774, 18), (-1.981, -1.876), "length", "search"),
    ("fr-en", "The water", 10, 0.7, (-11.024, 12), (-6.173, 12), (-1.936, -1.084), "model", "model"),
    ("fr-en", "If it snows", 10, 0.7, (-8.035, 13), (-4.573, 13), (-1.334, -0.759), "none", "none"),
    ("fr-en", "The plane", 3, 0.7, (-21.022, 13), (-29.618, 18), (-3.491, -3.916), "search", "search"),
    ("fr-en", "Only a few", 50, 1.0, (-15.058, 12), (-16.016, 14), (-1.255, -1.144), "length", "search"),
    ("en-fr", "This soup", 3, 1.0, (-7.225, 17), (-8.070, 16), (-0.425, -0.504), "search", "search"),
    ("en-fr", "This soup", 10, 1.0, (-7.225, 17), (-7.225, 17), (-0.425, -0.425), "none", "none"),
    ("en-fr", "This soup", 50, 0.0, (-7.225, 17), (-6.951, 11), (-7.225, -6.951), "model", "model"),
    ("en-fr", "The candle", 3, 0.0, (-12.197, 17), (-12.336, 18), (-12.197, -12.336), "search", "search"),
    ("en-fr", "The candle", 3, 0.7, (-12.197, 17), (-12.336, 18), (-1.679, -1.631), "length", "search"),
    ("en-fr", "The football", 3, 0.7, (-10.710, 15), (-11.679, 16), (-1.609, -1.677), "search", "search"),
    ("en-fr", "The library lends", 3, 0.7, (-26.360, 19), (-34.887, 28), (-3.356, -3.386), "search", "search"),
    ("en-fr", "The library lends", 3, 1.0, (-26.360, 19), (-34.887, 28), (-1.387, -1.246), "length", "search"),
]


def english(name: str, case: FaultCase) -> str:
    return case.source if name == "en-fr" else case.human.text


def of(name: str, beginning: str) -> FaultCase:
    return next(case for case in fault_cases.cases(name).cases if english(name, case).startswith(beginning))


@pytest.mark.parametrize(
    ("name", "beginning", "width", "alpha", "human", "machine", "scores", "right", "wrong"), BY_HAND
)
def test_verdicts_worked_out_by_hand(name, beginning, width, alpha, human, machine, scores, right, wrong):
    case = of(name, beginning)
    found = faults.judge(case, width, alpha)
    for y, (log_p, length) in ((case.human, human), (found.machine, machine)):
        assert y.log_probability == pytest.approx(log_p, abs=6e-4) and y.length == length
    assert (found.human_score, found.machine_score) == pytest.approx(scores, abs=6e-4)
    assert (found.verdict, faults.judge_wrongly(case, width, alpha).verdict) == (right, wrong)


@pytest.mark.parametrize("name", NAMES)
def test_what_ships_is_what_a_search_finds_now(name):
    known = dict(fault_cases.references(name))
    for case in fault_cases.cases(name).cases[:7]:
        assert case.human.text == normalise(known[case.source][0])
        now = faults.examined(name, case.source, known[case.source][0])
        assert now.human.tokens == case.human.tokens
        assert now.human.log_probabilities == pytest.approx(case.human.log_probabilities, abs=2e-5)
        for one, other in zip(now.searched, case.searched, strict=True):
            assert (one.width, one.fell, one.rank) == (other.width, other.fell, other.rank)
            assert (one.total, one.last) == pytest.approx((other.total, other.last), abs=1e-4)
            assert [y.tokens for y in one.winners] == [y.tokens for y in other.winners]
            for y, stored in zip(one.winners, other.winners, strict=True):
                assert (y.text, y.pieces) == (stored.text, stored.pieces)
                assert y.log_probabilities == pytest.approx(stored.log_probabilities, abs=2e-5)


@pytest.mark.parametrize("name", NAMES)
def test_verdicts_hold_however_they_are_rounded(name):
    """Six digits are shipped: no two scores that are compared lie nearer together than that. All outputs end."""
    for case in fault_cases.cases(name).cases:
        assert tuple(one.width for one in case.searched) == WIDTHS
        assert all(y.pieces[-1] == "<EOS>" for one in case.searched for y in (case.human, *one.winners))
        for width in WIDTHS:
            for alpha in np.linspace(0, 1, 21).tolist():
                found = faults.judge(case, width, alpha)
                assert found.verdict == "none" or abs(found.human_score - found.machine_score) > 5e-4
                if found.verdict != "none":
                    assert faults.again(case, width, alpha) == (found.verdict == "search")
                if next(one for one in case.searched if one.width == width).fell is None:
                    assert found.verdict != "search", "the beam has finished y*, and it has not won"


@pytest.mark.parametrize("name", NAMES)
def test_the_tallies_are_counted_from_the_cases(name):
    cases, known = fault_cases.cases(name).cases, dict(fault_cases.references(name))
    found = fault_cases.tallies(name)
    assert [(one.width, one.alpha) for one in found] == [(width, alpha) for width in WIDTHS for alpha in ALPHAS]
    for one in found:
        judged = [faults.judge(case, one.width, one.alpha) for case in cases]
        verdicts = Counter(each.verdict for each in judged)
        assert one.verdicts == {verdict: verdicts[verdict] for verdict in VERDICTS} and sum(verdicts.values()) == 212
        assert one.wrongly == faults.tally(cases, one.width, one.alpha, wrongly=True)
        texts = [each.machine.text for each in judged]
        assert one.same == sum(text == case.human.text for text, case in zip(texts, cases, strict=True))
        references = list(zip(*(known[case.source] for case in cases), strict=True))
        assert one.bleu == pytest.approx(BLEU().corpus_score(texts, references).score, abs=0.01)
        assert one.wrongly["none"] == one.verdicts["none"] and one.wrongly["length"] == 0
        if one.width == 1 or one.alpha == 0:
            assert one.verdicts["length"] == 0 and one.wrongly == one.verdicts
    rows = checkpoints.card(models.stem(name))["measured"]["by_width"]
    on_card = {row["width"]: row["bleu"] for row in rows if row["alpha"] == 0}
    assert [one.bleu for one in found if one.alpha == 0] == [on_card[width] for width in WIDTHS]


def test_the_mistake_is_seen_in_the_tallies():
    """In both ways: length is called search, and what the search has missed is called the model's."""
    for name, width, alpha, wrong in (("en-fr", 10, 0.7, 1), ("fr-en", 50, 1.0, 1), ("fr-en", 3, 0.7, -1)):
        one = next(one for one in fault_cases.tallies(name) if (one.width, one.alpha) == (width, alpha))
        assert one.wrongly["search"] - one.verdicts["search"] == wrong


@pytest.mark.parametrize("name", NAMES)
def test_what_is_marked_is_what_the_machine_writes(name):
    """No mark is left over, none is y* itself; into French people's second translation stands first."""
    marked = 0
    for case in fault_cases.cases(name).cases:
        known = dict(fault_cases.references(name))[case.source]
        others, by_hand = case.as_good[: len(known) - 1], case.as_good[len(known) - 1 :]
        assert others == known[1:]
        assert set(by_hand) <= {y.text for one in case.searched for y in one.winners} - {case.human.text, *known}
        assert len(set(by_hand)) == len(by_hand)
        marked += len(by_hand)
    assert marked == {"fr-en": 24, "en-fr": 11}[name]
    bare = [replace(case, as_good=()) for case in fault_cases.cases(name).cases]
    assert faults.tally(bare, 10, 0.7)["none"] == fault_cases.tallies(name)[7].same


@pytest.mark.parametrize("name", NAMES)
def test_those_that_stand_first_show_what_they_are_there_for(name):
    found = fault_cases.cases(name)
    assert found.name == name and len(found.cases) == len({case.source for case in found.cases}) == 212
    assert [english(name, case) for case in found.cases[:5]] == list(fault_cases.FIRST[name])
    rest = [one.en for one in shown.sentences() if one.en not in fault_cases.FIRST[name]]
    assert [english(name, case) for case in found.cases[5:]] == [normalise(text) for text in rest]

    def verdicts(row: int, *asked: tuple[int, float]) -> list[str]:
        return [faults.judge(found.cases[row], width, alpha).verdict for width, alpha in asked]

    at_alpha = [(width, 0.7) for width in WIDTHS]
    if name == "fr-en":
        assert verdicts(0, *at_alpha) == ["search", "model", "model", "model"]
        assert verdicts(1, (3, 0.7), (3, 1.0), (10, 0.7)) == ["search", "search", "model"]
        assert faults.judge_wrongly(found.cases[1], 3, 0.7).verdict == "model"
        assert verdicts(2, (3, 0.7), (3, 0.71), (3, 1.0)) == ["search", "length", "length"]
        assert verdicts(3, *at_alpha) == ["search", "model", "model", "model"]
    else:
        assert verdicts(0, *at_alpha) == ["search", "search", "none", "none"]
        assert verdicts(1, *at_alpha) == ["search", "length", "length", "length"]
        assert verdicts(2, *at_alpha) == ["search", "search", "none", "none"]
        assert verdicts(3, *at_alpha) == ["model"] * 4
    assert verdicts(4, *at_alpha) == ["none"] * 4 and found.cases[4].human.text not in found.cases[4].as_good


def test_other_translators_have_none():
    with pytest.raises(KeyError):
        fault_cases.references("dates")


def test_the_files_are_small():
    assert max(fault_cases.path(name).stat().st_size for name in NAMES) < 375_000


def test_what_falls_with_a_wider_beam():
    def one(width: int, **verdicts: int) -> FaultTally:
        return FaultTally(width, 0.7, dict.fromkeys(VERDICTS, 0) | verdicts, {}, 0, 0.0)

    assert choices.which_falls([one(1, search=9, model=5), one(10, search=3, model=1)], 0.7) == "search"
    assert choices.which_falls([one(3, search=4, model=7), one(10, search=3, model=1)], 0.7, narrow=3) == "model"
    assert choices.which_falls([one(1, model=5, none=9), one(10, model=5, length=1)], 0.7) is None, "none is no fault"
    for name in NAMES:
        assert choices.which_falls(fault_cases.tallies(name), 0.7) == "search"


@pytest.mark.parametrize("name", NAMES)
def test_another_y_leaves_the_beams_where_a_new_search_says(name):
    """Of five sentences: y* with a word less, another sentence's y*, and what each beam itself has found."""
    known = fault_cases.cases(name).cases
    for case, other in zip(known[:5], known[5:10], strict=True):
        found = [y.text for one in case.searched for y in one.winners if y.text]
        for human in (" ".join(case.human.text.split()[1:]), other.human.text, *dict.fromkeys(found)):
            quick, new = faults.rescored(name, case, human), faults.examined(name, case.source, human)
            assert quick.human.log_probabilities == pytest.approx(new.human.log_probabilities, abs=1e-9)
            for one, theirs in zip(quick.searched, new.searched, strict=True):
                assert [y.tokens for y in one.winners] == [y.tokens for y in theirs.winners]
                assert one.fell == theirs.fell and one.rank is None
                assert (one.total, one.last) == pytest.approx((theirs.total, theirs.last), abs=1e-3)
