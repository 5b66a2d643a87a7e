"""What the picture of encoder and decoder sends to a browser, and what it takes of what comes back."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from app.kit.exchange import Exchange
from app.lessons.translate.seq2seq import picture
from app.lessons.translate.seq2seq.options import CARD, HOMEWORK
from app.lessons.translate.seq2seq.picture import Rest, payload
from app.lessons.translate.seq2seq.picture.formulas import lines, terms
from app.lessons.translate.seq2seq.picture.rest import MAPS, fit, parse
from core import checkpoints
from core.translate.options import ONE_WAY, REVERSED
from core.translate.results import OneVector
from tests.app.pictures import unpacked
from tests.lessons.seq2seq.samples import FRENCH, LABELS, MILL, lengths, maps, read

FOLDER = Path(picture.__file__).parent
SHOWN = [(ONE_WAY, CARD), (REVERSED, HOMEWORK), (FRENCH, MILL), (ONE_WAY, "🙂 <b>x</b> שלום")]
USUAL = {"step": 14, "unit": 7, "map": "card"}


def message(found: OneVector, **changes: object) -> dict[str, object]:
    return {"number": 5, "subject": payload.subject(found)} | USUAL | changes


def taken(**changes: object):
    found = read()
    return parse(message(found, **changes), payload.subject(found), found, maps())


def drawn(
    monkeypatch: pytest.MonkeyPatch, name: str = ONE_WAY, text: str = CARD, sent: object = None, **options: object
) -> dict:
    """All that the component is given; `sent`: what the browser has sent last, by name."""
    given = {}
    monkeypatch.setattr(picture, "_component", lambda **more: given.update(more))
    monkeypatch.setattr(picture, "last_sent", lambda key, name="rest": (sent or {}).get(name))
    monkeypatch.setattr(picture, "exchange", lambda key, asked, subject: Exchange(subject, asked, asked))
    usual = {"rest": Rest(), "key": "k", "labels": LABELS}
    given["held"] = picture.draw(read(name, text), maps(name, text), lengths(name), **(usual | options))
    return given


@pytest.mark.parametrize(("name", "text"), SHOWN)
def test_what_is_sent_is_what_was_read(name, text):
    found, where = read(name, text), maps(name, text)
    numbers, arrays = payload.build(found, where, lengths(name))
    json.dumps(numbers, allow_nan=False)
    for field in ("name", "text", "ended", "bytes"):
        assert numbers[field] == getattr(found, field)
    for field in ("source", "words", "target"):
        assert tuple(numbers[field]) == getattr(found, field)
    assert [tuple(word) for word in numbers["places"]] == list(found.places) and numbers["source_language"] == name[:2]
    np.testing.assert_allclose(numbers["log_p"], found.log_probabilities, atol=1e-6)
    np.testing.assert_allclose(numbers["left_out"], found.left_out, atol=6e-5)
    for t, row in enumerate(numbers["next"]):
        assert [word for word, _ in row] == list(found.next_words[t][:5])
        np.testing.assert_allclose([p for _, p in row], found.next_probabilities[t][:5], atol=6e-5)
    for field in ("encoder", "states", "zeroed"):
        assert arrays[field].dtype.itemsize == 1 and arrays[field].shape == getattr(found, field).shape
        np.testing.assert_allclose(arrays[field] / 100, getattr(found, field), atol=0.00501, err_msg=field)
    np.testing.assert_array_equal(arrays["c"], found.c)
    assert numbers["maps"].keys() == where.keys()
    for kind, one in where.items():
        for field in ("texts", "groups", "kinds"):
            assert numbers["maps"][kind][field] == list(getattr(one, field)), field
        for field in ("at", "own", "near", "apart"):
            np.testing.assert_allclose(numbers["maps"][kind][field], getattr(one, field), atol=6e-5, err_msg=field)
        assert numbers["maps"][kind]["share"] == pytest.approx(one.shown, abs=6e-5)


@pytest.mark.parametrize(
    ("name", "others"), [(ONE_WAY, {"as_it_stands": ONE_WAY, "reversed": REVERSED}), (FRENCH, {"both_ways": FRENCH})]
)
def test_bleu_by_length_is_that_of_the_cards(name, others):
    numbers, _ = payload.build(read(name, "Non."), {}, lengths(name))
    assert numbers["lengths"].keys() == others.keys() and numbers["order"] in others
    for line, model in others.items():
        rows = checkpoints.card(f"translate_{model.replace('-', '_')}")["measured"]["by_length_greedy"]
        for drawn_, row in zip(numbers["lengths"][line], rows, strict=True):
            assert [drawn_[field] for field in ("bleu", "half_width", "sentences", "from")] == [
                row[field] for field in ("bleu", "half_width", "sentences", "from")
            ]
            assert drawn_["to"] == (None if row is rows[-1] else row["to"])


def test_words_are_counted_as_in_the_test_set():
    assert [payload.words(text) for text in (CARD, "Où est-elle ?", "l'île", "…", "3 x 4!")] == [8, 2, 1, 0, 3]


def test_what_the_browser_is_given(monkeypatch):
    given = drawn(monkeypatch, present=True)
    header, arrays = unpacked(given["data"])
    assert header["rest"] == {"step": -1, "unit": None, "map": "paraphrases"} and header["present"] is True
    assert header["labels"] == LABELS and header["subject"] == payload.subject(read()) and header["strip"] is None
    assert set(header["colours"]["palette"]) == set(picture.COLOURS) and set(arrays) == {
        "encoder",
        "states",
        "zeroed",
        "c",
    }
    assert given["height"] == "content" and given["held"] == Rest() and len(given["data"]) < 60_000


def test_the_longest_fits(monkeypatch):
    text = "we see him and her in the old garden " * 5 + "today."
    assert len(drawn(monkeypatch, text=text)["data"]) < 120_000


def test_a_rest_that_there_is_not_is_not_sent(monkeypatch):
    for rest, held in (
        (Rest(21, 256, "x"), Rest()),
        (Rest(0, -1), Rest(1)),
        (Rest(20, 255, "card"), Rest(20, 255, "card")),
    ):
        given = drawn(monkeypatch, rest=rest)
        assert given["held"] == held and unpacked(given["data"])[0]["rest"] == vars(held)


def test_who_draws_is_told_of_rests_and_of_sentences(monkeypatch):
    told, texts, found = [], [], read()
    asked = {"on_change": told.append, "on_text": texts.append}
    known = maps()["card"].texts[2]
    given = drawn(monkeypatch, sent={"rest": message(found), "text": {"text": known}}, **asked)
    given["on_rest_change"](), given["on_text_change"](), given["on_start_change"]()
    assert told == [Rest(**USUAL)] and texts == [known]
    for text in ("no sentence of a map", None, 3, ["x"], {"text": known}):
        given = drawn(monkeypatch, sent={"rest": message(found, subject=1), "text": {"text": text}}, **asked)
        given["on_rest_change"](), given["on_text_change"]()
    for sent in (None, "x", 3, []):
        drawn(monkeypatch, sent={"text": sent}, **asked)["on_text_change"]()
    assert len(told) == len(texts) == 1, "what is for something else, or is no sentence of a map"
    drawn(monkeypatch, sent={"text": {"text": known}})["on_text_change"]()


def test_another_sentence_order_or_translation_is_another_subject():
    some = [read(), read(REVERSED), read(text=HOMEWORK), read(FRENCH, "Non."), read(text="I see.")]
    assert len(set(map(payload.subject, some))) == len(some)


def test_a_rest_is_taken():
    found = taken()
    assert found.fits and found.number == 5 and found.value == Rest(**USUAL)
    assert taken(unit=None).value == Rest(14, None, "card") and taken(map="x").value.map == MAPS[0]


@pytest.mark.parametrize("value", ["3", 3.5, True, [3], {}, float("nan")])
def test_what_is_no_rest_is_not_taken(value):
    for name in USUAL:
        found = taken(**{name: 7 if (name, value) == ("map", "3") else value})
        assert found.number == 5 and not found.fits and found.value is None
    assert not taken(step=None).fits and not taken(map=None).fits


def test_what_is_for_something_else_is_not_taken():
    found, subject = read(), payload.subject(read())
    assert not taken(subject=subject + 1).fits and not taken(subject=None).fits
    for value in (None, 3, "x", [], {}, {"number": "5"}, {"number": True}, {"number": 5.0}):
        assert parse(value, subject, found, maps()) is None
    assert not parse({"number": 5, "subject": subject}, subject, found, maps()).fits


@pytest.mark.parametrize(
    ("changes", "held"),
    [({"step": 1}, 1), ({"step": 20}, 20), ({"step": 21}, -1), ({"step": 10**12}, -1), ({"step": 0}, 1), ({"step": -1}, -1)],
)  # fmt: skip
def test_out_of_what_there_is_the_nearest_is_held(changes, held):
    assert fit(Rest(**(USUAL | changes)), read(), maps()).step == held
    assert fit(Rest(**USUAL), read(), {}).map == MAPS[0]


@pytest.mark.parametrize("both", [False, True])
def test_the_formulas_say_what_is_computed_and_each_term_has_its_words(both):
    reads, writes = lines(both)
    first = "[ a_right_last , a_left_last ]" if both else "a_last"
    assert " ".join(reads).endswith(f"c = {first}") and " ".join(reads).count("GRU(") == 1 + both
    assert writes == "s = GRU( s_before , [ y , c_2 ] ), P = softmax( E tanh( W_o [ s_2 , y_2 , c_3 ] ) + b )".split()
    made = {term["id"]: term for term in terms()}
    used = {word for words in (lines(False), lines(True)) for line in words for word in line if word in made}
    assert used == made.keys() and {f"term_{term['label']}" for term in made.values()} <= LABELS.keys()
    assert {term["colour"] for term in made.values()} <= set(picture.COLOURS)


def test_every_label_that_the_scripts_ask_for_is_there_and_no_other():
    source = "".join(path.read_text("utf-8") for path in (*FOLDER.glob("js/*.js"), FOLDER / "component.js"))
    asked = set(re.findall(r"\blabels\.(\w+)", source))
    kit = {"to_start", "back", "play", "pause", "forward", "to_end", "scrub", "table", "picture"}
    made = {f"term_{term['label']}" for term in terms()}
    pieces = re.findall(r"labels\[`(\w+)\$\{", source)
    made |= {name for name in LABELS for begin in pieces if name.startswith(begin)}
    assert len(asked) > 40 and asked <= LABELS.keys()
    assert LABELS.keys() <= asked | kit | made, "a sentence that nothing shows"
    for orders in ("en", "en_reversed", "fr"):
        assert f"encoder_{orders}" in LABELS


def test_the_sentences_of_the_picture_have_no_unknown_braces():
    names = "number count word by value p after state step text share near apart name span bleu half sentences bytes words other"
    values = dict.fromkeys(names.split(), "w") | {"bins": "b"}
    for name, text in LABELS.items():
        assert "{" not in text.format(**values), name
