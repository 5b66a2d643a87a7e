"""What the picture of one-hot vectors shows, beside scikit-learn and by hand; axes and words as people type them; senses."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import spearmanr
from sklearn.metrics.pairwise import cosine_similarity, euclidean_distances
from sklearn.preprocessing import StandardScaler, normalize

from core.errors import UserError
from core.referees import representation as referee
from core.words import axes, evaluation, library, lookup, one_hots, representation, senses
from core.words.vectors import WordVectors

TABLE, RULER = "man woman king queen apple", "red juice lemon fruit apple car king queen man"
AXES = "gender, royal, age, food, size"
ODD = [
    "",
    "   ",
    "qeen zzzzz",
    "🙂",
    "<img src=x onerror=1>",
    "a" * 5000,
    "שלום",
    "中文",
    "\u202eabc",
    "- - -",
    "0",
    "...",
    "' \"",
]


@pytest.fixture(scope="module")
def wv():
    return library.load("glove")


@pytest.fixture(scope="module")
def shown(wv):
    return representation.represent(wv, "orange", TABLE, RULER, AXES)


def test_words_stand_once_those_of_the_text_first(wv):
    found = representation.represent(wv, "Orange juice, orange JUICE!", TABLE, RULER, "age")
    assert found.words[:2] == ("orange", "juice") and found.asked == 2
    assert len(set(found.words)) == len(found.words)
    assert [found.words[i] for i in found.table] == TABLE.split() and [
        found.words[i] for i in found.ruler
    ] == RULER.split()
    assert [wv.words[row] for row in found.rows] == list(found.words)
    np.testing.assert_array_equal(found.vectors, wv.vectors[found.rows])


def test_the_smallest_vocabulary_that_has_a_word(wv, shown):
    for row, least in zip(shown.rows, shown.least, strict=True):
        assert shown.sizes[least] > row and (least == 0 or shown.sizes[least - 1] <= row)


def test_columns_are_those_of_the_matrix(wv, shown):
    E = lookup.widened(wv.vectors, 100_000)
    np.testing.assert_array_equal(shown.head, wv.vectors[: len(shown.head)])
    assert shown.head_words == wv.words[: len(shown.head)]
    radius = shown.around.shape[1] // 2
    for place, row in enumerate(shown.rows.tolist()):
        for step in range(-radius, radius + 1):
            column, name = shown.around[place, step + radius], shown.around_words[place][step + radius]
            assert name == (wv.words[row + step] if row + step >= 0 else "")
            if row + step >= 0:
                np.testing.assert_array_equal(column, E[:, row + step])
    for at, size in enumerate(shown.sizes.tolist()):
        np.testing.assert_array_equal(shown.tails[at], E[:, size - shown.tails.shape[1] : size].T)
        assert bool(shown.tail_words[at][-1]) == (size <= len(wv))


def test_columns_before_the_first_and_after_the_last_are_not_there(wv):
    found = representation.represent(wv, f"{wv.words[0]} {wv.words[-1]}", "", "", "age")
    assert (
        np.isnan(found.around[0, : representation.RADIUS]).all()
        and not np.isnan(found.around[0, representation.RADIUS :]).any()
    )
    assert np.isnan(found.around[1, representation.RADIUS + 1 :]).all()


def test_distances_and_features_beside_scikit_learn(wv, shown):
    unit = normalize(wv.vectors[shown.rows].astype(np.float64))
    np.testing.assert_allclose(shown.distances, euclidean_distances(unit), atol=1e-6)
    for axis, row in zip(shown.axes, shown.features, strict=True):
        first, second = (
            normalize(np.stack([wv[pair[side]] for pair in axis.pairs]).astype(np.float64)) for side in (0, 1)
        )
        d = normalize(normalize(second - first).mean(0, keepdims=True))[0]
        frequent = normalize(wv.vectors[:10_000].astype(np.float64)) @ d
        np.testing.assert_allclose(
            row, StandardScaler().fit(frequent[:, None]).transform((unit @ d)[:, None])[:, 0], atol=1e-5
        )


def test_the_referee_agrees_and_would_not_with_another_word(wv, shown):
    rows = referee.check(wv, shown, 0, 10_000)
    bars = {"product": 0, "look_up": 0, "both": 0, "distances": 1e-6, "one_hot": 1e-6, "features": 1e-5}
    assert {row.name for row in rows} == set(bars)
    assert all(row.difference <= bars[row.name] for row in rows)
    moved = replace(shown, features=np.roll(shown.features, 1, axis=0))
    assert {row.name: row for row in referee.check(wv, moved, 0, 10_000)}["features"].difference > 0.1


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_give_words_or_a_sentence(wv, text):
    try:
        found = representation.represent(wv, text, text, text, AXES)
    except UserError as error:
        assert error.key in ("word_representation.no_word", "vectors.unknown_word", "vectors.unknown_near")
    else:
        assert found.asked and np.isfinite(found.distances).all()


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("gender", [("gender", "", 8)]),
        ("GENDER, gender ,age", [("gender", "", 8), ("age", "", 7)]),
        ("land sea road canal", [("", "", 2)]),
        ("boats: land sea; age", [("", "boats", 1), ("age", "", 7)]),
    ],
)
def test_axes_as_they_are_typed(wv, typed, titles):
    found = representation.axes_of(wv, typed)
    assert [(axis.name, axis.title, len(axis.pairs)) for axis in found] == titles
    again = representation.axes_of(wv, ", ".join(axis.typed for axis in found))
    assert again == found, "what stands in the list makes the same axis"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("", "word_representation.no_axis"),
        (" , ;", "word_representation.no_axis"),
        ("land", "word_representation.axis_form"),
        ("land sea road", "word_representation.axis_form"),
        ("land land", "word_representation.axis_form"),
        ("boats:", "word_representation.axis_form"),
        ("land zzzqqqzz", "vectors.unknown_word"),
        (
            ",".join(f"land {other}" for other in "sea lake river road house tree sun moon star".split()),
            "word_representation.too_many_axes",
        ),
    ],
)
def test_what_is_no_axis_gets_a_sentence(wv, typed, key):
    with pytest.raises(UserError) as found:
        representation.axes_of(wv, typed)
    assert found.value.key == key


def test_axes_know_the_pairs_that_they_were_not_made_of(wv):
    def by_hand(pairs):
        right = 0
        for place, (first, second) in enumerate(pairs):
            others = [pair for i, pair in enumerate(pairs) if i != place]
            steps = normalize(np.stack([wv.unit[wv.row(b)] - wv.unit[wv.row(a)] for a, b in others]).astype(np.float64))
            right += (wv.unit[wv.row(second)] - wv.unit[wv.row(first)]) @ steps.mean(0) > 0
        return right, len(pairs)

    for name in ("gender", "royal", "food", "size"):
        assert representation.separated(wv, axes.AXES[name]) == by_hand(axes.AXES[name])
    assert representation.separated(wv, [("land", "sea")]) == (0, 0)


def test_the_question_is_about_a_word_whose_neighbours_are_not_shown(wv, shown):
    apart = {word: np.linalg.norm(wv.unit[wv.row(word)] - wv.unit[wv.row("orange")]) for word in RULER.split()}
    assert representation.to_ask(shown, 0) == sorted(apart, key=apart.get)[2]
    assert representation.to_ask(representation.represent(wv, "orange", "", "red car", "age"), 0) is None


def test_senses_beside_scikit_learn(wv):
    found = senses.senses(wv, "Orange", "red", "lemon")
    table = cosine_similarity(wv.vectors.astype(np.float64), wv.vectors[wv.rows(["orange", "red", "lemon"])])
    order = np.argsort(-table[:, 0], kind="stable")[1 : senses.NEAR + 1]
    assert found.words == tuple(wv.words[row] for row in order)
    for ours, column in ((found.cosines, 0), (found.to_first, 1), (found.to_second, 2)):
        np.testing.assert_allclose(ours, table[order, column], atol=1e-5)
    row = wv.row("orange")
    assert found.own == pytest.approx(tuple(table[row, 1:]), abs=1e-5)
    assert found.beyond == pytest.approx(tuple((table[:, 1:] >= table[row, 1:] - 1e-7).mean(0)), abs=3e-5)


@pytest.mark.parametrize(
    ("typed", "key"),
    [("bank", "word_representation.three_words"), ("bank bank river", "word_representation.three_words")]
    + [("a b c d", "word_representation.three_words"), ("bank Bank river", "word_representation.same_words")]
    + [("bank money zzzqqqzz", "vectors.unknown_word")],
)
def test_senses_that_cannot_be_read(wv, typed, key):
    with pytest.raises(UserError) as found:
        senses.read(wv, typed)
    assert found.value.key == key


def test_one_hots_are_no_more_alike_than_any_other_two(wv):
    pairs = [one_hots.alike(wv, "orange", other) for other in ("lemon", "car", "juice")]
    size = len(wv)
    for pair in pairs:
        assert pair.cosine == 0 and pair.distance == pytest.approx(2**0.5)
        assert pair.correlation == pytest.approx(-1 / (size - 1), rel=1e-6)
    assert pairs[0].apart == wv.row("lemon") - wv.row("orange")
    assert pairs[0].embedded == pytest.approx(
        float(cosine_similarity(wv["orange"][None], wv["lemon"][None])[0, 0]), abs=1e-6
    )


def test_a_place_is_no_size(wv):
    found = one_hots.beside(wv, "orange")
    assert [at - found.row for at, _ in found.by_place] == [-3, -2, -1, 1, 2, 3]
    assert all(wv.words[at] == word for at, word in found.by_place)
    rows, judged, unknown = evaluation.judged_rows(wv, library.text("wordsim"))
    assert unknown == 0 and found.pairs == len(rows) == 353
    assert found.place_score == pytest.approx(spearmanr(judged, [-abs(a - b) for a, b in rows.tolist()]).statistic)
    assert abs(found.place_score) < 0.1 < 0.4 < found.cosine_score
    first = one_hots.beside(wv, wv.words[0])
    assert [at for at, _ in first.by_place] == [1, 2, 3], "there is nothing before the first"


def test_vectors_of_zeros_and_few_words_do_no_harm():
    small = WordVectors(("a", "b", "c"), np.array([[0, 0], [1, 0], [0, 1]], np.float32))
    found = representation.represent(small, "a b", "c", "", "b c")
    assert np.isfinite(found.features).all() and found.scale_words == 3
    assert found.least.tolist() == [0, 0, 0]
