"""The page on sampling: every tab and mistake, what a visitor may type, what is taken away, what is asked."""

import csv
import io
from html import escape

import numpy as np
import pytest

from app.lessons.recurrent import compute as section
from app.lessons.recurrent.sampling import compute, figures, notebook, options, page, predict, thumbnail
from app.lessons.recurrent.sampling.options import Options
from app.lessons.recurrent.sampling.picture import Rest
from app.lessons.recurrent.sampling.shown import Shown, token
from app.theme import THEMES
from app.ui import export
from core.recurrent import alternatives, desk, sampling, sources
from core.recurrent.language import ngrams
from core.recurrent.options import SOURCES, SamplingConfig
from core.recurrent.results.sampling import Sample
from tests.app.notebooks import printed
from tests.app.strings import ENGLISH
from tests.app.visiting import address, good, opened, pictures, warnings, written

SLUG = "sampling"
START = compute.read("everyday", Options().beginning)[0]
FIRST = compute.config(Options())
ODD = ["x", "🙂🙂👩‍👩‍👧", "나는 학생입니다.", "שלום עולם", "<b> {n} $x$", "\u0301", "1234 5678", "ALL CAPS!"]


def written_as(asked: Options) -> Sample:
    """The text that the page would show, by core alone."""
    start, kept = desk.read(asked.source, asked.beginning)[0], desk.kept(asked.source, asked.kept)
    return sampling.sample(sources.load(asked.source), start, compute.config(asked), asked.seed, kept=kept)


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("bug", options.BUGS)
def test_every_tab_with_every_mistake(app, bug, source):
    opened(app, SLUG, bug=bug, source=source, beginning=options.STARTS[source][0])
    for tab in options.TABS:
        app.query_params["tab"] = tab
        good(app.run())
        assert warnings(app) == [] and pictures(app, SLUG), tab


@pytest.mark.parametrize("text", ODD)
def test_odd_beginnings_are_gone_on_from(app, text):
    opened(app, SLUG, beginning=text)
    assert warnings(app) == [] and pictures(app, SLUG)
    for tab in ("predict", "temperatures", "branches", "referee"):
        app.query_params["tab"] = tab
        good(app.run())
        assert warnings(app) == [], tab


def test_letters_that_the_names_do_not_have_stay_in_the_field_and_are_named(app):
    opened(app, SLUG, source="names", beginning="M")
    app.text_input(key=f"{SLUG}.beginning").set_value("Zoë")
    good(app.run())
    assert warnings(app) == [ENGLISH["sampling.error.letters"].format(letters="ë")]
    assert app.text_input(key=f"{SLUG}.beginning").value == "Zoë" and pictures(app, SLUG)
    app.text_input(key=f"{SLUG}.beginning").set_value("zo")
    good(app.run())
    assert warnings(app) == [] and address(app, "beginning") == "zo"


def test_from_nothing_is_a_beginning_too(app):
    opened(app, SLUG)
    app.text_input(key=f"{SLUG}.beginning").set_value("")
    good(app.run())
    assert warnings(app) == [] and address(app, "beginning") == "" and pictures(app, SLUG)


def test_of_a_long_beginning_the_first_words_are_read_and_that_is_said(app):
    opened(app, SLUG)
    app.text_input(key=f"{SLUG}.beginning").set_value("word " * 2000)
    good(app.run())
    assert ENGLISH["sampling.cut"].format(most=12, text=" ".join(["word"] * 12)) in warnings(app) and pictures(
        app, SLUG
    )


def test_nonsense_in_the_address(app):
    bad = {"source": "evil", "seed": "0", "temperature": "3", "top_k": "-1", "top_p": "0", "min_p": "x", "step": "-1"}
    bad |= {"needle": "7", "bug": "evil", "tab": "evil"}
    opened(app, SLUG, **bad)
    assert len(warnings(app)) == len(bad) and not set(bad) & set(app.query_params)
    opened(app, SLUG, kept="wombat <EOS> 🙂", step="150")
    assert warnings(app) == [] and pictures(app, SLUG)


def test_another_network_begins_with_a_text_of_its_own(app):
    opened(app, SLUG, kept="to be", needle="0.5")
    app.selectbox(key=f"{SLUG}.source").set_value("names")
    good(app.run())
    assert address(app, "beginning") == options.STARTS["names"][0]
    assert address(app, "kept") is None and address(app, "needle") is None and pictures(app, SLUG)


def test_the_first_screen_answers_its_title():
    """A word is being drawn that is neither the greedy one nor sure, and the same needle picks another at each temperature."""
    first, options_ = compute.first(), Options()
    draw, u = first.sample.steps[options_.step], float(first.sample.us[options_.step])
    q = sampling.adjust(draw.logits, **vars(FIRST))
    assert sampling.draw(q, u) == draw.index != int(q.argmax()) and 4 <= (q > 0).sum() <= 8 and q.max() < 0.5
    found = [hit.symbol for hit in compute.hits("everyday", draw, options_, u)]
    assert len({*found, first.symbols[draw.index]}) == 4
    assert first.greedy.tokens[: options_.step + 1] != first.sample.tokens[: options_.step + 1]
    assert first.sample.ended and len(set(first.texts)) >= 10


def test_the_first_experiment_says_what_is_so():
    first, step = compute.first(), Options().step
    draw, u = first.sample.steps[step], float(first.sample.us[step])
    assert first.symbols[draw.index] == "lawyer" and round(u, 3) == 0.845
    hits = {T: alternatives.hit(draw.logits, first.symbols, SamplingConfig(T, top_p=0.9), u) for T in (0.3, 1.0, 2.0)}
    assert [hit.symbol for hit in hits.values()] == ["teacher", "millionaire", "textbook"]
    assert len(hits[0.3].chances) == 2 and compute.left(draw, SamplingConfig(2.0, top_p=0.9)) == 2092
    assert first.texts[0] == " to go to america."
    likelier = [text for text, one in zip(first.texts, (first.greedy, *first.others), strict=True)
                if one.log_probability > first.greedy.log_probability]  # fmt: skip
    assert " to live in boston." in likelier


def test_the_second_experiment_says_what_is_so():
    hot = Options(**page.experiments()[1])
    assert (hot.temperature, hot.top_p) == (1.5, 1.0)
    sample = written_as(hot)
    draw, u = sample.steps[hot.step], float(sample.us[hot.step])
    assert sample.tokens[:4] == ("to", "be", "a", "spain")
    symbols = sources.load("everyday").symbols
    likeliest = alternatives.pieces(sampling.adjust(draw.logits, temperature=1.5), symbols, 16)
    assert likeliest[-1] == ("", pytest.approx(0.630, abs=5e-4)) and len(likeliest) == 17
    left = [compute.left(draw, SamplingConfig(1.5, top_p=p)) for p in (1.0, 0.9)]
    assert left == [3999, 1108] and left[0] - left[1] == 2891
    assert alternatives.hit(draw.logits, symbols, SamplingConfig(1.5, top_p=0.9), u).symbol == "player"


def test_the_third_experiment_says_what_is_so():
    last = Options(**page.experiments()[2])
    draw = written_as(last).steps[last.step]
    assert last.temperature_last and compute.left(draw, compute.config(last)) == 67
    assert compute.left(draw, SamplingConfig(1.5, top_p=0.9)) == 1108


def test_the_numbers_and_the_notebook_are_those_of_the_picture(app):
    first, step = compute.first(), Options().step
    rows = list(
        csv.DictReader(
            io.StringIO(export.csv(compute.numbers("everyday", first.sample.steps[step], FIRST)).decode("utf-8-sig"))
        )
    )
    assert [row["symbol"] for row in rows[:3]] == ["doctor", "teacher", "lawyer"] and len(rows) == 4000
    q = sampling.adjust(first.sample.steps[step].logits, **vars(FIRST))
    assert sum(float(row["q_cut"]) for row in rows) == pytest.approx(1, abs=1e-4)
    assert float(rows[0]["q_cut"]) == pytest.approx(q.max(), abs=1e-5)
    assert float(rows[0]["q"]) == pytest.approx(
        sampling.adjust(first.sample.steps[step].logits, temperature=0.7).max(), abs=1e-5
    )
    cells = notebook.cells("everyday", first.sample.start, (), None, FIRST, first.sample.seed, step, 97)
    said = "\n".join(printed(export.notebook(cells, title="x")))
    assert "my brother wants to be a lawyer." in said and f"{first.sample.us[step]}" in said
    assert f"{q.max():.4f}" in said


def test_texts_by_the_same_numbers_differ_by_the_temperature_alone():
    rows = compute.at_temperatures("everyday", START, Options(), (100, 101))
    writer = sources.load("everyday")
    for row, seed in zip(rows, (100, 101), strict=True):
        for text, T in zip(row, compute.TEMPERATURES, strict=True):
            one = sampling.sample(writer, START, SamplingConfig(T, top_p=0.9), seed)
            assert text == writer.joined((*one.start, *one.tokens))


def test_the_table_by_counting_has_two_sentences_of_each(app):
    opened(app, SLUG, tab="counted")
    found = compute.counted((1, 2))
    assert list(found) == [*ngrams.ORDERS, 0] and all(len(some) == 2 for some in found.values())
    shown = written(app)
    for order, some in found.items():
        for copied in some:
            cells = (compute.spoken(copied.words), compute.spoken(copied.run), str(copied.length))
            row = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
            assert f'<th scope="row">{ENGLISH[f"sampling.order.{order}"]}</th>{row}' in shown
    measured = compute.card("shakespeare")["measured"]["copying"]["by"]
    assert measured["1"]["mean_run"] < measured["2"]["mean_run"] < measured["3"]["mean_run"] < measured["4"]["mean_run"]


def test_what_the_text_says_of_the_networks_is_on_their_cards():
    from core import checkpoints

    assert round(checkpoints.card("shakespeare_letters")["measured"]["train_sentences"], -3) == 42_000
    assert round(checkpoints.card("dinosaurs")["measured"]["train_names"], -2) == 1_200
    found = checkpoints.card("names")["measured"]
    assert round(found["train_names"] / sum(found[f"{part}_names"] for part in ("train", "dev", "test")), 2) == 0.85
    assert sources.WORDS == 4_000
    limits = [sources.load(source).limit for source in SOURCES]
    assert limits == [20, 20, 20, 160]


def test_the_small_picture_is_the_first_screen():
    made = thumbnail.picture()
    for row in made["rows"]:
        assert sum(piece["width"] for piece in row) == pytest.approx(1, abs=1e-3)
        assert [piece["hit"] for piece in row].count(True) == 1
    ends = np.cumsum([piece["width"] for piece in made["rows"][1]])
    hit = [piece["hit"] for piece in made["rows"][1]].index(True)
    assert ends[hit - 1] <= made["needle"] < ends[hit]


@pytest.mark.parametrize("theme", THEMES)
def test_the_figures_show_what_was_drawn(theme):
    first, step = compute.first(), Options().step
    draw, u = first.sample.steps[step], float(first.sample.us[step])
    hits = compute.hits("everyday", draw, Options(), u)
    figure = figures.one_needle(hits, u, dict.fromkeys(("others", "chance"), "x"), theme)
    for hit in hits:
        row = [bar.x[0] for bar in figure.data if bar.y[0] == f"T = {hit.temperature:.1f}"]
        assert sum(row) == pytest.approx(1) and row == pytest.approx([chance for _, chance in hit.chances])
    tree = alternatives.branches(sources.load("everyday"), START, FIRST)
    shown = figures.tree(tree, first.sample.tokens, {"root": "<b>", "others": "x", "chance": "x"}, theme).data[0]
    assert shown.labels[0] == "&lt;b&gt;" and shown.values[0] == 1
    children = [v for v, parent in zip(shown.values, shown.parents, strict=True) if parent == "root"]
    assert sum(children) == pytest.approx(1)


def test_options_in_a_question_lose_none():
    given = ["a", "b", "c", "d"]
    assert sorted(section.shuffled(given, "x")) == given


@pytest.mark.parametrize("source", SOURCES)
def test_what_is_asked_about_the_picture_is_answered_by_plain_python(source):
    """Each live question of the page against the same question put to a list of chances."""
    whole = written_as(Options(source=source, beginning=options.STARTS[source][0]))
    shown = Shown(source, desk.together(source, whole, whole, ()), at(1), FIRST)
    draw, symbols, u = whole.steps[1], sources.load(source).symbols, whole.steps[1].u
    cold = sampling.adjust(draw.logits, temperature=0.3, top_p=0.9)
    place = 0.0
    for i in sorted(range(len(cold)), key=lambda i: (-cold[i], i)):
        place += cold[i]
        if place > u:
            break
    half = sorted(draw.p, reverse=True)
    needed = next(n for n in range(1, len(half) + 1) if sum(half[:n]) >= 0.5 - 1e-12)
    asked = {one.name: one for one in predict.about(shown, Options(source=source))}
    if "live-colder" in asked:
        one = asked["live-colder"]
        assert one.options[one.answer] == token(symbols[i])
    if "live-left" in asked:
        one = asked["live-left"]
        assert one.options[one.answer] == f"{needed:,}" and len(set(one.options)) == len(one.options) >= 2
    if "live-order" in asked:
        hot = [compute.left(draw, SamplingConfig(2.0, top_p=0.9, temperature_last=last)) for last in (False, True)]
        assert hot[0] > hot[1] and asked["live-order"].answer == 0


def test_every_question_can_be_asked_and_answered(app):
    opened(app, SLUG, tab="predict")
    for place in range(7):
        app.session_state["checks.places"] = {SLUG: place}
        good(app.run())
        pills = next(group for group in app.get("button_group") if str(group.key).startswith(f"{SLUG}.check"))
        good(pills.set_value(0).run())
        assert ENGLISH["check.place"].format(place=place + 1, count=7) in written(app)
        assert len(app.success) + len(app.info) + len(app.error) >= 1, place


def test_a_word_that_the_network_does_not_know_is_named(app):
    opened(app, SLUG, beginning="the zyzzyva 🙂 zyzzyva")
    said = [caption.value for caption in app.caption]
    assert any("zyzzyva" in one and "⟨UNK⟩" in one for one in said)
    opened(app, SLUG, beginning="the dog")
    assert not any("⟨UNK⟩" in caption.value for caption in app.caption)


def test_an_address_that_names_the_network_alone_begins_as_that_network_does(app):
    opened(app, SLUG, source="names", tab="predict")
    assert warnings(app) == [] and pictures(app, SLUG)
    assert app.text_input(key=f"{SLUG}.beginning").value == options.STARTS["names"][0]


def test_nothing_is_asked_about_a_needle_that_hit_nothing():
    kept = written_as(Options(kept="to be a"))
    shown = Shown("everyday", desk.together("everyday", kept, kept, ()), at(1), FIRST)
    assert shown.u is None and "live-colder" not in {one.name for one in predict.about(shown, Options())}


def at(step: int) -> Rest:
    return Rest(step, 100, 0.7, 0, 0.9, 0.0, False)
