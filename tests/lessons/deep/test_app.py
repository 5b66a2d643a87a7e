"""The page on deep networks: every tab, what a visitor may type, what is said of it, what is taken away, what is asked."""

import base64
import csv
import io

import numpy as np
import pytest

from app import i18n
from app.lessons.recurrent.deep import compute, figures, notebook, options, page, predict, thumbnail, times
from app.lessons.recurrent.deep.options import SENTENCES, TEXTS, Options
from app.lessons.recurrent.deep.picture import Rest
from app.lessons.recurrent.deep.picture.rest import fit
from app.lessons.recurrent.deep.shown import Shown
from app.theme import THEMES
from app.ui import export
from core.recurrent import deep
from core.recurrent.options import CELLS, DEPTHS, PROPERTIES, TimesConfig
from core.recurrent.results.deep import Dropped
from tests.app.notebooks import printed
from tests.app.strings import ENGLISH
from tests.app.visiting import address, good, opened, pictures, warnings, written
from tests.lessons.deep.samples import figures as made_figures

SLUG = "deep"
ODD = [
    "x",
    "🙂🙂👩‍👩‍👧",
    "나는 학생입니다.",
    "שלום עולם",
    "<b> {n} $x$",
    "\u0301",
    "1234 5678",
    "ALL CAPS!",
    "w" * 4000,
]


def said(section: str) -> str:
    return i18n.lesson_text(SLUG).get(section)


def means(number: int) -> str:
    return i18n.lesson_text(SLUG).experiment(number).means


@pytest.mark.parametrize("mistake", options.BUGS)
@pytest.mark.parametrize("both", ["0", "1"])
def test_every_tab(app, both, mistake):
    opened(app, SLUG, both=both, bug=mistake, cell="gru", layers="2")
    for tab in options.TABS:
        app.query_params["tab"] = tab
        good(app.run())
        assert warnings(app) == [] and pictures(app, SLUG), tab


@pytest.mark.parametrize(("cell", "layers"), [(cell, layers) for cell in CELLS for layers in DEPTHS])
def test_every_network(app, cell, layers):
    opened(app, SLUG, cell=cell, layers=str(layers), tab="reacts")
    assert pictures(app, SLUG) and warnings(app) == []


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("both", ["0", "1"])
def test_odd_texts_are_read(app, text, both):
    opened(app, SLUG, text=text, words=text, both=both, bug="dropout", layers="2")
    assert pictures(app, SLUG)
    for tab in ("predict", "reacts", "bug", "referee"):
        app.query_params["tab"] = tab
        good(app.run())
    good(app.button(key=f"{SLUG}.referee.run").click().run())
    assert ENGLISH["referee.difference"] in written(app)


@pytest.mark.parametrize(("field", "both", "first"), [("text", "0", TEXTS["king"]), ("words", "1", SENTENCES["mark"])])
def test_nothing_is_refused_and_what_stood_there_stays(app, field, both, first):
    opened(app, SLUG, both=both)
    app.text_input(key=f"{SLUG}.{field}").set_value("  ")
    good(app.run())
    assert warnings(app) == [ENGLISH["notice.empty_text"]] and pictures(app, SLUG)
    assert app.text_input(key=f"{SLUG}.{field}").value == first


def test_a_link_with_what_cannot_be_read_opens_on_what_is_offered(app):
    opened(app, SLUG, words="   ", both="1")
    assert pictures(app, SLUG) and app.text_input(key=f"{SLUG}.words").value == SENTENCES["mark"]
    bad = {
        "cell": "cnn",
        "layers": "9",
        "step": "0",
        "layer": "7",
        "unit": "-1",
        "asked": "evil",
        "bug": "x",
        "rate": "2",
    }
    opened(app, SLUG, **bad)
    assert not set(bad) & set(app.query_params)


def test_a_long_text_is_cut_and_unknown_letters_are_said(app):
    opened(app, SLUG, text="é" + "abc " * 100)
    assert ENGLISH["deep.cut"].format(count=deep.LONGEST) in warnings(app)
    assert ENGLISH["deep.unknown"].format(letters="é") in written(app)
    opened(app, SLUG, words="word " * 60, both="1")
    assert ENGLISH["deep.cut_words"].format(count=40) in warnings(app)


def test_the_switch_changes_text_and_task(app):
    opened(app, SLUG, step="7")
    good(app.toggle(key=f"{SLUG}.both").set_value(True).run())
    assert app.text_input(key=f"{SLUG}.words").value == SENTENCES["mark"] and address(app, "both") == "1"
    good(app.toggle(key=f"{SLUG}.both").set_value(False).run())
    assert app.text_input(key=f"{SLUG}.text").value == TEXTS["king"]


def test_steps_are_timed_and_laid_over_the_chart(app, monkeypatch):
    monkeypatch.setattr(times, "TimesConfig", lambda again: TimesConfig(1, again))
    opened(app, SLUG, tab="times")
    assert said("times_here")[:40] not in written(app)
    app.button(key="job.step_times.ask").click()
    good(app.run())
    good(app.run())
    assert said("times_here")[:40] in written(app) and warnings(app) == []
    assert app.session_state[times.HERE].steps == 1


def test_a_text_is_read_with_dropout(app):
    opened(app, SLUG, tab="bug", bug="dropout", layers="2")
    app.button(key="job.drop.ask").click()
    good(app.run())
    good(app.run())
    assert warnings(app) == []
    opened(app, SLUG, tab="bug", bug="dropout", layers="2", text=TEXTS["shakespeare"])
    app.button(key="job.drop.ask").click()
    good(app.run())
    good(app.run())
    assert ENGLISH["deep.bug.no_number"] in written(app)


def shown(layers: int = 3, cell: str = "gru", text: str = TEXTS["king"], step: int = 42, asked: str = "next") -> Shown:
    found = compute.read(cell, layers, text)
    return Shown(found, fit(Rest(step, 0, 0, asked), found))


def asked(some: Shown):
    return {question.name: question for question in predict.about(some)}


@pytest.mark.parametrize("text", TEXTS.values())
@pytest.mark.parametrize("step", [1, 5, 20, 42, 160])
def test_the_answers_are_what_the_picture_then_shows(text, step):
    some = shown(text=text, step=step)
    found, questions = some.found, asked(some)
    if "live-least" in questions:
        question = questions["live-least"]
        moved = np.abs(found.states[:, some.rest.step] - found.states[:, some.rest.step - 1]).mean(-1)
        assert question.answer == moved.argmin() and len(question.options) == 3
    if "live-surest" in questions:
        question = questions["live-surest"]
        following = found.labels["next"].index(found.tokens[some.rest.step])
        assert question.answer == found.said["next"][:, some.at, following].argmax()
    question = questions["live-reads"]
    assert question.options[question.answer] == str(2 * found.states.shape[2]) and len(set(question.options)) == 4


def test_words_and_one_layer_are_asked_less():
    assert asked(shown(1)) == {}
    found = compute.tag(2, SENTENCES["mark"])
    assert asked(Shown(found, fit(Rest(3, 0, 0, "tag"), found))) == {}


def test_the_numbers_and_the_notebook_are_those_of_the_picture():
    some = shown()
    rows = list(csv.DictReader(io.StringIO(export.csv(compute.numbers(some.found, "next")).decode("utf-8-sig"))))
    assert [row["symbol"] for row in rows] == list(some.found.tokens)
    p = some.found.p_right("next")
    assert float(rows[41]["layer_3_right"]) == pytest.approx(p[2, 41], abs=1e-6) and rows[-1]["layer_1_right"] == ""
    told = "\n".join(printed(export.notebook(notebook.cells(Options(), some.rest), title="x")))
    assert f"{p[0, 41]:.3f}" in told and "(3, 49," in told
    found = compute.tag(2, SENTENCES["mark"])
    told = "\n".join(
        printed(export.notebook(notebook.cells(Options(both=True, layers=2), Rest(1, 0, 0, "tag")), title="x"))
    )
    assert all(word in told for word in found.tokens) and network_said(found) in told


@pytest.mark.parametrize("theme", THEMES)
def test_figures_show_what_they_are_given(theme):
    words = dict.fromkeys((*PROPERTIES, "right", "guessing", "untrained", "bits", "ms", "layers", "p"), "word")
    words |= dict.fromkeys(("same_units", "same_weights", "none", "between", "recurrent"), "word") | {
        "layer": "layer {layer}"
    }
    one = compute.figures()["gru", 2]
    drawn = figures.knows(one, words, theme)
    assert list(drawn.data[1].y) == [one.probes[1][name].right for name in one.guessing]
    assert drawn.data[1].name == "layer 2" and list(drawn.data[-1].y) == list(one.guessing.values())
    made = made_figures()
    drawn = figures.bits_against_time(made, words, theme)
    assert list(drawn.data[0].y) == pytest.approx([made["rnn", n].mean for n in DEPTHS])
    assert list(drawn.data[1].x) == [10.0, 20.0, 30.0, 40.0]
    drawn = figures.deeper({"rnn": compute.narrow("rnn")}, compute.figures(), words, theme)
    assert list(drawn.data[0].y) == [bits for _, _, bits in compute.narrow("rnn").rows]
    drawn = figures.dropped(Dropped(tuple("ab"), {"none": np.array([0.5, 0.9])}), words, theme)
    assert list(drawn.data[0].y) == [0.5, 0.9]


def test_the_small_picture_is_of_the_first_text():
    picture, found = thumbnail.picture(), compute.first()
    values = np.frombuffer(base64.b64decode(picture["values"]), np.int8).reshape(picture["steps"], picture["units"])
    assert values.shape == (48, 14) and not values[:, [4, 9]].any()
    assert values[5, 1] == round(127 * float(found.states[2, 5, found.units[2, 0, 1]]))
    assert values[5, 13] == round(127 * float(found.states[0, 5, found.units[0, 0, 3]]))


def test_all_can_be_asked_somewhere():
    names = {name for step in range(1, 49) for name in asked(shown(step=step))}
    assert names == {"live-least", "live-surest", "live-reads"}


def network_said(found) -> str:
    """The chance of the last word's tag by the last layer, as the notebook prints it."""
    return f"{found.said['tag'][-1, -1].max():.3f}"


def read(cell: str, layers: int):
    return compute.read(cell, layers, TEXTS["king"])


def p_of(found, name: str, label: str, step: int) -> list[str]:
    """P of a class at a step, as the text prints it, layer by layer."""
    return [f"{p:.2f}" for p in found.said[name][:, step - 1, found.labels[name].index(label)]]


def test_the_first_screen_answers_its_title():
    """The upper layer knows what is far back: layers 1 and 2 say a, layer 3 says i, and one of its units carries the number."""
    found, options = compute.first(), Options()
    says = [row[options.step - 1] for row in found.likeliest("next")]
    assert found.tokens[options.step - 1 : options.step + 2] == (" ", "i", "s") and says == ["a", "a", "i"]
    number = found.p_right("number")[:, 10 : options.step]
    assert number[2].min() > 0.9 and number[:2].mean() < 0.6
    unit = found.states[2, :, options.unit]
    king = TEXTS["king"].index("king") + 3  # its last letter
    assert np.ptp(unit[king : options.step]) < 0.02 < 0.5 < abs(unit[king] - unit[king - 2])
    plural = [layer["plural"] for layer in compute.strongest("gru", 3)]
    assert plural[2][0] == options.unit and max(abs(r) for _, r in plural[:2]) < 0.3
    assert f"(r = {plural[2][1]:.2f})" in means(1) and f"at most {max(abs(r) for _, r in plural[:2]):.2f}" in means(1)


def test_what_the_experiments_say_is_so():
    three, one = read("gru", 3), read("gru", 1)
    p = p_of(three, "next", "i", 42)
    assert f"says *i* ({p[2]})" in means(1) and f"layer 1 gives the *i* {p[0]}, layer 2 {p[1]}" in means(1)
    before = p_of(three, "before", "l", 23)
    assert three.tokens[21:23] == ("l", " ")
    assert f"{before[0]}. Layer 2 gives the *l* {before[1]}, layer 3 {before[2]}." in means(2)
    all_figures = compute.figures()
    for name in ("before", "next"):
        shares = [f"{100 * layer[name].right:.0f}" for layer in all_figures["gru", 3].probes]
        assert f"{shares[0]}, {shares[1]} and {shares[2]} %" in means(2), name
    units = [all_figures["gru", n].units for n in (1, 3)]
    assert f"One layer of {units[0]} units" in means(3)
    assert f"the three of {units[1]}" in means(3)
    unit, r = compute.strongest("gru", 1)[0]["plural"]
    assert f"*i* has {p_of(one, 'next', 'i', 42)[0]}" in means(3) and f"(r = {r:.2f})" in means(3)
    assert page.experiments()[2]["unit"] == unit and unit in one.units[0, 0]
    bits = [f"{all_figures['gru', n].mean:.3f}" for n in DEPTHS]
    assert f"{bits[0]} bits a letter, two need {bits[1]}, three {bits[2]} and four {bits[3]}" in means(3)
    assert bits[1] < bits[0] < bits[2]
    carried = [abs(layer["plural"][1]) for layer in compute.strongest("gru", 4)]
    assert int(np.argmax(carried)) == 1 and "of four it is layer 2 that" in means(3)


def test_what_the_text_says_of_the_layers_is_so():
    made = compute.figures()

    def shares(cell: str, layers: int, name: str) -> list[str]:
        return [f"{100 * layer[name].right:.0f}" for layer in made[cell, layers].probes]

    before, following, number = (shares("gru", 3, name) for name in ("before", "next", "number"))
    assert f"off layer 1 ({before[0]} %) and worst off layer 3 ({before[2]} %)" in said("knows_why")
    assert f"({following[0]}, {following[1]} and {following[2]} %)" in said("knows_why")
    guess = f"{100 * made['gru', 3].guessing['number']:.0f} %"
    assert f"({number[2]} %; {number[0]} and {number[1]} % in the layers below" in said("knows_why") and guess in said(
        "knows_why"
    )
    four, one = (made["gru", n].probes for n in (4, 1))
    assert f"in layer 2 ({100 * four[1]['number'].right:.1f} %)" in said("knows_why")
    assert f"has it, too ({100 * one[0]['number'].right:.1f} %)" in said("knows_why")
    best = max(layer["number"].right for n in DEPTHS for layer in made["lstm", n].probes)
    assert f"({100 * best:.0f} % at the most)" in said("knows_why")
    fresh = [[layer[name].right for layer in made["gru", 3].untrained] for name in ("before", "next", "now", "place")]
    assert all(row == sorted(row, reverse=True) for row in fresh), "what is near fades on the way up"
    slow = made["lstm", 3].holds
    assert f"{slow[0]:.0f}, {slow[1]:.0f} and {slow[2]:.0f} letters" in said("reacts_why")
    quick = made["gru", 3].holds
    assert f"{quick[0]:.1f}, {quick[1]:.1f} and {quick[2]:.1f}" in said("reacts_why")


def test_what_the_text_says_of_depth_is_so():
    made, pays = compute.figures(), {cell: [one.pays for one in compute.deeper(cell)] for cell in CELLS}
    assert pays == {"rnn": [True, None, False], "gru": [True, False, False], "lstm": [None, None, False]}
    gains = {cell: compute.deeper(cell)[0].gain for cell in CELLS}
    assert 0 < gains["gru"] < gains["rnn"] and [compute.enough(cell) for cell in CELLS] == [2, 2, 1]
    rnn, lstm = (compute.narrow(cell) for cell in ("rnn", "lstm"))
    narrow = [f"{bits:.3f}" for _, _, bits in rnn.rows]
    equal = [f"{made['rnn', n].bits[0]:.3f}" for n in DEPTHS]
    text = said("deeper_why")
    assert f"With {rnn.units} units" in text and f"{narrow[0]}, {narrow[1]}, {narrow[2]} and {narrow[3]} bits" in text
    assert f"{equal[0]}, {equal[1]}, {equal[2]} and {equal[3]}: of" in text
    assert f"of {rnn.rows[0][2] - rnn.rows[3][2]:.3f} bits" in text
    assert f"{made['rnn', 1].bits[0] - made['rnn', 4].bits[0]:.3f} are left" in text
    assert f"with {lstm.units} units goes from {lstm.rows[0][2]:.3f} to {lstm.rows[3][2]:.3f}" in text
    assert f"has {made['lstm', 1].bits[0]:.3f}" in text


def test_what_the_text_says_of_time_and_of_tags_is_so():
    made = compute.figures()
    ratios = [f"{made[cell, 4].step_ms / made[cell, 1].step_ms:.1f}" for cell in CELLS]
    assert f"{ratios[0]} times as long as with one in the RNN, {ratios[1]} times in the GRU, {ratios[2]} times" in said(
        "times_why"
    )
    right = [compute.card(layers)["measured"]["words_right"][-1] for layers in DEPTHS]
    assert f"{right[0]}, {right[1]}, {right[2]} and {right[3]} words right" in said("knows_tags")


def test_what_the_text_says_of_dropout_is_so():
    made, text = compute.dropout()["where"], said("dropout_why")
    assert f"({made['between']['test']:.3f} and {made['recurrent']['test']:.3f} bits)" in text
    assert f"{made['recurrent']['made']:.3f} bits in the made language against {made['between']['made']:.3f}" in text
    shares = {where: f"{100 * one['open']:.0f} %" for where, one in made.items()}
    assert f"at {shares['recurrent']} of the letters against {shares['between']}" in text
    assert f"({made['same']['made']:.3f} bits, {shares['same']})" in text
    assert (
        min(made, key=lambda where: made[where]["test"]) == min(made, key=lambda where: made[where]["made"]) == "none"
    )
    assert all(one["number"] < 0.6 for one in made.values()) and 0.75**10 == pytest.approx(1 / 18, rel=0.03)
