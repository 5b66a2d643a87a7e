"""What a visitor types on the page on error analysis: odd, empty, unknown, marked up, too long; and what workers search."""

import json
import re
from collections import Counter

import pytest

from app import fields
from app.lessons.translate import error_analysis
from app.lessons.translate.error_analysis import compute, options, page
from app.lessons.translate.error_analysis.picture import payload
from core.translate import faults
from core.translate.bpe import normalise
from core.translate.translator import Translator
from tests.app.failing_jobs import Runs
from tests.app.strings import ENGLISH
from tests.app.visiting import good, warnings, written
from tests.lessons.error_analysis.samples import SETTINGS, VERDICTS, as_verdict, kind, known, log_p, two
from tests.lessons.error_analysis.visit import OWN, SLUG, WIDE, rest_of, sent, state_of, table, typed, visit

SPELLED = ["He's <gone>.", "It costs $5 and $6.", "a (b) {c}", "*bold* _it_ `x`", 'She said: "No!"', "e\u0301te\u0301"]
ODD = [
    "🙂🙂",
    "שלום עולם",
    "日本語",
    "<b>x</b>",
    "[a](b)",
    "xqzt vvv !!! ??",
    "\u0301",
    "1234",
    "A",
    "\u202e\u200b Le chat",
]


def unspelled(task: str, text: str) -> str:
    """The letters of a text that no piece of the vocabulary has, as the sentence names them."""
    letters = set("".join(Translator.load(task).target.symbols[3:]))
    return " ".join(dict.fromkeys(letter for letter in text if letter not in letters and not letter.isspace()))


# A y* and a sentence


def test_ones_own_y_is_scored_and_changes_the_verdict():
    """Of the second row: greedily, what the machine writes is likelier than a bad y*, though not than people's."""
    row = next(i for i, case in enumerate(known().cases) if i and kind(case, 1, 0) == "search")
    app, bad = visit(row=row, tab="own_human"), "Apples apples apples."
    good(typed(app, "human", bad))
    assert (state_of(app).human_of, state_of(app).row, sent(app)["own_row"]) == (row, row, row)
    own, case = sent(app)["own"], known().cases[row]
    total, length = log_p("fr-en", case.source, bad)
    assert own["sum"][0] == pytest.approx(total, abs=1e-4) and own["T"][0] == length
    (first, *_) = table(app, ENGLISH["error_analysis.column.human_score"])
    assert first[3] == two(total) and first[5] == "model"
    good(typed(app, "human", ""))
    assert sent(app)["own"] is None and state_of(app).human == "" and warnings(app) == []


def test_what_the_machine_writes_is_no_fault_as_ones_own_y():
    app = visit(tab="own_human")
    machine = Translator.load("fr-en").translate(known().cases[0].source).text
    good(typed(app, "human", f"  {machine}  "))
    rows = table(app, ENGLISH["error_analysis.column.human_score"])
    assert warnings(app) == [] and [row[5] for row in rows if row[2] == machine] != []
    assert all((row[5] == "none") == (row[2] == machine) for row in rows)


def test_a_sentence_of_ones_own_needs_a_y_and_opens_on_top():
    app = visit()
    good(typed(app, "text", OWN["text"]))
    assert ENGLISH["error_analysis.needs_human"] in [caption.value for caption in app.caption]
    assert sent(app)["own"] is None and state_of(app).row == 0
    good(typed(app, "human", OWN["human"]))
    assert (state_of(app).row, sent(app)["own_row"], rest_of(app).row) == (-1, None, -1)
    assert sent(app)["own"]["sources"] == [OWN["text"]] and sent(app)["own"]["sum"][0] == pytest.approx(
        log_p("fr-en", OWN["text"], OWN["human"])[0], abs=1e-4
    )
    good(typed(app, "text", ""))
    assert (state_of(app).row, state_of(app).human) == (0, "") and sent(app)["own"] is None, "its y* goes with it"


@pytest.mark.parametrize("text", ODD)
def test_odd_sentences_are_searched(text):
    app = visit(human="It is good.")
    good(typed(app, "text", text))
    assert warnings(app) == [] and sent(app)["own"]["sources"] == [state_of(app).text] and rest_of(app).row == -1
    for tab in ("predict", "own_human", "wider", "bug", "referee"):
        app.query_params["tab"] = tab
        good(app.run())
        assert warnings(app) == [] and "<b>" not in written(app), tab


@pytest.mark.parametrize("human", [*ODD, *SPELLED])
def test_what_no_piece_spells_is_refused_and_all_else_is_scored(human):
    app = visit(tab="own_human")
    before = sent(app)
    good(typed(app, "human", human))
    letters = unspelled("fr-en", compute_text(human))
    if letters:
        said = [re.sub(r"\\(.)", r"\1", warning) for warning in warnings(app)]
        assert said == [ENGLISH["translate.cannot_spell"].format(letters=letters)]
        assert state_of(app).human == "" and sent(app)["own"] is None and sent(app)["rest"] == before["rest"]
        assert app.text_input(key=f"{SLUG}.human").value == human if human.isprintable() else True
        good(app.run())
        assert len(warnings(app)) == 1, "as long as it stands there"
    else:
        total, _ = log_p("fr-en", known().cases[0].source, compute_text(human))
        assert warnings(app) == [] and sent(app)["own"]["sum"][0] == pytest.approx(total, abs=1e-4)


def compute_text(text: str) -> str:
    """As the pieces are made from it: without what cannot be seen, letters and their accents in one."""
    return normalise(fields.clean(text))


def test_a_visitors_words_are_no_markup():
    text, human = "*evil* [link](x) <i>le</i> _chat_ `y`", "It costs $5 or $6."
    for tab in options.TABS:
        app = visit(text=text, human=human, row=-1, tab=tab)
        assert warnings(app) == [] and sent(app)["own"]["sources"] == [text], tab
        for markup in ("*evil*", "[link]", "<i>", "_chat_", "`y`"):
            assert markup not in written(app), (tab, markup)
        assert "$5 or $6" not in "".join(part.value for part in app.markdown), tab


@pytest.mark.parametrize("field", ["text", "human"])
def test_too_much_is_cut_and_refused_in_words(field):
    app = visit(**OWN)
    before = sent(app)
    good(typed(app, field, "word " * 2000))
    long = {"text": ("translate.too_long", {"most": 60, "words": 40}), "human": ("translate.given_long", {"most": 120})}
    key, values = long[field]
    assert warnings(app) == [ENGLISH["notice.text_cut"].format(limit=5000), ENGLISH[key].format(**values)]
    assert sent(app)["own"] == before["own"] and getattr(state_of(app), field) == OWN[field]
    assert len(app.text_input(key=f"{SLUG}.{field}").value) == 5000
    good(typed(app, field, OWN[field]))
    assert warnings(app) == []


def test_a_y_of_many_letters_is_kept_whole():
    human = "interesting " * 100
    app = visit()
    good(typed(app, "human", human))
    assert warnings(app) == [] and sent(app)["own"]["texts"][0] in ("", human.strip())
    assert state_of(app).human.split() == human.split()


@pytest.mark.parametrize(("field", "value"), [("text", "mot " * 90), ("human", "word " * 130), ("human", "日本")])
def test_a_link_to_what_cannot_be_read(field, value):
    app = visit(**{field: value})
    assert len(warnings(app)) == 1 and app.text_input(key=f"{SLUG}.{field}").value == value
    assert sent(app)["own"] is None and getattr(state_of(app), field) == ""
    good(typed(app, field, "Oui."))
    assert warnings(app) == []


# Jobs


def test_a_wide_sentence_is_searched_by_a_worker_with_the_same_result(monkeypatch):
    assert compute.is_wide("fr-en", WIDE["text"]) and not compute.is_wide("fr-en", OWN["text"])
    case = faults.examined("fr-en", WIDE["text"], WIDE["human"])
    monkeypatch.setattr(compute, "examined", lambda *asked: pytest.fail("in the page's own thread"))
    app = visit(**WIDE)
    assert sent(app)["own"] == json.loads(json.dumps(payload.own(case)))
    assert case.human.log_probability == pytest.approx(log_p("fr-en", case.source, case.human.text)[0], abs=1e-4)


def test_sentences_are_searched_again_when_asked_for(monkeypatch):
    cases = known().cases
    asked = [cases[0], cases[1], next(case for case in cases if kind(case, 10, 0.7) == "marked")]
    monkeypatch.setattr(compute, "few", lambda task: tuple((case.source, case.human.text) for case in asked))
    app = visit(tab="wider", **WIDE)
    head = ENGLISH["error_analysis.verdict.search"]
    assert len(table(app, head)) == 10 and ENGLISH["error_analysis.live_note"] not in written(app)
    good(app.button(key="job.faults.ask").click().run())
    assert ENGLISH["error_analysis.live_note"] in written(app)
    live = [part for html in app.get("html") for part in re.findall("<table .*?</table>", str(html.proto.body))][-1]
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", row)[1:] for row in re.findall("<tr>(.*?)</tr>", live)[1:]]
    for cells, (width, alpha) in zip(rows, SETTINGS, strict=True):
        found = Counter(as_verdict(kind(case, width, alpha)) for case in asked)
        assert cells == [str(found[name]) for name in VERDICTS], (width, alpha)
    good(app.run())
    assert ENGLISH["error_analysis.live_note"] in written(app), "it stays, beside a sentence of one's own"


def test_while_a_worker_searches_the_picture_stands_and_then_has_it(monkeypatch):
    real = page.job_view.follow
    monkeypatch.setattr(page.job_view, "follow", lambda *asked: None)
    app = visit(**WIDE)
    assert warnings(app) == [] and sent(app)["own"] is None and rest_of(app).row == 0 and state_of(app).row == -1
    monkeypatch.setattr(page.job_view, "follow", real)
    good(app.run())
    assert sent(app)["own"] is not None and rest_of(app).row == -1


def test_one_job_does_not_drive_out_the_other():
    """What is followed beside a picture and what is offered in a tab have names of their own: each is asked for once."""
    assert len(error_analysis.JOBS) == 2
    quick = [name for name, job in error_analysis.JOBS.items() if job.quick]
    assert len(quick) == 1 and quick != ["faults"], "one sentence need not wait behind long jobs"


def test_a_search_that_crashed_is_begun_again_by_its_button_alone(monkeypatch):
    """Whatever else is clicked, and when another y* was typed in between: the picture stands without it, with the sentence."""
    runs = Runs(monkeypatch)

    def crashed() -> bool:
        return warnings(app) == [ENGLISH["job.crashed"]] and sent(app)["own"] is None

    app = visit(**WIDE)
    for tab in ("own_human", "wider", "referee", "explain"):
        app.query_params["tab"] = tab
        good(app.run())
        assert crashed() and len(runs.given) == 1, tab
    good(app.button(key="frame.present").click().run())
    assert crashed() and len(runs.given) == 1
    assert typed(app, "human", OWN["human"]) and crashed() and len(runs.given) == 2, "another is sent at once"
    assert typed(app, "human", WIDE["human"]) and crashed() and len(runs.given) == 2
    runs.go_well()
    assert good(app.run()) and crashed() and len(runs.given) == 2
    good(app.button(key="job.faults_own.again").click().run())
    assert warnings(app) == [] and sent(app)["own"] is not None and len(runs.given) == 3
