"""The controls above the picture: two sentences, pairs worth looking at, which of the models are drawn."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.language_model import compute
from app.lessons.recurrent.language_model.options import PAIRS, Options
from app.ui import controls
from app.ui.frame import Lesson

Pair = tuple[str, str]


def sentences(lesson: Lesson[Options]) -> None:
    """The row of controls, and a line where a mistake is on or the pair is from the course."""
    with controls.row():
        controls.text(lesson, {}, "a", t("language_model.a"), compute.read)
        if not lesson.state.free:
            controls.text(lesson, {}, "b", t("language_model.b"), compute.read)
        st.pills(
            t("control.presets"),
            list(PAIRS),
            format_func=lambda name: t(f"language_model.pair.{name}"),
            label_visibility="collapsed",
            **tied(lesson, "language_model.pair", PAIRS),
        )
        names = {name: t(f"language_model.models.{name}") for name in ("words", "letters", "both")}
        controls.choice(lesson, "models", names, t("language_model.models"))
    if lesson.state.bug == "unk_free":
        st.caption(t("bug.on"))
    elif _pair(lesson) == PAIRS["pear"]:
        st.caption(t("language_model.pear"))


def tied(lesson: Lesson[Options], key: str, pairs: Mapping[str, Pair]) -> dict[str, object]:
    """Arguments that tie a widget to both sentences: it shows the pair that is on, and sets up the one that is chosen."""
    shown = next((name for name, pair in pairs.items() if pair == _pair(lesson)), None)
    if st.session_state.get(key) != shown:
        st.session_state[key] = shown

    def chosen() -> None:
        for field in "ab":
            controls.forget_refused(lesson.slug, field)
        if st.session_state[key] in pairs:
            a, b = pairs[st.session_state[key]]
            lesson.update(a=a, b=b, free=False, step=compute.parting(a, b) + 1)

    return {"key": key, "on_change": chosen}


def _pair(lesson: Lesson[Options]) -> Pair | None:
    return None if lesson.state.free else (lesson.state.a, lesson.state.b)
