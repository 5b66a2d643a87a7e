"""The tab on why a fixed window will not do."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.rnn import compute, figures
from app.lessons.recurrent.shown import visible
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.recurrent.results import Guess


def why(lesson: Lesson) -> None:
    """The fixed window beside the RNN on the visitor's text, and what each costs as texts grow."""
    lesson.explain("why")
    compared = compute.fixed_window(lesson.state.text)
    rows = []
    for case in compared.cases:
        window = _likeliest(case.window) if case.window else t("why.cannot", letters=len(case.text), size=compared.size)
        rows.append([t(f"why.{case.name}"), "".join(map(visible, case.text)), window, _likeliest(case.rnn)])
    st.html(html_table([t("why.case"), t("why.text"), t("why.window", size=compared.size), "RNN"], rows, numbers=False))
    words = {
        "place": t("why.place"),
        "right": t("why.right"),
        "window": t("why.window_name"),
        "chance": t("why.chance"),
    }
    figure = figures.by_place(compared.window, compared.rnn, compared.trained, words, theme())
    shares = [
        [f"{k + 1}", f"{w:.3f}", f"{r:.3f}"] for k, (w, r) in enumerate(zip(compared.window, compared.rnn, strict=True))
    ]
    chart(figure, "rnn.by_place", lambda: ([t("why.place"), t("why.window_name"), "RNN"], shares))
    left, right = st.columns(2)
    with left:
        st.markdown(t("why.growth"))
        words = {"weights": t("model.parameters"), "window": t("why.window_name")}
        T, window, rnn = compute.window_growth()
        rows = [[f"{T[i]}", f"{window[i]:,}", f"{rnn[i]:,}"] for i in range(9, len(T), 10)]
        figure = figures.growth(T, window, rnn, words, theme())
        chart(figure, "rnn.growth", lambda: (["T", t("why.window_name"), "RNN"], rows))
    with right:
        st.markdown(t("why.alike"))
        figure = figures.alike(compared.alike, {"position": t("why.position")}, theme())
        places = [str(i + 1) for i in range(compared.size)]
        cosines = [[place, *(f"{c:.2f}" for c in row)] for place, row in zip(places, compared.alike, strict=True)]
        chart(figure, "rnn.alike", lambda: ([t("why.position"), *places], cosines))


def _likeliest(guess: Guess) -> str:
    """The likeliest next symbols, and the loss where it is known what came next."""
    best = "  ".join(f"{visible(s)} {p:.2f}" for s, p in zip(guess.symbols, guess.probabilities, strict=True))
    return best if guess.loss is None else f"{best}  ({t('why.loss', loss=f'{guess.loss:.2f}')})"
