"""Three ways for a picture to go in, side by side on the picture on screen, and what each was measured to be worth."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.translate.captioning import compute, own_picture
from app.lessons.translate.captioning.options import Options
from app.lessons.translate.captioning.shown import Shown
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.captions.options import WAYS


def ways(lesson: Lesson[Options], shown: Shown | None) -> None:
    """The sentence of each way, its log-probability, and the figures of its card."""
    lesson.explain("ways")
    if shown is not None:
        _sentences(lesson, shown)
    lesson.explain("ways_measured")
    heads = [t(f"captioning.ways.{name}") for name in ("way", "weights", "cider", "bleu", "unseen")]
    st.html(html_table(heads, [_measured(way) for way in WAYS]))
    lesson.explain("ways_why")


def _sentences(lesson: Lesson[Options], shown: Shown) -> None:
    options, identity, rows = lesson.state, own_picture.identity(lesson), []
    for way in WAYS:
        found = compute.caption(options.photo, identity, shown.seen, way, options.config).sentences[0]
        rows.append([t(f"captioning.way.{way}"), " ".join(found.words), f"{found.log_probability:.2f}"])
    heads = [t(f"captioning.ways.{name}") for name in ("way", "sentence", "log_p")]
    st.html(html_table(heads, rows, numbers=False))


def _measured(way: str) -> list[str]:
    card = compute.card(way)
    found = card["measured"]["beam 3"]
    low, high = found["cider_95"]
    return [
        t(f"captioning.way.{way}"),
        f"{card['config']['parameters']:,}",
        f"{found['cider']:.3f} ({low:.3f}–{high:.3f})",
        f"{found['bleu'][3]:.1f}",
        f"{found['unseen_objects']:.0%}",
    ]
