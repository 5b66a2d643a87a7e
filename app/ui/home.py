"""What the home page is made of: the visitor's own words unrolling, and the map of all lessons."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import streamlit as st

from app import fields, i18n, state
from app.i18n import t
from app.kit import states
from app.lessons.registry import LESSONS, PLANNED, SECTIONS
from app.ui import frame
from app.ui.entries import entries
from app.ui.foot import PAGES
from app.ui.lesson_map import Card, Section, lesson_map
from app.ui.unroll_strip import unroll_strip
from core.recurrent.results import Reading

MAX_LETTERS = 80


@dataclass(frozen=True)
class HomeOptions:
    """What a visitor sets on the home page; '' is the text that stands there first."""

    text: str = fields.text("", MAX_LETTERS)


def begin() -> str:
    """Draw the heading and the text field; returns the visitor's text, '' for the one that stands there first."""
    options = state.load("home", HomeOptions)
    with st.container(horizontal=True, vertical_alignment="center", key="frame-head"):
        st.html(f'<h1 class="u-question">{escape(t("home.heading"))}</h1>')
        frame.language_menu()
        entries(fields.defaults(state.Session))
    st.html(f'<p class="u-lead">{escape(t("home.lead"))}</p>')
    st.text_input(
        t("home.type"),
        max_chars=MAX_LETTERS,
        placeholder=t("home.type") + " …",
        label_visibility="collapsed",
        **state.widget("home", "text"),
    )
    frame.show_notices(st)
    return options.text.strip()


def strip(reading: Reading) -> None:
    """The states of a network along the visitor's words."""
    read = "".join(reading.tokens[states.UNSEEN :])
    units = getattr(reading.trace, reading.trace.state).shape[1]
    unroll_strip(
        reading, label=i18n.verbatim("home.strip", text=read, units=units), replay=t("home.replay"), key="home.strip"
    )


def lessons(pictures: Mapping[str, Mapping[str, object]]) -> None:
    """The map of all lessons: those that exist, with what their picture is drawn from (by slug), and those to come."""
    sections = [Section(t(f"section.{name}"), _existing(name, pictures) + _planned(name)) for name in SECTIONS]
    chosen = lesson_map(sections, label=t("home.map"), coming=t("home.coming"), key="home.map")
    if chosen in {entry.slug for entry in LESSONS}:
        st.switch_page(PAGES / f"{chosen}.py")


def _existing(section: str, pictures: Mapping[str, Mapping[str, object]]) -> tuple[Card, ...]:
    return tuple(
        Card(
            entry.slug,
            t(f"lesson.{entry.slug}.title"),
            i18n.lesson_text(entry.slug).question,
            kind=entry.icon,
            picture=pictures.get(entry.slug),
        )
        for entry in LESSONS
        if entry.section == section
    )


def _planned(section: str) -> tuple[Card, ...]:
    return tuple(
        Card(slug, t(f"lesson.{slug}.title"), t(f"lesson.{slug}.question"), planned=True)
        for slug, belongs_to in PLANNED
        if belongs_to == section
    )
