"""What the picture of the tree sends to a browser, and what it takes of what comes back."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from app.kit.exchange import Exchange
from app.lessons.words.hierarchical_softmax import picture
from app.lessons.words.hierarchical_softmax.compute import Walked
from app.lessons.words.hierarchical_softmax.picture import Rest, payload
from app.lessons.words.hierarchical_softmax.picture.formulas import lines, terms
from app.lessons.words.hierarchical_softmax.picture.rest import depth, fit, parse
from core.words import rivers
from core.words.huffman import Tree
from tests.app.pictures import unpacked
from tests.lessons.hierarchical_softmax.samples import COURT, KINDS, LABELS, WORDS, leaves, poured, shown, walk

USUAL = {"word": "juice", "scale": "small", "tree": "huffman", "step": 3}


def subject(found: Walked | None = None) -> int:
    return payload.subject((found or shown()).river)


def message(**changes: object) -> dict[str, object]:
    return {"number": 5, "subject": subject()} | USUAL | changes


def taken(found: Walked | None = None, **changes: object):
    one = found or shown()
    return parse(message(**({"subject": subject(one)} | changes)), subject(one), one.river, one.real)


def drawn(monkeypatch: pytest.MonkeyPatch, found: Walked, sent: object = None, **options: object) -> dict:
    """All that the component is given; `sent`: what the browser has sent last."""
    given = {}
    monkeypatch.setattr(picture, "_component", lambda **more: given.update(more))
    monkeypatch.setattr(picture, "last_sent", lambda key, name="rest": sent)
    monkeypatch.setattr(picture, "exchange", lambda key, asked, subject: Exchange(subject, asked, asked))
    usual = {"rest": Rest("juice"), "key": "k", "labels": LABELS}
    given["held"] = picture.draw(found.river, found.real, **(usual | options))
    return given


@pytest.mark.parametrize(("words", "centre"), [(WORDS, "orange"), (COURT, "queen"), ("the juice", "king")])
def test_what_is_sent_is_what_was_walked(monkeypatch, words, centre):
    found = shown(words, centre)
    header, arrays = unpacked(drawn(monkeypatch, found, rest=Rest(found.river.words[-1]))["data"])
    river, real = found.river, found.real
    assert tuple(header["words"]) == river.words and (header["centre"], header["vocabulary"]) == (centre, 8000)
    np.testing.assert_array_equal(header["counts"], river.counts)
    np.testing.assert_array_equal(header["beside"], river.beside)
    np.testing.assert_allclose(arrays["e"], river.e, rtol=1e-6)
    for i, (small, whole) in enumerate(zip(river.trees, real, strict=True)):
        assert header["small"][i]["kind"] == header["real"][i]["kind"] == KINDS[i]
        np.testing.assert_array_equal(arrays[f"small_{i}_children"], small.children)
        for name in ("theta", "logit"):
            np.testing.assert_allclose(arrays[f"small_{i}_{name}"], getattr(small, name), rtol=1e-6, atol=1e-9)
        for name in ("theta", "logit", "e", "sizes"):
            np.testing.assert_allclose(arrays[f"real_{i}_{name}"], getattr(whole, name), rtol=1e-6, atol=1e-9)
        one = header["real"][i]
        assert tuple(one["codes"]) == whole.codes and one["total"] == whole.total
        assert [list(path) for path in whole.paths] == one["paths"]
        for ways, sent in zip(whole.likeliest, one["likeliest"], strict=True):
            for way, said in zip(ways, sent, strict=True):
                assert [word for word, _ in way] == [word for word, _ in said]
                assert [p for _, p in said] == pytest.approx([p for _, p in way], rel=1e-5)
        for name in ("depth", "words", "share", "mean", "mean_words", "entropy"):
            np.testing.assert_allclose(one["depths"][name], getattr(whole.depths, name))
        assert [tuple(words) for words in one["depths"]["examples"]] == list(whole.depths.examples)
    for name, array in arrays.items():
        assert array.dtype.str in ("<i2", "<f4") and np.isfinite(array).all(), name


def test_what_the_browser_is_given(monkeypatch):
    given = drawn(monkeypatch, shown(), present=True)
    sent, _ = unpacked(given["data"])
    assert sent["rest"] == {"word": "juice", "scale": "small", "tree": "huffman", "step": -1}
    assert sent["present"] is True and sent["strip"] is None and sent["labels"] == LABELS
    assert sent["subject"] == subject() and given["height"] == "content" and given["held"] == Rest("juice")
    assert set(sent["colours"]["palette"]) == set(picture.COLOURS)
    assert sent["lines"] == lines() and sent["terms"] == terms()
    assert len(given["data"]) < 120_000
    json.loads(given["data"][4 : 4 + int.from_bytes(given["data"][:4], "little")], parse_constant=pytest.fail)


def test_as_many_words_as_a_tree_may_have_are_sent_whole(monkeypatch):
    words = rivers.text().words[:: 8000 // rivers.MOST]
    found = shown(" ".join(words))
    given = drawn(monkeypatch, found, rest=Rest(words[-1]))
    assert found.river.words == words and len(words) == rivers.MOST == 40
    assert unpacked(given["data"])[1]["small_1_children"].shape == (39, 2) and len(given["data"]) < 400_000


def test_who_draws_is_told(monkeypatch):
    told = []
    drawn(monkeypatch, shown(), message(), on_change=told.append)["on_rest_change"]()
    assert told == [Rest(**USUAL)]
    drawn(monkeypatch, shown(), message(subject=1), on_change=told.append)["on_rest_change"]()
    assert len(told) == 1, "what is for something else"


def test_other_words_are_another_subject_and_another_centre_is_not():
    others = [shown(COURT, "king"), shown("the juice"), shown(WORDS.replace("soup", "lemon"))]
    assert subject(shown(WORDS, "king")) == subject() == subject(shown(" ".join(reversed(WORDS.split()))))
    assert len({subject(), *map(subject, others)}) == 4


def test_a_rest_is_taken():
    found = taken()
    assert found.fits and found.number == 5 and found.value == Rest(**USUAL)
    assert taken(scale="real", tree="balanced", step=12).value == Rest("juice", "real", "balanced", 12)


@pytest.mark.parametrize("value", [None, "3", 3.0, True, [3], {}, float("nan")])
def test_what_is_no_step_is_not_taken(value):
    found = taken(step=value)
    assert found.number == 5 and not found.fits and found.value is None


@pytest.mark.parametrize("name", ["word", "scale", "tree"])
@pytest.mark.parametrize("value", [None, 3, "xqzt", "", "<b>juice</b>"])
def test_what_there_is_not_is_not_taken(name, value):
    assert not taken(**{name: value}).fits


@pytest.mark.parametrize("name", ["word", "scale", "tree"])
@pytest.mark.parametrize("value", [["juice"], {"a": 1}])
def test_what_is_no_text_is_not_taken(name, value):
    assert not taken(**{name: value}).fits


def test_what_is_for_something_else_is_not_taken():
    found = shown()
    assert not taken(subject=subject() + 1).fits and not taken(subject=None).fits
    for value in (None, 3, "x", [], {}, {"number": "5"}, {"number": True}, {"number": 5.0}):
        assert parse(value, subject(), found.river, found.real) is None
    assert not parse({"number": 5, "subject": subject()}, subject(), found.river, found.real).fits


@pytest.mark.parametrize(
    ("changes", "step"),
    [
        *[
            ({"step": step}, held)
            for step, held in ((0, 0), (7, 7), (8, -1), (9, -1), (-1, -1), (-9, -1), (10**12, -1))
        ],
        *[({"tree": "balanced", "step": step}, held) for step, held in ((3, 3), (4, -1))],
        *[({"scale": "real", "step": step}, held) for step, held in ((11, 11), (60, -1))],
        ({"word": "the", "step": 1}, -1),
    ],
)
def test_a_step_past_the_last_turn_is_the_leaf(changes, step):
    assert taken(**changes).value == Rest(**(USUAL | changes | {"step": step}))


def test_a_rest_that_there_is_not_is_the_nearest():
    found = shown()
    first = Rest(found.river.words[0], "small", "huffman", -1)
    assert fit(Rest("xqzt", "x", "y", 99), found.river, found.real) == first


@pytest.mark.parametrize("kind", KINDS)
def test_depths_are_those_of_the_codes(kind):
    for words in (WORDS, COURT, "the juice"):
        river = shown(words).river
        tree = river.trees[KINDS.index(kind)]
        made = [depth(tree, word) for word in range(len(river.words))]
        assert (
            made
            == Tree(tree.children).lengths.tolist()
            == [len(walk(shown(words), word, kind=kind)) for word in river.words]
        )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scale", ["small", "real"])
def test_the_samples_are_cores(kind, scale):
    """What the tests in the browser compare with, against core's own numbers."""
    found, form = shown(), KINDS.index(kind)
    p = found.real[form].p if scale == "real" else [poured(found, kind)[word] for word in range(18)]
    for place, word in enumerate(found.river.words):
        turns = walk(found, word, scale, kind)
        assert turns[-1].this.p == pytest.approx(p[place], rel=1e-5)
        assert sum(leaf.side.p for leaf in leaves(found, word, scale, kind).values()) == pytest.approx(1)
        whole = turns[0].this.count + turns[0].left.count
        assert whole == (8000 if scale == "real" else 18)


def test_the_formulas_say_what_is_computed_and_each_term_has_its_words():
    walked, left = lines()
    assert walked == "p = Π_n σ ( ± theta e )".split() and left == "one_minus = sigma_minus so".split()
    made = {term["id"]: term for term in terms()}
    assert {word for word in (*walked, *left) if word.isidentifier()} - {"Π_n", "σ", "so"} == made.keys()
    assert {f"{of}_{name}" for name in made for of in ("said", "term")} <= LABELS.keys()
    assert {term["colour"] for term in made.values()} <= set(picture.COLOURS)


def test_every_label_that_the_scripts_ask_for_is_there_and_no_other():
    folder = Path(picture.__file__).parent
    source = "".join(path.read_text("utf-8") for path in (*folder.glob("js/*.js"), folder / "component.js"))
    asked = set(re.findall(r"\blabels\.(\w+)", source))
    assert len(asked) > 40 and asked <= LABELS.keys()
    kit = {"to_start", "back", "play", "pause", "forward", "to_end", "scrub", "table", "picture"}
    told = asked | kit | {f"{of}_{term['id']}" for term in terms() for of in ("said", "term")} | set(KINDS)
    assert LABELS.keys() <= told, "a sentence that nothing shows"


def test_the_sentences_of_the_picture_have_no_unknown_braces():
    folder = Path(picture.__file__).parent
    source = "".join(path.read_text("utf-8") for path in (*folder.glob("js/*.js"), folder / "component.js"))
    for name, text in LABELS.items():
        for asked in re.findall(r"\{(\w+)\}", text):
            assert re.search(rf"\b{asked}\b\s*[:,}}]|split\(\"{{{asked}}}\"\)", source), (name, asked)
