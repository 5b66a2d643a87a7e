"""The tab that sets words beside letters: what each costs on the same text, and how far back each can reach."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.language_model import compute, figures
from app.lessons.recurrent.language_model.options import Options
from app.lessons.recurrent.language_model.shown import Shown, token
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.recurrent.results.language import Scored


def words_or_letters(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Both on sentence A, both and the trigram on held-out sentences, and how far back a change still counts."""
    lesson.explain("words_or_letters")
    if shown is not None:
        _on_this(shown)
    lesson.explain("held_out")
    _held_out()
    lesson.explain("reach")
    if shown is not None:
        _reach(shown)


def _on_this(shown: Shown) -> None:
    """Steps, unknown symbols, bits and perplexity of either model on sentence A."""
    raced = shown.race.a
    by_words, by_letters = compute.products(raced.words)
    rows = [
        _row(t("language_model.models.words"), raced.by_size[shown.rest.size].scored, by_words),
        _row(t("language_model.models.letters"), raced.spelled.scored, by_letters),
    ]
    names = ("model", "steps", "products", "unknown", "bits", "spelling", "perplexity", "bits_per_letter")
    st.html(html_table([t(f"language_model.column.{name}") for name in names], rows))


def _row(name: str, scored: Scored, products: int) -> list[str]:
    unknown = sum(spelled < 0 for spelled in scored.spelling)
    numbers = [f"{scored.bits:.1f}", f"{scored.spelling_bits:.1f}", f"{scored.perplexity:.2f}"]
    steps = [str(len(scored.tokens)), f"{products / 1e6:.0f}", str(unknown)]
    return [name, *steps, *numbers, f"{scored.bits_per_letter:.2f}"]


def _held_out() -> None:
    """What the cards say: the same held-out sentences by all that was tried on them."""
    words, letters = compute.card("words"), compute.card("letters")
    found, spelled = words["measured"], letters["measured"]
    letter_row = [f"({spelled['perplexity_per_word']:.1f})", f"{spelled['bits_per_letter']:.3f}"]
    rows = [
        [t("language_model.models.words"), f"{words['config']['parameters']:,}", *_figures(found, "network")],
        [t("language_model.models.letters"), f"{letters['config']['parameters']:,}", *letter_row],
        *([t(f"language_model.{name}"), "–", *_figures(found, name)] for name in ("trigram", "fivegram", "mixture")),
    ]
    names = ("model", "parameters", "perplexity", "bits_per_letter")
    st.html(html_table([t(f"language_model.column.{name}") for name in names], rows))
    values = {"sentences": f"{found['test_sentences']:,}", "share": f"{100 * found['weight_of_the_network']:.0f}"}
    st.caption(t("language_model.held_out", **values))


def _figures(found: Mapping[str, float], name: str) -> list[str]:
    return [f"{found[f'{name}_perplexity']:.1f}", f"{found[f'{name}_bits_per_letter']:.3f}"]


def _reach(shown: Shown) -> None:
    """How much a changed word or letter moves what is expected at the open word; measured, on many sentences."""
    words, at = shown.race.a.words, shown.open
    if at == 0 or at >= len(words):
        at = max(1, len(words) - 1)
    if len(words) < 2:
        st.caption(t("language_model.reach.short"))
        return
    by_word, by_letter = compute.reach(words, at)
    measured = compute.card("words")["measured"]["reach"]
    names = {name: t(f"language_model.reach.{name}") for name in ("words", "letters", "mean", "x", "y")}
    st.markdown(t("language_model.reach.open", word=token(shown.race.a, at)))
    rows = [
        *([names["words"], str(d), f"{m:.4f}"] for d, m in zip(by_word.distance, by_word.moved, strict=True)),
        *([names["letters"], str(d), f"{m:.4f}"] for d, m in zip(by_letter.distance, by_letter.moved, strict=True)),
    ]
    head = [t("language_model.column.model"), names["x"], names["y"]]
    figure = figures.reach(by_word, by_letter, measured, names, theme())
    chart(figure, "language_model.reach", lambda: (head, rows))
    st.caption(t("language_model.reach.measured", sentences=measured["sentences"]))
