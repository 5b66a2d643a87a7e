"""The tab on words and regions without a browser: scores by numpy from the network's own weights, links, what can't be used."""

from __future__ import annotations

import json
import math
from functools import cache

import numpy as np
import pytest
from safetensors.numpy import load_file
from streamlit.testing.v1 import AppTest

from app.lessons.translate.captioning import compute
from app.lessons.translate.captioning.options import Options
from core.captions.options import MADE
from core.checkpoints import WEIGHTS
from core.errors import UserError
from tests.app import visiting
from tests.app.pictures import unpacked
from tests.app.strings import ENGLISH, english
from tests.app.visiting import address, good, warnings, written
from tests.core.captions.made_pictures import saved, scene
from tests.lessons.captioning.visit import asked, by_core, grid_of, sent, state_of, table, uploaded, visit

PHOTOS = ("cameraman", "two_dogs", "moose", "stream", *MADE)
CARD = json.loads((WEIGHTS / "caption_alignment.json").read_text("utf-8"))
SAID = english("captioning.regions.")


@cache
def weights() -> dict[str, np.ndarray]:
    """W, b and E in double precision."""
    found = load_file(WEIGHTS / "caption_alignment.safetensors")
    return {name: values.astype(np.float64) for name, values in found.items()}


def by_hand(grid: np.ndarray, words: list[str]) -> np.ndarray:
    """v · s of each word at each place, (T, 49), place by place."""
    w, rows = weights(), [CARD["config"]["vocabulary"].index(word) for word in words]
    v = [w["W.weight"] @ x + w["W.bias"] for x in grid.astype(np.float64)]
    return np.array([[w["embedding.weight"][row] @ place for place in v] for row in rows])


def drawn(app: AppTest) -> tuple[dict, dict[str, np.ndarray]]:
    """What the browser gets to lay over the picture."""
    (one,) = visiting.pictures(app, "aligned_picture")
    return unpacked(one.bytes)


def is_laid(app: AppTest, photo: str, words: list[str]) -> None:
    """These words lie over this picture, and the pictures are ranked by them."""
    header, arrays = drawn(app)
    assert header["words"] == words
    np.testing.assert_allclose(arrays["scores"], by_hand(grid_of(photo), words), rtol=1e-3, atol=1e-3)
    np.testing.assert_array_equal(arrays["photo"], sent(app)[1]["photo"])
    expected = {name: by_hand(grid_of(name), words).max(1).sum() for name in PHOTOS}
    order, rows = sorted(expected, key=expected.get, reverse=True), table(app, SAID["picture"], "S")
    names = [ENGLISH[f"captioning.photo.{name}"] for name in order]
    assert [row[0] for row in rows] == [
        SAID["on_screen"].format(picture=said) if name == photo else said
        for name, said in zip(order, names, strict=True)
    ]
    for name, (_, score) in zip(order, rows, strict=True):
        assert float(score) == pytest.approx(expected[name], abs=0.02, rel=1e-3)
    place = order.index(photo) + 1
    said = SAID["first" if place == 1 else "beaten"].format(count=len(PHOTOS), place=place, best=names[0])
    assert said in written(app)


def test_the_sentence_on_screen_lies_over_its_picture():
    app = visit(tab="regions", photo="moose")
    assert warnings(app) == []
    words = list(by_core("moose").sentences[0].words)
    is_laid(app, "moose", words)
    good(app.selectbox(key="captioning.width").set_value(1).run())
    is_laid(app, "moose", list(by_core("moose", width=1).sentences[0].words))


def test_a_visitor_s_sentence_stays_while_pictures_change():
    app = visit(tab="regions")
    typed = "Two BROWN dogs, a zebraic ‘thing’ &c. <b>run</b> — Löwen $x$!"
    good(app.text_input(key="captioning.sentence").set_value(typed).run())
    vocabulary = CARD["config"]["vocabulary"]
    every = ["two", "brown", "dogs", "a", "zebraic", "thing", "c", "b", "run", "b", "löwen", "x"]
    known, unknown = ([word for word in every if (word in vocabulary) == wanted] for wanted in (True, False))
    assert {"zebraic", "löwen"} <= {*unknown} and len(known) >= 5
    is_laid(app, "cameraman", known)
    said = SAID["passed_over"].format(words=", ".join(f"“{word}”" for word in dict.fromkeys(unknown)))
    assert said in written(app) and warnings(app) == []
    assert address(app, "sentence") == typed
    for photo in ("two_dogs", "noise"):
        is_laid(asked(app, photo=photo), photo, known)
    good(app.text_input(key="captioning.sentence").set_value(" ").run())
    is_laid(app, "noise", list(by_core("noise").sentences[0].words))


BAD = {  # what is typed -> the sentence that says what to do
    "zebraic quagga": SAID["none_known"],
    "שלום 🙂": SAID["none_known"],
    "…!?": SAID["none_known"],
    "a " * 31: SAID["too_many"].format(words=31, most=30),
    "zz " * 31: SAID["too_many"].format(words=31, most=30),
    "dog " * 51: SAID["too_long"].format(letters=204, most=200),
}


@pytest.mark.parametrize("typed", BAD)
def test_what_can_t_be_laid_over_is_refused_with_what_to_do(typed):
    app = visit(tab="regions", sentence="a brown dog")
    good(app.text_input(key="captioning.sentence").set_value(typed).run())
    assert warnings(app) == [BAD[typed]]
    assert app.text_input(key="captioning.sentence").value == typed, "it can be mended"
    assert state_of(app).sentence == "a brown dog" and drawn(app)[0]["words"] == ["a", "brown", "dog"]
    good(app.text_input(key="captioning.sentence").set_value("a " * 30).run())
    assert warnings(app) == [] and drawn(app)[0]["words"] == ["a"] * 30


def test_a_link_may_bring_what_can_t_be_used():
    """The rest of the tab and of the page stands."""
    app = visit(tab="regions", sentence="zebraic quagga")
    assert warnings(app) == [SAID["none_known"]] and visiting.pictures(app, "aligned_picture") == []
    assert table(app, SAID["median"]) and sent(app)[0]["sentences"]
    app = asked(app, sentence="a " * 2500)
    assert len(warnings(app)) == 1 and visiting.pictures(app, "aligned_picture") == []
    assert asked(app, sentence="<script>alert(1)</script> dog").get("bidi_component")
    assert "<script>" not in written(app)


def test_an_own_picture_is_ranked_with_the_others():
    """It is one more."""
    app = visit(tab="regions", sentence="a dog runs")
    uploaded(app, saved(scene()))
    rows = table(app, SAID["picture"], "S")
    assert len(rows) == len(PHOTOS) + 1
    assert [SAID["on_screen"].format(picture=ENGLISH["captioning.photo.own"])] == [
        row[0] for row in rows if "(" in row[0]
    ]
    scores = [float(row[1]) for row in rows]
    assert scores == sorted(scores, reverse=True)
    own = float(drawn(app)[1]["scores"].max(1).sum())
    assert any(score == pytest.approx(own, abs=0.006) for score in scores)


def test_figures_are_those_of_the_card_and_of_chance():
    rows = table(visit(tab="regions"), SAID["median"])
    assert len(rows) == 4
    for (name, by_chance), own in zip(((rows[0], rows[1]), (rows[2], rows[3])), (5, 1), strict=True):
        measured = CARD["measured"]["sentences_of_a_picture" if own == 5 else "picture_of_a_sentence"]
        assert name[1:] == [*(f"{measured[f'at_{n}']:.1%}" for n in (1, 5, 10)), f"{measured['median']:.0f}"]
        every = 500 * own
        missed = [math.prod((every - own - k) / (every - k) for k in range(n)) for n in range(every - own + 1)]
        assert by_chance[1:4] == [f"{1 - missed[n]:.1%}" for n in (1, 5, 10)]
        assert int(by_chance[4]) == next(n for n, share in enumerate(missed) if share <= 0.5 + 1e-12)


def test_what_is_kept_is_told_apart_by_its_picture():
    app = visit(tab="regions", sentence="a dog", photo="stream")
    first = drawn(app)[1]["scores"]
    second = drawn(asked(app, photo="two_dogs"))[1]["scores"]
    third = drawn(asked(app, photo="stream"))[1]["scores"]
    np.testing.assert_array_equal(first, third)
    assert np.abs(first - second).max() > 0.01


def test_nothing_written_is_no_sentence():
    with pytest.raises(UserError, match="none_known"):
        compute.sentence_laid("", ())
    assert compute.sentence_laid("", ("a", "dog"))[0] == ("a", "dog") == compute.sentence_laid("A dog", ())[0]
    assert Options().sentence == ""
