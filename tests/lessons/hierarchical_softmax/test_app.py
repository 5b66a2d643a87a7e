"""The page on hierarchical softmax without a browser: what a visitor types, bad links, presets, experiments, what is taken away."""

import re
from dataclasses import asdict, replace

import pytest

from app.lessons.words.hierarchical_softmax import compute, options, page, view
from app.lessons.words.hierarchical_softmax.options import Options
from app.lessons.words.hierarchical_softmax.picture import Rest
from core.words import rivers
from tests.app.strings import ENGLISH
from tests.app.visiting import address, good, pictures, warnings, written
from tests.lessons.hierarchical_softmax.samples import COURT, poured, shown
from tests.lessons.hierarchical_softmax.visit import SLUG, is_sent, sent, state_of, typed, visit

UNKNOWN, NO_CENTRE, TOO_FEW = (ENGLISH[f"tree.{name}"] for name in ("too_few_known", "centre_unknown", "too_few"))
LONG = "x" * 5000
NO_WORDS = ["🍊", "!!! ??? ...", "the", "the THE the", "תפוז"]
NO_CENTRES = ["xqzt", "🍊", "תפוז", "orange juice", "<b>orange</b>", "$xqzt$", "$$ **_**", "[orange](http://x)", LONG]
BAD = {"scale": "huge", "tree": "oak", "step": "x", "bug": "evil", "tab": "evil", "try": "9"}


# What a visitor types


@pytest.mark.parametrize("text", NO_CENTRES)
def test_a_centre_that_is_not_there_gets_a_sentence_and_what_was_there_stays(text):
    app = typed(visit(), text, "centre")
    (said,) = warnings(app)
    assert not re.search(r"(?<!\\)[*$_<>[\]]", said), "markup has no meaning there"
    assert said.startswith("“") and said.endswith(NO_CENTRE.partition("”")[2]) and len(said) < 200
    assert app.text_input(key=f"{SLUG}.centre").value == text and address(app, "centre") is None
    is_sent(app, shown())
    typed(app, "Lemon!", "centre")
    assert warnings(app) == [] and sent(app)[0]["centre"] == "lemon"
    is_sent(app, shown(centre="lemon"))


@pytest.mark.parametrize("text", [*NO_WORDS, "the xqzt <wombat>", LONG, "x " * 2500])
def test_too_few_words_get_a_sentence_and_what_was_there_stays(text):
    app = typed(visit(), text, "words")
    (said,) = warnings(app)
    assert len(said) < 250 and said.startswith((TOO_FEW, UNKNOWN.partition("{")[0]))
    assert "xqzt" not in text or said == UNKNOWN.format(unknown="xqzt, wombat")
    assert state_of(app) == Options()
    is_sent(app, shown())


def test_more_words_than_fit_are_refused():
    words = rivers.text().words
    app = typed(visit(), " ".join(words[:41]), "words")
    assert warnings(app) == [ENGLISH["tree.too_many"].format(count=41, most=40)] and state_of(app) == Options()
    typed(app, " ".join(words[:40]), "words")
    assert warnings(app) == [] and sent(app)[0]["words"] == list(words[:40])


@pytest.mark.parametrize("field", ["centre", "words"])
def test_an_empty_text_keeps_what_was_there(field):
    app = visit()
    for text in ("", "   "):
        typed(app, text, field)
        assert warnings(app) == [ENGLISH["notice.empty_text"]] and state_of(app) == Options()


@pytest.mark.parametrize(
    ("text", "words", "missing"),
    [
        ("Juice, THE; juice\nglass!", "the glass juice", ""),
        ("<b>the</b> $x$ [a](b) water", "the a b x water", ""),
        ("🍊 orange תפוז juice", "orange juice", "תפוז"),
        ("the xqzt *wombat* juice", "the juice", "xqzt, wombat"),
        ("the\u202e\u200b gla\u0301ss water", "the water", "gláss"),
        ("the " * 200 + "orange", "the orange", ""),
    ],
)
def test_odd_words_are_drawn_in_every_tab_and_those_that_are_not_there_are_named(text, words, missing):
    app = typed(visit(), text, "words")
    expected = sorted(words.split(), key=rivers.text().words.index)
    assert warnings(app) == [] and sent(app)[0]["words"] == expected
    said = ENGLISH["vectors.missing"].partition("{")[0]
    captions = [one.value.replace("\\", "") for one in app.caption if one.value.startswith(said)]
    assert captions == ([ENGLISH["vectors.missing"].format(words=missing)] if missing else [])
    assert sent(app)[0]["rest"]["word"] == expected[-1], "the rarest, where the one that was walked to is not there"
    for tab in ("predict", "bug", "referee"):
        for bug in options.BUGS if tab == "bug" else ("none",):
            app.query_params["tab"], app.query_params["bug"] = tab, bug
            good(app.run())
            assert warnings(app) == [], (tab, bug)


def test_too_long_a_text_is_cut_and_that_is_said():
    app = typed(visit(), "the juice " * 900, "words")
    assert warnings(app) == [ENGLISH["notice.text_cut"].format(limit=5000)]
    assert sent(app)[0]["words"] == ["the", "juice"] and len(state_of(app).words) == 5000


def test_a_visitors_word_is_no_markup():
    app = visit(words="the <i>juice</i> *wombat* [qwertzy](http://x) $xqzt$ _gláss_", tab="bug", bug="softmax")
    assert warnings(app) == []
    for markup in ("<i>", "*wombat*", "[qwertzy]", "$xqzt$", " _gl"):
        assert markup not in written(app)


# Links


@pytest.mark.parametrize("name", BAD)
def test_a_bad_value_in_the_address_is_said_and_left_out(name):
    app = visit(**{name: BAD[name]})
    assert len(warnings(app)) == 1 and f"“{name}" in warnings(app)[0]
    assert name not in app.query_params and state_of(app) == Options()
    is_sent(app, shown())


def test_all_of_them_at_once():
    app = visit(**BAD)
    assert len(warnings(app)) == len(BAD) and not set(BAD) & set(app.query_params)


@pytest.mark.parametrize("bad", [{"words": "xqzt <wombat>"}, {"words": "🍊"}, {"centre": "xqzt"}, {"centre": ""}])
def test_a_link_to_what_is_not_there_opens_every_tab(bad):
    for tab in options.TABS:
        for bug in options.BUGS if tab == "bug" else ("none",):
            app = visit(**bad, tab=tab, bug=bug)
            assert len(warnings(app)) == 1 and not pictures(app, SLUG), (tab, bug)
            assert len(app.tabs) == 7, "and all of the page is there"


def test_a_word_that_is_no_leaf_is_the_rarest_and_a_step_past_the_last_turn_is_the_leaf():
    app = visit(word="xqzt", step=60)
    assert warnings(app) == []
    assert sent(app)[0]["rest"] == {"word": "soup", "scale": "small", "tree": "huffman", "step": -1}
    for tab in options.TABS:
        assert warnings(visit(word="xqzt", step=60, tab=tab, bug="likeliest")) == []


def test_the_state_goes_there_and_back():
    brought = {"words": COURT, "centre": "queen", "word": "king", "scale": "real", "tree": "balanced", "step": "5"}
    app = visit(**brought, tab="depths", asked="lemon")
    assert asdict(state_of(app)) == asdict(Options()) | brought | {
        "step": 5, "tab": "depths", "asked": "lemon", "try_": 0,
    }  # fmt: skip
    assert sent(app)[0]["rest"] == {"word": "king", "scale": "real", "tree": "balanced", "step": 5}
    assert {name: address(app, name) for name in brought} == brought
    is_sent(app, shown(COURT, "queen"))


# The first screen, presets, experiments


def test_the_first_screen_is_made_before_the_first_visitor(monkeypatch):
    compute.warm()
    monkeypatch.setattr(rivers, "river", lambda *asked: pytest.fail(f"{asked} is made anew"))
    app = visit()
    is_sent(app, shown())
    assert sent(app)[0]["rest"] == {"word": "juice", "scale": "small", "tree": "huffman", "step": -1}
    assert len(pictures(app, SLUG)[0].bytes) < 120_000


@pytest.mark.parametrize("preset", options.PRESETS)
def test_a_preset_that_is_chosen_begins_at_a_centre_and_a_word_of_its_own(preset):
    words, centre, word = options.PRESETS[preset]
    assert rivers.PRESETS[preset] == rivers.Preset(tuple(words.split()), centre, word)
    app = visit(words="the juice", centre="the", word="the", step=0)
    good(app.pills(key=f"{SLUG}.words.preset").set_value(ENGLISH[f"{SLUG}.preset.{preset}"]).run())
    now = state_of(app)
    assert warnings(app) == [] and (now.words, now.centre, now.word, now.step) == (words, centre, word, -1)
    assert set(sent(app)[0]["words"]) == set(words.split()), "every word of a preset is known"
    is_sent(app, shown(words, centre))
    p = poured(shown(words, centre), "huffman")
    ranked = sorted(p, key=p.__getitem__, reverse=True)
    names = shown(words, centre).river.words
    assert word in [names[place] for place in ranked[:4]], "its centre says something of it"


def test_experiments_set_what_they_say():
    first, second, third = page.experiments()
    assert replace(Options(), **first) == Options()
    assert second == first | {"tree": "balanced"} and third == first | {"centre": "king"}
    for number, changes in ((2, second), (3, third)):
        app = visit(**{"try": number})
        assert state_of(app) == replace(Options(), **changes, try_=number)
        header, _ = sent(app)
        assert header["strip"]["on"] == number and header["rest"]["tree"] == changes["tree"]
        is_sent(app, shown(centre=changes["centre"]))
    assert sent(visit())[0]["strip"]["on"] == 1
    assert sent(visit(centre="lemon"))[0]["strip"]["on"] == 0


def test_what_the_picture_sends_is_kept(monkeypatch):
    app = visit()
    monkeypatch.setattr(view, "draw", lambda *given, on_change, **more: on_change(Rest("water", "real", "balanced", 3)))
    good(app.run())
    now = state_of(app)
    assert (now.word, now.scale, now.tree, now.step) == ("water", "real", "balanced", 3)


def test_other_words_are_walked_from_their_end(monkeypatch):
    app = typed(visit(step=3), "the water glass", "words")
    assert (state_of(app).word, state_of(app).step) == ("", -1)
    assert sent(app)[0]["rest"]["word"] == "glass"
