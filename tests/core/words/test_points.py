"""The points of a map: words with their groups, unknown words, and clouds that are what they claim to be."""

import numpy as np
import pytest

from core.errors import UserError
from core.words import library, points
from core.words.options import PointsKey
from core.words.results import Given


def test_groups_follow_the_analogy_questions():
    found = points.build(PointsKey(kind="groups", count=2000))
    group = {name: found.group_names[g] for name, g in zip(found.names, found.groups, strict=True)}
    expected = {
        "france": "countries", "paris": "capitals", "french": "nationalities", "chicago": "us_places",
        "euro": "currencies", "queen": "family", "walking": "verbs", "bigger": "adjectives",
    }  # fmt: skip
    assert {word: group[word] for word in expected} == expected
    assert len(set(found.names)) == len(found.names) > 500
    wv = library.load("glove")
    assert [wv.row(name) for name in found.names] == sorted(wv.row(name) for name in found.names)
    np.testing.assert_allclose(np.linalg.norm(found.X, axis=1), 1, atol=1e-5)


def test_own_words_are_found_as_written_or_in_other_letters():
    own = ("King", "queen", "queen", "nosuchword", "man", "woman", "boy", "girl", "prince", "princess", "PARIS")
    found = points.build(PointsKey(kind="own", own=own))
    assert found.names == ("king", "queen", "man", "woman", "boy", "girl", "prince", "princess", "paris")
    with pytest.raises(UserError) as error:
        points.build(PointsKey(kind="own", own=("king", "qwxyz")))
    assert error.value.key == "tsne.too_few" and error.value.values["known"] == 1


def test_unknown_words_are_those_that_no_map_has():
    own = ("King", "nosuchword", "man", "PARIS", "qwxyz", "woman", "boy", "girl", "prince", "princess")
    missing = points.unknown(own, library.load("glove"))
    assert missing == ["nosuchword", "qwxyz"]
    assert len(points.build(PointsKey(kind="own", own=own)).names) == len(own) - len(missing)


@pytest.mark.parametrize("kind", ["groups", "frequent", "own", "noise", "sizes", "gaps"])
def test_a_key_knows_how_many_points_it_has_and_whether_they_are_words(kind):
    key = PointsKey(kind=kind, count=60, own=library.load("glove").words[:30])
    found, wv = points.build(key), library.load("glove")
    assert len(found.names) == key.size == (30 if kind == "own" else 60)
    assert all(name in wv for name in found.names) == key.has_words


def test_given_vectors_are_used():
    words = tuple(f"w{i}" for i in range(30))
    X = np.random.default_rng(1).normal(size=(30, 4)).astype(np.float32)
    found = points.build(PointsKey(kind="frequent", count=20), Given(words, X))
    assert found.names == words[:20]
    np.testing.assert_allclose(found.X, X[:20] / np.linalg.norm(X[:20], axis=1, keepdims=True), atol=1e-6)


def test_noise_has_the_same_numbers_and_no_structure():
    real, noise = (points.build(PointsKey(kind=kind, count=400)) for kind in ("frequent", "noise"))
    np.testing.assert_array_equal(np.sort(real.X, axis=0), np.sort(noise.X, axis=0))
    correlation = [np.abs(np.corrcoef(found.X.T) - np.eye(50)).mean() for found in (real, noise)]
    assert correlation[1] < 0.5 * correlation[0]


def test_clouds_are_as_wide_and_as_far_apart_as_they_say():
    sizes = points.build(PointsKey(kind="sizes", count=400))
    wide, narrow = (sizes.X[sizes.groups == g].std(axis=0).mean() for g in (0, 1))
    assert wide / narrow == pytest.approx(10, rel=0.1)
    gaps = points.build(PointsKey(kind="gaps", count=600))
    middles = [gaps.X[gaps.groups == g].mean(axis=0) for g in range(3)]
    first, second = np.linalg.norm(middles[1] - middles[0]), np.linalg.norm(middles[2] - middles[1])
    assert second / first == pytest.approx(5, rel=0.05)


def test_clusters_are_called_by_the_word_in_their_middle():
    found = points.build(PointsKey(kind="frequent", count=300))
    for g, name in enumerate(found.group_names):
        inside = found.X[found.groups == g]
        away = np.linalg.norm(inside - inside.mean(axis=0), axis=1)
        nearest = np.array(found.names)[found.groups == g][away.argmin()]
        assert name == f"={nearest}"
