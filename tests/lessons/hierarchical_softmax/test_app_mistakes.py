"""The mistakes that are found in trees, and the referee, on the page without a browser: against loops and plain arithmetic."""

import math

import numpy as np
import pytest

from app.lessons.words.hierarchical_softmax import compute
from core.words import rivers, tree_mistakes, trees, walks
from tests.app.strings import ENGLISH
from tests.app.visiting import good, written
from tests.lessons.hierarchical_softmax.samples import COURT, KINDS, poured, shown
from tests.lessons.hierarchical_softmax.visit import SLUG, table, visit

CHECKS = "total leaves product turn gradient loss length real_total real_leaves".split()
APART = "a word that stands beside none of them"


def named(centre: str) -> str:
    """The centre, or one that never stands beside *the* or *juice*."""
    if centre != APART:
        return centre
    beside = rivers.fitted(rivers.places(("the", "juice"))).beside
    return rivers.text().words[int(np.flatnonzero(beside.sum(1) == 0)[0])]


# Mistakes


@pytest.mark.parametrize(("words", "centre"), [(None, "orange"), (COURT, "queen"), ("the juice", APART)])
def test_three_families_beside_each_other(words, centre):
    asked, centre = {"words": words} if words else {}, named(centre)
    found = shown(words, centre) if words else shown()
    read = table(visit(tab="bug", bug="softmax", centre=centre, **asked), "softmax")
    *rows, total, loss = read
    theirs = tree_mistakes.families(found.river.words, centre)
    assert {row[0] for row in rows} == set(found.river.words)
    softmax = [float(row[2].rstrip(" %")) for row in rows]
    assert softmax == sorted(softmax, reverse=True)
    p = {kind: poured(found, kind) for kind in KINDS}
    pairs = found.river.beside.sum()
    for row in rows:
        at = found.river.words.index(row[0])
        assert row[1] == f"{100 * found.river.beside[at] / pairs if pairs else 0:.1f} %"
        assert row[3:] == [f"{100 * p[kind][at]:.1f} %" for kind in KINDS]
        assert row[2] == f"{100 * theirs.softmax[at]:.1f} %"
    assert total[0] == ENGLISH[f"{SLUG}.bug.sum"] and total[2:] == ["100.0 %"] * 3
    assert loss[1:] == [f"{one:.3f}" for one in (theirs.floor, theirs.loss[2], *theirs.loss[:2])]


def down(kind: str, centre: str, scale: str, words: str | None) -> tuple[list[tuple[str, float]], str]:
    """The likelier way at each turn, with its digit and σ, and the word where it ends; by a loop."""
    if scale == "real":
        first = trees.first(kind)
        names, tree, theta = first.words, first.tree.children, first.theta.astype(float)
        logit = theta @ first.e[first.words.index(centre)].astype(float)
    else:
        found = shown(words, centre) if words else shown(centre=centre)
        branching = found.river.trees[KINDS.index(kind)]
        names, tree, logit = found.river.words, branching.children, branching.logit
    at, ways = 0, []
    while at >= 0:
        digit = 0 if logit[at] >= 0 else 1
        ways.append((str(digit), 1 / (1 + math.exp(-abs(logit[at])))))
        at = int(tree[at][digit])
    return ways, names[-1 - at]


@pytest.mark.parametrize("scale", ["small", "real"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("centre", ["orange", "king"])
def test_the_likelier_way_is_walked_in_the_tree_of_the_picture(scale, kind, centre):
    app = visit(tab="bug", bug="likeliest", scale=scale, tree=kind, centre=centre)
    ways, end = down(kind, centre, scale, None)
    left, rows = 1.0, []
    for number, (digit, sigma) in enumerate(ways, 1):
        off, left = left * (1 - sigma), left * sigma
        rows.append([str(number), digit, f"{100 * sigma:.1f} %", f"{100 * off:.2f} %", f"{100 * left:.2f} %"])
    assert table(app, "flows_off") == rows
    if scale == "real":
        first, p = trees.first(kind), walks.walked(kind, centre)[1]
        best = first.words[p.argmax()]
    else:
        p = np.array(list(dict(sorted(poured(shown(centre=centre), kind).items())).values()))
        best = shown(centre=centre).river.words[p.argmax()]
    said = written(app).replace("\\", "")
    assert f"From {centre} the likelier way leads to *{end}*" in said and f"{100 * left:.2f} %" in said
    assert (f"The likeliest is *{best}*, with {100 * p.max():.2f} %" in said) == (best != end)
    searched = trees.measured()["search"]["huffman"]
    right = f"{searched['greedy_right']:,} of {searched['centres']:,} centres"
    assert right in said and f"opens {searched['opened']['median']:.0f} turns" in said


# The referee


@pytest.mark.parametrize(
    ("words", "centre", "kind", "word"),
    [
        (rivers.WORDS, "orange", "huffman", "juice"),
        (COURT.split(), "queen", "balanced", "the"),
        (("the", "juice"), APART, "huffman", "the"),
    ],
)
def test_the_referee_agrees(words, centre, kind, word):
    found = compute.Walked(rivers.river(words, named(centre)), ())
    got = compute.referee(found, kind, word)
    assert [row.name for row in got] == CHECKS
    for row in got:
        assert row.difference < (1e-4 if row.name == "turn" else 1e-6), row.name


def test_the_referee_runs_on_the_page_and_is_run_again_for_another_walk():
    app = visit(tab="referee")
    good(app.button(key=f"{SLUG}.referee.run").click().run())
    read = table(app, "referee.ours")
    assert [row[0] for row in read] == [ENGLISH[f"{SLUG}.check.{name}"] for name in CHECKS]
    assert all(float(row[-1]) < 1e-4 for row in read) and float(read[0][1]) == pytest.approx(1)
    app.query_params["word"] = "the"
    good(app.run())
    assert ENGLISH["referee.ours"] not in written(app), "a table is of what it was made of"
