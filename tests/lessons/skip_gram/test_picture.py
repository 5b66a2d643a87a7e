"""What the picture of skip-gram sends to a browser, and what it takes of what comes back."""

import json
from dataclasses import replace

import numpy as np
import pytest

from app.kit.exchange import Exchange
from app.lessons.words.skip_gram import picture
from app.lessons.words.skip_gram.picture import Rest, payload
from app.lessons.words.skip_gram.picture.formulas import lines, terms
from app.lessons.words.skip_gram.picture.rest import fit, parse
from core.words.results import Scene
from tests.lessons.skip_gram.samples import CONFIGS, LABELS, scene

GROUPS = ("family", "food and drink", "birds", "rivers", "clothes", "illness")


def message(found: Scene, **changes: object) -> dict[str, object]:
    sent = {"moment": 3, "centre": 5, "pair": 1, "window": 5, "asked": ["juice", "river"]}
    return {"number": 5, "subject": payload.subject(found)} | sent | changes


def taken(found: Scene, **changes: object):
    return parse(message(found, **changes), payload.subject(found), found)


def drawn(monkeypatch: pytest.MonkeyPatch, found: Scene, have: object = None, **options: object) -> tuple[dict, int]:
    """The header that the browser would be sent, and how long all of it is; `have`: what it says that it has."""
    sent = []
    monkeypatch.setattr(picture, "_component", lambda **given: sent.append(given["data"]))
    monkeypatch.setattr(picture, "last_sent", lambda key, name="rest": have if name == "have" else None)
    monkeypatch.setattr(picture, "exchange", lambda key, given, subject: Exchange(subject, given, given))
    picture.draw(found, rest=Rest(), key="k", labels=LABELS, groups=GROUPS, is_own_setting=True, **options)
    data = sent[0]
    end = 4 + int.from_bytes(data[:4], "little")
    return json.loads(data[4:end], parse_constant=lambda name: pytest.fail(f"{name} is no JSON")), len(data)


@pytest.mark.parametrize("kind", ["skip", "cbow"])
def test_what_is_sent_is_the_scene_but_for_two_bytes(kind):
    found = scene(kind)
    numbers, arrays = payload.build(found, GROUPS, is_known=False)
    back = arrays["xy"].astype(float) / payload.FULL * numbers["scale"]
    assert np.abs(back - found.map.xy).max() <= numbers["scale"] / payload.FULL / 2 * (1 + 1e-6)
    assert np.abs(arrays["xy"]).max() == payload.FULL, "all of the two bytes is used"
    np.testing.assert_array_equal(arrays["near"], found.map.near)
    for name in ("logit", "log_z", "noise", "mean_logit", "mean_log_z", "mean_noise"):
        np.testing.assert_array_equal(arrays[name], getattr(found.window, name), err_msg=name)
        assert np.isfinite(arrays[name]).any() == (name.startswith("mean") == (kind == "cbow") or name == "logit")
    np.testing.assert_array_equal(arrays["curve"], found.curve)
    np.testing.assert_array_equal(arrays["epochs"], found.epochs)
    answers = np.array(numbers["answer_names"])[arrays["answers"]]
    np.testing.assert_array_equal(answers, np.array(found.nearest.names)[found.nearest.answers])
    np.testing.assert_array_equal(arrays["cosines"], found.nearest.cosines)
    assert numbers["tokens"][5:7] == ["orange", "juice"] and arrays["place"].tolist() == list(range(13))
    assert (numbers["method"], numbers["vocabulary"], numbers["dimension"]) == (kind, 8000, 50)
    assert [numbers["names"][i] for i in arrays["near"][-1, 0]] == [found.map.names[i] for i in found.map.near[-1, 0]]


def test_names_that_nobody_is_shown_are_not_sent():
    found = scene()
    numbers, _ = payload.build(replace(found, nearest=replace(found.nearest, names=(*found.nearest.names, "x"))), (), 1)
    assert "x" not in numbers["answer_names"] and numbers["answer_names"]


def test_a_long_curve_is_thinned_between_its_ends():
    curve = np.stack([np.linspace(0, 10, 5000), np.linspace(4, 2, 5000)], 1)
    thin = payload.thinned(curve)
    assert payload.CURVE - 1 <= len(thin) <= payload.CURVE and (np.diff(thin[:, 0]) > 0).all()
    assert thin[0].tolist() == curve[0].tolist() and thin[-1].tolist() == curve[-1].tolist()
    assert payload.thinned(curve[:9]) is not thin and len(payload.thinned(curve[:9])) == 9


def test_the_first_screen_is_light(monkeypatch):
    header, size = drawn(monkeypatch, scene())
    assert size < 300_000 and len(header["names"]) == 600 and header["group_names"] == list(GROUPS)
    assert header["subject"] == payload.subject(scene()) and header["rest"]["moment"] == -1


@pytest.mark.parametrize(
    ("live", "have", "is_sent"),
    [(True, None, True), (True, "it", False), (True, 7, True), (True, True, True), (False, "it", True)],
)
def test_names_are_left_out_of_a_running_training_where_the_browser_has_them(monkeypatch, live, have, is_sent):
    found = scene(live=3) if live else scene()
    header, _ = drawn(monkeypatch, found, payload.subject(found) if have == "it" else have, live=live)
    assert ("names" in header) == ("group_names" in header) == ("groups" in header["arrays"]) == is_sent


def test_a_moment_before_the_first_step_can_be_read_by_a_browser(monkeypatch):
    begun = scene(live=0)
    assert np.isnan(begun.rate)
    header, _ = drawn(monkeypatch, replace(begun, curve=begun.curve[:0], guessing=float("inf")), live=True)
    assert header["rate"] is None and header["guessing"] is None and header["arrays"]["curve"][1] == [0, 2]


def test_another_sentence_is_another_subject_and_another_moment_or_method_is_not():
    first, found = scene(), payload.subject(scene())
    same = [scene(live=3), scene("cbow"), scene("softmax"), scene(window=3), scene(asked=("milk",))]
    assert {payload.subject(one) for one in same} == {found}
    others = [scene(text="orange juice"), scene(text="juice orange"), scene("tiny")]
    names = (*first.map.names[1:], first.map.names[0])
    others += [replace(first, map=replace(first.map, groups=first.map.groups[::-1].copy()))]
    others += [replace(first, map=replace(first.map, names=names))]
    others += [replace(first, window=replace(first.window, place=first.window.place - 1))]
    assert len({found, *map(payload.subject, others)}) == 1 + len(others)


def test_a_rest_is_taken():
    found = taken(scene())
    assert found.fits and found.number == 5 and found.value == Rest(3, 5, 1, 5, ("juice", "river"))


@pytest.mark.parametrize("name", ["moment", "centre", "pair", "window"])
@pytest.mark.parametrize("value", [None, "3", 3.0, True, [3], float("nan")])
def test_what_is_no_place_is_not_taken(name, value):
    found = taken(scene(), **{name: value})
    assert found.number == 5 and not found.fits and found.value is None


@pytest.mark.parametrize("value", [None, "juice", {"juice": 1}, [1], ["juice", None], ["juice"] * 4])
def test_what_are_no_words_is_not_taken(value):
    assert not taken(scene(), asked=value).fits


def test_what_is_for_something_else_is_not_taken():
    found, subject = scene(), payload.subject(scene())
    assert not taken(found, subject=subject + 1).fits and not taken(found, subject=None).fits
    for value in (None, 3, "x", [], {}, {"number": "5"}, {"number": True}, {"number": 5.0}):
        assert parse(value, subject, found) is None
    assert not parse({"number": 5, "subject": subject}, subject, found).fits


@pytest.mark.parametrize(
    ("changes", "held"),
    [
        ({"moment": 99}, {"moment": -1}),
        ({"moment": 12}, {"moment": -1}),
        ({"moment": -7}, {"moment": -1}),
        ({"moment": 11}, {"moment": 11}),
        ({"centre": 99, "pair": -1}, {"centre": 12, "pair": -1}),
        ({"centre": -1}, {"centre": 0}),
        ({"centre": 0, "pair": -1}, {"centre": 0, "pair": 0}),
        ({"centre": 12}, {"centre": 12, "pair": 0}),
        ({"pair": 6}, {"pair": 0}),
        ({"pair": -5}, {"pair": -5}),
        ({"pair": 10**9, "window": 10}, {"pair": 0, "window": 10}),
        ({"pair": 3, "window": 2}, {"pair": 0, "window": 2}),
        ({"window": 0}, {"window": 1}),
        ({"window": 11, "pair": 7}, {"window": 10, "pair": 7}),
        ({"asked": ["juice", "qqq", "river"]}, {"asked": ("juice", "river")}),
        ({"asked": ["juice", "juice"]}, {"asked": ("juice",)}),
        ({"asked": ["milk", "son"]}, {"asked": ("milk", "son")}),
        ({"asked": []}, {"asked": ()}),
    ],
)
def test_out_of_what_there_is_the_nearest_is_held(changes, held):
    usual = {"moment": 3, "centre": 5, "pair": 1, "window": 5, "asked": ("juice", "river")}
    assert taken(scene(), **changes).value == Rest(**(usual | held))


def test_of_too_many_words_those_chosen_last_stay():
    assert fit(Rest(asked=("son", "juice", "milk", "juice", "owl", "x")), scene()).asked == ("juice", "milk", "owl")


def test_a_word_off_the_map_stays_where_its_neighbours_are_known():
    rare = next(word for word in ("cereal", "banana", "lemon") if word not in scene().map.names)
    assert taken(scene(asked=(rare,)), asked=[rare]).value.asked == (rare,)
    assert taken(scene(), asked=[rare]).value.asked == ()


@pytest.mark.parametrize("kind", ["cbow", "tiny"])
def test_by_cbow_no_pair_is_pinned(kind):
    text = "the cat sat on the mat"
    assert taken(scene("skip", text), centre=2, pair=1).value.pair == 1
    assert taken(scene(kind, text), centre=2, pair=1).value.pair == 0


def test_no_pair_reaches_over_a_sentences_end_or_where_no_word_is_known():
    two, none, empty = scene(text="orange juice. river flows"), scene(text="qqqq wwww"), scene(text="…")
    assert taken(two, centre=1, pair=-1).value.pair == -1 and taken(two, centre=1, pair=1).value.pair == 0
    for found in (none, empty):
        assert (taken(found).value.centre, taken(found).value.pair) == (0, 0)
    assert none.window.place.tolist() == [-1, -1] and empty.window.tokens == ()


def test_of_a_single_moment_there_is_only_the_last():
    assert taken(scene(live=3), moment=0).value.moment == -1


@pytest.mark.parametrize("kind", ["skip", "softmax", "cbow", "cbow_softmax"])
def test_the_formulas_say_what_is_computed_and_each_term_has_its_words(kind):
    method, output = CONFIGS[kind].method, CONFIGS[kind].output
    chance, loss = lines(method, output)
    asks, other = ("mean", "e") if method == "cbow" else ("e", "mean")
    assert chance == f"p = exp ( theta {asks} ) / Σ_j exp ( theta_j {asks} )".split()
    sampled = f"loss = − log σ ( theta {asks} ) − Σ_n log σ ( − theta_n {asks} )".split()
    assert loss == (sampled if output == "negative" else "loss = − Σ_i y log y_hat".split())
    made = {term["id"]: term for term in terms(method)}
    used = {word for line in (chance, loss) for word in line if word.isidentifier()} - {"exp", "log", "Σ_j", "Σ_n", "σ"}
    assert used - {"Σ_i"} <= made.keys() and other not in used
    assert {f"said_{name}" for name in made} | {f"term_{term['label']}" for term in made.values()} <= LABELS.keys()
    assert {term["colour"] for term in made.values()} <= set(picture.COLOURS)
    assert made["p"]["letters"] == ("p ( t | ē )" if method == "cbow" else "p ( t | c )")
    assert LABELS[f"term_{made['theta']['label']}"] == ("middle" if method == "cbow" else "context")


def test_the_sentences_of_the_picture_have_no_unknown_braces():
    assert LABELS["pair_said"].format(centre="a", context="b", p="1%", loss=2) == "a → b: p 1%, loss 2"
    said = LABELS["loss_said"].format(epoch=1, total=2, loss=3, guess="g")
    assert said.startswith("Loss of a pair at epoch 1 of 2: 3; g")
    assert LABELS["tip_moved"].format(**{"from": 1, "to": 2, "loss": 3})
