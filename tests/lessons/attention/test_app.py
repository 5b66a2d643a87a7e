"""The page on attention: every task and tab, drags, hidden words, the mistake, odd input, and what is taken away."""

import csv
import io
from dataclasses import replace

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from app.i18n import lesson_text
from app.lessons.translate import compute as shared
from app.lessons.translate import sentence
from app.lessons.translate.attention import compute, figures, notebook, page
from app.lessons.translate.attention.options import CAR, TABS, TEXT, Options
from app.lessons.translate.attention.picture import Rest
from app.lessons.translate.attention.shown import Shown
from app.ui import export
from core.translate.dragging import dragged
from core.translate.options import Drag, TranslationConfig
from core.translate.translator import Translator
from tests.app.notebooks import printed
from tests.app.pictures import unpacked
from tests.app.strings import ENGLISH
from tests.app.visiting import address, good, opened, pictures, warnings, written

SLUG = "attention"
ODD = (
    "🙂🙂",
    "안녕하세요, 잘 지내요?",
    "مرحبا بالعالم",
    "xqzt vvv !!! <b>&",
    "\u200f",
    "a",
    "Donaudampfschifffahrtsgesellschaft",
)


@pytest.mark.parametrize("task", shared.offered())
def test_every_tab_of_every_task(app, task):
    first = shared.sentences(task)[0]
    opened(app, SLUG, task=task, text=first.text, locale=first.locale)
    for tab in TABS:
        app.query_params["tab"] = tab
        good(app.run())
        assert warnings(app) == [] and pictures(app, "attention"), tab


def test_only_what_has_weights_is_offered(app):
    opened(app, SLUG)
    (chosen,) = [box for box in app.selectbox if box.label == ENGLISH["translate.task"]] or [None]
    assert (len(chosen.options) if chosen else 1) == len(shared.offered())
    assert set(shared.offered()) <= {"en-fr", "fr-en", "dates"}


@pytest.mark.parametrize("text", ODD)
def test_odd_input_gets_a_result_or_a_sentence(app, text):
    opened(app, SLUG, text=text)
    assert pictures(app, "attention"), text
    for tab in ("predict", "cause", "referee"):
        app.query_params["tab"] = tab
        good(app.run())


def test_a_thousand_words_and_nothing_get_a_sentence(app):
    opened(app, SLUG)
    good(typed(app, "word " * 1000))
    assert any("This is too long" in said for said in warnings(app))
    for tab in TABS:
        app.query_params["tab"] = tab
        good(app.run())
    good(typed(app, "   "))
    good(typed(app, TEXT))
    assert warnings(app) == []


def typed(app: AppTest, text: str) -> AppTest:
    return good(app.text_input(key=f"{SLUG}.text").set_value(text).run())


def field(app: AppTest) -> str:
    return app.text_input(key=f"{SLUG}.text").value


def test_what_is_refused_stays_in_the_field_and_the_last_picture_beneath(app):
    own, long = "The cat sleeps under the table.", "word " * 100
    opened(app, SLUG, text=own, step="2", drags="1:1:1:1", drags_of=crc(own))
    before = whole(app)
    for _ in range(2):
        typed(app, long) if field(app) != long else good(app.run())
        assert [said[:16] for said in warnings(app)] == ["This is too long"]
        assert (field(app), whole(app), address(app, "text")) == (long, before, own)
        assert pictures(app, "attention") and address(app, "drags") == "1:1:1:1"
    typed(app, own)
    assert warnings(app) == [] and whole(app) == before
    typed(app, long)
    label, text = ENGLISH["attention.preset.car"], CAR
    good(app.get("button_group")[0].set_value(label).run())
    assert warnings(app) == [] and field(app) == text == address(app, "text")


def test_a_date_that_is_too_long(app):
    opened(app, SLUG, task="dates", text="March 3, 2001", locale="en_US")
    before = whole(app)
    typed(app, "March 3, 2001 " * 5)
    assert [said[:23] for said in warnings(app)] == ["A date has up to 58 cha"] and whole(app) == before == "2001-03-03"


def test_a_link_or_another_task_that_brings_what_cannot_be_read(app):
    long = "word " * 90
    opened(app, SLUG, text=long)
    assert len(warnings(app)) == 1 and field(app) == long
    assert whole(app) == Translator.load("en-fr").decoding(TEXT).text, "the first preset"
    own = "through thought " * 15
    typed(app, own)
    assert warnings(app) == []
    task = next(box for box in app.selectbox if box.label == ENGLISH["translate.task"])
    good(task.set_value("fr-en").run())
    first = list(sentence.chips("fr-en").values())[1]
    assert [said[:16] for said in warnings(app)] == ["This is too long"] and field(app).strip() == own.strip()
    assert whole(app) == Translator.load("fr-en").decoding(first).text
    assert address(app, "text") == first


def test_a_shown_sentence_is_chosen_by_its_length(app):
    opened(app, SLUG)
    chips = app.get("button_group")[0].options
    assert chips[:2] == [ENGLISH["attention.preset.homework"], ENGLISH["attention.preset.car"]]
    label, text = list(sentence.chips("en-fr", page.LONG).items())[1]
    good(app.get("button_group")[0].set_value(label).run())
    assert address(app, "text") == text and chips[-1] == label


def test_drags_belong_to_their_sentence(app):
    subject = "00000000"
    opened(app, SLUG, drags="2:1:1:1", drags_of=subject)
    plain = Translator.load("en-fr").decoding(TEXT)
    assert whole(app) == plain.text, "drags of another sentence change nothing"
    app.query_params["drags_of"] = crc(TEXT)
    good(app.run())
    found, _ = dragged(Translator.load("en-fr"), TEXT, (Drag(2, 1, 1.0, True),))
    assert whole(app) == found.text != plain.text


def crc(text: str, task: str = "en-fr", locale: str = "") -> str:
    class Of:
        state = Options(task=task, text=text, locale=locale)

    assert sentence.subject(Of) == sentence.subject_of(task, text, locale)
    return sentence.subject(Of)


def sent(app: AppTest) -> dict:
    """The header of what the browser draws the picture from."""
    (picture,) = pictures(app, "attention")
    return unpacked(picture.bytes)[0]


def whole(app: AppTest) -> str:
    """The translation that stands first beneath the picture."""
    return sent(app)["said"][0][1]


@pytest.mark.parametrize("task", shared.offered())
def test_beneath_the_picture_stands_what_the_model_without_attention_writes(app, task):
    first = shared.sentences(task)[0]
    opened(app, SLUG, task=task, text=first.text, locale=first.locale)
    rows = sent(app)["said"]
    for (_, text, _), name in zip(rows, (task, f"{task}-plain"), strict=False):
        assert text == Translator.load(name).decoding(first.text, locale=first.locale).text
    assert [who for who, *_ in rows[:2]] == [ENGLISH["attention.with"], ENGLISH["attention.without"]]
    assert [text for _, text, _ in rows[2:]] == list(first.references[:1])


def test_on_the_first_screen_attention_is_right_and_the_plain_model_is_not(app):
    opened(app, SLUG)
    known = shared.references("en-fr", TEXT)
    (_, right, remark), (_, wrong, _) = sent(app)["said"]
    assert right in known and wrong not in known and remark == ENGLISH["attention.as_a_person"]


def test_the_experiments_show_what_their_words_say():
    models = Translator.load("en-fr"), Translator.load("en-fr-plain")
    means = " ".join(lesson_text(SLUG, "en").experiment(number).means for number in (1, 2, 3))
    plain = models[1].decoding(CAR).text
    first, order, held = page.experiments()
    found, made = dragged(models[0], CAR, held["drags"])
    once, _ = dragged(models[0], CAR, [replace(held["drags"][0], hold=False)])
    assert made == held["drags"] and all(f"“{text}”" in means for text in (plain, found.text, once.text))
    looks = models[0].decoding(TEXT)
    names = [looks.source[looks.most_looked_at(step)] for step in (first["step"] - 1, first["step"])]
    assert names == ["▁us", "▁gave"] and looks.target[2:4] == ("▁nous", "▁a")
    car = models[0].decoding(CAR)
    at = {piece: place for place, piece in enumerate(car.source)}
    step = order["step"]
    assert car.target[step - 1 : step + 1] == ("▁voiture", "▁rouge")
    said = {
        f"({weight:.2f})".replace("0.", ".")
        for weight in (car.alpha[step - 1, at["▁car"]], car.alpha[step, at["▁red"]], car.alpha[step, at["▁car"]])
    }
    assert all(weight in means for weight in said)


def test_dragging_keeps_the_last_value_of_a_weight_and_has_an_end(app, monkeypatch):
    kept: dict = {}
    notices: list = []

    class Page:
        state = Options()

        def update(self, **changes):
            kept.update(changes)
            Page.state = Options(**{**vars(Page.state), **changes})

    monkeypatch.setattr(page.state, "notice", lambda key, **values: notices.append(key))
    lesson = Page()
    for weight in (0.2, 0.7):
        page._keep(lesson, Drag(1, 0, weight))
    assert kept["drags"] == (Drag(1, 0, 0.7),) and kept["drags_of"] == crc(TEXT) and kept["step"] == 1
    for step in range(2, 12):
        page._keep(lesson, Drag(step, 0, 0.5))
    assert len(kept["drags"]) == page.MAX_DRAGS and notices


def test_the_next_look_is_asked_and_the_answer_is_the_largest_weight(app):
    opened(app, SLUG, step="1")
    answer_the_texts(app)
    found = Translator.load("en-fr").decoding(TEXT)
    words = compute.words(found.source)
    weights = [found.alpha[2, list(word)].sum() for word in words]
    best = compute.spelling(found.source, words[int(np.argmax(weights))])
    (question,) = [group for group in app.get("button_group") if ".check.live-look." in group.key]
    assert best in question.options
    good(question.set_value(question.options.index(best)).run())
    assert any(ENGLISH["check.right"] in part.value for part in app.success)


def answer_the_texts(app: AppTest) -> None:
    """Answer the questions of the text, which come before those on the picture."""
    for check in lesson_text(SLUG, "en").checks().values():
        if check.answer is not None:
            (group,) = [group for group in app.get("button_group") if ".check." in group.key]
            good(group.set_value(check.answer).run())
            good(app.button(key=f"{SLUG}.check.next").click().run())


def test_a_hidden_word_is_as_core_says(app):
    opened(app, SLUG, tab="cause", mask="3")
    word = next(word for word in compute.words(Translator.load("en-fr").read(TEXT)[0]) if 3 in word)
    found = Translator.load("en-fr").masked(TEXT, word, TranslationConfig("greedy"))
    said = written(app)
    assert found.unread in said and found.unknown in said


def test_a_hidden_word_is_told_rightly_where_the_picture_shows_the_mistake(app, monkeypatch):
    """The mistaken decoding may be longer than the one that hiding is about."""
    drawn = []
    bars = figures.drops
    monkeypatch.setattr(figures, "drops", lambda *given: drawn.append(given[:5]) or bars(*given))
    opened(app, SLUG, tab="cause", task="dates", locale="fr_FR", mask="3", bug="1")
    (pieces, alpha, *falls) = drawn[0]
    translator = Translator.load("dates")
    rightly, mistaken = (translator.decoding(TEXT, locale="fr_FR", over_outputs=wrongly) for wrongly in (False, True))
    assert alpha == pytest.approx(rightly.alpha[:, 3]) and {len(pieces), *map(len, falls)} == {len(rightly.target)}
    assert len(rightly.target) != len(mistaken.target)


def test_the_mistake_shows_in_the_sums_and_the_referee_catches_it(app):
    opened(app, SLUG, bug="1", tab="bug")
    assert ENGLISH["bug.on"] in [caption.value for caption in app.caption]
    app.query_params["tab"] = "referee"
    good(app.run())
    good(app.button(key=f"{SLUG}.referee.run").click().run())
    wrong = referee(app)
    app.query_params["bug"] = "0"
    good(app.run())
    good(app.button(key=f"{SLUG}.referee.run").click().run())
    right = referee(app)
    assert max(right.values()) < 1e-3
    names = {ENGLISH["attention.referee.alpha"], ENGLISH["attention.referee.sum"]}
    assert {name for name, off in wrong.items() if off > 0.01} == names


def referee(app: AppTest) -> dict[str, float]:
    from html.parser import HTMLParser

    cells: list[str] = []

    class Reader(HTMLParser):
        def handle_data(self, data):
            cells.append(data)

    for part in app.get("html"):
        if ENGLISH["referee.ours"] in str(part.proto.body):
            Reader().feed(str(part.proto.body))
    rows = cells[4:]
    return {rows[i]: float(rows[i + 3]) for i in range(0, len(rows), 4)}


def test_an_experiment_stays_on_while_weights_are_dragged(app):
    opened(app, SLUG, **{"try": "3"})
    assert sent(app)["strip"]["on"] == 3 and address(app, "drags") == "3:4:1:1"
    app.query_params["drags"] = "2:1:1:0"
    good(app.run())
    assert sent(app)["strip"]["on"] == 3
    good(typed(app, "The cat sleeps."))
    assert sent(app)["strip"]["on"] == 0


def test_another_task_takes_its_own_sentence_for_a_preset(app):
    opened(app, SLUG, text=CAR)
    task = next(box for box in app.selectbox if box.label == ENGLISH["translate.task"])
    good(task.set_value("fr-en").run())
    assert address(app, "text") == list(sentence.chips("fr-en").values())[1]
    good(task.set_value("en-fr").run())
    assert field(app) == TEXT


def picture(drags: tuple[Drag, ...] = ()) -> Shown:
    translator = Translator.load("en-fr")
    before = translator.decoding(TEXT)
    found, made = dragged(translator, TEXT, drags)
    return Shown("en-fr", TEXT, "", found, before, made, Rest(2, None), False)


def test_the_csv_has_every_weight():
    one = picture((Drag(1, 2, 0.5),))
    rows = list(csv.DictReader(io.StringIO(export.csv(page.numbers(one)).decode("utf-8-sig"))))
    assert len(rows) == one.decoding.alpha.size
    at = 1 * len(one.decoding.source) + 2
    assert float(rows[at]["alpha"]) == pytest.approx(0.5) != float(rows[at]["own_alpha"])
    for step in range(len(one.decoding.target)):
        total = sum(float(row["alpha"]) for row in rows if row["step"] == str(step + 1))
        assert total == pytest.approx(1, abs=1e-5)


def test_the_notebook_gives_the_same_translation():
    drags = (Drag(1, 2, 1.0, True),)
    cells = notebook.cells("en-fr", TEXT, "", drags, False)
    said, rows, _ = printed(export.notebook(cells, title="x"))
    found = picture(drags).decoding
    assert said == found.text + "\n"
    assert [row.split()[0] for row in rows.splitlines()] == [piece.split()[0] for piece in found.target]


def test_dates_with_and_without_attention(app):
    first = shared.sentences("dates")[0]
    opened(app, SLUG, task="dates", text=first.text, locale=first.locale, tab="plain")
    read = {name: Translator.load(name) for name in ("dates", "dates-plain")}
    said = written(app)
    for one in shared.sentences("dates"):
        both = [translator.decoding(one.text, locale=one.locale).text for translator in read.values()]
        assert f'<th scope="row">{one.text}</th>' + "".join(f"<td>{text}</td>" for text in both) in said
    shares = [shared.card(name)["measured"]["unseen_locales_clear"]["exact"] / 40 for name in read]
    assert "".join(f"<td>{share:.1f} %</td>" for share in shares) in said


def test_lengths_hardly_trained_on_are_marked():
    rows = compute.by_length("en-fr")
    card = shared.card("en-fr")["measured"]["by_length"]
    total = sum(row["trained"] for row in card)
    assert [row.rare for row in rows] == [row["trained"] < total / 200 for row in card]
    assert rows[-1].rare and not rows[0].rare and rows[-1].span.endswith("+")
