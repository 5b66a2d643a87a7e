"""The page on encoder and decoder without a browser: odd sentences, bad links, every tab, what is taken away."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from app.lessons.translate import compute as shared
from app.lessons.translate.seq2seq import compute, options, page
from app.lessons.translate.seq2seq.options import CARD, HOMEWORK, TABS, TRAIN, Options
from core.translate import one_vector, sentence_maps
from core.translate.options import LONGEST_TEXT, ONE_WAY, REVERSED
from core.translate.results import OneVector
from tests.app.pictures import unpacked
from tests.app.strings import ENGLISH
from tests.app.visiting import address, good, opened, pictures, warnings
from tests.lessons.seq2seq.samples import FRENCH, MILL, read

SLUG = "seq2seq"
MARKUP = "I <b>see</b> $x$ [a](http://b) *her*."
ODD = (
    "🙂🙂",
    "שלום עולם",
    "나는 학생입니다. 你好",
    MARKUP,
    "!!! ??? ...",
    "x",
    "O'RANGE   the\u202e\u200b glass\u0301",
    "Donaudampfschifffahrtsgesellschaft",
)
BAD = {"task": "dates", "locale": "en_US", "reversed": "2", "step": "-2", "unit": "9999", "map": "evil", "bug": "evil"}
BAD |= {"tab": "evil", "try": "9"}
LONG = ENGLISH["translate.too_long"].format(most=LONGEST_TEXT, words=round(LONGEST_TEXT / 1.5))


def state_of(app: AppTest) -> Options:
    return app.session_state[f"state.of.{SLUG}"]


def sent(app: AppTest) -> tuple[dict, dict[str, np.ndarray]]:
    """What the browser gets to draw."""
    (one,) = pictures(app, SLUG)
    return unpacked(one.bytes)


def is_sent(app: AppTest, found: OneVector) -> None:
    """The browser gets what core reads and writes, to the digits that it shows."""
    header, arrays = sent(app)
    for field in ("name", "text", "source", "target", "words", "ended"):
        assert header[field] == (list(had) if isinstance(had := getattr(found, field), tuple) else had), field
    np.testing.assert_allclose(header["log_p"], found.log_probabilities, atol=1e-6)
    np.testing.assert_array_equal(arrays["c"], found.c)
    each = compute.is_shown(found.name, found.text) or state_of(app).unit is not None
    wanted = {"encoder": found.encoder, "states": found.states, "zeroed": found.zeroed if each else found.zeroed[:0]}
    for field, values in wanted.items():
        np.testing.assert_allclose(arrays[field] / 100, values, atol=0.0051, err_msg=field)


def typed(app: AppTest, text: str) -> AppTest:
    return good(app.text_input(key=f"{SLUG}.text").set_value(text).run())


def in_every_tab(app: AppTest) -> None:
    for tab in TABS:
        for bug in options.BUGS if tab == "bug" else ("none",):
            app.query_params["tab"], app.query_params["bug"] = tab, bug
            assert warnings(good(app.run())) == [], (tab, bug)


# The first screen and the experiments


def test_the_first_screen_is_cores_and_is_made_before_the_first_visitor(app, monkeypatch):
    compute.warm()
    for asked in ((one_vector, "read"), (sentence_maps, "sentence_map")):
        monkeypatch.setattr(*asked, lambda *given: pytest.fail(f"{given} is made anew"))
    opened(app, SLUG)
    is_sent(app, compute.first())
    assert warnings(app) == [] and state_of(app) == Options() and sent(app)[0]["rest"]["step"] == -1
    assert len(pictures(app, SLUG)[0].bytes) < 60_000


def test_the_first_experiment_is_what_the_page_opens_on():
    first, *_ = page.experiments()
    assert {name: getattr(Options(), name) for name in first} == first and Options().try_ == 1


@pytest.mark.parametrize(
    ("number", "name", "text"), [(1, ONE_WAY, CARD), (2, ONE_WAY, HOMEWORK), (3, REVERSED, HOMEWORK)]
)
def test_experiments_set_what_they_say(app, number, name, text):
    opened(app, SLUG, **{"try": str(number)})
    is_sent(app, read(name, text))
    now = state_of(app)
    assert (now.step, now.unit, now.map, now.reversed) == (-1, None, "paraphrases", number == 3)
    assert sent(app)[0]["strip"]["on"] == number
    app.query_params["map"] = "card"
    good(app.run())
    assert sent(app)[0]["strip"]["on"] == number, "another map is only looked at"
    typed(app, TRAIN)
    assert sent(app)[0]["strip"]["on"] == 0


@pytest.mark.parametrize("label", ["card", "homework", "train"])
def test_the_presets(app, label):
    opened(app, SLUG, text="I see.")
    good(app.get("button_group")[0].set_value(ENGLISH[f"{SLUG}.preset.{label}"]).run())
    text = {"card": CARD, "homework": HOMEWORK, "train": TRAIN}[label]
    assert state_of(app).text == text and text.count(" ") + 1 == int(ENGLISH[f"{SLUG}.preset.{label}"].split()[0])
    is_sent(app, read(ONE_WAY, text))


# What a visitor types


@pytest.mark.parametrize("text", ODD)
def test_odd_sentences_are_read_and_every_tab_opens(app, text):
    typed(opened(app, SLUG), text)
    assert warnings(app) == []
    is_sent(app, read(ONE_WAY, state_of(app).text))
    in_every_tab(app)
    app.query_params["reversed"] = "1"
    is_sent(good(app.run()), read(REVERSED, state_of(app).text))


@pytest.mark.parametrize("text", ["Où est-elle ?", MILL, "🙂", "«\u202f<i>Non</i>\u202f», dit-il."])
def test_french_is_read_from_both_sides(app, text):
    typed(opened(app, SLUG, task="fr-en", reversed="1"), text)
    found = read(FRENCH, state_of(app).text)
    is_sent(app, found)
    header = sent(app)[0]
    assert (
        found.encoder.shape[1] == len(found.c) == 384
        and header["both_ways"]
        and list(header["maps"]) == ["paraphrases"]
    )
    assert header["count"] == sum(any(map(str.isalnum, run)) for run in state_of(app).text.split())
    in_every_tab(app)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", [ENGLISH["notice.empty_text"]]),
        ("  ", [ENGLISH["notice.empty_text"]]),
        ("word " * 70, [LONG]),
        ("x" * 5001, [ENGLISH["notice.text_cut"].format(limit=5000), LONG]),
    ],
)
def test_what_cannot_be_read_gets_a_sentence_and_the_picture_stays(app, text, said):
    opened(app, SLUG, text="I see.")
    typed(app, text)
    assert sorted(warnings(app)) == sorted(said) and state_of(app).text == "I see."
    is_sent(app, read(ONE_WAY, "I see."))
    if said[-1] == LONG:
        assert app.text_input(key=f"{SLUG}.text").value == text[:5000], "to be mended"
    typed(app, "I know.")
    assert warnings(app) == []
    is_sent(app, read(ONE_WAY, "I know."))


@pytest.mark.parametrize(("task", "name"), [("en-fr", ONE_WAY), ("fr-en", FRENCH)])
def test_a_number_of_c_is_taken_out_of_an_own_sentence_once_it_is_pinned(app, task, name):
    opened(app, SLUG, task=task, text="Non, non.", unit="3")
    is_sent(app, read(name, "Non, non."))
    assert len(sent(app)[1]["zeroed"]) == len(read(name, "Non, non.").c)


def test_the_longest_sentence(app):
    text = "we see him and her in the old garden " * 5 + "today."
    opened(app, SLUG, text=text)
    found = read(ONE_WAY, text)
    assert warnings(app) == [] and 45 < len(found.source) <= LONGEST_TEXT
    is_sent(app, found)
    assert len(pictures(app, SLUG)[0].bytes) < 120_000


def test_markup_is_text_in_every_tab(app):
    opened(app, SLUG, text=MARKUP, given="*Je* <b>vois</b> $x$.")
    for tab in TABS:
        app.query_params["tab"] = tab
        good(app.run())
        html = "".join(str(part.proto.body) for part in app.get("html"))
        said = "".join(part.value for part in [*app.markdown, *app.caption])
        assert not any(tag in html + said for tag in ("<b>see", "<b>vois")), tab
        assert not any(mark in said for mark in ("[a](", "*her*", "*Je*", "$x$")), tab


# Links


@pytest.mark.parametrize("name", BAD)
def test_a_bad_value_in_the_address_is_said_and_left_out(app, name):
    opened(app, SLUG, **{name: BAD[name]})
    assert len(warnings(app)) == 1 and f"“{name}" in warnings(app)[0]
    assert name not in app.query_params and state_of(app) == Options()
    is_sent(app, read())


def test_all_of_them_at_once(app):
    opened(app, SLUG, **BAD)
    assert len(warnings(app)) == len(BAD) and not set(BAD) & set(app.query_params)


@pytest.mark.parametrize(
    ("brought", "rest"),
    [
        ({"step": "300"}, (-1, None, "paraphrases")),
        ({"step": "0"}, (1, None, "paraphrases")),
        ({"step": "20", "unit": "255"}, (20, 255, "paraphrases")),
        ({"step": "21", "unit": "256"}, (-1, None, "paraphrases")),
        ({"unit": "383", "task": "fr-en", "text": MILL, "map": "card"}, (-1, 383, "paraphrases")),
        ({"unit": "384", "task": "fr-en", "text": MILL}, (-1, None, "paraphrases")),
    ],
)
def test_what_there_is_not_is_let_go(app, brought, rest):
    opened(app, SLUG, **brought)
    assert warnings(app) == [] and tuple(sent(app)[0]["rest"].values()) == rest


def test_a_link_brings_all_that_was_set(app):
    brought = {"text": "I see her.", "reversed": "1", "step": "3", "unit": "7", "map": "card", "bug": "no_end"}
    brought |= {"tab": "bug", "given": "Je la vois.", "try": "0"}
    opened(app, SLUG, **brought)
    assert state_of(app) == Options("en-fr", "I see her.", "", True, 3, 7, "card", "Je la vois.", "no_end", "bug", 0)
    assert {name: address(app, name) for name in brought} == brought
    assert tuple(sent(app)[0]["rest"].values()) == (3, 7, "card")


@pytest.mark.parametrize("text", ["word " * 90, "   "])
def test_a_link_to_what_cannot_be_read_shows_the_first_preset(app, text):
    opened(app, SLUG, text=text)
    assert len(warnings(app)) == 1 and state_of(app).text == CARD
    is_sent(app, read())


@pytest.mark.parametrize(("task", "text"), [("en-fr", HOMEWORK), ("fr-en", shared.sentences("fr-en")[3].text)])
def test_another_task_takes_its_own_sentence_for_a_shown_one(app, task, text):
    opened(app, SLUG, task=task, text=text, map="admires")
    box, other = next(box for box in app.selectbox if box.label == ENGLISH["translate.task"]), task[3:] + "-" + task[:2]
    good(box.set_value(other).run())
    now = state_of(app)
    assert now.task == other and now.text in (CARD, *(one.text for one in shared.sentences("fr-en")))
    is_sent(app, read(FRENCH if other == "fr-en" else ONE_WAY, now.text))
