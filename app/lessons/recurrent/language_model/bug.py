"""Two mistakes: perplexities of unlike units compared, and <UNK> that costs nothing but its name."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.language_model import compute
from app.lessons.recurrent.language_model.options import Options
from app.lessons.recurrent.language_model.shown import Shown
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.recurrent.options import VOCABULARIES


def find_the_bug(lesson: Lesson[Options], shown: Shown | None) -> None:
    """A choice between them, what each makes of these sentences, and the check that catches it."""
    names = {"none": t("bug.none")} | {name: t(f"language_model.bug.{name}") for name in ("unk_free", "compare")}
    chosen = controls.choice(lesson, "bug", names, t("tab.bug"))
    lesson.explain("bug")
    if shown is not None and chosen == "compare":
        _units(shown)
        lesson.explain("bug_compare")
    if shown is not None and chosen == "unk_free":
        if not any(one.by_size[shown.rest.size].scored.unknown_share for one in (shown.race.a, shown.race.b)):
            st.caption(t("language_model.bug.nothing_unknown"))
        _sizes()
        lesson.explain("bug_unk_free")


def _units(shown: Shown) -> None:
    """The same sentence: perplexity per unit, which cannot be compared, and bits in all, which can."""
    raced = shown.race.a
    rows = []
    for name, scored in (("words", raced.by_size[shown.rest.size].scored), ("letters", raced.spelled.scored)):
        numbers = [f"{scored.spelled_perplexity:.2f}", str(len(scored.tokens)), f"{scored.total_bits:.1f}"]
        rows.append([t(f"language_model.models.{name}"), *numbers, f"{scored.bits_per_letter:.3f}"])
    columns = ("model", "perplexity", "steps", "total", "bits_per_letter")
    st.html(html_table([t(f"language_model.column.{name}") for name in columns], rows))


def _sizes() -> None:
    """Held-out sentences: what the mistake says of each size, and what is true."""
    found = compute.card("words")["measured"]["by_vocabulary"]
    rows = [
        [f"{size:,}", f"{found[str(size)]['perplexity']:.2f}", f"{found[str(size)]['spelled_perplexity']:.1f}"]
        for size in VOCABULARIES
    ]
    columns = ("size", "perplexity", "spelled_perplexity")
    st.html(html_table([t(f"language_model.column.{name}") for name in columns], rows))
