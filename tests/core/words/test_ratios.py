"""Ratios of counts by a loop over the sentences, the figures that the paper prints, and what the vectors say of
them."""

from __future__ import annotations

from collections import Counter
from functools import cache

import numpy as np
import pytest
import torch

from core.errors import UserError
from core.words import corpus, ratios
from core.words.corpus import Corpus
from core.words.moments import decoded
from core.words.options import GloveConfig
from tests.core.words.glove_made_up import SIZE, counts, learned, small_text

FIRST, SECOND, PROBES = ratios.PRESETS[0]


def wordnet() -> Corpus:
    return corpus.shipped("wordnet", 5, 8000)


@cache
def around(word: str, window: int, harmonic: bool, symmetric: bool) -> Counter[str]:
    """How often each word stands beside one, sentence by sentence as they stand in the file."""
    known, found = {*wordnet().words}, Counter()
    for sentence in corpus.shipped_sentences("wordnet"):
        if word in sentence:
            passed = [other for other in sentence if other in known]
            for at, centre in enumerate(passed):
                for d in range(1, window + 1) if centre == word else ():
                    for place in (at - d, at + d)[: 1 + symmetric]:
                        if 0 <= place < len(passed):
                            found[passed[place]] += 1 / d if harmonic else 1
    return found


def test_the_papers_table_within_its_rounding():
    """Each ratio lies where the two probabilities, before they were rounded to two digits, allow it to."""
    found = ratios.paper()
    assert (found.first, found.second, found.probes) == ("ice", "steam", ("solid", "gas", "water", "fashion"))
    p = np.array([found.p_first, found.p_second])
    half = 0.5 * 10 ** (np.floor(np.log10(p)) - 1)
    low, high = (p - half)[0] / (p + half)[1], (p + half)[0] / (p - half)[1]
    assert ((low <= found.ratio) & (found.ratio <= high)).all() and found.paper
    assert not np.allclose(found.ratio, p[0] / p[1], rtol=0.001), "printed, not divided again"


@pytest.mark.parametrize(("window", "harmonic", "symmetric"), [(5, True, True), (3, False, True), (10, True, False)])
def test_ratios_of_a_text_by_a_loop(window, harmonic, symmetric):
    probes = (*PROBES, "water", "air", "fashion", "the")
    found = ratios.of_text(wordnet(), FIRST, SECOND, probes, window, harmonic, symmetric)
    for k, word in enumerate(probes):
        x, y = (around(w, window, harmonic, symmetric) for w in (FIRST, SECOND))
        assert (found.x_first[k], found.x_second[k]) == pytest.approx((x[word], y[word]))
        p, q = x[word] / sum(x.values()), y[word] / sum(y.values())
        assert (found.p_first[k], found.p_second[k]) == pytest.approx((p, q))
        if q:
            assert found.ratio[k] == pytest.approx(p / q)
    assert not found.paper and found.probes == probes


def test_what_never_meets():
    """solid stands beside ice and not beside steam; fashion beside neither."""
    found = ratios.of_text(wordnet(), "ice", "steam", ("solid", "fashion", "engine"))
    assert found.ratio[0] == np.inf and np.isnan(found.ratio[1]) and 0 < found.ratio[2] < 0.1
    alone = ratios.of_text(corpus.build([["a"], ["b", "c"]], 1), "a", "b", ("c",))
    assert alone.ratio[0] == 0 and alone.p_first[0] == 0


@pytest.mark.parametrize("harmonic", [True, False])
@pytest.mark.parametrize("window", [5, 10])
@pytest.mark.parametrize(("first", "second", "probes"), ratios.PRESETS[:3])
def test_the_presets_make_the_papers_point(first, second, probes, window, harmonic):
    """One far above 1, one far below, and two near 1, of which one goes with both and one with neither."""
    text = wordnet()
    found = ratios.of_text(text, first, second, probes, window, harmonic)
    assert found.ratio[0] > 8.9 and found.ratio[1] < 0.2
    assert 0.73 < found.ratio[2] < 1.36 and 0.73 < found.ratio[3] < 1.36
    share = np.array([text.counts[text.words.index(word)] for word in probes]) / text.counts.sum()
    assert min(found.p_first[2], found.p_second[2]) > 2 * share[2]
    assert max(found.p_first[3], found.p_second[3]) < 0.8 * share[3]
    assert min(found.x_first.min(), found.x_second.min()) > 0


@pytest.mark.parametrize("how", [(5, True), (10, False)])
@pytest.mark.parametrize(("first", "second"), [("water", "air"), ("red", "green"), ("bird", "fish"), ("sea", "river")])
def test_suggested_probes(first, second, how):
    """In turn far above 1, far below, near it with both and near it with neither."""
    text = wordnet()
    found = ratios.suggest(text, first, second, 8, *how)
    assert len(set(found)) == 8 and not {first, second} & {*found}
    assert ratios.suggest(text, first, second, 5, *how) == found[:5]
    shown = ratios.of_text(text, first, second, found, *how)
    chance = np.array([text.counts[text.words.index(word)] for word in found]) / text.counts.sum()
    assert (shown.ratio[0::4] > 5).all() and (shown.ratio[1::4] < 0.2).all()
    for turn, goes in ((2, 1), (3, -1)):
        assert (np.abs(np.log(shown.ratio[turn::4])) < 0.31).all()
        for p in (shown.p_first, shown.p_second):
            assert (goes * np.log(p / chance)[turn::4] > 0.39).all()


def test_suggestions_of_a_tiny_text():
    text = corpus.build([["a", "b"], ["b", "c", "a"]], 1)
    assert ratios.suggest(text, "a", "b") == ()


def test_what_to_begin_with():
    assert ratios.usual(wordnet()) == ratios.PRESETS[0]
    shakespeare = corpus.shipped("shakespeare", 5, 8000)
    for text in (shakespeare, small_text(), corpus.build([["a", "b"], ["b", "c", "a"]], 1)):
        first, second, probes = ratios.usual(text)
        found = ratios.of_text(text, first, second, probes)
        assert first != second and found.probes == probes and len(set(probes)) == len(probes)


def test_a_pair_and_its_probes_as_typed():
    words = wordnet().words
    assert ratios.read(words, "Water, AIR: salt; hot salt") == ("water", "air", ("salt", "hot"))
    assert ratios.read(words, "water air") == ("water", "air", ())
    for typed, key in (
        ("", "ratios.pair"),
        ("water: salt", "ratios.pair"),
        ("water air sea", "ratios.pair"),
        ("water water: salt", "ratios.same"),
        ("water xqzt", "ratios.unknown"),
        ("water air: xqzt", "ratios.unknown"),
    ):
        with pytest.raises(UserError) as error:
            ratios.read(words, typed)
        assert error.value.key == key


def test_probes_as_typed():
    text = wordnet()
    assert ratios.read_probes(text, " Salt, pressure; HOT salt\nquality") == ("salt", "pressure", "hot", "quality")
    assert len(ratios.read_probes(text, " ".join(text.words[:30]))) == ratios.MOST
    for typed, key in (("", "ratios.none"), (" ,;", "ratios.none"), ("salt xqzt תה", "ratios.unknown")):
        with pytest.raises(UserError) as error:
            ratios.read_probes(text, typed)
        assert error.value.key == key
    assert error.value.values == {"words": "xqzt, תה"}
    for first, second, key in (("water", "water", "ratios.same"), ("water", "xqzt", "ratios.unknown")):
        with pytest.raises(UserError) as error:
            ratios.of_text(text, first, second, ("salt",))
        assert error.value.key == key
    with pytest.raises(UserError):
        ratios.suggest(text, "xqzt", "water")


@pytest.mark.parametrize("window", [3, 5])
def test_what_the_vectors_say_by_torch(window):
    """And where they fit the counts to the last digit, it is the logarithm of the ratio of the counts."""
    text = small_text()
    found = learned(text, GloveConfig(dimension=SIZE, window=window, harmonic=True))
    counted = ratios.of_text(text, "w1", "w2", ("w5", "w0", "w30"), window)
    said, m = ratios.learned_ratios(found, counted), found.moments
    theta, e = (
        torch.from_numpy(decoded(codes[-1], scale[-1])).double()
        for codes, scale in ((m.theta, m.theta_scale), (m.e, m.e_scale))
    )
    place = [text.words.index(word) for word in ("w1", "w2", "w5", "w0", "w30")]
    scores = theta @ e.T + torch.from_numpy(m.b[-1])[:, None] + torch.from_numpy(m.b_prime[-1])
    np.testing.assert_allclose(said.dot + said.bias, (scores[place[0]] - scores[place[1]])[place[2:]], atol=1e-6)
    X = counts(text, found.config).toarray()
    with np.errstate(divide="ignore"):
        np.testing.assert_allclose(said.counted, np.log(X[place[0]] / X[place[1]])[place[2:]])
    totals = X[place[0]].sum() / X[place[1]].sum()
    np.testing.assert_allclose(np.exp(said.counted), counted.ratio * totals)
