"""The tab on the mistake: the equation's own words may answer."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.words.analogies import compute
from app.lessons.words.analogies.compute import Solved
from app.lessons.words.analogies.options import Options
from app.ui import controls
from app.ui.frame import Lesson


def find_the_bug(lesson: Lesson[Options], found: Solved | None) -> None:
    """The equation's own words as answers, and what the answer then is."""
    controls.toggle(lesson, "bug", t("analogies.bug"))
    if found is not None:
        options = lesson.state
        inside = compute.solve(options.text, options.vectors, options.method, False).answer
        outside = compute.solve(options.text, options.vectors, options.method, True).answer
        rows = [("analogies.inside", inside), ("analogies.outside", outside)]
        for key, answer in rows:
            words = ", ".join(
                f"{word} {abs(score):.3f}" for word, score in zip(answer.words[:4], answer.scores, strict=False)
            )
            st.text(f"{t(key)}: {words}")
    lesson.explain("bug")
