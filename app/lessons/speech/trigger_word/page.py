"""The page on the trigger word: the controls, the picture, its experiments, the referee."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import streamlit as st

from app import state
from app.i18n import prefixed, t
from app.lessons.speech import compute as shared
from app.lessons.speech import sound
from app.lessons.speech.options import OWN
from app.lessons.speech.trigger_word import compute
from app.lessons.speech.trigger_word.bug import find_the_bug
from app.lessons.speech.trigger_word.curve import curve
from app.lessons.speech.trigger_word.make import make
from app.lessons.speech.trigger_word.options import BUGS, MISTAKES_SECONDS, WITH_NETWORK, WORDS, Options
from app.lessons.speech.trigger_word.own_word import own_word, trained_detector
from app.lessons.speech.trigger_word.picture import Rest, draw
from app.lessons.speech.trigger_word.predict import predict
from app.lessons.speech.trigger_word.settings import config_of, own_detector, settings, tuned_config
from app.lessons.speech.trigger_word.shown import Shown
from app.lessons.speech.trigger_word.take import take
from app.ui import checks, controls, frame, job_view
from app.ui.frame import Lesson
from core.speech.options import DetectorConfig
from core.speech.results import Hearing


def show() -> None:
    """The whole page."""
    lesson = frame.begin("trigger_word", Options)
    controls_row(lesson)
    shown = picture(lesson)
    lesson.tabs(
        {
            "predict": lambda: predict(lesson, shown),
            "explain": lambda: explain(lesson),
            "curve": lambda: curve(lesson, shown),
            "make": lambda: make(lesson),
            "own": lambda: own_word(lesson),
            "try": lambda: experiments(lesson),
            "bug": lambda: find_the_bug(lesson, shown),
            "referee": lambda: referee(lesson, shown),
            "hood": lambda: lesson.hood(
                {
                    "core.speech.features:log_mel": "",
                    "core.speech.trigger:Stream.feed_frames": "Arik et al. 2017; Cho et al. 2014",
                    "core.speech.events:fired": "",
                }
            ),
        }
    )
    take(lesson, shown)
    frame.foot()


def controls_row(lesson: Lesson[Options]) -> None:
    """The sound, the word, and the settings of the detector."""
    with controls.row():
        sound.controls(lesson)
        words = {word: t(f"word.{word}") for word in WORDS if word != OWN or trained_detector() is not None}
        if lesson.state.word not in words:
            lesson.update(word=WORDS[0])
            lesson.say("word.not_in_link")
        controls.select(lesson, "word", words, t("word.label"), visible=False, width=125)
        more = st.popover(t("control.more"), key=f"{lesson.slug}.more", on_change="rerun")
        if more.open:
            with more:
                settings(lesson)


def picture(lesson: Lesson[Options]) -> Shown | None:
    """The moving picture; None where the sound could not be read or is not yet heard."""
    options = lesson.state
    with lesson.guard():
        heard = sound.hearing(lesson, options.word, own_detector(lesson))
        if heard is None:
            return None
        for key in shared.remarks(heard.clip):
            lesson.say(key)
        mistake = _mistake(lesson, heard)
        if mistake:
            found = compute.small_detection(mistake, False, heard, sound.identity(lesson))
            heard = replace(heard, detection=found)
        tuned = tuned_config(lesson, mistake)
        config, preset = config_of(options, tuned), shared.shipped_clips().get(options.clip)
        said = preset.said if preset else ()
        rest = draw(
            heard,
            config=config,
            rest=Rest(_cursor(options, heard, config), config.threshold, options.start),
            key=f"{lesson.slug}.picture",
            labels=prefixed("scope."),
            on_change=lambda rest: _keep_rest(lesson, rest, tuned),
            present=state.session().present,
            words=[(one.text, one.start, one.end) for one in said],
        )
        if preset:
            st.html(f'<p class="u-note">{escape(t("sound.human" if preset.human else "sound.synthetic"))}</p>')
        return Shown(heard, replace(config, threshold=rest.threshold), tuned, said, options.word)
    return None


def _cursor(options: Options, heard: Hearing, config: DetectorConfig) -> float:
    """Where the cursor stands: at the first event until the visitor moves it."""
    if options.seconds is not None:
        return options.seconds
    return next(iter(compute.detection(heard, config).events), 0.0)


def _keep_rest(lesson: Lesson, rest: Rest, tuned: DetectorConfig) -> None:
    threshold = None if abs(rest.threshold - tuned.threshold) < 5e-4 else rest.threshold
    lesson.update(seconds=rest.seconds, threshold=threshold, start=rest.start)


def _mistake(lesson: Lesson[Options], heard: Hearing) -> str:
    """The mistake whose network listens instead, none for a long sound."""
    bug = lesson.state.bug
    if bug not in WITH_NETWORK:
        return ""
    if heard.clip.seconds > MISTAKES_SECONDS:
        lesson.say("bug.too_long", seconds=int(MISTAKES_SECONDS))
        return ""
    st.caption(t("bug.on"))
    return bug


def explain(lesson: Lesson) -> None:
    """What it is, and how to read the picture."""
    lesson.explain()
    lesson.explain("picture")


def experiments(lesson: Lesson) -> None:
    """A low threshold, growing noise, one step that is enough."""
    start = {"bug": BUGS[0], "seconds": None, "start": 0.0, "word": "activate"}
    start |= {"threshold": None, "smoothing": None, "agree": None, "refractory": None}
    lesson.experiment(1, start | {"clip": "near", "threshold": 0.02})
    lesson.experiment(2, start | {"clip": "noise"})
    lesson.experiment(3, start | {"clip": "computer"})


def referee(lesson: Lesson[Options], shown: Shown | None) -> None:
    """librosa, PyTorch's layers and every chunking of a list, on the same sound."""
    lesson.explain("referee")
    if shown is None:
        return
    found = job_view.offer("judge", sound.description(lesson, shown.word, own_detector(lesson)), t("referee.run"))
    if found is not None:
        checks.show([replace(row, name=_readable(row.name)) for row in found])


def _readable(name: str) -> str:
    """What was compared, so that it can be read."""
    kind, _, size = name.partition(" of ")
    return t("judge.chunks", size=f"{int(size):,}") if size else t(f"judge.{kind.split()[-1]}")
