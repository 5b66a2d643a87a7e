"""The tab on teacher forcing: a given translation read by the decoder word by word, beside what it writes alone."""

from __future__ import annotations

import numpy as np
import streamlit as st

from app.i18n import t
from app.lessons.translate.sentence import visible
from app.lessons.translate.seq2seq import compute
from app.lessons.translate.seq2seq.options import Options
from app.lessons.translate.seq2seq.shown import Shown
from app.ui.frame import Lesson
from app.ui.numbers import signed
from app.ui.tables import html_table


def forcing(lesson: Lesson[Options], shown: Shown | None) -> None:
    """The translation to be led through, and each of its pieces under teacher forcing."""
    lesson.explain("forcing")
    if shown is None:
        return
    given = compute.given(lesson.state)
    st.text_input(t("seq2seq.given"), max_chars=600, placeholder=given, **lesson.widget("given"))
    with lesson.guard():
        found = compute.forced(shown.found.name, shown.found.text, given)
        head = [t(f"seq2seq.column.{name}") for name in ("step", "true", "p_true", "likeliest", "p", "alone", "p")]
        rows = [
            [
                f"{place + 1} ✕" if place == found.part else str(place + 1),
                visible(step.true),
                f"{np.exp(step.log_probability):.3f}",
                visible(step.likeliest),
                f"{step.probability:.3f}",
                "" if step.alone is None else visible(step.alone),
                "" if step.alone is None else f"{np.exp(step.alone_log_probability):.3f}",
            ]
            for place, step in enumerate(found.steps)
        ]
        st.html(html_table(head, rows, numbers=False))
        values = {"given": found.given, "alone": found.alone}
        values |= {"led": signed(found.log_probability, 2), "free": signed(found.alone_log_probability, 2)}
        st.markdown(t("seq2seq.led", **values))
    lesson.explain("forcing_why")
