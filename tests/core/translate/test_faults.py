"""Whose fault it is, where every sentence can be written down; the length rule's winners; what the mistake says."""

import itertools
import math
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from core.referees import beam as exhaustive
from core.translate import chain, faults, translator
from core.translate.beam import BeamConfig, _Prefixes, search
from core.translate.results import BeamTrace, FaultCase, FaultSearch, Finished, Scored
from core.translate.small import END, SmallLanguage, spelling

torch.set_num_threads(1)
LONGEST = 5
WIDTHS = (1, 2, 4, 400)


class SmallTranslator:
    """The small language as a translator: it translates everything into the same language, whose words are letters."""

    def __init__(self, language: SmallLanguage) -> None:
        self.language, self.longest = language, 40
        symbols = tuple(spelling((token,)) for token in range(language.size))
        self.target = SimpleNamespace(
            symbols=symbols,
            index={symbol: i for i, symbol in enumerate(symbols)},
            split=str.split,
            encode=lambda y: [symbols.index(word) for word in y.split()],
            decode=lambda tokens: spelling(tuple(token for token in tokens if token != END)),
        )

    def read(self, text: str) -> tuple[list[str], list[int]]:
        return text.split(), [0]

    def stepper(self, ids: list[int]) -> _Prefixes:
        return _Prefixes(self.language.next_log_probs)

    def exact(self, ids: list[int], tokens: tuple[int, ...]) -> np.ndarray:
        return chain.forced(self.stepper(ids), tokens).log_probabilities

    def most(self, ids: list[int]) -> int:
        return LONGEST

    def pieces(self, tokens: tuple[int, ...]) -> tuple[str, ...]:
        return tuple(self.target.symbols[token] for token in tokens)


def small(monkeypatch, seed: int) -> SmallLanguage:
    language = SmallLanguage(3, seed)
    monkeypatch.setattr(translator, "_loaded", lambda name: SmallTranslator(language))
    return language


def every_sentence(language: SmallLanguage) -> dict[tuple[int, ...], float]:
    """Each sentence that ends, and its probability, multiplied word by word."""
    p, none, out = np.exp(language.table), language.size, {}
    for length in range(LONGEST):
        for words in itertools.product(range(1, language.size), repeat=length):
            y = (none, none, *words, END)
            out[y[2:]] = math.prod(p[a, b, c] for a, b, c in zip(y, y[1:], y[2:], strict=False))
    return out


def place(language: SmallLanguage, trace: BeamTrace, y: tuple[int, ...]) -> int:
    """Where a beginning stands among all that the beam's own of one word less can become."""
    t, none = len(y) - 1, language.size
    before = [trace.tokens(t - 1, row) for row, one in enumerate(trace.steps[t - 1]) if one.kept] if t else [()]
    grown = [(none, none, *prefix, word) for prefix in before if END not in prefix for word in range(language.size)]
    total = {
        one[2:]: sum(language.table[a, b, c] for a, b, c in zip(one, one[1:], one[2:], strict=False)) for one in grown
    }
    return sorted(total, key=total.get, reverse=True).index(y) + 1


def examined(y: tuple[int, ...]) -> FaultCase:
    return faults.examined("en-fr", "anything", spelling(y[:-1]), WIDTHS)


@pytest.mark.parametrize("alpha", [0.0, 0.7, 1.0])
def test_where_the_best_is_known_only_the_search_can_miss_it(monkeypatch, alpha):
    """y* is the best of all sentences by brute force: what is not y* is worse, so the model is never to blame."""
    verdicts = []
    for seed in range(40):
        language = small(monkeypatch, seed)
        for width in WIDTHS:
            best = exhaustive.brute_force(language, LONGEST, alpha if width > 1 else 0.0)
            if len(best.tokens) == 1:
                continue  # the best is to say nothing, and nothing is no translation
            case = examined(best.tokens)
            found = faults.judge(case, width, alpha)
            if found.machine.tokens[-1] != END:
                continue  # nothing ended in time: what was cut is no sentence
            assert found.human_score == pytest.approx(best.score, abs=1e-9)
            assert found.verdict == ("none" if found.machine.tokens == best.tokens else "search")
            assert faults.again(case, width, alpha) == (found.verdict == "search")
            assert width < 400 or found.verdict == "none"
            verdicts.append(found.verdict)
    assert verdicts.count("search") > 5 and verdicts.count("none") > 50


@pytest.mark.parametrize("alpha", [0.0, 0.4, 1.0])
def test_every_sentence_as_y_is_judged_by_its_definition(monkeypatch, alpha):
    """score = log of the product of probabilities, by T^α; what the beam has finished the search has not missed."""
    verdicts = []
    for seed in range(3):
        language = small(monkeypatch, seed)
        p = every_sentence(language)
        for width in WIDTHS:
            exponent = alpha if width > 1 else 0.0
            score = {y: math.log(value) / len(y) ** exponent for y, value in p.items()}
            trace = search(language.next_log_probs, BeamConfig(width, END, LONGEST))
            if not trace.finished[0].ended:
                continue
            machine = max((one.tokens for one in trace.finished), key=score.get)
            for y in list(p)[1::4]:
                case = examined(y)
                searched = next(one for one in case.searched if one.width == width)
                is_finished = y in {one.tokens for one in trace.finished}
                assert (searched.fell is None) == (searched.rank is None) == is_finished
                if is_finished:
                    assert searched.total == pytest.approx(math.log(p[y]))
                else:
                    assert searched.rank == place(language, trace, y[: searched.fell + 1])
                found = faults.judge(case, width, alpha)
                assert found.machine.tokens == machine
                better, likelier = score[y] > score[machine], p[y] > p[machine]
                expected = "none" if y == machine else "search" if better else "length" if likelier else "model"
                assert found.verdict == expected
                assert not (is_finished and expected == "search")
                verdicts.append(expected)
    assert {"model", "search"} <= set(verdicts) and ("length" in verdicts) == (alpha > 0)


@pytest.mark.parametrize("seed", range(60))
def test_the_winners_are_those_of_a_fine_grid(seed):
    rng = np.random.default_rng(seed)
    count = int(rng.integers(1, 50))
    lengths = rng.integers(1, 30, count)
    log_p = -rng.uniform(0.5, 4, count) * lengths ** rng.uniform(0, 1.3)
    finished = [Finished(tuple(range(n)), value, 0.0) for n, value in zip(lengths, log_p.tolist(), strict=True)]
    grid = chain.rerank(finished, np.linspace(0, 1, 20001)).winner.tolist()
    assert faults.winning(finished) == list(dict.fromkeys(grid))


def test_the_winner_changes_where_two_scores_are_equal():
    """−2 / 2^α = −4 / 8^α where 4^α = 2: α is ½."""
    short, long = Finished((1, 0), -2.0, 0.0), Finished((1,) * 8, -4.0, 0.0)
    assert faults.winning([long, short]) == [1, 0]
    assert faults.winning([short, Finished((1, 0), -2.5, 0.0)]) == [0]
    assert faults.winning([short, Finished((1,) * 8, -8.1, 0.0)]) == [0], "it would win from α = 1.009 on"


def case_of(human: tuple[str, float, int], *winners: tuple[str, float, int], width: int = 10) -> FaultCase:
    """Two translations of which only text, log P and T matter."""
    made = [Scored(y, ("",) * n, tuple(range(n)), np.full(n, log_p / n)) for y, log_p, n in (human, *winners)]
    return FaultCase("x", made[0], (FaultSearch(width, tuple(made[1:]), None, 0.0, 0.0, None),))


def test_the_objective_is_that_of_the_search():
    likelier_and_shorter = case_of(("a b", -6.0, 3), ("a b c d e", -8.0, 6))
    assert faults.judge(likelier_and_shorter, 10, 0.0).verdict == "search"
    assert faults.judge(likelier_and_shorter, 10, 1.0).verdict == "length", "−6 / 3 < −8 / 6"
    assert faults.judge_wrongly(likelier_and_shorter, 10, 1.0).verdict == "search"
    assert not faults.again(likelier_and_shorter, 10, 1.0), "and y* among the finished does not win"
    alone = case_of(("a b", -6.0, 3), ("a b c d e", -8.0, 6), width=1)
    assert faults.judge(alone, 1, 1.0).verdict == "search", "of one output nothing is ranked"
    longer = case_of(("a b c d e", -8.0, 6), ("a b", -6.0, 3))
    assert (faults.judge(longer, 10, 1.0).verdict, faults.judge_wrongly(longer, 10, 1.0).verdict) == ("search", "model")
    assert faults.again(longer, 10, 1.0)


def test_what_is_as_good_is_nobodys_fault():
    case = case_of(("It's  here.", -6.0, 3), ("It’s here.", -3.0, 4))
    assert faults.judge(case, 10, 0.0).verdict == "none", "the same but for the apostrophe and a space"
    other = case_of(("It is here.", -6.0, 3), ("Here it is.", -3.0, 4))
    assert faults.judge(other, 10, 0.0).verdict == "model"
    assert faults.judge(other, 10, 0.0, ("Here it is.",)).verdict == "none"
    assert faults.judge(replace(other, as_good=("Here it is.",)), 10, 0.0).verdict == "none"
    assert faults.judge_wrongly(replace(other, as_good=("Here it is.",)), 10, 0.0).verdict == "none"
    assert faults.tally([case, other, other], 10, 0.0) == {"model": 2, "search": 0, "length": 0, "none": 1}
