"""How a lesson's page leads: experiments, notes, tabs folded away, one question at a time, the lessons beside it."""

from dataclasses import dataclass

import pytest

from app import fields, i18n
from app.kit.start import Start, Words, on_start, start_data
from app.lessons.registry import LESSONS
from app.ui import experiments, foot, marks

SLUGS = [entry.slug for entry in LESSONS]
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
    start = Start("x", (Words("a", "b", "c"),) * 3, (), 1, (), {}, pressed.append)
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


def test_neighbours():
    assert foot.neighbours(SLUGS[0]) == ("", SLUGS[1])
    assert foot.neighbours(SLUGS[1]) == (SLUGS[0], SLUGS[2])
    assert foot.neighbours(SLUGS[-1]) == (SLUGS[-2], "")
