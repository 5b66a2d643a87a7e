"""The page on one-hot vectors and embeddings, without a browser: odd words, axes, what the picture says, links."""

import re
from dataclasses import asdict

import numpy as np
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from app.lessons.words.word_representation import options, page, picture
from app.lessons.words.word_representation.options import Options
from core.words import axes, library, representation
from tests.app.pictures import unpacked
from tests.app.strings import ENGLISH
from tests.app.visiting import address, good, opened, pictures, warnings, written
from tests.lessons.word_representation.samples import HOSTILE
from tests.lessons.word_representation.visit import SLUG, another, captions, drawn, said, tables, typed
from tests.lessons.words.samples import own_vectors

KEY = f"{SLUG}.picture"
FORTY = "orange lemon apple king queen man woman boy girl juice fruit red blue car house " * 3
KNOWN = ("man woman king queen boy girl house palace prince princess", "land sea road canal")


@pytest.fixture
def lesson(app: AppTest) -> AppTest:
    return opened(app, SLUG)


# What a visitor types.


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", said("notice.empty_text")),
        ("   ", said("notice.empty_text")),
        ("\u200b\u202e", said("notice.empty_text")),
        ("🙂", said("word_representation.no_word")),
        ("… !!! ---", None),
        ("qqqzzq vvvxxq", said("vectors.unknown_word", word="qqqzzq")),
        ("qeen", "queen"),
        ("שלום", said("vectors.unknown_word", word="שלום")),
        ("a" * 5000, said("vectors.unknown_word", word="a" * representation.MAX_WORD)),
    ],
)
def test_what_is_no_word_gets_a_sentence_and_the_picture_stays(lesson, text, sentence):
    typed(lesson, "king")
    before = drawn(lesson)[0]["words"]
    typed(lesson, text)
    if sentence is None:  # marks that have vectors are words
        assert drawn(lesson)[0]["words"] and not warnings(lesson)
        return
    assert len(warnings(lesson)) == 1 and sentence in warnings(lesson)[0]
    assert drawn(lesson)[0]["words"] == before and address(lesson, "text") == "king"


@pytest.mark.parametrize(
    ("text", "words", "missing"),
    [
        ("Orange JUICE, orange.", ["orange", "juice"], ""),
        ("qqqzzq orange vvvxxq", ["orange"], "qqqzzq, vvvxxq"),
        ("🙂 orange 🙂", ["orange"], ""),
        ("<b> orange", ["b", "orange"], ""),
        ("orange שלום", ["orange"], "שלום"),
        ("\u202eorange", ["orange"], ""),
    ],
)
def test_of_a_text_the_words_with_a_vector_are_shown_and_the_others_named(lesson, text, words, missing):
    typed(lesson, text)
    header, _ = drawn(lesson)
    assert header["words"][: header["asked"]] == words and not warnings(lesson)
    line = said("vectors.missing", words=missing)
    assert (line in captions(lesson)) == bool(missing)


def test_of_forty_words_twelve_are_shown(lesson):
    typed(lesson, FORTY)
    header, _ = drawn(lesson)
    assert header["words"][: header["asked"]] == FORTY.split()[:12] and said("word_representation.cut") in captions(
        lesson
    )
    typed(lesson, "orange")
    assert said("word_representation.cut") not in captions(lesson)


def test_five_thousand_characters_are_the_most(lesson):
    typed(lesson, "orange " * 1000)
    assert warnings(lesson) == [said("notice.text_cut", limit=5000)]
    assert drawn(lesson)[0]["words"][0] == "orange" and drawn(lesson)[0]["asked"] == 1
    assert address(lesson, "text") is None, "no link holds it"


def means_something(app: AppTest, *lines: str) -> list[str]:
    """What of a visitor's words would be markup in the page's HTML and Markdown, and in these lines of Markdown."""
    tags, marks = ["<img/src", "<b>e7"], ["**c7**", "[a7](http", "$d7$", ":smile:"]
    html = "\n".join(str(part.proto.body) for part in app.get("html"))
    markdown = "\n".join(
        [*warnings(app), *lines, *(part.value for part in [*app.markdown, *app.caption, *app.success])]
    )
    found = [tag for tag in tags if tag in html]
    return found + [mark for mark in tags + marks if re.search(rf"(?<!\\){re.escape(mark)}", markdown)]


def test_a_word_of_the_visitors_has_no_meaning_in_markdown_or_html(lesson):
    assert means_something(lesson, r"\$d7$", "[a7](http://b7) <b>e7") == ["<b>e7", "[a7](http"], "a test of the test"
    for text in HOSTILE:
        typed(lesson, f"qqq{text}zzq")
        assert not means_something(lesson)
        typed(lesson, f"orange qqq{text}zzq")
        assert not means_something(lesson)


@pytest.mark.parametrize("tab", options.TABS)
def test_nor_has_a_word_of_own_vectors(app, tab):
    """Each tab with words that look like markup in all of its places; of the questions the last, which asks about the words."""
    words = [*HOSTILE, *(f"w{i}" for i in range(100))]
    app.session_state["words.own"] = own_vectors(words, 6)
    app.session_state["checks.places"] = {SLUG: 99}
    a, b, c, d, e, f, *_ = HOSTILE
    brought = {
        "text": f"{a} {b} {c} {d}",
        "table": f"{a} {e}",
        "ruler": f"{b} {c} {d} {e} {f}",
        "axes": f"{a} {b} {d} {e}",
    }
    brought |= {"senses": f"{a} {b} {c}", "sentence": f"{a} w1 {b} good"}
    opened(app, SLUG, vectors="own", tab=tab, bug="size", **brought)
    assert drawn(app)[0]["words"][:4] == [a, b, c, d] and not warnings(app)
    asked = [group for group in app.get("button_group") if ".check." in (group.key or "")]
    assert not means_something(app, *(option.content for group in asked for option in group.proto.options))


# Axes.


@pytest.fixture
def own_axes(app: AppTest) -> AppTest:
    return opened(app, SLUG, tab="own_axes")


def rows_of_axes(app: AppTest) -> list[list[str]]:
    (table,) = tables(app)
    return table[1:]


def test_own_axes_are_taken_and_the_table_tells_how_well_they_know_their_pairs(own_axes):
    typed(own_axes, f"gender, {KNOWN[0]}, boats: {KNOWN[1]}, land sea", "axes")
    header, arrays = drawn(own_axes)
    assert [axis["name"] for axis in header["axes"]] == ["gender", "", "boats", ""], (
        "a pair names itself in the picture"
    )
    assert [axis["first"] for axis in header["axes"]][1::2] == [["man", "woman"], ["land", "sea"]]
    assert [axis["pairs"] for axis in header["axes"]] == [8, 5, 2, 1]
    wv = library.load("glove")
    found = representation.axes_of(wv, address(own_axes, "axes"))
    rows = rows_of_axes(own_axes)
    for row, axis in zip(rows, found, strict=True):
        right, total = representation.separated(wv, axis.pairs)
        assert row[1] == ", ".join(f"{first} → {second}" for first, second in axis.pairs)
        assert row[2] == (said("word_representation.axes.known", right=right, total=total) if total else "–")
    assert rows[3][2] == "–", "one pair has no others to be told by"
    unit = wv.unit.astype(float)
    d = unit[wv.row("sea")] - unit[wv.row("land")]
    along = unit[:10_000] @ d
    place = header["words"].index("king")
    assert arrays["features"][3, place] == pytest.approx(
        (unit[wv.row("king")] @ d - along.mean()) / along.std(), abs=1e-4
    )


@pytest.mark.parametrize(
    ("text", "key", "values"),
    [
        (" , ;", "word_representation.no_axis", {}),
        ("land", "word_representation.axis_form", {"text": "land"}),
        ("age, land sea road", "word_representation.axis_form", {"text": "land sea road"}),
        ("land land", "word_representation.axis_form", {"text": "land land"}),
        ("gender, boats\\:", "word_representation.axis_form", {"text": "boats\\\\\\:"}),
        ("land qqqzzq", "vectors.unknown_word", {"word": "qqqzzq"}),
        (
            ", ".join(f"land {other}" for other in "sea lake river road house tree sun moon star".split()),
            "word_representation.too_many_axes",
            {"limit": 8},
        ),
    ],
)
def test_what_is_no_axis_gets_a_sentence_and_the_axes_stay(own_axes, text, key, values):
    typed(own_axes, "food, size", "axes")
    typed(own_axes, text, "axes")
    assert warnings(own_axes) == [said(key, **values)]
    assert [axis["name"] for axis in drawn(own_axes)[0]["axes"]] == ["food", "size"]
    assert address(own_axes, "axes") == "food, size" and len(rows_of_axes(own_axes)) == 2
    typed(own_axes, "", "axes")
    assert warnings(own_axes) == [said("notice.empty_text")] and address(own_axes, "axes") == "food, size"


def test_an_axis_of_very_many_pairs_is_taken_whole_or_not_at_all(own_axes):
    """Longer than the state's field, so that its end would be cut off in the middle of a pair."""
    typed(own_axes, "land sea " * 70 + "land", "axes")
    assert len(warnings(own_axes)) == 1
    long = "boats: " + "land sea road canal " * 40
    typed(own_axes, long, "axes")
    header, _ = drawn(own_axes)
    assert header["axes"], "the picture is still there"
    if not warnings(own_axes):
        assert header["axes"][0]["pairs"] == 80


def test_a_bad_list_of_axes_in_a_link_is_said_once(app):
    opened(app, SLUG, axes="land", tab="own_axes")
    assert warnings(app) == [said("word_representation.axis_form", text="land")]


def test_every_named_axis_has_its_word_and_presets_can_be_read(own_axes):
    assert set(options.AXIS_NAMES) == set(axes.AXES)
    typed(own_axes, ", ".join(axes.AXES), "axes")
    assert [row[0] for row in rows_of_axes(own_axes)] == [
        ENGLISH[f"word_representation.axis.{name}"] for name in axes.AXES
    ]
    assert len(drawn(own_axes)[0]["axes"]) == 8 and not drawn(own_axes)[0]["can_add"]
    from app.lessons.words.word_representation.own_axes import PRESETS

    for text in PRESETS.values():
        typed(own_axes, text, "axes")
        assert not warnings(own_axes) and len(drawn(own_axes)[0]["axes"]) == len(text.split(","))


# What the picture says.


class Hand:
    """The picture as four buttons: pressing one is what its script does when it sends a message."""

    def __init__(self, app: AppTest) -> None:
        self.app = app

    def component(self, *, key: str, data: bytes, height: str, **acts) -> None:
        self.header, self.arrays = unpacked(data)
        for name, act in acts.items():
            st.button(name, key=f"hand.{name}", on_click=act)

    def sends(self, name: str, **message: object) -> None:
        self.app.session_state[KEY] = {name: message}
        good(self.app.button(key=f"hand.on_{name}_change").click().run())

    def rests(self, **changes: object) -> None:
        self.number = getattr(self, "number", 0) + 1
        self.sends("rest", **self.header["rest"] | {"subject": self.header["subject"], "number": self.number} | changes)

    @property
    def axes(self) -> list[str]:
        return [axis["name"] or " → ".join(axis["first"]) for axis in self.header["axes"]]


@pytest.fixture
def hand(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> Hand:
    made = Hand(app)
    monkeypatch.setattr(picture, "_component", made.component)
    opened(app, SLUG)
    return made


def test_an_axis_is_added_by_the_picture_and_dropped(hand):
    before, features = hand.axes, hand.arrays["features"]
    hand.sends("axis", words=["land", "sea"])
    assert hand.axes == [*before, "land → sea"] and address(hand.app, "axes") == f"{options.AXES}, land sea"
    np.testing.assert_array_equal(hand.arrays["features"][:5], features)
    hand.sends("drop", place=1)
    assert hand.axes == ["gender", "age", "food", "size", "land → sea"]
    np.testing.assert_array_equal(hand.arrays["features"][:4], features[[0, 2, 3, 4]])
    assert address(hand.app, "try") == "0", "the experiment is off"
    hand.sends("drop", place=4)
    hand.sends("axis", words=["  royal ", "Man"])
    assert hand.axes[-1] == "royal → man"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["land", "land"], said("word_representation.axis_form", text="land land")),
        (["land", "qqqzzq"], said("vectors.unknown_word", word="qqqzzq")),
        (["land", "qeen"], "queen"),
        (["land", "sea road"], said("word_representation.axis_form", text="land sea road")),
        (["land, lake", "sea"], said("word_representation.axis_form", text="land")),
        (["<b>x</b>", "[a](http://b)"], "“\\<b\\>x\\</b\\> \\[a\\](http\\://b)” is not an axis"),
    ],
)
def test_two_words_that_make_no_axis_get_a_sentence_and_the_table_stays(hand, words, sentence):
    before = hand.axes
    hand.sends("axis", words=words)
    assert len(warnings(hand.app)) == 1 and sentence in warnings(hand.app)[0]
    assert hand.axes == before and address(hand.app, "axes") is None
    good(hand.app.run())
    assert not warnings(hand.app), "it is said once"


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"words": "land sea"},
        {"words": ["land"]},
        {"words": ["land", 3]},
        {"words": ["land", " "]},
        {"words": ["land", "s" * 81]},
        {"words": ["land", "sea", "road"]},
        {"words": None},
    ],
)
def test_what_are_no_two_words_is_not_listened_to(hand, message):
    before = hand.axes
    hand.sends("axis", **message)
    assert hand.axes == before and not warnings(hand.app)


@pytest.mark.parametrize("place", [-1, 5, 99, 1.0, "1", True, None, [0]])
def test_what_is_no_place_of_an_axis_is_not_listened_to(hand, place):
    before = hand.axes
    hand.sends("drop", place=place)
    assert hand.axes == before


def test_there_is_room_for_eight_axes_and_the_last_stays(hand):
    for other in ("sea", "lake", "river"):
        assert hand.header["can_add"]
        hand.sends("axis", words=["land", other])
    assert len(hand.axes) == 8 and not hand.header["can_add"]
    hand.sends("axis", words=["land", "road"])
    assert len(hand.axes) == 8 and warnings(hand.app) == [said("word_representation.too_many_axes", limit=8)]
    for left in range(7, 0, -1):
        assert hand.header["can_drop"]
        hand.sends("drop", place=0)
        assert len(hand.axes) == left
    assert hand.axes == ["land → river"] and not hand.header["can_drop"]
    hand.sends("drop", place=0)
    assert hand.axes == ["land → river"]


def test_where_the_picture_rests_stands_in_the_address(hand):
    hand.rests(word="king", size=50_000, step=3)
    found = {name: address(hand.app, name) for name in ("word", "size", "step", "try")}
    assert found == {"word": "king", "size": "50000", "step": "3", "try": None}, "the experiment is still on"
    order = hand.header["order_number"]
    good(hand.app.run())
    assert hand.header["order_number"] == order, "the picture is not told what it has said itself"
    hand.rests(word="orange", size=10_000, step=-1)
    assert {name: address(hand.app, name) for name in ("word", "size", "step")} == dict.fromkeys(
        ("word", "size", "step")
    )
    hand.rests(word="zzz", size=200)
    hand.rests(subject=1, size=50_000)
    assert address(hand.app, "size") is None


def test_another_text_begins_at_its_first_word_and_another_axis_leaves_the_open_one(hand):
    hand.rests(word="king", size=20_000, step=4)
    hand.sends("axis", words=["land", "sea"])
    assert address(hand.app, "word") == "king" and address(hand.app, "step") == "4"
    order = hand.header["order_number"]
    typed(hand.app, "apple pie")
    assert hand.header["rest"] == {"word": "apple", "size": 20_000, "step": -1} and hand.header["order_number"] > order
    assert address(hand.app, "word") is None


def test_experiments_set_what_they_say(hand):
    first, second, third = page.experiments()
    assert {name: getattr(Options(), name) for name in first} == first and Options().try_ == 1
    assert second == first | {"size": 100_000} and third == first | {"text": "king"}
    hand.sends("axis", words=["land", "sea"])
    hand.rests(word="car", size=200, step=2)
    for number, changes, rest in (
        (2, second, {"word": "orange", "size": 100_000, "step": -1}),
        (3, third, {"word": "king", "size": 10_000, "step": -1}),
        (1, first, {"word": "orange", "size": 10_000, "step": -1}),
    ):
        hand.sends("start", chosen=number)
        assert hand.header["rest"] == rest and hand.header["strip"]["on"] == number
        assert hand.axes == options.AXES.split(", ")
        now = asdict(hand.app.session_state[f"state.of.{SLUG}"])
        assert {name: now[name] for name in changes} == changes
    hand.sends("start", chosen=0)
    assert hand.axes[-1] == "land → sea" and hand.header["rest"]["word"] == "car", "back to what was there before"


# Links.


def test_a_link_opens_the_same(app):
    brought = {"text": "king", "axes": "food, land sea", "table": "queen man", "ruler": "red blue qqqzzq"}
    opened(app, SLUG, word="queen", size="50000", step="5", **brought)
    header, arrays = drawn(app)
    assert header["rest"] == {"word": "queen", "size": 50_000, "step": 5} and not warnings(app)
    assert header["words"] == ["king", "queen", "man", "red", "blue"] and header["asked"] == 1
    assert header["table"] == [1, 2] and header["ruler"] == [3, 4]
    found = representation.represent(
        library.load("glove"), *(brought[name] for name in ("text", "table", "ruler", "axes"))
    )
    np.testing.assert_allclose(arrays["features"], found.features, rtol=1e-5)
    assert {name: address(app, name) for name in brought} == brought


@pytest.mark.parametrize(
    ("brought", "rest"),
    [
        ({"size": "50000", "word": "king", "step": "7"}, {"word": "king", "size": 50_000, "step": 7}),
        ({"word": "zzz"}, {"word": "orange", "size": 10_000, "step": -1}),
        ({"size": "12345"}, {"word": "orange", "size": 20_000, "step": -1}),
        ({"size": "100"}, {"word": "orange", "size": 5000, "step": -1}),
        ({"size": "200", "word": "man"}, {"word": "man", "size": 500, "step": -1}),
        ({"text": "papaya"}, {"word": "papaya", "size": 50_000, "step": -1}),
        ({"step": "99"}, {"word": "orange", "size": 10_000, "step": -1}),
    ],
)
def test_a_link_opens_what_it_says_or_the_nearest(brought, rest):
    app = another(**brought)
    assert drawn(app)[0]["rest"] == rest and not warnings(app)


@pytest.mark.parametrize(
    ("name", "value"),
    [("size", "17"), ("size", "1e9"), ("size", "x"), ("step", "-2"), ("step", "101"), ("labels", "3"), ("draw", "11")]
    + [("task", "x"), ("bug", "x"), ("vectors", "x"), ("tab", "x")],
)
def test_a_value_that_cannot_be_is_said_and_left_out(name, value):
    app = another(**{name: value})
    assert warnings(app) == [said("notice.bad_value", field=name)]
    assert drawn(app)[0]["rest"] == {"word": "orange", "size": 10_000, "step": -1}


@pytest.mark.parametrize(
    ("brought", "key", "values"),
    [
        ({"text": "qqqzzq"}, "vectors.unknown_word", {"word": "qqqzzq"}),
        ({"axes": ","}, "word_representation.no_axis", {}),
        ({"axes": "land qqqzzq"}, "vectors.unknown_word", {"word": "qqqzzq"}),
        ({"senses": "a b", "tab": "senses"}, "word_representation.three_words", {}),
        ({"senses": "bank Bank money", "tab": "senses"}, "word_representation.same_words", {}),
        ({"senses": "bank money qqqzzq", "tab": "senses"}, "vectors.unknown_word", {"word": "qqqzzq"}),
        ({"sentence": "…", "tab": "few"}, "few_labels.empty", {}),
    ],
)
def test_what_a_link_says_that_cannot_be_used_gets_a_sentence_and_the_page_goes_on(brought, key, values):
    app = another(**brought)
    assert warnings(app) == [said(key, **values)]
    assert bool(pictures(app, SLUG)) == ("tab" in brought), "what one tab cannot use is no matter to the picture"
    assert ENGLISH["lesson.word_representation.behind"] in written(app) or app.tabs, "down to its foot"


@pytest.mark.parametrize("tab", options.TABS)
def test_a_link_without_a_word_opens_every_tab(tab):
    app = another(text="qqqzzq", tab=tab, bug="size")
    assert warnings(app) == [said("vectors.unknown_word", word="qqqzzq")] and not pictures(app, SLUG)
