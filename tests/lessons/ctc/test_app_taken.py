"""What is taken away from the page on CTC: frames, the letters' times, the notebook, the small picture."""

import csv
import io
import re

import numpy as np
import pytest

from app.lessons.speech.ctc import compute, notebook, page, take, thumbnail
from app.lessons.speech.ctc.options import PRESETS
from app.lessons.speech.ctc.shown import Shown
from app.ui import export
from app.ui.frame import Lesson
from core.speech.options import DecodingConfig
from tests.app.notebooks import printed
from tests.lessons.ctc.reckoning import ALPHABET, counted, greedy, path_of, top_path, total
from tests.lessons.ctc.visit import frames_of, label_of, same, sent, visit

NAMES = ["blank", "space", "apostrophe", *ALPHABET[3:]]


@pytest.fixture
def taken(monkeypatch):
    """What the page hands over to be taken away, as makers of files by name."""
    found = {}

    def kept(lesson, csv=None, notebook=None, files=None):
        found.update({"csv": csv, "notebook": notebook} | {name: made for name, made in (files or {}).values()})

    monkeypatch.setattr(Lesson, "take", kept)
    return found


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.mark.parametrize("asked", [{}, {"clip": "digits", "label": "two nine"}, {"moment": 1}, {"label": "z" * 60}])
def test_the_numbers_that_are_taken_away(taken, asked):
    app = visit(**asked)
    y, label = frames_of(app), label_of(app)
    frames, times = rows_of(taken["csv"]()), rows_of(taken["ctc-letters.csv"]())
    assert list(frames[0]) == ["seconds", *NAMES] and len(frames) == len(y)
    header, _ = sent(app)
    for t, row in enumerate(frames):
        assert float(row["seconds"]) == pytest.approx(header["first"] + t * header["step"], abs=1e-3)
        assert [float(row[name]) for name in NAMES] == pytest.approx(np.exp(y[t]).tolist(), abs=1e-6)
    path = path_of(y, label)
    spans = [(run[0][0], *run.span()) for run in re.finditer(r"([^–])\1*", path)]
    assert [row["letter"] for row in times] == [letter for letter, *_ in spans] == list(label if path else "")
    for row, (_, first, end) in zip(times, spans, strict=True):
        begins = header["first"] - header["step"] / 2
        wanted = begins + first * header["step"], begins + end * header["step"]
        assert (float(row["from"]), float(row["to"])) == pytest.approx(wanted, abs=1.1e-3)


@pytest.mark.parametrize(
    ("clip", "config", "label"),
    [
        ("quick", DecodingConfig(), "the cook"),
        ("commands", DecodingConfig(4, "words"), " it's  "),
        ("double", DecodingConfig(2), ""),
    ],
)
def test_the_notebook_does_it_again(clip, config, label):
    first, second, third = printed(export.notebook(notebook.cells(clip, config, label), "Title"))
    y = compute.heard(clip).log_probs.astype(float)
    said, *beam = first.splitlines()
    assert said == f"greedy {greedy(y)}".rstrip() or said == f"greedy {greedy(y)}"
    assert len(beam) == config.width
    line, *times = second.splitlines()
    assert float(line.split()[1]) == pytest.approx(-total(y, label), rel=1e-6)
    assert int(line.split()[3]) == pytest.approx(counted(len(y), label), rel=1e-9) and len(times) == len(label)
    rows = [row.split() for row in third.splitlines()]
    assert [row[0] for row in rows] == ["loss", "gradient", "shares"] and all(float(row[-1]) < 1e-6 for row in rows)


def test_what_is_said_before_the_cells(taken):
    """A visitor's own sound is not in it, and the network is the trained one."""
    assert notebook.note("double", None) == "" and "training had ended" in notebook.note("double", 2)
    assert "sound.wav" in notebook.note("own", None) and "read_bytes" in notebook.cells("own", DecodingConfig(), "a")[0]
    visit(clip="double", moment=2)
    assert notebook.note("double", 2) in taken["notebook"]().decode()


def test_without_a_sound_only_the_state_is_taken(taken):
    take.take(Lesson("ctc", None, None, None), None)
    assert taken == {"csv": None, "notebook": None}


def test_the_small_picture():
    made, y = thumbnail.picture(), compute.heard(PRESETS[0]).log_probs.astype(float)
    assert made["blank"] == pytest.approx(np.exp(y[:, 0]).tolist(), abs=6e-4)
    path = top_path(y)
    assert [t for t, _ in made["letters"]] == [t for t, sign in enumerate(path) if sign != "–"]
    assert [p for _, p in made["letters"]] == pytest.approx([np.exp(y[t]).max() for t, _ in made["letters"]], abs=6e-4)


def test_the_tabs_share_what_is_shown(monkeypatch):
    """The label is the picture's, the text the beam's."""
    shown = []
    monkeypatch.setattr(page, "take", lambda lesson, one: shown.append(one))
    for asked in ({}, {"label": "Cook"}, {"label": " a  b "}, {"label": "42"}):
        app = visit(**asked)
        one: Shown = shown[-1]
        assert (one.label, one.text) == (label_of(app), sent(app)[0]["text"]), asked
        same(one.heard.log_probs, sent(app)[1]["log_probs"])
