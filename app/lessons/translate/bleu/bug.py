"""The mistakes: the log forgotten, the penalty upside down, references summed up; and what catches each."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.translate.bleu import compute
from app.lessons.translate.bleu.options import Options
from app.lessons.translate.bleu.shown import Shown
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.translate.options import BLEU_MISTAKES

ASKED = ("candidate_1", "candidate_2", "the", "shuffled")  # examples that stand in the table
TWICE = "the cat the cat on the mat"  # of A. Ng's lecture, with the references of “the the the…”
KEPT = 4  # words of the paper's first candidate that are left, where a shorter one must not win


def find_the_bug(lesson: Lesson[Options], shown: Shown | None) -> None:
    """A switch for one of them at a time, and every score beside the right one."""
    names = {"": t("bleu.wrongly.none")} | {name: t(f"bleu.wrongly.{name}") for name in BLEU_MISTAKES}
    controls.choice(lesson, "wrongly", names, t("bleu.wrongly"))
    lesson.explain("bug")
    st.html(
        html_table([t("bleu.column.case"), t("bleu.wrongly.none"), *list(names.values())[1:]], _rows(lesson, shown))
    )
    lesson.explain("bug_why")


def _rows(lesson: Lesson[Options], shown: Shown | None) -> list[list[str]]:
    config, known = lesson.state.config, compute.presets()
    asked = {t(f"bleu.example.{name}"): known[name][:2] for name in ASKED}
    (candidate, guides, _), (_, cats, _) = known["candidate_1"], known["the"]
    asked[t("bleu.catch.short", words=KEPT)] = (" ".join(candidate.split()[:KEPT]), guides)
    asked[f"“{TWICE}”"] = (TWICE, cats)
    asked[t("bleu.catch.twice")] = (TWICE, cats * 2)
    if shown is not None and (shown.candidate, shown.references) not in asked.values():
        asked = {t("bleu.catch.own"): (shown.candidate, shown.references)} | asked
    rows = []
    for name, (candidate, references) in asked.items():
        scores = [compute.counted(candidate, references, config, -1, one).score for one in ("", *BLEU_MISTAKES)]
        rows.append([name, *(f"{score:.2f}" for score in scores)])
    return rows
