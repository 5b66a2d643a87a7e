"""The page on shapes: every tab, shape and mistake, what a visitor may type, what is taken away, what is asked."""

import csv
import io

import numpy as np
import pytest

from app.lessons.recurrent.model_types import compute, figures, notebook, options, page, predict, tasks, thumbnail
from app.lessons.recurrent.model_types.options import FIELDS, STARTS, Options
from app.lessons.recurrent.model_types.picture import Rest
from app.lessons.recurrent.model_types.shown import Shown
from app.theme import THEMES
from app.ui import export
from core import checkpoints
from core.recurrent.names import Names
from core.recurrent.options import SHAPES
from core.recurrent.sentiment import Sentiment
from core.translate.translator import Translator
from tests.app.notebooks import printed
from tests.app.strings import ENGLISH
from tests.app.visiting import address, good, opened, pictures, warnings, written

SLUG = "model_types"
ODD = [
    "x",
    "🙂🙂👩‍👩‍👧",
    "나는 학생입니다.",
    "שלום עולם",
    "<b> {n} $x$",
    "\u0301",
    "1234 5678",
    "ALL CAPS!",
    "?!",
    "w" * 4000,
]
READS = ("one_one", "many_one", "many_many", "n_m")  # shapes that read any text


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("bug", options.BUGS)
def test_every_tab_with_every_mistake(app, bug, shape):
    opened(app, SLUG, bug=bug, shape=shape)
    for tab in options.TABS:
        app.query_params["tab"] = tab
        good(app.run())
        assert warnings(app) == [] and pictures(app, SLUG), tab


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("shape", READS)
def test_odd_texts_are_read(app, shape, text):
    opened(app, SLUG, shape=shape, **{FIELDS[shape]: text})
    assert pictures(app, SLUG) and not set(warnings(app)) & {ENGLISH["shapes.empty"]}
    for tab in ("predict", "review", "referee"):
        app.query_params["tab"] = tab
        good(app.run())
    good(app.button(key=f"{SLUG}.referee.run").click().run())
    assert ENGLISH["referee.difference"] in written(app)


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_is_refused_and_what_stood_there_stays(app, shape):
    opened(app, SLUG, shape=shape)
    field = f"{SLUG}.{FIELDS[shape]}"
    app.text_input(key=field).set_value("  ")
    good(app.run())
    assert warnings(app) == [ENGLISH["notice.empty_text"]]
    assert app.text_input(key=field).value == STARTS[shape][0] and pictures(app, SLUG)


def test_what_is_no_letter_stays_in_the_field_and_is_named(app):
    opened(app, SLUG, shape="one_many")
    for typed in ("7", "안", "🙂"):
        app.text_input(key=f"{SLUG}.letter").set_value(typed)
        good(app.run())
        assert len(warnings(app)) == 1 and typed in warnings(app)[0]
        assert app.text_input(key=f"{SLUG}.letter").value == typed and pictures(app, SLUG)
    app.text_input(key=f"{SLUG}.letter").set_value("z")
    good(app.run())
    assert warnings(app) == [] and address(app, "letter") == "z"


def test_a_link_with_what_cannot_be_read_opens_on_what_is_offered(app):
    opened(app, SLUG, letter="7", date="", word=" ", text="", shape="one_many", step="150")
    assert pictures(app, SLUG) and app.text_input(key=f"{SLUG}.letter").value == STARTS["one_many"][0]
    assert any("7" in one for one in warnings(app))
    bad = {"shape": "evil", "seed": "0", "step": "-1", "bug": "evil", "tab": "evil", "pads": "x"}
    opened(app, SLUG, **bad)
    assert not set(bad) & set(app.query_params)


def test_of_a_long_text_the_first_words_are_read_and_that_is_said(app):
    opened(app, SLUG)
    app.text_input(key=f"{SLUG}.text").set_value("word " * 900)
    good(app.run())
    assert ENGLISH["model_types.cut.many_one"].format(count=40) in warnings(app) and pictures(app, SLUG)


def test_another_name_is_another_name(app):
    opened(app, SLUG, shape="one_many")
    app.button(key=f"{SLUG}.another").click()
    good(app.run())
    assert address(app, "seed") == "2" and warnings(app) == []
    names = {"".join(compute.run("one_many", "M", seed=seed).written) for seed in range(1, 9)}
    assert len(names) >= 6


def test_the_first_screen_answers_its_title():
    """“not bad at all”: in order it is positive, “bad” turns it up where a bag of the same words, and the word alone, are negative;
    and each of the five shapes really has its own inputs and outputs."""
    runs, found = compute.first(), compute.review(Options().text)
    words = [box.reads.lower() for box in runs["many_one"].boxes]
    at = words.index("bad")
    assert words[at - 1] == "not" and found.so_far[at - 1] < 0.35 < 0.7 < found.so_far[at] < found.so_far[-1]
    assert found.alone[at] < 0.1 and found.bag[-1] < 0.1
    arrows = {shape: (run.T_x, run.T_y, len(run.boxes)) for shape, run in runs.items()}
    assert arrows["one_one"] == (1, 1, 1)
    assert arrows["one_many"][0] == 1 and arrows["one_many"][1] == arrows["one_many"][2] > 3
    assert arrows["many_one"][1] == 1 and arrows["many_one"][0] == arrows["many_one"][2] == len(words)
    assert len(set(arrows["many_many"])) == 1
    assert arrows["n_m"][0] + arrows["n_m"][1] == arrows["n_m"][2]
    assert "".join(runs["n_m"].written).removesuffix("<EOS>") == "2021-03-03"
    assert runs["one_one"].written == ("positive",) and runs["many_one"].written == ("positive",)
    assert runs["many_many"].written == ("B-PER", "O", "O", "B-ORG", "O", "B-LOC")


def test_the_runs_are_those_of_the_networks_front_doors():
    runs = compute.first()
    read = Sentiment.load().read(Options().text)
    np.testing.assert_allclose([box.chances[0][1] for box in runs["many_one"].boxes], read.by_step, atol=1e-6)
    name = Names.load("names").sample(Options().letter, Options().seed)
    assert runs["one_many"].written == name.tokens
    assert "".join(runs["n_m"].written[:-1]) == Translator.load("dates-plain").translate(Options().date).text


def test_the_numbers_and_the_notebook_are_those_of_the_picture():
    runs = compute.first()
    rows = list(csv.DictReader(io.StringIO(export.csv(compute.numbers(runs["many_one"])).decode("utf-8-sig"))))
    assert [row["reads"] for row in rows] == [box.reads for box in runs["many_one"].boxes]
    texts = {shape: STARTS[shape][0] for shape in SHAPES}
    said = "\n".join(printed(export.notebook(notebook.cells(texts, "many_one", 1), title="x")))
    found = compute.review(Options().text)
    assert f"so far {found.so_far[-1]:.2f}" in said and "2 0 2 1 - 0 3 - 0 3" in said


def test_the_bug_of_the_padded_batch_moves_the_answer(app):
    chances = compute.padded(Options().text, (0, 12, 30))
    assert chances[0] == pytest.approx(compute.review(Options().text).so_far[-1], abs=1e-6)
    assert len({round(chance, 3) for chance in chances}) == 3
    opened(app, SLUG, bug="padded", tab="bug", pads="12")
    assert f"{chances[0]:.4f}" in written(app) and f"{chances[1]:.4f}" in written(app)
    assert (
        len(compute.runs(Options(bug="padded", pads=12))["many_one"].boxes)
        == len(compute.first()["many_one"].boxes) + 12
    )


def test_the_bug_of_equal_length_says_what_is_not_read_yet(app):
    opened(app, SLUG, bug="translate", tab="bug")
    assert ENGLISH["model_types.bug.unread"] in written(app) and "maison" in written(app)
    app.text_input(key=f"{SLUG}.english").set_value("word " * 900)
    good(app.run())
    assert len(warnings(app)) >= 1 and "maison" in written(app)


def test_the_small_picture_has_the_arrows_of_five_shapes():
    rows = thumbnail.picture()["rows"]
    assert len(rows) == len(SHAPES)
    sums = [tuple(map(sum, zip(*row, strict=True))) for row in rows]
    assert sums == [(1, 1), (1, 3), (3, 1), (3, 3), (2, 2)]


@pytest.mark.parametrize("theme", THEMES)
def test_the_figure_shows_the_review(theme):
    found = compute.review(Options().text)
    words = dict.fromkeys(("alone", "so_far", "bag", "without", "chance"), "x")
    for series, name in zip(figures.review(found, words, theme).data, figures.LOOKS, strict=True):
        np.testing.assert_allclose(np.asarray(series.y, dtype=float), getattr(found, name), atol=1e-6)


def test_what_is_asked_is_answered_by_plain_python():
    found, runs = compute.review(Options().text), compute.first()
    read = Sentiment.load()
    words = list(found.words)
    without = [read.read(" ".join(words[:i] + words[i + 1 :])).probability for i in range(len(words))]
    moved = [abs(p - found.so_far[-1]) for p in without]
    shown = Shown(runs, Rest("many_one", len(words) - 1))
    asked = {one.name: one for one in predict.about(found, shown)}
    one = asked["live-left-out"]
    assert one.options[one.answer] == words[moved.index(max(moved))] and len(set(one.options)) == 3
    one = asked["live-alone"]
    assert one.options[one.answer] == str(sum(p > 0.5 for p in found.alone))
    assert "live-inputs" not in asked, "an arrow goes into every box"
    for shape, boxes in (("one_many", "1"), ("n_m", "12")):
        one = predict.about(found, Shown(runs, Rest(shape, 0)))[-1]
        assert one.name == "live-inputs" and one.options[one.answer] == boxes and len(set(one.options)) >= 3


def test_every_question_can_be_asked_and_answered(app):
    opened(app, SLUG, tab="predict")
    for place in range(6):
        app.session_state["checks.places"] = {SLUG: place}
        good(app.run())
        pills = next(group for group in app.get("button_group") if str(group.key).startswith(f"{SLUG}.check"))
        good(pills.set_value(0).run())
        assert ENGLISH["check.place"].format(place=place + 1, count=6) in written(app)
        assert len(app.success) + len(app.info) + len(app.error) >= 1, place


def test_the_first_experiment_says_what_is_so():
    found = compute.review(Options().text)
    at = found.words.index("bad")
    numbers = [*found.so_far[at - 1 : at + 1], found.alone[at], *found.without[at - 1 : at + 1], found.bag[-1]]
    assert [f"{p:.2f}" for p in numbers] == ["0.28", "0.79", "0.05", "0.00", "0.07", "0.00"]
    assert compute.review(STARTS["many_one"][1]).so_far[-1] < 0.05 and found.words[found.mover] == "not"


def test_the_second_experiment_says_what_is_so():
    asked = Options(**page.experiments()[1])
    first, second = compute.runs(asked)["one_many"].boxes[:2]
    assert (asked.letter, first.writes, second.writes) == ("M", "a", "t")
    chances = dict(first.chances)["a"], dict(second.chances)["t"], dict(second.chances)["r"]
    assert [f"{p:.2f}" for p in chances] == ["0.45", "0.05", "0.48"]


def test_the_third_experiment_says_what_is_so():
    asked = Options(**page.experiments()[2])
    boxes = compute.runs(asked)["n_m"].boxes
    read = "".join(box.reads for box in boxes[1:11])
    assert read == "3 mar 2021"
    assert boxes[len("3 mar")].would == "2032-03-03" and boxes[len("3 mar 202")].would == "2022-03-03"
    assert boxes[len(read)].would == "2021-03-03"


def test_what_the_tab_of_tasks_says_is_on_the_cards(app):
    opened(app, SLUG, tab="tasks")
    said = written(app)
    rows = tasks.folds()
    assert len(rows) == 9 and rows[0][0].startswith("GRU")
    for row in rows:
        assert all(cell in said for cell in row)
    assert sum("●" in cell for row in rows for cell in row) == 2 * len(tasks.SHOWN)
    measured = checkpoints.card("sentiment")["measured"]
    assert (measured["own"], measured["held_negations"], measured["folds"]) == (364, 40, 10)
    assert checkpoints.card("sentiment")["training"]["along"] == 1 / 5, "of the loss, all steps beside the last"
    by_model = {row["model"]: row for row in measured["in_folds"] if row["with_own"]}
    bag = {row["with_own"]: row for row in checkpoints.card("bag_of_words")["measured"]["in_folds"]
           if row["model"] == "tf_idf_words"}  # fmt: skip
    assert by_model["gru_last"]["accuracy"] >= 0.86 > bag[False]["accuracy"] > bag[True]["accuracy"]
    for kind, score in checkpoints.card("tagger_forward")["measured"]["by_type"].items():
        assert f"{100 * score['f1']:.1f} %" in said, kind


def test_the_translator_falls_for_the_cold_as_the_text_says():
    assert Translator.load("en-fr").translate("I am cold.").text == "Je suis froid."
