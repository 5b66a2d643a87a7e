"""The jobs of the lesson on debiasing: against gensim on vectors that were debiased by plain loops, and on given vectors."""

import numpy as np
import pytest
from gensim.models import KeyedVectors
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.svm import SVC

from core.words import bias_jobs, bias_lists, debias, library
from core.words.options import BiasKey
from core.words.results import Given

PAIRS = (("she", "he"), ("woman", "man"), ("her", "his"))
EQUAL = (("woman", "man"), ("girl", "boy"))
KEY = BiasKey("glove", "gender", PAIRS, EQUAL, True)
WORDS = ("nurse", "captain", "she", "music")


def ended(steps):
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def gensim(wv, vectors: np.ndarray) -> KeyedVectors:
    made = KeyedVectors(wv.dimensions)
    made.add_vectors(list(wv.words), vectors)
    return made


@pytest.fixture(scope="module")
def stages_by_hand() -> tuple[KeyedVectors, KeyedVectors, KeyedVectors]:
    """Before, neutralised and equalised, word by word from the formulas."""
    wv = library.load("glove")
    unit = wv.vectors / np.linalg.norm(wv.vectors, axis=1, keepdims=True)
    g = debias.bias_direction(wv, PAIRS)
    kept = bias_lists.lists("gender", wv).keep.union(*PAIRS, *EQUAL)
    after = unit.astype(np.float64)
    for row, word in enumerate(wv.words):
        if word not in kept:
            across = after[row] - (after[row] @ g) * g
            after[row] = across / np.linalg.norm(across)
    neutralised = after.copy()
    for pair in EQUAL:
        a, b = (wv.row(word) for word in pair)
        mean = (after[a] + after[b]) / 2
        nu = mean - (mean @ g) * g
        side = np.sign((after[a] - after[b]) @ g) * np.sqrt(1 - nu @ nu)
        after[a], after[b] = nu + side * g, nu - side * g
    return tuple(gensim(wv, vectors.astype(np.float32)) for vectors in (unit, neutralised, after))


@pytest.fixture
def by_hand(stages_by_hand) -> tuple[KeyedVectors, KeyedVectors]:
    """Before and after."""
    return stages_by_hand[0], stages_by_hand[2]


def same(ours: list[tuple[str, float]], theirs: list[tuple[str, float]]) -> None:
    np.testing.assert_allclose([x for _, x in ours], [x for _, x in theirs], atol=2e-6)
    assert {w for w, _ in ours} == {w for w, _ in theirs}


def test_neighbours_and_analogies_are_gensims(by_hand):
    found = ended(bias_jobs.near({"key": KEY, "words": WORDS}))
    assert list(found.neighbours) == ["nurse", "captain", "music"], "the first pair's words ask nothing"
    for word, sides in found.neighbours.items():
        for ours, peer in zip(sides, by_hand, strict=True):
            same(ours, peer.most_similar(word, topn=8))
    for word, sides in found.analogies.items():
        for ours, peer in zip(sides, by_hand, strict=True):
            same(ours, peer.most_similar(["she", word], ["he"], topn=3))
    assert [w for w, _ in found.neighbours["nurse"][0]] != [w for w, _ in found.neighbours["nurse"][1]]


def test_the_classifiers_share_is_scikit_learns_on_vectors_debiased_by_hand(stages_by_hand):
    found = ended(bias_jobs.measure({"key": KEY}))
    before, g = stages_by_hand[0], debias.bias_direction(library.load("glove"), PAIRS)
    kept = bias_lists.lists("gender", library.load("glove")).keep.union(*PAIRS, *EQUAL)
    often = [word for word in before.index_to_key[:20_000] if word not in kept]
    ordered = sorted(often, key=lambda word: float(before[word] @ g))
    words, side = ordered[-1:-101:-1] + ordered[:100], [1] * 100 + [0] * 100
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    theirs = [cross_val_score(SVC(), [peer[word] for word in words], side, cv=folds).mean() for peer in stages_by_hand]
    assert found.told == pytest.approx(theirs, abs=0.006), "but for rounding: one word of 200"
    assert found.told[0] == 1 and 0.85 < found.told[1] < 1, "one direction is gone, and the sides are told all the same"


def test_a_small_vocabulary_has_no_outermost_words():
    wv = library.load("glove")
    few = [*dict.fromkeys([*(word for pair in (*PAIRS, *EQUAL) for word in pair), *wv.words[:150]])]
    given = Given(tuple(few), wv.vectors[wv.rows(few)])
    assert ended(bias_jobs.measure({"key": KEY, "given": given})).told is None


def test_scores_are_gensims(by_hand, tmp_path):
    found = ended(bias_jobs.measure({"key": KEY}))
    path = tmp_path / "wordsim"
    path.write_text(library.text("wordsim"), "utf-8")
    for scores, peer in zip((found.scores[0], found.scores[2]), by_hand, strict=True):
        assert scores.wordsim.spearman == pytest.approx(peer.evaluate_word_pairs(path)[1].statistic, abs=2e-4)
    before, after = (found.tests[0].results[i].effect for i in (0, 2))
    assert abs(after) < abs(before), "what the direction carries is gone"


@pytest.mark.parametrize("job", ["measure", "near", "left", "soften", "check"])
def test_given_vectors_stand_in_for_those_that_ship(job):
    wv = library.load("glove")
    more = {"words": () if job == "left" else WORDS, "count": 40}
    shipped, given = (
        ended(getattr(bias_jobs, job)({"key": KEY, "given": other, **more}))
        for other in (None, Given(wv.words, wv.vectors))
    )
    assert repr(shipped) == repr(given)


def test_soft_debiasing_trades_the_projections_for_little(by_hand):
    found = ended(bias_jobs.soften({"key": KEY}))
    along = [one.along for one in found]
    assert along[0] == pytest.approx(1, abs=0.01) and along[-1] < 0.05 and along == sorted(along, reverse=True)
    assert found[0].wordsim - found[-1].wordsim < 0.03


def test_soft_debiasing_is_measured_by_the_test_that_is_asked_for():
    asked, first = (ended(bias_jobs.soften({"key": KEY} | test)) for test in ({"test": "career"}, {}))
    assert [one.effect for one in first] == [
        one.effect for one in ended(bias_jobs.soften({"key": KEY, "test": "math"}))
    ]
    assert [one.effect for one in asked] != [one.effect for one in first]


def test_what_is_left_and_what_must_hold():
    found = ended(bias_jobs.left({"key": KEY, "count": 60, "words": ()}))
    wv, g = library.load("glove"), debias.bias_direction(library.load("glove"), PAIRS)
    assert len(found.first) == len(found.second) == 60
    assert min(float(wv.unit[wv.row(w)] @ g) for w in found.first) > max(
        float(wv.unit[wv.row(w)] @ g) for w in found.second
    )
    assert found.before.classifier > found.after.classifier > 0.6 and found.control > 0.8
    for row in ended(bias_jobs.check({"key": KEY, "words": WORDS})):
        assert row.difference < 1e-5, row
