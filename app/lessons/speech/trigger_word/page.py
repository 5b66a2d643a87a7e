"""Parts of the trigger word's page: the controls, the picture, its questions, its experiments, what one takes away."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

import streamlit as st

from app import state
from app.i18n import prefixed, t
from app.lessons.speech import compute as compute_speech
from app.lessons.speech import sound
from app.lessons.speech.trigger_word import compute as compute_trigger
from app.lessons.speech.trigger_word import notebook as notebook_speech
from app.lessons.speech.trigger_word import own_word as trigger_own
from app.lessons.speech.trigger_word.options import BUGS, OWN, WORDS, TriggerOptions
from app.lessons.speech.trigger_word.picture import ScopeRest, audio_scope
from app.lessons.speech.trigger_word.shown import Shown
from app.ui import checks, controls, export, job_view
from app.ui.frame import Lesson
from core.speech.options import DetectorConfig
from core.speech.results import Hearing

SLOW = ("bidirectional", "early")  # mistakes that have a network of their own


def controls_row(lesson: Lesson[TriggerOptions]) -> None:
    """The sound, the word, and the settings of the detector."""
    with controls.row():
        sound.controls(lesson)
        words = {word: t(f"word.{word}") for word in WORDS if word != OWN or trigger_own.trained() is not None}
        if lesson.state.word not in words:
            lesson.update(word=WORDS[0])
            lesson.say("word.not_in_link")
        controls.select(lesson, "word", words, t("word.label"), visible=False, width=125)
        more = st.popover(t("control.more"), key=f"{lesson.slug}.more", on_change="rerun")
        if more.open:
            with more:
                _settings(lesson)


def _settings(lesson: Lesson[TriggerOptions]) -> None:
    """Smoothing, agreement and rest; what was tuned for the detector until a visitor moves it."""
    tuned = tuned_for(lesson, lesson.state.bug if lesson.state.bug in SLOW else "")
    _number(lesson, "smoothing", tuned.smoothing, 1, 15, 1)
    _number(lesson, "agree", tuned.agree, 1, 15, 1)
    _number(lesson, "refractory", tuned.refractory, 0.0, 3.0, 0.1)
    st.button(t("detector.tuned"), key=f"{lesson.slug}.tuned", on_click=_as_tuned, args=(lesson,))


def _number(lesson: Lesson, field: str, tuned: float, low: float, high: float, step: float) -> None:
    key, value = f"{lesson.slug}.{field}", getattr(lesson.state, field)
    wanted = tuned if value is None else min(max(value, low), high)
    if st.session_state.get(key) != wanted:
        st.session_state[key] = wanted
    st.slider(
        t(f"detector.{field}"), low, high, step=step, key=key, on_change=_moved_to, args=(lesson, field, key, tuned)
    )


def _moved_to(lesson: Lesson, field: str, key: str, tuned: float) -> None:
    value = st.session_state[key]
    lesson.update(**{field: None if value == tuned else value})


def _as_tuned(lesson: Lesson) -> None:
    lesson.update(threshold=None, smoothing=None, agree=None, refractory=None)


def tuned_for(lesson: Lesson[TriggerOptions], mistake: str = "") -> DetectorConfig:
    """What was tuned for the detector on screen, or for a network with a mistake."""
    if mistake:
        return compute_trigger.mistakes_point()
    trained = _trained(lesson)
    return compute_speech.point(lesson.state.word) if trained is None else trained.config


def _trained(lesson: Lesson[TriggerOptions]) -> Any | None:
    """The visitor's own detector, if it is the one that listens."""
    return trigger_own.trained() if lesson.state.word == OWN else None


def config_of(options: TriggerOptions, tuned: DetectorConfig) -> DetectorConfig:
    """The visitor's settings, and for what is not set the tuned ones."""
    fields = {name: getattr(options, name) for name in ("threshold", "smoothing", "agree", "refractory")}
    return replace(tuned, **{name: value for name, value in fields.items() if value is not None})


def picture(lesson: Lesson[TriggerOptions]) -> Shown | None:
    """The moving picture; None where the sound could not be read or is not yet heard."""
    options = lesson.state
    with lesson.guard():
        heard = sound.hearing(lesson, options.word, _trained(lesson))
        if heard is None:
            return None
        for key in compute_speech.remarks(heard.clip):
            lesson.say(key)
        mistake = _mistake(lesson, heard)
        if mistake:
            found = compute_trigger.mistaken(mistake, False, heard, sound.identity(lesson))
            heard = replace(heard, detection=found)
        tuned = tuned_for(lesson, mistake)
        config, preset = config_of(options, tuned), compute_speech.shipped().get(options.clip)
        said = preset.said if preset else ()
        rest = audio_scope(
            heard,
            config=config,
            rest=ScopeRest(_cursor(options, heard, config), config.threshold, options.start),
            key=f"{lesson.slug}.picture",
            labels=prefixed("scope."),
            on_change=lambda rest: _rested(lesson, rest, tuned),
            present=state.session().present,
            words=[(one.text, one.start, one.end) for one in said],
        )
        if preset:
            st.html(f'<p class="u-note">{escape(t("sound.human" if preset.human else "sound.synthetic"))}</p>')
        return Shown(heard, replace(config, threshold=rest.threshold), tuned, said, options.word)
    return None


def _cursor(options: TriggerOptions, heard: Hearing, config: DetectorConfig) -> float:
    """Where the cursor stands: at the first event until the visitor moves it."""
    if options.seconds is not None:
        return options.seconds
    return next(iter(compute_speech.detection(heard, config).events), 0.0)


def _rested(lesson: Lesson, rest: ScopeRest, tuned: DetectorConfig) -> None:
    threshold = None if abs(rest.threshold - tuned.threshold) < 5e-4 else rest.threshold
    lesson.update(seconds=rest.seconds, threshold=threshold, start=rest.start)


def _mistake(lesson: Lesson[TriggerOptions], heard: Hearing) -> str:
    """The mistake whose network listens instead, none for a long sound."""
    bug = lesson.state.bug
    if bug not in SLOW:
        return ""
    if heard.clip.seconds > compute_trigger.MISTAKES_SECONDS:
        lesson.say("bug.too_long", seconds=int(compute_trigger.MISTAKES_SECONDS))
        return ""
    st.caption(t("bug.on"))
    return bug


def predict(lesson: Lesson[TriggerOptions], shown: Shown | None) -> None:
    """Questions on the live picture, then those of the text, and the score."""
    if shown is not None:
        about = f"{sound.identity(lesson)}{shown.word}{shown.config}{lesson.state.bug}"
        _will_it_fire(lesson, shown, about)
        _how_often(lesson, shown, about)
        _always_no(lesson, shown)
    checks.ask_all(lesson)
    checks.score()


def _will_it_fire(lesson: Lesson, shown: Shown, about: str) -> None:
    """Will the nearest of the near-words fire?"""
    others = [one for one in shown.said if not shown.is_word(one)]
    if not others:
        return
    peaks = [compute_speech.peak(shown.hearing, shown.config, one.start, one.end) for one in others]
    peak = max(peaks)
    near = others[peaks.index(peak)]
    values = {"text": near.text, "time": f"{near.start:.1f}", "threshold": f"{shown.config.threshold:.2f}"}
    values |= {"peak": f"{peak:.3f}", "agree": shown.config.agree}
    answer = 0 if compute_speech.fires_at(shown.hearing, shown.config, near) else 1
    checks.ask_text(lesson, "live-fire", answer, [t("answer.yes"), t("answer.no")], about, **values)


def _how_often(lesson: Lesson, shown: Shown, about: str) -> None:
    """How often would it fire if the threshold were far lower?"""
    low = replace(shown.config, threshold=round(shown.config.threshold / 10, 3))
    count = len(compute_speech.detection(shown.hearing, low).events)
    options = [str(number) for number in range(max(0, count - 2), max(0, count - 2) + 4)]
    checks.ask_text(
        lesson, "live-lower", options.index(str(count)), options, about, threshold=f"{low.threshold:.3f}", count=count
    )


def _always_no(lesson: Lesson, shown: Shown) -> None:
    """What accuracy has a detector that never fires?"""
    if not shown.ends:
        return
    found = compute_trigger.score(shown.hearing, shown.config, shown.ends)
    shares = [found.ones / found.steps, 0.5, found.always_no]
    checks.ask_text(
        lesson,
        "live-always",
        2,
        [f"{share:.1%}" for share in shares],
        f"{sound.identity(lesson)}{shown.word}",
        ones=found.ones,
        steps=found.steps,
        accuracy=f"{found.always_no:.1%}",
    )


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


def referee(lesson: Lesson[TriggerOptions], shown: Shown | None) -> None:
    """librosa, PyTorch's layers and every chunking of a list, on the same sound."""
    lesson.explain("referee")
    if shown is None:
        return
    found = job_view.offer("judge", sound.description(lesson, shown.word, _trained(lesson)), t("referee.run"))
    if found is not None:
        checks.show([replace(row, name=_judged(row.name)) for row in found])


def _judged(name: str) -> str:
    """What was compared, so that it can be read."""
    kind, _, size = name.partition(" of ")
    return t("judge.chunks", size=f"{int(size):,}") if size else t(f"judge.{kind.split()[-1]}")


def take(lesson: Lesson[TriggerOptions], shown: Shown | None) -> None:
    """Probabilities and events as CSV, the sound with its chimes, the picture as a notebook, the state as a file."""
    if shown is None:
        lesson.take()
        return
    # Taken now: no session is at hand when a file is made.
    clip, slug, title = lesson.state.clip, lesson.slug, lesson.text.question
    events = (f"{slug}-events.csv", lambda: export.csv(compute_speech.events(shown.hearing, shown.config)))
    chimes = (f"{slug}.wav", lambda: compute_speech.with_chimes(shown.hearing, shown.config))
    lesson.take(
        csv=lambda: export.csv(compute_speech.numbers(shown.hearing, shown.config)),
        notebook=lambda: export.notebook(
            notebook_speech.cells(clip, shown.word, shown.config), title=title, note=notebook_speech.note(clip)
        ),
        files={t("take.events"): events, t("take.chimes"): chimes},
    )
