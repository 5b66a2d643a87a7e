"""The tabs of the lesson on GloVe without a browser: ratios, whole trainings, mistakes, a text of one's own; and trainings."""

import math

import numpy as np
import pytest
from scipy.stats import mannwhitneyu

from app.lessons.words.glove import against, compute, options
from app.lessons.words.glove.options import Options
from core.words import cooccurrence, ratios
from core.words.moments import decoded
from tests.app.strings import ENGLISH
from tests.app.visiting import good, opened, pictures, warnings, written
from tests.lessons.glove.samples import learned, text
from tests.lessons.glove.visiting import (
    SLUG,
    cells,
    counted_ratios,
    number,
    sent,
    state_of,
    tables,
    typed,
)  # fmt: skip


@pytest.fixture
def visit(app):
    """A new visitor comes with these values in the address."""
    return lambda **brought: opened(app, SLUG, **{name: str(value) for name, value in brought.items()})


@pytest.mark.parametrize("tab", options.TABS)
def test_every_tab_opens(visit, tab):
    app = visit(tab=tab, moment=2, text=options.PRESETS["river"], row="xqzt")
    assert warnings(app) == [] and pictures(app, SLUG)


# Ratios


@pytest.mark.parametrize("name", options.RATIOS)
def test_the_table_of_ratios_is_cores(visit, name):
    app = visit(tab="ratios", about=options.RATIOS[name], window=3, harmonic=1)
    (table,), about = tables(app), ratios.read(text().words, options.RATIOS[name])
    found = counted_ratios(text(), about, Options(window=3, harmonic=True))
    fitted = ratios.learned_ratios(learned(), counted_ratios(text(), about, Options()))
    assert [row[0] for row in cells(table)] == list(about[2])
    for i, row in enumerate(cells(table)):
        for cell, x, p in ((row[1], found.x_first, found.p_first), (row[2], found.x_second, found.p_second)):
            shown = [number(part) for part in cell.split(" · ")]
            assert shown == pytest.approx([x[i], 1000 * p[i]], abs=0.051)
        ratio = found.ratio[i]
        assert row[3] == ("∞" if math.isinf(ratio) else "–" if math.isnan(ratio) else f"{ratio:.3g}")
        assert row[4] == "–" or number(row[4]) == pytest.approx(fitted.counted[i], abs=0.00501)
        assert number(row[5]) == pytest.approx(fitted.dot[i] + fitted.bias, abs=0.00501)
    assert sent(app)[0]["ratios"]["text"]["probes"] == list(about[2])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("water", ENGLISH["ratios.pair"]),
        ("water air fire: salt", ENGLISH["ratios.pair"]),
        (": salt", ENGLISH["ratios.pair"]),
        ("🍊 <b>", ENGLISH["ratios.pair"]),
        ("water water: salt", ENGLISH["ratios.same"].format(word="water")),
        ("xqzt air: salt qqqq", ENGLISH["ratios.unknown"].format(words="xqzt, qqqq")),
        ("תפוז מיץ: salt", ENGLISH["ratios.unknown"].format(words="תפוז, מיץ")),
        ("   ", ENGLISH["notice.empty_text"]),
    ],
)
def test_a_pair_that_there_is_not_is_refused_and_the_one_before_stays(visit, given, said):
    app = typed(visit(tab="ratios"), given, "about")
    assert [warning.replace("\\", "") for warning in warnings(app)] == [said]
    assert state_of(app).about == Options().about and len(cells(tables(app)[0])) == 4
    linked = visit(tab="ratios", about=given.strip() or "x")
    assert len(warnings(linked)) == 1 and len(cells(tables(linked)[0])) == 4


def test_without_probe_words_telling_ones_are_looked_for(visit):
    app = typed(visit(tab="ratios"), "King *queen*", "about")
    assert warnings(app) == [] and state_of(app).about == "King *queen*"
    assert tuple(row[0] for row in cells(tables(app)[0])) == ratios.suggest(text(), "king", "queen", 4, 10, False, True)
    typed(app, "king queen: " + " ".join(text().words[:12]), "about")
    assert [row[0] for row in cells(tables(app)[0])] == list(text().words[: ratios.MOST])


# Whole trainings


def test_whole_trainings_are_those_that_were_measured(visit):
    (table,) = tables(visit(tab="against"))
    figures = {name: one for name, one in against.figures().items() if name != "offset"}
    for row, (name, one) in zip(cells(table), figures.items(), strict=True):
        assert row[0] == ENGLISH[f"{SLUG}.training.{name}"]
        for cell, score in zip(row[1:4], against.SCORES, strict=True):
            assert cell.partition(" ± ")[0] == f"{one[score]:.3f}"
        assert row[4:] == [f"{one['seconds']:.0f}", str(one["seeds"])]


# Mistakes


def test_axes_are_turned_and_what_is_fitted_stays(visit):
    app = visit(tab="bug", bug="axes", axis=3)
    rows = cells(tables(app)[0])
    assert len({row[1] for row in rows}) == 1 and rows[0][2] != rows[1][2] and rows[0][3] == rows[1][3] != rows[2][3]
    m, first = learned().moments, learned()
    order = np.argsort(-first.vectors[:3000, 2])[:8]
    assert rows[0][2].split(", ") == [m.words[at] for at in order], "largest on the third axis"
    unit = first.vectors / np.linalg.norm(first.vectors, axis=1, keepdims=True)
    near = np.argsort(-(unit @ unit[m.words.index("juice")]))[1:6]
    assert rows[0][3].split(", ") == [m.words[at] for at in near]
    theta, e = decoded(m.theta[-1], m.theta_scale[-1]), decoded(m.e[-1], m.e_scale[-1])
    apart = (theta[m.rows] * e[m.cols]).sum(1) + m.b[-1, m.rows] + m.b_prime[-1, m.cols] - np.log(m.x)
    assert number(rows[0][1]) == pytest.approx((np.minimum(1, m.x / 100) ** 0.75 * apart**2).sum(), rel=1e-3)
    good(app.number_input(key=f"{SLUG}.axis").set_value(50).run())
    assert state_of(app).axis == 50 and cells(tables(app)[0])[0][2] != rows[0][2]


def test_an_axis_that_there_is_not_is_the_last(visit):
    rows = cells(tables(visit(tab="bug", bug="axes", axis=100))[0])
    assert rows[0][2].split(", ")[0] == learned().moments.words[learned().vectors[:3000, -1].argmax()]


def test_zeros_are_told_from_what_has_met_by_another_way():
    found, m = compute.zeros(), learned().moments
    between, rows = slice(50, 2000), range(50, 2000, 19)
    theta, e = decoded(m.theta[-1], m.theta_scale[-1]), decoded(m.e[-1], m.e_scale[-1])
    X = cooccurrence.count(text(), window=10, weighting="1", symmetric=True)[1].tocsr()
    x = X[list(rows), between].toarray()
    score = theta[list(rows)] @ e[between].T + m.b[-1, list(rows), None] + m.b_prime[-1, between]
    chance = np.asarray(X.sum(axis=1)).reshape(-1, 1)[list(rows)] * text().counts[between]
    assert (found.unmet, found.met) == ((x == 0).sum(), (x > 0).sum())
    for told, by in ((found.told, score), (found.told_by_chance, chance)):
        area = mannwhitneyu(by[x > 0], by[x == 0]).statistic / found.met / found.unmet
        assert told == pytest.approx(area, abs=1e-4) and area > 0.6
    np.testing.assert_allclose(found.given[0], np.quantile(np.exp(score[x == 0]), found.shares), rtol=1e-3)


def test_zeros_on_the_page(visit):
    app, found = visit(tab="bug", bug="zero", unmet="king"), compute.zeros()
    first, second = tables(app)
    assert [[number(cell) for cell in row[1:]] for row in cells(first)] == [
        pytest.approx(values, abs=0.00501)
        for values in (found.given[0], found.chance[0], found.given[1], found.counts[1])
    ]
    assert f"in {100 * found.told:.0f} %" in written(app)
    x, king = cooccurrence.row(text(), text().words.index("king"), 10, "1"), compute.unmet("king")
    assert all(x[text().words.index(row[0])] == 0 for row in cells(second)) and len(cells(second)) == 12
    assert (king.unmet, king.met) == ((x == 0).sum(), (x > 0).sum())
    for given, said in (
        ("xqzt", ENGLISH["ratios.unknown"].format(words="xqzt")),
        ("<b>", None),
        ("", ENGLISH["ratios.none"]),
    ):
        typed(app, given, "unmet")
        assert len(tables(app)) == (2 if said is None else 1)
        assert warnings(app) == ([] if said is None else [said])


def test_log_of_one_more_is_another_target(visit):
    app, found = visit(tab="bug", bug="offset"), compute.measured()["offset"]
    first, second = tables(app)
    for row, count in zip(cells(first), found["counts"], strict=True):
        values = [math.log(count), math.log(1 + count), math.log(2), math.log((1 + 2 * count) / (1 + count))]
        assert [number(cell) for cell in row] == pytest.approx([count, *values], abs=0.00501)
    X = cooccurrence.count(text(), window=10, weighting="1", symmetric=True)[1].data
    f = np.minimum(1, X / 100) ** 0.75
    said = {"once": (X <= 1).mean(), "once_weight": f[X <= 1].sum() / f.sum(), "apart": (np.log1p(1 / X) > 0.5).mean()}
    said = {name: f"{100 * share:.0f}" for name, share in said.items()}
    assert ENGLISH[f"{SLUG}.bug.cells"].format(cells=f"{len(X):,}", **said) in written(app)
    for row, name in zip(cells(second), ("glove", "offset"), strict=True):
        assert row[1].partition(" ± ")[0] == f"{against.figures()[name]['wordsim']:.3f}"
