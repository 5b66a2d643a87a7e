"""Equations of words, the plane of a relation and axes made of pairs, against scikit-learn, difflib and plain loops."""

from __future__ import annotations

from difflib import get_close_matches

import numpy as np
import pytest
from sklearn.decomposition import PCA, TruncatedSVD
from sklearn.metrics.pairwise import cosine_similarity

from core.errors import UserError
from core.words import analogy, axes, equation, library
from core.words.results import Term
from core.words.vectors import WordVectors


def terms(text: str) -> tuple[Term, ...]:
    return equation.known(library.load("glove"), equation.parse(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("king - man + woman", [("king", 1), ("man", -1), ("woman", 1)]),
        ("king −man +woman", [("king", 1), ("man", -1), ("woman", 1)]),
        ("king-man+woman", [("king", 1), ("man", -1), ("woman", 1)]),
        ("- man + king", [("man", -1), ("king", 1)]),
        ("twenty-one + self-made", [("twenty-one", 1), ("self-made", 1)]),
        ("new york - york", [("new_york", 1), ("york", -1)]),
        ("king - - man", [("king", 1), ("man", -1)]),
        ("dog", [("dog", 1)]),
        ("🙂 + <b>x</b>", [("🙂", 1), ("<b>x</b>", 1)]),
    ],
)
def test_equations_are_read(text: str, expected: list) -> None:
    found = equation.parse(text)
    assert [(term.word, term.sign) for term in found] == expected
    again = " ".join(f"{'+' if term.sign > 0 else '-'} {term.word}" for term in found)
    assert equation.parse(again) == found


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "analogies.nothing"),
        (" + - ", "analogies.nothing"),
        ("- man", "analogies.nothing"),
        (" + ".join("abcdefghijklm"), "analogies.too_many"),
    ],
)
def test_what_is_no_equation(text: str, key: str) -> None:
    with pytest.raises(UserError) as caught:
        equation.parse(text)
    assert caught.value.key == key


def test_words_are_found_in_the_lists_spelling() -> None:
    wv = WordVectors(["paris", "New_York", "NATO", "dog"], np.eye(4))
    assert [equation.spelling(wv, word) for word in ("Paris", "new_york", "nato", "DOG")] == list(wv.words)
    with pytest.raises(UserError) as caught:
        equation.spelling(wv, "pariss")
    assert caught.value.values == {"word": "pariss", "near": "paris"}
    with pytest.raises(UserError) as caught:
        equation.spelling(wv, "🙂")
    assert caught.value.key == "vectors.unknown_word"


def test_the_list_is_searched_once_for_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page with a word that is not there asks at each of its runs."""
    searched = []
    search = equation.nearest_spellings
    monkeypatch.setattr(equation, "nearest_spellings", lambda *given: searched.append(given) or search(*given))
    one, other = (WordVectors(words, np.eye(2)) for words in (["paris", "dog"], ["parish", "cat"]))
    for _ in range(3):
        for wv, near in ((one, "paris"), (other, "parish")):
            with pytest.raises(UserError) as caught:
                equation.spelling(wv, "Pariss")
            assert caught.value.values == {"word": "Pariss", "near": near}
    assert searched == [(one.words, "pariss"), (other.words, "pariss")]


def test_nearest_spellings_are_difflibs() -> None:
    words = [word for word in library.load("glove").words[:4000] if word.isalpha()]
    for word in ("qeen", "presedent", "goverment", "kingg", "zzzz", "a", "x" * 60):
        ours = equation.nearest_spellings(words, word)
        theirs = get_close_matches(word, words, n=5, cutoff=0.7)
        ratio = [equation.SequenceMatcher(None, w, word, autojunk=False).ratio() for w in ours]
        expected = [equation.SequenceMatcher(None, w, word, autojunk=False).ratio() for w in theirs]
        assert ratio == pytest.approx(expected), word  # words of one ratio may stand in another order


@pytest.mark.parametrize("method", ["add", "mul", "euclid"])
def test_the_numbers_of_an_answer_make_its_score(method: str) -> None:
    wv = library.load("glove")
    found = analogy.solve(wv, terms("king - man + woman + young - old"), method)
    cosines = cosine_similarity(wv.vectors[wv.rows(found.words)], wv.vectors[wv.rows(t.word for t in found.terms)])
    np.testing.assert_allclose(found.cosines, cosines, atol=1e-6)
    signs = np.array([term.sign for term in found.terms])
    if method == "add":
        np.testing.assert_allclose(found.scores, cosines @ signs / found.norm, atol=1e-6)
        np.testing.assert_allclose(found.scores, found.dots / found.norms / found.norm, atol=1e-6)
    elif method == "mul":
        moved = (1 + cosines) / 2
        expected = moved[:, signs > 0].prod(1) / (moved[:, signs < 0].prod(1) + 1e-6)
        np.testing.assert_allclose(found.scores, expected, rtol=1e-5)
    else:
        squared = found.norms**2 - 2 * found.dots + found.norm**2
        np.testing.assert_allclose(found.scores, -np.sqrt(squared), rtol=1e-4)
    assert list(found.scores) == sorted(found.scores, reverse=True)


@pytest.mark.parametrize(
    ("text", "p", "q", "r", "relation", "answer"),
    [
        ("king - man + woman", "man", "woman", "king", "family", "queen"),
        ("woman - man + king", "man", "woman", "king", "family", "queen"),
        ("paris - france + korea", "france", "paris", "korea", "capital-common-countries", "seoul"),
        ("france - paris + tokyo", "paris", "france", "tokyo", "capital-common-countries", "japan"),
        ("dog - cat + tea", "cat", "tea", "dog", "", None),
    ],
)
def test_the_step_is_the_known_relation(text: str, p: str, q: str, r: str, relation: str, answer: str | None) -> None:
    wv = library.load("glove")
    found = analogy.solve(wv, terms(text))
    drawn = analogy.plane(wv, found)
    assert [drawn.words[i] for i in drawn.step] == [p, q, r] and drawn.relation == relation
    if answer:
        assert found.words[0] == answer and drawn.count >= 23 and drawn.share > 2 * drawn.chance
    i, j, k = (drawn.points[i] for i in drawn.step)
    np.testing.assert_allclose(drawn.path[-1], k + j - i, atol=1e-5)
    assert j[0] > i[0], "the relation points to the right"


def test_every_pair_points_the_same_way() -> None:
    wv = library.load("glove")
    drawn = analogy.plane(wv, analogy.solve(wv, terms("king - man + woman")))
    assert len(drawn.pairs) == 6 and all(drawn.points[b][0] > drawn.points[a][0] for a, b in drawn.pairs)


def test_the_relations_plane_is_scikit_learns() -> None:
    wv = library.load("glove")
    pairs = [pair for pair in analogy.relations()["gram3-comparative"] if pair[0] in wv and pair[1] in wv]
    first, second = (wv.unit[wv.rows(side)] for side in zip(*pairs, strict=True))
    axes, share = analogy.relation_axes(first, second)
    np.testing.assert_allclose(axes @ axes.T, np.eye(2), atol=1e-5)
    svd = TruncatedSVD(1, algorithm="arpack").fit((second - first).astype(np.float64))
    assert abs(svd.components_[0] @ axes[0]) == pytest.approx(1, abs=1e-5)
    assert share == pytest.approx(svd.singular_values_[0] ** 2 / ((second - first) ** 2).sum(), rel=1e-5)
    assert ((second - first) @ axes[0]).mean() > 0
    middles = (first + second) / 2
    rest = middles - np.outer(middles @ axes[0], axes[0])
    pca = PCA(1, svd_solver="full").fit(rest.astype(np.float64))
    assert abs(pca.components_[0] @ axes[1]) == pytest.approx(1, abs=1e-5)


def test_a_planted_direction_is_found() -> None:
    generator = np.random.default_rng(1)
    direction = np.zeros(20)
    direction[4] = 1.0
    first = generator.normal(size=(12, 20))
    second = first + 3 * direction + 0.1 * generator.normal(size=(12, 20))
    axes, share = analogy.relation_axes(first.astype(np.float32), second.astype(np.float32))
    assert axes[0] @ direction > 0.99 and share > 0.95


def test_without_a_relation_the_plane_is_pca() -> None:
    wv = library.load("glove")
    found = analogy.solve(wv, terms("king + woman + young"))
    drawn = analogy.plane(wv, found)
    sums = np.cumsum(wv.unit[wv.rows(["king", "woman", "young"])], axis=0)
    sums /= np.linalg.norm(sums, axis=1, keepdims=True)
    rows = np.concatenate([wv.unit[wv.rows(drawn.words)], sums])
    expected = PCA(2, svd_solver="full").fit_transform(rows)
    mine = np.concatenate([drawn.points, drawn.path])
    np.testing.assert_allclose(np.abs(mine), np.abs(expected), atol=1e-4)
    assert drawn.step is None


@pytest.mark.parametrize("text", ["dog", "dog - dog + dog", "king - king + king", "dog + dog", "cat - dog"])
def test_odd_equations_have_a_plane(text: str) -> None:
    wv = library.load("glove")
    for method in ("add", "mul", "euclid"):
        drawn = analogy.plane(wv, analogy.solve(wv, terms(text), method))
        assert np.isfinite(drawn.points).all() and np.isfinite(drawn.path).all()


def test_two_words_in_two_dimensions() -> None:
    wv = WordVectors(["a", "b", "c"], np.array([[1, 0], [0, 1], [1, 1]]))
    drawn = analogy.plane(wv, analogy.solve(wv, equation.parse("a - b + c")))
    assert np.isfinite(drawn.points).all()


def test_axes_order_their_own_pairs() -> None:
    wv = library.load("glove")
    for name, pairs in axes.AXES.items():
        assert all(pair[0] in wv and pair[1] in wv for pair in pairs), name
        first = axes.on_axis(wv, [a for a, _ in pairs], pairs)
        second = axes.on_axis(wv, [b for _, b in pairs], pairs)
        assert (second > first).all(), name
    direction, middle = axes.axis(wv, axes.AXES["gender"])
    x = wv.unit[wv.row("queen")].astype(np.float64)
    assert axes.on_axis(wv, ["queen"], axes.AXES["gender"])[0] == pytest.approx(float((x - middle) @ direction))
    steps = [wv.unit[wv.row(b)].astype(np.float64) - wv.unit[wv.row(a)] for a, b in axes.AXES["gender"]]
    mean = sum(step / np.linalg.norm(step) for step in steps)
    np.testing.assert_allclose(direction, mean / np.linalg.norm(mean), atol=1e-6)
    with pytest.raises(UserError):
        axes.axis(wv, [("nosuchword", "man"), ("man", "man")])


def test_similarity_matrix_is_scikit_learns() -> None:
    wv = library.load("glove")
    words = ["king", "queen", "apple", "2000"]
    expected = cosine_similarity(wv.vectors[wv.rows(words)])
    np.testing.assert_allclose(axes.similarity_matrix(wv, words), expected, atol=1e-6)


def test_words_of_a_list_are_found_or_named() -> None:
    wv = WordVectors(["paris", "New_York", "NATO", "dog"], np.eye(4))
    assert equation.listed(wv, "Paris, qq dog\nnato,DOG 🙂") == (["paris", "dog", "NATO"], ["qq", "🙂"])
    assert equation.listed(wv, " ,, ") == ([], [])
    assert equation.listed(wv, "dog qq paris", 2) == (["dog"], ["qq"])


def test_pairs_of_an_axis_are_those_named_or_typed() -> None:
    wv = library.load("glove")
    assert axes.pairs_of(wv, "age", "land sea") == axes.AXES["age"]
    assert axes.pairs_of(wv, "own", "Land sea, , road canal") == [("land", "sea"), ("road", "canal")]
    for typed, key in (
        ("land", "analogies.pair_form"),
        ("a b c", "analogies.pair_form"),
        ("🙂 sea", "vectors.unknown_word"),
    ):
        with pytest.raises(UserError) as caught:
            axes.pairs_of(wv, "own", typed)
        assert caught.value.key == key
    assert axes.first_pair("warmth", "land sea") == ("cold", "hot")
    assert axes.first_pair("own", "land sea, road") == ("land", "sea")
    assert axes.first_pair("own", "land, road canal") is None and axes.first_pair("own", "") is None
