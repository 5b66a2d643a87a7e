"""The page of beam search: every tab and mistake, what a visitor may type, what is taken away, the tree's data."""

import base64
import csv
import io
import json
import math

import numpy as np
import pytest
from sacrebleu.metrics import BLEU
from streamlit.testing.v1 import AppTest

from app.i18n import lesson_text
from app.kit import wire
from app.lessons.translate import compute as shared
from app.lessons.translate.beam_search import compute, figures, notebook, options, page
from app.lessons.translate.beam_search.picture import payload
from app.lessons.translate.beam_search.picture.rest import Rest, fit, parse
from app.theme import THEMES
from app.ui import export
from core.translate import chain, studies
from core.translate.options import LONGEST_TEXT
from core.translate.results import Finished, piece_label
from tests.app.notebooks import printed
from tests.app.pictures import unpacked
from tests.app.strings import ENGLISH
from tests.app.visiting import good, opened, pictures, warnings, written
from tests.lessons.beam_search.samples import pieces, searched, shown

SLUG = "beam_search"
TASK = shared.offered()[0]
TEXT = shared.sentences(TASK)[0].text
WORDS = {
    name: name
    for name in ("sum", "product", "zero", "tokens", "power", "right", "wrong", "length", "quality", "time", "log_p")
}


def arrived(app: AppTest, **brought: str) -> AppTest:
    return opened(app, SLUG, **{"task": TASK, "text": TEXT} | brought)


@pytest.mark.parametrize("bug", options.BUGS)
def test_every_tab_with_every_mistake(app, bug):
    arrived(app, bug=bug)
    for tab in options.TABS:
        app.query_params["tab"] = tab
        good(app.run())
        assert warnings(app) == [] and pictures(app, "beam_search"), tab


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "🙂🙂👩‍👩‍👧",
        "나는 학생입니다.",
        "שלום עולם",
        "zxqv bbbb!!! ??",
        "<b>bold</b> {count} $x$",
        "\u0301",
        "1234 5678",
        "ALL CAPS!",
    ],
)
def test_odd_sentences_are_searched(app, text):
    arrived(app, text=text)
    assert warnings(app) == [] and pictures(app, "beam_search")
    for tab in ("predict", "ways", "logs"):
        app.query_params["tab"] = tab
        good(app.run())
        assert warnings(app) == [], tab


@pytest.mark.parametrize(("text", "key"), [("word " * 1000, "translate.too_long"), (" ", "translate.empty")])
def test_what_cannot_be_read_gets_a_sentence(app, text, key):
    arrived(app, text=text[:480])
    values = {"most": LONGEST_TEXT, "words": round(LONGEST_TEXT / 1.5)}
    assert warnings(app) == [ENGLISH[key].format(**values)] and pictures(app, "beam_search")
    for tab in options.TABS:
        app.query_params["tab"] = tab
        good(app.run())


def test_a_long_text_typed_is_cut_and_refused_in_words(app):
    arrived(app)
    drawn = sent(app)
    field = app.text_input(key=f"{SLUG}.text")
    field.set_value("word " * 2000)
    assert len(warnings(good(app.run()))) == 2
    field = app.text_input(key=f"{SLUG}.text")
    assert len(field.value) == 5000 and sent(app) == drawn, "to be mended; the last tree beneath it"
    field.set_value("I see.")
    assert warnings(good(app.run())) == [] and sent(app) != drawn


def sent(app: AppTest) -> bytes:
    """What the browser draws the tree from."""
    (tree,) = pictures(app, "beam_search")
    return tree.bytes


def test_nonsense_in_the_address(app):
    bad = {
        "width": "51",
        "alpha": "2",
        "step": "-1",
        "row": "x",
        "bug": "evil",
        "tab": "evil",
        "seed": "-3",
        "small": "1e9",
    }
    arrived(app, **bad)
    assert len(warnings(app)) == len(bad) and not set(bad) & set(app.query_params)


def test_a_pin_that_is_not_there_is_let_go(app):
    arrived(app, column="150", row="120", step="3")
    assert warnings(app) == [] and pictures(app, "beam_search")


def test_a_wide_search_is_a_job_with_the_same_result(app):
    assert compute.is_wide(TASK, TEXT, 50) and not compute.is_wide(TASK, TEXT, 10)
    arrived(app, width="50")
    assert warnings(app) == [] and pictures(app, "beam_search")


def test_ones_own_translation_and_text(app):
    arrived(app, tab="ways", given="Bonjour, monsieur.")
    expected = studies.own_way(TASK, TEXT, "Bonjour, monsieur.")
    assert ENGLISH["beam_search.way.given"] in written(app) and f"{expected.log_probability:.2f}" in written(app)
    app.query_params["tab"] = "logs"
    app.query_params["story"] = "It rains. The sun shines."
    good(app.run())
    said = [caption.value for caption in app.caption]
    assert any(line.startswith("2 sentences") for line in said)


def test_widths_are_measured_live(app):
    arrived(app, tab="widths")
    good(app.button(key="job.beam_widths.ask").click().run())
    assert warnings(app) == []
    table = written(app)
    first = studies.searched(TASK, TEXT, 5)
    likeliest = max(one.log_probability for one in first.trace.finished)
    assert f"<td>{likeliest:.2f}</td>" in table and f"<td>{first.empty:.2f}</td>" in table
    said = ENGLISH["beam_search.widths.scored"].format(count=compute.FEW)
    assert said in [caption.value for caption in app.caption]
    texts = compute.few(TASK)
    known = list(zip(*(shared.references(TASK, text) for text in texts), strict=True))
    greedy = [studies.searched(TASK, text, 1).texts[0] for text in texts]
    live = json.loads(app.get("plotly_chart")[-1].proto.spec)["data"]
    (drawn,) = [line["y"] for line in live if line["name"] == "BLEU"]
    values = np.frombuffer(base64.b64decode(drawn["bdata"]), drawn["dtype"])
    assert len(known) == 2 and values[0] == pytest.approx(BLEU().corpus_score(greedy, known).score, abs=1e-4)


def test_the_small_language_on_the_page_is_the_referees(app):
    arrived(app, tab="referee", small="3", words="3", longest="4")
    found = compute.small(3, 4, 3, 0.0, (1, 40))
    assert f"**{found.count}**" in written(app) and found.words in written(app)
    assert found.trials[-1].is_best and found.trials[-1].words == found.words
    good(app.button(key=f"{SLUG}.referee.run").click().run())
    assert warnings(app) == []


def test_the_tree_is_sent_whole():
    trace = searched(50, 40, size=200)
    more = shown(trace, 200)
    header, arrays = payload.build(trace, more["pieces"], more["products"], more["texts"])
    data = wire.pack(header, arrays)
    assert len(data) < 300_000
    size = int.from_bytes(data[:4], "little")
    read = json.loads(data[4 : 4 + size])
    at = {name: 4 + size + start for name, (_, _, start) in read["arrays"].items()}
    count = sum(step[0] for step in read["steps"])
    total = np.frombuffer(data, "<f4", count, at["total"])
    parent = np.frombuffer(data, "<i2", count, at["parent"])
    token = np.frombuffer(data, "<i2", count, at["token"])
    log_p = np.frombuffer(data, "<f4", count, at["log_p"])
    begin = before = 0
    for step, (listed, kept, room, of) in zip(trace.steps, read["steps"], strict=True):
        assert (listed, kept, room, of) == (len(step), step.kept.sum(), step.room, step.of)
        for row in range(listed):
            i = begin + row
            above = 0 if parent[i] < 0 else total[before + parent[i]]
            assert total[i] == pytest.approx(above + log_p[i], abs=1e-3)
            assert read["words"][token[i]] == piece_label(pieces(200)[int(step.token[row])])
        before, begin = begin, begin + listed
    for (step, row, length, log_probability, *_), one in zip(read["finished"], trace.finished, strict=True):
        assert length == step + 1 == len(one.tokens) and row == one.row
        assert log_probability == pytest.approx(one.log_probability, abs=1e-5)


def test_rests_that_fit_and_messages_that_do_not():
    sizes = (5, 6, 7)
    assert fit(Rest(9, 1, 5, 2.0), sizes) == Rest(3, 1, 5, 1.0)
    assert fit(Rest(1, 1, 0, 0.5), sizes) == Rest(1, -1, -1, 0.5), "not shown yet"
    assert fit(Rest(3, 2, 7), sizes).column == -1
    good = {"number": 7, "subject": 3, "step": 2, "column": 1, "row": 0, "alpha": 0.25}
    assert parse(good, 3, sizes).value == Rest(2, 1, 0, 0.25)
    for bad in ({"step": "2"}, {"alpha": 3}, {"subject": 4}, {"row": 99}, {"step": True}, {"alpha": float("nan")}):
        assert not parse(good | bad, 3, sizes).fits
    assert parse("x", 3, sizes) is None and parse({"number": "7"}, 3, sizes) is None


def test_numbers_are_read_back():
    found = compute.first()
    rows = list(csv.DictReader(io.StringIO(export.csv(page.numbers(found)).decode("utf-8-sig"))))
    assert len(rows) == sum(len(step) for step in found.trace.steps)
    total = {(int(row["step"]), int(row["place"])): float(row["sum_log_p"]) for row in rows}
    for row in rows:
        before = total.get((int(row["step"]) - 1, int(row["parent"])), 0.0)
        assert float(row["sum_log_p"]) == pytest.approx(before + float(row["log_p"]), abs=1e-6)


def test_the_notebook_redoes_the_picture():
    data = export.notebook(notebook.cells(TASK, TEXT, 4, 0.7), "Title")
    said = "".join(printed(data))
    found = studies.searched(TASK, TEXT, 4)
    assert found.texts[compute.winner(found.trace.finished, 0.7)] == said.splitlines()[0][18:].strip()
    assert f"step 1: {found.trace.steps[0].kept.sum()} kept" in said


@pytest.mark.parametrize("theme", THEMES)
def test_running_products_stop_at_zero(theme):
    gone = chain.products(np.full(40, -1.2), "float16")
    figure = figures.running(gone, WORDS, theme)
    line, product, cross = figure.data
    assert len(product.x) == gone.zero_at and np.isfinite(product.y).all()
    assert cross.x[0] == gone.zero_at + 1 and len(line.x) == 40
    assert line.y[10] == pytest.approx(11 * -1.2 / np.log(10), abs=1e-5)
    assert len(figures.running(chain.products(np.full(5, -0.6), "float32"), WORDS, theme).data) == 2


@pytest.mark.parametrize("theme", THEMES)
def test_lengths_and_widths_are_drawn_as_they_are(theme):
    finished = (Finished((1, 0), -2.0, 0.0), Finished((1, 2, 3, 0), -3.0, 0.0))
    right, wrong = compute.ranking(finished), compute.ranking(finished, punishing=True)
    figure = figures.lengths(right, wrong, WORDS, theme)
    assert list(figure.data[0].y) == right.length.tolist() and figure.data[0].y[-1] == 4 and figure.data[1].y[-1] == 2
    rows = [{"width": w, "alpha": a, "bleu": 30 + w + a, "milliseconds": 3 * w} for w in (1, 5) for a in (0.0, 0.6)]
    drawn = figures.measured(rows, WORDS, theme).data
    assert [list(one.y) for one in drawn] == [[31, 35], [pytest.approx(31.6), pytest.approx(35.6)], [3, 15]]
    assert len({one.marker.symbol for one in drawn}) == 3


def test_the_experiments_show_what_their_words_say():
    means = {number: lesson_text(SLUG, "en").experiment(number).means for number in (1, 2, 3)}
    astray, wide = (studies.searched("fr-en", options.ASTRAY, width) for width in (3, 5))
    first, ranked, products = page.experiments()
    open_step, after = astray.trace.steps[first["step"] - 1], astray.trace.steps[first["step"]]
    assert astray.greedy_rows[first["step"] - 1] == open_step.kept.sum() - 1 == 2, (
        "greedy's way is the last that is kept"
    )
    row = astray.greedy_rows[first["step"]]
    assert not after.kept[row] and astray.pieces[int(after.token[row])] == "▁back"
    assert f"{math.exp(after.log_probability[row]):.2f}"[1:] in means[1]
    best = max(zip(wide.trace.finished, wide.texts, strict=True), key=lambda one: one[0].log_probability)
    figures = (astray.greedy.log_probability, astray.trace.likeliest, best[0].log_probability)
    assert all(f"{value:.2f}".replace("-", "−") in means[1] for value in figures)
    assert astray.greedy.text in means[1] and best[1] in means[1]
    assert round(math.exp(figures[1] - figures[0]), -2) == 1000, "about a thousand times"

    found = studies.searched("fr-en", options.RANKED, ranked["width"])
    winners = [found.texts[compute.winner(found.trace.finished, alpha)] for alpha in (0, 0.72, 0.73, 1)]
    assert winners[0] == winners[1] != winners[2] == winners[3] and all(f"“{text}”" in means[2] for text in winners)

    long = studies.searched("fr-en", products["text"], products["width"])
    zeros = [
        (int((made == 0)[step.kept].sum()), int(step.kept.sum()))
        for made, step in zip(long.products, long.trace.steps, strict=True)
    ]
    assert len(zeros) == 21 and zeros[-2:] == [(2, 4), (2, 2)] and not any(zero for zero, _ in zeros[:-2])
    last = long.trace.steps[-1]
    assert all(f"{total:.2f}".replace("-", "−") in means[3] for total in last.total[last.kept])


def test_how_wide_is_as_the_cards_say():
    said = lesson_text(SLUG, "en").get("widths")
    for task, best in (("fr-en", 3), ("en-fr", 5)):
        rows = compute.measurements(task)["by_width"]
        bare = {row["width"]: row["bleu"] for row in rows if row["alpha"] == 0}
        with_length = [row["bleu"] for row in rows if row["alpha"] > 0 and row["width"] >= 3]
        assert max(bare, key=bare.get) == best and f"$B = {best}$" in said
        assert [bare[w] for w in sorted(bare) if w >= best] == sorted(
            (bare[w] for w in bare if w >= best), reverse=True
        )
        assert max(with_length) - min(with_length) < 1


def test_the_greedy_way_is_sent_beside_the_search(app):
    opened(app, SLUG)
    found = studies.searched("fr-en", options.ASTRAY, 3)
    greedy = unpacked(sent(app))[0]["greedy"]
    assert greedy["text"] == found.greedy.text and greedy["rows"] == list(found.greedy_rows)
    assert greedy["total"] == pytest.approx(found.greedy.log_probability, abs=1e-5)
    arrived(app, width="1")
    assert unpacked(sent(app))[0]["greedy"] is None, "a beam of 1 is greedy choice"


def test_options_of_a_question_show_text_as_it_is_written(app):
    opened(app, SLUG, tab="predict")
    for check in lesson_text(SLUG, "en").checks().values():
        if check.answer is not None:
            good(question(app).set_value(check.answer).run())
            good(app.button(key=f"{SLUG}.check.next").click().run())
    assert question(app).options == ["The thief broke before", "The thief got away", "The thief has been"]
    good(question(app).set_value(2).run())
    assert any(ENGLISH["check.right"] in part.value for part in app.success)
    good(app.button(key=f"{SLUG}.check.next").click().run())
    good(question(app).set_value(0).run())
    good(app.button(key=f"{SLUG}.check.next").click().run())
    assert ".live-wider." in question(app).key
    good(question(app).set_value(0).run())
    wide = studies.searched("fr-en", options.ASTRAY, compute.WIDER).trace.likeliest
    assert any(f"{wide:.2f}" in part.value for part in app.success)


def question(app: AppTest) -> object:
    (asked,) = [group for group in app.get("button_group") if ".check." in group.key]
    return asked
