"""Two mistakes: a network that reads both ways as a language model, and padding that is read backwards."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.bidirectional import compute, figures
from app.lessons.recurrent.bidirectional.options import BUGS, FILLINGS, Options
from app.ui import controls, job_view
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.recurrent.options import PeekConfig
from core.recurrent.results.both_ways import Peeked

COUNTS = (1, 4, 16)  # steps of nothing
EVERY = 10  # steps of the table


def find_the_bug(lesson: Lesson[Options]) -> None:
    """A choice between them, what each makes of it, and the check that catches it."""
    names = {name: t("bug.none" if name == "none" else f"bidirectional.bug.{name}") for name in BUGS}
    chosen = controls.choice(lesson, "bug", names, t("tab.bug"))
    lesson.explain("bug")
    if chosen == "language_model":
        _language_model(lesson)
    elif chosen == "padded":
        _padded(lesson)


def _language_model(lesson: Lesson[Options]) -> None:
    """Both are trained here; then the same sentences with only what has come so far."""
    lesson.explain("bug_language_model")
    st.number_input(t("bidirectional.seed"), 0, 9999, width=120, **lesson.widget("seed"))
    found = job_view.offer("peek", PeekConfig(seed=lesson.state.seed), t("bidirectional.bug.train"))
    if found is None:
        return
    words = {name: t(f"bidirectional.bug.{name}") for name in ("one_way", "both_ways", "step", "bits")}
    chart(figures.losses(found, words, theme()), "bidirectional.losses", lambda: _losses(found, words))
    head = [t(f"bidirectional.column.{name}") for name in ("network", "whole", "so_far", "moved")]
    rows = [
        [words[name], *(f"{value:.2f}" for value in (reader.whole, reader.so_far)), f"{100 * reader.moved:.0f} %"]
        for name, reader in (("one_way", found.one_way), ("both_ways", found.both_ways))
    ]
    st.html(html_table(head, rows))
    lesson.explain("language_model_why")


def _losses(found: Peeked, words: dict[str, str]) -> tuple[list[str], list[list[str]]]:
    pairs = list(zip(found.one_way.losses, found.both_ways.losses, strict=True))
    return [words["step"], words["one_way"], words["both_ways"]], [
        [str(step), *(f"{loss:.4f}" for loss in pairs[step - 1])] for step in range(EVERY, len(pairs) + 1, EVERY)
    ]


def _padded(lesson: Lesson[Options]) -> None:
    """The same sentence behind which nothing follows, for longer and longer."""
    lesson.explain("bug_padded")
    names = {name: t(f"bidirectional.filling.{name}", word=compute.word_0()) for name in FILLINGS}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        controls.choice(lesson, "filling", names, t("bidirectional.filling"))
        controls.slider(lesson, "pads", t("bidirectional.pads"), 0, 30, 1)
    pads, filling = lesson.state.pads, lesson.state.filling
    found = {count: compute.padded(lesson.state.text, count, filling) for count in sorted({*COUNTS, pads})}
    right = next(iter(found.values())).right
    head = [t("bidirectional.column.word"), t("bidirectional.column.alone")]
    head += [t(f"bidirectional.column.{'chosen' if count == pads else 'pads'}", count=count) for count in found]
    rows = []
    for i, word in enumerate(right.words):
        p = right.probabilities[i].max()
        cells = [f"{one.tags[i]} {one.probabilities[i].max():.3f}" for one in found.values()]
        marked = [
            cell if one.tags[i] == right.tags[i] else f"{cell} ✗"
            for cell, one in zip(cells, found.values(), strict=True)
        ]
        rows.append([word, f"{right.tags[i]} {p:.3f}", *marked])
    st.html(html_table(head, rows, numbers=False))
    moved = abs(found[pads].probabilities - right.probabilities).max()
    st.markdown(t("bidirectional.bug.moved", pads=pads, moved=f"{moved:.3f}"))
    lesson.explain("padded_why")
