"""What a visitor types on the page on BLEU: odd, empty, marked up, too long; by the picture, by links, in the tabs."""

import json

import pytest

from app.lessons.translate.bleu import options, picture
from app.lessons.translate.bleu.options import REFERENCES, Options, sides
from app.lessons.translate.bleu.picture import Rest
from app.lessons.translate.bleu.picture.rest import parse
from core.translate.options import LONGEST_SIDE, MOST_REFERENCES, BleuConfig
from tests.app.strings import ENGLISH
from tests.app.visiting import good, warnings, written
from tests.lessons.bleu.samples import LONG, ODD, found, theirs, words
from tests.lessons.bleu.visit import rest_of, sent, state_of, told, visit, without_escapes

TEXTS = ODD | {"none": "", "blank": "  \n "}


def is_sacrebleu_s(app, candidate, references, **given):
    assert sent(app)["found"]["score"] == pytest.approx(theirs(candidate, references, BleuConfig(**given)).score)
    assert sent(app)["found"]["candidate"] == words(candidate, BleuConfig(**given))


def in_every_tab(app, *forbidden):
    """No tab fails, nor says what a visitor wrote as anything but text."""
    for tab in options.TABS:
        app.query_params["tab"] = tab
        good(app.run())
        assert warnings(app) == [], tab
        for markup in forbidden:
            assert markup not in written(app), (tab, markup)


@pytest.mark.parametrize("name", TEXTS)
def test_odd_candidates_by_the_picture_and_by_a_link(monkeypatch, name):
    text, known = TEXTS[name], ("the cat", TEXTS[name] + " the", "A 1234 天气")
    app, by_link = told(visit(), monkeypatch, Rest(text, known)), visit(**sides(text, known))
    for one in (app, by_link):
        is_sacrebleu_s(one, text, known)
        assert rest_of(one) == Rest(text, known)
    in_every_tab(app, "<b>", "[a](b)", "*c*")
    good(app.selectbox(key="bleu.smooth").set_value("exp").run())
    is_sacrebleu_s(app, text, known, smooth="exp")


@pytest.mark.parametrize("name", ODD)
def test_odd_references(monkeypatch, name):
    app = told(visit(), monkeypatch, Rest(f"a {ODD[name]}", (ODD[name],), 4))
    is_sacrebleu_s(app, f"a {ODD[name]}", (ODD[name],))
    assert sent(app)["found"]["orders"][0]["count"] == len(words(ODD[name]))
    in_every_tab(app, "<b>", "[a](b)", "*c*")


def test_a_word_of_the_question_is_no_markup(monkeypatch):
    """Whatever is asked about stands there as it was typed."""
    for text in ("**b** **b** **b**", "[x](y) [x](y)", "$x$ $y$ $x$", "{count} {count}"):
        app = told(visit(tab="predict"), monkeypatch, Rest(text, (text,)))
        app.session_state["checks.places"] = {"bleu": 4}
        app.session_state["bleu.examples"] = None
        good(app.run())
        (prompt,) = [one.value for one in app.markdown if "becomes a word that no reference has" in one.value]
        word = without_escapes(prompt).split("”")[0].removeprefix("“")
        assert word in words(text) and (word.isalnum() or prompt[1] == "\\")


def test_without_a_reference_the_picture_says_so_and_no_tab_fails(monkeypatch):
    for known in (("",), ("", "", ""), (" ", "\n")):
        app = told(visit(), monkeypatch, Rest("A cat.", known))
        assert sent(app)["found"] is None and sent(app)["labels"]["no_reference"]
        assert sent(app)["of"] == {"candidate": "A cat.", "references": [], "kept": -1}
        in_every_tab(app)
    app = visit(**{name: "" for name in REFERENCES}, candidate="", **{"try": 3}, kept=3)
    assert sent(app)["found"] is None and warnings(app) == []
    app.session_state["bleu.take"] = True
    assert [one.key for one in good(app.run()).get("download_button")] == ["bleu.take.bleu.json"]
    told(app, monkeypatch, Rest("A cat.", ("A cat.",)))
    assert sent(app)["found"]["orders"][0]["count"] == 3


def test_an_empty_reference_between_two_is_none(monkeypatch):
    for empty in ("", "   "):
        app = told(visit(), monkeypatch, Rest("a cat", ("a dog barks", empty, "the cat")))
        is_sacrebleu_s(app, "a cat", ("a dog barks", "the cat"))
        assert sent(app)["found"]["r"] == 2 and rest_of(app).references == ("a dog barks", empty, "the cat")
        assert sent(app)["found"]["signature"].startswith("nrefs:2|")
        in_every_tab(app)


def test_six_references_are_counted(monkeypatch):
    known = tuple(f"a cat number {k}" for k in range(MOST_REFERENCES))
    app = told(visit(), monkeypatch, Rest("a cat number 5", known))
    is_sacrebleu_s(app, "a cat number 5", known)
    assert sent(app)["found"]["orders"][3]["paid"] == [0, 0, 0, 0, 0, 1]
    in_every_tab(app)


# Too much


@pytest.mark.parametrize("field", ["candidate", "reference_1", "reference_6", "source", "english"])
def test_a_link_to_too_much_is_cut(field):
    assert len(LONG) == 5000
    for tab in ("systems", "predict"):
        app = visit(**{field: LONG}, tab=tab)
        assert warnings(app) == [] and getattr(state_of(app), field) == LONG[:LONGEST_SIDE]
    candidate, references = state_of(app).candidate, state_of(app).held_to
    is_sacrebleu_s(app, candidate, references)


@pytest.mark.parametrize("text", ["!" * LONGEST_SIDE, "a," * (LONGEST_SIDE // 2)])
def test_as_many_marks_as_letters_are_counted_whole_and_cut(monkeypatch, text):
    """Words stand apart where a candidate is cut off, which makes more characters of marks than were typed."""
    app = told(visit(), monkeypatch, Rest(text, (text, "a")))
    is_sacrebleu_s(app, text, (text, "a"))
    kept = len(words(text)) - 1
    told(app, monkeypatch, Rest(text, (text, "a"), kept=kept))
    assert sent(app)["found"]["candidate"] == words(text)[:kept]
    assert sent(app)["found"]["orders"][0]["count"] == found(words(text)[:kept], [words(text)], 1)
    for tab in ("smoothing", "predict", "bug"):
        app.query_params["tab"] = tab
        assert warnings(good(app.run())) == [], tab


def test_what_the_picture_may_send():
    """A text too long, too many of them, or no texts: not taken. Numbers are brought to the nearest that there is."""
    usual = {"number": 1, "candidate": "a", "references": ["b"], "n": 2, "step": -1, "kept": -1}
    assert parse(usual).value == Rest("a", ("b",)) and parse(json.loads(json.dumps(usual))).fits
    at_most = "x" * LONGEST_SIDE
    for changes, held in (
        ({"n": 9}, {"n": 4}),
        ({"n": -3}, {"n": 1}),
        ({"step": 10**9, "kept": -7}, {"step": LONGEST_SIDE}),
        ({"references": ["b", "", " "]}, {}),
        ({"references": ["", "b", ""]}, {"references": ("", "b")}),
        ({"candidate": at_most, "references": [at_most] * 6}, {"candidate": at_most, "references": (at_most,) * 6}),
    ):
        assert parse(usual | changes).value == Rest(**({"candidate": "a", "references": ("b",)} | held)), changes
    for name, value in (
        ("candidate", at_most + "x"),
        ("candidate", None),
        ("references", []),
        ("references", ["a"] * 7),
        ("references", "abc"),
        ("references", ["a", 3]),
        ("references", [at_most + "x"]),
        ("n", "2"),
        ("n", True),
        ("step", 1.0),
        ("kept", None),
    ):
        assert not parse(usual | {name: value}).fits, (name, value)
    for value in (None, 3, [], {}, usual | {"number": "1"}, usual | {"number": True}):
        assert parse(value) is None


def test_the_page_and_the_picture_agree_on_what_there_is():
    first = Options()
    asked = Rest(first.candidate, first.references, first.n, first.step, first.kept)
    assert picture.rest.fit(asked) == asked and len(REFERENCES) == MOST_REFERENCES


def test_what_cannot_be_seen_is_taken_out_of_what_is_typed(monkeypatch):
    app = told(visit(), monkeypatch, Rest("a\u202e c\u0301at\u0000", ("a\tcát",)))
    assert state_of(app).candidate == "a ćat" and state_of(app).reference_1 == "a cát"
    assert rest_of(app).candidate == "a ćat" and sent(app)["order_number"] > 0, "the browser is told"
    assert ENGLISH["bleu.no_reference"] not in warnings(app)
