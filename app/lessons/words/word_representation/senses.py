"""The tab on words with more than one sense: one vector for all of them."""

from __future__ import annotations

import streamlit as st

from app.i18n import t, verbatim
from app.lessons.words.word_representation import compute, figures
from app.lessons.words.word_representation.options import SENSES, Options
from app.ui import controls
from app.ui.charts import chart, theme
from app.ui.frame import Lesson

LISTED = 10


def senses(lesson: Lesson[Options]) -> None:
    """A word and two words for its senses; its neighbours by how like each of the two they are."""
    lesson.explain("senses")
    name = lesson.state.vectors
    with st.container(horizontal=True, vertical_alignment="center"):
        controls.text(
            lesson,
            {text.split()[0]: text for text in SENSES.values()},
            field="senses",
            label=t("word_representation.senses"),
            check=lambda text: compute.leans(text, name) and None,
        )
    with lesson.guard():
        found = compute.leans(lesson.state.senses, name)
        second = found.leans_second
        for leaning, word in ((~second, found.first), (second, found.second)):
            listed = [near for near, leans in zip(found.words, leaning, strict=True) if leans]
            values = {
                "sense": word,
                "count": len(listed),
                "all": len(found.words),
                "words": ", ".join(listed[:LISTED]) or "–",
            }
            st.markdown(t("word_representation.senses.lean", **values))
        values = {"word": found.word, "first": found.first, "second": found.second}
        shares = {"a": _percent(found.beyond[0]), "b": _percent(found.beyond[1])}
        st.markdown(t("word_representation.senses.both", **values, **shares))
        words = {"across": verbatim("word_representation.senses.like", word=found.first)}
        words["up"] = verbatim("word_representation.senses.like", word=found.second)
        rows = zip(found.words, found.cosines, found.to_first, found.to_second, strict=True)
        head = [
            t("word_representation.senses.near"),
            verbatim("word_representation.senses.like", word=found.word),
            *words.values(),
        ]
        chart(
            figures.senses(found, words, theme()),
            "word_representation.senses.chart",
            lambda: (head, [[word, *(f"{x:.3f}" for x in numbers)] for word, *numbers in rows]),
        )
    lesson.explain("senses_why")


def _percent(share: float) -> str:
    return f"{100 * share:.2g}"
