"""The tabs of the page on CTC beside a regular expression, paths added up one by one, jiwer and PyTorch."""

import math

import jiwer
import numpy as np
import pytest

from app.i18n import lesson_text
from app.lessons.speech.ctc import compute
from app.lessons.speech.ctc.collapse import EXAMPLES
from app.lessons.speech.ctc.options import LONGEST_LABEL, LONGEST_SAID, TABS
from core.speech.presets import sentences
from tests.app.strings import ENGLISH, english
from tests.app.visiting import address, good, pictures, warnings
from tests.lessons.ctc.reckoning import (
    as_shown,
    by_pytorch,
    counted,
    fewest,
    merged,
    shorter,
    spelled,
    total,
    without,
)
from tests.lessons.ctc.visit import SLUG, frames_of, sent, state_of, table, tables, visit

NOTHING = ENGLISH["ctc.nothing"]
VOICE, BUG, BEGINS = english("ctc.voice."), english("ctc.bug."), english("ctc.begins.")
NAMED = (ENGLISH["referee.ours"], ENGLISH["referee.difference"])


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_opens(tab):
    for more in (
        {},
        {"clip": "commands", "language": "letters"},
        {"label": "the clock", "width": 1},
        {"moment": 0, "clip": "double"},
        {"wrongly": "dropped", "said": "x"},
    ):
        app = visit(tab=tab, **more)
        assert warnings(app) == [] and pictures(app, SLUG), more


# Predict


def test_questions_are_asked_in_turn_the_last_about_the_label_on_screen():
    app, asked, checks = visit(tab="predict", label="the cock"), [], lesson_text(SLUG, "en").checks()
    y = frames_of(app)
    for _ in range(7):
        (pills,) = [group for group in app.pills if ".check." in group.key]
        asked.append(pills.key.split(".")[2])
        answer, prompt = checks[asked[-1]].answer, " ".join(one.value for one in app.markdown)
        if asked[-1] == "live-doubled":
            assert f"“the cock” needs at least {fewest('the cock')} frames" in prompt and "“tthe cock”" in prompt
            answer = fewest("tthe cock") - fewest("the cock")
        elif asked[-1] == "live-omitted":
            one, other = (option.strip("“”") for option in pills.options)
            assert {one, other} <= set(shorter("the cock"))
            answer = int(by_pytorch(y, other) > by_pytorch(y, one))
        good(pills.set_value(answer).run())
        assert ENGLISH["check.right"] in app.success[-1].value
        if asked[-1] == "live-omitted":
            for option in (one, other):
                assert f"“{option}” has {-by_pytorch(y, option):.1f}" in app.success[-1].value or (
                    f"“{option}” {-by_pytorch(y, option):.1f}" in app.success[-1].value
                )
        good(app.button(key="ctc.check.next").click().run())
    concepts = ["letters-1", "frames-2", "sum-0", "blank-2", "train-1"]
    assert asked == [*concepts, "live-doubled", "live-omitted"]


def test_the_answers_in_the_text_are_right():
    checks = lesson_text(SLUG, "en").checks()
    assert checks["letters-1"].options[checks["letters-1"].answer] == str(len(spelled("hh–e–ll–l–oo")))
    assert checks["frames-2"].options[checks["frames-2"].answer] == str(fewest("aaa"))
    two = np.log(
        [[0.6, 0, 0, 0.4] + [0] * 25] * 2,
        where=np.array([[True, False, False, True] + [False] * 25] * 2),
        out=np.full((2, 29), -np.inf),
    )
    labels = {"“a”": "a", "nothing": "", "“aa”": "aa"}
    options = checks["sum-0"].options
    assert options[checks["sum-0"].answer] == max(options, key=lambda option: total(two, labels[option]))
    assert math.exp(total(two, "a")) == pytest.approx(0.64) and math.exp(total(two, "")) == pytest.approx(0.36)


# Collapse


@pytest.mark.parametrize("typed", [*EXAMPLES, "-", "a", "Hh--e’_s ", "aaa—b", "a-" * 30])
def test_a_path_collapses_by_a_regular_expression(typed):
    app = visit(tab="collapse", typed=typed)
    path = as_shown(typed)
    rows = table(app, ENGLISH["ctc.collapse.left"])
    label = spelled(path)
    assert [row[1:] for row in rows] == [[one or NOTHING, str(len(one))] for one in (path, merged(path), label)]
    plain = label.replace("␣", " ")
    if typed != "a-" * 30:  # its paths are more than a float can count
        values = {"needed": fewest(plain), "frames": len(path), "count": f"{counted(len(path), plain):,}"}
        assert ENGLISH["ctc.collapse.needed"].format(**values) in [one.value for one in app.markdown]


def test_what_is_no_path_stays_in_the_field_and_the_state_keeps_what_was_there():
    app = visit(tab="collapse")
    before = state_of(app)
    too_long = ENGLISH["ctc.too_many_letters"].format(letters=LONGEST_LABEL + 1, most=LONGEST_LABEL)
    for typed, said in (
        ("a-7", ENGLISH["ctc.not_a_symbol"].format(symbol="7")),
        ("é", ENGLISH["ctc.not_a_symbol"].format(symbol="é")),
        ("a" * (LONGEST_LABEL + 1), too_long),
    ):
        good(app.text_input(key="ctc.typed").set_value(typed).run())
        assert said in warnings(app) and app.text_input(key="ctc.typed").value == typed
        assert state_of(app) == before and table(app, ENGLISH["ctc.collapse.left"])[0][1] == as_shown(before.typed)
    good(app.text_input(key="ctc.typed").set_value("").run())
    assert warnings(app) == [ENGLISH["notice.empty_text"]] and state_of(app) == before
    good(app.text_input(key="ctc.typed").set_value("b-b").run())
    assert warnings(app) == [] and state_of(app).typed == address(app, "typed") == "b-b"
    good(app.pills(key="ctc.typed.preset").set_value(EXAMPLES[2]).run())
    assert state_of(app).typed == EXAMPLES[2] and app.text_input(key="ctc.typed").value == EXAMPLES[2]
    assert sent(app)[0]["strip"]["on"] == 1, "an experiment stays on"


# Your own voice


@pytest.mark.parametrize(
    ("clip", "said"),
    [
        ("digits", ""),
        ("digits", "two nine three"),
        ("commands", "Seven of clubs, please <q>"),
        ("quick", "a"),
        ("double", "one two three four five six"),
    ],
)
def test_what_was_said_against_what_was_heard_is_jiwers_count(clip, said):
    app = visit(tab="voice", clip=clip, said=said)
    given = " ".join("".join(c if c in "abcdefghijklmnopqrstuvwxyz'" else " " for c in said.lower()).split())
    given = given or sentences()[clip].said
    heard = sent(app)[0]["text"].strip()
    theirs = jiwer.process_words(given, heard)
    rows = table(app, VOICE["edit"])
    assert without(rows, 0) == given.split() and without(rows, 1) == heard.split()
    kinds = [row[2] for row in rows]
    counts = {"substitutions": kinds.count(VOICE["substituted"]), "deletions": kinds.count(VOICE["deleted"])}
    counts |= {"insertions": kinds.count(VOICE["inserted"]), "said": len(given.split())}
    assert sum(counts.values()) - counts["said"] == theirs.substitutions + theirs.deletions + theirs.insertions
    assert all((row[0] == row[1]) == (row[2] == "") for row in rows)
    assert VOICE["rate"].format(rate=f"{theirs.wer:.0%}", **counts) in [one.value for one in app.markdown]


def test_what_was_said_is_typed_and_kept():
    app = visit(tab="voice")
    good(app.text_input(key="ctc.said").set_value("the cook $x$ **b**").run())
    assert without(table(app, VOICE["edit"]), 0) == ["the", "cook", "x", "b"] and warnings(app) == []
    for typed in ("123", "!?", "今天"):
        good(app.text_input(key="ctc.said").set_value(typed).run())
        assert VOICE["no_words"] in [one.value for one in app.markdown] and not any(
            VOICE["edit"] in one[0] for one in tables(app)
        )
    good(app.text_input(key="ctc.said").set_value("x " * LONGEST_SAID).run())
    assert len(warnings(app)) == 1 and state_of(app).said == "今天"
    good(app.text_input(key="ctc.said").set_value("").run())
    assert without(table(app, VOICE["edit"]), 0) == sentences()["quick"].said.split() and warnings(app) == []


def test_what_it_understands_is_the_cards():
    rows = table(visit(tab="voice"), VOICE["source"])
    found = compute.card()["measured"]
    assert [row[0] for row in rows] == [*english("ctc.source.").values()]
    for (held, helped, peer), (_, *cells) in zip(compute.SOURCES.values(), rows, strict=True):
        own, sphinx = found[held], found.get("pocketsphinx", {}).get(held, {}).get(peer)
        for value, cell in zip((own["greedy"]["cer"], own["greedy"]["wer"], own[helped]["wer"]), cells, strict=False):
            assert float(cell.rstrip("%")) == pytest.approx(100 * value, abs=0.5)
        assert cells[3] == ("–" if sphinx is None else f"{sphinx['wer']:.0%}")
