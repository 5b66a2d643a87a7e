"""The tabs of the page on captioning beside core asked directly, the cards read as JSON, and sums by hand."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

from app.i18n import lesson_text
from app.lessons.translate.captioning import compute
from app.lessons.translate.captioning.options import PRESETS, TABS
from core.captions import objects, presets
from core.captions.options import MADE, WAYS, cut
from tests.app.strings import ENGLISH, english
from tests.app.visiting import good, pictures, warnings, written
from tests.lessons.captioning.visit import (
    SLUG,
    asked,
    by_core,
    on,
    sent,
    sentences,
    state_of,
    steps,
    table,
    tables,
    visit,
)

WEIGHTS = Path(__file__).parents[3] / "assets" / "weights"
WAY, PHOTO, THIRD = english("captioning.way."), english("captioning.photo."), english("captioning.third.")
WAYS_HEAD, NOTHING, BUG = english("captioning.ways."), english("captioning.nothing."), english("captioning.bug.")
SCORED = english("captioning.scored.")
MEASURED = ("beam 1", "beam 3", "grey sentence for all", "nearest picture", "people")
PUBLISHED = {"soft": ["67.0", "44.8", "29.9", "19.5", "–"], "hard": ["67.0", "45.7", "31.4", "21.3", "–"]}


@pytest.fixture
def cards(monkeypatch):
    """Cards in which no number stands twice: what is shown in another's place is seen."""
    rng = np.random.default_rng(4)

    def measured() -> dict:
        low, cider, high = sorted(rng.uniform(0.1, 0.9, 3))
        shares = {name: float(rng.uniform()) for name in ("unseen_objects", "sentences_with_one")}
        return {"bleu": rng.uniform(5, 70, 4).tolist(), "cider": cider, "cider_95": [low, high]} | shares

    made = {
        way: {
            "measured": {name: measured() for name in MEASURED},
            "config": {"parameters": int(rng.integers(1e6, 9e6))},
        }
        for way in WAYS
    }
    monkeypatch.setattr(compute, "card", made.__getitem__)
    return made


def percent(share: float) -> str:
    return f"{100 * share:.0f}%"


def cider(measured: dict) -> str:
    low, high = measured["cider_95"]
    return f"{measured['cider']:.3f} ({low:.3f}–{high:.3f})"


@pytest.mark.parametrize("photo", [*PRESETS, *MADE])
def test_every_tab_opens(photo):
    way = WAYS[[*PRESETS, *MADE].index(photo) % 3]
    app = visit(photo=photo, way=way, step=2)
    for tab in TABS:
        for wrongly in ("none", "fluent", "scaled") if tab == "bug" else ("none",):
            app = asked(app, tab=tab, wrongly=wrongly)
            assert warnings(app) == [] and pictures(app, SLUG), (tab, wrongly)
            assert sent(app)[0]["scaled"] == (wrongly == "scaled")
    assert "def write" not in written(app) and any("def write" in code.value for code in app.code), "under the hood"


# Three ways


@pytest.mark.parametrize("photo", ["two_dogs", "noise"])
def test_three_ways_are_those_of_core_and_the_figures_those_of_the_cards(photo, cards):
    app = visit(photo=photo, width=2, tab="ways", way="start")
    rows = table(app, WAYS_HEAD["sentence"], WAYS_HEAD["log_p"])
    assert [row[0] for row in rows] == [WAY[way] for way in WAYS]
    for way, (_, sentence, log_p) in zip(WAYS, rows, strict=True):
        one = by_core(photo, way, 2).sentences[0]
        assert sentence.split() == list(one.words)
        assert float(log_p) == pytest.approx(math.fsum(one.log_probabilities), abs=0.006)
    wanted = []
    for way in WAYS:
        found = cards[way]["measured"]["beam 3"]
        weights = f"{cards[way]['config']['parameters']:,}"
        wanted.append([WAY[way], weights, cider(found), f"{found['bleu'][3]:.1f}", percent(found["unseen_objects"])])
    assert table(app, WAYS_HEAD["weights"], WAYS_HEAD["unseen"]) == wanted


def test_the_cards_are_those_that_ship():
    for way in WAYS:
        card = json.loads((WEIGHTS / f"caption_{way}.json").read_text("utf-8"))
        assert compute.card(way)["measured"] == card["measured"]
        assert set(MEASURED if way == "start" else MEASURED[:2]) <= set(card["measured"])
        assert compute.card(way)["config"]["parameters"] == card["config"]["parameters"]
        assert card["config"]["way"] == way
    shown = table(visit(tab="ways"), WAYS_HEAD["weights"])
    assert [int(row[1].replace(",", "")) for row in shown] == [
        compute.card(way)["config"]["parameters"] for way in WAYS
    ]


# Nothing to see


@pytest.mark.parametrize(
    "more", [{}, {"way": "start", "branch": 1}, {"photo": "grey"}, {"given": "two dogs", "held": "1:20"}]
)
def test_words_with_and_without_their_picture(more):
    app, way = visit(tab="nothing", **more), more.get("way", "attend")
    header, _ = sent(app)
    branch = header["rest"]["branch"]
    words, log_p = sentences(app)[branch], steps(app, "log_probabilities")[branch]
    rows = table(app, NOTHING["per_word"])
    for name, (picture, sentence, per_word) in zip(MADE, rows, strict=False):
        one = by_core(name, way).sentences[0]
        assert (picture, sentence.split()) == (PHOTO[name], list(one.words))
        assert float(per_word) == pytest.approx(np.mean(one.log_probabilities), abs=0.006)
    assert rows[2][:2] == [NOTHING["on_screen"], " ".join(words)] and len(rows) == 3
    assert float(rows[2][2]) == pytest.approx(log_p.mean(), abs=0.006)
    # The beam's words with even grey in the picture's place: its end is given as well.
    without = on("grey", header["sentences"][branch]["words"], way=way).log_probabilities[: len(log_p)]
    shown = table(app, NOTHING["gain"])
    assert [row[0] for row in shown] == words + [NOTHING["end"]] * header["sentences"][branch]["ended"]
    for (_, p, q, gain), one, other in zip(shown, log_p, without, strict=True):
        assert float(p) == pytest.approx(math.exp(one), abs=6e-4)
        assert float(q) == pytest.approx(math.exp(other), abs=6e-4)
        assert float(gain) == pytest.approx(one - other, abs=0.006)
    if more == {"photo": "grey"}:
        assert all(abs(float(row[3])) < 0.006 for row in shown)


# Scores


def test_scores_are_those_of_the_cards_and_of_the_paper(cards):
    rows, start = table(visit(tab="scored"), SCORED["what"], "BLEU-4"), cards["start"]["measured"]
    wanted = []
    for way in WAYS:
        for width in (1, 3):
            said = SCORED["way"].format(way=WAY[way], width=width)
            wanted.append((said, cards[way]["measured"][f"beam {width}"]))
    wanted += [
        (SCORED["grey"], start["grey sentence for all"]),
        (SCORED["nearest"], start["nearest picture"]),
        (SCORED["people"], start["people"]),
    ]
    shown = [[said, *(f"{value:.1f}" for value in found["bleu"]), cider(found)] for said, found in wanted]
    assert rows == shown + [[SCORED[name], *figures] for name, figures in PUBLISHED.items()]


def test_alpha_ranks_the_beam_anew():
    app = visit(tab="scored", width=6, branch=4, step=3, given="a man")
    for alpha in (0.0, 1.5, 0.7):
        good(app.slider(key="captioning.alpha").set_value(alpha).run())
        log_p = steps(app, "log_probabilities")
        scores = [math.fsum(row) / len(row) ** alpha for row in log_p]
        assert [one["score"] for one in sent(app)[0]["sentences"]] == pytest.approx(scores, abs=1e-3)
        assert scores[1:] == sorted(scores[1:], reverse=True), "but the visitor's own stands first"
        assert [tuple(words) for words in sentences(app)[1:]] == [
            one.words for one in by_core("cameraman", "attend", 6, alpha).sentences
        ]
        assert (state_of(app).alpha, state_of(app).branch, state_of(app).step) == (alpha, 0, None)
        assert state_of(app).given == "a man" and warnings(app) == []


# Find the bug


@pytest.mark.parametrize(("photo", "dog_is_seen"), [("two_dogs", True), ("moose", False), ("noise", None)])
def test_what_the_sentence_names_and_nobody_sees(photo, dog_is_seen, cards):
    app = visit(tab="bug", wrongly="fluent", photo=photo, given="a dog at a window")
    words, people = sentences(app)[0], cards["start"]["measured"]["people"]
    if dog_is_seen is None:
        assert not any(BUG["shows"] in one[0] for one in tables(app)), "nobody has said what is in noise"
    else:
        shows = presets.photographs()[photo].shows
        ((said, named, unseen),) = table(app, BUG["shows"])
        assert said == shows and named.split(", ") == list(objects.named(words))
        assert unseen == (", ".join(objects.unseen(words, [cut(shows)])) or "–")
        assert "dog" in named.split(", ") and ("dog" in unseen.split(", ")) != dog_is_seen
    shares = [(WAY[way], cards[way]["measured"]["beam 3"]) for way in WAYS] + [(SCORED["people"], people)]
    wanted = [[who, percent(one["unseen_objects"]), percent(one["sentences_with_one"])] for who, one in shares]
    assert table(app, BUG["who"]) == wanted
    assert not sent(app)[0]["scaled"]


@pytest.mark.parametrize("more", [{}, {"way": "every"}, {"held": "1:3", "given": "a"}, {"branch": 2}])
def test_what_scaled_light_hides(more):
    app = visit(tab="bug", wrongly="scaled", **more)
    branch = sent(app)[0]["rest"]["branch"]
    rows, light = table(app, BUG["greatest"]), steps(app, "alpha")[branch]
    assert [row[0] for row in rows] == sentences(app)[branch]
    for (_, greatest, even, drawn), alpha in zip(rows, light, strict=False):
        assert float(greatest) == pytest.approx(max(alpha), abs=6e-4)
        assert float(even.split()[0]) == pytest.approx(max(alpha) / (1 / 49), abs=0.06) and drawn == "1"
    assert sent(app)[0]["scaled"] and not sent(asked(app, wrongly="none"))[0]["scaled"]


# Predict


@pytest.mark.parametrize("more", [{}, {"way": "start", "branch": 1}, {"held": "3:4", "step": 2}, {"step": 22}])
def test_questions_are_asked_in_turn_the_last_about_the_word_to_come(more):
    app, checks, names = visit(tab="predict", photo="moose", **more), lesson_text(SLUG, "en").checks(), []
    rest = sent(app)[0]["rest"]
    branch, after = rest["branch"], rest["step"] + 1
    words, light = sentences(app)[branch], steps(app, "alpha")[branch]
    concepts = [name for name, check in checks.items() if check.answer is not None]
    way, step = more.get("way", "attend"), rest["step"]
    live = [] if after >= len(words) else ["live-word", *["live-light"] * (way != "start" and "held" not in more)]
    if step < len(words) and "held" not in more:
        live = ["live-grey", *live]
        grey = on("grey", words[:step], None, way)
    for _ in [*concepts, *live]:
        (pills,) = [group for group in app.pills if ".check." in group.key]
        names.append(pills.key.split(".")[2])
        answer, prompt = checks[names[-1]].answer, " ".join(one.value for one in app.markdown)
        if names[-1] == "live-word":
            answer = pills.options.index(words[after])
            assert "“" + " ".join(words[:after]) + " …”" in prompt and 2 <= len(set(pills.options)) == len(
                pills.options
            )
        if names[-1] == "live-grey":
            answer = pills.options.index(grey.likeliest[step][0])
            assert len(set(pills.options)) == 3 and set(pills.options) <= {
                words[step],
                *grey.likeliest[step],
                *on("moose", words[:step], None, way).likeliest[step],
            }
        if names[-1] == "live-light":
            centre = (light[after].argmax() % 7 + 0.5) / 7
            answer = min(range(3), key=lambda third: abs(centre - (1 + 2 * third) / 6))
            assert pills.options == [THIRD["left"], THIRD["middle"], THIRD["right"]] and f"“{words[after]}”" in prompt
        good(pills.set_value(answer).run())
        said = app.success[-1].value
        assert ENGLISH["check.right"] in said
        if names[-1] == "live-word":
            assert f"P = {math.exp(steps(app, 'log_probabilities')[branch][after]):.2f}" in said
        if names[-1] == "live-grey":
            assert f"P = {grey.probabilities[step, 0]:.2f}" in said and f"“{words[step]}”" in said
        if names[-1] == "live-light":
            assert f"{light[after].max():.2f}" in said
        good(app.button(key="captioning.check.next").click().run())
    assert names == [*concepts, *live] and warnings(app) == []


# The referee


@pytest.mark.parametrize(
    ("more", "names"),
    [
        ({}, ["energies", "alpha", "z", "log_p", "sum", "light"]),
        ({"photo": "noise", "way": "start"}, ["z", "log_p", "sum", "light"]),
        ({"way": "every", "given": "two dogs", "branch": 0}, ["z", "log_p", "sum", "light"]),
        ({"held": "2:7", "given": "a dog"}, ["energies", "alpha", "z", "log_p", "sum", "light"]),
        ({"held": "0:7"}, ["energies", "z", "log_p", "sum", "light"]),
    ],
)
def test_code_that_is_not_ours_agrees(more, names):
    app = visit(tab="referee", **more)
    good(app.button(key="captioning.referee.run").click().run())
    rows = table(app, ENGLISH["referee.ours"], ENGLISH["referee.difference"])
    assert [row[0] for row in rows] == [ENGLISH[f"captioning.check.{name}"] for name in names]
    assert all(float(row[3]) < 1e-4 for row in rows) and warnings(app) == []
    branch = sent(app)[0]["rest"]["branch"]
    assert float(rows[-2][1]) == pytest.approx(steps(app, "log_probabilities")[branch].sum(), rel=1e-4)
    asked(app, step=1)
    assert table(app, ENGLISH["referee.ours"]) == rows, "it is still the same sentence"
    asked(app, photo="stream")
    assert not any(ENGLISH["referee.ours"] in one[0] for one in tables(app)), "of another nothing is known"
