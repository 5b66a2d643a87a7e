"""What the picture of GloVe sends to a browser, and what it takes of what comes back."""

import json
import re
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest

from app.kit.exchange import Exchange
from app.lessons.words.glove import picture
from app.lessons.words.glove.picture import Rest, payload
from app.lessons.words.glove.picture.formulas import lines, terms
from app.lessons.words.glove.picture.rest import fit, parse
from core.words.results import GloveScene, Ratios
from tests.lessons.glove.samples import LABELS, USUAL, counts, last, scene

SENT = {"step": 3, "row": "glass", "column": "of", "moment": 2, "window": 4, "harmonic": True, "symmetric": False}
SENT |= {"x_max": 12.5, "ratios": "text"}


def message(found: GloveScene, **changes: object) -> dict[str, object]:
    return {"number": 5, "subject": payload.subject(found)} | SENT | changes


def taken(found: GloveScene, **changes: object):
    return parse(message(found, **changes), payload.subject(found), found)


def drawn(monkeypatch: pytest.MonkeyPatch, found: GloveScene, sent: object = None, **options: object) -> dict:
    """All that the component is given; `sent`: what the browser has sent last, by name."""
    given = {}
    monkeypatch.setattr(picture, "_component", lambda **more: given.update(more))
    monkeypatch.setattr(picture, "last_sent", lambda key, name="rest": (sent or {}).get(name))
    monkeypatch.setattr(picture, "exchange", lambda key, asked, subject: Exchange(subject, asked, asked))
    given["held"] = picture.draw(found, **({"rest": USUAL, "key": "k", "labels": LABELS} | options))
    return given


def header(data: bytes) -> dict:
    end = 4 + int.from_bytes(data[:4], "little")
    return json.loads(data[4:end], parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))


# What is sent


@pytest.mark.parametrize("kind", ["first", "tiny"])
def test_what_is_sent_is_the_scene(kind):
    found = scene(kind=kind) if kind == "first" else scene("the cat sat on the mat", kind)
    numbers, arrays = payload.build(found, is_known=False)
    counted, fitted = found.counted, found.fit
    for name in ("place", "part", "right"):
        np.testing.assert_array_equal(arrays[name], getattr(counted, name), err_msg=name)
    for name in ("x", "dot", "b", "b_prime", "epochs", "cost"):
        np.testing.assert_allclose(arrays[name], getattr(fitted, name), rtol=1e-6, err_msg=name)
    np.testing.assert_array_equal(arrays["rows"], fitted.left)
    np.testing.assert_array_equal(arrays["columns"], fitted.right)
    answers = np.array([*numbers["answer_names"], ""])[arrays["answers"]]
    np.testing.assert_array_equal(answers, np.array([*found.nearest.names, ""])[found.nearest.answers])
    assert (numbers["tokens"], numbers["words"]) == (list(counted.tokens), list(counted.words))
    assert numbers["read"] == counted.read.tolist() and numbers["names"] == list(fitted.names)
    for name in ("window", "harmonic", "symmetric", "x_max", "power", "dimension", "vocabulary", "nonzeros", "total"):
        assert numbers["trained"][name] == getattr(fitted, name), name
    for name, table in zip(("paper", "text"), sorted(found.ratios, key=lambda one: not one.paper), strict=True):
        given = [table.x_first, table.x_second, table.p_first, table.p_second, table.ratio]
        np.testing.assert_allclose(arrays[name], np.reshape(given, (5, -1)), rtol=1e-6)
        assert numbers["ratios"][name]["probes"] == list(table.probes)
    assert all(array.flags.c_contiguous and array.dtype.str in ("<f4", "<i2") for array in arrays.values())


def test_what_is_sent_can_be_told_in_so_few_bytes():
    found = scene()
    assert found.counted.right.max() < 2**24, "whole numbers in float32"
    assert max(len(found.fit.names), len(found.counted.tokens), len(found.nearest.names)) < 2**15


def test_the_first_screen_is_light(monkeypatch):
    given = drawn(monkeypatch, scene(), present=True)
    sent = header(given["data"])
    assert len(given["data"]) < 350_000 and sent["rest"] == asdict(USUAL) and given["held"] == USUAL
    assert sent["subject"] == payload.subject(scene()) and sent["present"] is True and sent["strip"] is None
    assert set(sent["colours"]["palette"]) == set(picture.COLOURS) and sent["labels"] == LABELS


@pytest.mark.parametrize(
    ("live", "have", "is_sent"),
    [(True, None, True), (True, "it", False), (True, 7, True), (True, True, True), (False, "it", True)],
)
def test_the_counts_are_left_out_of_a_running_training_where_the_browser_has_them(monkeypatch, live, have, is_sent):
    found = scene(live=2) if live else scene()
    has = payload.subject(found) if have == "it" else have
    sent = header(drawn(monkeypatch, found, {"have": has}, live=live)["data"])
    assert ("right" in sent["arrays"]) == is_sent and sent["live"] == live


def test_a_moment_of_which_no_cost_is_known_can_be_read_by_a_browser(monkeypatch):
    found = scene(live=2)
    found = replace(found, fit=replace(found.fit, cost=np.full_like(found.fit.cost, np.nan)))
    assert header(drawn(monkeypatch, found, live=True)["data"])["arrays"]["cost"]


def test_another_sentence_is_another_subject_and_another_training_is_not():
    first, found = scene(), payload.subject(scene())
    same = [scene(live=1), scene(asked="milk"), replace(first, ratios=first.ratios[::-1])]
    assert {payload.subject(one) for one in same} == {found}
    others = [scene("orange juice"), scene("juice orange"), scene("the cat and the dog", "tiny"), scene(odd=True)]
    counted = first.counted
    for changes in ({"right": counted.right + 1}, {"part": counted.part + 1}, {"tokens": (*counted.tokens[:-1], "x")}):
        others.append(replace(first, counted=replace(counted, **changes)))
    assert len({found, *map(payload.subject, others)}) == 1 + len(others)


def test_with_whom_a_word_goes():
    def kinds(*rows: tuple[float, float, float, float]) -> list[str]:
        x, y, p, q = np.array(rows, float).T
        with np.errstate(divide="ignore", invalid="ignore"):
            return payload.kinds(Ratios("a", "b", ("k",) * len(rows), x, y, p, q, p / q, False))

    often, seldom = (50, 50, 0.01, 0.01), (50, 50, 0.001, 0.0012)
    assert kinds((50, 5, 0.01, 0.001), (5, 50, 0.001, 0.01), often, seldom) == ["first", "second", "both", "neither"]
    assert kinds((2, 1, 0.01, 0.001), (0, 0, 0, 0), (9, 0, 0.1, 0), (0, 9, 0, 0.1)) == [
        "rare",
        "never",
        "first",
        "second",
    ]
    paper = next(one for one in scene().ratios if one.paper)
    assert payload.kinds(paper) == ["first", "second", "both", "neither"], "as the paper says of them"


# What comes back


def test_a_rest_is_taken():
    found = taken(scene())
    assert found.fits and found.number == 5 and found.value == Rest(**SENT)


@pytest.mark.parametrize("name", ["step", "moment", "window"])
@pytest.mark.parametrize("value", [None, "3", 3.0, True, [3], float("nan")])
def test_what_is_no_place_is_not_taken(name, value):
    found = taken(scene(), **{name: value})
    assert found.number == 5 and not found.fits and found.value is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("x_max", value) for value in (None, "5", True, [5], float("nan"), float("inf"), 0.99, 1000.1, -5)),
        *((name, value) for name in ("row", "column", "ratios") for value in (None, 3, ["juice"], {})),
        *((name, value) for name in ("harmonic", "symmetric") for value in (None, 1, "true")),
        pytest.param("x_max", 10**400, id="huge"),
    ],
)
def test_what_is_of_another_kind_is_not_taken(name, value):
    assert not taken(scene(), **{name: value}).fits


def test_what_is_for_something_else_is_not_taken():
    found, subject = scene(), payload.subject(scene())
    assert not taken(found, subject=subject + 1).fits and not taken(found, subject=None).fits
    for value in (None, 3, "x", [], {}, {"number": "5"}, {"number": True}, {"number": 5.0}):
        assert parse(value, subject, found) is None
    assert not parse({"number": 5, "subject": subject}, subject, found).fits


END = len(scene().counted.read) + len(scene().counted.tokens) - 1


@pytest.mark.parametrize(
    ("changes", "held"),
    [
        ({"step": 0}, {"step": 0}),
        ({"step": -7}, {"step": -1}),
        ({"step": END}, {"step": -1}),
        ({"step": END - 1}, {"step": END - 1}),
        ({"step": 10**9}, {"step": -1}),
        ({"row": "xqzt"}, {"row": "", "column": ""}),
        ({"column": "GLASS"}, {"row": "", "column": ""}),
        ({"row": "", "column": ""}, {"row": "", "column": ""}),
        ({"moment": 99}, {"moment": -1}),
        ({"moment": len(scene().fit.epochs) - 1}, {"moment": -1}),
        ({"moment": 0}, {"moment": 0}),
        ({"window": 0}, {"window": 1}),
        ({"window": 11}, {"window": 10}),
        ({"x_max": 1}, {"x_max": 1.0}),
        ({"x_max": 12.34567}, {"x_max": 12.346}),
        ({"ratios": "evil"}, {"ratios": "paper"}),
    ],
)
def test_out_of_what_there_is_the_nearest_is_held(changes, held):
    assert taken(scene(), **changes).value == Rest(**(SENT | held))


def test_a_rest_from_a_link_is_fitted():
    assert fit(Rest(x_max=1e9, window=-3, step=77, moment=5), scene(live=1)) == Rest(x_max=1000.0, window=1)
    assert counts(scene(), USUAL, last(scene()))[6, 5] == counts(scene(), USUAL, -1)[6, 5]


# Words


def test_the_formulas_say_what_is_computed_and_each_term_has_its_words():
    cost, kept = lines()
    assert cost == "J = Σ_ij f ( theta e + b + b_prime − log_x )²".split()
    assert kept == "vector = ( e:e_w + theta:θ_w ) / 2".split(), "of one word w"
    made = {term["id"]: term for term in terms()}
    used = {word.partition(":")[0] for word in (*cost, *kept)}
    assert {word for word in used if word.isidentifier()} - {"Σ_ij"} == made.keys()
    assert {f"said_{name}" for name in made} | {f"term_{name}" for name in made} <= LABELS.keys()
    assert {term["colour"] for term in made.values()} <= set(picture.COLOURS)


def test_every_label_that_the_scripts_ask_for_is_there_and_no_other():
    folder = Path(picture.__file__).parent
    source = "".join(path.read_text("utf-8") for path in (*folder.glob("js/*.js"), folder / "component.js"))
    asked = set(re.findall(r"\blabels\.(\w+)", source))
    kit = {"to_start", "back", "play", "pause", "forward", "to_end", "scrub", "table", "picture"}
    made = {f"goes_{kind}" for kind in ("first", "second", "both", "neither", "rare", "never")}
    made |= {"ratios_paper", "ratios_text", "harmonic_said", "symmetric_said", "film_play", "film_pause"}
    made |= {"cost", "cost_first", "nearest", "nearest_also"}
    made |= {f"{begin}_{term['id']}" for begin in ("said", "term") for term in terms()}
    assert len(asked) > 40 and asked | made <= LABELS.keys()
    assert LABELS.keys() <= asked | kit | made, "a sentence that nothing shows"
