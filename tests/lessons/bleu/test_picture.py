"""What the picture of BLEU sends to a browser, and what it takes of what comes back."""

import json
import re
from dataclasses import asdict, replace
from pathlib import Path
from string import Formatter

import pytest

from app.kit.exchange import Exchange
from app.lessons.translate.bleu import compute, options, picture
from app.lessons.translate.bleu.picture import Rest, formulas
from app.lessons.translate.bleu.picture.rest import fit, parse
from core.translate.options import BLEU_MISTAKES, LONGEST_SIDE, MOST_REFERENCES, SMOOTHINGS, BleuConfig
from tests.lessons.bleu.saying import DEFAULT, LABELS, by_core

SENT = {"candidate": "a b", "references": ["a", "b c"], "n": 3, "step": 1, "kept": 2}
FOLDER = Path(picture.__file__).parent
SCRIPTS = "".join(path.read_text("utf-8") for path in (*FOLDER.glob("js/*.js"), FOLDER / "component.js"))


def drawn(monkeypatch: pytest.MonkeyPatch, rest: Rest = DEFAULT, sent: object = None, **given: object) -> dict:
    """All that the component is given; `sent`: what the browser has sent last."""
    out = {}
    monkeypatch.setattr(picture, "_component", lambda **more: out.update(more))
    monkeypatch.setattr(picture, "last_sent", lambda key: sent)
    monkeypatch.setattr(picture, "exchange", lambda key, asked, subject: Exchange(subject, asked, asked))
    found = by_core(rest) if any(text.strip() for text in rest.references) else None
    usual = {"inset": compute.inset(), "key": "k", "labels": LABELS}
    out["held"] = picture.draw(found, BleuConfig(), rest=rest, **(usual | given))
    return out


# What is sent


@pytest.mark.parametrize("rest", [DEFAULT, replace(DEFAULT, kept=6, n=4), Rest("", ("a", "", " ", "b"), 1)])
def test_what_is_sent_is_what_was_counted_and_of_which_texts(monkeypatch, rest):
    data = json.loads(json.dumps(drawn(monkeypatch, rest)["data"]))
    assert data["found"] == json.loads(json.dumps(asdict(by_core(rest))))
    held = [text for text in rest.references if text.strip()]
    assert data["of"] == {"candidate": rest.candidate, "references": held, "kept": rest.kept}
    assert data["config"] == asdict(BleuConfig()) and data["wrongly"] == "" and data["wrong"] is None
    assert data["rest"] == asdict(rest) | {"references": list(rest.references)}
    assert data["inset"]["orders"][0]["count"] == 2 and data["inset"]["orders"][0]["total"] == 7
    assert data["limits"] == {"references": MOST_REFERENCES, "letters": LONGEST_SIDE} and data["strip"] is None
    assert data["labels"] == LABELS and set(data["colours"]["palette"]) == set(picture.COLOURS)
    assert len(json.dumps(data)) < 40_000


def test_without_a_reference_there_is_no_count(monkeypatch):
    data = drawn(monkeypatch, Rest("a", ("", " ")))["data"]
    assert data["found"] is None and data["of"]["references"] == [] and data["rest"]["references"] == ("",)


def test_six_references_and_long_texts_are_sent_whole(monkeypatch):
    long = ("word " * LONGEST_SIDE)[:LONGEST_SIDE]
    data = drawn(monkeypatch, Rest(long, (long,) * MOST_REFERENCES))["data"]
    assert data["found"]["c"] == LONGEST_SIDE // 5 and len(data["found"]["references"]) == MOST_REFERENCES


def test_what_the_browser_sent_is_told_and_held(monkeypatch):
    told = []
    given = drawn(monkeypatch, sent={"number": 3} | SENT, on_change=told.append, present=True)
    given["on_rest_change"]()
    assert told == [given["held"]] == [Rest("a b", ("a", "b c"), 3, 1, 2)]
    assert given["data"]["rest"]["candidate"] == DEFAULT.candidate, "the page's own order stays what it was"
    assert given["data"]["present"] is True and given["height"] == "content"


@pytest.mark.parametrize("sent", [None, {"number": 3} | SENT | {"n": "2"}])
def test_what_is_no_rest_is_not_told(monkeypatch, sent):
    told = []
    given = drawn(monkeypatch, sent=sent, on_change=told.append)
    given["on_rest_change"]()
    assert told == [] and given["held"] == DEFAULT


# What comes back


def taken(**changes: object):
    return parse({"number": 5} | SENT | changes)


def test_a_rest_is_taken():
    assert taken().fits and taken().number == 5 and taken().value == Rest("a b", ("a", "b c"), 3, 1, 2)


@pytest.mark.parametrize("value", [None, 3, "x", [], {}, {"number": "5"}, {"number": True}, {"number": 1.0}, SENT])
def test_what_is_no_message_at_all(value):
    assert parse(value) is None


@pytest.mark.parametrize("name", ["n", "step", "kept"])
@pytest.mark.parametrize("value", [None, "3", 3.0, True, False, [3], {}, float("nan")], ids=repr)
def test_what_is_no_place_is_not_taken(name, value):
    assert not taken(**{name: value}).fits and taken(**{name: value}).number == 5


@pytest.mark.parametrize(
    "changes",
    [
        *({"candidate": value} for value in (None, 3, True, ["a"], {}, "x" * (LONGEST_SIDE + 1))),
        *({"references": value} for value in (None, "abc", 3, {}, {"0": "a"}, [], ["a"] * (MOST_REFERENCES + 1))),
        *({"references": ["a", value]} for value in (None, 3, False, ["b"], "x" * (LONGEST_SIDE + 1))),
        {"candidate": "x" * 10**6},
    ],
    ids=lambda value: repr(value)[:40],
)
def test_what_are_no_texts_is_not_taken(changes):
    assert taken(**changes) == picture.Message(5)


@pytest.mark.parametrize(
    ("changes", "held"),
    [
        ({"n": 0}, {"n": 1}),
        ({"n": 5}, {"n": 4}),
        ({"n": -(10**30)}, {"n": 1}),
        ({"step": -2}, {"step": -1}),
        ({"step": 0}, {"step": 0}),
        ({"step": 10**30}, {"step": LONGEST_SIDE}),
        ({"kept": -7}, {"kept": -1}),
        ({"kept": 0}, {"kept": 0}),
        ({"kept": 401}, {"kept": LONGEST_SIDE}),
        ({"references": ["", "a", "", " "]}, {"references": ("", "a")}),
        ({"references": ["", " "]}, {"references": ("",)}),
        ({"candidate": "é" * LONGEST_SIDE}, {"candidate": "é" * LONGEST_SIDE}),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_out_of_what_there_is_the_nearest_is_held(changes, held):
    found = taken(**changes)
    assert found.fits and asdict(found.value) == asdict(Rest("a b", ("a", "b c"), 3, 1, 2)) | held
    assert fit(found.value) == found.value


def test_the_page_may_ask_for_too_much():
    long, many = "x" * 999, ("a",) * 9
    assert fit(Rest(long, (long,))) == Rest(long[:LONGEST_SIDE], (long[:LONGEST_SIDE],))
    assert fit(Rest("a", many)).references == many[:MOST_REFERENCES] and fit(Rest("a", ())).references == ("",)


def test_the_page_and_the_picture_agree_on_what_there_is():
    first = options.Options()
    assert fit(DEFAULT) == DEFAULT == Rest(first.candidate, first.references, first.n, first.step, first.kept)


# Words


@pytest.mark.parametrize("wrongly", ["", *BLEU_MISTAKES])
def test_the_formula_says_what_is_computed_and_each_term_has_its_words(wrongly):
    made = {term["id"]: term for term in formulas.terms()}
    lines, right = formulas.lines(wrongly), formulas.lines("")
    assert {place for place in range(2) if lines[place] != right[place]} == ({formulas.wrong(wrongly)} - {None})
    said = [" ".join(line) for line in lines]
    assert ("log" in said[0]) == (wrongly != "mean") and ("e^c/r" in said[0].replace("1−", "")) == (wrongly == "upside")
    assert ("sum" in lines[1]) == (wrongly == "sum") and ("most" in lines[1]) == (wrongly != "sum")
    assert {f"{of}_{name}" for name in made for of in ("said", "term")} <= LABELS.keys()
    assert {term["colour"] for term in made.values()} <= {*picture.COLOURS, "ink", "accent"}
    assert not wrongly or f"wrong_{wrongly}" in LABELS


def test_every_label_that_the_scripts_ask_for_is_there_and_no_other():
    asked = set(re.findall(r"\blabels\.(\w+)", SCRIPTS)) | set(
        re.findall(r"labels\[\w+ \? \"(\w+)\" : \"(\w+)\"", SCRIPTS)
    )
    terms = {f"{of}_{term['id']}" for term in formulas.terms() for of in ("said", "term")}
    kit = {"to_start", "back", "play", "pause", "forward", "to_end", "scrub", "table", "picture"}
    orders = {f"{of}_{n}" for of in ("one", "many") for n in range(1, 5)}
    files = {f"{of}{ending}" for of in ("", "save_") for ending in ("svg", "png")}
    put = {f"put_{smooth.replace('-', '_')}" for smooth in SMOOTHINGS if smooth != "none"}
    wrong = {f"wrong_{name}" for name in BLEU_MISTAKES}
    chosen = {"paid_by", "is_clipped", "is_unknown", "nearest", "shortest"}
    built = terms | orders | files | put | wrong | chosen
    assert len(asked) > 40 and asked | built | (kit - {"picture"}) <= LABELS.keys()
    assert LABELS.keys() <= asked | kit | built, "a sentence that nothing shows"


def test_the_sentences_have_no_place_that_nothing_fills():
    filled = set(re.findall(r"\b(\w+)(?=[:,} ])", SCRIPTS))
    for name, text in LABELS.items():
        assert {place for _, place, _, _ in Formatter().parse(text) if place is not None} <= filled, name
