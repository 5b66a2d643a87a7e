"""How a lesson's page leads: experiments, notes, tabs folded away, one question at a time, the lessons beside it."""

import json
from dataclasses import dataclass

import pytest

from app import fields, i18n
from app.kit.start import Start, on_start, start_data
from app.lessons.registry import LESSONS
from app.ui import experiments, foot, marks
from tests.app.pictures import unpacked
from tests.app.strings import ENGLISH
from tests.app.visiting import address, good, opened, pictures, written

SLUGS = [entry.slug for entry in LESSONS]
PICTURES = {"rnn": "cell_stepper", "gru": "cell_stepper", "lstm": "cell_stepper"}
TRY = """# Q?

## start

- **One.** a
- **Two.** b of {x}

## try-1

**keep it**

look: Look for
it.

means: It
stays.

## try-2

**nothing to look for**
"""


@dataclass(frozen=True)
class Options:
    LOOKING = ("pins",)

    text: str = "a"
    step: int = fields.number(0, 0, 9, rests=True)
    pins: tuple[int, ...] = ()
    tab: str = fields.choice("explain", ("explain", "bug"))
    try_: int = fields.number(1, 0, 3, rests=True)


def strip(app, slug: str) -> dict:
    """What stands at the head of the lesson's picture, as the browser is sent it."""
    for part in pictures(app, PICTURES.get(slug, slug)):
        data = json.loads(part.json) if part.json else unpacked(part.bytes)[0]
        if data.get("strip"):
            return data["strip"]
    raise AssertionError("no picture with a strip")


def test_experiments_and_notes_are_read():
    text = i18n.parse(TRY)
    assert text.notes() == ("**One.** a", "**Two.** b of {x}")
    found = text.experiment(1)
    assert (found.look, found.means) == ("Look for it.", "It stays.")
    with pytest.raises(ValueError, match="try-2"):
        text.experiment(2)
    with pytest.raises(KeyError):
        text.experiment(3)


def test_what_leaves_an_experiment_on():
    changes = {"text": "a", "step": 3, "pins": (1,), "tab": "bug"}
    assert experiments.agrees(Options(), changes), "where one looks, what one holds, and the tab"
    assert not experiments.agrees(Options(text="b"), changes)


def test_a_name_with_a_line_is_spelled_without_it_in_an_address():
    assert fields.spelled("try_") == "try" and fields.spelled("step") == "step"


def test_marks():
    line = "Press `→` & see **W_a x**, *a*: Γ_f <b>"
    wanted = "Press <kbd>→</kbd> &amp; see <b>W_a x</b>, <em>a</em>: Γ<sub>f</sub> &lt;b&gt;"
    assert marks.html(line) == wanted


def test_only_a_number_of_an_experiment_is_taken(monkeypatch):
    pressed: list[int] = []
    start = Start("x", ({"title": "a", "look": "b", "means": "c"},) * 3, (), 1, (), {}, pressed.append)
    for sent in (
        None,
        1,
        {},
        {"chosen": True},
        {"chosen": 4},
        {"chosen": -1},
        {"chosen": "1"},
        {"chosen": 0},
        {"chosen": 3},
    ):
        monkeypatch.setattr("app.kit.start.last_sent", lambda key, name, sent=sent: sent)
        on_start(start, "x.picture")()
    assert pressed == [0, 3]
    assert start_data(None) == {"strip": None}
    assert start_data(start)["strip"]["experiments"][0] == {"title": "a", "look": "b", "means": "c"}


@pytest.fixture
def given(monkeypatch) -> list[tuple[dict, ...]]:
    """What the page that is opened gives as its experiments, at each run."""
    seen, start = [], experiments.start

    def noted(lesson, changes, values):
        seen.append(changes)
        return start(lesson, changes, values)

    monkeypatch.setattr(experiments, "start", noted)
    return seen


@pytest.mark.parametrize("slug", SLUGS)
def test_first_screen_is_the_first_experiment(app, given, slug):
    opened(app, slug)
    defaults = fields.defaults(type(app.session_state[f"state.of.{slug}"]))
    assert len(given[-1]) == 3
    assert {name: defaults[name] for name in given[-1][0] if name != "tab"} == given[-1][0]
    assert strip(app, slug)["on"] == 1 and not app.query_params
    assert len(strip(app, slug)["notes"]) == 3 and not any("{" in note for note in strip(app, slug)["notes"])


@pytest.mark.parametrize("number", [2, 3])
@pytest.mark.parametrize("slug", SLUGS)
def test_a_link_that_names_an_experiment_sets_it_up(app, given, slug, number):
    opened(app, slug, **{"try": str(number)})
    state = app.session_state[f"state.of.{slug}"]
    assert {name: getattr(state, name) for name in given[-1][number - 1]} == given[-1][number - 1]
    assert strip(app, slug)["on"] == number and address(app, "try") == str(number)
    assert not app.warning


def test_an_experiment_ends_where_something_else_is_changed(app):
    opened(app, "lstm")
    app.toggle(key="lstm.peephole").set_value(True)
    good(app.run())
    assert strip(app, "lstm")["on"] == 0 and strip(app, "lstm")["seen"] == [1] and address(app, "try") == "0"


def question(app) -> object:
    """The one question that is asked."""
    (asked,) = [group for group in app.get("button_group") if ".check." in group.key]
    return asked


def test_one_question_at_a_time(app):
    checks = i18n.lesson_text("lstm", "en").checks()
    first, second, *_ = checks
    opened(app, "lstm", tab="predict")
    assert f"lstm.check.{first}." in question(app).key and "question 1 of 6" in written(app)
    good(question(app).set_value(checks[first].answer).run())
    assert "question 1 of 6 · 1 of 1 right" in written(app)
    good(app.button(key="lstm.check.next").click().run())
    assert f"lstm.check.{second}." in question(app).key and "question 2 of 6 · 1 of 1 right" in written(app)
    opened(app, "gru")
    assert "question 1 of 6 · 1 of 1 right on this visit" in written(app)
    opened(app, "lstm")
    assert "question 2 of 6 · 1 of 1 right" in written(app), "kept while another page is looked at"


def test_what_is_folded_into_more(app):
    opened(app, "lstm", tab="hood")
    assert [tab.label for tab in app.tabs][-1] == "More"
    assert any("def step" in code.value for code in app.code)
    (folded,) = [group for group in app.get("button_group") if group.key == "lstm.more-tabs"]
    good(folded.set_value("referee").run())
    assert address(app, "tab") == "referee" and ENGLISH["referee.run"] in [button.label for button in app.button]


def test_neighbours():
    assert foot.neighbours(SLUGS[0]) == ("", SLUGS[1])
    assert foot.neighbours(SLUGS[1]) == (SLUGS[0], SLUGS[2])
    assert foot.neighbours(SLUGS[-1]) == (SLUGS[-2], "")
