"""The page of analogies: odd input, every way to search, the visitor's own vectors, and what its picture is sent."""

import json

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from app import i18n
from app.lessons.words import compute as shared
from app.lessons.words.analogies import compute, figures, options, picture, take
from app.lessons.words.analogies.compute import Solved
from app.lessons.words.analogies.picture import formulas
from app.lessons.words.room import Room
from core.errors import UserError
from core.sizes import size_of
from core.words import analogy, axes, equation, library
from core.words.results import Score, Upload
from core.words.vectors import WordVectors
from tests.app.failing_jobs import Runs
from tests.app.strings import ENGLISH, english
from tests.app.visiting import address, good, opened, warnings
from tests.lessons.words.samples import own_vectors

ODD = [
    "qeen",
    "🙂 + dog",
    "<img src=x>",
    "- man",
    "a + " * 400 + "b",
    "king - man + woman " * 300,
    "[x](http://x) + dog",
    "king-man+woman",
]


@pytest.fixture
def app(app: AppTest) -> AppTest:
    return opened(app, "analogies")


def typed(app: AppTest, text: str) -> AppTest:
    return good(app.text_input(key="analogies.text").set_value(text).run())


def test_odd_equations_give_a_sentence_or_an_answer(app):
    for text in ODD:
        typed(app, text)
    typed(app, "qeen")
    assert len(warnings(app)) == 1 and "queen" in warnings(app)[0]
    assert warnings(typed(app, "Paris - France + Korea")) == []
    typed(app, "[x](http://x) + dog")
    assert "\\[x\\](http\\://x)" in warnings(app)[0], "a visitor's word is no link"


@pytest.fixture
def folded(app: AppTest) -> AppTest:
    """The page with its settings unfolded."""
    app.session_state["analogies.more"] = True
    return good(app.run())


def test_every_way_to_search(folded):
    for method in ("mul", "euclid", "add"):
        good(folded.selectbox(key="analogies.method").set_value(method).run())
        assert not folded.warning and (address(folded, "method") or "add") == method
    good(folded.selectbox(key="analogies.vectors").set_value("own").run())
    assert any("Bring a file" in caption.value for caption in folded.caption) and len(folded.get("file_uploader")) == 1


def test_other_vectors_begin_with_an_equation_that_they_know(folded):
    """Google News has no names: a preset of GloVe's gives way to one of its own, a visitor's equation stays."""
    vectors = folded.selectbox(key="analogies.vectors")
    good(vectors.set_value("news").run())
    assert not folded.warning and address(folded, "text") == options.KING
    good(vectors.set_value("glove").run())
    assert not folded.warning and address(folded, "text") == options.KING, "which is a preset there too"
    typed(folded, "dog - cat + kitten")
    good(vectors.set_value("news").run())
    assert address(folded, "text") == "dog - cat + kitten"


def test_own_vectors_are_used(app):
    app.session_state["words.own"] = own_vectors([f"w{i}" for i in range(30)], 4)
    good(opened(app, "analogies", vectors="own"))
    assert "paris" in warnings(app)[0]
    typed(app, "w1 - w2 + w3")
    for tab in ("axes", "measured", "bug", "referee", "vectors"):
        app.query_params["tab"] = tab
        app.run()
        assert not app.exception
    assert any("30" in success.value for success in app.success)


def test_own_axes_and_words(app):
    app.query_params["tab"] = "axes"
    app.query_params["axis_x"] = "own"
    app.run()
    app.text_input(key="analogies.pairs").set_value("land sea, road").run()
    assert warnings(app) == [i18n.catalogues()["en"]["analogies.pair_form"]]
    app.text_input(key="analogies.pairs").set_value("land sea, road canal").run()
    assert not app.warning and not app.exception
    app.text_input(key="analogies.words").set_value("ship train 🙂 qwertzy <b>").run()
    assert not app.exception and any("qwertzy" in caption.value for caption in app.caption)
    app.text_input(key="analogies.words").set_value("").run()
    assert not app.exception


def test_the_axes_are_cores():
    assert set(options.AXIS_NAMES) == set(axes.AXES)


@pytest.mark.parametrize("vectors", ["glove", "news"])
@pytest.mark.parametrize("text", sorted({text for texts in options.PRESETS.values() for text in texts}))
def test_presets_can_be_solved(vectors, text):
    if text in options.PRESETS[vectors]:
        wv = library.load(vectors)
        assert analogy.solve(wv, equation.known(wv, equation.parse(text))).words


def test_the_first_picture_is_there_before_the_first_visitor(app, monkeypatch):
    compute.warm()

    def again(*asked):
        raise AssertionError(f"{asked} is solved anew")

    monkeypatch.setattr(compute, "_solve", again)
    good(app.run())
    assert options.Options().text in options.PRESETS[options.Options().vectors]


def test_what_the_picture_is_sent():
    wv = library.load("glove")
    for text in ("king - man + woman", "dog"):
        for method in ("add", "mul", "euclid"):
            found = analogy.solve(wv, equation.parse(text), method)
            drawn = picture._drawn(analogy.plane(wv, found), found)
            assert len(json.dumps(drawn, allow_nan=False)) < 12_000
            assert [answer["word"] for answer in drawn["answers"]] == list(found.words)
            assert {word["word"] for word in drawn["words"] if word["role"] == "given"} == {t.word for t in found.terms}


def test_what_a_browser_sends_is_checked():
    words = ("queen", "throne")
    good = picture._parse({"number": 3, "word": "queen", "subject": 7}, 7, words)
    assert good.fits and good.value == "queen"
    assert picture._parse({"number": 3, "word": "", "subject": 7}, 7, words).fits
    for bad in (
        {"number": 3, "word": "x", "subject": 7},
        {"number": 3, "word": 5, "subject": 7},
        {"number": 3, "word": "queen", "subject": 8},
    ):
        assert not picture._parse(bad, 7, words).fits
    assert picture._parse("queen", 7, words) is None and picture._parse({"word": "queen"}, 7, words) is None


def test_every_term_of_a_formula_has_its_word():
    for method in formulas.LINES:
        names = {term["id"]: term["label"] for term in formulas.terms(method)}
        assert set(names.values()) <= set(english("analogies.plane."))
        assert {line["term"] for line in formulas.lines(method)} <= set(names)


def test_the_numbers_that_are_taken_away():
    wv = library.load("glove")
    found = analogy.solve(wv, equation.parse("king - man + woman"))
    columns = take.numbers(Solved(found, analogy.plane(wv, found)))
    row = columns["word"].index("queen")
    assert columns["score"][row] == pytest.approx(wv.most_similar(["king", "woman"], ["man"])[0][1])
    assert columns["cos with −man (2)"][row] == pytest.approx(wv.similarity("queen", "man"), abs=1e-6)
    assert len({len(values) for values in columns.values()}) == 1


def test_figures_hold_what_they_are_given():
    scores = {"a": Score(3, 4), "b": Score(0, 0)}
    bars = figures.categories(scores, {"a": "first", "b": "second"}, "light").data[0]
    assert list(bars.y) == ["first"] and list(bars.x) == [0.75]
    placed = figures.on_axes(["<b>"], np.array([0.5]), np.array([-1.0]), ("x", "y"), "dark")
    assert (
        list(placed.data[0].text) == ["&lt;b&gt;"]
        and placed.layout.yaxis.range[0] < -1 < 0 < placed.layout.yaxis.range[1]
    )
    assert figures.matrix(["a", "b"], np.eye(2), "light").data[0].z.tolist() == [[1, 0], [0, 1]]


def test_there_is_a_bound_for_the_vectors_of_all(monkeypatch):
    import streamlit as st

    monkeypatch.setattr(shared, "OWN_BYTES", 100)
    with pytest.raises(UserError) as caught:
        shared.keep_own(Upload(("a", "b"), np.zeros((2, 50), np.float32), "npz", 2, 0))
    assert caught.value.key == "vectors.full" and shared.OWN not in st.session_state


def test_the_bound_counts_words_index_and_the_vectors_at_length_1(monkeypatch):
    """Less than a quarter of what these hold is the file's own numbers."""
    import streamlit as st

    words = tuple(f"word {number}" for number in range(1000))
    found = Upload(words, np.ones((1000, 10), np.float32), "npz", 1000, 0)
    holds = size_of(WordVectors(words, found.vectors)) + found.vectors.nbytes
    assert holds > 4 * found.vectors.nbytes
    monkeypatch.setattr(shared, "_kept", Room("vectors.full"))
    monkeypatch.setattr(shared, "OWN_BYTES", holds - 1)
    with pytest.raises(UserError):
        shared.keep_own(found)
    monkeypatch.setattr(shared, "OWN_BYTES", 2 * holds)
    shared.keep_own(found)
    others = st.session_state.pop(shared.OWN)
    shared.keep_own(found)
    shared.keep_own(found)
    mine = st.session_state.pop(shared.OWN)
    with pytest.raises(UserError):
        shared.keep_own(found)
    assert others.vectors is not mine.vectors


def test_a_worker_that_crashed_over_a_file_reads_it_again_by_its_button_alone(app, monkeypatch):
    runs = Runs(monkeypatch)
    lines = "".join(f"{word} {number} 1.5 {-number}\n" for number, word in enumerate(("one", "two", "three", "four")))
    opened(app, "analogies", vectors="own")
    app.file_uploader(key="analogies.vectors.file").set_value(("mine.txt", lines.encode(), "text/plain"))
    for _ in range(3):
        good(app.run())
        assert ENGLISH["job.crashed"] in warnings(app) and len(runs.given) == 1 and shared.OWN not in app.session_state
    runs.go_well()
    good(app.button(key="job.vectors.again").click().run())
    assert app.session_state[shared.OWN].vectors.words == ("one", "two", "three", "four") and len(runs.given) == 2


def test_words_have_no_meaning_in_markdown():
    assert i18n.plain("a_b *c* [d](e) <f> $g$ é🙂") == "a\\_b \\*c\\* \\[d\\](e) \\<f\\> \\$g\\$ é🙂"
