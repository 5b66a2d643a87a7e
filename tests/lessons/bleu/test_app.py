"""The page on BLEU without a browser: first screen, experiments, examples, controls, links, what the picture sends."""

import json
import re
from dataclasses import asdict, replace

import pytest

from app import state
from app.i18n import lesson_text
from app.lessons.translate.bleu import compute, page
from app.lessons.translate.bleu.options import REFERENCES, Options, sides
from app.lessons.translate.bleu.picture import Rest
from app.ui.presets import OWN
from core.translate.options import BREVITIES, CUTS, SMOOTHINGS, BleuConfig
from tests.app.visiting import address, good, pictures, warnings
from tests.core.translate.test_bleu import FIRST, GUIDES, SECOND
from tests.lessons.bleu.samples import PLAIN, THE, THE_CAT, found, mistaken, theirs, words
from tests.lessons.bleu.visit import SLUG, rest_of, sent, state_of, told, visit

BAD = {"n": "9", "step": "999", "kept": "abc", "known": "7", "smooth": "x", "brevity": "longest", "cut": "evil"}
BAD |= {"wrongly": "evil", "lowercase": "maybe", "effective": "2", "tab": "evil", "try": "9"}


def is_counted(app, candidate, references, config=PLAIN, wrongly=""):
    """What the browser gets is sacreBLEU's count of these texts, or that of the mistake."""
    given = sent(app)["found"]
    assert given["candidate"] == words(candidate, config)
    assert given["references"] == [words(text, config) for text in references]
    for n, order in enumerate(given["orders"], start=1):
        assert order["count"] == found(given["candidate"], given["references"], n, wrongly == "sum")
    other = theirs(candidate, references, config)
    assert given["score"] == pytest.approx(mistaken(candidate, references, wrongly) if wrongly else other.score)
    if not wrongly:
        assert [100 * order["precision"] for order in given["orders"]] == pytest.approx(other.precisions)
        assert (given["c"], given["r"]) == (other.sys_len, other.ref_len)
        assert given["penalty"] == pytest.approx(other.bp)
    assert sent(app)["config"] == asdict(config) and sent(app)["wrongly"] == wrongly


# The first screen


def test_the_first_screen_is_the_papers_example():
    app = visit()
    assert warnings(app) == [] and rest_of(app) == Rest(FIRST, GUIDES, 2, -1, -1)
    is_counted(app, FIRST, GUIDES)
    assert round(sent(app)["found"]["score"], 2) == 50.46 and sent(app)["strip"]["on"] == 1
    assert app.pills(key="bleu.examples").value == "candidate_1" and app.selectbox(key="bleu.smooth").value == "none"
    assert app.query_params == {}, "nothing is set"
    inset = sent(app)["inset"]
    assert inset["candidate"] == THE.split() and inset["references"] == [text.split() for text in THE_CAT]
    assert (inset["orders"][0]["count"], inset["orders"][0]["total"]) == (2, 7)
    assert len(pictures(app, SLUG)[0].json) < 60_000


def test_what_is_warmed_is_what_is_seen_first():
    compute.warm()
    assert compute.first() == compute.counted(FIRST, GUIDES, BleuConfig())
    assert json.loads(json.dumps(asdict(compute.first()))) == sent(visit())["found"]


# Experiments and examples


def test_experiments_set_what_they_say():
    first, second, third = page.experiments()
    assert replace(Options(), **first) == Options()
    assert second == first | sides(THE, THE_CAT) | {"n": 1} and third == first | {"kept": 6}
    for number, changes in ((1, first), (2, second), (3, third)):
        app = visit(**{"try": number})
        assert state_of(app) == replace(Options(), **changes, try_=number) and sent(app)["strip"]["on"] == number
        assert lesson_text(SLUG, "en").experiment(number).means
    is_counted(visit(**{"try": 2}), THE, THE_CAT)
    is_counted(app, " ".join(FIRST.split()[:6]), GUIDES)
    assert [order["precision"] for order in sent(app)["found"]["orders"]] == [1, 1, 1, 1]


def test_an_experiment_is_off_once_something_else_is_set():
    for changes in ({"smooth": "exp"}, {"candidate": "A cat."}, {"wrongly": "sum"}, {"reference_4": "A cat."}):
        assert sent(visit(**changes))["strip"]["on"] == 0, changes
    for looking in (
        {"known": 2},
        {"source": compute.sources()[3]},
        {"tab": "bug"},
        {"english": "Yes.", "french": "Oui."},
    ):
        assert sent(visit(**looking))["strip"]["on"] == 1, looking


@pytest.mark.parametrize("name", compute.presets())
def test_an_example_sets_its_texts_and_is_on(name):
    app = visit(candidate="A cat.", reference_2="", reference_6="The sixth.", kept=1, step=2, smooth="exp")
    assert app.pills(key="bleu.examples").value == OWN
    good(app.pills(key="bleu.examples").set_value(name).run())
    candidate, references, n = compute.presets()[name]
    assert rest_of(app) == Rest(candidate, references, n) and app.pills(key="bleu.examples").value == name
    is_counted(app, candidate, references, BleuConfig("exp"))
    again = visit(**{one: address(app, one) for one in ("candidate", *REFERENCES) if one in app.query_params})
    assert again.pills(key="bleu.examples").value == name
    good(app.pills(key="bleu.examples").set_value(None).run())
    assert app.pills(key="bleu.examples").value == name, "it still stands there"


def test_the_examples_are_those_of_the_paper_and_of_our_translator():
    known = compute.presets()
    assert known["candidate_2"][:2] == (SECOND, GUIDES) and known["shuffled"][:2] == (
        "mat the on is cat the",
        THE_CAT[:1],
    )
    assert sorted(known["shuffled"][0].split()) == sorted(THE_CAT[0].split())
    assert compute.beside(compute.OURS, "beam") == known["ours"][:2]


# How it is counted


def test_each_smoothing_is_set_and_held_by_the_link():
    app = visit(candidate=SECOND)
    for smooth in SMOOTHINGS[::-1]:
        good(app.selectbox(key="bleu.smooth").set_value(smooth).run())
        is_counted(app, SECOND, GUIDES, BleuConfig(smooth))
        assert address(app, "smooth") == (None if smooth == "none" else smooth)


def test_how_to_count():
    app = visit(candidate="The Party, 1,000 guides!", reference_2="the party", try_=0)
    app.session_state["bleu.counting"] = True
    candidate, references = state_of(app).candidate, state_of(app).held_to
    good(app.run())
    good(app.get("button_group")[1].set_value(CUTS[1]).run())
    good(app.toggle(key="bleu.lowercase").set_value(True).run())
    is_counted(app, candidate, references, BleuConfig(lowercase=True, cut="blanks"))
    good(app.get("button_group")[2].set_value(BREVITIES[1]).run())
    good(app.toggle(key="bleu.effective").set_value(True).run())
    config = BleuConfig("none", None, True, "shortest", True, "blanks")
    is_counted(app, candidate, references, config)
    assert sent(app)["found"]["r"] == 2 and sent(app)["found"]["signature"].endswith("|bp:shortest")
    again = visit(**{name: address(app, name) for name in app.query_params})
    assert state_of(again) == state_of(app) and state_of(again).config == config


def test_the_file_of_the_state_brings_it_back():
    app = visit(
        candidate="Ç'a été <b>", reference_1="", reference_3="", n=4, kept=2, smooth="floor", brevity="shortest"
    )
    kept = json.loads(json.dumps(asdict(state_of(app))))
    assert Options(**kept) == state_of(app) and state.as_address(Options(**kept))["reference_1"] == ""
    assert state_of(app).references == ("", GUIDES[1]) and state_of(app).held_to == GUIDES[1:2]


# Links


@pytest.mark.parametrize("name", BAD)
def test_a_bad_value_in_the_address_is_said_and_left_out(name):
    app = visit(**{name: BAD[name]})
    assert len(warnings(app)) == 1 and f"“{name}”" in warnings(app)[0].replace("\\", "")
    assert name not in app.query_params and state_of(app) == Options()
    is_counted(app, FIRST, GUIDES)


def test_all_of_them_at_once():
    app = visit(**BAD, source="nonsense", unit=9999)
    assert len(warnings(app)) == len(BAD) and not set(BAD) & set(app.query_params)
    is_counted(app, FIRST, GUIDES)


def test_numbers_that_the_texts_do_not_have():
    for asked in ({"step": 400, "n": 4}, {"kept": 400}, {"kept": 400, "step": 399, "candidate": "One."}):
        app = visit(**asked, tab="predict")
        candidate = asked.get("candidate", FIRST)
        assert warnings(app) == []
        is_counted(app, candidate, GUIDES)
    app = visit(kept=0, tab="smoothing")
    assert warnings(app) == [] and sent(app)["found"]["score"] == sent(app)["found"]["c"] == 0


# What is done in the picture


def test_what_the_picture_sends_is_counted_and_kept(monkeypatch):
    app, rest = visit(), Rest("Il dort bien.", ("Il dort.", "", "Elle dort bien."), 3, 1, 3)
    told(app, monkeypatch, rest)
    assert rest_of(app) == rest and state_of(app).held_to == ("Il dort.", "Elle dort bien.")
    is_counted(app, "Il dort bien", ("Il dort.", "Elle dort bien."))
    assert sent(app)["of"] == {"candidate": rest.candidate, "references": [*state_of(app).held_to], "kept": 3}
    assert (address(app, "candidate"), address(app, "reference_2"), address(app, "kept")) == (rest.candidate, "", "3")
    again = visit(**{name: address(app, name) for name in app.query_params})
    assert rest_of(again) == rest and sent(again)["found"] == sent(app)["found"]


def test_a_mistake_is_counted_in_the_picture_and_nowhere_else():
    for wrongly, candidate, references in (
        ("mean", FIRST, GUIDES),
        ("sum", THE, THE_CAT),
        ("upside", "It is a guide", GUIDES),
    ):
        app = visit(wrongly=wrongly, **sides(candidate, references), tab="misses")
        is_counted(app, candidate, references, wrongly=wrongly)
        right = theirs(candidate, references).score
        (said,) = [one.value for one in app.markdown if re.match("The candidate on screen", one.value)]
        assert f"BLEU {right:.2f}," in said and sent(app)["strip"]["on"] == 0
