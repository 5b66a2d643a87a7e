"""Few labels: the sentences, what is made of them, the classifiers beside code that is not ours, and what ships."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from scipy import optimize, special
from scipy.stats import ttest_rel
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, StratifiedKFold

from core import checkpoints
from core.errors import UserError
from core.recipes import few_labels as recipe
from core.referees import few_labels as referees
from core.words import few_labels, library
from core.words import few_labels_data as data
from core.words.options import CLASSES, LABELS, TASKS, FewLabelsConfig
from core.words.results import Given, LabelCurve

GLOVE = library.load("glove")


def ended(steps) -> tuple[list[few_labels.Comparing], LabelCurve]:
    """What a job yields, and what it returns."""
    found = []
    while True:
        try:
            found.append(next(steps))
        except StopIteration as end:
            return found, end.value


def bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def sentence(text: str, label: int = 0) -> data.Labelled:
    return data.Labelled(text, data.split(text), label)


@pytest.mark.parametrize(
    ("task", "learn", "test", "least", "most"), [("feelings", 200, 100, 4, 14), ("emoji", 130, 70, 3, 10)]
)
def test_sentences_are_as_many_as_they_should_be_and_differ(task, learn, test, least, most) -> None:
    parts = data.sentences(task)
    classes = len(CLASSES[task])
    for part, count in zip(parts, (learn, test), strict=True):
        assert Counter(s.label for s in part) == dict.fromkeys(range(classes), count // classes)
    together = [s for part in parts for s in part]
    assert len({bare(s.text) for s in together}) == learn + test
    assert all(least <= len(re.findall(r"[\w']+", s.text)) <= most for s in together)


@pytest.mark.parametrize("task", TASKS)
def test_no_test_sentence_is_nearly_one_to_learn_from(task) -> None:
    """Of the words that two of them have together, at most half stand in both."""
    learn, test = ([set(s.words) for s in part] for part in data.sentences(task))
    assert max(len(a & b) / len(a | b) for a in learn for b in test) <= 0.5


def test_superb_is_kept_for_the_test() -> None:
    learn, test = data.sentences("feelings")
    assert sum("superb" in s.words for s in test) == 4
    assert not any("superb" in s.text.lower() for s in learn)


def test_words_are_as_glove_has_them() -> None:
    assert data.split("It isn't Tom's 2nd film – or 3!") == ("it", "is", "n't", "tom", "'s", "2nd", "film", "or")
    known = [word in GLOVE for task in TASKS for part in data.sentences(task) for s in part for word in s.words]
    assert np.mean(known) > 0.98


@pytest.mark.parametrize("task", TASKS)
def test_one_hot_is_scikit_learns_binary_count(task) -> None:
    learn, test = data.sentences(task)
    theirs = CountVectorizer(analyzer=lambda s: s.words, binary=True).fit(learn)
    words = data.vocabulary(learn)
    assert list(words) == list(theirs.get_feature_names_out())
    for part in (learn, test):
        np.testing.assert_array_equal(data.one_hot(part, words), theirs.transform(part).toarray())


def test_one_hot_and_the_mean_by_hand() -> None:
    some = [sentence("Good film, good film!"), sentence("A bad qqqzzz."), sentence("qqqzzz")]
    np.testing.assert_array_equal(
        data.one_hot(some, ("a", "bad", "film", "good")), [[0, 0, 1, 1], [1, 1, 0, 0], [0] * 4]
    )
    found = data.embedded(some, GLOVE)
    each = {word: GLOVE[word].astype(float) / np.sqrt((GLOVE[word].astype(float) ** 2).sum()) for word in ("a", "bad")}
    np.testing.assert_allclose(found[1], (each["a"] + each["bad"]) / 2, atol=1e-7)
    assert not found[2].any()


@pytest.mark.parametrize("task", TASKS)
def test_draws_have_all_classes_alike_and_grow(task) -> None:
    y = data.classes(data.sentences(task)[0])
    for fewer, more in zip(LABELS[task], LABELS[task][1:], strict=False):
        a, b = data.draw(y, fewer, 3), data.draw(y, more, 3)
        assert len(set(b)) == more and list(b[:fewer]) == list(a)
        assert len(set(np.bincount(y[b]))) == 1
    assert list(data.draw(y, 20, 3)) != list(data.draw(y, 20, 4))


@pytest.mark.parametrize(("task", "labels"), [("feelings", 20), ("feelings", 200), ("emoji", 10), ("emoji", 130)])
def test_torch_finds_the_same_minimum(task, labels) -> None:
    for compared in referees.check(task, labels, 1, GLOVE):
        assert compared.difference < (1e-5 if compared.name.endswith("P") else 2e-4), compared


@pytest.mark.parametrize("C", few_labels.STRENGTHS)
def test_scipy_finds_no_lower_loss(C: float) -> None:
    """The loss of the docstring, written out, at our weights; its gradient there is next to nothing."""
    learn, _ = data.sentences("feelings")
    some = learn[:50]
    X, y = data.embedded(some, GLOVE), data.classes(some)

    def loss(theta: np.ndarray) -> float:
        z = X @ theta[:-1] + theta[-1]
        return theta[:-1] @ theta[:-1] / 2 - C * special.log_expit(np.where(y == 1, z, -z)).sum()

    ours = few_labels.fit(X, y, C)
    theirs = optimize.minimize(loss, np.zeros(51), method="L-BFGS-B", options={"maxiter": 10_000, "maxfun": 10**6})
    mine = loss(np.concatenate([ours.W[0], ours.b]))
    assert mine <= theirs.fun + 1e-9
    assert mine == pytest.approx(theirs.fun, rel=1e-5)
    np.testing.assert_allclose(ours.probabilities(X)[:, 1], special.expit(X @ ours.W[0] + ours.b), atol=1e-12)


@pytest.mark.parametrize(("task", "count"), [("feelings", 20), ("emoji", 50)])
def test_the_strength_is_that_of_a_grid_search(task, count) -> None:
    learn, _ = data.sentences(task)
    y = data.classes(learn)
    at = data.draw(y, count, 5)
    X = data.embedded([learn[i] for i in at], GLOVE)
    folds = StratifiedKFold(min(5, count // len(CLASSES[task])), shuffle=True, random_state=5)
    grid = GridSearchCV(
        LogisticRegression(max_iter=5000), {"C": few_labels.STRENGTHS}, cv=folds, scoring="neg_log_loss"
    ).fit(X, y[at])
    ours = few_labels.learn(X, y[at], 5)
    assert ours.C == grid.best_params_["C"]
    theirs = grid.best_estimator_.set_params(tol=1e-8, max_iter=20_000).fit(X, y[at])
    np.testing.assert_allclose(ours.probabilities(X), theirs.predict_proba(X), atol=1e-9)


@pytest.fixture(scope="module")
def curves() -> dict[str, tuple[list[few_labels.Comparing], LabelCurve]]:
    return {task: ended(few_labels.job({"config": FewLabelsConfig(task)})) for task in TASKS}


@pytest.mark.parametrize("task", TASKS)
def test_a_curve_is_whole_and_its_progress_even(task, curves) -> None:
    steps, curve = curves[task]
    assert tuple(curve.labels) == LABELS[task] and curve.index is None
    assert curve.one_hot.shape == curve.embedded.shape == (len(curve.labels), few_labels.DRAWS)
    assert [s.step for s in steps] == list(range(curve.one_hot.size)) and steps[-1].steps == curve.one_hot.size
    done = steps[-1].partial
    np.testing.assert_array_equal(done.embedded, curve.embedded[:-1])
    assert curve.test == len(data.sentences(task)[1]) and curve.baseline == pytest.approx(1 / len(CLASSES[task]))


@pytest.mark.parametrize("task", TASKS)
def test_with_twenty_labels_embeddings_are_better_by_more_than_chance(task, curves) -> None:
    _, curve = curves[task]
    place = list(curve.labels).index(20)
    a, b = curve.embedded[place], curve.one_hot[place]
    assert a.mean() > b.mean() and ttest_rel(a, b, alternative="greater").pvalue < 0.001
    assert curve.embedded[-1].mean() > curve.embedded[0].mean()


def test_the_same_seed_gives_the_same(curves, monkeypatch) -> None:
    """And vectors that are given stand in for those that ship."""
    monkeypatch.setitem(few_labels.LABELS, "feelings", (10, 20))
    given = Given(GLOVE.words, GLOVE.vectors)
    _, again = ended(few_labels.job({"config": FewLabelsConfig("feelings", 1, "own", 7), "given": given}))
    _, curve = curves["feelings"]
    np.testing.assert_array_equal(again.one_hot, curve.one_hot[:2])
    np.testing.assert_array_equal(again.embedded, curve.embedded[:2])
    _, other = ended(few_labels.job({"config": FewLabelsConfig("feelings", 2)}))
    assert (other.embedded != again.embedded).any()


@pytest.mark.parametrize("seed", range(1, 6))
def test_of_superb_one_hot_knows_nothing_and_the_embedding_that_it_is_good(seed: int) -> None:
    found = few_labels.judge("feelings", 200, seed, "The cook was superb.", GLOVE)
    place = found.words.index("superb")
    assert not found.met[place] and found.known[place]
    assert found.one_hot_parts[place, 0] == 0
    assert found.embedded_parts[place, 0] == found.embedded_parts.max() > 0
    assert found.embedded[1] > 0.5


@pytest.mark.parametrize(("task", "labels"), [("feelings", 20), ("emoji", 50)])
def test_parts_and_bias_add_up_to_the_answer(task, labels) -> None:
    found = few_labels.judge(task, labels, 2, "I love, love the great xxqqy game and the food!", GLOVE)
    assert found.words.count("love") == 2 and not found.known[found.words.index("xxqqy")]
    assert not found.embedded_parts[found.words.index("xxqqy")].any()
    for parts, bias, p in (
        (found.one_hot_parts, found.one_hot_bias, found.one_hot),
        (found.embedded_parts, found.embedded_bias, found.embedded),
    ):
        z = parts.sum(axis=0) + bias
        np.testing.assert_allclose(p, special.softmax([0, *z] if len(z) == 1 else z), atol=1e-6)
    z = found.embedded_parts.sum(axis=0) + found.embedded_bias
    np.testing.assert_allclose(found.embedded_votes.sum(axis=0), z, atol=1e-9)
    alone = few_labels.judge(task, labels, 2, "game", GLOVE)
    n, place = found.known.sum(), found.words.index("game")
    np.testing.assert_allclose(found.embedded_votes[place], alone.embedded_votes[0] / n, atol=1e-9)
    names = {word for s in few_labels.labelled(task, labels, 2) for word in s.words}
    assert list(found.met) == [word in names for word in found.words] and found.vocabulary == len(names)


def test_judging_is_that_of_the_first_draw(curves) -> None:
    _, curve = curves["feelings"]
    (by_words, words), by_vectors = (
        few_labels.on_one_hot("feelings", 50, 1),
        few_labels.on_embeddings("feelings", 50, 1, GLOVE),
    )
    _, test = data.sentences("feelings")
    y, place = data.classes(test), list(curve.labels).index(50)
    assert by_words.accuracy(data.one_hot(test, words), y) == curve.one_hot[place, 0]
    assert by_vectors.accuracy(data.embedded(test, GLOVE), y) == curve.embedded[place, 0]


@pytest.mark.parametrize(
    ("text", "key"), [("", "empty"), ("  … 12 !", "empty"), ("qqqzzz vvvxxq", "unknown"), ("<b>", "")]
)
def test_a_text_without_words_says_what_to_do(text: str, key: str) -> None:
    if not key:
        assert few_labels.judge("feelings", 20, 1, text, GLOVE).words == ("b",)
        return
    for ask in (lambda: few_labels.judge("feelings", 20, 1, text, GLOVE), lambda: few_labels.shipped().read(text)):
        with pytest.raises(UserError) as found:
            ask()
        assert found.value.key == f"few_labels.{key}"


def test_a_long_text_is_read_to_a_point() -> None:
    found = few_labels.judge("feelings", 20, 1, "good " * 60, GLOVE)
    assert len(found.words) == few_labels.LONGEST and not found.is_all


def test_what_ships_reads_a_sentence() -> None:
    good, bad = (few_labels.shipped().read(f"The food was {word}.") for word in ("excellent", "horrible"))
    assert good.probability > 0.6 > 0.4 > bad.probability
    assert good.probability == pytest.approx(special.expit(good.parts.sum() + good.bias), abs=1e-6)
    theirs = LogisticRegression().fit(np.eye(50)[:2], [0, 1])
    weights = checkpoints.filled(few_labels.MeanWeights(50), few_labels.NAME)
    theirs.coef_, theirs.intercept_ = weights.w.numpy()[None].astype(float), weights.b.numpy().astype(float)
    asked = data.embedded([sentence("The food was excellent.")], GLOVE)
    assert good.probability == pytest.approx(theirs.predict_proba(asked)[0, 1], abs=1e-9)


def test_what_was_measured_on_reviews() -> None:
    curve = few_labels.measured()
    assert tuple(curve.labels) == recipe.COUNTS and curve.test == recipe.TEST
    assert curve.one_hot.shape == curve.embedded.shape == curve.index.shape == (len(recipe.COUNTS), few_labels.DRAWS)
    rows = checkpoints.card(few_labels.NAME)["measured"]["curve"]
    for way in ("one_hot", "embedded", "index"):
        for row, draws in zip(rows, getattr(curve, way), strict=True):
            assert row[way]["mean"] == pytest.approx(draws.mean(), abs=1e-4)
            assert row[way]["sd"] == pytest.approx(draws.std(ddof=1), abs=1e-4)
    first = list(curve.labels).index(20)
    assert ttest_rel(curve.embedded[first], curve.one_hot[first], alternative="greater").pvalue < 0.05
    assert curve.index.mean() < 0.6, "a word's number in the vocabulary says nothing of it"


def test_the_recipe_keeps_what_is_as_good_as_the_same_on_one_side() -> None:
    made = [sentence(f"Words {i} of {'aeiou'[i % 5] * (i % 7)} sentence {i // 2}.", i % 2) for i in range(1500)]
    made += [sentence(s.text.upper() + "!", s.label) for s in made[:200]]
    learn, test = recipe.parted(made, 3)
    assert len(learn) + len(test) == len(made) and Counter(s.label for s in test) == {0: 300, 1: 300}
    assert not {bare(s.text) for s in learn} & {bare(s.text) for s in test}
    assert [s.text for s in recipe.parted(made, 3)[1]] == [s.text for s in test]


def test_the_mistake_of_a_number_by_hand() -> None:
    some = [sentence("a c"), sentence("b"), sentence("z")]
    found = recipe.numbered(some, ("a", "b", "c"))
    np.testing.assert_array_equal(found, [[1], [1], [np.nan]])
    learn, test = recipe.standardised(np.array([[1.0], [3.0]]), np.array([[5.0], [np.nan]]))
    np.testing.assert_allclose(learn, [[-1], [1]])
    np.testing.assert_allclose(test, [[3], [0]])


def test_no_sentence_stands_in_two_tasks() -> None:
    every = [{bare(s.text) for part in data.sentences(task) for s in part} for task in TASKS]
    assert all(not a & b for a, b in combinations(every, 2))
