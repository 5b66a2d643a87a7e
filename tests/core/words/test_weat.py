"""The association test against wefe, against all partitions gone through by hand, and by its properties."""

import json
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

from core.errors import UserError
from core.words import bias_lists, library
from core.words.vectors import WordVectors
from core.words.weat import associations, known, weat

TABLE = json.loads((Path(__file__).parent / "weat_by_wefe.json").read_text("utf-8"))


def made_up(seed: int, words: int = 14) -> WordVectors:
    rng = np.random.default_rng(seed)
    return WordVectors([f"w{i}" for i in range(words)], rng.normal(size=(words, 5)).astype(np.float32))


@pytest.mark.parametrize("row", TABLE["rows"], ids=lambda row: "-".join(row[:3]))
def test_effect_and_sum_agree_with_wefe(row):
    name, _, test, effect, total = row
    wv = library.load(name)
    found = bias_lists.test(test, wv)
    ours = weat(wv, found.X, found.Y, found.A, found.B)
    assert ours.effect == pytest.approx(effect, abs=2e-5)
    s = ours.associations
    assert s[: len(found.X)].sum() - s[len(found.X) :].sum() == pytest.approx(total, abs=2e-5)


@pytest.mark.parametrize("sizes", [(3, 3), (2, 4), (4, 3)])
@pytest.mark.parametrize("seed", range(4))
def test_p_is_the_share_of_all_orders_with_a_larger_sum(seed, sizes):
    """Every order of the words, by plain loops: the same share, as each partition comes up equally often."""
    wv, (n, m) = made_up(seed), sizes
    X, Y = [f"w{i}" for i in range(n)], [f"w{i}" for i in range(n, n + m)]
    A, B = ["w8", "w9", "w10"], ["w11", "w12", "w13"]

    def cosine(a, b):
        return sum(x * y for x, y in zip(wv[a], wv[b], strict=True)) / (np.linalg.norm(wv[a]) * np.linalg.norm(wv[b]))

    s = {w: sum(cosine(w, a) for a in A) / 3 - sum(cosine(w, b) for b in B) / 3 for w in X + Y}
    orders = list(permutations(X + Y))
    ours = sum(s[w] for w in X) - sum(s[w] for w in Y)
    larger = sum(sum(s[w] for w in o[:n]) - sum(s[w] for w in o[n:]) > ours + 1e-6 for o in orders)
    found = weat(wv, X, Y, A, B)
    assert found.exact and found.p == pytest.approx(larger / len(orders), abs=1e-12)
    mean = sum(s.values()) / len(s)
    spread = (sum((v - mean) ** 2 for v in s.values()) / len(s)) ** 0.5
    effect = (sum(s[w] for w in X) / n - sum(s[w] for w in Y) / m) / spread
    assert found.effect == pytest.approx(effect, abs=1e-5)
    np.testing.assert_allclose(found.associations, [s[w] for w in X + Y], atol=1e-6)


def test_sampled_p_comes_near_the_exact_one(monkeypatch):
    wv = library.load("glove")
    test = bias_lists.test("age_names", wv)
    exact = weat(wv, test.X, test.Y, test.A, test.B)
    monkeypatch.setattr("core.words.weat.EXHAUSTIVE", 5_000)
    drawn = weat(wv, test.X, test.Y, test.A, test.B, seed=3)
    assert exact.exact and not drawn.exact
    error = (exact.p * (1 - exact.p) / 5_000) ** 0.5
    assert abs(drawn.p - exact.p) < 5 * error
    assert drawn.p == weat(wv, test.X, test.Y, test.A, test.B, seed=3).p


def test_changing_sides_changes_the_sign():
    wv = made_up(1)
    X, Y, A, B = (["w0", "w1", "w2"], ["w3", "w4", "w5"], ["w6", "w7"], ["w8", "w9"])
    effect, p = weat(wv, X, Y, A, B)
    assert weat(wv, Y, X, A, B).effect == pytest.approx(-effect)
    assert weat(wv, X, Y, B, A).effect == pytest.approx(-effect)
    assert weat(wv, X, X, A, B).effect == 0
    assert -2 <= effect <= 2 and 0 <= p <= 1


def test_words_equally_far_from_both_sides_have_no_association():
    wv = WordVectors(["w", "a", "b"], np.array([[0, 1, 0], [1, 1, 0], [-1, 1, 0]], np.float32))
    assert associations(wv, ["w"], ["a"], ["b"])[0] == pytest.approx(0, abs=1e-12)


def test_unknown_words_and_empty_lists():
    glove = library.load("glove")
    assert known(glove, ["Tiffany", "xqzt", "love", "love"]) == (["tiffany", "love"], ["xqzt"])
    with pytest.raises(UserError):
        weat(glove, ["love"], [], ["peace"], ["war"])
    with pytest.raises(UserError):
        weat(glove, ["xqzt"], ["love"], ["peace"], ["war"])
