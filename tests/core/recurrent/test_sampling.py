"""Temperature, cuts and needle beside Hugging Face's warpers and plain Python; the texts beside PyTorch's own LSTM."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, replace
from functools import partial
from itertools import accumulate, product
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import chisquare

from core.recurrent import language, sources, writers
from core.recurrent.alternatives import branches
from core.recurrent.options import SamplingConfig
from core.recurrent.results.sampling import OTHERS
from core.recurrent.sampling import adjust, draw, greedy, needles, sample, samples
from core.referees.language import torch_log_probs
from core.vocab import EOS, UNK

TABLE = json.loads((Path(__file__).parent / "warpers_by_transformers.json").read_text("utf-8"))
PLAIN = SamplingConfig()
CUT = SamplingConfig(0.7, top_k=40, top_p=0.9, min_p=0.02)
LAST = SamplingConfig(1.5, top_p=0.95, min_p=0.01, temperature_last=True)
START, TIRED, HIGHEST = ["my", "brother"], ["i", "am", "tired"], float(np.nextafter(1, 0))
SINGLE = 2e-5  # how far logits by PyTorch's layer, in single precision, may be from ours
BAD = {
    "temperature": (-0.1, math.nan, math.inf),
    "top_k": (-1,),
    "top_p": (0.0, -0.5, 1.01, math.nan),
    "min_p": (-0.01, 1.01),
}
WITH_TIES = np.round(np.random.RandomState(8).normal(0, 1.2, size=25), 1)
everyday = partial(sources.load, "everyday")


def said_by_torch(symbols: list[str]) -> np.ndarray:
    """Natural logs of P before each symbol and after the last, (n + 1, V): of what may be written, by ``torch.nn.LSTM``."""
    logs = torch_log_probs(language.load("words"), symbols)[1][:, : len(everyday().symbols)].copy()
    logs[:, everyday().index[UNK]] = -np.inf
    return logs - np.logaddexp.reduce(logs, axis=1, keepdims=True)


@pytest.mark.parametrize("last", [False, True], ids=["first", "last"])
def test_adjust_agrees_with_transformers(last: bool) -> None:
    """Index by index; where of tied symbols top-p keeps some only, transformers keep others, so the sorted chances count."""
    split = 0
    for z, temperature, k, p, m, *by_order in TABLE["rows"]:
        kept, theirs = by_order[last][0], np.zeros(len(z))
        theirs[kept] = by_order[last][1]
        ours = adjust(z, temperature=temperature, top_k=k, top_p=p, min_p=m, temperature_last=last)
        if set(np.take(z, kept)) & set(np.delete(z, kept)):
            split, ours, theirs = split + 1, np.sort(ours), np.sort(theirs)
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-12)
    tied = [(sorted(z, reverse=True), k) for z, _, k, *_ in TABLE["rows"] if len(set(z)) < len(z)]
    assert len(TABLE["rows"]) == 200 and len(tied) >= 60 and split >= 40
    assert sum(0 < k < len(z) and z[k - 1] == z[k] for z, k in tied) >= 40, "ties at the k-th place"
    assert sum(first[0] != last[0] for *_, first, last in TABLE["rows"]) >= 60, "the order matters"


def plain(z: list[float], temperature: float, k: int, p: float, m: float, last: bool) -> list[float]:
    """`adjust` in the plainest Python, for one row."""

    def chances(by: float) -> list[float]:
        total = sum(math.exp(z[i] / by) for i in kept)
        return [math.exp(z[i] / by) / total if i in kept else 0.0 for i in range(len(z))]

    by = 1.0 if last else temperature
    kept = {i for i in range(len(z)) if k == 0 or sum(other > z[i] for other in z) < k}
    q, total = chances(by), 0.0
    for i in sorted(kept, key=lambda i: (-q[i], i)):
        if total >= p < 1:
            kept.remove(i)
        total += q[i]
    q = chances(by)
    kept = {i for i in kept if q[i] >= m * max(q)}
    return chances(temperature)


@pytest.mark.parametrize("temperature", [0.4, 1.0, 1.7])
def test_adjust_agrees_with_plain_python_over_batches(temperature: float) -> None:
    """Of tied symbols at the edge of top-p the first of the vocabulary stay; what is never written stays impossible."""
    z = np.random.RandomState(3).normal(size=(3, 4, 15))
    z[:2], z[:, 1, 6] = z[:2].round(), -np.inf
    for k, p, m, last in product((0, 1, 4, 15, 99), (0.137, 0.613, 0.912, 1.0), (0.0, 0.131, 1.0), (False, True)):
        ours = adjust(z, temperature=temperature, top_k=k, top_p=p, min_p=m, temperature_last=last)
        expected = [[plain(row, temperature, k, p, m, last) for row in rows] for rows in z.tolist()]
        np.testing.assert_allclose(ours, expected, rtol=0, atol=1e-12)


def test_no_temperature_is_all_for_the_first_of_the_likeliest() -> None:
    z = np.random.RandomState(1).normal(size=(2, 3, 7))
    for setting in map(asdict, (PLAIN, CUT, LAST)):
        cold, colder = (adjust(z, **setting | {"temperature": T}) for T in (1e-4, 0))
        np.testing.assert_array_equal(colder, z == z.max(axis=-1, keepdims=True))
        np.testing.assert_allclose(cold, colder, atol=1e-12)
    assert adjust([1.0, 3.0, 3.0, -np.inf], temperature=0).tolist() == [0, 1, 0, 0]


def test_top_p_takes_the_fewest_and_the_order_decides_what_is_kept() -> None:
    """Of ½, 0.3 and 0.2 the first two reach ¾. At temperature 2 they are 0.42, 0.32 and 0.26: then it takes all three."""
    for p, kept in ((0.5, [1]), (0.51, [1, 2]), (0.75, [1, 2]), (0.76, [0, 1, 2]), (0.875, [0, 1, 2])):
        assert np.flatnonzero(adjust(np.log([0.125, 0.5, 0.25, 0.125]), top_p=p)).tolist() == kept
    z, roots = np.log([0.5, 0.3, 0.2]), np.sqrt([0.5, 0.3, 0.2])
    first, last = (adjust(z, temperature=2, top_p=0.75, temperature_last=last) for last in (False, True))
    np.testing.assert_allclose(first, roots / roots.sum(), atol=1e-12)
    np.testing.assert_allclose(last, [*roots[:2] / roots[:2].sum(), 0], atol=1e-12)


@pytest.mark.parametrize("setting", [{name: value} for name in BAD for value in BAD[name]], ids=str)
def test_bad_settings_are_refused(setting: dict) -> None:
    with pytest.raises(ValueError, match="temperature and top_k from 0"):
        adjust(np.zeros(3), **setting)


def agreement(counts: np.ndarray, q: np.ndarray) -> float:
    """p of Pearson's chi-square test that counts were drawn from q; what is expected fewer than five times is one class."""
    often = counts.sum() * q >= 5
    classes = np.array([[*n[often], n[~often].sum()] for n in (counts, counts.sum() * q)])
    return float(chisquare(*classes[:, classes.any(axis=0)]).pvalue)


@pytest.mark.parametrize("setting", [{}, {"top_k": 6}, {"top_p": 0.8}, {"min_p": 0.2}, asdict(LAST)])
def test_draws_are_distributed_as_they_should_be(setting: dict) -> None:
    """And the same test finds out that they are not from the distribution uncut, or turned warmer."""
    q = adjust(WITH_TIES, **setting)
    counts = np.bincount([draw(q, u) for u in needles(20, 10_000)], minlength=len(q))
    assert agreement(counts, q) > 0.001 and not counts[q == 0].any()
    warmer = setting | {"temperature": 1.4 * setting.get("temperature", 1.0)}
    assert agreement(counts, adjust(WITH_TIES, **warmer)) < 1e-6
    assert not setting or agreement(counts, adjust(WITH_TIES)) < 1e-6


def test_a_draw_is_what_walking_along_the_probabilities_finds() -> None:
    random = np.random.RandomState(5)
    for setting in ({}, {"top_k": 5}, {"top_p": 0.7, "temperature": 0.3}, {"temperature": 0}) * 20:
        q = adjust(np.round(random.normal(size=30), 1), **setting).tolist()
        order = sorted((i for i in range(30) if q[i] > 0), key=lambda i: (-q[i], i))
        edges = list(accumulate(q[i] for i in order))
        for u in (0.0, HIGHEST, *(edge for edge in edges if edge < 1), *random.random_sample(20)):
            assert draw(np.array(q), u) == next((i for i, e in zip(order, edges, strict=True) if e > u), order[-1])


def test_a_needle_on_an_edge_belongs_to_the_next_and_none_falls_beyond_the_last() -> None:
    assert [draw(np.array([0.25, 0.5, 0, 0.25]), u) for u in (0, 0.5, 0.75, HIGHEST, 1)] == [1, 0, 3, 3, 3]
    tenths = np.array([0, *[0.1] * 10, 0])
    assert tenths.cumsum()[-1] == HIGHEST and draw(tenths, HIGHEST) == 10 and draw(tenths, 0) == 1


def test_the_needles_of_a_seed_are_the_same_for_ever() -> None:
    assert needles(7, 20)[:3].tolist() == [0.07630828937395717, 0.7799187922401146, 0.4384092314408935]


@pytest.mark.parametrize("config", [PLAIN, CUT, LAST])
def test_every_token_is_where_its_needle_fell_and_a_seed_writes_one_text(config: SamplingConfig) -> None:
    found = [sample(everyday(), START, config, seed) for seed in range(6)]
    for seed, text in enumerate(found):
        assert text.us.tolist() == needles(seed, 20)[: len(text.tokens)].tolist() == [step.u for step in text.steps]
        drawn = [draw(adjust(step.logits, **asdict(config)), step.u) for step in text.steps]
        assert [step.index for step in text.steps] == drawn == everyday().encode(text.tokens)
        assert sample(everyday(), START, config, seed).tokens == text.tokens
    assert len({text.tokens for text in found}) == 6


@pytest.mark.parametrize("start", [[], START, ["xqzt", "is"]])
def test_what_the_network_said_is_what_torchs_layer_says(start: list[str]) -> None:
    """A logit is rounded to 1/1024, so it is 1/2048 off at most, and so is the log of the sum: log P, 1/1024 at most."""
    for seed in range(3):
        found = sample(everyday(), start, PLAIN, seed)
        theirs = said_by_torch([*start, *found.tokens])[:-1]
        assert len(found.given) == len(start) and found.log_probability == pytest.approx(found.log_probs.sum())
        for step, logs in zip((*found.given, *found.steps), theirs, strict=True):
            possible = step.logits > writers.LOWEST
            assert (step.logits[possible] * 1024 % 1 == 0).all() and np.exp(logs[~possible]).sum() < 1e-9
            assert np.ptp(step.logits[possible] - logs[possible]) <= 2 / 2048 + SINGLE
            np.testing.assert_allclose(np.log(step.p[possible]), logs[possible], rtol=0, atol=1 / 1024 + SINGLE)
        taken = theirs[len(start) + np.arange(len(found.tokens)), everyday().encode(found.tokens)]
        np.testing.assert_allclose(found.log_probs, taken, rtol=0, atol=1 / 1024 + SINGLE)


@pytest.mark.parametrize("config", [PLAIN, CUT, LAST])
def test_several_at_once_are_what_each_would_be_alone(config: SamplingConfig) -> None:
    """How many are written at once decides nothing, though several rows are added up in another order."""
    for seed, found in zip(range(30), samples(everyday(), START, config, range(30), limit=9), strict=True):
        alone = sample(everyday(), START, config, seed, limit=9)
        one, other = ((text.seed, text.start, text.tokens, text.ended, text.us.tolist()) for text in (found, alone))
        assert one == other
        np.testing.assert_allclose(found.log_probs, alone.log_probs, rtol=0, atol=1e-12)


@pytest.mark.parametrize("start", [[], ["i"], START])
def test_greedy_takes_the_likeliest_by_torch_step_by_step(start: list[str]) -> None:
    found = greedy(everyday(), start, limit=12)
    logs = said_by_torch([*start, *found.tokens])[len(start) : -1]
    assert [everyday().symbols[i] for i in logs.argmax(axis=1)] == list(found.tokens)
    assert found.seed is None and found.us.size == 0 and (found.ended or len(found.tokens) == 12)
    assert sample(everyday(), start, SamplingConfig(temperature=0.0), 3, limit=12).tokens == found.tokens
    np.testing.assert_allclose(found.log_probs, logs.max(axis=1), rtol=0, atol=1 / 1024 + SINGLE)


def test_what_is_kept_stands_and_the_needle_chooses_what_follows() -> None:
    whole = sample(everyday(), START, CUT, 4)
    assert whole.ended and len(whole.tokens) > 4
    for t, step in enumerate(whole.steps):
        same = sample(everyday(), START, CUT, 4, kept=whole.tokens[:t])
        assert same.tokens == whole.tokens and [s.u for s in same.steps] == [None] * same.kept + whole.us[t:].tolist()
        q = adjust(step.logits, **asdict(CUT))
        for wanted in (i for i in np.argsort(-q)[:3] if q[i] > 0):
            u = float(q[q > q[wanted]].sum() + q[wanted] / 2)
            bent = sample(everyday(), START, CUT, 4, kept=whole.tokens[:t], needle=u)
            assert bent.tokens[: t + 1] == (*whole.tokens[:t], everyday().symbols[wanted])
            assert bent.us[t] == u and bent.us[t + 1 :].tolist() == needles(4, 20)[t + 1 : len(bent.us)].tolist()
    for never in ([EOS], [UNK], ["to", "zyzzyva"], [language.load("words").vocabulary.symbols[5000]]):
        with pytest.raises(ValueError):
            sample(everyday(), START, CUT, 9, kept=never)


@pytest.mark.parametrize("limit", [0, 1, 4, None])
def test_a_text_ends_at_its_end_or_at_the_limit(limit: int | None) -> None:
    config, most = SamplingConfig(2.0), 20 if limit is None else limit
    found = [sample(everyday(), START, config, seed, limit=limit) for seed in range(30)]
    for text in (*found, *samples(everyday(), START, config, range(30, 60), limit=limit)):
        assert text.ended == (EOS in text.tokens) and EOS not in text.tokens[:-1]
        assert len(text.tokens) == len(text.log_probs) == len(text.us) <= most and (text.ended or len(text.us) == most)
    assert limit not in (4, None) or {text.ended for text in found} == {True, False}
    cut = sample(everyday(), START, config, 1, kept=["is", "a", "good", "man", "."], limit=limit)
    assert cut.tokens[:5] == ("is", "a", "good", "man", ".")[:most] and cut.kept == min(5, most)


def test_unknown_is_read_but_never_written() -> None:
    """Though the network itself expects it now and then."""
    assert torch_log_probs(language.load("words"), START)[1][:, everyday().index[UNK]].min() > math.log(0.001)
    found = samples(everyday(), START, SamplingConfig(2.0), range(100))
    assert sum(len(text.tokens) for text in found) > 1000 and not any(UNK in text.tokens for text in found)
    assert everyday().begin(everyday().encode(["xqzt"]))[0][-1, everyday().index[UNK]] == -np.inf


@pytest.mark.parametrize(("config", "width"), [(PLAIN, 4), (CUT, 3), (SamplingConfig(top_k=2), 4)])
def test_branches_are_what_could_be_drawn(config: SamplingConfig, width: int) -> None:
    found = [((), 1.0, branches(everyday(), TIRED, config, width=width, depth=3))]
    for before, path, after in found:  # which grows
        found += [((*before, b.token), b.path, b.next) for b in after]
        if len(before) == 3 or before[-1:] in ((EOS,), (OTHERS,)):
            assert after == ()
            continue
        q = adjust(everyday().begin(everyday().encode([*TIRED, *before]))[0][-1], **asdict(config))
        likeliest = np.argsort(-q, kind="stable")[:width]
        expected = {everyday().symbols[i]: q[i] for i in likeliest if q[i] > 0}
        expected |= {OTHERS: 1 - q[likeliest].sum()} if len(expected) < (q > 0).sum() else {}
        assert [b.token for b in after] == list(expected)
        exact = {"rtol": 1e-9} if before == () else {"rtol": 4 / 1024, "atol": 1e-5}
        np.testing.assert_allclose([b.chance for b in after], list(expected.values()), **exact)
        assert sum(b.chance for b in after) == pytest.approx(1, abs=1e-8)
        np.testing.assert_allclose([b.path for b in after], [path * b.chance for b in after], rtol=1e-12)
    assert len(found) > 12 and (".", EOS) in [before for before, *_ in found]


def test_one_of_several_comes_with_its_steps_and_the_greedy_one_beside_it() -> None:
    found = samples(everyday(), START, CUT, [None, 3, 4, 5], steps_of=4)
    alone = sample(everyday(), START, CUT, 4)
    assert [bool(one.steps) for one in found] == [False, False, True, False] and found[2].tokens == alone.tokens
    for ours, theirs in zip((*found[2].given, *found[2].steps), (*alone.given, *alone.steps), strict=True):
        assert (ours.index, ours.u) == (theirs.index, theirs.u)
        np.testing.assert_array_equal(ours.logits, theirs.logits)
    assert (
        found[0].tokens
        == greedy(everyday(), START).tokens
        == samples(everyday(), START, replace(CUT, temperature=0.0), [1])[0].tokens
    )
    assert found[0].seed is None and not len(found[0].us)
