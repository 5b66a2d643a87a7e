"""The tabs of the page on one-hot vectors and embeddings, own vectors, what is taken away, and the first screen."""

import csv
import io
import json
from dataclasses import replace

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from app.jobs.running import load, outcome
from app.lessons.words.word_representation import JOBS, compute, notebook, options, take, thumbnail
from app.lessons.words.word_representation.options import Options
from app.lessons.words.word_representation.picture import payload
from app.ui import export
from core.words import few_labels, library, lookup, one_hots, representation, senses
from core.words.options import CLASSES, LABELS, FewLabelsConfig
from tests.app.notebooks import printed
from tests.app.strings import ENGLISH
from tests.app.visiting import address, good, opened, pictures, warnings, written
from tests.lessons.word_representation.samples import CLOCKS
from tests.lessons.word_representation.visit import (
    SLUG,
    another,
    captions,
    drawn,
    header_names,
    represented,
    said,
    tables,
    typed,
)
from tests.lessons.words.samples import own_vectors


@pytest.fixture
def lesson(app: AppTest) -> AppTest:
    return opened(app, SLUG)


# Tabs.


@pytest.mark.parametrize("tab", options.TABS)
def test_every_tab_opens(lesson, tab):
    lesson.query_params["tab"] = tab
    good(lesson.run())
    assert not warnings(lesson) and len(pictures(lesson, SLUG)) == 1


def test_the_question_is_about_a_word_that_is_not_on_the_screen(app):
    app.session_state["checks.places"] = {SLUG: 99}
    opened(app, SLUG, tab="predict", text="king")
    (asked,) = [group for group in app.get("button_group") if ".check." in (group.key or "")]
    shown = represented(replace(Options(), text="king"))
    word, (choices, right) = compute.nearest_question(shown, 0, "glove")
    wv = library.load("glove")
    near = sorted(set(options.RULER.split()) - {"king"}, key=lambda other: -wv.similarity("king", other))
    assert word == near[2] and f"nearest to “{word}”" in written(app)
    assert choices[right] == max(choices, key=lambda other: wv.similarity(word, other))
    good(asked.set_value(right).run())
    assert any(choices[right] in success.value for success in app.success)


@pytest.mark.parametrize("text", sorted(options.SENSES.values()))
def test_senses_are_counted(app, text):
    opened(app, SLUG, tab="senses")
    good(app.text_input(key=f"{SLUG}.senses").set_value(text).run())
    found = senses.read(library.load("glove"), text)
    for leans, sense in ((~found.leans_second, found.first), (found.leans_second, found.second)):
        near = [word for word, one in zip(found.words, leans, strict=True) if one]
        line = said("word_representation.senses.lean", sense=sense, count=len(near), all=60, words=", ".join(near[:10]))
        assert line in written(app)
    for share, sense in zip(found.beyond, (found.first, found.second), strict=True):
        assert f"{100 * share:.2g} %" in written(app) and f"*{sense}*" in written(app)


@pytest.mark.parametrize(
    ("text", "key", "values"),
    [
        ("bank money", "word_representation.three_words", {}),
        ("bank money river sea", "word_representation.three_words", {}),
        ("bank BANK river", "word_representation.same_words", {}),
        ("bank money qqqzzq", "vectors.unknown_word", {"word": "qqqzzq"}),
        ("", "notice.empty_text", {}),
    ],
)
def test_what_are_no_senses_gets_a_sentence_and_those_before_stay(app, text, key, values):
    opened(app, SLUG, tab="senses", senses=options.SENSES["mouse"])
    good(app.text_input(key=f"{SLUG}.senses").set_value(text).run())
    assert warnings(app) == [said(key, **values)]
    assert "Leaning to keyboard" in written(app) and address(app, "senses") == options.SENSES["mouse"]


def test_the_mistake_of_a_place_as_a_size(app):
    opened(app, SLUG, tab="bug", text="king")
    assert "WordSim" not in written(app)
    app.query_params["bug"] = "size"
    good(app.run())
    found = one_hots.beside(library.load("glove"), "king")
    assert f"*king* is column {found.row:,}" in written(app)
    assert ", ".join(f"{word} ({at:,})" for at, word in found.by_place) in written(app)
    scores = f"**{found.place_score:.3f}**".replace("-", "−"), f"**{found.cosine_score:.3f}**"
    assert all(score in written(app) for score in scores) and f"{found.pairs} pairs" in written(app)


def test_the_mistake_of_one_hots_that_are_a_little_alike(app):
    opened(app, SLUG, tab="bug", bug="alike")
    (table,) = tables(app)
    wv = library.load("glove")
    assert [row[0] for row in table[1:]] == [", ".join(pair) for pair in compute.PAIRS]
    for (first, second), row in zip(compute.PAIRS, table[1:], strict=True):
        likeness = f"{wv.similarity(first, second):.3f}".replace("-", "−")
        assert row[1:] == ["0.000", "1.414", "−2.00e−05", likeness]


def test_own_vectors_that_lack_a_word_of_the_pairs_leave_it_out(app):
    app.session_state["words.own"] = own_vectors(["king", "queen", *(f"w{i}" for i in range(30))], 4)
    opened(app, SLUG, vectors="own", tab="bug", bug="alike", text="king", axes="king queen")
    (table,) = tables(app)
    assert [row[0] for row in table[1:]] == ["king, queen"] and table[1][3] == f"{-1 / 31:.2e}".replace("-", "−")


def test_the_referee_runs_and_agrees(app):
    opened(app, SLUG, tab="referee", word="king", size="20000")
    good(app.button(key=f"{SLUG}.referee.run").click().run())
    (table,) = tables(app)
    names = ("product", "look_up", "both", "distances", "one_hot", "features")
    assert [row[0] for row in table[1:]] == [ENGLISH[f"word_representation.check.{name}"] for name in names]
    apart = {name: float(row[3]) for name, row in zip(names, table[1:], strict=True)}
    assert apart["product"] == apart["look_up"] == apart["both"] == 0
    assert max(apart.values()) < 1e-5
    typed(app, "car")
    assert not tables(app), "what was checked was another word"


@pytest.mark.parametrize(
    "brought", [{"text": "papaya"}, {"text": "papaya", "size": "200"}, {"word": "juice", "size": "100"}]
)
def test_the_referee_takes_a_vocabulary_that_has_the_word(brought):
    app = another(tab="referee", **brought)
    good(app.button(key=f"{SLUG}.referee.run").click().run())
    assert len(tables(app)[0]) == 7


# The clocks.


def measured(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The server's clock gives 1, 2, 3 … microseconds; returns what it has given."""
    given: list[float] = []

    def microseconds(call) -> float:
        call()
        given.append(float(len(given) + 1))
        return given[-1]

    monkeypatch.setattr(lookup, "microseconds", microseconds)
    return given


def test_what_was_measured_is_shown_and_the_pictures_clocks_follow(app, monkeypatch):
    monkeypatch.setattr(compute, "first_clocks", lambda: CLOCKS)
    monkeypatch.setattr("app.jobs._runner", None)  # which keeps what others have had measured
    given = measured(monkeypatch)
    opened(app, SLUG, tab="clocks")
    assert drawn(app)[0]["clocks"]["product"] == CLOCKS.product.tolist()
    app.session_state[f"{SLUG}.clocks.table"] = True
    good(app.button(key="job.clocks.ask").click().run())
    assert len(given) == 2 * len(lookup.SIZES), "each V, both ways"
    rows = tables(app)[0][1:]
    assert [row[:2] for row in rows] == [[f"{size:,}", f"{50 * size:,}"] for size in lookup.SIZES]
    assert [[float(cell) for cell in row[2:4]] for row in rows] == [given[i : i + 2] for i in range(0, len(given), 2)]
    clocks = drawn(app)[0]["clocks"]
    assert clocks == {"sizes": list(lookup.SIZES), "product": given[::2], "lookup": given[1::2]}
    good(app.button(key=f"{SLUG}.clocks.again_button").click().run())
    good(app.button(key="job.clocks.ask").click().run())
    assert len(given) == 4 * len(lookup.SIZES), "it is measured anew"
    typed(app, "king")
    assert drawn(app)[0]["clocks"]["product"] == given[20::2]


@pytest.mark.parametrize("vectors", ["news", "own"])
def test_of_other_vectors_the_clocks_are_not_measured_until_one_asks(app, monkeypatch, vectors):
    monkeypatch.setattr("app.jobs._runner", None)
    given = measured(monkeypatch)
    app.session_state["words.own"] = own_vectors(["orange", "man", "woman", *(f"w{i}" for i in range(30))], 700)
    opened(app, SLUG, vectors=vectors, axes="man woman", tab="clocks")
    assert drawn(app)[0]["clocks"] is None and not given
    app.session_state[f"{SLUG}.clocks.table"] = True
    good(app.button(key="job.clocks.ask").click().run())
    shown, rows = drawn(good(app.run()))[0], tables(app)[0][1:]
    sizes = [size for size in lookup.SIZES if size * shown["dimensions"] <= lookup.MOST]
    assert shown["sizes"] == shown["clocks"]["sizes"] == sizes and len(rows) == len(sizes)
    assert (len(sizes) < len(lookup.SIZES)) == (vectors == "own"), "700 numbers a word are too many for the largest"
    app.query_params["vectors"] = "glove"
    monkeypatch.setattr(compute, "first_clocks", lambda: CLOCKS)
    good(app.run())
    assert drawn(app)[0]["clocks"]["product"] == CLOCKS.product.tolist(), "other vectors, other clocks"


# Few labels.


def few(**brought: str) -> AppTest:
    return another(tab="few", **brought)


@pytest.mark.parametrize("task", LABELS)
def test_every_number_of_labels_and_every_draw(task):
    app = few(task=task)
    for labels in LABELS[task]:
        good(app.selectbox(key=f"{SLUG}.labels").set_value(labels).run())
        good(app.number_input(key=f"{SLUG}.draw").set_value(2 + labels % 3).run())
        found = few_labels.judge(task, labels, 2 + labels % 3, options.SENTENCES[task], library.load("glove"))
        verdict, words, *_ = tables(app)
        percent = [[f"{100 * share:.0f} %" for share in shares] for shares in (found.one_hot, found.embedded)]
        assert [row[1:] for row in verdict[1:3]] == percent and not warnings(app)
        assert len(verdict) == (4 if task == "feelings" else 3), "the classifier of reviews knows no emoji"
        best = int(found.embedded.argmax()) if task == "emoji" else 0
        bias = f"{round(found.one_hot_bias[best], 2) or 0.0:+.2f}".replace("-", "−")
        assert words[-1] == [
            ENGLISH["word_representation.few.bias"],
            "",
            bias,
            ENGLISH["word_representation.few.in_words"],
        ]
        for row, word in zip(words[1:-1], found.words, strict=True):
            i = found.words.index(word)
            hot = f"{round(found.one_hot_parts[i, best], 2) or 0.0:+.2f}" if found.met[i] else "0"
            assert row == [word, "yes" if found.met[i] else "no", *(
                x.replace("-", "−") for x in (hot, f"{round(found.embedded_votes[i, best], 2) or 0.0:+.2f}"))]  # fmt: skip
        name = verdict[0][1 + (best if task == "emoji" else 1)]
        assert CLASSES[task][best if task == "emoji" else 1] in name
        assert all(f"“{name}”" in head for head in words[0][2:])


@pytest.mark.parametrize("task", LABELS)
def test_both_classifiers_are_checked_by_another_solver(task):
    app = few(task=task, labels="20", draw="3")
    good(app.button(key=f"{SLUG}.few.run").click().run())
    rows = tables(app)[-1][1:]
    assert [row[0].split(": ")[1] for row in rows] == ["W", "b", "P"] * 2
    assert all(row[0].startswith(ENGLISH["word_representation.way.one_hot"]) for row in rows[:3])
    assert all(float(row[3]) < 1e-3 for row in rows)
    good(app.number_input(key=f"{SLUG}.draw").set_value(4).run())
    assert tables(app)[-1][1:] != rows, "what was checked was another draw"


def test_superb_is_not_there_for_one_hot_vectors_and_speaks_for_positive_by_its_embedding():
    app = few()
    row = next(row for row in tables(app)[1] if row[0] == "superb")
    assert row[1:3] == ["no", "0"] and row[3].startswith("+") and float(row[3]) > 0.1


@pytest.mark.parametrize(
    ("brought", "labels"),
    [
        ({"labels": "33"}, 20),
        ({"labels": "36"}, 50),
        ({"labels": "199"}, 200),
        ({"task": "emoji", "labels": "200"}, 130),
    ]
    + [({"task": "emoji"}, 50)],
)
def test_a_number_of_labels_that_there_is_not_gives_way_to_the_nearest(brought, labels):
    app = few(**brought)
    assert app.selectbox(key=f"{SLUG}.labels").value == labels and not warnings(app)


def test_another_task_has_a_sentence_and_a_number_of_its_own():
    app = few(labels="200", sentence="A great game.")
    app.query_params["task"] = "emoji"
    good(app.run())
    assert [row[0] for row in tables(app)[1][1:-1]] == ["a", "great", "game"], "a link's sentence stays"
    assert app.selectbox(key=f"{SLUG}.labels").value == 130


@pytest.mark.parametrize(
    ("sentence", "key"),
    [
        ("…", "few_labels.empty"),
        ("12 !", "few_labels.empty"),
        ("🙂", "few_labels.empty"),
        ("qqqzzq vvvxxq", "few_labels.unknown"),
    ]
    + [("שלום", "few_labels.unknown"), ("<b>", ""), ("", ""), ("<img src=x onerror=1> great", ""), ("good " * 60, "")],
)
@pytest.mark.parametrize("task", LABELS)
def test_odd_sentences_are_judged_or_get_a_sentence(task, sentence, key):
    app = few(task=task)
    good(app.text_input(key=f"{SLUG}.sentence").set_value(sentence).run())
    assert warnings(app) == ([said(key)] if key else [])
    judged = [table for table in tables(app) if table[0][0] == ENGLISH["word_representation.few.says"]]
    assert bool(judged) == (not key) and "<img" not in written(app)
    cut = said("word_representation.few.cut", count=few_labels.LONGEST)
    assert (cut in captions(app)) == sentence.startswith("good good")
    if not sentence:
        words = [row[0] for row in tables(app)[1][1:]]
        assert options.SENTENCES[task].lower().startswith(words[0]), "that of the task"


def test_both_are_compared_on_own_vectors(app, monkeypatch):
    """Two numbers of labels only, and a file that nobody else has, so that the result is this test's alone."""
    monkeypatch.setitem(LABELS, "feelings", (10, 20))
    wv = library.load("glove")
    known = [word for word in wv.words[:3000] if word.isalpha()]
    own = own_vectors(known, 5, file=4711)
    app.session_state["words.own"] = own
    opened(app, SLUG, tab="few", vectors="own", text=known[0], axes=f"{known[5]} {known[6]}")
    app.session_state[f"{SLUG}.few.curve.table"] = True
    before = len(tables(app))
    good(app.button(key="job.few_labels.ask").click().run())
    found = outcome(few_labels.job({"config": FewLabelsConfig("feelings", vectors="own"), "given": own.given}))
    rows = tables(app)[2][1:]
    assert len(tables(app)) == before + 1
    assert rows == [
        [
            f"{count}",
            *(
                f"{100 * way[i].mean():.1f} ± {100 * way[i].std(ddof=1):.1f} %"
                for way in (found.one_hot, found.embedded)
            ),
        ]
        for i, count in enumerate((10, 20))
    ]
    assert app.session_state["job.few_labels"][0]["given"].words == own.given.words


def test_the_curve_of_reviews_is_that_of_the_card():
    app = another(tab="few")
    app.session_state[f"{SLUG}.few.reviews.table"] = True
    good(app.run())
    found, rows = few_labels.measured(), tables(app)[-1][1:]
    assert [row[0] for row in rows] == [f"{count:,}" for count in found.labels.tolist()]
    for i, row in enumerate(rows):
        ways = (found.one_hot, found.embedded, found.index)
        assert row[1:] == [f"{100 * way[i].mean():.1f} ± {100 * way[i].std(ddof=1):.1f} %" for way in ways]


# Own vectors, and what is taken away.


def test_own_vectors_are_used_in_every_tab(app):
    own = own_vectors(["orange", "juice", *(f"w{i}" for i in range(60))], 6)
    app.session_state["words.own"] = own
    opened(app, SLUG, vectors="own", text="juice", table="w1 w2", ruler="orange w3 w4 w5", axes="w1 w2 w3 w4")
    header, arrays = drawn(app)
    wv = own.vectors
    unit = wv.unit[wv.rows(header["words"])].astype(float)
    np.testing.assert_allclose(arrays["distances"], np.sqrt(np.maximum(0, 2 - 2 * unit @ unit.T)), atol=1e-3)
    assert header["known"] == 62 and header["dimensions"] == 6 and header["rest"]["size"] == 10_000
    for tab in options.TABS:
        app.query_params["tab"] = tab
        good(app.run())
        assert [one for one in warnings(app) if "bank" not in one] == []
    app.query_params["tab"] = "referee"
    good(app.run())
    good(app.button(key=f"{SLUG}.referee.run").click().run())
    assert all(float(row[3]) < 1e-5 for row in tables(app)[0][1:])


def test_without_own_vectors_it_is_glove_and_a_file_can_be_brought():
    app = another(vectors="own")
    assert "Bring a file" in captions(app) and len(app.get("file_uploader")) == 1
    assert drawn(app)[0]["known"] == 50_102


def test_words_of_table_and_rulers_are_set_under_words_shown(app):
    app.session_state[f"{SLUG}.more"] = True
    opened(app, SLUG)
    good(app.text_input(key=f"{SLUG}.table").set_value("king qqqzzq king car <b>").run())
    good(app.text_input(key=f"{SLUG}.ruler").set_value("").run())
    header, _ = drawn(app)
    assert [header["words"][i] for i in header["table"]] == ["king", "car", "b"] and header["ruler"] == []
    assert said("vectors.missing", words="qqqzzq") in captions(app)
    good(app.text_input(key=f"{SLUG}.table").set_value("man woman king queen boy girl car red blue lemon").run())
    assert said("vectors.missing", words="blue, lemon") in captions(app), "of a table the words that have no room"
    good(app.text_input(key=f"{SLUG}.table").set_value("").run())
    header, arrays = drawn(app)
    assert header["words"] == ["orange"] and header["table"] == [] and arrays["distances"].shape == (1, 1)
    for tab in ("predict", "referee"):
        app.query_params["tab"] = tab
        good(app.run())


SET = replace(Options(), text="king queen", word="queen", axes="gender, boats: land sea, age", table="car", ruler="red")


def test_the_numbers_that_are_taken_away_are_the_pictures():
    found = represented(SET)
    rows = list(csv.DictReader(io.StringIO(export.csv(take.numbers(SET, found)).decode("utf-8-sig"))))
    numbers, arrays = payload.build(found, None, [axis.typed for axis in found.axes])
    assert [row["word"] for row in rows] == numbers["words"] == ["king", "queen", "car", "red"]
    assert [int(row["column"]) for row in rows] == numbers["rows"]
    np.testing.assert_allclose([float(row["distance_from_queen"]) for row in rows], arrays["distances"][1], atol=2e-6)
    names = ("gender", "boats", "age")
    assert list(rows[0]) == ["word", "column", "distance_from_queen", *names]


def test_features_in_the_file_are_the_pictures(app):
    found = represented(SET)
    columns = take.numbers(SET, found)
    _, arrays = payload.build(found, None, [axis.typed for axis in found.axes])
    for name, row in zip(("gender", "boats", "age"), arrays["features"], strict=True):
        np.testing.assert_allclose(columns[name], row, atol=2e-6)


@pytest.mark.parametrize(
    "axes", ["land sea, land sea road canal", "age: land sea, age", "word: land sea", "column: land sea"]
)
def test_no_column_of_the_file_is_lost_where_axes_have_one_name(axes):
    asked = replace(Options(), axes=axes)
    found = represented(asked)
    assert len(take.numbers(asked, found)) == 3 + len(found.axes)


def test_the_notebook_says_what_the_picture_says(monkeypatch):
    monkeypatch.setattr(lookup, "microseconds", lambda call: 1.0)
    found = represented(SET)
    book = export.notebook(notebook.cells(SET, "queen", 10_000), title="Title")
    _, product, distances, features, _ = printed(book)
    assert product == "(50, 10000) times (10000,) = 500000 multiplications\nTrue\n"
    lines = [line.split() for line in distances.splitlines()]
    assert {line[0]: float(line[1]) for line in lines} == pytest.approx(
        dict(zip(found.words, found.distances[1], strict=True)), abs=6e-4
    )
    assert [float(line[1]) for line in lines] == sorted(float(line[1]) for line in lines)
    head, *rows = [line.split() for line in features.splitlines()]
    assert tuple(head) == found.words and len(rows) == 3
    for row, values in zip(rows, found.features, strict=True):
        np.testing.assert_allclose([float(x) for x in row[-4:]], values, atol=6e-3)


def test_the_notebook_of_a_rare_word_and_of_odd_texts_runs(monkeypatch):
    monkeypatch.setattr(lookup, "microseconds", lambda call: 1.0)
    odd = replace(Options(), text="papaya \"'\\ {x}", size=100, axes="'a b': land sea")
    said = printed(export.notebook(notebook.cells(odd, "papaya", 50_000)))
    assert said[1].startswith("(50, 50000)") and said[1].endswith("True\n")
    own = notebook.cells(replace(odd, vectors="own"), "papaya", 50_000)
    compile("\n".join(own), "notebook", "exec")
    assert "WordVectors.load(" in own[0]


def test_what_is_taken_is_on_the_page(app):
    app.session_state[f"{SLUG}.take"] = True
    opened(app, SLUG)
    labels = [button.proto.label for button in app.get("download_button")]
    assert len(labels) == 3, labels
    app.query_params["text"] = "qqqzzq"
    good(app.run())
    assert len(app.get("download_button")) == 1, "the state alone"


# The first screen.


@pytest.mark.parametrize("text", sorted(options.PRESETS.values()))
@pytest.mark.parametrize("vectors", ["glove", "news"])
def test_presets_can_be_shown(text, vectors):
    found = represented(replace(Options(), text=text, vectors=vectors))
    assert found.asked and np.isfinite(found.features).all()
    missing = representation.words_in(library.load(vectors), text)[1]
    assert missing == (["a", "of"] if vectors == "news" and " " in text else []), "which Google News left out"


def test_what_the_picture_is_sent(lesson):
    header, arrays = drawn(lesson)
    found = representation.represent(library.load("glove"), "orange", options.TABLE, options.RULER, options.AXES)
    numbers, own = payload.build(found, compute.first_clocks(), header_names(header))
    assert {name: header[name] for name in numbers} == json.loads(json.dumps(numbers))
    for name, array in own.items():
        np.testing.assert_array_equal(arrays[name], array, err_msg=name)
    assert header["rest"] == {"word": "orange", "size": 10_000, "step": -1} and header["strip"]["on"] == 1
    assert header["can_add"] and header["can_drop"] and not header["present"]
    assert header_names(header) == [ENGLISH[f"word_representation.axis.{name}"] for name in options.AXES.split(", ")]


def test_the_first_picture_is_there_before_the_first_visitor(app, monkeypatch):
    compute.warm()

    def again(*asked):
        raise AssertionError(f"{asked} is represented anew")

    monkeypatch.setattr(representation, "represent", again)
    opened(app, SLUG)
    assert drawn(app)[0]["words"][0] == "orange"


def test_words_of_a_visitor_do_not_stay_with_others(app):
    compute._shipped.cache_clear()
    opened(app, SLUG, text="secretword king")
    typed(app, "another secret")
    assert compute._shipped.cache_info().currsize == 0


def test_the_small_picture_is_of_the_first_screen():
    made = thumbnail.picture()
    assert len(made["columns"]) == thumbnail.COLUMNS and {len(column) for column in made["columns"]} == {thumbnail.ROWS}
    e = library.load("glove")["orange"][: thumbnail.ROWS]
    np.testing.assert_allclose(made["columns"][made["lit"]], np.clip(e, -1, 1), atol=5.1e-3)


def test_jobs_are_there_by_name():
    assert set(JOBS) == {"clocks", "few_labels"} and JOBS["clocks"].quick and not JOBS["clocks"].shared
    for job in JOBS.values():
        assert callable(load(job.target))
