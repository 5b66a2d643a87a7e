"""Three mistakes: a blank read as a space, blanks dropped before merging, the best path taken for the best label."""

from __future__ import annotations

import streamlit as st

from app.i18n import Markdown, t
from app.lessons.speech.ctc import compute
from app.lessons.speech.ctc.options import MISTAKES, Options
from app.lessons.speech.ctc.shown import Shown
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.tables import html_table

PATHS = ("hh–e–ll–l–oo", "s–ee–e␣␣–y–ou", "a–a", "aa", "aa–b")  # read by the rule, and by both that are wrong


def find_the_bug(lesson: Lesson[Options], shown: Shown | None) -> None:
    """One of them at a time, what it does to strings and to the sound on screen, and the check that catches it."""
    wrongly = controls.choice(lesson, "wrongly", {name: t(f"ctc.wrongly.{name}") for name in MISTAKES}, t("tab.bug"))
    lesson.explain("bug" if wrongly == "none" else f"bug-{wrongly}")
    if wrongly == "path":
        _two_frames()
        _on_screen(shown)
    elif wrongly != "none":
        _readings(wrongly, shown)


def _readings(wrongly: str, shown: Shown | None) -> None:
    """Strings, and greedy's path of the sound on screen, by the rule and by the mistake."""
    paths = [*PATHS, *([] if shown is None else [compute.greedy_path(shown.heard)])]
    rows = []
    for path in paths:
        found = compute.collapsed(path)
        right, wrong = found.label, found.wrong[wrongly]
        rows.append([path, right or t("ctc.nothing"), wrong or t("ctc.nothing"), "" if right == wrong else "≠"])
    heads = [t("ctc.bug.path"), t("ctc.wrongly.none"), t(f"ctc.wrongly.{wrongly}"), t("ctc.bug.differs")]
    st.html(html_table(heads, rows, numbers=False))


def _two_frames() -> None:
    """All four paths of two frames, and what each label has of them."""
    found = compute.two_frames()
    rows = [["".join(path), label or t("ctc.nothing"), f"{p:.2f}"] for path, label, p in found.paths]
    st.html(html_table([t(f"ctc.bug.{name}") for name in ("path", "label", "p")], rows))
    said = [t("ctc.quoted", text=label) if label else t("ctc.nothing") for label, _ in found.labels]
    sums = Markdown(", ".join(f"{label} {p:.2f}" for label, (_, p) in zip(said, found.labels, strict=True)))
    st.markdown(t("ctc.bug.sums", sums=sums))


def _on_screen(shown: Shown | None) -> None:
    """The best path and the best label of the sound on screen, each with both probabilities."""
    if shown is None:
        return
    rows = [
        [t(f"ctc.bug.{name}"), label or t("ctc.nothing"), f"{path:.2e}", f"{total:.2e}"]
        for name, (label, path, total) in compute.path_against_label(shown.heard, shown.text).items()
    ]
    st.html(html_table([t(f"ctc.bug.{name}") for name in ("on_screen", "label", "best_path", "all_paths")], rows))
