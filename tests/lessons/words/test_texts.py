"""The texts that visitors bring: a bound for all of them together."""

import pytest
import streamlit as st

from app.lessons.words import texts
from app.lessons.words.room import Arrived, Room
from core.errors import UserError
from core.sizes import size_of
from core.words.results import TextRead

READ = TextRead("utf-8", 100, 10, 5)
GIVEN = Arrived("file", bytes(1000))


def test_there_is_a_bound_for_all_that_is_held_of_the_texts(monkeypatch):
    monkeypatch.setattr(texts, "_kept", Room("corpus.full"))
    holds = size_of(texts.OwnText("own 1000", GIVEN.data, READ, GIVEN.file))
    assert holds > len(GIVEN.data) + size_of(READ) > len(GIVEN.data) + 100
    monkeypatch.setattr(texts, "OWN_BYTES", holds - 10)  # the bytes alone would fit
    with pytest.raises(UserError) as caught:
        texts.keep(GIVEN, READ)
    assert caught.value.key == "corpus.full" and texts.held() is None
    monkeypatch.setattr(texts, "OWN_BYTES", 2 * holds)
    texts.keep(GIVEN, READ)
    another = st.session_state.pop(texts.HELD)
    for _ in range(2):
        texts.keep(Arrived("file", bytes(1000)), READ)  # each in the place of the one before
    mine = st.session_state.pop(texts.HELD)
    with pytest.raises(UserError):
        texts.keep(Arrived("file", bytes(1000)), READ)
    assert another is not mine and set(texts._kept._held) == {another, mine}
