"""The controls above the picture: the sentence, and the one beside which it is held."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.bidirectional import compute
from app.lessons.recurrent.bidirectional.options import PAIRS, WORDS, Options
from app.ui import controls
from app.ui.frame import Lesson
from core.recurrent.results.both_ways import BothWays

MOST, WIDEST = 8, 24  # words that are not known, and letters of such a word, that are named


def inputs(lesson: Lesson[Options]) -> None:
    """The row of controls."""

    def begin() -> None:
        lesson.update(step=WORDS, word=0, zero="none")

    def chosen() -> None:
        text = lesson.state.text
        other = dict(PAIRS.values())[text]
        lesson.update(step=WORDS, word=compute.shared(text, other) - 1, zero="none", other=other)

    with controls.row():
        presets = {t(f"bidirectional.pair.{name}"): text for name, (text, _) in PAIRS.items()}
        controls.text(lesson, presets, check=compute.check, then=begin, chosen=chosen)
        controls.text(lesson, {}, "other", t("bidirectional.other"), check=compute.check)
        st.button(
            t("bidirectional.swap_short"),
            key="bidirectional.swap",
            help=t("bidirectional.swap"),
            on_click=_swap,
            args=(lesson,),
        )


def _swap(lesson: Lesson[Options]) -> None:
    """Each sentence in the place of the other; the word that is looked at stays where both have it."""
    text, other = lesson.state.other, lesson.state.text
    word = min(lesson.state.word, max(0, compute.shared(text, other) - 1))
    lesson.update(text=text, other=other, step=WORDS, word=word)


def said(lesson: Lesson[Options], found: BothWays, same: int) -> None:
    """What was left out of the sentence, which words have no vector, and whether the other sentence begins alike."""
    if not found.both.is_all:
        lesson.say("bidirectional.cut", count=WORDS)
    unknown = list(dict.fromkeys(w for w, known in zip(found.words, found.both.known, strict=True) if not known))
    if unknown:
        cut = [word if len(word) <= WIDEST else f"{word[:WIDEST]}…" for word in unknown[:MOST]]
        words = ", ".join(cut) + (" …" if len(unknown) > MOST else "")
        st.caption(t("bidirectional.unknown", words=words))
    if not same:
        st.caption(t("bidirectional.apart"))
