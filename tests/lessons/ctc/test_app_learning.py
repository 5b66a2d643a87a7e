"""The tabs of the page on CTC: as it learns, the bug, the referee; beside PyTorch and paths added up one by one."""

import json
import math

import numpy as np
import pytest

from app.lessons.speech.ctc import compute
from app.lessons.speech.ctc.bug import PATHS
from app.lessons.speech.ctc.options import MISTAKES, PRESETS
from core.speech import transcribing
from core.speech.presets import sentences
from tests.app.strings import ENGLISH, english
from tests.app.visiting import address, good, warnings, written
from tests.lessons.ctc.reckoning import (
    SHOWN,
    as_shown,
    best,
    by_pytorch,
    greedy,
    merged,
    path_of,
    spelled,
    top_path,
    total,
)
from tests.lessons.ctc.visit import frames_of, label_of, same, sent, state_of, table, tables, visit


class End:
    """The value None of a slider, which `AppTest` takes for a slider that was not moved."""

    def __eq__(self, other: object) -> bool:
        return other is None

    def __hash__(self) -> int:
        return hash(None)


NOTHING = ENGLISH["ctc.nothing"]
VOICE, BUG, BEGINS = english("ctc.voice."), english("ctc.bug."), english("ctc.begins.")
NAMED = (ENGLISH["referee.ours"], ENGLISH["referee.difference"])


# As it learns


@pytest.mark.parametrize("clip", PRESETS)
def test_a_moment_of_the_training_listens_in_the_picture(clip):
    app = visit(tab="begins", clip=clip)
    kept = transcribing.moments(clip)
    slider = app.select_slider(key="ctc.moment")
    assert slider.value is None and slider.options[-1] == BEGINS["end"] and len(slider.options) == len(kept.steps)
    for place in (0, len(kept.steps) - 2):
        good(app.select_slider(key="ctc.moment").set_value(place).run())
        assert state_of(app).moment == place and address(app, "moment") == str(place) and warnings(app) == []
        np.testing.assert_array_equal(sent(app)[1]["log_probs"], kept.log_probs[place])
        assert ENGLISH["ctc.moment"].format(steps=f"{kept.steps[place]:,}") in written(app)
    good(app.select_slider(key="ctc.moment").set_value(End()).run())
    same(sent(app)[1]["log_probs"], compute.heard(clip).log_probs)
    assert state_of(app).moment is None and ENGLISH["ctc.moment"].split("{")[0] not in written(app)


def test_the_rows_of_the_moments_by_pytorch():
    app = visit(tab="begins", clip="double")
    app.session_state["ctc.beginning.table"] = True
    rows = table(good(app.run()), BEGINS["text"])
    kept, said = transcribing.moments("double"), sentences()["double"].said
    for row, steps, y in zip(rows, kept.steps, kept.log_probs, strict=True):
        blank = sum(sign == "–" for sign in top_path(y)) / len(y)
        wanted = [f"{steps:,}", f"{-by_pytorch(y, said):.1f}", f"{blank:.0%}", greedy(y).strip() or NOTHING]
        assert row == wanted
    (chart,) = app.get("plotly_chart")
    drawn = json.loads(chart.proto.spec)
    axis, beside = drawn["layout"]["yaxis"], drawn["layout"]["annotations"]
    assert axis["ticktext"] == [row[0] for row in rows] and drawn["data"][0]["y"] == axis["tickvals"]
    assert [(one["y"], one["text"].replace("␣", " ")) for one in beside] == [(i, row[3]) for i, row in enumerate(rows)]


# The bug


@pytest.mark.parametrize("wrongly", ["space", "dropped"])
@pytest.mark.parametrize("clip", ["quick", "digits"])
def test_paths_read_by_the_rule_and_by_the_mistake(wrongly, clip):
    app = visit(tab="bug", wrongly=wrongly, clip=clip)
    rows = table(app, ENGLISH[f"ctc.wrongly.{wrongly}"])
    on_screen = top_path(frames_of(app), SHOWN)
    assert [row[0] for row in rows] == [*PATHS, on_screen] and sent(app)[0]["wrongly"] == wrongly
    for path, right, wrong, differs in rows:
        path = as_shown(path)
        other = merged(path.replace("–", "")) if wrongly == "dropped" else merged(path).replace("–", "␣")
        assert (right, wrong) == (spelled(path) or NOTHING, other or NOTHING)
        assert differs == ("≠" if right != wrong else "")
    assert any(row[3] for row in rows) and not all(row[3] for row in rows), "some are read alike"


def test_the_switch_is_the_pictures():
    app = visit(tab="bug")
    for wrongly in (*MISTAKES[1:], "none"):
        good(app.get("button_group")[-1].set_value(wrongly).run())
        assert sent(app)[0]["wrongly"] == wrongly and address(app, "wrongly") == (
            None if wrongly == "none" else wrongly
        )


def test_the_best_path_and_the_best_label():
    app = visit(tab="bug", wrongly="path")
    y, text = frames_of(app), sent(app)[0]["text"]
    paths, shown = table(app, BUG["path"], BUG["label"], BUG["p"]), table(app, BUG["on_screen"])
    p = {"–": 0.6, "a": 0.4}
    assert [[path, spelled(path) or NOTHING, f"{p[path[0]] * p[path[1]]:.2f}"] for path, *_ in paths] == paths
    assert {path for path, *_ in paths} == {"––", "–a", "a–", "aa"}
    assert BUG["sums"].format(sums=f"“a” 0.64, {NOTHING} 0.36") in [one.value for one in app.markdown]
    for row, label in zip(shown, (greedy(y), text), strict=True):
        assert row[1] == label
        assert [float(cell) for cell in row[2:]] == pytest.approx(
            [math.exp(best(y, label)), math.exp(total(y, label))], rel=6e-3
        )
    assert float(shown[0][2]) > float(shown[1][2]) and float(shown[0][3]) < float(shown[1][3])


# The referee


@pytest.mark.parametrize("asked", [{}, {"clip": "digits", "language": "words"}, {"label": " a  b "}, {"moment": 2}])
def test_the_referee_agrees(asked):
    app = visit(tab="referee", **asked)
    assert not any({*NAMED} <= {*one[0]} for one in tables(app))
    good(app.button(key="ctc.referee.run").click().run())
    rows, names = table(app, *NAMED), ["loss", "gradient", "shares", "paths", "errors", "edits"]
    assert [row[0] for row in rows] == [ENGLISH[f"ctc.check.{name}"] for name in names]
    assert all(float(row[3]) < 1e-6 for row in rows)
    y, label = frames_of(app), label_of(app)
    assert float(rows[0][1]) == pytest.approx(-total(y, label), rel=1e-5)
    assert path_of(y, label) and warnings(app) == []
    good(app.selectbox(key="ctc.width").set_value(1).run())
    good(app.pills(key="ctc.clip").set_value("commands").run())
    assert not any({*NAMED} <= {*one[0]} for one in tables(app)), "of another sound"
