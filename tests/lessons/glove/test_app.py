"""The page on GloVe without a browser: odd texts, bad links, presets, every tab, experiments, what is taken away."""

from dataclasses import asdict

import numpy as np
import pytest

from app.lessons.words.glove import compute, options
from app.lessons.words.glove.options import Options
from app.lessons.words.glove.picture import Rest
from core.words import counting, glove_moments, ratios
from core.words.options import GloveConfig
from tests.app.strings import ENGLISH
from tests.app.visiting import address, good, opened, pictures, warnings, written
from tests.lessons.glove.samples import ABOUT, NAMES, SENTENCE, cell, scene, text
from tests.lessons.glove.visiting import SLUG, is_sent, looked_at, sent, state_of, typed

NO_PAIR = ENGLISH["corpus.no_pair"]
PAIRLESS = [
    "orange",
    "xqzt",
    "xqzt orange xqzt",
    "orange. Juice!",
    "🍊🥤",
    "תפוז מיץ",
    "日本語",
    "!!! ??? ...",
    "x" * 5000,
]
DRAWN = [
    "a a",
    "🍊 orange 🥤 juice",
    "תפוז orange מיץ juice",
    "<b>orange</b> <script>juice</script>",
    "*orange* [juice](http://x) $a$ `b` {c}",
    "O'RANGE the glass",
    "a glass of milk " * 312,
    "the\u202e\u200b glass\u0301 of",
]
BAD = {
    "step": "x",
    "moment": "99",
    "window": "abc",
    "harmonic": "2",
    "symmetric": "yes",
    "x_max": "1e9",
    "ratios": "evil",
}
BAD |= {
    "dimension": "1",
    "epochs": "0",
    "seed": "-1",
    "axis": "0",
    "bug": "evil",
    "tab": "evil",
    "try": "9",
    "corpus": "z",
}


@pytest.fixture
def visit(app):
    """A new visitor comes with these values in the address."""
    return lambda **brought: opened(app, SLUG, **{name: str(value) for name, value in brought.items()})


# What a visitor types


@pytest.mark.parametrize("given", PAIRLESS)
def test_a_text_without_a_pair_gets_a_sentence_and_what_was_there_stays(visit, given):
    app = typed(visit(), given)
    assert warnings(app) == [NO_PAIR] and app.text_input(key=f"{SLUG}.text").value == given
    assert state_of(app) == Options() and address(app, "text") is None
    is_sent(app, scene().counted)
    typed(app, "orange juice")
    assert warnings(app) == [] and sent(app)[0]["tokens"] == ["orange", "juice"]


def test_an_empty_text_keeps_what_was_there(visit):
    app = visit(text="orange juice")
    for given in ("", "   "):
        typed(app, given)
        assert warnings(app) == [ENGLISH["notice.empty_text"]] and sent(app)[0]["tokens"] == ["orange", "juice"]


@pytest.mark.parametrize("given", DRAWN)
def test_odd_texts_with_a_pair_are_drawn(visit, given):
    app = typed(visit(), given)
    now = state_of(app)
    assert warnings(app) == []
    is_sent(app, counting.counted(text(), now.text))
    assert {name: getattr(now, name) for name in ("step", "row", "column")} == looked_at(text(), now.text)
    for tab in ("predict", "ratios"):
        app.query_params["tab"] = tab
        good(app.run())
        assert warnings(app) == [], tab
    for markup in ("<b>orange", "<script>", "[juice](", "*orange*", "$a$"):
        assert markup not in written(app)


def test_too_long_a_text_is_cut_and_that_is_said(visit):
    app = typed(visit(), "a glass " * 900)
    assert warnings(app) == [ENGLISH["notice.text_cut"].format(limit=5000)] and len(state_of(app).text) == 5000
    assert len(sent(app)[0]["tokens"]) == counting.LONGEST


@pytest.mark.parametrize("given", ["orange", "xqzt <wombat>", "🍊"])
def test_a_link_to_a_text_without_a_pair_opens_every_tab(visit, given):
    app = visit(text=given, tab="explain")
    for tab in set(options.TABS) - {"against"}:
        app.query_params["tab"] = tab
        good(app.run())
        assert NO_PAIR in warnings(app) and not pictures(app, SLUG), tab


# Links


@pytest.mark.parametrize("name", BAD)
def test_a_bad_value_in_the_address_is_said_and_left_out(visit, name):
    app = visit(**{name: BAD[name]})
    assert len(warnings(app)) == 1 and f"“{name}”" in warnings(app)[0].replace("\\", "")
    assert name not in app.query_params and state_of(app) == Options()


def test_all_of_them_at_once(visit):
    app = visit(**BAD)
    assert len(warnings(app)) == len(BAD) and not set(BAD) & set(app.query_params)
    is_sent(app, scene().counted)


def test_places_that_there_are_not_are_drawn_as_the_nearest(visit):
    app = visit(step=150, moment=15, row="<b>", column="xqzt", x_max="3.25", window=4, harmonic=1, symmetric=0)
    assert warnings(app) == [] and state_of(app).row == "<b>"
    rest = sent(app)[0]["rest"]
    assert rest == asdict(Rest(-1, "", "", -1, 4, True, False, 3.25, "paper"))


def test_the_whole_state_comes_back_from_its_address_and_from_its_file(visit):
    mine = {"text": options.PRESETS["father"], "corpus": "shakespeare", "step": 26, "row": "mother", "column": "father"}
    mine |= {"moment": 3, "window": 4, "harmonic": True, "symmetric": False, "x_max": 12.5, "ratios": "text"}
    mine |= {"dimension": 20, "epochs": 3, "seed": 9, "asked": "king, queen", "about": "king queen: son", "axis": 4}
    mine |= {"unmet": "king", "bug": "zero", "tab": "ratios", "try_": 0}
    assert {*mine} == {*asdict(Options())}, "every field"
    given = {name.rstrip("_"): int(value) if isinstance(value, bool) else value for name, value in mine.items()}
    app = visit(**given)
    assert warnings(app) == [] and state_of(app) == Options(**mine)
    assert {name: address(app, name) for name in given} == {name: str(value) for name, value in given.items()}
    header = sent(app)[0]
    assert header["rest"] == {name: mine[name] for name in NAMES} and header["asked"] == ["king", "queen"]


# The first screen, presets


def test_the_first_screen_is_cores_and_is_made_before_the_first_visitor(visit, monkeypatch):
    compute.warm()
    for name in ("counted", "companions"):
        monkeypatch.setattr(counting, name, lambda *asked, name=name: pytest.fail(f"{name} is asked anew"))
    app = visit()
    is_sent(app, scene().counted)
    header, arrays = sent(app)
    found = scene()
    np.testing.assert_allclose(arrays["dot"], found.fit.dot, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(arrays["text"][4], found.ratios[1].ratio, rtol=1e-6)
    assert header["strip"]["on"] == 1 and len(pictures(app, SLUG)[0].bytes) < 350_000


def test_it_opens_on_the_cell_that_tells_most():
    assert looked_at(text(), SENTENCE) == {name: getattr(Options(), name) for name in ("step", "row", "column")}
    assert options.STEP == Options().step and options.PRESETS["juice"] == SENTENCE
    assert cell(scene(), "juice", "orange").x > 10


def test_the_ratios_that_are_offered_are_cores():
    read = [ratios.read(text().words, given) for given in options.RATIOS.values()]
    assert read == list(ratios.PRESETS) and Options().about == options.RATIOS[ABOUT[0]]
    assert list(options.RATIOS) == [first for first, *_ in ratios.PRESETS]


def test_what_a_training_is_set_to_is_what_ships():
    assert compute.config(Options()) == glove_moments.FIRST_CONFIG == GloveConfig()
    assert {name: getattr(Options(), name) for name in compute.SET} == {
        name: getattr(GloveConfig(), name) for name in compute.SET
    }


@pytest.mark.parametrize(
    ("preset", "pair"),
    [
        ("juice", {"juice", "orange"}),
        ("father", {"father", "mother", "son", "daughter"}),
        ("river", {"river", "tributary"}),
    ],
)
def test_a_preset_that_is_chosen_begins_at_a_cell_of_its_own(visit, preset, pair):
    app = visit(step=2, row="milk", column="glass", text="a glass of the milk")
    good(app.pills(key=f"{SLUG}.text.preset").set_value(ENGLISH[f"{SLUG}.preset.{preset}"]).run())
    now = state_of(app)
    assert warnings(app) == [] and now.text == options.PRESETS[preset]
    assert {name: getattr(now, name) for name in ("step", "row", "column")} == looked_at(text(), now.text)
    assert len({now.row, now.column} & pair) >= 1 + (preset == "juice"), (now.row, now.column)
    is_sent(app, counting.counted(text(), now.text))
