"""Words and regions: which place of the picture answers to which word of a sentence, and whether the sentence finds its picture."""

from __future__ import annotations

import streamlit as st

from app import state
from app.i18n import prefixed, t
from app.lessons.translate.captioning import aligned_picture, compute, own_picture
from app.lessons.translate.captioning.options import Options
from app.lessons.translate.captioning.shown import Shown
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.tables import html_table

RANKS = ("at_1", "at_5", "at_10")


def regions(lesson: Lesson[Options], shown: Shown | None) -> None:
    """A sentence over the picture on screen, the pictures ranked by it, and how well that does on photographs of the test."""
    lesson.explain("regions")
    if shown is not None:
        controls.text(lesson, {}, "sentence", t("captioning.regions.type"), _check, may_be_empty=True)
        with lesson.guard():
            _over_the_picture(lesson, shown)
    lesson.explain("regions_measured")
    heads = [t(f"captioning.regions.{name}") for name in ("search", *RANKS, "median")]
    st.html(html_table(heads, _measured()))
    lesson.explain("regions_why")


def _check(typed: str) -> None:
    if typed.strip():
        compute.sentence_laid(typed, ())


def _over_the_picture(lesson: Lesson[Options], shown: Shown) -> None:
    if not (lesson.state.sentence.strip() or shown.written.words):
        return
    words, unknown = compute.sentence_laid(lesson.state.sentence, shown.written.words)
    if unknown:
        st.caption(t("captioning.regions.passed_over", words=", ".join(f"“{word}”" for word in dict.fromkeys(unknown))))
    identity, grid = own_picture.identity(lesson), shown.seen.grid
    aligned_picture.draw(
        shown.seen.drawn,
        compute.laid(identity, grid, words),
        key="captioning.regions",
        labels=prefixed("captioning.aligned."),
        present=state.session().present,
    )
    _ranked(lesson.state.photo, compute.ranked(lesson.state.photo, identity, grid, words))


def _ranked(photo: str, found: tuple[tuple[str, float], ...]) -> None:
    """Which picture the sentence fits best."""
    place = [name for name, _ in found].index(photo) + 1
    best = t(f"captioning.photo.{found[0][0]}")
    said = "first" if place == 1 else "beaten"
    st.markdown(t(f"captioning.regions.{said}", place=place, count=len(found), best=best), anchors=False)
    rows = [
        [
            t("captioning.regions.on_screen", picture=t(f"captioning.photo.{name}"))
            if name == photo
            else t(f"captioning.photo.{name}"),
            f"{score:.2f}",
        ]
        for name, score in found
    ]
    st.html(html_table([t("captioning.regions.picture"), "S"], rows))


def _measured() -> list[list[str]]:
    """Both ways to search, each with what chance would do beneath."""
    rows = []
    for name, measured, chance in compute.recalled():
        for whose, values in (("", measured), ("_by_chance", chance)):
            shares = [f"{values[rank]:.1%}" for rank in RANKS]
            rows.append([t(f"captioning.regions.{name}{whose}"), *shares, f"{values['median']:.0f}"])
    return rows
