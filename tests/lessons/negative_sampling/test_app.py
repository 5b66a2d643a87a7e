"""The page on negative sampling without a browser: odd texts, bad links, every tab and mistake, what is taken away."""

import csv
import io
import json
import re
from dataclasses import asdict, replace
from html import unescape

import numpy as np
import pytest
from scipy.special import expit
from streamlit.testing.v1 import AppTest

from app.jobs.running import outcome
from app.lessons.words.negative_sampling import compute, figures, notebook, options, page, take, thumbnail, view
from app.lessons.words.negative_sampling.options import Options
from app.ui import export
from core.words import costs, negative
from core.words.results import Drawn
from tests.app.notebooks import printed
from tests.app.strings import ENGLISH
from tests.app.visiting import MAIN, address, good, opened, pictures, warnings, written
from tests.lessons.negative_sampling.samples import MOMENT, ONE, rows, shown, total

SLUG = "negative_sampling"
NO_PAIR, NO_WORD = (ENGLISH[f"{SLUG}.{name}"] for name in ("no_pair", "no_word"))
WORDLESS = ("🍊🥤", "🍊", "!!! ??? ...")
SENTENCES = [
    "orange",
    "xqzt",
    "xqzt orange xqzt",
    "🍊🥤",
    "תפוז מיץ",
    "日本語",
    "!!! ??? ...",
    "Orange. Juice!",
    "x" * 5000,
]
DRAWN = [
    "a a",
    "🍊 orange 🥤 juice",
    "תפוז orange מיץ juice",
    "<b>orange</b> <script>juice</script>",
    "*orange* [juice](http://x) $a$ `b` {c}",
    "O'RANGE the glass",
    "a glass of milk " * 312,
    "orange zzyzx juice",
    "the\u202e\u200b glass\u0301 of",
]
BAD = {"pair": "x", "exponent": "7", "k": "50", "window": "0", "seed": "-1", "moment": "x", "thrown": "5"}
BAD |= {"centre": "-3", "step": "999", "bug": "evil", "tab": "evil", "try": "9"}


@pytest.fixture
def visit():
    """A new visitor comes with these values in the address."""

    def come(**brought: object) -> AppTest:
        app = AppTest.from_file(MAIN, default_timeout=300)
        return opened(app, SLUG, **{name: str(value) for name, value in brought.items()})

    return come


def state_of(app: AppTest) -> Options:
    return app.session_state[f"state.of.{SLUG}"]


def sent(app: AppTest) -> tuple[dict, dict[str, np.ndarray]]:
    """What the browser gets to draw: the header, and the arrays."""
    (one,) = pictures(app, SLUG)
    size = 4 + int.from_bytes(one.bytes[:4], "little")
    header = json.loads(one.bytes[4:size], parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    arrays = {}
    for name, (kind, shape, at) in header["arrays"].items():
        count = int(np.prod(shape))
        arrays[name] = np.frombuffer(one.bytes, "<" + kind, count, size + at).reshape(shape)
    return header, arrays


def is_sent(app: AppTest, found: Drawn) -> None:
    """The browser gets what core draws, to the digits of its arrays."""
    header, arrays = sent(app)
    for name in ("tokens", "names"):
        assert tuple(header[name]) == getattr(found, name)
    for name in ("centre", "vocabulary", "dimension", "total"):
        assert header[name] == getattr(found, name)
    for name in ("length", "kept", "sigmas"):
        assert header[name] == pytest.approx(getattr(found, name), rel=1e-12)
    for name in ("places", "targets", "target", "hit", "beside"):
        np.testing.assert_array_equal(arrays[name], getattr(found, name), err_msg=name)
    for name in ("ranks", "counts", "edges", "curve_ranks"):
        np.testing.assert_array_equal(arrays[name], np.asarray(getattr(found, name)), err_msg=name)
    for name in ("exponents", "thrown", "logit", "softmax", "across", "up", "share", "curve"):
        np.testing.assert_allclose(arrays[name], getattr(found, name), rtol=1e-6, atol=1e-7, err_msg=name)
    p = arrays["counts"] ** arrays["exponents"][:, None].astype(float) / arrays["weight"][:, None]
    np.testing.assert_allclose(p, found.probability, rtol=1e-5)


def is_paired(found: Drawn, t: int) -> bool:
    """Whether a pair can be made of a word: that it is where one asks for it."""
    return shown(" ".join(found.tokens), t).centre == t


# What a visitor types


@pytest.mark.parametrize("text", SENTENCES)
def test_a_text_without_a_pair_gets_a_sentence_and_what_was_there_stays(visit, text):
    app = visit()
    good(app.text_input(key=f"{SLUG}.text").set_value(text).run())
    assert (
        warnings(app) == [NO_WORD if text in WORDLESS else NO_PAIR] and app.text_input(key=f"{SLUG}.text").value == text
    )
    assert state_of(app).text == options.SENTENCE and address(app, "text") is None
    is_sent(app, shown())
    good(app.text_input(key=f"{SLUG}.text").set_value("orange juice").run())
    assert warnings(app) == [] and sent(app)[0]["tokens"] == ["orange", "juice"]


def test_an_empty_text_keeps_what_was_there(visit):
    app = visit(text="orange juice")
    for text in ("", "   "):
        good(app.text_input(key=f"{SLUG}.text").set_value(text).run())
        assert warnings(app) == [ENGLISH["notice.empty_text"]] and state_of(app).text == "orange juice"
        assert sent(app)[0]["tokens"] == ["orange", "juice"]


@pytest.mark.parametrize("text", DRAWN)
def test_odd_texts_with_a_pair_are_drawn_in_every_tab(visit, text):
    app = visit()
    good(app.text_input(key=f"{SLUG}.text").set_value(text).run())
    found = shown(state_of(app).text, state_of(app).centre)
    assert warnings(app) == [] and state_of(app).step == -1 and found.centre == state_of(app).centre
    is_sent(app, found)
    rank = {t: found.ranks[found.names.index(found.tokens[t])] for t in found.targets.tolist()}
    assert rank[found.targets[state_of(app).pair]] == max(rank.values()), "it opens on the rarest neighbour"
    tables = negative.first_tables()
    paired = [t for t in np.flatnonzero(found.places >= 0).tolist() if is_paired(found, t)]
    assert tables.index[found.tokens[found.centre]] == max(tables.index[found.tokens[t]] for t in paired)
    for tab in ("predict", "bug", "referee"):
        for bug in options.BUGS if tab == "bug" else ("none",):
            app.query_params["tab"], app.query_params["bug"] = tab, bug
            good(app.run())
            assert warnings(app) == [], (tab, bug)


def test_too_long_a_text_is_cut_and_that_is_said(visit):
    app = visit()
    good(app.text_input(key=f"{SLUG}.text").set_value("a glass " * 900).run())
    assert warnings(app) == [ENGLISH["notice.text_cut"].format(limit=5000)] and len(state_of(app).text) == 5000
    assert len(sent(app)[0]["tokens"]) == 40
    assert ENGLISH[f"{SLUG}.cut"].format(count=40) in [caption.value for caption in app.caption]
    assert ENGLISH[f"{SLUG}.cut"].format(count=40) not in written(visit())


@pytest.mark.parametrize("text", ["orange", "xqzt <wombat>", "🍊"])
def test_a_link_to_a_text_without_a_pair_opens_every_tab(visit, text):
    for tab in options.TABS:
        for bug in options.BUGS if tab == "bug" else ("none",):
            app = visit(text=text, tab=tab, bug=bug)
            assert (NO_WORD if text in WORDLESS else NO_PAIR) in warnings(app) and not pictures(app, SLUG), tab


def test_a_visitors_word_is_no_markup(visit):
    """The centre is named in sentences; a word of the text that is not known is nowhere but in the picture."""
    text = "*evil* [link](http\\://x) <i>orange</i> _juice_ qwertzy"
    for tab, bug in (("bug", "true"), ("bug", "share"), ("bug", "side"), ("predict", "none"), ("referee", "none")):
        app = visit(text=text, tab=tab, bug=bug, centre=5, k=20)
        assert warnings(app) == []
        for markup in ("<i>", "[link]", "_juice_", "*evil*", "qwertzy"):
            assert markup not in written(app), (tab, bug)
    assert "qwertzy" in sent(app)[0]["tokens"]


# Links


@pytest.mark.parametrize("name", BAD)
def test_a_bad_value_in_the_address_is_said_and_left_out(visit, name):
    app = visit(**{name: BAD[name]})
    assert len(warnings(app)) == 1 and f"“{name}" in warnings(app)[0]
    assert name not in app.query_params and state_of(app) == Options()
    is_sent(app, shown())


def test_all_of_them_at_once(visit):
    app = visit(**BAD)
    assert len(warnings(app)) == len(BAD) and not set(BAD) & set(app.query_params)


def test_places_beyond_the_sentence_are_the_nearest(visit):
    app = visit(pair=99, centre=77, step=99)
    found = shown(centre=12)
    assert warnings(app) == [] and found.tokens[found.centre] == "cereal"
    is_sent(app, found)
    rest = sent(app)[0]["rest"]
    assert rest == {"centre": 12, "pair": len(found.targets) - 1, "exponent": 0.75, "k": 4, "step": -1}
    for tab in options.TABS:
        app = visit(pair=99, centre=77, step=99, tab=tab, bug="side")
        assert warnings(app) == [], tab


def test_an_exponent_between_two_is_the_nearest_everywhere(visit):
    """In the picture, in the table of the wrong side and among thousands of darts it is the same one."""
    app = visit(exponent=0.77, k=20)
    assert sent(app)[0]["rest"]["exponent"] == 0.75
    asked = Options(exponent=0.77, k=20)
    for pair in range(6):
        one = replace(asked, pair=pair)
        assert (
            list(compute.wrong_side(one, shown(), view.pair_of(one, shown())).names) == view.names_of(one, shown())[1:]
        )
    found = {}
    for exponent in (0.75, 0.77):
        app = visit(exponent=exponent, tab="darts")
        found[exponent] = [part.value for part in app.markdown]
    assert found[0.75] == found[0.77], "the darts are thrown at the exponent that the picture shows"
    near, between = (notebook.cells(Options(exponent=exponent), 5, 3)[2] for exponent in (0.75, 0.77))
    assert near == between, "and in the notebook"


# The first screen, presets, moments, windows


def test_the_first_screen_is_cores_and_is_made_before_the_first_visitor(visit, monkeypatch):
    compute.warm()
    monkeypatch.setattr(negative, "drawn", lambda *asked: pytest.fail(f"{asked} is drawn anew"))
    is_sent(visit(), compute.first())
    assert len(pictures(visit(), SLUG)[0].bytes) < 120_000


def test_the_first_screen_has_one_wrong_wrong_answer():
    """Of four words drawn; the lead and the first experiment speak of it."""
    first, asked = compute.first(), Options()
    pair, x = view.pair_of(asked, first), compute.exponent_place(asked)
    assert (first.tokens[first.centre], first.tokens[first.targets[pair]]) == ("orange", "juice")
    true, *drawn = rows(first, pair, asked.k, x)
    beside = [row.word for row in drawn if first.beside[row.place]]
    assert len(drawn) == 4 and beside == ["of"] and len({row.word for row in drawn}) == 4
    assert true.sigma > 0.5 and min(row.sigma for row in drawn) < 0.1
    assert view.names_of(asked, first) == [true.word, *(row.word for row in drawn)]


@pytest.mark.parametrize("preset", options.PRESETS)
@pytest.mark.parametrize("moment", options.MOMENTS)
def test_every_preset_at_every_moment_in_every_window(visit, preset, moment):
    text = options.PRESETS[preset]
    for window in range(1, 11):
        app = visit(text=text, moment=moment, window=window)
        assert warnings(app) == [], window
        found = negative.drawn(negative.first_tables(MOMENT[moment]), text, options.CENTRE, window, options.SEED)
        is_sent(app, found)
        assert all(place >= 0 for place in found.places), "every word of a preset is known"


@pytest.mark.parametrize(
    ("preset", "centre", "pair"),
    [("juice", "orange", "juice"), ("father", "father", "mother"), ("river", "river", "tributary")],
)
def test_a_preset_that_is_chosen_begins_at_a_pair_of_its_own(visit, preset, centre, pair):
    app = visit(step=2, pair=5, centre=9, text="a glass of the milk")
    good(app.pills(key=f"{SLUG}.text.preset").set_value(ENGLISH[f"{SLUG}.preset.{preset}"]).run())
    now = state_of(app)
    assert warnings(app) == [] and now.text == options.PRESETS[preset] and now.step == -1
    found = shown(now.text, now.centre)
    assert (found.tokens[found.centre], found.tokens[found.targets[now.pair]]) == (centre, pair)


@pytest.mark.parametrize("moment", options.MOMENTS)
def test_the_moments_are_those_of_the_training_that_ships(moment):
    assert options.MOMENT == MOMENT
    e = compute.drawn(Options(moment=moment))
    assert e.length == pytest.approx(
        float(
            np.linalg.norm(
                negative.first_tables(MOMENT[moment]).e[negative.first_tables().index["orange"]].astype(float)
            )
        )
    )


# Tabs


@pytest.mark.parametrize("tab", options.TABS)
@pytest.mark.parametrize("moment", options.MOMENTS)
def test_every_tab_opens(visit, tab, moment):
    app = visit(tab=tab, moment=moment)
    assert warnings(app) == [] and pictures(app, SLUG)


@pytest.mark.parametrize("bug", options.BUGS)
@pytest.mark.parametrize("moment", options.MOMENTS)
def test_every_mistake_at_every_moment(visit, bug, moment):
    app = visit(tab="bug", bug=bug, moment=moment, k=20)
    assert warnings(app) == []
    assert len(tables(app)) == {"none": 0, "share": 1, "side": 2, "true": 0}[bug]


def tables(app: AppTest) -> list[str]:
    return [part for html in app.get("html") for part in re.findall("<table .*?</table>", str(html.proto.body))]


def table(app: AppTest, head: str) -> list[list[str]]:
    """The rows of the table that has this column."""
    (found,) = [one for one in tables(app) if f">{head}</th>" in one.partition("</thead>")[0]]
    rows = re.findall("<tr>(.*?)</tr>", found.partition("</thead>")[2])
    return [[unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


def test_sigma_is_no_probability_and_the_table_adds_it_up(visit):
    read = table(visit(tab="bug", bug="share"), ENGLISH[f"{SLUG}.column.recovered"])
    first = compute.first()
    for row, (word, *cells) in zip(rows(first, options.PAIR, 4), read[:-1], strict=True):
        assert word == row.word and cells[:2] == [f"{100 * v:.2f} %" for v in (row.sigma, first.softmax[row.place])]
    whole = read[-1]
    assert whole[0] == ENGLISH[f"{SLUG}.bug.sum"].format(size="8,000")
    sums = [float(cell.rstrip(" %").replace(",", "")) for cell in whole[1:]]
    assert sums[0] == pytest.approx(100 * first.sigmas, abs=0.06) and sums[1] == 100 and 90 < sums[2] < 140
    before = table(visit(tab="bug", bug="share", moment="before"), ENGLISH[f"{SLUG}.column.recovered"])[-1]
    assert before[1:] == ["400,000.0 %", "100.0 %", "500.0 %"]


def test_the_wrong_side_pushes_the_other_table(visit):
    read = table(visit(tab="bug", bug="side"), ENGLISH[f"{SLUG}.column.theta_wrong"])
    first, e = compute.first(), "–"
    true, *drawn = rows(first, options.PAIR, 4)
    assert [row[0] for row in read] == ["orange", true.word, *(row.word for row in drawn)]
    assert [[cell == e for cell in row[1:]] for row in read] == [
        [True, False, True, False], [False, True, False, True], *[[False, True, True, False]] * 4,
    ]  # fmt: skip
    for row, (_, right, *_) in zip((true, *drawn), read[1:], strict=True):
        assert float(right) == pytest.approx(abs(row.push) * first.length, abs=0.00051)


def test_a_dart_hits_a_true_neighbour_as_often_as_is_said(visit):
    app = visit(tab="bug", bug="true", k=7, exponent=1)
    first = compute.first()
    p = {name: first.probability[ONE, place] for name, place in zip(first.names, range(len(first.names)), strict=True)}
    around = {"a", "glass", "of", "juice", "to", "go"}
    one = sum(p[word] for word in around)
    said = written(app).replace("\\", "")
    assert f"with {100 * one:.1f} %, so in {100 * (1 - (1 - one) ** 7):.0f} of 100 draws of 7 there is" in said
    assert all(f"{word} ({100 * p[word]:.2f} %)" in said for word in around) and "beside *orange*" in said


@pytest.mark.parametrize("thrown", options.THROWN)
@pytest.mark.parametrize("exponent", [0.0, 0.75, 1.0])
def test_darts_are_counted(visit, thrown, exponent):
    app = visit(tab="darts", thrown=thrown, exponent=exponent)
    found = negative.throw(negative.first_tables().counts, exponent, thrown, Options().throw)
    said = "\n".join(part.value for part in app.markdown)
    for name, counted, expected in zip(
        negative.first_tables().words[:6], found.word_counted, found.word_expected, strict=False
    ):
        assert f"*{name}* {counted:,} ({expected:,.1f})" in said
    assert f"{found.different:,} different words" in said and found.counted.sum() == thrown
    assert f"χ² is {found.chi_square:,.1f} with {found.bins - 1:,} degrees" in said.replace("\\", "")
    (drawn,) = [json.loads(part.proto.spec) for part in app.get("plotly_chart")]
    bars, line = drawn["data"]
    assert len(bars["x"]) == len(found.counted) and bars["x"][0] == "1" and bars["x"][-1].endswith("–8,000")


def test_the_number_of_darts_and_the_seed_are_set_in_their_tab(visit):
    app = visit(tab="darts")
    good(app.number_input(key=f"{SLUG}.throw").set_value(12).run())
    assert address(app, "throw") == "12" and address(app, "seed") is None
    found = negative.throw(negative.first_tables().counts, 0.75, 10_000, 12)
    assert f"χ² is {found.chi_square:,.1f} with" in "".join(part.value for part in app.markdown).replace("\\", "")
    is_sent(app, shown())


def test_figures_hold_what_they_are_given():
    found = negative.throw([50, 30, 10, 5, 5], 0.75, 400, 1)
    words = dict.fromkeys(("rank", "counted", "expected", "darts", "k", "wordsim", "whole", "eighth"), "w")
    bars, line = figures.throws(found, ["a", "b", "c", "d", "e"], words, "dark").data
    assert list(bars.y) == found.counted.tolist() and list(line.y) == found.expected.tolist()
    measured = compute.measured()["figures"]
    lines = figures.by_k({name: measured[name] for name in ("whole", "eighth")}, words, "light").data
    assert [list(one.x) for one in lines] == [[1, 2, 5, 10, 20]] * 2
    assert lines[1].y[2] == measured["eighth"]["5"]["wordsim"]
    assert lines[1].error_y.array[2] == measured["eighth"]["5"]["wordsim_sd"]


def test_tables_of_whole_trainings(visit):
    measured = compute.measured()["figures"]
    read = table(visit(tab="exponent"), "SimLex-999")
    assert [row[0] for row in read] == ["0", "½", "¾", "1"]
    for (_, wordsim, simlex, seeds), one in zip(read, measured["power"].values(), strict=True):
        assert (wordsim, simlex, seeds) == (
            f"{one['wordsim']:.3f} ± {one['wordsim_sd']:.3f}",
            f"{one['simlex']:.3f} ± {one['simlex_sd']:.3f}",
            str(one["seeds"]),
        )
    read = table(visit(tab="bug", bug="side"), ENGLISH[f"{SLUG}.column.by_theta"])
    assert [row[1][:5] for row in read] == [f"{measured['side'][side]['wordsim']:.3f}" for side in ("right", "wrong")]


def test_both_ways_are_timed(monkeypatch, app):
    """The job is asked with the window and the k that are set."""
    monkeypatch.setattr(costs, "SIZES", (1000, 2000))
    opened(app, SLUG, tab="timed", window="2", k="3")
    assert ENGLISH["words.cost.times"] not in written(app)
    good(app.button(key="job.pair_costs.ask").click().run())
    assert len(app.get("plotly_chart")) == 1
    config = compute.cost_config(Options(window=2, k=3))
    found = outcome(costs.job(config))
    assert (found.window, found.k, found.dimension) == (2, 3, 50) and list(found.sizes) == [1000, 2000]


# The referee, questions, experiments


@pytest.mark.parametrize(
    "asked",
    [
        Options(),
        Options(moment="before", k=1, pair=0, exponent=0.0),
        Options(moment="reading", k=20, pair=9, exponent=1.0, window=10),
        Options(text=options.PRESETS["father"], centre=2, exponent=0.33, k=9),
    ],
)
def test_the_referee_agrees(asked):
    found = compute.drawn(asked)
    got = compute.referee(asked, found, view.pair_of(asked, found))
    assert [row.name for row in got] == "loss on_t on_drawn on_e sigma softmax sigmas p drawn".split()
    assert max(row.difference for row in got) < 1e-9


def test_the_referee_runs_on_the_page_and_is_run_again_for_another_pair(visit):
    app = visit(tab="referee")
    good(app.button(key=f"{SLUG}.referee.run").click().run())
    names = [ENGLISH[f"{SLUG}.check.{name}"] for name in "loss on_t on_drawn on_e sigma softmax sigmas p drawn".split()]
    read = table(app, ENGLISH["referee.ours"])
    assert [row[0] for row in read] == names and all(float(row[-1]) < 1e-9 for row in read)
    assert float(read[0][1]) == pytest.approx(total(rows(shown(), options.PAIR, 4)), rel=1e-6)
    assert ENGLISH["referee.ours"] not in written(visit(tab="referee", k=5)), "a table is of what it was made of"


@pytest.mark.parametrize("moment", ["reading", "end"])
def test_the_question_on_what_is_drawn(moment):
    for seed in range(8):
        asked = Options(seed=seed, moment=moment, k=5)
        found = compute.drawn(asked)
        got = compute.hardest(found, view.pair_of(asked, found), compute.exponent_place(asked), asked.k)
        _, *drawn = rows(found, options.PAIR, 5)
        if got is not None:
            names, right = got
            assert names[right] == max(drawn, key=lambda row: row.sigma).word


def test_questions_are_asked_in_turn_the_last_about_what_is_drawn(visit):
    app = visit(tab="predict")
    asked = []
    for _ in range(4):
        (pills,) = [group for group in app.pills if ".check." in group.key]
        asked.append(pills.key.split(".")[2])
        good(pills.set_value(0).run())
        good(app.button(key=f"{SLUG}.check.next").click().run())
    assert asked == ["sigmoids-1", "oftener-0", "share-1", "live-hardest"]


def test_experiments_set_what_they_say(visit):
    first, second, third = page.experiments()
    assert replace(Options(), **first) == Options()
    assert second == first | {"exponent": 1.0} and third == first | {"moment": "before"}
    for number, changes in ((2, second), (3, third)):
        app = visit(**{"try": number})
        assert state_of(app) == replace(Options(), **changes, try_=number)
        header = sent(app)[0]
        assert header["strip"]["on"] == number and header["rest"]["exponent"] == changes["exponent"]
        is_sent(app, compute.drawn(Options(**changes)))
    assert sent(visit())[0]["strip"]["on"] == 1


def test_an_experiment_is_off_once_its_darts_are_others(visit):
    app = visit(seed=options.SEED + 1)
    assert sent(app)[0]["strip"]["on"] == 0


# What is done in the picture


def test_throw_again_changes_the_seed_and_only_that(visit, monkeypatch):
    app = visit(k=7, pair=1, exponent=0.5, step=2, window=4, thrown=1000)
    before, real = state_of(app), view.draw
    monkeypatch.setattr(view, "draw", lambda *given, on_throw, **more: on_throw())
    good(app.run())
    assert state_of(app) == replace(before, seed=before.seed + 1, try_=state_of(app).try_)
    assert address(app, "seed") == str(before.seed + 1)
    monkeypatch.setattr(view, "draw", real)
    good(app.run())
    assert sent(app)[0]["seed"] == before.seed + 1
    is_sent(app, shown(window=4, seed=before.seed + 1))


def test_after_the_last_seed_comes_the_first(visit, monkeypatch):
    app = visit(seed=9999)
    monkeypatch.setattr(view, "draw", lambda *given, on_throw, **more: on_throw())
    good(app.run())
    assert state_of(app).seed == 0


def test_what_the_picture_sends_is_kept_and_another_centre_begins_at_its_first_pair(visit, monkeypatch):
    app = visit(pair=4)
    for rest, pair in ((view.Rest(5, 2, 0.5, 9, 3), 2), (view.Rest(8, 2, 0.5, 9, 3), 0)):
        monkeypatch.setattr(view, "draw", lambda *given, on_change, rest=rest, **more: on_change(TOLD[0]))
        TOLD[:] = [rest]
        good(app.run())
        kept = {"centre": rest.centre, "pair": pair, "exponent": 0.5, "k": 9, "step": 3}
        assert {name: getattr(state_of(app), name) for name in kept} == kept


TOLD: list[view.Rest] = []


def test_the_small_picture():
    made = thumbnail.picture()
    assert [round(sum(bar), 2) for bar in made["bars"]] == [1, 1, 1] and len(made["darts"]) == 4
    assert made["bars"][1] == pytest.approx(shown().share[15].tolist(), abs=1e-4)
    assert made["darts"] == pytest.approx(shown().thrown[options.PAIR, :4].tolist(), abs=1e-4)


# What is taken away


@pytest.mark.parametrize(
    "asked",
    [Options(), Options(exponent=1.0, k=20, pair=99), Options(moment="before"), Options(text="'a\" glass\nof the")],
)
def test_the_numbers_that_are_taken_away_are_cores(asked):
    found = shown(asked.text, asked.centre, asked.window, asked.seed, asked.moment)
    taken = list(csv.DictReader(io.StringIO(export.csv(take.numbers(asked, found)).decode("utf-8-sig"))))
    tables, pair, x = (
        negative.first_tables(MOMENT[asked.moment]),
        view.pair_of(asked, found),
        compute.exponent_place(asked),
    )
    places = [found.target[pair], *found.hit[x, pair, : asked.k]]
    e = tables.e[tables.index[found.tokens[found.centre]]]
    theirs = negative.pair_loss(e, tables.theta[found.ranks[places[0]]], tables.theta[found.ranks[places[1:]]])
    assert [row["word"] for row in taken] == [found.names[place] for place in places] and len(taken) == 1 + asked.k
    assert [row["y"] for row in taken] == ["1"] + ["0"] * asked.k
    assert {row["centre"] for row in taken} == {found.tokens[found.centre]}
    for name, column in (
        ("theta_e", theirs.logit),
        ("sigma", expit(theirs.logit)),
        ("loss", theirs.addends),
        ("y_minus_sigma", theirs.error),
        ("probability", found.probability[x, places]),
    ):
        np.testing.assert_allclose([float(row[name]) for row in taken], column, rtol=1e-8, atol=1e-9, err_msg=name)


@pytest.mark.parametrize(
    "asked",
    [Options(), Options(exponent=0.33, k=2, moment="reading", pair=99), Options(text="'a\" glass\nof the", centre=99)],
)
def test_the_notebook_draws_the_same(asked):
    asked = replace(asked, thrown=100)
    found = shown(asked.text, asked.centre, asked.window, asked.seed, asked.moment)
    pair, x = view.pair_of(asked, found), compute.exponent_place(asked)
    names, loss, many, _ = printed(export.notebook(notebook.cells(asked, found.centre, pair), "Title"))
    centre, (true, *drawn) = found.tokens[found.centre], rows(found, pair, asked.k, x)
    assert names.splitlines() == [f"{centre} {true.word} 1", *(f"{centre} {row.word} 0" for row in drawn)]
    assert float(loss.split()[1]) == pytest.approx(total([true, *drawn]), rel=1e-6)
    assert f"({asked.k}, 50)" in loss and "(50,)" in loss and many.startswith("chi-square")


def test_the_file_of_the_state_brings_it_back(visit):
    app = visit(k=9, exponent=0.5, seed=33, moment="reading")
    assert asdict(state_of(app)) == asdict(Options()) | {
        "k": 9, "exponent": 0.5, "seed": 33, "moment": "reading", "try_": 0,
    }  # fmt: skip
