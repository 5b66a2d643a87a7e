"""The text strip's Python side: selections that hold, who spoke last, and hostile browsers."""

import math
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from app.kit.exchange import Exchange, Message
from app.lessons.recurrent import text_strip as module
from app.lessons.recurrent.text_strip import text_strip
from app.lessons.recurrent.text_strip.selection import parse, span

TEXT, COUNT = 77, 10


@pytest.mark.parametrize("value", [(0, 1), [3, 10], (9, 10)])
def test_selections_that_fit(value):
    assert span(value, COUNT) == tuple(value)


@pytest.mark.parametrize(
    "value",
    [None, (), (1,), (1, 2, 3), (2, 2), (3, 1), (-1, 2), (0, 11), (0.0, 2), (True, 2), ("0", "2"), "02", b"\0\2", 7,
     {0: 1}, {"start": 0}, (math.nan, 2), (0, math.inf), (0, 10**30), ([0], [1]), (None, 1)],
)  # fmt: skip
def test_what_is_no_selection(value):
    assert span(value, COUNT) is None


@pytest.mark.parametrize(
    "value", [None, 3, "x", [], {}, {"number": "1"}, {"number": None}, {"number": 1.5}, {"number": True}]
)
def test_what_is_no_message(value):
    assert parse(value, TEXT, COUNT) is None


def test_messages():
    assert parse({"number": 5, "text": TEXT, "span": [1, 4]}, TEXT, COUNT) == Message(5, (1, 4), True)
    assert parse({"number": 5, "text": TEXT, "span": None}, TEXT, COUNT) == Message(5, None, True)
    for hostile in ({"span": [1, 99]}, {"span": "all"}, {"text": 78}, {"text": None}, {"span": {"start": 1}}):
        message = parse({"number": 5, "text": TEXT, "span": [1, 4]} | hostile, TEXT, COUNT)
        assert message == Message(5, None, False), hostile


def begun(given):
    return Exchange(subject=TEXT, order=given, given=given)


def test_the_browser_holds_until_the_page_asks_for_another():
    known, sent = begun(None), Message(1, (1, 4), True)
    assert known.settle(None, TEXT, None) is None
    assert known.settle(None, TEXT, sent) == (1, 4)  # not kept by the page yet
    assert known.settle((1, 4), TEXT, sent) == (1, 4)  # kept
    assert known.number == 0
    assert known.settle((5, 6), TEXT, sent) == (5, 6) and known.number == 1
    assert known.settle((5, 6), TEXT, sent) == (5, 6) and known.number == 1
    assert known.settle((1, 4), TEXT, sent) == (1, 4) and known.number == 2  # what the browser had is an order too
    assert known.settle((1, 4), TEXT, Message(2, None, True)) is None and known.number == 2


def test_a_page_that_keeps_nothing():
    known = begun(None)
    for _ in range(3):
        assert known.settle(None, TEXT, Message(1, (1, 4), True)) == (1, 4)
    assert known.settle(None, TEXT, Message(2, (2, 4), True)) == (2, 4)
    assert known.number == 0


def test_a_component_that_comes_back_has_what_the_page_kept():
    known = begun(None)
    known.settle((1, 4), TEXT, Message(1, (1, 4), True))
    assert known.settle((1, 4), TEXT, None) == (1, 4)
    assert known.number == 1


def test_another_text_begins_with_what_the_page_gives():
    known, sent = begun(None), Message(1, (1, 4), True)
    assert known.settle(None, TEXT, sent) == (1, 4)
    assert known.settle(None, TEXT + 1, Message(1)) is None
    assert known.settle(None, TEXT, sent) is None  # the old word does not hold again
    assert known.settle(None, TEXT, Message(2, (0, 2), True)) == (0, 2)


def test_what_cannot_be_understood_changes_nothing():
    known = begun((2, 3))
    assert known.settle((2, 3), TEXT, Message(9)) == (2, 3)
    assert known.number == 0


class Sent(SimpleNamespace):
    """What the component was given."""

    def __call__(self, **arguments):
        self.arguments = arguments


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Sent:
    sent = Sent()
    monkeypatch.setattr(module, "_component", sent)
    monkeypatch.setattr(st, "session_state", {})
    return sent


def test_data_is_plain(drawn: Sent):
    values = [0.123456, None, math.nan, math.inf, -1]
    assert text_strip("abcde", values, selection=(1, 9), marks=(4, 1, 1, -2, 7), labels={"text": "T"}, key="k") is None
    data = drawn.arguments["data"]
    assert data["tokens"] == list("abcde") and data["marks"] == [1, 4]
    assert data["values"] == [0.12346, None, None, None, -1.0]
    assert data["labels"]["text"] == "T"
    assert data["selection"] is None


def test_without_values(drawn: Sent):
    text_strip("abc", None, selection=None, labels={}, key="k")
    assert drawn.arguments["data"]["values"] is None


def test_values_must_be_as_many_as_tokens():
    with pytest.raises(ValueError, match="3 tokens, but 2 values"):
        text_strip("abc", [0, 1], selection=None, labels={}, key="k")


def test_the_callback_hears_only_what_fits(drawn: Sent):
    heard = []
    text_strip("abcde", None, selection=None, labels={}, key="k", on_change=heard.append)
    text, changed = drawn.arguments["data"]["text"], drawn.arguments["on_selection_change"]
    for number, selected in enumerate(([1, 3], [1, 99], "all", None)):
        st.session_state["k"] = {"selection": {"number": number, "text": text, "span": selected}}
        changed()
    assert heard == [(1, 3), None]


def script():
    import numpy as np

    from app.lessons.recurrent.text_strip import text_strip

    text_strip(("a", "b"), np.array([0.5, -0.5], np.float32), selection=(0, 1), labels={}, key="strip")


def test_draws_in_a_page():
    assert not AppTest.from_function(script).run().exception
