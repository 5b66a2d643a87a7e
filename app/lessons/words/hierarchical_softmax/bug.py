"""Two mistakes: the tree's probabilities taken for the softmax's, and the likelier way taken for the way to the likeliest word."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.words.hierarchical_softmax import compute
from app.lessons.words.hierarchical_softmax.compute import Walked
from app.lessons.words.hierarchical_softmax.options import BUGS, Options
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.words.results import GreedyWalk


def find_the_bug(lesson: Lesson[Options], shown: Walked | None) -> None:
    """A choice between them, what each comes to for the centre that is set, and the check that catches it."""
    names = {name: t("bug.none" if name == "none" else f"hierarchical_softmax.bug.{name}") for name in BUGS}
    chosen = controls.choice(lesson, "bug", names, t("tab.bug"))
    lesson.explain("bug")
    if chosen != "none" and shown is not None:
        lesson.explain(f"bug_{chosen}")
        {"softmax": _softmax, "likeliest": _likeliest}[chosen](lesson, shown)
        lesson.explain(f"{chosen}_why")


def _softmax(lesson: Lesson[Options], shown: Walked) -> None:
    found = compute.families(shown)
    head = [t(f"hierarchical_softmax.column.{name}") for name in ("word", "text", "softmax", "huffman", "balanced")]
    columns = (found.share, found.softmax, found.huffman, found.balanced)
    rows = [
        [word, *(f"{100 * column[place]:.1f} %" for column in columns)]
        for place, word in sorted(enumerate(found.words), key=lambda at: -found.softmax[at[0]])
    ]
    rows.append([t("hierarchical_softmax.bug.sum"), *(f"{100 * column.sum():.1f} %" for column in columns)])
    by_huffman, by_balanced, by_softmax = found.loss
    losses = (found.floor, by_softmax, by_huffman, by_balanced)
    rows.append([t("hierarchical_softmax.bug.loss"), *(f"{loss:.3f}" for loss in losses)])
    st.html(html_table(head, rows))


def _likeliest(lesson: Lesson[Options], shown: Walked) -> None:
    options = lesson.state
    found = compute.greedy(shown, options.scale, options.tree)
    head = [t(f"hierarchical_softmax.column.{name}") for name in ("turn", "digit", "way_taken", "flows_off", "left")]
    left, rows = 1.0, []
    for number, (digit, sigma, off) in enumerate(zip(found.code, found.sigma, found.off, strict=True), 1):
        left *= sigma
        rows.append([str(number), digit, f"{100 * sigma:.1f} %", f"{100 * off:.2f} %", f"{100 * left:.2f} %"])
    st.html(html_table(head, rows))
    st.markdown(_ends(found))
    if options.scale == "small":
        real = compute.greedy(shown, "real", options.tree)
        st.markdown(f"{t('hierarchical_softmax.bug.in_all', count=f'{real.vocabulary:,}')} {_ends(real)}")
    searched = compute.searched()
    values = {"right": f"{searched['greedy_right']:,}", "centres": f"{searched['centres']:,}"}
    values |= {"median": f"{searched['opened']['median']:,.0f}", "most": f"{searched['opened']['most']:,}"}
    st.markdown(t("hierarchical_softmax.bug.all_centres", **values))


def _ends(found: GreedyWalk) -> str:
    """Where the likelier way leads, beside the likeliest word."""
    values = {
        "centre": found.centre,
        "end": found.end[0],
        "p_end": f"{100 * found.end[1]:.2f}",
        "rank": f"{found.rank:,}",
        "best": found.best[0],
        "p_best": f"{100 * found.best[1]:.2f}",
        "part": found.part + 1,
        "turns": len(found.best_code),
        "opened": f"{found.opened:,}",
        "all": f"{found.vocabulary - 1:,}",
    }
    return t(f"hierarchical_softmax.bug.{'same' if found.end == found.best else 'other'}", **values)
