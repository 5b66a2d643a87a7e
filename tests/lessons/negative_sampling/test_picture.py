"""What the picture of negative sampling sends to a browser, and what it takes of what comes back."""

import json
from dataclasses import fields, replace

import numpy as np
import pytest

from app.kit.exchange import Exchange
from app.lessons.words.negative_sampling import picture
from app.lessons.words.negative_sampling.options import SENTENCE, Options
from app.lessons.words.negative_sampling.picture import Rest, payload
from app.lessons.words.negative_sampling.picture.formulas import lines, terms
from app.lessons.words.negative_sampling.picture.rest import fit, parse
from core.words import negative
from core.words.results import Drawn
from tests.lessons.negative_sampling.samples import LABELS, shown

USUAL = {"centre": 5, "pair": 2, "exponent": 0.5, "k": 6, "step": 3}


def message(found: Drawn, **changes: object) -> dict[str, object]:
    return {"number": 5, "subject": payload.subject(found)} | USUAL | changes


def taken(found: Drawn, **changes: object):
    return parse(message(found, **changes), payload.subject(found), found)


def drawn(monkeypatch: pytest.MonkeyPatch, found: Drawn, sent: object = None, **options: object) -> dict:
    """All that the component is given; `sent`: what the browser has sent last, by name."""
    given = {}
    monkeypatch.setattr(picture, "_component", lambda **more: given.update(more))
    monkeypatch.setattr(picture, "last_sent", lambda key, name="rest": (sent or {}).get(name))
    monkeypatch.setattr(picture, "exchange", lambda key, asked, subject: Exchange(subject, asked, asked))
    usual = {"rest": Rest(5, 3, 0.75, 4, -1), "key": "k", "labels": LABELS, "seed": 9}
    given["held"] = picture.draw(found, **(usual | options))
    return given


def header(data: bytes) -> dict:
    end = 4 + int.from_bytes(data[:4], "little")
    return json.loads(data[4:end], parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))


@pytest.mark.parametrize("moment", ["end", "reading", "before"])
def test_what_is_sent_is_what_was_drawn(moment):
    found = shown(moment=moment)
    numbers, arrays = payload.build(found)
    assert set(numbers) | set(arrays) == {field.name for field in fields(found)} - {"probability"} | {"weight"}
    for name, value in numbers.items():
        assert value == (list(getattr(found, name)) if name in ("tokens", "names") else getattr(found, name)), name
    for name, array in arrays.items():
        assert array.dtype.str in ("<i2", "<f4", "|u1") and np.isfinite(array).all() and array.flags.c_contiguous, name
        if name != "weight":
            np.testing.assert_allclose(array, np.asarray(getattr(found, name)), rtol=1e-6, atol=1e-9, err_msg=name)
    tables = negative.first_tables()
    for x, power in enumerate(found.exponents):
        assert arrays["weight"][x] == pytest.approx((tables.counts.astype(float) ** power).sum(), rel=1e-6)
    p = found.counts ** found.exponents[:, None] / arrays["weight"][:, None]
    np.testing.assert_allclose(p, found.probability, rtol=1e-6)


def test_two_bytes_are_enough():
    found = shown(window=10)
    assert max(len(found.names), len(found.tokens), found.vocabulary) < 2**15
    assert found.ranks.max() < 2**24 and found.counts.max() < 2**24, "whole numbers in float32"


def test_what_the_browser_is_given(monkeypatch):
    given = drawn(monkeypatch, shown(), present=True)
    sent = header(given["data"])
    assert sent["rest"] == {"centre": 5, "pair": 3, "exponent": 0.75, "k": 4, "step": -1} and sent["seed"] == 9
    assert sent["present"] is True and sent["strip"] is None and sent["labels"] == LABELS
    assert sent["subject"] == payload.subject(shown()) and given["height"] == "content"
    assert set(sent["colours"]["palette"]) == set(picture.COLOURS) and given["held"] == Rest(5, 3, 0.75, 4, -1)
    assert len(given["data"]) < 120_000


def test_a_rest_that_there_is_not_is_not_sent(monkeypatch):
    sent = header(drawn(monkeypatch, shown(), rest=Rest(77, 99, 0.33, 99, 55))["data"])
    assert sent["rest"] == {"centre": 5, "pair": 5, "exponent": 0.35, "k": 20, "step": -1}


def test_who_draws_is_told_of_rests_and_of_throws(monkeypatch):
    found, told, thrown = shown(), [], []
    asked = {"on_change": told.append, "on_throw": lambda: thrown.append(1)}
    given = drawn(monkeypatch, found, {"rest": message(found), "throw": {"number": 3}}, **asked)
    given["on_rest_change"](), given["on_throw_change"]()
    assert told == [Rest(**USUAL)] and thrown == [1]
    given = drawn(monkeypatch, found, {"rest": message(found, subject=1), "throw": None}, **asked)
    given["on_rest_change"](), given["on_throw_change"](), given["on_start_change"]()
    assert len(told) == len(thrown) == 1, "what is for something else, and a press that has passed"
    drawn(monkeypatch, found, {"throw": {"number": 4}})["on_throw_change"]()


def test_another_sentence_centre_or_window_is_another_subject_and_other_darts_are_not():
    first = payload.subject(shown())
    assert {payload.subject(one) for one in (shown(seed=1), shown(seed=2), shown(moment="before"))} == {first}
    others = [shown(centre=6), shown(window=4), shown(text="orange juice"), shown(text="juice orange"), shown(centre=4)]
    others += [replace(shown(), tokens=(*shown().tokens[:-1], "x"))]
    assert len({first, *map(payload.subject, others)}) == 1 + len(others)


def test_a_rest_is_taken():
    found = taken(shown())
    assert found.fits and found.number == 5 and found.value == Rest(5, 2, 0.5, 6, 3)


@pytest.mark.parametrize("name", ["centre", "pair", "k", "step"])
@pytest.mark.parametrize("value", [None, "3", 3.0, True, [3], {}, float("nan")])
def test_what_is_no_place_is_not_taken(name, value):
    found = taken(shown(), **{name: value})
    assert found.number == 5 and not found.fits and found.value is None


@pytest.mark.parametrize(
    "value", [None, "0.5", True, [0.5], float("nan"), float("inf"), pytest.param(10**400, id="huge")]
)
def test_what_is_no_exponent_is_not_taken(value):
    assert not taken(shown(), exponent=value).fits


def test_what_is_for_something_else_is_not_taken():
    found, subject = shown(), payload.subject(shown())
    assert not taken(found, subject=subject + 1).fits and not taken(found, subject=None).fits
    for value in (None, 3, "x", [], {}, {"number": "5"}, {"number": True}, {"number": 5.0}):
        assert parse(value, subject, found) is None
    assert not parse({"number": 5, "subject": subject}, subject, found).fits


@pytest.mark.parametrize(
    ("changes", "held"),
    [
        ({"pair": 99}, {"pair": 5}),
        ({"pair": -1}, {"pair": 0}),
        ({"k": 0}, {"k": 1, "step": -1}),
        ({"k": 10**12}, {"k": 20}),
        ({"exponent": 0.52}, {}),
        ({"exponent": 0.53}, {"exponent": 0.55}),
        ({"exponent": -9}, {"exponent": 0.0}),
        ({"exponent": 10**9}, {"exponent": 1.0}),
        ({"exponent": 1}, {"exponent": 1.0}),
        ({"step": 0}, {"step": 0}),
        ({"step": 7}, {"step": 7}),
        ({"step": 8}, {"step": -1}),
        ({"step": -7}, {"step": -1}),
        ({"step": 7, "k": 5}, {"step": -1, "k": 5}),
        ({"centre": 12}, {"centre": 12}),
        ({"centre": 13}, {"centre": 5}),
        ({"centre": -1}, {"centre": 5}),
    ],
)
def test_out_of_what_there_is_the_nearest_is_held(changes, held):
    assert taken(shown(), **changes).value == Rest(**(USUAL | held))


def test_a_word_that_is_not_known_is_no_centre():
    found = shown("orange zzyzx juice", 0)
    assert taken(found, centre=1, pair=0).value.centre == found.centre == 0
    assert taken(found, centre=2, pair=0).value.centre == 2, "which another run draws for"


def test_a_rest_by_default_is_the_last_step():
    found = shown()
    assert fit(Rest(), found) == Rest(0, 0, 0.75, 5, -1)
    first = Options()
    assert fit(Rest(first.centre, first.pair, first.exponent, first.k, first.step), found) == Rest(5, 3, 0.75, 4, -1)
    assert found.tokens == tuple(SENTENCE.lower().split())


def test_the_formulas_say_what_is_computed_and_each_term_has_its_words():
    loss, chance = lines()
    assert loss == "loss = − log σ ( theta_t e ) − Σ_k log σ ( − theta_k e )".split()
    assert chance == "P = f / Σ_j f_j".split()
    made = {term["id"]: term for term in terms()}
    used = {word for word in (*loss, *chance) if word.isidentifier()} - {"log", "σ", "Σ_k", "Σ_j"}
    assert used == made.keys()
    assert {f"said_{name}" for name in made} | {f"term_{term['label']}" for term in made.values()} <= LABELS.keys()
    assert {term["colour"] for term in made.values()} <= set(picture.COLOURS)
    assert made["f"]["letters"].endswith("^x") and made["f_j"]["letters"].endswith("^x")


def test_every_label_that_the_scripts_ask_for_is_there():
    import re
    from pathlib import Path

    folder = Path(picture.__file__).parent
    source = "".join(path.read_text("utf-8") for path in (*folder.glob("js/*.js"), folder / "component.js"))
    asked = set(re.findall(r"\blabels\.(\w+)", source)) - {"get"}  # a Map of names over the darts
    assert len(asked) > 40 and asked <= LABELS.keys()
    kit = {"to_start", "back", "play", "pause", "forward", "to_end", "scrub", "table", "picture"}
    told = asked | kit | {f"said_{term['id']}" for term in terms()} | {f"term_{term['label']}" for term in terms()}
    assert LABELS.keys() <= told, "a sentence that nothing shows"


def test_the_sentences_of_the_picture_have_no_unknown_braces():
    assert len(LABELS["numerals"].split()) == 22, "zero to twenty-one: the true pair and twenty drawn"
    values = {
        "words": "w",
        "word": "w",
        "centre": "c",
        "count": 1,
        "vocabulary": 2,
        "pair": 1,
        "pairs": 2,
        "power": "f",
    }
    values |= {"sigma": 1, "loss": 2, "push": 3, "rank": 4, "p": 5, "rate": 6, "pushed": 7, "k": 8, "number": 9, "f": 1}
    values |= {"from": 1, "to": 2, "now": 3, "uniform": 4, "exponent": 5, "bands": 6, "kept": 7, "stretch": 8, "sum": 9}
    values |= {"sigmoids": 1, "dimension": 2}
    for name, text in LABELS.items():
        assert "{" not in text.format(**values), name
