"""What the picture of error analysis sends to a browser, and what it takes of what comes back."""

import json
import re
from collections.abc import Iterator
from itertools import accumulate, islice
from pathlib import Path
from string import Formatter

import numpy as np
import pytest

from app.kit.exchange import Exchange
from app.lessons.translate.error_analysis import options, picture
from app.lessons.translate.error_analysis.picture import Rest, formulas, payload
from app.lessons.translate.error_analysis.picture.rest import ONLY, Rows, fit, marked, parse
from core.translate.results import WIDTHS, FaultCase
from tests.app.pictures import unpacked
from tests.lessons.error_analysis.samples import COUNT, LABELS, TASKS, known, own_case

USUAL = {"row": 2, "step": 4, "width": 10, "alpha": 0.45, "only": "model", "good": [1, 200]}
HELD = Rest(2, 4, 10, 0.45, "model", (1, 200))
SUBJECT = payload.subject(known(), None, None)


def drawn(monkeypatch: pytest.MonkeyPatch, sent: object = None, task: str = "fr-en", **given: object) -> dict:
    """All that the component is given; `sent`: what the browser has sent last."""
    out = {}
    monkeypatch.setattr(picture, "_component", lambda **more: out.update(more))
    monkeypatch.setattr(picture, "last_sent", lambda key: sent)
    monkeypatch.setattr(picture, "exchange", lambda key, asked, subject: Exchange(subject, asked, asked))
    out["held"] = picture.draw(known(task), **({"rest": Rest(), "key": "k", "labels": LABELS} | given))
    return out


def read(words: dict, arrays: dict) -> Iterator[dict]:
    """The cases, out of the arrays that lie one behind the other, as the script reads them."""
    of = {name: iter(np.asarray(array).ravel().tolist()) for name, array in arrays.items()}
    texts = iter(words["texts"])
    for source, count in zip(words["sources"], of["count"], strict=True):
        made = []
        for text, T, total, good in zip(islice(texts, count), of["T"], of["sum"], of["good"], strict=False):
            pieces = [words["symbols"][token] for token in islice(of["token"], T)]
            spelled = "".join(pieces[:-1]).replace("▁", " ").strip()
            sums = list(accumulate(islice(of["log_p"], T)))
            made.append((text or spelled, pieces, sums, total, good))
            if len(made) == count:
                break
        searched = []
        for width in WIDTHS:
            winners = list(islice(of["winner"], next(of["winners"])))
            searched.append((width, winners, *(next(of[name]) for name in ("fell", "rank", "total", "last"))))
        yield {"source": source, "made": made, "searched": searched}


def is_case(found: dict, case: FaultCase) -> None:
    outputs = payload.outputs(case)
    assert found["source"] == case.source and len(found["made"]) == 1 + len(outputs)
    for (text, pieces, sums, total, good), one in zip(found["made"], (case.human, *outputs), strict=True):
        assert (
            text == one.text and tuple(pieces) == one.pieces and total == pytest.approx(one.log_probability, rel=1e-6)
        )
        assert sums == pytest.approx(np.cumsum(one.log_probabilities).tolist(), abs=1e-4), (
            "to be rounded once, in the picture"
        )
        assert good == (one.text in (case.human.text, *case.as_good))
    for (width, winners, fell, rank, total, last), search in zip(found["searched"], case.searched, strict=True):
        assert width == search.width and [outputs[i].tokens for i in winners] == [one.tokens for one in search.winners]
        assert (fell, rank) == tuple(-1 if value is None else value for value in (search.fell, search.rank))
        assert (total, last) == pytest.approx((search.total, search.last), rel=1e-6)


@pytest.mark.parametrize("task", TASKS)
def test_what_is_sent_is_what_was_found(monkeypatch, task):
    header, arrays = unpacked(drawn(monkeypatch, task=task)["data"])
    words = json.loads(arrays.pop("words").tobytes())
    cases = list(read(words, arrays))
    assert (
        len(cases) == COUNT and header["own"] is None and header["subject"] == payload.subject(known(task), None, None)
    )
    for found, case in zip(cases, known(task).cases, strict=True):
        is_case(found, case)
    assert len(words["symbols"]) < 2**15 and arrays["rank"].max() < 2**24, "whole numbers in few bits"


@pytest.mark.parametrize("kind", ["odd", "short", "long"])
def test_a_visitors_own_is_sent_the_same_way(monkeypatch, kind):
    case = own_case(kind)
    header, arrays = unpacked(drawn(monkeypatch, own=case, own_row=None, rest=Rest(-1))["data"])
    (found,) = read(header["own"], {name: header["own"][name] for name in arrays if name != "words"})
    is_case(found, case)
    assert header["own_row"] is None and header["rest"]["row"] == -1


def test_what_the_browser_is_given(monkeypatch):
    given = drawn(monkeypatch, rest=Rest(row=500, width=7, alpha=2.0, good=(1, 1, 9999999)), present=True, wrongly=True)
    header = unpacked(given["data"])[0]
    assert header["rest"] == {"row": COUNT - 1, "step": -1, "width": 10, "alpha": 1.0, "only": "all", "good": [1]}
    assert header["present"] is header["wrongly"] is True and header["strip"] is None and header["labels"] == LABELS
    assert set(header["colours"]["palette"]) == set(picture.COLOURS) and given["held"].row == COUNT - 1
    assert given["height"] == "content" and len(given["data"]) < 150_000


def test_a_mark_is_set_or_taken_away():
    case = next(
        case
        for case in known().cases
        if case.as_good and {one.text for one in payload.outputs(case)} - {case.human.text, *case.as_good}
    )
    row, texts = known().cases.index(case), [one.text for one in payload.outputs(case)]
    place = texts.index(case.as_good[0])
    assert marked(row, case, ()) is case and marked(row + 1, case, (100 * row + place,)) is case
    assert case.as_good[0] not in marked(row, case, (100 * row + place,)).as_good
    other = next(i for i, text in enumerate(texts) if text not in (*case.as_good, case.human.text))
    assert {*marked(row, case, (100 * row + other,)).as_good} == {*case.as_good, texts[other]}
    assert max(len(payload.outputs(case)) for task in TASKS for case in known(task).cases) < 100


def test_another_translator_or_y_is_another_subject():
    own = own_case("short")
    found = [
        payload.subject(known(task), *more)
        for task in TASKS
        for more in ((None, None), (own, None), (own, 3), (own, 4))
    ]
    found.append(payload.subject(known(), own_case("long"), None))
    assert len(set(found)) == len(found)


# What comes back


def taken(**changes: object):
    return parse({"number": 5, "subject": SUBJECT} | USUAL | changes, SUBJECT, Rows(known()))


def test_a_rest_is_taken(monkeypatch):
    found, told = taken(), []
    assert found.fits and found.number == 5 and found.value == HELD
    for subject in (SUBJECT, SUBJECT + 1):
        drawn(monkeypatch, {"number": 3, "subject": subject} | USUAL, on_change=told.append)["on_rest_change"]()
    assert told == [HELD], "what is for something else is not told"


@pytest.mark.parametrize("name", ["row", "step", "width"])
@pytest.mark.parametrize("value", [None, "3", 3.0, True, [3], {}, float("nan")])
def test_what_is_no_place_is_not_taken(name, value):
    assert not taken(**{name: value}).fits and taken(**{name: value}).number == 5


@pytest.mark.parametrize("value", [None, "0.5", True, [0.5], float("nan"), float("inf"), -0.1, 1.1, 10**400], ids=str)
def test_what_is_no_exponent_is_not_taken(value):
    assert not taken(alpha=value).fits


@pytest.mark.parametrize(
    "changes", [{"good": 3}, {"good": [1.0]}, {"good": ["1"]}, {"only": "none"}, {"only": None}, {"subject": 1}]
)
def test_what_is_no_message_for_this_is_not_taken(changes):
    assert not taken(**changes).fits


def test_what_is_no_message_at_all():
    for value in (None, 3, "x", [], {}, {"number": "5"}, {"number": True}):
        assert parse(value, SUBJECT, Rows(known())) is None


@pytest.mark.parametrize(
    ("changes", "held"),
    [
        ({"row": 212}, {"row": 211}),
        ({"row": -1}, {"row": 0}),
        ({"row": -(10**9)}, {"row": 0}),
        ({"step": 99}, {"step": -1}),
        ({"step": 0}, {"step": 0}),
        ({"width": 0}, {"width": 1}),
        ({"width": 31}, {"width": 50}),
        ({"alpha": 1}, {"alpha": 1.0}),
        ({"good": [1, 1, 0, 99, 21_200, -1, -101]}, {"good": [0, 1]}),
    ],
)
def test_out_of_what_there_is_the_nearest_is_held(changes, held):
    assert taken(**changes).value == Rest(**(USUAL | held | {"good": tuple((USUAL | held)["good"])}))


def test_the_visitors_own_row_is_there_only_with_it():
    own = own_case("long")
    for rows, held in ((Rows(known(), own), -1), (Rows(known(), own, 4), 0), (Rows(known()), 0)):
        assert fit(Rest(-1), rows).row == held
    assert Rows(known(), own, 4).case(4) is own and Rows(known(), own).case(4) is known().cases[4]
    assert fit(Rest(-1, 60, good=(-100, -1)), Rows(known(), own)).step == 60, "it has as many words"
    assert fit(Rest(-1, good=(-100, -1)), Rows(known(), own)).good == (-100,)


def test_the_page_and_the_picture_agree_on_what_there_is():
    first = options.Options()
    assert fit(Rest(), Rows(known())) == Rest(first.row, first.step, first.width, first.alpha, first.only, first.good)
    assert (
        options.ONLY == ONLY
        and COUNT < options.MOST_ROWS
        and options.MOST_MARKS >= sum(len(payload.outputs(case)) for case in known().cases)
    )


# Words


def test_the_formula_says_what_is_computed_and_each_term_has_its_words():
    made = {term["id"]: term for term in formulas.terms()}
    assert formulas.lines() == {"ranked": "score = sum / power".split(), "unranked": "score = sum".split()}
    assert {word for line in formulas.lines().values() for word in line if word.isalpha()} == made.keys()
    assert {f"{of}_{name}" for name in made for of in ("said", "term")} <= LABELS.keys()
    assert {term["colour"] for term in made.values()} <= set(picture.COLOURS)
    assert [kind for kind, _ in formulas.verdicts(False)] == ["search", "length", "model"]
    assert "log P" in formulas.verdicts(True)[0][1] and formulas.verdicts(True)[-1] == ["model", ""]


def scripts() -> str:
    folder = Path(picture.__file__).parent
    return "".join(path.read_text("utf-8") for path in (*folder.glob("js/*.js"), folder / "component.js"))


def test_every_label_that_the_scripts_ask_for_is_there_and_no_other():
    asked = set(re.findall(r"\blabels\.(\w+)", scripts()))
    kinds = ("model", "search", "length", "equal", "marked")
    by_kind = {f"{of}_{kind}" for of in re.findall(r"labels\[`(\w+)_\$", scripts()) for kind in kinds}
    kit = {"to_start", "back", "play", "pause", "forward", "to_end", "scrub", "table", "picture"}
    by_term = {f"{of}_{term['id']}" for term in formulas.terms() for of in ("said", "term")}
    rules = {name for name in LABELS if name.startswith("rule_")}
    assert len(asked) > 40 and asked <= LABELS.keys()
    assert LABELS.keys() <= asked | by_kind | kit | by_term | rules, "a sentence that nothing shows"
    for rule in rules:
        assert rule.split("_")[1] in kinds


def test_the_sentences_have_no_place_that_nothing_fills():
    filled = set(re.findall(r"\b(\w+)(?=[:,} ])", scripts()))
    for name, text in LABELS.items():
        places = {place for _, place, _, _ in Formatter().parse(text) if place is not None}
        assert places <= filled, name
