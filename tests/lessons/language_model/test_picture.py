"""What the picture of two sentences is sent, where it rests, and the words that are pressed in it."""

import json
import math

import numpy as np
import pytest

from app.lessons.recurrent.language_model.picture import formulas, payload
from app.lessons.recurrent.language_model.picture.rest import Rest, fit, limits, parse, word_sent
from tests.app.strings import english
from tests.lessons.language_model.samples import EOS, ODD, SIZES, UNK, race

LABELS = english("language_model.race.")


@pytest.mark.parametrize("name", ODD)
def test_the_payload_holds_each_reading_in_bits(name):
    given = race(name)
    data = payload.build(given)
    assert data["sizes"] == list(SIZES) and data["parted"] == given.parted
    for which, raced in (("a", given.a), ("b", given.b)):
        side = data[which]
        assert side["words"] == list(raced.words) and side["groups"] == list(raced.groups)
        for read, size in zip(side["by_size"], SIZES, strict=True):
            scored = raced.by_size[size].scored
            assert -sum(read["log_p"]) == pytest.approx(scored.bits, abs=0.01)
            assert -sum(read["spelling"]) == pytest.approx(scored.spelling_bits, abs=0.01)
            assert [
                UNK if unknown else word for unknown, word in zip(read["unknown"], scored.written, strict=True)
            ] == [*scored.tokens]
            assert len(read["rank"]) == len(read["tops"]) == len(raced.words) + 1
            assert all(p >= q for tops in read["tops"] for (_, p), (_, q) in zip(tops, tops[1:], strict=False))
        letters = side["letters"]
        assert letters["symbols"] == [*raced.spelled.scored.written] and letters["symbols"][-1] == EOS
        assert len(letters["log_p"]) == len(side["groups"]) == raced.spelled.scored.letters


def test_it_travels_light_and_is_plain_json():
    assert len(json.dumps(payload.build(race("twelve")))) < 100_000
    assert math.isfinite(sum(payload.bits(np.array([-1e-9, -50.0]))))
    assert "-0.0" not in json.dumps(payload.bits(np.array([0.0, -1e-9])))


def test_a_subject_tells_sentences_and_models_apart():
    assert len({payload.subject(race(name)) for name in ODD}) == len(ODD)
    assert payload.subject(race("pears")) == payload.subject(race("pears"))


@pytest.mark.parametrize(
    ("rest", "nearest"),
    [
        (Rest(3, 4000), Rest(3, 4000)),
        (Rest(-2, 5000), Rest(0, 4000)),
        (Rest(99, 1), Rest(6, 10)),
        (Rest(6, 10**9), Rest(6, 8000)),
    ],
)
def test_it_rests_where_there_is_something(rest, nearest):
    assert fit(rest, limits(race("pears"))) == nearest


def test_sentences_of_unlike_lengths_have_the_steps_of_the_longer():
    for name, steps in (("empty", 5), ("one", 2), ("unlike", 14)):
        assert limits(race(name))[0] == steps


def test_what_a_browser_sends_is_checked():
    bounds = limits(race("pears"))
    sent = {"step": 4, "size": 200, "subject": 7, "number": 1}
    message = parse(sent, 7, bounds)
    assert message.fits and message.value == Rest(4, 200)
    assert parse(None, 7, bounds) is None and parse(sent | {"number": "x"}, 7, bounds) is None
    for wrong in ({"subject": 8}, {"step": 7}, {"step": True}, {"size": 201}, {"size": None}, {"step": -1}):
        assert not parse(sent | wrong, 7, bounds).fits


def test_only_words_that_were_shown_can_be_pressed():
    given = race("pears")
    word = next(word for word, _ in given.b.by_size[4000].steps[4].tops if word != UNK)
    sent = {"which": "b", "place": 4, "word": word, "subject": 7, "number": 1}
    assert word_sent(sent, given, 7) == ("b", 4, word)
    for wrong in (
        *({"which": "c"}, {"place": 99}, {"place": -1}, {"place": True}, {"word": "<b>x</b>"}, {"word": UNK}),
        *({"word": EOS, "place": 5}, {"word": 3}, {"subject": 8}),
    ):
        assert word_sent(sent | wrong, given, 7) is None
    assert word_sent(None, given, 7) is None


def test_every_term_has_a_line_and_a_name():
    named = {term["id"] for term in formulas.terms()}
    assert named <= {word for line in formulas.lines() for word in line}
    assert {f"term_{name}" for name in named} <= set(LABELS)
