"""The page on gradients: every tab, what a visitor may type, what is said of it, what is taken away, what is asked."""

import csv
import io
import math
import re

import numpy as np
import pytest

from app import i18n
from app.lessons.recurrent.gradients import compute, diverge, figures, notebook, options, predict, thumbnail
from app.lessons.recurrent.gradients.options import LOOK, PIN, TEXTS, Options
from app.lessons.recurrent.gradients.picture import Rest
from app.lessons.recurrent.gradients.shown import Shown
from app.theme import THEMES
from app.ui import export
from app.ui.numbers import power, scientific, signed
from core.recurrent import cliff, gradients, reach
from core.recurrent.options import DescentConfig, DivergeConfig, ReachKey
from core.recurrent.results.gradients import Training
from core.recurrent.unroll import trace
from tests.app.notebooks import printed
from tests.app.strings import ENGLISH
from tests.app.visiting import address, good, opened, pictures, warnings, written

SLUG = "gradients"
ODD = [
    "x",
    "🙂🙂👩‍👩‍👧",
    "나는 학생입니다.",
    "שלום עולם",
    "<b> {n} $x$",
    "\u0301",
    "1234",
    "ALL CAPS!",
    "w" * 4000,
    "a\nb",
]


def norms(**changes: object) -> dict[str, np.ndarray]:
    """What each letter before the pinned one gets, by cell."""
    found = compute.reaches(Options(**changes))
    return {cell: 10.0 ** one.log_norms[PIN - 1, :PIN].astype(float) for cell, one in found.items()}


@pytest.mark.parametrize("weights", ["trained", "fresh"])
@pytest.mark.parametrize("by", options.BY)
def test_every_tab(app, weights, by):
    opened(app, SLUG, weights=weights, by=by, radius="3" if by == "letter" else "0", bug="cures")
    for tab in options.TABS:
        app.query_params["tab"] = tab
        good(app.run())
        assert warnings(app) == [] and pictures(app, SLUG), tab


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_read(app, text):
    opened(app, SLUG, text=text, bug="cures")
    assert pictures(app, SLUG)
    for tab in ("predict", "radius", "by_unit", "bug", "referee"):
        app.query_params["tab"] = tab
        good(app.run())
    good(app.button(key=f"{SLUG}.referee.run").click().run())
    assert ENGLISH["referee.difference"] in written(app)


def test_nothing_is_refused_and_what_stood_there_stays(app):
    opened(app, SLUG)
    app.text_input(key=f"{SLUG}.text").set_value("  ")
    good(app.run())
    assert warnings(app) == [ENGLISH["notice.empty_text"]] and pictures(app, SLUG)
    assert app.text_input(key=f"{SLUG}.text").value == TEXTS["far"]


def test_a_link_with_what_cannot_be_read_opens_on_what_is_offered(app):
    opened(app, SLUG, text="   ", pin="150", look="199")
    assert pictures(app, SLUG) and app.text_input(key=f"{SLUG}.text").value == TEXTS["far"]
    bad = {
        "weights": "evil",
        "by": "evil",
        "radius": "4",
        "pin": "0",
        "look": "-1",
        "limit": "99",
        "tab": "evil",
        "theta": "x",
    }
    opened(app, SLUG, **bad)
    assert not set(bad) & set(app.query_params)


def test_another_text_is_pinned_where_something_depends_on_far_back(app):
    opened(app, SLUG)
    app.text_input(key=f"{SLUG}.text").set_value("the dog [by the cats] is red.")
    good(app.run())
    assert (address(app, "pin"), address(app, "look")) == ("23", "7")
    app.text_input(key=f"{SLUG}.text").set_value("x" * 900)
    good(app.run())
    assert ENGLISH["gradients.cut"].format(count=200) in warnings(app) and address(app, "pin") == "200"


def test_the_first_screen_answers_its_title():
    """The number of “birds” is to be told at the “s”, 44 letters before the verb: the LSTM's reaches it, and it is right; the
    RNN's is below what float32 keeps, and it is as good as guessing."""
    found = compute.first()
    tokens = found["rnn"].tokens
    assert tokens[PIN] == "a" and tokens[LOOK] == "s" and PIN - 1 - LOOK == 44
    by = norms()
    assert by["lstm"][LOOK] > 0.1 * by["lstm"][-1] and by["lstm"][LOOK] > 1.8 * by["lstm"][LOOK - 1]
    assert by["rnn"][LOOK] < 1e-9 * by["rnn"][-1] and 0 < found["rnn"].lost[PIN - 1] < 44
    assert found["lstm"].lost[PIN - 1] == -1 and by["gru"][LOOK] < 1e-3 * by["gru"][-1]
    assert found["lstm"].chances[PIN - 1] > 0.9 > 0.4 > found["rnn"].chances[PIN - 1]


def test_near_by_too_the_number_reaches_the_s_in_the_lstm_and_not_in_the_rnn():
    places, found = compute.places(TEXTS["near"]), compute.reaches(Options(text=TEXTS["near"], by="letter"))
    tokens, t, look = found["rnn"].tokens, places["pin"] - 1, places["look"]
    assert (tokens[t + 1], tokens[look]) == ("a", "s")
    by = {cell: 10.0 ** one.log_norms[t, look] for cell, one in found.items()}
    assert (scientific(by["rnn"]), scientific(by["lstm"])) == ("3.3·10⁻⁴", "0.20")


def said(section: str) -> str:
    return i18n.lesson_text(SLUG).get(section)


def test_what_the_experiments_say_is_so():
    trained, fresh, wild = norms(), norms(weights="fresh"), norms(weights="fresh", radius=3.0)
    words = [i18n.lesson_text(SLUG).experiment(i).means for i in (1, 2, 3)]
    assert f"{trained['lstm'][LOOK]:.2f}" == "0.14" and f"{trained['lstm'][-1]:.2f}" == "0.33"
    assert f"{trained['lstm'][LOOK - 1]:.3f}" == "0.065" and f"{trained['gru'][LOOK]:.5f}" == "0.00026"
    for number_said in ("0.14", "0.33", "0.065", "0.00026", scientific(trained["rnn"][LOOK]), "30 letters"):
        assert number_said in words[0]
    assert compute.first()["rnn"].lost[PIN - 1] == 30
    letter = norms(by="letter")["lstm"]
    assert (letter > letter[LOOK]).sum() == 4 and "among the five letters" in words[0]
    for cell in compute.CELLS:
        assert scientific(fresh[cell][LOOK]) in words[1]
    assert round(wild["rnn"][LOOK], -4) == 110_000 and "110,000" in words[2]
    ratio = wild["rnn"][LOOK] / wild["rnn"][-1]
    assert round(ratio, -5) == 200_000 and round(ratio ** (1 / 44), 1) == 1.3
    at = [norms(radius=radius)["rnn"] for radius in (3.0, 8.0, 12.0)]
    assert at[0].max() < 3 and at[1].max() < 30 and at[2][LOOK] > 1e6  # “needs more than 8”


def test_what_the_text_says_is_so():
    by, found = norms(), compute.first()
    assert 0.55 < (by["rnn"][LOOK] / by["rnn"][-1]) ** (1 / 44) < 0.65 and "two fifths" in said("explain")
    assert 0.4 < by["lstm"][LOOK] / by["lstm"][-1] < 0.5 and "nearly half" in said("explain")
    assert 11_500 < by["gru"][-1] / by["gru"][LOOK] < 12_500 and f"{found['gru'].chances[PIN - 1]:.2f}" in said(
        "explain"
    )
    memory = reach.units_of(ReachKey("gru"), TEXTS["far"], PIN - 1)[::-1]
    made = reach.model(ReachKey("gru"))
    read = trace(made.cell, np.array(made.vocabulary.encode(list(found["gru"].tokens))))
    space = TEXTS["far"].index(" the dog") + 1
    assert by["gru"][space] > 90 * by["gru"][space - 1] and reach.carriers(memory[space]) == [48]
    assert f"{read.gamma_u[space, 48]:.2f}" == "1.00" and "one unit, 48" in said("explain")
    wild = norms(weights="fresh")["lstm"]
    assert f"{(wild[LOOK] / wild[-1]) ** (1 / 44):.3f}" in said("explain")
    sizes = [np.linalg.norm(reach.model(ReachKey("rnn", w)).cell.W_aa.numpy(), 2) for w in ("trained", "fresh")]
    assert all(f"{size:.2f}" in said("radius_why") for size in sizes)
    sigma = 1 / (1 + math.exp(-1))
    assert f"{sigma:.2f}" == "0.73" and 0.7e-6 < sigma**44 < 1.4e-6
    assert f"{found['rnn'].radius:.2f}" in said("radius_why")
    fresh = compute.reaches(Options(weights="fresh"))["rnn"]
    assert f"{fresh.radius:.2f}" in said("radius_why") and norms(weights="fresh", radius=2.0)["rnn"][LOOK] > 20
    ways = gradients.three_ways((10.0, 1.0), 1.0)
    assert (round(ways["as_it_is"].direction), round(ways["by_value"].direction)) == (6, 45)
    assert "from 6° to 45°" in said("by_value") and f"{math.log(36):.2f}" in said("diverged")


def test_by_a_alone_the_lstm_looks_as_if_it_forgot():
    """In the second “the” the gradient by a is a hundredth of that at the “s”, and comes back; by c it never falls by half."""
    by_a, by_c = norms(by="activation")["lstm"], norms()["lstm"]
    assert TEXTS["far"][16:19] == "the"
    assert 80 < by_a[LOOK] / by_a[17:20].min() < 120 and by_a[21:25].max() > 0.5 * by_a[LOOK]
    assert by_c[LOOK : PIN - 6].min() > 0.5 * by_c[LOOK]


def test_the_numbers_and_the_notebook_are_those_of_the_picture():
    found = compute.first()
    rows = list(csv.DictReader(io.StringIO(export.csv(compute.numbers(found, PIN)).decode("utf-8-sig"))))
    assert len(rows) == PIN and rows[44]["letter"] == "s"
    assert float(rows[44]["lstm"]) == pytest.approx(10.0 ** found["lstm"].log_norms[PIN - 1, LOOK], rel=1e-4)
    told = "\n".join(printed(export.notebook(notebook.cells(Options(), PIN), title="x")))
    assert "rnn 1.53e-10" in told and "lstm 0.143" in told and "[1. 1.]" in told


def test_the_training_that_diverges_is_offered_run_and_told(app, monkeypatch):
    monkeypatch.setattr(diverge, "DivergeConfig", lambda rate, limit, seed: DivergeConfig(rate, limit, 60, seed))
    opened(app, SLUG, tab="diverge")
    assert "log 36 = 3.58" not in written(app)
    app.button(key="job.diverge.ask").click()
    good(app.run())
    assert re.search(r"Not clipped, the loss is above log 36 from step \d+ on", written(app))
    assert "Clipped, it learned" in written(app) and warnings(app) == [] and "log 36 = 3.58" in written(app)


ENDS = {
    "learned": Training(np.linspace(3.0, 0.5, 60), np.array([2.0, 1.0]), None),
    "stuck": Training(np.full(60, 3.0), np.array([2.0, 30.0]), None),
    "diverged": Training(np.append(np.ones(30), np.full(30, 9.0)), np.array([2.0, 3e7]), None),
    "ended": Training(np.array([3.0, np.nan]), np.array([2.0, np.nan]), 1),
}


@pytest.mark.parametrize("name", ["none", "norm"])
def test_each_end_of_a_training_has_its_sentence(name):
    texts = {end: diverge.came_of(name, run, 3.58, 36) for end, run in ENDS.items()}
    keys = {end: ENGLISH[f"gradients.diverge.{name}_{end}"] for end in ENDS}
    for end, text in texts.items():
        assert text.startswith(keys[end].split("{")[0]) and "nan" not in text and "{" not in text
    assert (
        "step 37" in texts["diverged"]
        and "step 2" in texts["ended"]
        and "3.0·10⁷" in texts["diverged"] + texts["learned"]
        or name == "norm"
    )


def test_the_cliffs_sentence_is_of_the_descents(app):
    opened(app, SLUG, tab="clipping")
    free = cliff.descend(DescentConfig())
    assert f"step {free.steepest + 1} meets a gradient of {free.norms.max():.1f}" in written(app)
    assert "45.0°" in written(app) and "5.7°" in written(app)


def test_the_mistake_shows_shares_that_stay(app):
    opened(app, SLUG, tab="bug")
    assert ENGLISH["gradients.bug.share_after"] not in written(app)
    opened(app, SLUG, tab="bug", bug="cures", cure="0.05")
    shares = re.findall(r"\d\.\d{6}e[+-]\d+", written(app))
    assert len(shares) == 6 and shares[::2] == shares[1::2] and len(set(shares)) == 3


def shown(options: Options, pin: int = PIN, look: int = LOOK) -> Shown:
    return Shown(compute.reaches(options), Rest(pin, look))


def asked(pin: int = PIN, look: int = LOOK, **changes: object):
    return {question.name: question for question in predict.about(shown(Options(**changes), pin, look))}


def answer(question) -> str:
    return question.options[question.answer]


@pytest.mark.parametrize(("weights", "radius"), [("trained", 0.0), ("fresh", 0.0), ("fresh", 3.0), ("trained", 12.0)])
@pytest.mark.parametrize(("pin", "other"), [(PIN, 63), (63, 36), (20, 63)])
def test_the_answer_is_what_the_other_pin_then_shows(pin, other, weights, radius):
    reaches, found = (
        compute.reaches(Options(weights=weights, radius=radius)),
        asked(pin, weights=weights, radius=radius),
    )
    logs = {cell: float(one.log_norms[other - 1, LOOK]) for cell, one in reaches.items()}
    order = sorted(logs, key=logs.get)
    assert ("live-largest" in found) == (logs[order[2]] - logs[order[1]] >= math.log10(3))
    if "live-largest" in found:
        assert answer(found["live-largest"]).lower() == order[2] and found["live-largest"].values["place"] == other
        assert found["live-largest"].values["rnn"] == power(logs["rnn"])
    lost = reaches["rnn"].lost[other - 1]
    assert ("live-lost" in found) == (6 <= lost <= other - 2)
    if "live-lost" in found:
        assert answer(found["live-lost"]) == str(lost) and len(set(found["live-lost"].options)) == 3


def test_half_way_is_the_root():
    half = asked()["live-half"]
    by = norms()["rnn"] / norms()["rnn"][-1]
    assert half.values["half"] == 22 and answer(half) == scientific(by[PIN - 1 - 22])
    assert 0.3 < math.log10(by[PIN - 1 - 22]) / math.log10(by[LOOK]) < 0.7 and half.values["whole"] == scientific(
        by[LOOK]
    )
    assert set(half.options) == {answer(half), scientific(2 * by[LOOK]), "0.50"}
    assert "live-half" not in asked(weights="fresh", radius=3.0)


def test_on_the_first_screen_all_can_be_asked():
    assert asked().keys() == {"live-largest", "live-lost", "live-half"}
    assert asked(pin=2, look=1, text=TEXTS["near"]).keys() <= {"live-largest", "live-lost"}


@pytest.mark.parametrize("theme", THEMES)
def test_figures_show_what_they_are_given(theme):
    words = dict.fromkeys(
        "promised product gradient back share unit none norm start step circle square as_it_is by_norm by_value even loss "
        "norm_of before after rounded rounded_after part value enlarged".split(),
        "word",
    )
    view = reach.of_radius(ReachKey("rnn"), TEXTS["far"], PIN - 1)
    drawn = figures.radius(view, words, theme)
    assert np.allclose(drawn.data[0].y, view.promised, rtol=1e-6) and len(drawn.data) == 3
    g = reach.units_of(ReachKey("lstm"), TEXTS["far"], PIN - 1)
    drawn = figures.units(g, compute.first()["lstm"].tokens[:PIN], "lstm", words, theme)
    assert drawn.data[0].z.shape == g.T.shape and drawn.data[0].z.max() == pytest.approx(
        np.log10(np.abs(g).max()), abs=0.01
    )
    paths = {clip: compute.descent(DescentConfig(clip)) for clip in ("none", "norm", "value")}
    whole, wall = compute.surfaces()
    drawn = figures.cliff(wall, paths, words, theme)
    assert np.allclose(drawn.data[1].x, paths["none"].points[:, 0]) and np.allclose(
        drawn.data[0].z, wall.losses, atol=1e-4
    )
    assert tuple(figures.cliff(whole, paths, words, theme).layout.xaxis.range) == (whole.w[0], whole.w[-1])
    assert np.allclose(figures.descents(paths, words, theme).data[2].y, paths["value"].losses)
    drawn = figures.arrows(compute.three_ways(3.0, -4.0, 1.0), 1.0, words, theme)
    assert tuple(drawn.data[2].x) == (0, 3.0) and tuple(drawn.data[4].y) == (0, pytest.approx(-0.8))
    cured = reach.cured(ReachKey("rnn"), TEXTS["far"], PIN - 1, 0.1)
    assert np.allclose(figures.cures(cured, words, theme).data[2].y, cured.after)


def test_the_small_picture_is_the_first_screens():
    curves = thumbnail.picture()["curves"]
    assert [len(curve) for curve in curves] == [PIN] * 3
    assert curves[2][LOOK] == pytest.approx(math.log10(0.143), abs=0.01)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.5e-10, "1.5·10⁻¹⁰"),
        (0.143, "0.14"),
        (9.96, "10"),
        (2.2, "2.2"),
        (110_000, "1.1·10⁵"),
        (99.96, "100"),
        (0.00099, "9.9·10⁻⁴"),
        (-3e-7, "−3.0·10⁻⁷"),
        (0.0, "0"),
        (math.inf, "inf"),
    ],
)
def test_numbers_as_they_are_shown(value, text):
    assert scientific(value) == text


def test_a_minus_is_one_and_a_power_comes_from_its_logarithm():
    assert signed(-0.04, 2) == "−0.04" and power(-200.0) == "1.0·10⁻²⁰⁰"


def test_letters_and_words_that_were_not_learned_are_said(app):
    opened(app, SLUG, text="the cat é 안 is old.")
    assert ENGLISH["gradients.unknown"].format(letters="é 안") in written(app)
    assert ENGLISH["gradients.foreign"] in written(app) and ENGLISH["gradients.chaotic"] not in written(app)
    opened(app, SLUG, text=TEXTS["far"], weights="fresh", radius="12")
    assert ENGLISH["gradients.chaotic"] in written(app)
    opened(app, SLUG, text="to be or not to be", weights="trained", radius="0")
    assert ENGLISH["gradients.foreign"] in written(app)
    opened(app, SLUG, text=TEXTS["near"])
    assert ENGLISH["gradients.foreign"] not in written(app)
