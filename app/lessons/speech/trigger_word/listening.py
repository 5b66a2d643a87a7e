"""The moving picture of the trigger word: the sound as it is heard, whole or in chunks, by the detector that listens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Any

import streamlit as st

from app import state
from app.i18n import prefixed, t
from app.lessons.speech import compute as shared
from app.lessons.speech import sound
from app.lessons.speech.options import OWN, PRESETS
from app.lessons.speech.trigger_word import compute
from app.lessons.speech.trigger_word.options import CHUNKS_SECONDS, MISTAKES_SECONDS, WITH_NETWORK, Options
from app.lessons.speech.trigger_word.picture import Rest, draw
from app.lessons.speech.trigger_word.settings import config_of, own_detector, tuned_config
from app.lessons.speech.trigger_word.shown import Shown
from app.ui.frame import Lesson
from core.speech.options import DetectorConfig
from core.speech.results import Hearing, Streamed


def picture(lesson: Lesson[Options], experiments: Sequence[Mapping[str, Any]]) -> Shown | None:
    """The moving picture; None where the sound could not be read or is not yet heard."""
    with lesson.guard():
        heard = hearing(lesson)
        if heard is None:
            return None
        for key in shared.remarks(heard.clip):
            lesson.say(key)
        return _drawn(lesson, heard, experiments)
    return None


def hearing(lesson: Lesson[Options]) -> Hearing | None:
    """What the word's detector, or the visitor's own, hears in the chosen sound; None while the worker is at it."""
    options, trained = lesson.state, own_detector(lesson)
    name = options.word if trained is None else shared.identity_of(trained)
    if options.clip == OWN:
        return sound.heard(lesson, name, "listen", description(lesson), PRESETS[0])
    if trained is not None:
        return shared.hearing_by(options.clip, trained, name)
    return shared.hearing(options.clip, name)


def description(lesson: Lesson[Options]) -> dict[str, Any]:
    """The chosen sound and detector as core's jobs are told of them."""
    options, trained = lesson.state, own_detector(lesson)
    chosen = {"preset": options.clip} if options.clip != OWN else {"data": sound.own().data}
    return chosen | {"word": options.word} | ({"trained": trained} if trained is not None else {})


def _drawn(lesson: Lesson[Options], heard: Hearing, experiments: Sequence[Mapping[str, Any]]) -> Shown:
    """The picture of a sound that was heard, by the network with a mistake where one is chosen."""
    mistake = _mistake(lesson, heard)
    if mistake:
        heard = replace(heard, detection=compute.small_detection(mistake, False, heard, sound.identity(lesson)))
    tuned, options = tuned_config(lesson, mistake), lesson.state
    config, preset = config_of(options, tuned), shared.shipped_clips().get(options.clip)
    said = preset.said if preset else ()
    given = Rest(_cursor(options, heard, config), config.threshold, options.start, options.chunk, options.forget)
    start = lesson.start(*experiments, values={"peak": _peak(heard)})
    in_chunks = _streamed(lesson, heard, mistake)
    if mistake:
        st.caption(t("bug.on"))
    rest = draw(
        heard,
        streamed=in_chunks,
        config=config,
        rest=given,
        key=f"{lesson.slug}.picture",
        labels=prefixed("scope."),
        on_change=lambda rest: _keep_rest(lesson, rest, tuned),
        present=state.session().present,
        words=[(one.text, one.start, one.end) for one in said],
        can_stream=can_stream(heard, mistake),
        start=start,
    )
    if preset:
        st.html(f'<p class="u-note">{escape(t("sound.human" if preset.human else "sound.synthetic"))}</p>')
    return Shown(heard, replace(config, threshold=rest.threshold), tuned, said, options.word, mistake, in_chunks)


def can_stream(heard: Hearing, mistake: str) -> bool:
    """Whether a sound can be heard in chunks here: a short one, by a detector that has no mistake."""
    return not mistake and 0 < heard.clip.seconds <= CHUNKS_SECONDS


def streamed(lesson: Lesson[Options], heard: Hearing, chunk: float, forget: bool) -> Streamed:
    """The sound on screen in such chunks."""
    trained = own_detector(lesson)
    name = lesson.state.word if trained is None else shared.identity_of(trained)
    return compute.streamed(chunk, forget, lesson.state.word, heard, trained, f"{sound.identity(lesson)} {name}")


def _streamed(lesson: Lesson[Options], heard: Hearing, mistake: str) -> Streamed | None:
    """The sound in the chunks that are asked for; None where it is heard whole."""
    options = lesson.state
    if not options.chunk:
        return None
    if not can_stream(heard, mistake):
        lesson.say("stream.mistake" if mistake else "stream.too_long", seconds=int(CHUNKS_SECONDS))
        return None
    return streamed(lesson, heard, options.chunk, options.forget)


def _cursor(options: Options, heard: Hearing, config: DetectorConfig) -> float:
    """Where the cursor stands: at the first event until the visitor moves it; with the whole chunk that brings it."""
    at = options.seconds
    if at is None:
        at = next(iter(compute.detection(heard, config).events), 0.0)
        at = compute.known_at(at, heard, options.chunk) if options.chunk else at
    return at


def _peak(heard: Hearing) -> str:
    """The highest probability of all, for the notes: where the cursor stands must not send the sound again."""
    return f"{heard.detection.probabilities.max(initial=0.0):.2f}"


def _keep_rest(lesson: Lesson, rest: Rest, tuned: DetectorConfig) -> None:
    threshold = None if abs(rest.threshold - tuned.threshold) < 5e-4 else rest.threshold
    kept = {"seconds": rest.seconds, "start": rest.start, "chunk": rest.chunk, "forget": rest.forget}
    lesson.update(threshold=threshold, **kept)


def _mistake(lesson: Lesson[Options], heard: Hearing) -> str:
    """The mistake whose network listens instead, none for a long sound."""
    bug = lesson.state.bug
    if bug not in WITH_NETWORK:
        return ""
    if heard.clip.seconds > MISTAKES_SECONDS:
        lesson.say("bug.too_long", seconds=int(MISTAKES_SECONDS))
        return ""
    return bug


def from_its_first_event(lesson: Lesson[Options]) -> None:
    """Another sound is looked at where it fires first, and a shipped one by the detector it is about."""
    preset = shared.shipped_clips().get(lesson.state.clip)
    lesson.update(seconds=None, start=0.0, **({"word": preset.word} if preset and lesson.state.word != OWN else {}))
