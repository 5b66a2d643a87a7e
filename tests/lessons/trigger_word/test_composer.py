"""The composer's Python side: places that fit, clips that may not lie over one another, hostile browsers."""

import json
import math
import re

import numpy as np
import pytest
import streamlit as st

from app.kit.exchange import Message
from app.lessons.speech.trigger_word import composer as module
from app.lessons.speech.trigger_word.composer import Block, fit, overlaps, parse
from core.speech import compose
from core.speech.results import Labelling
from tests.app.strings import english
from tests.lessons.trigger_word.samples import FIRST, STEP, samples

ENGLISH = english("composer.")

SCRIPTS = "\n".join(path.read_text("utf-8") for path in sorted(module.HERE.glob("**/*.js")))
WAVE = samples(1.0)
BLOCKS = (Block("activate", WAVE[:12000], 0.75, True, 0.7), Block("captivate", WAVE, 1.0, False, 1.0))
LENGTHS = [block.seconds for block in BLOCKS]
LABELLING = Labelling(492, FIRST, STEP, 0.36)
GOOD = {"places": [2.0, 5.0], "subject": 7, "number": 3}


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch):
    """The arguments of the last drawing."""
    given: dict = {}
    monkeypatch.setattr(module, "_component", lambda **arguments: given.update(arguments))
    monkeypatch.setattr(st, "session_state", {})
    return given


def draw(places=(2.0, 5.0), **more):
    given = {"seconds": 10.0, "labelling": LABELLING, "key": "k", "labels": {}} | more
    return module.draw(WAVE, BLOCKS, places=places, **given)


def test_overlapping_is_as_core_sees_it():
    rng = np.random.default_rng(0)
    seen = set()
    for _ in range(300):
        count = int(rng.integers(1, 5))
        starts, lengths = rng.integers(0, 60, count), rng.integers(1, 12, count)
        wanted = compose.overlaps([(int(s), int(s + n)) for s, n in zip(starts, lengths, strict=True)])
        assert overlaps(starts / 10, lengths / 10) == wanted
        seen.add(wanted)
    assert seen == {True, False}


def test_places_fit_the_background():
    assert fit((2.00049, 99.0), LENGTHS, 10.0) == (2.0, 9.0)
    assert fit((-1.0, 3), LENGTHS, 10.0) == (0.0, 3.0)
    assert fit((5.0,), [12.0], 10.0) == (0.0,)


def test_messages():
    assert parse(GOOD, 7, LENGTHS, 10.0) == Message(3, (2.0, 5.0), True)
    for hostile in (
        {"subject": 8}, {"places": None}, {"places": [1.0]}, {"places": [1.0, 2.0, 3.0]}, {"places": "12"},
        {"places": [1.0, math.nan]}, {"places": [1.0, "5"]}, {"places": [True, 5.0]}, {"places": [2.0, 2.5]},
        {"places": {"0": 1, "1": 5}},
    ):  # fmt: skip
        assert parse(GOOD | hostile, 7, LENGTHS, 10.0) == Message(3), hostile
    for nothing in (None, 3, "x", [], {}, GOOD | {"number": None}, GOOD | {"number": True}):
        assert parse(nothing, 7, LENGTHS, 10.0) is None


def test_the_callback_hears_only_what_fits(drawn):
    said = []
    assert draw(on_change=said.append) == (2.0, 5.0)
    number = drawn["data"]["subject"]
    for value in (
        GOOD | {"subject": number, "places": [3.0, 8.0]},
        GOOD,
        GOOD | {"subject": number, "places": [2.0, 2.0]},
    ):
        st.session_state["k"] = {"rest": value}
        drawn["on_rest_change"]()
    assert said == [(3.0, 8.0)]
    st.session_state["k"] = {"rest": GOOD | {"subject": number, "places": [3.0, 8.0]}}
    assert draw() == (3.0, 8.0)


def test_data_is_plain_and_whole(drawn):
    draw(labels=ENGLISH | {"sound": "Ton"}, labelling=Labelling(492, FIRST, STEP, 0.36, early=0.36))
    data = json.loads(json.dumps(drawn["data"], allow_nan=False))
    assert data["labels"] == ENGLISH | {"sound": "Ton"}
    assert data["labelling"] == {"steps": 492, "first": FIRST, "step": STEP, "ones": 0.36, "early": 0.36}
    assert [block["name"] for block in data["blocks"]] == ["activate", "captivate"]
    outline = np.array(data["blocks"][1]["envelope"])
    parts = np.array_split(WAVE, len(outline))
    np.testing.assert_array_equal(outline[:, 1], [round(127 * float(part.max())) for part in parts])
    assert len(json.dumps(data)) < 40_000


def test_blocks_and_places_are_as_many():
    with pytest.raises(ValueError, match="2 blocks, but 1 places"):
        draw(places=(1.0,))


def test_every_word_is_used_and_there():
    assert set(re.findall(r"labels\.(\w+)", SCRIPTS)) == set(ENGLISH)
    for text in ENGLISH.values():
        assert set(re.findall(r"\{(\w+)\}", text)) <= set(re.findall(r"\b(\w+)\b", SCRIPTS))
