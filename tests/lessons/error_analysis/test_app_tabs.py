"""The tabs of the page on error analysis, and what is taken away, beside plain arithmetic and the model itself."""

import csv
import io
from collections import Counter
from dataclasses import replace

import pytest

from app.i18n import lesson_text
from app.lessons.translate.error_analysis import notebook, options, page, take, thumbnail
from app.ui import export
from core.translate import fault_cases, faults
from tests.app.notebooks import printed
from tests.app.strings import ENGLISH
from tests.app.visiting import address, good, pictures, warnings, written
from tests.lessons.error_analysis.samples import (
    ALPHAS,
    BLAMED,
    COUNT,
    SETTINGS,
    TASKS,
    VERDICTS,
    WIDTHS,
    as_verdict,
    counts,
    kind,
    known,
    log_p,
    place,
    scores,
    two,
)
from tests.lessons.error_analysis.visit import OWN, SLUG, rest_of, sent, state_of, table, visit


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("tab", options.TABS)
def test_every_tab_opens(task, tab):
    for more in ({}, {"width": 10, "row": 5, "alpha": 0.35, "wrongly": 1}, {"human": "Le chat est ici."}, {"row": 211}):
        app = visit(task=task, tab=tab, **more)
        assert warnings(app) == [] and pictures(app, SLUG), more


def test_a_sentence_of_ones_own_in_every_tab():
    for tab in options.TABS:
        app = visit(tab=tab, **OWN)
        assert warnings(app) == [] and rest_of(app).row == -1 and sent(app)["own_row"] is None, tab


@pytest.mark.parametrize(("task", "row"), [("fr-en", 0), ("en-fr", 1)])
def test_the_open_row_at_every_width(task, row):
    app = visit(task=task, row=row, tab="own_human")
    case = known(task).cases[row]
    read = table(app, ENGLISH["error_analysis.column.human_score"])
    for cells, (width, alpha) in zip(read, SETTINGS, strict=True):
        machine, ours, theirs = scores(case, width, alpha)
        fault = ENGLISH[f"error_analysis.verdict.{as_verdict(kind(case, width, alpha))}"]
        text = machine.text or ENGLISH["error_analysis.nothing"]
        assert cells == [str(width), f"{alpha:g}" if width > 1 else "–", text, two(ours), two(theirs), fault]
    assert f"y* = “{case.human.text}”" in written(app) and case.source in written(app)


@pytest.mark.parametrize("task", TASKS)
def test_the_table_of_wider_beams_is_what_the_recipe_counted(task):
    read = table(visit(task=task, tab="wider"), ENGLISH["error_analysis.verdict.search"])
    told = {(one.width, one.alpha): one for one in fault_cases.tallies(task)}
    assert read == [
        [
            str(w),
            f"{a:g}" if w > 1 else "–",
            *(str(told[w, a].verdicts[name]) for name in VERDICTS),
            f"{told[w, a].bleu:.1f}",
        ]
        for w, a in SETTINGS
    ]


@pytest.mark.parametrize(("task", "width", "alpha"), [("fr-en", 3, 0.7), ("en-fr", 3, 1.0), ("en-fr", 50, 0.7)])
def test_the_mistake_beside_the_right_judge(task, width, alpha):
    """And y* wins exactly where the right one blames the search."""
    read = table(visit(task=task, tab="bug", width=width, alpha=alpha), ENGLISH["error_analysis.column.wins"])
    for cells, wrongly in zip(read, (False, True), strict=True):
        found = Counter(map(as_verdict, counts(task, width, alpha, wrongly).elements()))
        assert cells[1:5] == [str(found[name]) for name in VERDICTS]
        blamed = [case for case in known(task).cases if kind(case, width, alpha, wrongly) == "search"]
        truly = [case for case in blamed if scores(case, width, alpha)[1] > scores(case, width, alpha)[2]]
        assert cells[5] == f"{len(truly)} / {len(blamed)}"
    assert read[0][5].split(" / ")[0] == read[0][5].split(" / ")[1] and read[0] != read[1]


def test_where_nothing_is_ranked_the_mistake_is_shown_where_it_is_one():
    app = visit(tab="bug")
    assert ENGLISH["error_analysis.judged_at"].format(width=3, alpha="0.7") in [one.value for one in app.markdown]
    good(app.toggle(key=f"{SLUG}.wrongly").set_value(True).run())
    assert sent(app)["wrongly"] is True and address(app, "wrongly") == "1"
    assert [rule[0] for rule in sent(app)["verdicts"]] == ["search", "model"]


def test_the_referee_agrees_on_the_page():
    for asked in ({}, {"task": "en-fr", "row": 1, "width": 10}, OWN | {"width": 3, "alpha": 1}):
        app = visit(tab="referee", **asked)
        good(app.button(key=f"{SLUG}.referee.run").click().run())
        read = table(app, ENGLISH["referee.ours"])
        assert len(read) == 6 and warnings(app) == []
        for _, ours, theirs, apart in read:
            assert apart == "=" and ours == theirs or float(apart) < 2e-5, read
        state, case = state_of(app), known(state_of(app).task).cases[max(0, state_of(app).row)]
        total, _ = log_p(state.task, state.text or case.source, state.human or case.human.text)
        assert float(read[0][1]) == pytest.approx(total, abs=2e-5)
    assert ENGLISH["referee.ours"] not in written(visit(tab="referee", width=3))


# Questions


def test_questions_are_asked_in_turn_the_last_about_the_open_row():
    app, asked = visit(tab="predict"), []
    for _ in range(5):
        (pills,) = [group for group in app.pills if ".check." in group.key]
        asked.append(pills.key.split(".")[2])
        right = lesson_text(SLUG, "en").checks()[asked[-1]].answer
        machine, ours, theirs = scores(known().cases[0], 10, 0.7)
        answer = BLAMED.index(kind(known().cases[0], 10, 0.7)) if right is None else right
        if asked[-1] == "live-falls":
            answer = BLAMED.index("search")
        elif right is None:
            assert machine.text in "".join(part.value for part in app.markdown).replace("\\", "")
        good(pills.set_value(answer).run())
        assert ENGLISH["check.right"] in app.success[-1].value
        if asked[-1] == "live-falls":
            assert "from 9 to 0; model: from 176 to 183; length rule: from 0 to 0" in app.success[-1].value
        elif right is None:
            assert f"{two(ours)}" in app.success[-1].value and f"{two(theirs)}" in app.success[-1].value
        good(app.button(key=f"{SLUG}.check.next").click().run())
    assert asked == ["whose-0", "help-2", "greedy-1", "live-falls", "live-verdict"]


def test_where_nobody_is_at_fault_nothing_is_asked_of_the_row():
    row = next(row for row, case in enumerate(known().cases) if kind(case, 10, 0.7) in ("equal", "marked"))
    app = visit(tab="predict", row=row, width=3)
    assert "1 of 4" in " ".join(caption.value for caption in app.caption)
    assert "1 of 5" in " ".join(caption.value for caption in visit(tab="predict").caption)


# What is taken away


@pytest.mark.parametrize(
    "asked", [{}, {"task": "en-fr", "width": 3, "alpha": 1.0}, {"width": 10, "human": "He ran.", "human_of": 3}, OWN]
)
def test_the_numbers_that_are_taken_away(monkeypatch, asked):
    taken = []
    monkeypatch.setattr(page, "take", lambda lesson, shown: taken.append(take.numbers(shown)))
    state = state_of(visit(**asked))
    rows = list(csv.DictReader(io.StringIO(export.csv(taken[0]).decode("utf-8-sig"))))
    cases = list(known(state.task).cases)
    if state.human:
        own = faults.examined(state.task, state.text or cases[state.human_of].source, state.human)
        cases[state.human_of : state.human_of + (not state.text)] = [own]
    assert len(rows) == len(cases) == COUNT + (asked is OWN)
    for row, case in zip(rows, cases, strict=True):
        machine, ours, theirs = scores(case, state.width, state.alpha)
        assert [row[name] for name in ("x", "human", "machine")] == [case.source, case.human.text, machine.text]
        assert [int(row["human_length"]), int(row["machine_length"])] == [len(case.human.tokens), len(machine.tokens)]
        numbers = (case.human.log_probability, machine.log_probability, ours, theirs)
        names = ("human_log_probability", "machine_log_probability", "human_score", "machine_score")
        assert [float(row[name]) for name in names] == pytest.approx(numbers, abs=1e-5)
        assert row["verdict"] == as_verdict(kind(case, state.width, state.alpha)), case.source


def test_marks_of_the_visitors_count_in_what_is_taken_away_and_in_the_tabs(monkeypatch):
    """One is set, and one that a reader of the project has set is taken away."""
    taken, cases = [], known().cases
    monkeypatch.setattr(page, "take", lambda lesson, shown: taken.append(take.numbers(shown)))
    set_at = next(i for i, case in enumerate(cases) if kind(case, 3, 0.7) == "model")
    gone_at = next(i for i, case in enumerate(cases) if kind(case, 3, 0.7) == "marked")
    marks = [100 * row + place(cases[row], scores(cases[row], 3, 0.7)[0].text) for row in (set_at, gone_at)]
    app = visit(width=3, good=",".join(map(str, marks)), row=set_at, tab="bug")
    assert [taken[0]["verdict"][row] for row in (set_at, gone_at)] == ["none", "model"]
    before = counts("fr-en", 3, 0.7)
    read = table(app, ENGLISH["error_analysis.column.wins"])[0]
    toggled = {row: [scores(cases[row], 3, 0.7)[0].text] for row in (set_at, gone_at)}
    found = Counter(as_verdict(kind(case, 3, 0.7, toggled=toggled.get(row, ()))) for row, case in enumerate(cases))
    assert read[1:5] == [str(found[name]) for name in VERDICTS] and sum(before.values()) == COUNT
    own = table(
        visit(width=3, good=str(marks[0]), row=set_at, tab="own_human"), ENGLISH["error_analysis.column.verdict"]
    )
    assert [row[5] for row in own if row[0] == "3" and row[1] == "0.7"] == ["none"]


@pytest.mark.parametrize(
    ("task", "row", "width", "alpha"), [("fr-en", 0, 1, 0.7), ("fr-en", 4, 3, 0.7), ("en-fr", 1, 10, 0.7)]
)
def test_the_notebook_does_it_again(task, row, width, alpha):
    case = known(task).cases[row]
    searched, judged, all_of = printed(export.notebook(notebook.cells(task, case, width, alpha), "Title"))
    machine, ours, theirs = scores(case, width, alpha)
    head, *found = searched.splitlines()
    assert head.startswith(case.human.text) and float(head.split()[-2]) == pytest.approx(
        case.human.log_probability, abs=1e-4
    )
    assert f"{width} {machine.log_probability:.2f} {machine.length} {machine.text}" in found
    text, numbers = judged.splitlines()
    assert text == machine.text and numbers.split()[2] == as_verdict(kind(case, width, alpha))
    assert [float(one) for one in numbers.split()[:2]] == pytest.approx([ours, theirs], abs=1e-4)
    lines = [f"{w} {a} {as_verdict(kind(case, w, a))}" for w in WIDTHS for a in ALPHAS]
    assert all_of.splitlines() == lines


def test_odd_texts_stand_in_the_notebook_as_they_are():
    text = "'a\" <b>\\n{x} $"
    odd = replace(known().cases[0], source=text, as_good=(text,))
    source = "\n".join(notebook.cells("fr-en", odd, 3, 0.5))
    assert source.count(repr(text)) == 2 and compile(source, "cells", "exec")


def test_the_small_picture():
    made = thumbnail.picture()
    found = counts("fr-en", 1, 0.0)
    assert made["tally"] == [found[name] for name in BLAMED]
    asked = [case for case in known().cases if as_verdict(kind(case, 1, 0.0)) != "none"][:5]
    for (ours, theirs, fault), case in zip(made["rows"], asked, strict=True):
        assert fault == kind(case, 1, 0.0) and [ours, theirs] == pytest.approx(scores(case, 1, 0.0)[1:], abs=6e-4)
