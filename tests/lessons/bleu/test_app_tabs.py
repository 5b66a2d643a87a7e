"""The tabs of the page on BLEU about the texts on screen, beside sacreBLEU and plain arithmetic."""

import json
from dataclasses import replace

import pytest

from app.lessons.translate.bleu import options
from app.lessons.translate.bleu.options import sides
from core.translate.bleu_misses import CASES
from core.translate.options import BLEU_MISTAKES, SMOOTHINGS, BleuConfig
from tests.app.strings import ENGLISH
from tests.app.visiting import address, good, pictures, warnings, written
from tests.core.translate.test_bleu import FIRST, GUIDES, SECOND
from tests.lessons.bleu.samples import THE, THE_CAT, TWICE, chrf, mistaken, theirs, words
from tests.lessons.bleu.visit import COUNTED, SLUG, counted_on, sent, state_of, table, visit


@pytest.mark.parametrize("tab", options.TABS)
def test_every_tab_opens(tab):
    for more in ({}, {"kept": 6}, COUNTED, {"wrongly": "sum", **sides(THE, THE_CAT)}, {"candidate": "One"}, {"n": 4}):
        app = visit(tab=tab, **more)
        assert warnings(app) == [] and pictures(app, SLUG), more


# Smoothing


@pytest.mark.parametrize(
    "asked", [{}, {"candidate": SECOND}, {"kept": 3}, COUNTED, {"candidate": "It is a", "cut": "blanks"}]
)
def test_the_table_of_smoothings_is_sacrebleu_s(asked):
    app = visit(tab="smoothing", **asked)
    candidate, references, config = counted_on(app)
    for cells, smooth in zip(table(app, ENGLISH["bleu.column.effective"]), SMOOTHINGS, strict=True):
        whole, used = (
            theirs(candidate, references, replace(config, smooth=smooth, effective=on)) for on in (False, True)
        )
        precisions = [f"{p / 100 + 1e-9:.3f}" for p in whole.precisions]  # a half is rounded up, as in the picture
        numbers = [*precisions, f"{whole.score:.2f}", f"{used.score:.2f}"]
        assert cells == [ENGLISH[f"bleu.smooth.{smooth}"], *numbers]


def test_word_by_word_the_table_of_the_chart_is_sacrebleu_s():
    app = visit(tab="smoothing", candidate=SECOND, effective=1)
    app.session_state["bleu.growing.table"] = True
    rows = table(good(app.run()), ENGLISH["bleu.growing.words"], "BP")
    assert [row[0] for row in rows] == [str(k + 1) for k in range(14)]
    for k, row in enumerate(rows, start=1):
        scores = [theirs(" ".join(SECOND.split()[:k]), GUIDES, BleuConfig(name, effective=True)) for name in SMOOTHINGS]
        assert row[1:] == [f"{scores[0].bp:.3f}", *(f"{one.score:.2f}" for one in scores)]
    assert len({row[-1] for row in rows}) > 10
    (chart,) = app.get("plotly_chart")
    for place, trace in enumerate(json.loads(chart.proto.spec)["data"]):
        assert [f"{y:.2f}" for y in trace["y"]] == [row[2 + place] for row in rows]
        assert trace["name"] == ENGLISH[f"bleu.smooth.{SMOOTHINGS[place]}"] and trace["x"] == [*range(1, 15)]
    assert not visit(tab="smoothing", candidate="One").get("plotly_chart"), "one word does not grow"


# What it misses


@pytest.mark.parametrize("asked", [{}, {"lowercase": 1, "cut": "blanks"}])
def test_the_misses_are_sacrebleu_s(asked):
    app = visit(tab="misses", **asked)
    config, rows = state_of(app).config, table(app, ENGLISH["bleu.column.case"])
    for (case, *cells), (name, candidate, reference) in zip(rows, CASES, strict=True):
        plain, smoothed = (theirs(candidate, [reference], replace(config, smooth=smooth)) for smooth in ("none", "exp"))
        numbers = [f"{value:.1f}" for value in (plain.score, smoothed.score, chrf(candidate, [reference]))]
        assert [case, *cells] == [ENGLISH[f"bleu.missed.{name}"], candidate, reference, *numbers]


def test_the_candidate_on_screen_by_letters():
    app = visit(tab="misses", kept=9)
    candidate, references, config = counted_on(app)
    values = {
        "score": f"{theirs(candidate, references, config).score:.2f}",
        "chrf": f"{chrf(candidate, references):.2f}",
    }
    assert ENGLISH["bleu.letters"].format(**values) in [one.value for one in app.markdown]


# The bug


def test_each_switch_is_the_pictures():
    app = visit(tab="bug")
    for wrongly in (*BLEU_MISTAKES, ""):
        good(app.get("button_group")[-1].set_value(wrongly).run())
        assert sent(app)["wrongly"] == wrongly and address(app, "wrongly") == (wrongly or None)
        assert sent(app)["wrong"] == {"": None, "mean": 0, "upside": 0, "sum": 1}[wrongly]
        assert sent(app)["found"]["score"] == pytest.approx(mistaken(FIRST, GUIDES, wrongly))


def test_each_row_of_the_bug_by_plain_arithmetic():
    short = " ".join(FIRST.split()[:4])
    asked = [(FIRST, GUIDES), (SECOND, GUIDES), (THE, THE_CAT), ("mat the on is cat the", THE_CAT[:1])]
    asked += [(short, GUIDES), (TWICE, THE_CAT), (TWICE, THE_CAT * 2)]
    own = ("the the cat", (*THE_CAT, "the cat"))
    for app, there in ((visit(tab="bug"), asked), (visit(tab="bug", **sides(*own)), [own, *asked])):
        rows = table(app, ENGLISH["bleu.column.case"])
        assert [row[1:] for row in rows] == [
            [f"{mistaken(candidate, references, wrongly):.2f}" for wrongly in ("", *BLEU_MISTAKES)]
            for candidate, references in there
        ]
    assert rows[0][0] == ENGLISH["bleu.catch.own"] and ENGLISH["bleu.example.the"] in [row[0] for row in rows]


# The referee


@pytest.mark.parametrize("asked", [{}, {"kept": 6}, COUNTED, {"candidate": ""}, {"wrongly": "mean", "smooth": "exp"}])
def test_the_referee_agrees_on_the_page(asked):
    app = visit(tab="referee", **asked)
    good(app.button(key="bleu.referee.run").click().run())
    candidate, references, config = counted_on(app)
    rows = {name: cells for name, *cells in table(app, ENGLISH["referee.ours"])}
    names = ["score", "p1", "p2", "p3", "p4", "penalty", "lengths", "tokens", "signature"]
    assert [*rows] == [ENGLISH[f"bleu.check.{name}"] for name in names[: 8 if config.brevity == "shortest" else 9]]
    for name, (ours, other, apart) in rows.items():
        assert apart == "=" or float(apart) < 1e-12, name
        assert ours == other or name == ENGLISH["bleu.check.signature"] and other.startswith(ours), name
    right = theirs(candidate, references, config)
    assert float(rows[ENGLISH["bleu.check.score"]][1]) == pytest.approx(right.score, abs=1e-5)
    assert rows[ENGLISH["bleu.check.lengths"]][0] == f"{right.sys_len} / {right.ref_len}"
    assert rows[ENGLISH["bleu.check.tokens"]][1] == " ".join(words(candidate, config))
    good(app.selectbox(key="bleu.smooth").set_value("add-k").run())
    assert ENGLISH["referee.ours"] not in written(app), "of another count"
