"""The moving picture of CTC: the chosen sound as the recogniser hears it, and the search over it."""

from __future__ import annotations

from html import escape

import streamlit as st

from app import state
from app.i18n import prefixed, t, verbatim
from app.lessons.speech import compute as shared
from app.lessons.speech import sound
from app.lessons.speech.ctc import compute
from app.lessons.speech.ctc.options import PRESETS, Options
from app.lessons.speech.ctc.picture import Rest, Start, draw
from app.lessons.speech.ctc.picture.rest import fit
from app.lessons.speech.ctc.shown import Shown
from app.lessons.speech.options import OWN
from app.ui.frame import Lesson
from core.speech.results import Heard


def hold(lesson: Lesson[Options]) -> None:
    """Of what a link brings, the nearest that there is: a moment that was kept, a label in the network's letters."""
    options = lesson.state
    moment, label = options.moment, fit(Rest(0, options.label), 1).label
    if moment is not None and moment >= len(compute.moments(PRESETS[0]).steps) - 1:
        moment = None  # the last is the network as it is
    if (moment, label) != (options.moment, options.label):
        lesson.update(moment=moment, label=label)


def picture(lesson: Lesson[Options], start: Start) -> Shown | None:
    """The moving picture; None where the sound could not be read or is not yet heard."""
    with lesson.guard():
        heard = hearing(lesson)
        if heard is None:
            return None
        for key in shared.remarks(heard.clip):
            lesson.say(key)
        return _drawn(lesson, heard, start)
    return None


def hearing(lesson: Lesson[Options]) -> Heard | None:
    """The chosen sound as the recogniser hears it, or heard it before it was trained to the end.

    None, with its progress, as long as the worker is at it.
    """
    options = lesson.state
    if options.clip == OWN:
        return sound.heard(lesson, "ctc", "transcribe", {"data": sound.own().data}, PRESETS[0])
    return compute.heard(options.clip, options.moment)


def _drawn(lesson: Lesson[Options], heard: Heard, start: Start) -> Shown:
    options, identity = lesson.state, sound.identity(lesson)
    if options.clip == OWN:
        beam = compute.own_beam(identity, heard, options.config)
    else:
        beam = compute.preset_beam(options.clip, options.moment, options.config)
    text = compute.text(beam)
    label = options.label or text
    draw(
        heard,
        beam,
        rest=Rest(compute.parting(heard, label) if options.step is None else options.step, options.label),
        key="ctc.picture",
        labels=prefixed("ctc.picture."),
        on_change=lambda rest: lesson.update(step=rest.step, label=rest.label),
        present=state.session().present,
        start=start,
        wrongly=options.wrongly,
        text=text,
    )
    st.html(f'<p class="u-note">{escape(_note(options))}</p>')
    said = options.said or ("" if options.clip == OWN else compute.shipped(options.clip).said)
    return Shown(heard, beam, text, label, said, f"{identity} {options.moment} {label}")


def _note(options: Options) -> str:
    """Who speaks, and who listens."""
    who = t("ctc.own") if options.clip == OWN else _voice(options.clip)
    if options.moment is None or options.clip == OWN:
        return who
    return f"{t('ctc.moment', steps=f'{compute.moments(options.clip).steps[options.moment]:,}')} {who}"


def _voice(preset: str) -> str:
    """Who speaks in a shipped clip."""
    one = compute.shipped(preset)
    return verbatim("ctc.human" if one.human else "ctc.synthetic", voice=one.voice)
