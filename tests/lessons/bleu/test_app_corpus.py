"""Whole corpora and our own translators on the page on BLEU, beside sacreBLEU; and what runs off the page."""

import json
from statistics import mean

import pytest

from app import jobs
from app.i18n import t
from app.lessons.translate import bleu as lesson
from app.lessons.translate.bleu import compute, corpus
from core.translate import bleu_systems
from core.translate.options import SMOOTHINGS, BleuConfig, TranslationConfig
from core.translate.translator import Translator
from tests.app.strings import ENGLISH
from tests.app.visiting import address, good, warnings, written
from tests.core.translate.test_bleu import FIRST, GUIDES
from tests.lessons.bleu.samples import CHRF, LONG, chrf, metric, of_sentence, theirs
from tests.lessons.bleu.visit import rest_of, sent, state_of, table, tables, visit, without_escapes

HEAD = ENGLISH["bleu.column.corpus"]
TEXTS = "The cat sat on the mat.\nA dog barks at us!\nIt rains."
KNOWN = "The cat sat on a mat.\tA cat sat on the mat.\nA dog barks at me!\nIt is raining."
SOURCE, OWN = "The cat sleeps on the bed.", "Le chat dort sur le lit."


def numbers(texts, references, config, spread=True):
    """A row of the table by sacreBLEU: the corpus, its interval, the sentences' mean, those at 0, chrF, BP."""
    most = max(map(len, references))
    columns = [[known[k] if k < len(known) else None for known in references] for k in range(most)]
    whole = metric(config).corpus_score(texts, columns, n_bootstrap=1000 if spread else 1)
    pairs = list(zip(texts, references, strict=True))
    sentences = mean(of_sentence(text, known, config) for text, known in pairs)
    given = BleuConfig(cut=config.cut, lowercase=config.lowercase)
    zeros = sum(theirs(text, known, given).score == 0 for text, known in pairs)
    return whole.score, whole._ci, sentences, zeros, CHRF().corpus_score(texts, columns).score, whole.bp


def is_row(cells, expected):
    read = [float(cell.removeprefix("± ")) for cell in cells]
    for one, number, digits in zip(read, expected, (2, 2, 2, 0, 2, 3), strict=True):
        assert one == pytest.approx(number, abs=0.5001 * 10**-digits)


# The systems


@pytest.mark.parametrize(("count", "config"), [(1, BleuConfig()), (2, BleuConfig("exp", lowercase=True, cut="blanks"))])
def test_the_systems_beside_sacrebleu(monkeypatch, count, config):
    monkeypatch.delenv("SACREBLEU_SEED", raising=False)
    app = visit(tab="corpus", known=count, smooth=config.smooth, lowercase=int(config.lowercase), cut=config.cut)
    app.session_state["bleu.systems.table"] = True
    rows = table(good(app.run()), HEAD)
    names = bleu_systems.SYSTEMS[count - 1 :]
    assert [row[0] for row in rows] == [ENGLISH[f"bleu.system.{name}"] for name in names]
    for row, name in zip(rows, names, strict=True):
        if name in ("person", "beam", "own_words"):
            is_row(row[1:], numbers(list(bleu_systems.translations(name)), bleu_systems.references(count), config))
    case = "lc" if config.lowercase else "mixed"
    cut = {"13a": "13a", "blanks": "none"}[config.cut]
    (signature,) = [one.value for one in app.code]
    assert signature == f"nrefs:{count}|case:{case}|eff:no|tok:{cut}|smooth:{config.smooth}"


def test_the_chart_has_what_the_table_has():
    app = visit(tab="corpus", known=2)
    app.session_state["bleu.systems.table"] = True
    rows = table(good(app.run()), HEAD)
    (chart,) = app.get("plotly_chart")
    traces = json.loads(chart.proto.spec)["data"]
    for trace, column in zip(traces, (1, 3, 5), strict=True):
        assert [f"{x:.2f}" for x in trace["x"]] == [row[column] for row in rows]
        assert trace["y"] == [row[0] for row in rows]
    assert [f"± {half:.2f}" for half in traces[0]["error_x"]["array"]] == [row[2] for row in rows]
    assert all("array" not in trace.get("error_x", {}) for trace in traces[1:])


def test_another_number_of_references():
    app = visit(tab="corpus", wrongly="sum")
    good(app.get("button_group")[-1].set_value(2).run())
    assert state_of(app).known == 2 and address(app, "known") == "2" and "nrefs:2" in app.code[0].value
    assert sent(app)["wrongly"] == "sum" and app.code[0].value in compute.systems(state_of(app).config, 2)[0].signature


# A corpus of one's own


def pasted(texts, known, **brought):
    app = visit(tab="corpus", **brought)
    app.text_area(key="bleu.own.candidates").set_value(texts)
    app.text_area(key="bleu.own.references").set_value(known)
    return good(app.run())


@pytest.mark.parametrize("smooth", SMOOTHINGS)
def test_a_corpus_of_ones_own(monkeypatch, smooth):
    monkeypatch.delenv("SACREBLEU_SEED", raising=False)
    app = pasted(TEXTS, KNOWN, smooth=smooth)
    (row,) = table(app, HEAD)
    references = [line.split("\t") for line in KNOWN.splitlines()]
    is_row(row, numbers(TEXTS.splitlines(), references, BleuConfig(smooth)))
    assert warnings(app) == [] and app.code[1].value.startswith("nrefs:var|")


def test_it_is_counted_anew_with_other_choices_and_gone_without_text():
    app = pasted(TEXTS, KNOWN)
    before = table(app, HEAD)
    good(app.selectbox(key="bleu.smooth").set_value("add-k").run())
    assert table(app, HEAD) != before and "smooth:add-k[1.00]" in app.code[1].value
    good(app.text_area(key="bleu.own.references").set_value("").run())
    assert len(app.code) == 1 and warnings(app) == []


@pytest.mark.parametrize(
    ("texts", "known", "key", "values"),
    [
        ("a\nb", "a", "bleu.lines_differ", {"candidates": 2, "references": 1}),
        (" \n ", "a", "bleu.no_lines", {}),
        ("a\n" * 2001, "a\n" * 2001, "bleu.too_many_lines", {"most": 2000}),
        ("a\n" + "b" * 2001, "a\na", "bleu.line_too_long", {"line": 2, "most": 2000}),
        (("c" * 1999 + "\n") * 180, ("c" * 1999 + "\n") * 180, "bleu.too_much_text", {"most": 600_000}),
        ("a", "b\t" * 7 + "b", "bleu.too_many_references", {"most": 6}),
    ],
)
def test_what_is_no_corpus_is_said(texts, known, key, values):
    app = pasted(texts, known)
    assert [*map(without_escapes, warnings(app))] == [ENGLISH[key].format(**values)]
    assert len(app.code) == 1 and app.button(key="frame.present"), "the page goes on"
    app.text_area(key="bleu.own.candidates").set_value(TEXTS)
    app.text_area(key="bleu.own.references").set_value(KNOWN)
    assert warnings(good(app.run())) == [] and table(app, HEAD)


def test_odd_lines_are_scored_and_are_no_markup():
    app = pasted("<b>x</b> 🙂\nשלום $x$\n", "<b>x</b> 🙂\nשלום $x$\n\n")
    (row,) = table(app, HEAD)
    assert warnings(app) == [] and "<b>x" not in written(app) and row[4] == "100.00"


# One sentence by every system


@pytest.mark.parametrize("place", [0, 203])
def test_a_sentence_by_every_system(place):
    app = visit(tab="systems", lowercase=1)
    source = bleu_systems.sources()[place]
    good(app.selectbox(key="bleu.systems.source").set_value(source).run())
    assert state_of(app).source == address(app, "source") == source and sent(app)["strip"]["on"] == 0
    rows = table(app, ENGLISH["bleu.column.translation"])
    for row, name in zip(rows, bleu_systems.SYSTEMS, strict=True):
        text, known = bleu_systems.translations(name)[place], bleu_systems.references(2)[place]
        known = known[:1] if name == "person" else known
        scores = of_sentence(text, known, BleuConfig(lowercase=True)), chrf(text, known)
        assert row == [ENGLISH[f"bleu.system.{name}"], text, *(f"{score:.1f}" for score in scores)]


def test_each_button_brings_its_translation_into_the_picture():
    source = bleu_systems.sources()[3]
    app = visit(tab="systems", source=source, kept=2, step=1, reference_5="The fifth.")
    for name in bleu_systems.SYSTEMS:
        good(app.button(key=f"bleu.systems.show.{name}").click().run())
        text, known = bleu_systems.translations(name)[3], bleu_systems.references(2)[3]
        known = known[:1] if name == "person" else known
        rest = rest_of(app)
        assert (rest.candidate, rest.references, rest.kept, rest.step) == (text, known, -1, -1)
        assert sent(app)["found"]["score"] == pytest.approx(theirs(text, known).score)


def test_every_translation_fits_in_the_picture():
    for name in bleu_systems.SYSTEMS:
        for text in bleu_systems.translations(name):
            assert len(text) <= 400 and "\n" not in text


@pytest.mark.parametrize("source", ["nonsense", "", "<b>", "A" * 400])
def test_a_source_that_there_is_not_is_the_first(source):
    app = visit(tab="systems", source=source)
    assert warnings(app) == [] and app.selectbox(key="bleu.systems.source").value == compute.OURS
    assert compute.OURS in bleu_systems.sources()


# A sentence of one's own


def tables_of(app):
    """The rows of all tables of translations; that of one's own is the last."""
    return [row for rows in tables(app) if ENGLISH["bleu.column.translation"] in rows[0] for row in rows[1:]]


def typed(app, field, text):
    return good(app.text_input(key=f"bleu.{field}").set_value(text).run())


def test_a_sentence_of_ones_own():
    app = typed(visit(tab="systems"), "english", SOURCE)
    assert len(table(app, ENGLISH["bleu.column.translation"])) == 7 and warnings(app) == []
    typed(app, "french", OWN)
    text = Translator.load("en-fr").translate(SOURCE, TranslationConfig(width=5, alpha=0.7)).text
    scores = [f"{score:.1f}" for score in (of_sentence(text, [OWN]), chrf(text, [OWN]))]
    rows = [cells for cells in tables_of(app) if cells[1:] == [text, *scores]]
    assert len(rows) == 1 and rest_of(app).candidate == FIRST and rest_of(app).references == GUIDES
    good(app.button(key="bleu.systems.show.own").click().run())
    assert (rest_of(app).candidate, rest_of(app).references) == (text, (OWN,))
    again = visit(**{name: address(app, name) for name in app.query_params})
    assert state_of(again) == state_of(app) and [cells for cells in tables_of(again) if cells[1:] == rows[0][1:]]


@pytest.mark.parametrize(("text", "key"), [("word " * 90, "translate.too_long"), ("  ", None), ("🙂 <b>x</b>", None)])
def test_a_sentence_that_cannot_be_read(text, key):
    app = typed(visit(tab="systems", french=OWN), "english", text)
    said = [*map(without_escapes, warnings(app))]
    assert said == ([ENGLISH[key].format(most=60, words=40)] if key else []), said
    assert "<b>" not in written(app) and (state_of(app).english == "") == (key is not None)
    if key:
        assert app.text_input(key="bleu.english").value == text, "to be mended"
        by_link = visit(tab="systems", french=OWN, english=text)
        assert [*map(without_escapes, warnings(by_link))] == said and len(tables_of(by_link)) == 7


@pytest.mark.parametrize(
    ("field", "text"), [("french", "mot " * 101), ("french", LONG + "mot"), ("english", "interesting " * 40)]
)
def test_a_sentence_of_ones_own_is_not_cut_in_silence(field, text):
    app = typed(visit(tab="systems"), field, text)
    told = [ENGLISH["notice.text_cut"].format(limit=5000)] if len(text) > 5000 else []
    assert warnings(app) == [*told, ENGLISH["bleu.too_long"].format(most=400)]
    assert getattr(state_of(app), field) == "" and app.text_input(key=f"bleu.{field}").value == text[:5000]
    typed(app, field, OWN)
    assert warnings(app) == [] and getattr(state_of(app), field) == OWN


def test_both_jobs_are_run_by_a_worker_with_the_same_result():
    assert {name: jobs.is_quick(name) for name in lesson.JOBS} == {"bleu_corpus": True, "bleu_translate": True}
    asked = {"candidates": TEXTS, "references": KNOWN, "config": BleuConfig("exp")}
    own = {"source": SOURCE, "references": (OWN,), "config": BleuConfig()}
    for name, given, direct in (
        ("bleu_corpus", asked, bleu_systems.own_corpus(TEXTS, KNOWN, BleuConfig("exp"))),
        ("bleu_translate", own, bleu_systems.live(SOURCE, (OWN,), BleuConfig())),
    ):
        ticket = jobs.submit(name, given, "somebody")
        assert jobs.result(ticket) == direct, name
    assert corpus.MOST_LETTERS < bleu_systems.MOST_CHARACTERS and t("bleu.own.counting")
