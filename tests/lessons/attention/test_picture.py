"""The attention map's Python side: the payload, resting states, drags, hostile browsers, its words and equations."""

import re
from dataclasses import replace

import numpy as np
import pytest
import streamlit as st

from app.lessons.translate.attention import figures
from app.lessons.translate.attention import picture as module
from app.lessons.translate.attention.picture import Rest, draw
from app.lessons.translate.attention.picture.formulas import lines, terms
from app.theme import PALETTE, THEMES
from core.translate.options import Drag
from core.translate.results import Energy, LengthBin
from tests.app.pictures import unpacked
from tests.app.strings import english
from tests.lessons.attention.samples import ODD, TARGET, decoding

SCRIPTS = "\n".join(path.read_text("utf-8") for path in sorted(module.HERE.glob("**/*.js")))


@pytest.fixture
def browser(monkeypatch):
    """Stands where Streamlit mounts components: keeps what it is given; what a browser says is put into the session."""
    calls: list[dict] = []
    monkeypatch.setattr(module, "_component", lambda **given: calls.append(given))
    monkeypatch.setattr(st, "session_state", {})
    return calls


def drawn(browser, found=None, **more) -> tuple[Rest, dict]:
    found = found or decoding()
    given = {"rest": Rest(2, None), "labels": {}, "key": "k"} | more
    return draw(found, given.pop("before", found), **given), browser[-1]


def test_what_is_sent_is_the_decoding(browser):
    found = decoding()
    now, call = drawn(browser, found, drags=(Drag(1, 0, 0.5), Drag(4, 2, 1.0, True), Drag(6, 1, 0.1, True)))
    header, arrays = unpacked(call["data"])
    assert now == Rest(2, None) and header["rest"] == {"step": 2, "position": None}
    for name in ("energies", "alpha", "annotations"):
        np.testing.assert_array_equal(arrays[name], getattr(found, name))
    np.testing.assert_allclose(np.log(arrays["p"]), found.log_probabilities, atol=1e-4)
    assert header["changed"] == [1, 4, 6] and header["held"] == 4
    assert [row[0][0] for row in header["next"]] == list(TARGET)


def test_the_longest_fits(browser):
    pieces = tuple(f"▁w{i}" for i in range(59)) + ("<EOS>",)
    _, call = drawn(browser, decoding(pieces, pieces * 2, size=384))
    assert len(call["data"]) < 300_000


def test_a_rest_beyond_the_output_is_brought_in(browser):
    assert drawn(browser, rest=Rest(99, 99))[0] == Rest(len(TARGET) - 1, None)


def said(browser, name: str, value) -> None:
    st.session_state["k"] = {name: value}


def subject(browser) -> int:
    return unpacked(browser[-1]["data"])[0]["subject"]


def test_a_browsers_rest_is_taken_once_it_fits(browser):
    heard: list[Rest] = []
    _, call = drawn(browser, on_change=heard.append)
    said(browser, "rest", {"step": 5, "position": 3, "subject": subject(browser), "number": 1})
    call["on_rest_change"]()
    assert heard == [Rest(5, 3)]
    assert drawn(browser)[0] == Rest(5, 3)
    for bad in (
        {"step": 99, "position": 3},
        {"step": 1, "position": -1},
        {"step": True, "position": 0},
        {"step": "1", "position": 0},
        {"position": 1},
    ):
        said(browser, "rest", bad | {"subject": subject(browser), "number": 2})
        call["on_rest_change"]()
    said(browser, "rest", {"step": 1, "position": 1, "subject": 0, "number": 3})
    call["on_rest_change"]()
    assert heard == [Rest(5, 3)]


def test_drags_are_checked(browser):
    drags: list[Drag] = []
    undone: list[bool] = []
    _, call = drawn(browser, on_drag=drags.append, on_undo=lambda: undone.append(True))
    good = {"step": 1, "position": 2, "weight": 0.25, "hold": False, "subject": subject(browser), "number": 1}
    said(browser, "drag", good)
    call["on_drag_change"]()
    assert drags == [Drag(1, 2, 0.25)]
    wrong = {
        "weight": [1.5, -0.1, True, "1", None, float("nan")],
        "step": [-1, 99, 1.0],
        "position": [99],
        "hold": [1],
        "subject": [7],
    }
    for name, values in wrong.items():
        for value in values:
            said(browser, "drag", good | {name: value})
            call["on_drag_change"]()
    for value in (None, [], "drag"):
        said(browser, "drag", value)
        call["on_drag_change"]()
    assert drags == [Drag(1, 2, 0.25)]
    call["on_undo_change"]()
    assert undone == []
    said(browser, "undo", {"number": 5})
    call["on_undo_change"]()
    assert undone == [True]


def test_odd_words_travel_as_they_are(browser):
    _, call = drawn(browser, decoding(ODD))
    assert unpacked(call["data"])[0]["source"] == list(ODD)
    assert "innerHTML" not in SCRIPTS and "insertAdjacentHTML" not in SCRIPTS


def test_every_label_is_used_and_every_used_one_is_there():
    used = set(re.findall(r"labels\.([a-z_]+)", SCRIPTS)) | {term["label"] for term in terms(False)}
    used |= {"to_start", "back", "play", "pause", "forward", "to_end", "scrub", "table"}  # what the shared player says
    assert used == set(english("attention.map."))


def test_equations_name_their_terms():
    for mistake in (False, True):
        known = {term["id"]: term for term in terms(mistake)}
        assert len(known) == len(terms(mistake))
        assert {word for line in lines() for word in line["words"]} >= set(known)
        assert all(term["colour"] in PALETTE for term in known.values())
    assert known["total"]["time"] == "j,t′" and known["alpha"]["time"] == "t,t′"


@pytest.mark.parametrize("theme", THEMES)
def test_figures_keep_their_numbers(theme):
    def length_bin(span: str, bleu: float, trained: int, rare: bool) -> LengthBin:
        return LengthBin(span, bleu, 1.5, 100, trained, rare)

    series = {
        "with": [length_bin("1–4", 40.0, 9000, False), length_bin("23+", 30.0, 9, True)],
        "without": [length_bin("1–4", 39.0, 9000, False), length_bin("23+", 10.0, 9, True)],
    }
    words = dict.fromkeys(("with", "without", "length", "rare", "bleu"), "w") | {"rare": "seldom"}
    figure = figures.by_length(series, words, theme)
    assert [list(map(float, trace.y)) for trace in figure.data] == [[40, 30], [39, 10]]
    assert [symbol.endswith("-open") for symbol in figure.data[0].marker.symbol] == [False, True]
    assert figure.layout.shapes[0].x0 == 0.5 and figure.layout.annotations[0].text == "seldom"
    found = decoding()
    before, unread = found.log_probabilities, found.log_probabilities - 1
    labels = dict.fromkeys(("alpha", "unread", "unknown", "fall"), "w")
    drops = figures.drops(TARGET, found.alpha[:, 1], before, unread, before - 2, labels, theme)
    assert (
        np.allclose(drops.data[0].y, found.alpha[:, 1])
        and np.allclose(drops.data[1].y, -1)
        and np.allclose(drops.data[2].y, -2)
    )
    rng = np.random.default_rng(0)
    one = Energy(rng.normal(size=8), rng.normal(size=8), np.tanh(rng.normal(size=8)), rng.normal(size=8), 0.0)
    bars = figures.energy(replace(one, energy=float(one.v @ one.hidden)), {"unit": "u", "part": "p"}, theme).data[0].y
    assert bars.sum() == pytest.approx(one.v @ one.hidden, abs=1e-5)
    assert len(drops.to_json()) < 100_000
