"""How good the sentences are: the figures of the cards beside simpler ways, beside people and beside what was published."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app.i18n import t
from app.lessons.translate.captioning import compute
from app.lessons.translate.captioning.options import Options
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.captions.options import START, WAYS

SIMPLER = {"grey": "grey sentence for all", "nearest": "nearest picture", "people": "people"}
# Xu et al. 2015, table 1, Flickr8k: BLEU-1 to BLEU-4. On 1,000 test photographs, with another encoder.
PUBLISHED = {"soft": (67.0, 44.8, 29.9, 19.5), "hard": (67.0, 45.7, 31.4, 21.3)}


def scored(lesson: Lesson[Options]) -> None:
    """The length normalisation of the beam on screen; then all figures."""
    lesson.explain("scored")
    controls.slider(
        lesson, "alpha", t("captioning.scored.alpha"), 0.0, 1.5, 0.1, lambda: lesson.update(step=None, branch=0)
    )
    lesson.explain("scored_figures")
    rows = []
    for way in WAYS:
        for width in (1, 3):
            measured = compute.card(way)["measured"][f"beam {width}"]
            rows.append([t("captioning.scored.way", way=t(f"captioning.way.{way}"), width=width), *_row(measured)])
    rows += [
        [t(f"captioning.scored.{name}"), *_row(compute.card(START)["measured"][kept])] for name, kept in SIMPLER.items()
    ]
    rows += [
        [t(f"captioning.scored.{name}"), *(f"{value:.1f}" for value in values), "–"]
        for name, values in PUBLISHED.items()
    ]
    heads = [t("captioning.scored.what"), "BLEU-1", "BLEU-2", "BLEU-3", "BLEU-4", "CIDEr-D"]
    st.html(html_table(heads, rows))
    lesson.explain("scored_why")


def _row(measured: dict[str, Any]) -> list[str]:
    low, high = measured["cider_95"]
    return [*(f"{value:.1f}" for value in measured["bleu"]), f"{measured['cider']:.3f} ({low:.3f}–{high:.3f})"]
