"""The page on CTC: the sound, the picture in which one types, the tabs."""

from __future__ import annotations

from dataclasses import replace

from app import fields
from app.i18n import t
from app.lessons.speech import sound
from app.lessons.speech.ctc import compute
from app.lessons.speech.ctc.begins import begins
from app.lessons.speech.ctc.bug import find_the_bug
from app.lessons.speech.ctc.collapse import collapse
from app.lessons.speech.ctc.listening import hold, picture
from app.lessons.speech.ctc.options import PRESETS, SHORT, WIDTHS, Options
from app.lessons.speech.ctc.predict import predict
from app.lessons.speech.ctc.shown import Shown
from app.lessons.speech.ctc.take import take
from app.lessons.speech.ctc.voice import voice
from app.ui import checks, controls, frame
from app.ui.frame import Lesson
from core.referees.results import Compared
from core.speech.options import LANGUAGES


def show() -> None:
    """The whole page."""
    lesson = frame.begin("ctc", Options)
    hold(lesson)
    controls_row(lesson)
    shown = picture(lesson, lesson.start(*experiments()))
    lesson.tabs(
        {
            "explain": lambda: lesson.explain(),
            "predict": lambda: predict(lesson, shown),
            "collapse": lambda: collapse(lesson),
            "voice": lambda: voice(lesson, shown),
            "begins": lambda: begins(lesson),
            "bug": lambda: find_the_bug(lesson, shown),
            "referee": lambda: referee(lesson, shown),
            "hood": lambda: lesson.hood(
                {
                    "core.speech.ctc:collapse": "Graves et al. 2006, section 3.1",
                    "core.speech.ctc:trellis": "Graves et al. 2006, section 4.1",
                    "core.speech.ctc:gradient": "Graves et al. 2006, equation 16",
                    "core.speech.prefix_beam:search": "Hannun et al. 2014, algorithm 1",
                    "core.speech.recognizer:RecognizerNetwork": "",
                }
            ),
        },
        more=("referee", "hood"),
    )
    take(lesson, shown)
    frame.foot(lesson)


def controls_row(lesson: Lesson[Options]) -> None:
    """The sound, how many labels the beam keeps, and what is known of the language."""
    with controls.row():
        clips = {name: t("ctc.quoted", text=compute.shipped(name).said) for name in SHORT}
        clips |= {name: t(f"ctc.clip.{name}") for name in PRESETS if name not in SHORT}
        sound.controls(lesson, clips, lambda: lesson.update(step=None, label="", said=""), t("ctc.say"))
        widths = {width: t("ctc.width", width=width) for width in WIDTHS}
        controls.select(lesson, "width", widths, t("ctc.width_label"), visible=False, width=120)
        languages = {name: t(f"ctc.language.{name}") for name in LANGUAGES}
        controls.select(lesson, "language", languages, t("ctc.language"), visible=False, width=180)


def experiments() -> tuple[dict, dict, dict]:
    """Where greedy loses a letter; a double that needs its blank; words from a list."""
    names = ("clip", "step", "label", "width", "language", "moment", "wrongly", "said")
    start = {name: fields.defaults(Options)[name] for name in names}
    return start, start | {"clip": "double"}, start | {"clip": "digits", "language": "words"}


def referee(lesson: Lesson[Options], shown: Shown | None) -> None:
    """PyTorch's loss and gradient for the label on screen; every path of six frames; jiwer's count of edits."""
    lesson.explain("referee")
    if shown is None:
        return

    def run() -> list[Compared]:
        rows = compute.referee(shown.heard, shown.label, shown.said, shown.text)
        return [replace(row, name=t(f"ctc.check.{row.name}")) for row in rows]

    checks.referee(lesson, run, about=f"{shown.about} {shown.text} {shown.said}")
