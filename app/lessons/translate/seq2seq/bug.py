"""Two mistakes in teaching: <EOS> left out of the targets, and the decoder fed its own words in training."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.translate.seq2seq import compute
from app.lessons.translate.seq2seq.options import BUGS, Options
from app.lessons.translate.seq2seq.shown import Shown
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.numbers import scientific, signed
from app.ui.tables import html_table


def find_the_bug(lesson: Lesson[Options], shown: Shown | None) -> None:
    """A choice between them, what a translator taught so makes of the sentence, and the check that catches it."""
    names = {name: t("bug.none" if name == "none" else f"seq2seq.bug.{name}") for name in BUGS}
    chosen = controls.choice(lesson, "bug", names, t("tab.bug"))
    lesson.explain("bug")
    if chosen == "none":
        return
    lesson.explain(f"bug_{chosen}")
    if lesson.state.task != "en-fr":
        st.caption(t("seq2seq.english_only"))
    elif shown is not None:
        _here(chosen, shown.found.text)
    _measured(chosen)
    lesson.explain(f"{chosen}_why")


def _here(bug: str, text: str) -> None:
    """The sentence on screen, translated by the one taught correctly and by the other."""
    found = compute.mistaken(bug, text)
    head = [t(f"seq2seq.column.{name}") for name in ("taught", "translation", "log_p", "end")]
    rows = [
        [
            t("seq2seq.taught.right"),
            found.right,
            signed(found.right_log_probability, 2),
            scientific(found.right_end.max()),
        ],
        [t(f"seq2seq.taught.{bug}"), found.wrong, signed(found.wrong_log_probability, 2), scientific(found.end.max())],
    ]
    st.html(html_table(head, rows, numbers=False))
    if not found.wrong_ended:
        st.markdown(t("seq2seq.never_ends", most=found.most))


def _measured(bug: str) -> None:
    """Both on the whole test set."""
    found = compute.measured()
    head = [t(f"seq2seq.column.{name}") for name in ("taught", "bleu", "ended", "ratio", "dev")]
    rows = [
        [
            t(f"seq2seq.taught.{name}"),
            f"{one['bleu']:.1f} ± {one['half_width']:.1f}",
            f"{one['ended']:,} / {one['of']:,}",
            f"{one['length_ratio']:.2f}",
            f"{one['dev']:.2f}",
        ]
        for name, one in (("right", found["right"]), (bug, found[bug]))
    ]
    st.html(html_table(head, rows))
