"""The detector's settings: the tuned ones until a visitor moves them. Smoothing, agreement and rest have sliders here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from app.i18n import t
from app.lessons.speech.options import OWN
from app.lessons.speech.trigger_word import compute, own_word
from app.lessons.speech.trigger_word.options import WITH_NETWORK, Options
from app.ui.frame import Lesson
from core.speech.options import DetectorConfig


def settings(lesson: Lesson[Options]) -> None:
    """Smoothing, agreement and rest."""
    tuned = tuned_config(lesson, lesson.state.bug if lesson.state.bug in WITH_NETWORK else "")
    _slider(lesson, "smoothing", tuned.smoothing, 1, 15, 1)
    _slider(lesson, "agree", tuned.agree, 1, 15, 1)
    _slider(lesson, "refractory", tuned.refractory, 0.0, 3.0, 0.1)
    st.button(t("detector.tuned"), key=f"{lesson.slug}.tuned", on_click=_back_to_tuned, args=(lesson,))


def tuned_config(lesson: Lesson[Options], mistake: str = "") -> DetectorConfig:
    """What was tuned for the detector on screen, or for a network with a mistake."""
    if mistake:
        return compute.tuned_for_mistakes()
    trained = own_detector(lesson)
    return compute.tuned(lesson.state.word) if trained is None else trained.config


def config_of(options: Options, tuned: DetectorConfig) -> DetectorConfig:
    """The visitor's settings, and for what is not set the tuned ones."""
    fields = {name: getattr(options, name) for name in ("threshold", "smoothing", "agree", "refractory")}
    return replace(tuned, **{name: value for name, value in fields.items() if value is not None})


def own_detector(lesson: Lesson[Options]) -> Any | None:
    """The visitor's own detector, if it is the one that listens."""
    return own_word.trained_detector() if lesson.state.word == OWN else None


def _slider(lesson: Lesson, field: str, tuned: float, low: float, high: float, step: float) -> None:
    key, value = f"{lesson.slug}.{field}", getattr(lesson.state, field)
    wanted = tuned if value is None else min(max(value, low), high)
    if st.session_state.get(key) != wanted:
        st.session_state[key] = wanted
    st.slider(t(f"detector.{field}"), low, high, step=step, key=key, on_change=_keep, args=(lesson, field, key, tuned))


def _keep(lesson: Lesson, field: str, key: str, tuned: float) -> None:
    """Keep what a slider was moved to; the tuned value is kept as None."""
    value = st.session_state[key]
    lesson.update(**{field: None if value == tuned else value})


def _back_to_tuned(lesson: Lesson) -> None:
    lesson.update(threshold=None, smoothing=None, agree=None, refractory=None)
