"""The page on reading both ways: every tab, what a visitor may type, what is said of it, what is taken away, what is asked."""

import csv
import io
import math

import numpy as np
import pytest

from app import i18n
from app.lessons.recurrent.bidirectional import (
    bug,
    compute,
    figures,
    forward,
    notebook,
    options,
    predict,
    thumbnail,
    waiting,
)
from app.lessons.recurrent.bidirectional.options import PAIRS, TEXTS, Options
from app.lessons.recurrent.bidirectional.picture import Rest
from app.lessons.recurrent.bidirectional.shown import Shown
from app.theme import THEMES
from app.ui import export
from core import checkpoints
from core.recurrent import both_ways, peeking
from core.recurrent.nested import VOCABULARY
from core.recurrent.options import PeekConfig
from core.recurrent.results.both_ways import Peeked, Reader
from tests.app.notebooks import printed
from tests.app.strings import ENGLISH
from tests.app.visiting import address, good, opened, pictures, warnings, written

SLUG = "bidirectional"
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


def read(text: str):
    return both_ways.read(text)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("mistake", options.BUGS)
def test_every_tab(app, text, mistake):
    opened(app, SLUG, text=text, bug=mistake, filling="word" if text == TEXTS[0] else "zeros")
    for tab in options.TABS:
        app.query_params["tab"] = tab
        good(app.run())
        assert warnings(app) == [] and pictures(app, SLUG), tab


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_read(app, text):
    opened(app, SLUG, text=text, other=text, bug="padded")
    assert pictures(app, SLUG)
    for tab in ("predict", "sides", "waiting", "forward", "bug", "referee"):
        app.query_params["tab"] = tab
        good(app.run())
    good(app.button(key=f"{SLUG}.referee.run").click().run())
    assert ENGLISH["referee.difference"] in written(app)


@pytest.mark.parametrize("field", ["text", "other"])
def test_nothing_is_refused_and_what_stood_there_stays(app, field):
    opened(app, SLUG)
    app.text_input(key=f"{SLUG}.{field}").set_value("  ")
    good(app.run())
    assert warnings(app) == [ENGLISH["notice.empty_text"]] and pictures(app, SLUG)
    assert app.text_input(key=f"{SLUG}.{field}").value == PAIRS["mark"][field == "other"]


def test_a_link_with_what_cannot_be_read_opens_on_what_is_offered(app):
    opened(app, SLUG, text="   ", other=" ", word="39", step="3")
    assert pictures(app, SLUG) and app.text_input(key=f"{SLUG}.text").value == PAIRS["mark"][0]
    bad = {
        "zero": "both",
        "step": "-1",
        "word": "99",
        "bug": "evil",
        "pads": "99",
        "filling": "x",
        "tab": "evil",
        "seed": "x",
    }
    opened(app, SLUG, **bad)
    assert not set(bad) & set(app.query_params)


def test_a_preset_brings_its_twin_and_the_word_that_parts_late(app):
    opened(app, SLUG)
    app.button_group(key=f"{SLUG}.text.preset").set_value("… Victoria …")
    good(app.run())
    assert app.text_input(key=f"{SLUG}.other").value == PAIRS["victoria"][1] and address(app, "word") == "4"
    app.button(key=f"{SLUG}.swap").click()
    good(app.run())
    assert app.text_input(key=f"{SLUG}.text").value == PAIRS["victoria"][1]
    assert app.text_input(key=f"{SLUG}.other").value == PAIRS["victoria"][0]


def test_a_long_sentence_is_cut_and_unknown_words_are_said(app):
    opened(app, SLUG, text="Qwertzina met Blorptown " * 30)
    assert ENGLISH["bidirectional.cut"].format(count=40) in warnings(app)
    assert ENGLISH["bidirectional.unknown"].format(words="Qwertzina, Blorptown") in written(app)


def test_the_first_screen_answers_its_title():
    """Mark is no name, as what comes later says: without the right it is one, and the left alone says the same of Mark Twain."""
    found, other = (read(text) for text in PAIRS["mark"])
    assert set(found.both.tags) == {"O"} and other.both.tags[:2] == ("B-PER", "I-PER")
    assert found.decided(0) == "right" and found.tags("right")[0] == "B-PER" and found.tags("left")[0] == "O"
    assert found.both.probabilities[0].max() > 0.9 and other.both.probabilities[0].max() > 0.95
    np.testing.assert_allclose(found.forward.probabilities[0], other.forward.probabilities[0], atol=1e-12)
    assert found.forward.tags[0] == "B-PER" and found.forward.probabilities[0].max() > 0.9


@pytest.mark.parametrize("name", PAIRS)
def test_what_is_offered_parts_late_and_both_ways_is_right(name):
    pair = next(
        p for p in both_ways.pairs() if p.words[0][: p.at + 2] in {read(text).words[: p.at + 2] for text in PAIRS[name]}
    )
    assert pair.both == pair.tags and pair.forward[0] == pair.forward[1]


def said(section: str) -> str:
    return i18n.lesson_text(SLUG).get(section)


def means(number: int) -> str:
    return i18n.lesson_text(SLUG).experiment(number).means


def test_what_the_experiments_say_is_so():
    found, twain = (read(text) for text in PAIRS["mark"])
    for label, name in (("O", "O's"), ("B-PER", "B-PER's")):
        k = found.both.labels.index(label)
        assert f"{found.both.from_left[0, k]:.2f}" in means(1) and name in means(1)
    assert f"the right {found.both.from_right[0, 0]:.2f}" in means(1)
    alone = found.forward.probabilities[0].max()
    assert found.forward.tags[0] == "B-PER" and f"B-PER with {alone:.2f}" in means(1) and f"({alone:.2f})" in means(2)
    assert f"B-PER, {found.chances('right')[0].max():.2f}" in means(2) and found.tags("left") == found.both.tags
    assert [a != b for a, b in zip(found.both.tags, found.tags("right"), strict=True)] == [True] + 6 * [False]
    assert (twain.both.tags[1], twain.tags("left")[1], twain.tags("right")[1]) == ("I-PER", "B-PER", "I-PER")
    victoria = read(PAIRS["victoria"][0])
    assert len(victoria.words) == 12 and sum(victoria.ready(t) <= 7 for t in range(12)) == 2 and victoria.ready(0) == 12
    assert victoria.forward.tags[4] == "B-LOC" and f"B-LOC, {victoria.forward.probabilities[4].max():.2f}" in means(3)
    assert victoria.both.tags[4] == "B-PER" and victoria.ready(4) == 8


def test_what_the_text_says_is_so():
    back, words = both_ways.revisions()
    assert f"{back} of {words} words ({100 * back / words:.0f} %)" in said("waiting_why")
    right = {
        name: sum(a == b for pair in both_ways.pairs() for a, b in zip(getattr(pair, name), pair.tags, strict=True))
        for name in ("forward", "both")
    }
    assert f"at most 16 of 32. From the left {right['forward']} are right, both ways {right['both']}." in said("pairs")
    assert f"{math.log2(len(VOCABULARY)):.2f} bits, log₂ {len(VOCABULARY)}" in said("language_model_why")
    assert str(PeekConfig().steps) in said("bug_language_model") and f"{peeking.UNITS} units" in said(
        "bug_language_model"
    )
    units = {name: compute.card(name)["config"]["units"] for name in compute.CARDS}
    assert f"{units['forward']} units, both ways {units['both']} in each direction" in said("forward")
    sizes = [forward.weights(compute.card(name)) for name in compute.CARDS]
    assert abs(sizes[0] / sizes[1] - 1) < 0.01 and "within 1 %" in said("forward")


def test_both_ways_finds_more_names_above_all_of_organisations():
    both, one = (checkpoints.card(f"tagger_{name}")["measured"] for name in ("both", "forward"))
    for part in ("f1_mean", "f1_spread"):
        assert 0 < both[part] < 1 and 0 < both["by_sentence"][part] < 1
    assert (
        both["f1_mean"] > one["f1_mean"] + 0.05
        and both["by_sentence"]["f1_mean"] > one["by_sentence"]["f1_mean"] + 0.05
    )
    gains = {kind: both["by_type"][kind]["f1"] - one["by_type"][kind]["f1"] for kind in both["by_type"]}
    assert max(gains, key=gains.get) == "ORG"


def test_what_is_said_of_padding_is_so():
    sentences = [
        words for path in (both_ways.PAIRS, both_ways.HELD_OUT) for words, _ in both_ways.tagging_files.read(path)
    ]

    def changed(pads: int, filling: str) -> tuple[int, float]:
        found = [both_ways.padded(words, pads, filling) for words in sentences]
        tags = sum(a != b for one in found for a, b in zip(one.tags, one.right.tags, strict=True))
        return tags, max(np.abs(one.probabilities - one.right.probabilities).max() for one in found)

    assert [changed(pads, "word")[0] for pads in (4, 16)] == [4, 6] and compute.word_0() == "!"
    zeros = [changed(pads, "zeros") for pads in (1, 8, 30)]
    nelson = both_ways.padded("The book was about Nelson, a town in New Zealand.", 8, "word")
    assert (nelson.right.tags[4], nelson.tags[4]) == ("B-LOC", "B-PER")
    assert not any(tags for tags, _ in zeros) and f"{max(moved for _, moved in zeros):.2f}" in said("padded_why")


def test_the_numbers_and_the_notebook_are_those_of_the_picture():
    found = compute.first()
    rows = list(csv.DictReader(io.StringIO(export.csv(compute.numbers(found)).decode("utf-8-sig"))))
    assert [row["word"] for row in rows] == list(found.words) and rows[0]["tag"] == "O"
    z = float(rows[0]["from_left"]) + float(rows[0]["from_right"]) + float(rows[0]["bias"])
    assert z == pytest.approx(found.logits()[0].max(), abs=1e-5) and rows[0]["ready_at"] == "7"
    told = "\n".join(printed(export.notebook(notebook.cells(Options(), 0), title="x")))
    assert f"Mark           both O       {found.both.probabilities[0].max():.3f}" in told
    assert "without the right: B-PER O" in told and "\n2 B-PER O" in told and "\n7 O O" in told


def test_the_notebook_takes_the_word_that_is_shown():
    """The state may hold a word that a shorter sentence has not; the picture rests on one that it has."""
    found = shown(PAIRS["mark"][0])
    told = "\n".join(printed(export.notebook(notebook.cells(Options(word=39), found.rest.word), title="x")))
    assert "without the right: B-PER" in told


def test_exchanging_keeps_the_word_where_both_have_it(app):
    opened(app, SLUG, text=PAIRS["victoria"][0], other=PAIRS["victoria"][1], word="11")
    good(app.button(key=f"{SLUG}.swap").click().run())
    assert address(app, "word") == "4" and app.text_input(key=f"{SLUG}.text").value == PAIRS["victoria"][1]


def made(bits: float, so_far: float, moved: float) -> Reader:
    return Reader(np.linspace(5.0, bits, 20), bits, so_far, moved)


def test_the_trainings_are_offered_run_and_told(app, monkeypatch):
    monkeypatch.setattr(bug, "PeekConfig", lambda seed: PeekConfig(30, seed))
    opened(app, SLUG, tab="bug", bug="language_model")
    assert said("language_model_why")[:40] not in written(app)
    app.button(key="job.peek.ask").click()
    good(app.run())
    assert said("language_model_why")[:40] in written(app) and warnings(app) == [] and "0 %" in written(app)


def test_what_is_taken_back_is_said():
    text = PAIRS["victoria"][0]
    found = both_ways.as_read(text)
    changed = [t for t, count in enumerate(found.changes) if count]
    told = waiting.said(found)
    last = max(changed, key=lambda t: found.settled[t])
    assert told.startswith(f"{len(changed)} of the 12 words") and f"once {found.settled[last]} words are read" in told
    assert waiting.said(both_ways.as_read("Teddy bears are on sale.")).startswith("None of the 6 tags")


def shown(text: str, zero: str = "none", other: str = TEXTS[1]) -> Shown:
    found = read(text)
    return Shown(found, read(other), compute.shared(text, other), Rest(40, 0, zero))


def asked(text: str, zero: str = "none"):
    return {question.name: question for question in predict.about(shown(text, zero))}


def answer(question) -> str:
    return question.options[question.answer]


@pytest.mark.parametrize("text", [*TEXTS, "Paris", "I am here", "Lena Fischer called me last night ."])
@pytest.mark.parametrize("zero", options.ZERO)
def test_the_answers_are_what_the_picture_then_shows(text, zero):
    found, questions = read(text), asked(text, zero)
    side = "left" if zero == "right" else "right"
    other = [t for t, (a, b) in enumerate(zip(found.tags(), found.tags(side), strict=True)) if a != b]
    assert ("live-without" in questions) == bool(other)
    if other:
        question = questions["live-without"]
        assert (
            answer(question) == found.tags(side)[other[0]] and len(set(question.options)) == len(question.options) == 3
        )
        assert question.values["chance"] == f"{found.chances(side)[other[0]].max():.2f}"
    if "live-ready" in questions:
        question = questions["live-ready"]
        assert answer(question) == str(found.ready(question.values["number"] - 1)) and len(set(question.options)) >= 3
    if "live-changed" in questions:
        question = questions["live-changed"]
        count = sum(a != b for a, b in zip(found.tags(), found.tags("right"), strict=True))
        assert answer(question) == str(count) and len(set(question.options)) == len(question.options)


def test_on_the_first_screen_all_can_be_asked():
    assert asked(TEXTS[0]).keys() == {"live-without", "live-ready", "live-changed"}


@pytest.mark.parametrize("theme", THEMES)
def test_figures_show_what_they_are_given(theme):
    words = dict.fromkeys("left right bias margin one_way both_ways step bits".split(), "word")
    parts, _ = read(TEXTS[0]).margins()
    drawn = figures.margins(parts, read(TEXTS[0]).words, words, theme)
    for i in range(3):
        assert np.allclose(drawn.data[i].y, parts[:, i], rtol=1e-5)
    assert np.allclose(drawn.data[3].y, parts.sum(1), rtol=1e-5) and drawn.layout.xaxis.ticktext[0] == "Mark"
    found = Peeked(made(0.6, 0.6, 0.0), made(0.01, 1.5, 0.2))
    drawn = figures.losses(found, words, theme)
    assert np.allclose(drawn.data[1].y, found.both_ways.losses) and drawn.layout.yaxis.type == "log"


def test_the_small_picture_is_of_a_sentence_with_names():
    picture, found = thumbnail.picture(), read(PAIRS["mark"][1])
    assert picture["names"] == [tag != "O" for tag in read(PAIRS["mark"][1]).both.tags]
    assert picture["left"][0][0] == round(float(found.left[0, found.units[0][0]]), 2)
    assert np.shape(picture["right"]) == (8, thumbnail.ROWS)
