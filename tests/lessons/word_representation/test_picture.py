"""What the picture of one-hot vectors and embeddings sends to a browser, and what it takes of what comes back."""

import json
from dataclasses import replace

import numpy as np
import pytest

from app.kit.exchange import Exchange
from app.lessons.words.word_representation import picture
from app.lessons.words.word_representation.options import SIZES
from app.lessons.words.word_representation.picture import Rest, payload
from app.lessons.words.word_representation.picture.formulas import lines, terms
from app.lessons.words.word_representation.picture.rest import fit, most_steps, parse
from core.words import library, lookup, representation
from core.words.results import Clocks, Represented
from core.words.vectors import WordVectors
from tests.app.pictures import unpacked
from tests.lessons.word_representation.samples import CLOCKS, HOSTILE, LABELS, shown

NAMES = ("gender", "royal", "age", "food", "size")


def message(found: Represented, **changes: object) -> dict[str, object]:
    sent = {"number": 5, "subject": payload.subject(found), "word": "king", "size": 20_000, "step": 4}
    return sent | changes


def taken(found: Represented, **changes: object):
    return parse(message(found, **changes), payload.subject(found), found)


def drawn(monkeypatch: pytest.MonkeyPatch, found: Represented, **given: object) -> tuple[dict, dict, int, dict]:
    """Header and arrays that the browser would be sent, how long all of it is, and what is called when it speaks."""
    sent = []
    monkeypatch.setattr(picture, "_component", lambda **given: sent.append(given))
    monkeypatch.setattr(picture, "last_sent", lambda key, name="rest": None)
    monkeypatch.setattr(picture, "exchange", lambda key, given, subject: Exchange(subject, given, given))
    usual = {"rest": Rest(), "clocks": CLOCKS, "axes": NAMES[: len(found.axes)], "labels": LABELS}
    picture.draw(found, key="k", **usual | given)
    data = sent[0].pop("data")
    json.loads(
        data[4 : 4 + int.from_bytes(data[:4], "little")], parse_constant=lambda name: pytest.fail(f"{name} is no JSON")
    )
    return *unpacked(data), len(data), sent[0]


def values(cells: np.ndarray, scale: float) -> np.ndarray:
    """What the browser makes of two bytes."""
    return np.where(cells == payload.NONE, np.nan, cells.astype(float) / payload.FULL * scale)


@pytest.mark.parametrize("text", ["orange", "the a disorganize denar", "I want a glass of orange juice"])
def test_cells_are_those_of_the_matrix_but_for_two_bytes(text):
    found = shown(text)
    numbers, arrays = payload.build(found, CLOCKS, NAMES)
    for name in ("vectors", "head", "around", "tails"):
        back = values(arrays[name], numbers["scale"])
        np.testing.assert_allclose(back, getattr(found, name), atol=numbers["scale"] / payload.FULL / 2 * (1 + 1e-5))
    most = max(
        np.abs(arrays[name][arrays[name] != payload.NONE]).max() for name in ("vectors", "head", "around", "tails")
    )
    assert most == payload.FULL, "all of the two bytes is used"
    assert (arrays["around"] == payload.NONE).any() == (text.startswith("the") or "a" in text.split())


def test_features_distances_and_words_are_cores():
    found = shown("king queen")
    numbers, arrays = payload.build(found, CLOCKS, NAMES)
    for name in ("features", "along", "mean", "deviation", "distances"):
        np.testing.assert_allclose(arrays[name], getattr(found, name), rtol=1e-6, atol=1e-7)
        assert arrays[name].dtype == "<f4"
    again = (arrays["along"] - arrays["mean"][:, None]) / arrays["deviation"][:, None]
    np.testing.assert_allclose(again, arrays["features"], atol=1e-4)
    assert numbers["words"] == list(found.words) and numbers["asked"] == 2 and numbers["known"] == 50_102
    assert [numbers["words"][i] for i in numbers["table"]] == "man woman king queen apple".split()
    assert [numbers["words"][i] for i in numbers["ruler"]] == "blue red juice lemon fruit apple car king man".split()
    assert [axis["name"] for axis in numbers["axes"]] == list(NAMES)
    assert [axis["pairs"] for axis in numbers["axes"]] == [8, 5, 7, 5, 5] and numbers["axes"][0]["first"] == [
        "man",
        "woman",
    ]
    wv = library.load("glove")
    for word, near in zip(numbers["words"], numbers["nearest"], strict=True):
        assert near == [other for other, _ in wv.most_similar(word, top=representation.NEAREST)]
    for word, least in zip(numbers["words"], numbers["least"], strict=True):
        assert wv.row(word) < numbers["sizes"][least] and (not least or wv.row(word) >= numbers["sizes"][least - 1])
    assert numbers["sizes"] == list(SIZES) == list(lookup.SIZES)


def test_the_first_screen_is_light(monkeypatch):
    header, arrays, size, _ = drawn(monkeypatch, shown())
    assert size < 160_000 and header["rest"] == {"word": "orange", "size": 10_000, "step": -1}
    assert header["subject"] == payload.subject(shown()) and set(arrays) == {
        "vectors", "head", "around", "tails", "features", "along", "mean", "deviation", "distances"}  # fmt: skip


def test_of_vectors_of_many_numbers_the_first_fifty_are_shown(monkeypatch):
    found = shown("orange", vectors="news")
    header, arrays, _, _ = drawn(monkeypatch, found)
    assert header["dimensions"] == 300 and arrays["vectors"].shape == (len(found.words), payload.SHOWN_ROWS)
    assert arrays["tails"].shape[2] == arrays["around"].shape[2] == 50
    assert [payload.rows_shown(count) for count in (1, 50, 64, 65, 300)] == [1, 50, 64, 50, 50]


def test_clocks_are_sent_as_they_are_or_as_nothing():
    numbers, _ = payload.build(shown(), CLOCKS, NAMES)
    assert numbers["clocks"] == {name: getattr(CLOCKS, name).tolist() for name in ("sizes", "product", "lookup")}
    assert payload.build(shown(), None, NAMES)[0]["clocks"] is None
    broken = replace(CLOCKS, product=np.array([np.nan, np.inf, *CLOCKS.product[2:]]))
    assert payload.build(shown(), broken, NAMES)[0]["clocks"]["product"][:3] == [None, None, CLOCKS.product[2]]


@pytest.mark.parametrize("vectors", [[[0, 0], [0, 0], [0, 0]], [[1, 0], [0, 1], [1, 1]], [[1], [2], [-3]]])
def test_vectors_of_zeros_and_of_one_number_can_be_drawn(monkeypatch, vectors):
    small = WordVectors(("a", "b", "c"), np.array(vectors, np.float32))
    found = representation.represent(small, "a", "b c", "", "b c")
    header, arrays, _, _ = drawn(monkeypatch, found, clocks=Clocks(*np.ones((3, 1)), 2))
    assert header["scale"] > 0 and np.isfinite(arrays["features"]).all() and np.isfinite(arrays["distances"]).all()


def test_another_text_or_other_vectors_are_another_subject_and_another_axis_or_table_is_not():
    first = payload.subject(shown())
    same = [shown(axes="age"), shown(table="car"), shown(ruler="car lemon")]
    assert {payload.subject(one) for one in same} == {first}
    others = [shown("king"), shown("orange juice"), shown("juice orange"), shown(vectors="news")]
    assert len({first, *map(payload.subject, others)}) == 1 + len(others)


def test_a_rest_is_taken():
    found = taken(shown())
    assert found.fits and found.number == 5 and found.value == Rest("king", 20_000, 4)


@pytest.mark.parametrize("name", ["size", "step"])
@pytest.mark.parametrize("value", [None, "3", 3.0, True, [3], float("nan"), {}])
def test_what_is_no_place_is_not_taken(name, value):
    found = taken(shown(), **{name: value})
    assert found.number == 5 and not found.fits and found.value is None


@pytest.mark.parametrize("value", [None, "", "zzz", "KING", 3, ["king"], {"king": 1}, True])
def test_what_is_no_word_of_those_shown_is_not_taken(value):
    assert not taken(shown(), word=value).fits


def test_what_is_for_something_else_is_not_taken():
    found, subject = shown(), payload.subject(shown())
    assert not taken(found, subject=subject + 1).fits and not taken(found, subject=None).fits
    assert not taken(found, subject=str(subject)).fits
    for value in (None, 3, "x", [], {}, {"number": "5"}, {"number": True}, {"number": 5.0}):
        assert parse(value, subject, found) is None
    assert not parse({"number": 5, "subject": subject}, subject, found).fits


@pytest.mark.parametrize(
    ("changes", "held"),
    [
        ({"size": 17}, {"size": 1000}),
        ({"size": -5}, {"size": 1000}),
        ({"size": 12_345}, {"size": 20_000}),
        ({"size": 10**9}, {"size": 100_000}),
        ({"word": "orange", "size": 100}, {"word": "orange", "size": 5000}),
        ({"word": "juice", "size": 5000}, {"word": "juice", "size": 10_000}),
        ({"step": -7}, {"step": -1}),
        ({"step": 0}, {"step": 0}),
        ({"step": 44}, {"step": 44}),
        ({"step": 45}, {"step": -1}),
        ({"step": 10**6}, {"step": -1}),
    ],
)
def test_out_of_what_there_is_the_nearest_is_held(changes, held):
    assert most_steps(shown()) == 45
    assert taken(shown(), **changes).value == Rest(**({"word": "king", "size": 20_000, "step": 4} | held))


def test_a_word_that_is_no_longer_shown_gives_way_to_the_first():
    assert fit(Rest("zzz", 10_000, 3), shown()).word == fit(Rest("", 10_000, 3), shown()).word == "orange"
    rare = fit(Rest("marmalade", 100, -1), shown("marmalade"))
    assert rare == Rest("marmalade", 50_000, -1)


def test_a_word_beyond_the_largest_vocabulary_rests_there():
    long = WordVectors([f"w{i}" for i in range(100_500)], np.ones((100_500, 2), np.float32))
    found = representation.represent(long, "w100400 w7", "", "", "w1 w2")
    assert fit(Rest("w100400", 100, -1), found).size == 100_000 and fit(Rest("w7", 100, -1), found).size == 100


@pytest.mark.parametrize(
    ("sent", "heard"),
    [
        ({"words": ["land", "sea"]}, ["land sea"]),
        ({"words": [" land ", "\tsea"]}, ["land sea"]),
        ({"words": ["l" * 80, "sea"]}, [f"{'l' * 80} sea"]),
        ({"words": ["l" * 81, "sea"]}, []),
        ({"words": ["", "sea"]}, []),
        ({"words": ("land", "sea")}, []),
        ({"words": ["land", None]}, []),
        ({"words": {"0": "land"}}, []),
        ({}, []),
        ("land sea", []),
        (None, []),
    ],
)
def test_two_words_of_an_axis_are_heard(monkeypatch, sent, heard):
    said: list[str] = []
    *_, acts = drawn(monkeypatch, shown(), on_axis=said.append)
    monkeypatch.setattr(picture, "last_sent", lambda key, name="rest": sent if name == "axis" else None)
    acts["on_axis_change"]()
    assert said == heard


@pytest.mark.parametrize(
    ("place", "heard"), [(0, [0]), (4, [4]), (5, []), (-1, []), (1.0, []), (True, []), ("1", []), (None, []), ([1], [])]
)
def test_the_place_of_an_axis_that_goes_is_heard(monkeypatch, place, heard):
    said: list[int] = []
    *_, acts = drawn(monkeypatch, shown(), on_drop=said.append)
    monkeypatch.setattr(picture, "last_sent", lambda key, name="rest": {"place": place} if name == "drop" else None)
    acts["on_drop_change"]()
    assert said == heard


def test_without_somebody_to_hear_nothing_can_be_added_or_dropped(monkeypatch):
    header, *_, acts = drawn(monkeypatch, shown())
    assert not header["can_add"] and not header["can_drop"]
    monkeypatch.setattr(picture, "last_sent", lambda key, name="rest": {"words": ["a", "b"], "place": 0})
    acts["on_axis_change"](), acts["on_drop_change"]()
    heard = {"on_axis": print, "on_drop": print}
    one, eight = (
        shown(axes="age"),
        shown(axes=", ".join(f"land {w}" for w in "sea lake river road house tree sun moon".split())),
    )
    header = drawn(monkeypatch, one, axes=["age"], **heard)[0]
    assert header["can_add"] and not header["can_drop"]
    header = drawn(monkeypatch, eight, axes=list("abcdefgh"), **heard)[0]
    assert not header["can_add"] and header["can_drop"] and picture.MOST_AXES == representation.AXES


def test_words_that_look_like_markup_are_sent_as_they_are(monkeypatch):
    found = shown(" ".join(HOSTILE), f"{HOSTILE[0]} {HOSTILE[1]}", "", "", "hostile")
    header, *_ = drawn(monkeypatch, found, axes=[HOSTILE[0]])
    assert header["words"] == list(HOSTILE) and header["axes"][0]["first"] == [HOSTILE[0], HOSTILE[1]]
    assert header["axes"][0]["name"] == HOSTILE[0]


def test_every_term_of_the_formulas_has_its_words_and_its_colour():
    made = {term["id"]: term for term in terms()}
    used = {word for line in lines() for word in line} & made.keys()
    assert used == made.keys() == {"e_w", "E", "o_w", "column", "feature", "e", "d"}
    assert {f"term_{term['label']}" for term in made.values()} <= LABELS.keys()
    assert {f"said_{name}" for name in made if name != "e"} <= LABELS.keys(), "e is said as e_w is"
    assert {term["colour"] for term in made.values()} <= set(picture.COLOURS)
    assert lines()[0] == "e_w = E · o_w = column".split()


def test_the_sentences_of_the_picture_have_no_unknown_braces():
    assert LABELS["least"].format(word="a", column=1, size=2) == "“a” is column 1, so V is at least 2"
    assert LABELS["random"].format(known=3).startswith("Columns from 3 on are random")
    assert LABELS["status"].format(column=1, all=2) and LABELS["left_out"].format(count=1, **{"from": 2, "to": 3})
    assert LABELS["feature_said"].format(word="a", axis="b", sum="c", value="d").endswith("= c = d")
