"""The controls above the picture: two sentences, pairs worth looking at, which of the models are drawn."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.language_model import compute
from app.lessons.recurrent.language_model.options import PAIRS, Options
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.presets import presets

Pair = tuple[str, str]
PRESETS = "language_model.pair"


def sentences(lesson: Lesson[Options]) -> None:
    """The row of controls, and a line where a mistake is on or the pair is from the course."""
    with controls.row():
        controls.text(lesson, {}, "a", t("language_model.a"), compute.read, beside=PRESETS)
        if not lesson.state.free:
            controls.text(lesson, {}, "b", t("language_model.b"), compute.read, beside=PRESETS)
        labels = {name: t(f"language_model.pair.{name}") for name in PAIRS}
        presets(PRESETS, labels, _shown(lesson, PAIRS), lambda name: _set_up(lesson, PAIRS[name]))
        names = {name: t(f"language_model.models.{name}") for name in ("words", "letters", "both")}
        controls.choice(lesson, "models", names, t("language_model.models"))
    if lesson.state.bug == "unk_free":
        st.caption(t("bug.on"))
    elif _pair(lesson) == PAIRS["pear"]:
        st.caption(t("language_model.pear"))


def tied(lesson: Lesson[Options], key: str, pairs: Mapping[str, Pair]) -> dict[str, object]:
    """Arguments that tie a widget to both sentences: it shows the pair that is on, and sets up the one that is chosen."""
    shown = _shown(lesson, pairs)
    if st.session_state.get(key) != shown:
        st.session_state[key] = shown

    def chosen() -> None:
        if st.session_state[key] in pairs:
            _set_up(lesson, pairs[st.session_state[key]])

    return {"key": key, "on_change": chosen}


def _shown(lesson: Lesson[Options], pairs: Mapping[str, Pair]) -> str | None:
    return next((name for name, pair in pairs.items() if pair == _pair(lesson)), None)


def _set_up(lesson: Lesson[Options], pair: Pair) -> None:
    for field in "ab":
        controls.forget_refused(lesson.slug, field)
    a, b = pair
    lesson.update(a=a, b=b, free=False, step=compute.parting(a, b) + 1)


def _pair(lesson: Lesson[Options]) -> Pair | None:
    return None if lesson.state.free else (lesson.state.a, lesson.state.b)
