"""The tab on the loss: at every step and added up; and a mistake, the yes-or-no loss added up over all outputs."""

from __future__ import annotations

import math

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.rnn import compute
from app.lessons.recurrent.shown import Shown
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.recurrent.results import TwoLosses

ROWS = 60  # of the tables


def losses(lesson: Lesson, shown: Shown | None) -> None:
    """L⟨t⟩ at every step; with the mistake both formulas, their difference, and what tells them apart."""
    lesson.explain("loss")
    formulas = {name: t(f"loss.form.{name}") for name in ("right", "mistake")}
    chosen = controls.choice(lesson, "loss", formulas, t("loss.form"))
    if shown is None:
        return
    if chosen == "right":
        _added_up(shown)
        return
    found = compute.two_losses(shown.key, shown.reading)
    _caught(shown, found)
    lesson.explain("mistake")
    _beside(shown, found)


def _steps(shown: Shown) -> range:
    return range(min(len(shown.reading.tokens) - 1, ROWS))


def _read(shown: Shown, i: int) -> list[str]:
    """The step, what it read, what came next, and how probable that was."""
    reading = shown.reading
    return [str(reading.start + i + 1), shown.token(i), shown.token(i + 1), f"{reading.p_next[i]:.4f}"]


def _nats(loss: float) -> str:
    """A loss, which is never below 0 but for rounding."""
    return f"{max(0.0, float(loss)):.4f}"


def _added_up(shown: Shown) -> None:
    """L⟨t⟩ and its running sum."""
    reading, sums = shown.reading, compute.running_loss(shown.reading)
    rows = [[*_read(shown, i), _nats(reading.losses[i]), _nats(sums[i])] for i in _steps(shown)]
    st.html(html_table([t("loss.step"), t("loss.read"), t("loss.next"), "P", "L⟨t⟩", "Σ L"], rows))


def _beside(shown: Shown, found: TwoLosses) -> None:
    """Both losses at every step, and their difference."""
    right, mistake = found.right, found.mistake
    rows = [[*_read(shown, i), _nats(right[i]), _nats(mistake[i]), _nats(mistake[i] - right[i])] for i in _steps(shown)]
    head = [t("loss.step"), t("loss.read"), t("loss.next"), "P", t("loss.right"), t("loss.mistake")]
    st.html(html_table([*head, t("loss.difference")], rows))


def _caught(shown: Shown, found: TwoLosses) -> None:
    """Three numbers that are known beforehand, by both formulas; and the perplexity that either would give."""
    right, mistake, count = found.sums
    if not count:
        return
    step, torch = found.farthest, compute.cross_entropy(shown.key, shown.reading)
    rows = [
        [t("loss.even", symbols=found.symbols), math.log(found.symbols), found.right_even, found.mistake_even],
        [
            t("loss.shares", step=shown.reading.start + step + 1),
            1.0,
            found.right_shares[step],
            found.mistake_shares[step],
        ],
        [t("loss.torch", count=count), torch, right, mistake],
        [t("loss.perplexity"), math.exp(torch / count), math.exp(right / count), math.exp(mistake / count)],
    ]
    head = [t("loss.what"), t("loss.must_be"), t("loss.right"), t("loss.mistake")]
    st.html(html_table(head, [[name, *(f"{value:.4f}" for value in values)] for name, *values in rows]))
