"""The page on language models: every tab and mistake, what a visitor may type, what is taken away, what is asked."""

import csv
import io
import math

import numpy as np
import pytest

from app.lessons.recurrent import compute as section
from app.lessons.recurrent.language_model import compute, figures, notebook, options, page, thumbnail
from app.theme import THEMES
from app.ui import export
from core.recurrent import language
from core.recurrent.language import free
from core.recurrent.language.text import split
from core.recurrent.results.language import Reach
from tests.app.notebooks import printed
from tests.app.strings import ENGLISH
from tests.app.visiting import address, good, opened, pictures, warnings, written

SLUG = "language_model"
ODD = [
    "x",
    "🙂🙂👩‍👩‍👧",
    "나는 학생입니다.",
    "שלום עולם",
    "<b>bold</b> {count} $x$",
    "\u0301",
    "1234 5678",
    "ALL CAPS!",
]


def words(text: str) -> tuple[str, ...]:
    return compute.read(text)[0]


@pytest.mark.parametrize("bug", options.BUGS)
def test_every_tab_with_every_mistake(app, bug):
    opened(app, SLUG, bug=bug)
    for tab in options.TABS:
        app.query_params["tab"] = tab
        good(app.run())
        assert warnings(app) == [] and pictures(app, SLUG), tab


@pytest.mark.parametrize("text", ODD)
def test_odd_sentences_are_read(app, text):
    opened(app, SLUG, a=text, b=text + " x")
    assert warnings(app) == [] and pictures(app, SLUG)
    for tab in ("predict", "letters", "free", "vocabulary", "referee"):
        app.query_params["tab"] = tab
        good(app.run())
        assert warnings(app) == [], tab


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" ", ENGLISH["language_model.error.empty"]),
        ("x" * 480, ENGLISH["language_model.error.long_word"].format(limit=240)),
    ],
    ids=["nothing", "one long word"],
)
def test_what_cannot_be_read_gets_a_sentence(app, text, said):
    opened(app, SLUG, a=text)
    assert warnings(app) == [said]
    for tab in options.TABS:
        app.query_params["tab"] = tab
        good(app.run())


def test_what_is_typed_and_cannot_be_read_stays_in_its_field_above_the_last_picture(app):
    opened(app, SLUG)
    app.text_input(key=f"{SLUG}.a").set_value("x" * 400)
    good(app.run())
    assert warnings(app) == [ENGLISH["language_model.error.long_word"].format(limit=240)]
    assert app.text_input(key=f"{SLUG}.a").value == "x" * 400 and pictures(app, SLUG)
    app.text_input(key=f"{SLUG}.a").set_value("tom is here.")
    good(app.run())
    assert warnings(app) == [] and address(app, "a") == "tom is here."


def test_of_a_long_text_the_beginning_is_read_and_that_is_said(app):
    opened(app, SLUG)
    app.text_input(key=f"{SLUG}.b").set_value("word " * 2000)
    good(app.run())
    assert ENGLISH["language_model.cut"].format(words=40) in warnings(app) and pictures(app, SLUG)


def test_nonsense_in_the_address(app):
    bad = {"models": "evil", "size": "7", "step": "-1", "free": "perhaps", "given": "x", "bug": "evil", "tab": "evil"}
    opened(app, SLUG, **bad)
    assert len(warnings(app)) == len(bad) and not set(bad) & set(app.query_params)


def test_a_pair_is_set_up_where_it_parts(app):
    opened(app, SLUG, free="1")
    good(app.get("button_group")[0].set_value("pear").run())
    a, b = options.PAIRS["pear"]
    assert (address(app, "a"), address(app, "b"), address(app, "free")) == (a, b, None)
    assert int(address(app, "step") or 4) == words(a).index("pear") + 1
    assert ENGLISH["language_model.pear"] in [caption.value for caption in app.caption]


def test_free_running_shows_what_the_model_writes(app):
    opened(app, SLUG, free="1", given="2", tab="free")
    model = language.load("words")
    given = list(words(options.Options().a)[:2])
    written_here = list(free.words(model, given))
    for t in range(2, len(written_here)):
        logs = model.log_probs(written_here[:t])
        logs[model.vocabulary.unk] = -np.inf
        assert written_here[t] == model.vocabulary.symbols[int(logs.argmax())]
    assert written_here[:2] == given
    assert compute.joined(tuple(written_here[2:])) in written(app)


def test_a_word_put_into_sentence_b():
    assert compute.with_word(("it", "was", "a", "piece", "."), 3, "mistake") == "it was a mistake."
    assert compute.with_word(("it", "was", "a", "piece", "."), 3, "<EOS>") == "it was a"


def test_the_first_screen_answers_its_title():
    """Of the written pairs with a common beginning, the one on which both models are surest; it is decided where it parts."""
    apart = compute.card("words")["measured"]["pairs"]["bits_apart"]
    surest = {
        right: min(apart["words"][i], apart["letters"][i])
        for i, (_, right, wrong) in enumerate(compute.pairs())
        if compute.parting(right, wrong) >= 2
    }
    assert max(surest, key=surest.__getitem__) == options.Options().a
    race = compute.first()
    bits = [one.by_size[8000].scored.bits_by_step for one in (race.a, race.b)]
    assert int(np.abs(bits[0] - bits[1]).argmax()) == race.parted == options.Options().step - 1


def test_the_first_experiment_says_what_is_so():
    race = compute.first()
    know, no = (one.by_size[8000] for one in (race.a, race.b))
    assert know.scored.bits_by_step[2:4].round(1).tolist() == [2.4, 5.3]
    assert no.scored.bits_by_step[2:4].round(1).tolist() == [18.2, 15.5]
    assert no.steps[3].tops[0][0] == "longer" and round(no.steps[3].tops[0][1], 2) == 0.61
    more = no.scored.bits_by_step - know.scored.bits_by_step
    assert more[2:5].round(1).tolist() == [15.8, 10.2, 4.0] and round(float(more.sum())) == 30


def test_the_second_experiment_says_what_is_so():
    race = compute.race(*map(words, options.FAR))
    chances = [math.exp(one.by_size[8000].scored.log_probs[race.parted]) for one in (race.a, race.b)]
    assert [round(chances[0], 2), round(chances[1], 3)] == [0.52, 0.065]
    so_far = [one.spelled.scored.bits_by_step[np.array(one.groups) <= race.parted].sum() for one in (race.a, race.b)]
    assert [round(float(bits), 1) for bits in so_far] == [27.8, 25.2]
    assert len("one of my best friends ") == 23 and race.a.words.index("one") == race.parted - 5


def test_the_third_experiment_says_what_is_so():
    race = compute.first()
    few = [one.by_size[10].scored for one in (race.a, race.b)]
    assert few[0].tokens == few[1].tokens == ("i", "<UNK>", "<UNK>", "the", "<UNK>", ".", "<EOS>")
    assert [round(one.perplexity, 1) for one in few] == [2.4, 2.4]
    assert [round(one.spelled_perplexity, 1) for one in few] == [6.9, 34.5]
    assert round(race.a.by_size[8000].scored.perplexity, 1) == 5.8


def test_the_numbers_and_the_notebook_are_those_of_the_picture(app):
    race = compute.first()
    rows = list(csv.DictReader(io.StringIO(export.csv(compute.numbers(race, 8000)).decode("utf-8-sig"))))
    mine = [row for row in rows if row["sentence"] == "A" and row["model"] == "words"]
    assert [row["written"] for row in mine] == [*race.a.words, "<EOS>"]
    scored = race.a.by_size[8000].scored
    assert sum(float(row["log_p"]) for row in mine) == pytest.approx(scored.log_probs.sum(), abs=1e-4)
    said = "\n".join(printed(export.notebook(notebook.cells(race.a.words, race.b.words, 8000), title="x")))
    assert f"{scored.bits:.2f} bits" in said and f"{race.a.spelled.scored.bits_per_letter:.3f} a letter" in said


def test_the_page_sets_up_what_its_experiments_say():
    first, second, third = page.experiments()
    assert first["a"] == options.Options().a and second["a"] == options.FAR[0] and third["size"] == 10


@pytest.mark.parametrize("theme", THEMES)
def test_the_figures_show_what_was_measured(theme):
    found = compute.card("words")["measured"]
    names = dict.fromkeys(("size", "perplexity", "spelled_perplexity"), "x")
    figure = figures.by_vocabulary(found["by_vocabulary"], names, theme)
    assert list(figure.data[0].y) == pytest.approx([row["perplexity"] for row in found["by_vocabulary"].values()])
    assert figure.data[0].y[0] < figure.data[0].y[-1] and figure.data[1].y[0] > figure.data[1].y[-1]
    reach = Reach(np.array([5, 9]), np.array([0.5, 0.0]))
    names = dict.fromkeys(("words", "letters", "mean", "x", "y"), "x")
    shown = figures.reach(reach, reach, found["reach"], names, theme)
    assert list(shown.data[1].y) == pytest.approx([0.5, figures.FLOOR])


def test_the_small_picture_is_two_stairs_that_part():
    one, other = thumbnail.picture()["stairs"]
    assert one[:3] == other[:3] and one[3] > other[3] and one[0] == 0
    bits = -language.load("words").score(options.Options().a).log_probs.sum() / math.log(2)
    assert one[-1] == pytest.approx(-bits, abs=0.02)


def test_options_in_a_question_are_always_in_one_order_and_lose_none():
    given = ["a", "b", "c", "d"]
    assert sorted(section.shuffled(given, "x")) == given and section.shuffled(given, "x") == section.shuffled(
        given, "x"
    )
    assert any(section.shuffled(given, about) != given for about in "abcdef")


def test_a_text_is_read_as_it_is_split():
    assert words("Don't GO!") == ("don't", "go", "!") == tuple(split("Don't GO!"))


def test_places_are_those_of_the_list():
    symbols = language.load("words").vocabulary.symbols
    found = compute.places(("it", "was", "wombat"), 8000)
    assert [symbols[i] for i in found] == ["it", "was", "<UNK>", "<EOS>"] and found[2:] == [1, 0]
    assert compute.places(("it", "was"), 10)[1] == 1


def test_what_the_text_says_of_held_out_sentences_is_on_the_card():
    found, letters = (compute.card(name)["measured"] for name in ("words", "letters"))
    sizes = found["by_vocabulary"]
    assert [round(sizes[size]["spelled_perplexity"]) for size in ("10", "8000")] == [77, 31]
    assert round(letters["perplexity_per_letter"], 1) == 2.5 and round(found["network_perplexity"]) == 24
    assert round(letters["perplexity_per_word"]) == 42
    assert found["network_perplexity"] < 0.8 * found["trigram_perplexity"]
    assert found["bits_per_letter"] < letters["bits_per_letter"] and round(found["train_sentences"], -3) == 217_000
    assert max(sizes, key=lambda size: sizes[size]["spelled_perplexity"]) == "50"
    weights = [compute.card(name)["config"]["parameters"] for name in ("words", "letters")]
    assert [round(weights[0] / 1e6, 1), round((weights[0] - 8000 * 256 - 512 * 256 + 8000 * 512) / 1e6, 1)] == [
        3.8,
        5.7,
    ]


def test_a_foreign_sentence_is_said_to_be_one(app):
    opened(app, SLUG, a="나는 학생입니다 정말로")
    assert ENGLISH["language_model.foreign"] in [caption.value for caption in app.caption]
    opened(app, SLUG, a="Tom has a wombat.")
    assert ENGLISH["language_model.foreign"] not in [caption.value for caption in app.caption]


def test_the_letter_model_runs_free_where_it_is_drawn_alone(app):
    opened(app, SLUG, free="1", given="0", models="letters", step="64")
    letters = list(free.words(language.load("letters"), ()))
    assert letters != list(free.words(language.load("words"), ()))
    assert warnings(app) == [] and f'"{letters[-2]}"' in pictures(app, SLUG)[0].json
