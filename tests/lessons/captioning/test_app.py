"""The page on captioning without a browser: first screen, experiments, controls, links, what the picture sends."""

import re
from dataclasses import replace
from html import escape, unescape

import numpy as np
import pytest

from app.i18n import lesson_text
from app.lessons.translate.captioning import compute, page
from app.lessons.translate.captioning.options import PRESETS, TABS, Held, Options
from app.lessons.translate.captioning.picture import Rest
from core.captions import presets, seeing
from core.captions.captioner import Captioner
from core.captions.options import MADE, WAYS, cut
from tests.app.strings import ENGLISH, english
from tests.app.visiting import address, good, pictures, warnings, written
from tests.lessons.captioning.visit import (
    LAST,
    SLUG,
    asked,
    by_core,
    grid_of,
    last_thing,
    on,
    same,
    sent,
    sentences,
    state_of,
    steps,
    told,
    visit,
)

BAD = {
    "step": "99999",
    "photo": "<b>",
    "way": "x",
    "width": "99",
    "held": "x",
    "place": "49",
    "branch": "11",
    "tab": "x",
}
BAD |= {"alpha": "nan", "wrongly": "evil", "try": "9"}
UNKNOWN = ENGLISH["captioning.unknown_word"].format
GIVEN = {  # in the address -> what is said of it, or the words that the sentence then begins with
    "a zebraic man": UNKNOWN(word="zebraic"),
    "z" * 5000: UNKNOWN(word="z" * 400),
    "a " * 2500: ENGLISH["captioning.too_many_words"].format(most=LAST - 1),
    "a " * LAST: ENGLISH["captioning.too_many_words"].format(most=LAST - 1),
    "a " * (LAST - 1): ["a"] * (LAST - 1),
    "<script>alert(1)</script>": UNKNOWN(word="script"),
    "<EOS>": UNKNOWN(word="eos"),
    "{word} **$x$**": UNKNOWN(word="word"),
    "A Man, in A!": ["a", "man", "in", "a"],
    "שלום": [],
    "🙂": [],
    "": [],
}


@pytest.fixture(scope="module")
def vocabulary() -> tuple[str, ...]:
    return Captioner.load("attend").writable


# The first screen


def test_the_first_screen_is_what_core_says_of_the_first_photograph():
    app = visit()
    assert warnings(app) == [] and app.query_params == {}, "nothing is set"
    same(app, by_core("cameraman").sentences)
    header, arrays = sent(app)
    light = steps(app, "alpha")[0]
    assert header["rest"] == {"step": last_thing(sentences(app)[0]), "place": None, "branch": 0}
    np.testing.assert_allclose(light.sum(axis=1), 1, atol=1e-5)
    grid, shown = grid_of("cameraman").astype(np.float64), arrays["maps_7"].reshape(9, 49) / 255
    for level, channel in zip(shown, np.argsort(-grid.var(axis=0), kind="stable"), strict=False):
        values = grid[:, channel]
        np.testing.assert_allclose(level, (values - values.min()) / np.ptp(values), atol=0.003)
    assert header["strip"]["on"] == 1 and header["held"] is None and header["put"] == 0 and not header["scaled"]
    assert len(pictures(app, SLUG)[0].bytes) < 250_000
    assert header["writable"] == list(Captioner.load("attend").writable)


def test_what_is_warmed_is_what_is_seen_first(monkeypatch):
    compute.warm()
    monkeypatch.setattr(seeing, "see", None)
    monkeypatch.setattr(compute, "captioner", lambda way: Captioner.load(way) if way is None else None)
    monkeypatch.setattr(compute, "writable", lambda way: {})
    for photo in (*PRESETS, *MADE):
        assert warnings(visit(photo=photo)) == []
    assert list(compute.first().words) == sentences(visit())[0]


# Controls


@pytest.mark.parametrize("photo", [*PRESETS, *MADE])
def test_each_picture_in_each_way_is_what_core_says_of_it(photo):
    """From what was there before, nothing stays that was about another picture."""
    app = visit(photo="stream" if photo != "stream" else "moose", given="a man", held="3:5", step=4, branch=1, place=7)
    if photo in MADE:
        asked(app, tab="nothing")
        good(app.button(key=f"captioning.show.{photo}").click().run())
    else:
        good(app.pills(key="captioning.photo").set_value(photo).run())
    assert replace(state_of(app), tab="explain", try_=0) == Options(photo=photo, try_=0)
    for way in WAYS:
        good(app.segmented_control(key="captioning.way").set_value(way).run())
        same(app, by_core(photo, way).sentences)
        header = sent(app)[0]
        assert header["way"] == way and warnings(app) == [] and header["rest"]["step"] == last_thing(sentences(app)[0])
        if way != "attend":
            np.testing.assert_array_equal(np.concatenate(steps(app, "alpha")), np.float32(1 / 49))
    note = re.search('<p class="u-note">(.*?)</p>', written(app))[1]
    if photo in PRESETS:
        one = presets.photographs()[photo]
        assert all(escape(said) in note for said in (one.shows, one.author, one.licence))
    else:
        assert unescape(note) == ENGLISH[f"captioning.of_{photo}"]
    assert address(app, "photo") == (None if photo == PRESETS[0] else photo)


def test_the_width_of_the_beam_is_in_the_link_and_clears_what_was_begun():
    app = visit(given="a man", held="3:5", way="attend")
    for width in (1, 10):
        good(app.selectbox(key="captioning.width").set_value(width).run())
        assert state_of(app) == Options(width=width, try_=0) and address(app, "width") == str(width)
        same(app, by_core("cameraman", width=width).sentences)
        assert len(sentences(app)) == width
    for change in ({"width": 2, "alpha": 0.0, "photo": "noise"}, {"width": 4, "alpha": 1.5, "way": "every"}):
        app = visit(**change)
        same(app, by_core(**({"photo": "cameraman"} | change)).sentences, change["alpha"])


# Experiments


def test_experiments_set_what_they_say():
    first, second, third = page.experiments()
    assert replace(Options(), **first) == Options()
    assert second == first | {"photo": "grey"} and third == first | {"way": "start"}
    for number, changes in ((1, first), (2, second), (3, third)):
        app = visit(**{"try": number})
        assert state_of(app) == replace(Options(), **changes, try_=number) and sent(app)[0]["strip"]["on"] == number
        assert warnings(app) == [] and lesson_text(SLUG, "en").experiment(number).means
        same(app, by_core(changes["photo"], changes["way"]).sentences)


def test_an_experiment_is_off_once_something_else_is_set():
    for changes in ({"photo": "moose"}, {"way": "every"}, {"width": 4}, {"alpha": 0.0}, {"wrongly": "scaled"}):
        assert sent(visit(**changes))[0]["strip"]["on"] == 0, changes
    for looking in ({"given": "a man"}, {"held": "2:3"}, {"step": 3, "place": 4}, {"branch": 2}, {"tab": "bug"}):
        assert sent(visit(**looking))[0]["strip"]["on"] == 1, looking


# Links


@pytest.mark.parametrize("name", BAD)
def test_nonsense_in_the_address_gets_a_sentence(name):
    app = visit(**{name: BAD[name]})
    assert warnings(app) == [ENGLISH["notice.bad_value"].format(field=name)] and address(app, name) is None
    assert state_of(app) == Options() and warnings(good(app.run())) == []


def test_all_of_it_at_once():
    app = visit(**BAD)
    assert len(warnings(app)) == len(BAD) and app.query_params == {} and state_of(app) == Options()


@pytest.mark.parametrize("held", ["", "3", "3:4:5", "22:0", "0:49", "-1:0", "1.5:2", "3:4<q>"])
def test_a_forged_light_is_held_nowhere(held):
    app = visit(held=held)
    assert warnings(app) == [ENGLISH["notice.bad_value"].format(field="held")] and "<q>" not in written(app)
    assert state_of(app) == Options() and sent(app)[0]["held"] is None
    assert sentences(app) == [list(one.words) for one in by_core("cameraman").sentences]


@pytest.mark.parametrize("given", GIVEN, ids=lambda given: given[:12])
def test_odd_words_in_the_address(given):
    app, wanted = visit(given=given, held="2:11"), GIVEN[given]
    if isinstance(wanted, str):
        assert [said.replace("\\", "") for said in warnings(app)] == [wanted]
        assert (state_of(app).given, state_of(app).held) == ("", None) and address(app, "given") is None
        same(app, by_core("cameraman").sentences)
    else:
        assert warnings(app) == [] and sentences(app)[0][: len(wanted)] == wanted
        same(app, [on("cameraman", wanted, dict.fromkeys(range(2, LAST), 11)), *by_core("cameraman").sentences])
        assert sent(app)[0]["put"] == 0 and sent(app)[0]["held"] == [2, 11]
    for tab in TABS if wanted and isinstance(wanted, list) else ("nothing",):
        assert warnings(asked(app, tab=tab)) == [] and "<script>" not in written(app), tab


def test_every_word_can_be_given_and_the_longest_fill_a_sentence(vocabulary):
    assert [word for word in vocabulary if cut(word) != (word,)] == []
    longest = sorted(vocabulary, key=len)[1 - LAST :]
    app = visit(given=" ".join(longest))
    assert warnings(app) == [] and sentences(app)[0][: LAST - 1] == longest
    again = visit(**{name: address(app, name) for name in app.query_params})
    assert sentences(again) == sentences(app)


@pytest.mark.parametrize("asked_for", [{"step": 22, "branch": 9}, {"step": 22, "branch": 9, "width": 1}, {"step": 0}])
def test_a_step_and_a_sentence_that_are_not_there_become_the_nearest(asked_for):
    app = visit(**asked_for)
    lengths, branch = [len(one["words"]) for one in sent(app)[0]["sentences"]], min(asked_for.get("branch", 0), 2)
    branch = min(branch, len(lengths) - 1)
    rest = {"step": min(asked_for["step"], lengths[branch] - 1), "place": None, "branch": branch}
    assert sent(app)[0]["rest"] == rest and warnings(app) == []
    for tab in TABS:
        assert warnings(asked(app, tab=tab)) == [], tab


def test_a_light_that_is_held_in_the_last_step_alone_leaves_what_comes_before():
    app, free = visit(held="21:48", width=1), on("cameraman", ())
    own, beam = sentences(app)
    assert own[: LAST - 1] == list(free.words[: LAST - 1]) and beam == list(
        by_core("cameraman", width=1).sentences[0].words
    )
    np.testing.assert_allclose(steps(app, "alpha")[0][: LAST - 1], free.alpha[: LAST - 1], atol=1e-6)
    assert warnings(app) == [] and sent(app)[0]["held"] == [21, 48]


@pytest.mark.parametrize("way", ["start", "every"])
def test_what_does_not_look_holds_no_light(way):
    app = visit(way=way, held="2:10", given="a man")
    np.testing.assert_array_equal(np.concatenate(steps(app, "alpha")), np.float32(1 / 49))
    same(app, [on("cameraman", ("a", "man"), way=way), *by_core("cameraman", way).sentences])
    assert sent(app)[0]["held"] is None and address(app, "held") is None and warnings(app) == []


# What the picture sends


def test_where_it_rests_is_kept_and_in_the_link(monkeypatch):
    app = told(visit(), monkeypatch, lambda to: to["on_change"](Rest(5, 17, 2)))
    assert sent(app)[0]["rest"] == {"step": 5, "place": 17, "branch": 2} and sent(app)[0]["strip"]["on"] == 1
    assert {name: address(app, name) for name in ("step", "place", "branch")} == {
        "step": "5", "place": "17", "branch": "2"
    }  # fmt: skip
    again = visit(**{name: address(app, name) for name in app.query_params})
    assert sent(again)[0]["rest"] == sent(app)[0]["rest"]
    told(app, monkeypatch, lambda to: to["on_change"](Rest(0, None, 0)))
    assert sent(app)[0]["rest"] == {"step": 0, "place": None, "branch": 0} and address(app, "step") == "0"


def parted(beam: list[list[str]], branch: int) -> int:
    """The words after which a sentence is no other one's beginning, if there are so few; 0 of the first."""
    others = [words for words in beam if words is not beam[branch]]
    lengths = range(1, len(beam[branch]) + 1)
    alone = (n for n in lengths if beam[branch][:n] not in [words[:n] for words in others])
    return min(next(alone, len(beam[branch])), LAST - 2) if branch else 0


@pytest.mark.parametrize(
    ("photo", "step", "place", "branch"), [("cameraman", 0, 0, 0), ("moose", 3, 24, 1), ("noise", 4, 48, 2)]
)
def test_light_is_held_and_let_go_of(monkeypatch, photo, step, place, branch):
    app = visit(photo=photo)
    before, beam, light = sent(app)[0], sentences(app), steps(app, "alpha")
    step = max(step, parted(beam, branch))
    told(app, monkeypatch, lambda to: to["on_hold"](step, place, branch))
    header, own = sent(app)[0], steps(app, "alpha")[0]
    assert sentences(app)[0][:step] == beam[branch][:step] and sentences(app)[1:] == beam
    np.testing.assert_allclose(own[:step], light[branch][:step], atol=1e-6)
    np.testing.assert_array_equal(own[step:], np.eye(49)[[place] * (len(own) - step)])
    assert steps(app, "pinned")[0].tolist() == [-1] * step + [place] * (len(own) - step)
    same(app, [on(photo, beam[branch][:step], dict.fromkeys(range(step, LAST), place)), *by_core(photo).sentences])
    assert header["held"] == [step, place] and header["put"] == 0, "the words before are the beam's"
    assert header["rest"] == {"step": step, "place": place, "branch": 0}
    assert header["strip"]["on"] == before["strip"]["on"] and header["spoken"] != before["spoken"]
    link = {name: address(app, name) for name in app.query_params}
    assert link["held"] == f"{step}:{place}" and link.get("given", "") == " ".join(beam[branch][:step])
    again = visit(**link)
    assert sent(again)[0] | {"order_number": 0} == header | {"order_number": 0}
    for name, array in sent(app)[1].items():
        np.testing.assert_array_equal(array, sent(again)[1][name])
    told(app, monkeypatch, lambda to: to["on_undo"]())
    assert sentences(app) == beam and sent(app)[0]["held"] is None and sent(app)[0]["spoken"] == before["spoken"]
    assert (state_of(app).given, state_of(app).held, state_of(app).branch) == ("", None, 0)


@pytest.mark.parametrize(
    ("way", "step", "word", "branch"), [("attend", 0, "two", 0), ("every", 2, "dog", 1), ("start", 5, "t-shirt", 2)]
)
def test_another_word_is_written_and_the_sentence_goes_on_from_it(monkeypatch, vocabulary, way, step, word, branch):
    word = word if word in vocabulary else vocabulary[5]
    app = visit(photo="two_dogs", way=way)
    beam = sentences(app)
    before = beam[branch][: max(step, parted(beam, branch))]
    told(app, monkeypatch, lambda to: to["on_word"](len(before), word, branch))
    own, header = sentences(app)[0], sent(app)[0]
    assert own[: len(before) + 1] == [*before, word] and sentences(app)[1:] == beam
    same(app, [on("two_dogs", own[: len(before) + 1], way=way), *by_core("two_dogs", way).sentences])
    one = header["sentences"][0]
    free = range(len(before) + 1, len(one["words"]))
    assert [one["words"][t] for t in free] == [one["likeliest"][t][0][0] for t in free], "then the likeliest"
    assert header["put"] == len(before) + 1 and header["held"] is None
    assert header["rest"] == {"step": len(before), "place": None, "branch": 0} and header["writable"] == list(
        vocabulary
    )
    told(app, monkeypatch, lambda to: to["on_undo"]())
    assert sentences(app) == beam and address(app, "given") is None


def test_one_thing_after_another(monkeypatch):
    """A word lets go of the light; light is held in a sentence that was begun; of a word too many it is told, and all stays."""
    app = told(visit(), monkeypatch, lambda to: to["on_word"](0, "two", 0))
    told(app, monkeypatch, lambda to: to["on_hold"](2, 30, 0))
    begun = sentences(app)[0][:2]
    assert begun[0] == "two" and state_of(app).held == Held(2, 30) and state_of(app).given == " ".join(begun)
    told(app, monkeypatch, lambda to: to["on_word"](2, "dog", 0))
    assert state_of(app).given == f"{' '.join(begun)} dog" and state_of(app).held is None
    same(app, [on("cameraman", (*begun, "dog")), *by_core("cameraman").sentences])
    told(app, monkeypatch, lambda to: to["on_word"](1, "red", 2))
    beam = by_core("cameraman").sentences
    assert state_of(app).given == f"{beam[1].words[0]} red", "sentence 2 is the beam's second"
    full = visit(given="a " * (LAST - 1))
    monkeypatch.undo()
    told(full, monkeypatch, lambda to: to["on_word"](LAST - 1, "dog", 0))
    assert warnings(full) == [ENGLISH["captioning.too_many_words"].format(most=LAST - 1)]
    same(full, [on("cameraman", ("a",) * (LAST - 1)), *beam])
    assert warnings(good(full.run())) == []


def test_the_same_words_about_another_picture_in_another_way_are_another_sentence():
    app = visit(given="two dogs", photo="moose", held="3:3")
    for photo, way in (("stream", "attend"), ("stream", "every"), ("noise", "every")):
        asked(app, photo=photo, way=way)
        pins = dict.fromkeys(range(3, LAST), 3) if way == "attend" else None
        same(app, [on(photo, ("two", "dogs"), pins, way), *by_core(photo, way).sentences])


def test_a_made_picture_is_among_the_photographs_while_it_is_on_screen():
    names = english("captioning.photo.")
    app, shipped = visit(), [names[photo] for photo in PRESETS]
    assert app.pills(key="captioning.photo").options == shipped
    for photo in MADE:
        app = asked(app, photo=photo)
        assert app.pills(key="captioning.photo").options == [*shipped, names[photo]]
        assert app.pills(key="captioning.photo").value == photo


def test_a_width_that_a_link_brings_is_among_those_to_choose():
    offered = [ENGLISH["captioning.width"].format(width=width) for width in (1, 2, 3, 5, 10)]
    assert visit(width=5).selectbox(key="captioning.width").options == offered
    app = visit(width=7)
    assert (
        app.selectbox(key="captioning.width").options == [*offered[:4], "beam 7", offered[4]]
        and len(sentences(app)) <= 7
    )
