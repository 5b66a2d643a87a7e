"""The page on the trigger word: the controls, the picture, its experiments, the referee."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from app.i18n import t
from app.lessons.speech import sound
from app.lessons.speech.options import OWN, PRESETS
from app.lessons.speech.trigger_word.bug import find_the_bug
from app.lessons.speech.trigger_word.curve import curve
from app.lessons.speech.trigger_word.listening import description, from_its_first_event, picture
from app.lessons.speech.trigger_word.make import make
from app.lessons.speech.trigger_word.options import BUGS, FOLDED, WORDS, Options
from app.lessons.speech.trigger_word.own_word import own_word, trained_detector
from app.lessons.speech.trigger_word.predict import predict
from app.lessons.speech.trigger_word.settings import settings
from app.lessons.speech.trigger_word.shown import Shown
from app.lessons.speech.trigger_word.stream import stream
from app.lessons.speech.trigger_word.take import take
from app.ui import checks, controls, frame, job_view
from app.ui.frame import Lesson


def show() -> None:
    """The whole page."""
    lesson = frame.begin("trigger_word", Options)
    controls_row(lesson)
    shown = picture(lesson, experiments())
    lesson.tabs(
        {
            "explain": lambda: explain(lesson),
            "predict": lambda: predict(lesson, shown),
            "stream": lambda: stream(lesson, shown),
            "curve": lambda: curve(lesson, shown),
            "make": lambda: make(lesson),
            "bug": lambda: find_the_bug(lesson, shown),
            "own": lambda: own_word(lesson),
            "referee": lambda: referee(lesson, shown),
            "hood": lambda: lesson.hood(
                {
                    "core.speech.features:log_mel": "",
                    "core.speech.trigger:Stream.feed_frames": "Arik et al. 2017; Cho et al. 2014",
                    "core.speech.events:fired": "",
                }
            ),
        },
        more=FOLDED,
    )
    take(lesson, shown)
    frame.foot(lesson)


def controls_row(lesson: Lesson[Options]) -> None:
    """The sound, the word, and the settings of the detector."""
    with controls.row():
        clips = {name: t(f"sound.{name}") for name in PRESETS}
        sound.controls(lesson, clips, lambda: from_its_first_event(lesson), t("sound.microphone"))
        words = {word: t(f"word.{word}") for word in WORDS if word != OWN or trained_detector() is not None}
        if lesson.state.word not in words:
            lesson.update(word=WORDS[0])
            lesson.say("word.not_in_link")
        controls.select(lesson, "word", words, t("word.label"), visible=False, width=125)
        more = st.popover(t("control.more"), key=f"{lesson.slug}.more", on_change="rerun")
        if more.open:
            with more:
                settings(lesson)


def explain(lesson: Lesson) -> None:
    """What it is, and how to read the picture."""
    lesson.explain()
    lesson.explain("picture")


def experiments() -> tuple[dict, dict, dict]:
    """The word and nothing else, a low threshold among near-words, the state forgotten between chunks."""
    start = {"clip": "sentence", "word": "activate", "bug": BUGS[0], "seconds": None, "start": 0.0}
    start |= {"threshold": None, "smoothing": None, "agree": None, "refractory": None, "chunk": 0.0, "forget": False}
    return start, start | {"clip": "near", "threshold": 0.02}, start | {"chunk": 0.5, "forget": True}


def referee(lesson: Lesson[Options], shown: Shown | None) -> None:
    """librosa, PyTorch's layers and every chunking of a list, on the same sound."""
    lesson.explain("referee")
    if shown is None:
        return
    found = job_view.offer("judge", description(lesson), t("referee.run"))
    if found is not None:
        checks.show([replace(row, name=_readable(row.name)) for row in found])


def _readable(name: str) -> str:
    """What was compared, so that it can be read."""
    kind, _, size = name.partition(" of ")
    return t("judge.chunks", size=f"{int(size):,}") if size else t(f"judge.{kind.split()[-1]}")
