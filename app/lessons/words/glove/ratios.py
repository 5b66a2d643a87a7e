"""The tab on ratios: a pair of words and probe words, counted in our text, and what the vectors say of them."""

from __future__ import annotations

import math

import streamlit as st

from app.i18n import t, verbatim
from app.lessons.words.glove import compute
from app.lessons.words.glove.compute import Seen
from app.lessons.words.glove.live import Run
from app.lessons.words.glove.options import RATIOS, Options
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.words.results import Ratios, RatiosLearned


def ratios(lesson: Lesson[Options], run: Run, seen: Seen | None) -> None:
    """A field for the pair and its probe words; the table of counts, probabilities and ratios, with what the vectors say."""
    lesson.explain("ratios")
    presets = {text.split(":")[0].replace(" ", " / "): text for text in RATIOS.values()}
    with st.container(horizontal=True, vertical_alignment="center"):
        controls.text(
            lesson,
            presets,
            field="about",
            label=t("glove.about"),
            check=lambda text: compute.check_ratios(run.shown, text),
        )
    st.caption(t("glove.about_how"))
    if lesson.state.about != Options.about:  # a link may bring what there is not, as may another text
        with lesson.guard():
            compute.check_ratios(run.shown, lesson.state.about)
    if seen is not None and not run.shown.live:
        with lesson.guard():
            _table(seen.ratios, compute.learned_ratios(run.shown, seen, lesson.state))
    lesson.explain("ratios_why")


def _table(found: Ratios, learned: RatiosLearned) -> None:
    values = {"first": found.first, "second": found.second}
    head = [
        verbatim(f"glove.column.{name}", **values) for name in ("probe", "first", "second", "ratio", "log", "vectors")
    ]
    rows = []
    for place, probe in enumerate(found.probes):
        counts = (f"{x[place]:,.1f} · {_small(p[place])}" for x, p in _sides(found))
        said = learned.dot[place] + learned.bias
        rows.append([probe, *counts, _ratio(float(found.ratio[place])), _log(learned.counted[place]), _signed(said)])
    st.html(html_table(head, rows))


def _sides(found: Ratios):
    return (found.x_first, found.p_first), (found.x_second, found.p_second)


def _small(p: float) -> str:
    """A small probability, in thousandths."""
    return f"{1000 * p:.2f} ‰"


def _ratio(ratio: float) -> str:
    return "–" if math.isnan(ratio) else "∞" if math.isinf(ratio) else f"{ratio:.3g}"


def _log(value: float) -> str:
    return _signed(value) if math.isfinite(value) else "–"


def _signed(value: float) -> str:
    return f"{round(value, 2) or 0.0:+.2f}".replace("-", "−")
