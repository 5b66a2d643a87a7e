"""The controls above the picture: the text, how many layers of what, and whether they read both ways."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.deep import compute
from app.lessons.recurrent.deep.options import LETTERS, SENTENCES, TEXTS, Options
from app.ui import controls
from app.ui.frame import Lesson
from core.recurrent.options import CELLS, DEPTHS
from core.recurrent.results.deep import DeepReading

WORDS = 40
MOST = 12  # letters that are not known that are named


def inputs(lesson: Lesson[Options]) -> None:
    """The row of controls."""

    def begin() -> None:
        lesson.update(step=LETTERS, layer=0, unit=0)

    def other() -> None:
        lesson.update(layer=0, unit=0)

    options = lesson.state
    with controls.row():
        if options.both:
            presets = {t(f"deep.sentence.{name}"): words for name, words in SENTENCES.items()}
            controls.text(lesson, presets, "words", check=compute.check_words, then=begin, chosen=begin)
        else:
            presets = {t(f"deep.text.{name}"): text for name, text in TEXTS.items()}
            controls.text(lesson, presets, check=compute.check, then=begin, chosen=begin)
        depths = {layers: t(f"deep.layers.{layers}") for layers in DEPTHS}
        controls.choice(lesson, "layers", depths, t("deep.layers"), then=other)
        if not options.both:
            controls.choice(lesson, "cell", {cell: cell.upper() for cell in CELLS}, t("deep.cell"), then=other)
        controls.toggle(lesson, "both", t("deep.both"), t("deep.both.help"), then=begin)


def said(lesson: Lesson[Options], found: DeepReading) -> None:
    """What was left out of the text, and which letters no network has ever seen."""
    options = lesson.state
    if not found.is_whole:
        lesson.say("deep.cut_words" if options.both else "deep.cut", count=WORDS if options.both else LETTERS)
    if options.both:
        return
    unknown = compute.unknown(options.text)
    if unknown:
        letters = " ".join(unknown[:MOST]) + (" …" if len(unknown) > MOST else "")
        st.caption(t("deep.unknown", letters=letters))
