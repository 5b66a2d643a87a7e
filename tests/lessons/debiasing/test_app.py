"""The page on debiasing: own words and pairs, odd input, the mistakes, what is taken away."""

import csv
import io
import json
import re

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from app import i18n
from app.jobs.running import outcome
from app.lessons.words.debiasing import compute, notebook, take
from app.lessons.words.debiasing.options import FIRST_VECTORS, PRESETS
from app.ui import export
from core.words import bias_jobs, bias_lists, library
from core.words.results import AlongLine, EqualPair
from tests.app.notebooks import printed
from tests.app.strings import ENGLISH
from tests.app.visiting import MAIN, good, opened, pictures, written
from tests.lessons.words.samples import own_vectors


@pytest.fixture(scope="module")
def app() -> AppTest:
    return opened(AppTest.from_file(MAIN, default_timeout=300), "debiasing")


def with_address(app: AppTest, **params: str) -> AppTest:
    app.query_params.clear()
    for name, value in params.items():
        app.query_params[name] = value
    return good(app.run())


def captions(app: AppTest) -> str:
    return "\n".join(caption.value for caption in app.caption)


def test_every_kind_has_first_vectors_that_have_its_words():
    assert set(FIRST_VECTORS) == set(bias_lists.KINDS) == set(PRESETS)
    assert {kind: bias_lists.fitting(kind, vectors) for kind, vectors in FIRST_VECTORS.items()} == FIRST_VECTORS


@pytest.mark.parametrize("kind", PRESETS)
def test_every_preset_has_its_words_in_glove(kind):
    for text in PRESETS[kind].values():
        typed = compute.typed_words("glove", text)
        assert not typed.missing and len(typed.known) >= 10


def test_unknown_words_are_named_and_left_out(app):
    with_address(app, text="nurse xqzt <script>", vectors="glove")
    assert "xqzt" in captions(app) and i18n.plain("<script>") in captions(app)


@pytest.mark.parametrize(
    ("pairs", "sentence"), [("she", "is no pair"), ("xqzt–yqzt", "no pair whose words"), ("she–she", "is no pair")]
)
def test_what_is_no_pair_gets_a_sentence(app, pairs, sentence):
    with_address(app, pairs=pairs, vectors="glove")
    assert any(sentence in warning.value for warning in app.warning)


def test_a_word_in_two_pairs_gets_a_sentence_and_the_line_stays(app):
    with_address(app, equal="she–he, he–him", vectors="glove")
    assert any("two of the pairs" in warning.value for warning in app.warning)


def test_race_is_shown_on_glove(app):
    with_address(app, kind="race")
    assert any("GloVe" in warning.value for warning in app.warning)


def test_own_lists_are_measured_by_jobs_and_the_tabs_follow(app):
    with_address(app, vectors="glove", pairs="she–he, woman–man", tab="scores")
    assert app.session_state["job.bias_scores"][0]["key"].pairs == (("she", "he"), ("woman", "man"))
    for tab, name in (("scores", "bias_near"), ("remaining", "bias_left"), ("soft", "bias_soft")):
        with_address(app, vectors="glove", pairs="she–he, woman–man", tab=tab)
        assert app.session_state[f"job.{name}"][0]["key"].own and not app.warning
    with_address(app, vectors="glove", pairs="she–he", tab="referee")
    good(app.button(key="job.bias_check.ask").click().run())
    assert any("max |e·g|" in str(part.proto.body) for part in app.get("html"))


def test_a_pinned_word_of_the_first_pair_has_no_neighbours_to_show(app):
    """The table is about another of the words then."""
    with_address(app, vectors="glove", text="nurse woman captain", word="woman", equal="she–he", tab="scores")
    assert not app.exception and any("nurse" in part.value for part in app.markdown)


def test_own_vectors(app):
    """A visitor's own vectors, and those of another file after them."""
    words = ["she", "he", "woman", "man", *(f"w{i}" for i in range(200))]
    found = []
    for file in (1, 2):
        app.session_state["words.own"] = own_vectors(words, 8, file)
        with_address(app, vectors="own", text="w1 w2 nurse", pairs="she–he", equal="woman–man", tab="scores")
        assert not app.warning and "nurse" in captions(app)
        found.append(app.session_state["job.bias_near"][0])
    assert found[0]["key"].file == 1 and found[1]["given"].words == tuple(words)
    with_address(app, vectors="own", text="w1", tab="bug")
    with_address(app, vectors="own", kind="race")
    assert any("no pair whose words" in warning.value for warning in app.warning)
    del app.session_state["words.own"]
    with_address(app, vectors="own")
    assert "Bring a file" in captions(app)


def test_lengths_of_the_mistakes_are_shown(app):
    with_address(app, bug="raw", tab="bug", vectors="glove")
    table = next(str(part.proto.body) for part in app.get("html") if "‖ν‖²" in str(part.proto.body))
    rows = re.findall('<tr><th scope="row">.*?</tr>', table)
    assert len(rows) == 5
    for row in rows:
        right, whole, raw, under = (cell.split(", ") for cell in re.findall("<td>(.*?)</td>", row))
        assert right == ["1.000", "1.000"] and all(float(length) < 1 for length in whole)
        assert all(float(length) > 2 for length in raw) and float(under[0]) < 0


def test_dials_are_what_was_measured(app):
    """Of the first screen; the text prints them."""
    with_address(app)
    (sent,) = (json.loads(part.json) for part in pictures(app, "debiasing"))
    told, weat, family, *likeness = sent["dials"]
    found = outcome(bias_jobs.measure({"key": compute.key("news", "gender", "", "", False)[0]}))
    assert told["values"] == pytest.approx([100 * share for share in found.told], abs=1e-5)
    science = next(test for test in found.tests if test.name == "science")
    assert weat["values"] == pytest.approx([result.effect for result in science.results], abs=1e-5)
    assert [dial["group"] for dial in sent["dials"]] == ["What should fall"] * 2 + ["What should stay"] * 3
    assert [dial["label"] for dial in likeness] == ["likeness, WordSim-353", "likeness, SimLex-999"]
    means = i18n.lesson_text("debiasing", "en").experiment(1).means
    shown = [f"{weat['values'][i]:.2f}".replace("-", "−") for i in range(3)]
    shown += [f"{told['values'][1]:.0f} times in 100", *(f"{family['values'][i]:.1f} %" for i in (0, 2))]
    assert all(number in means for number in shown), shown


def test_every_test_that_a_dial_may_show_says_what_it_asks():
    about = {name for kind in bias_lists.KINDS for name in bias_lists.TESTS[kind]} - set(bias_lists.CONTROLS)
    assert about <= {key.removeprefix("debiasing.asks.") for key in ENGLISH}


def test_figures_of_the_text():
    """On GloVe's man side, by plain numpy from the pairs' differences."""
    wv = library.load("glove")
    unit = wv.vectors / np.linalg.norm(wv.vectors, axis=1, keepdims=True)
    pairs = compute.lists_of("gender", "glove").pairs
    apart = np.array([unit[wv.row(a)] - unit[wv.row(b)] for a, b in pairs], np.float64)
    values, axes = np.linalg.eigh(apart.T @ apart)
    g = axes[:, -1] * np.sign(apart[0] @ axes[:, -1])
    along, said = unit @ g, i18n.lesson_text("debiasing", "en").get("explain")
    for number in (
        *(f"*she* lies at {along[wv.row('she')]:+.3f}", f"*he* at −{-along[wv.row('he')]:.3f}"),
        *(f"{100 * (along < 0).mean():.0f} % of all words", f"{100 * (along[:5000] < 0).mean():.0f} % of the 5,000"),
    ):
        assert number in said, number


def test_places_that_the_experiments_print():
    wv, text = library.load("news"), i18n.lesson_text("debiasing", "en")
    one = wv["Mary"] / np.linalg.norm(wv["Mary"]) - wv["John"] / np.linalg.norm(wv["John"])
    ten = compute.direction(compute.key("news", "gender", "", "", False)[0]).direction
    for word in ("king", "football", "nurse"):
        unit = wv[word] / np.linalg.norm(wv[word])
        for place in (unit @ one / np.linalg.norm(one), unit @ ten):
            assert f"{place:.3f}".replace("-", "−") in text.experiment(3).means, word
    keep = compute.lists_of("gender", "news").keep
    assert {"grandmother", "bride", "beard", "king"} <= keep and "pregnant" not in keep
    assert f"{len(keep):,} words" in text.experiment(2).means


def test_the_live_question_is_about_the_pinned_pair(app):
    with_address(app, word="she", tab="predict")
    for _ in range(5):
        asked = next(group for group in app.get("button_group") if ".check." in group.key)
        good(asked.set_value(0).run())
        good(app.button(key="debiasing.check.next").click().run())
    assert "he – she: the two words lie at −0.36 and 0.47 before" in written(app)


def test_numbers_hold_every_word_at_every_stage():
    key, _ = compute.key("glove", "gender", "", "", False)
    line = compute.line(key, ("nurse", "captain"), 2)
    found = take.numbers(line)
    assert found["word"][:2] == ["nurse", "captain"] and len(found["word"]) == 6
    assert found["before"][0] == pytest.approx(float(line.along[0, 0]))
    assert max(map(abs, found["neutralised"][:2])) <= 1e-6
    assert found["equalised"][2] == pytest.approx(-found["equalised"][3], abs=1e-6)
    assert found["length"][2:] == pytest.approx([1] * 4, abs=1e-6)
    rows = list(csv.reader(io.StringIO(export.csv(found).decode("utf-8-sig"))))
    assert len(rows) == 7


def test_a_pair_that_cannot_be_equalised_stays_where_it_is():
    pair = EqualPair(("a", "b"), np.array([0.1, 0.1]), np.array([1.0, 1.0]), None)
    found = take.numbers(AlongLine((), np.zeros((0, 3)), (pair,), "paper"))
    assert found["equalised"] == [pytest.approx(0.1)] * 2


def test_the_notebook_runs():
    key, _ = compute.key("glove", "age", "old–young, older–younger", "old–young", False)
    said = "".join(printed(export.notebook(notebook.cells(key, ("frail", "music")), "Title")))
    assert "frail" in said and "age_names" in said
