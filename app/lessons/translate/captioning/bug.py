"""Two mistakes: a fluent sentence taken for seeing, and light that is scaled until it always seems sharp."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.translate.captioning import compute
from app.lessons.translate.captioning.options import MISTAKES, PRESETS, Options
from app.lessons.translate.captioning.shown import Shown
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.captions.options import START, WAYS


def find_the_bug(lesson: Lesson[Options], shown: Shown | None) -> None:
    """One of them at a time, what it does to the picture on screen, and the check that catches it."""
    names = {name: t(f"captioning.wrongly.{name}") for name in MISTAKES}
    wrongly = controls.choice(lesson, "wrongly", names, t("tab.bug"))
    lesson.explain("bug" if wrongly == "none" else f"bug-{wrongly}")
    if wrongly == "fluent":
        _unseen(lesson, shown)
    elif wrongly == "scaled" and shown is not None:
        _greatest(shown)


def _unseen(lesson: Lesson[Options], shown: Shown | None) -> None:
    """The objects of the sentence on screen, and how many are in the picture by what a person says; then the test set."""
    if shown is not None and lesson.state.photo in PRESETS:
        one = compute.shipped(lesson.state.photo)
        named, unseen = compute.unnamed(shown.written.words, one.shows)
        values = {"shows": one.shows, "named": ", ".join(named) or "–", "unseen": ", ".join(unseen) or "–"}
        st.html(html_table([t(f"captioning.bug.{name}") for name in values], [list(values.values())], numbers=False))
    rows = [[t(f"captioning.way.{way}"), *_shares(compute.card(way)["measured"]["beam 3"])] for way in WAYS]
    rows.append([t("captioning.scored.people"), *_shares(compute.card(START)["measured"]["people"])])
    heads = [t(f"captioning.bug.{name}") for name in ("who", "objects", "sentences")]
    st.html(html_table(heads, rows))


def _shares(measured: dict[str, float]) -> list[str]:
    return [f"{measured['unseen_objects']:.0%}", f"{measured['sentences_with_one']:.0%}"]


def _greatest(shown: Shown) -> None:
    """The greatest share of each step: what the scaled light hides."""
    rows = [
        [word, f"{row.max():.3f}", f"{row.max() * row.size:.1f} ×", "1"]
        for word, row in zip(shown.written.words, shown.written.alpha, strict=False)
    ]
    heads = [t(f"captioning.bug.{name}") for name in ("word", "greatest", "even", "drawn")]
    st.html(html_table(heads, rows))
