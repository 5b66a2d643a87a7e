"""What the picture of captioning sends to a browser, and what it takes of what comes back."""

import json
import re
from dataclasses import replace
from pathlib import Path
from string import Formatter

import numpy as np
import pytest

from app.kit.exchange import Exchange
from app.lessons.translate.captioning import picture
from app.lessons.translate.captioning.picture import LONGEST_WORD, Rest, formulas, payload
from app.lessons.translate.captioning.picture.rest import Message, fit, hold_of, parse, word_of
from core.captions.captioner import Captioner
from core.captions.options import END, PLACES, WAYS
from tests.app.strings import english
from tests.lessons.captioning import sketched

LABELS = english("captioning.picture.")
FOLDER = Path(picture.__file__).parent
SCRIPTS = "".join(path.read_text("utf-8") for path in (*FOLDER.glob("js/*.js"), FOLDER / "component.js"))
SIZES = [9, 12, 8]
SENT = {"number": 5, "subject": 7, "step": 3, "place": 20, "branch": 1}
HOLD = {"number": 6, "sentences": 9, "step": 3, "place": 20, "branch": 1}
WORD = {"number": 6, "sentences": 9, "step": 3, "word": "dog", "branch": 1}
NO_INDEX = (None, "3", 3.0, True, False, [3], {}, float("nan"), float("inf"))


def drawn(monkeypatch: pytest.MonkeyPatch, sent: dict | None = None, width: int = 3, **given: object) -> dict:
    """All that the component is given, its data as a browser reads them; sent: what the browser has sent last, by name."""
    out, way = {}, given.get("way", "attend")
    monkeypatch.setattr(picture, "_component", lambda **more: out.update(more))
    monkeypatch.setattr(picture, "last_sent", lambda key, name="rest": (sent or {}).get(name))
    monkeypatch.setattr(picture, "exchange", lambda key, asked, subject: Exchange(subject, asked, asked))
    sentences, scores = sketched.beam(way, width)
    words = {"rest": Rest(2), "key": "k", "labels": LABELS, "way": way, "writable": sketched.WRITABLE}
    out["held"] = picture.draw(sketched.seen(), sentences, scores, **(words | given))
    return out | read(out["data"])


def read(data: bytes) -> dict:
    """The header and the arrays, by app/kit/wire.py's description."""
    end = 4 + int.from_bytes(data[:4], "little")
    header, found = json.loads(data[4:end]), {}
    for name, (kind, shape, at) in header.pop("arrays").items():
        found[name] = np.frombuffer(data[end:], f"<{kind}", int(np.prod(shape)), at).reshape(shape)
    return {"header": header, "arrays": found}


# What is sent


@pytest.mark.parametrize("way", WAYS)
def test_what_is_sent_is_what_was_seen_and_written(monkeypatch, way):
    found, (sentences, scores), seen = drawn(monkeypatch, way=way), sketched.beam(way), sketched.seen()
    header, arrays = found["header"], found["arrays"]
    for name in ("alpha", "energies", "log_probabilities", "beta", "pinned"):
        np.testing.assert_array_equal(arrays[name], np.concatenate([getattr(one, name) for one in sentences]))
    for name in ("photo", "small", "square"):
        assert arrays[name].tobytes() == getattr(seen.drawn, name)
    z = np.concatenate([one.z for one in sentences]).reshape(-1, payload.BINS, 320 // payload.BINS).mean(2)
    np.testing.assert_allclose(arrays["z"] * header["z_most"] / payload.FINE, z, atol=header["z_most"] / payload.FINE)
    assert [one["words"] for one in header["sentences"]] == [[*one.words, END] for one in sentences]
    assert [one["score"] for one in header["sentences"]] == [round(score, 4) for score in scores]
    likeliest = header["sentences"][1]["likeliest"][3]
    assert [word for word, _ in likeliest] == list(sentences[1].likeliest[3])
    assert [p for _, p in likeliest] == pytest.approx(sentences[1].probabilities[3].tolist(), abs=1e-5)
    assert header["way"] == way and header["grid"] == [7, 7, 1280] and header["layers"] == [56, 28, 14, 7]
    assert (header["width"], header["height"], header["z_size"]) == (sketched.WIDE, sketched.HIGH, 320)


def test_maps_go_each_from_its_own_least_to_its_most(monkeypatch):
    arrays, seen = drawn(monkeypatch)["arrays"], sketched.seen()
    for side, maps in seen.maps.items():
        sent = arrays[f"maps_{side}"].astype(float)
        assert sent.min((1, 2)).tolist() == [0] * 9 and sent.max((1, 2)).tolist() == [255] * 9
        for own, one in zip(maps, sent, strict=True):
            np.testing.assert_allclose(one, 255 * (own - own.min()) / np.ptp(own), atol=0.51)
    flat = {7: np.full((9, 7, 7), 3, np.float32)}
    _, made = payload.build(replace(seen, maps=flat), *sketched.beam())
    assert not made["maps_7"].any()


def test_the_largest_that_there_is_stays_small(monkeypatch):
    """Ten sentences of 22 steps."""
    text = " ".join(["grass"] * 21)
    many = [sketched.written(text)] * 10
    numbers, arrays = payload.build(sketched.seen(), many, [-1.0] * 10)
    assert len(json.dumps(numbers)) + sum(one.nbytes for one in arrays.values()) < 270_000


def test_an_unended_sentence_and_one_without_numbers_in_z():
    one = sketched.written("a dog", ended=False)
    numbers, arrays = payload.build(sketched.seen(), [replace(one, z=np.zeros((2, 40), np.float32))], [-1.0])
    assert numbers["sentences"][0]["words"] == ["a", "dog"] and not numbers["sentences"][0]["ended"]
    assert arrays["z"].shape == (2, 40) and not arrays["z"].any()


def test_numbers_tell_pictures_ways_and_sentences_apart():
    seen, (sentences, _), held = sketched.seen(), sketched.beam(), sketched.beam(hold=(2, 5))[0]
    subjects = {payload.subject(one, way) for one in (seen, sketched.seen(300, 420)) for way in WAYS}
    assert len(subjects) == 6
    others = (sentences, sentences[::-1], sentences[:2], held, [replace(sentences[0], tokens=(1, 2))])
    assert len({payload.number_of(one) for one in others}) == 5


def test_what_the_browser_sent_is_told_and_held(monkeypatch):
    told, subject = [], payload.subject(sketched.seen(), "attend")
    given = drawn(
        monkeypatch,
        {"rest": SENT | {"subject": subject}},
        on_change=told.append,
        present=True,
        held=(1, 4),
        put=1,
        scaled=True,
    )
    given["on_rest_change"]()
    assert told == [given["held"]] == [Rest(3, 20, 1)]
    header = given["header"]
    assert header["rest"] == {"step": 2, "place": None, "branch": 0}, "the page's own order stays what it was"
    assert header["present"] is True and header["scaled"] is True and header["held"] == [1, 4] and header["put"] == 1
    assert given["height"] == "content" and header["labels"] == LABELS and header["subject"] == subject


@pytest.mark.parametrize("sent", [None, SENT, SENT | {"branch": "1"}])
def test_what_is_for_another_picture_is_not_told(monkeypatch, sent):
    told = []
    given = drawn(monkeypatch, {"rest": sent}, on_change=told.append)
    given["on_rest_change"]()
    assert told == [] and given["held"] == Rest(2)


def test_what_the_visitor_asks_for_comes_by_messages_of_its_own(monkeypatch):
    told, number = [], payload.number_of(sketched.beam()[0])
    calls = {name: (lambda *what, name=name: told.append((name, *what))) for name in ("on_hold", "on_word", "on_undo")}
    sent = {"hold": HOLD | {"sentences": number}, "word": WORD | {"sentences": number}, "undo": {"number": 1}}
    given = drawn(monkeypatch, sent, **calls)
    for name in ("hold", "word", "undo"):
        given[f"on_{name}_change"]()
    assert told == [("on_hold", 3, 20, 1), ("on_word", 3, "dog", 1), ("on_undo",)]
    told.clear()
    given = drawn(monkeypatch, {"hold": HOLD, "word": WORD}, **calls)
    for name in ("hold", "word", "undo"):
        given[f"on_{name}_change"]()
    assert told == [], "of other sentences, and nothing"


@pytest.mark.parametrize("way", ["start", "every"])
def test_no_light_is_held_where_none_is(monkeypatch, way):
    told, number = [], payload.number_of(sketched.beam(way)[0])
    given = drawn(monkeypatch, {"hold": HOLD | {"sentences": number}}, way=way, on_hold=lambda *what: told.append(what))
    given["on_hold_change"]()
    assert told == []


# What comes back


def taken(**changes: object) -> Message[Rest]:
    return parse(SENT | changes, 7, SIZES)


def test_a_rest_is_taken():
    assert taken() == Message(5, Rest(3, 20, 1), True)
    assert taken(place=None).value == Rest(3, None, 1)


@pytest.mark.parametrize("value", [None, 3, "x", [], {}, {"number": "5"}, {"number": True}, {"number": 1.0}, [SENT]])
def test_what_is_no_message_at_all(value):
    assert parse(value, 7, SIZES) is None


@pytest.mark.parametrize(
    "changes",
    [
        *({name: value} for name in ("step", "branch") for value in NO_INDEX),
        *({"place": value} for value in (*NO_INDEX[1:], -1, PLACES, 10**30)),
        *({"subject": value} for value in (None, 8, "7", [7], {})),
    ],
    ids=repr,
)
def test_what_is_no_rest_is_not_taken(changes):
    assert taken(**changes) == Message(5)


@pytest.mark.parametrize(
    ("given", "held"),
    [
        (Rest(-1, 3, -1), Rest(0, 3, 0)),
        (Rest(10**30, 3, 10**30), Rest(7, 3, 2)),
        (Rest(11, -1, 1), Rest(11, None, 1)),
        (Rest(11, PLACES, 0), Rest(8, None, 0)),
    ],
)
def test_what_there_is_not_becomes_the_nearest(given, held):
    assert fit(given, SIZES) == held
    assert taken(step=given.step, branch=given.branch, place=held.place).value == held


@pytest.mark.parametrize(
    "changes",
    [
        *(
            {name: value}
            for name in ("step", "branch", "sentences")
            for value in NO_INDEX
            if not (name == "sentences" and value == 9)
        ),
        *({"step": value} for value in (-1, 12, 10**30)),
        *({"branch": value} for value in (-1, 3)),
        {"sentences": 8},
    ],
    ids=repr,
)
def test_what_is_at_no_word_is_not_asked_for(changes):
    assert hold_of(HOLD | changes, 9, SIZES) is None and word_of(WORD | changes, 9, SIZES, {"dog"}) is None


def test_a_place_and_a_word_are_taken_only_if_they_are_some():
    assert hold_of(HOLD, 9, SIZES) == (3, 20, 1) and word_of(WORD, 9, SIZES, {"dog"}) == (3, "dog", 1)
    for value in (*NO_INDEX, -1, PLACES):
        assert hold_of(HOLD | {"place": value}, 9, SIZES) is None, value
    long = "x" * (LONGEST_WORD + 1)
    for value in (None, 3, True, ["dog"], {}, b"dog", "", "cat", "Dog", "dog ", "<b>", long):
        assert word_of(WORD | {"word": value}, 9, SIZES, {"dog", "", long}) is None, value
    for value in (None, 3, "x", [HOLD]):
        assert hold_of(value, 9, SIZES) is None and word_of(value, 9, SIZES, {"dog"}) is None


# Words


@pytest.mark.parametrize("way", WAYS)
def test_the_formula_has_words_and_colours_for_each_term(way):
    terms = {term["id"]: term for term in formulas.terms(way)}
    said = [word for line in formulas.lines(way) for word in line]
    assert {term["label"] for term in terms.values()} <= LABELS.keys()
    assert {term["colour"] for term in terms.values()} <= {*picture.theme.PALETTE, "ink"}
    assert terms.keys() <= set(said)
    assert max(said.count(name) for name in terms) == 1, "a term stands in one place"


def test_the_matrices_are_those_of_the_decoder():
    for way in WAYS:
        made = Captioner.load(way).decoder
        for name, shape in formulas.shapes(way):
            assert tuple(getattr(made, name).weight.shape) == shape, (way, name)


def test_every_label_that_the_scripts_ask_for_is_there_and_no_other():
    asked = set(re.findall(r"\blabels\.(\w+)", SCRIPTS))
    chosen = (
        {term["label"] for term in formulas.TERMS} | {f"save_{ending}" for ending in ("svg", "png")} | {"svg", "png"}
    )
    chosen |= {f"{name}_{way}" for name in ("looks", "gives", "film") for way in WAYS} | {"once_start", "once_every"}
    kit = {"to_start", "back", "play", "pause", "forward", "to_end", "scrub", "table"}
    assert len(asked) > 40 and asked | chosen | kit == LABELS.keys()


def test_the_sentences_have_no_place_that_nothing_fills():
    filled = set(re.findall(r"\b(\w+)(?=[:,} ])", SCRIPTS))
    for name, text in LABELS.items():
        assert {place for _, place, _, _ in Formatter().parse(text) if place is not None} <= filled, name
