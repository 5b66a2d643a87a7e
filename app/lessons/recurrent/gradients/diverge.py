"""The tab on a training that diverges, live, and is saved by clipping."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.gradients import compute, figures
from app.lessons.recurrent.gradients.options import LIMITS, RATES, Options
from app.ui import controls, job_view
from app.ui.charts import Table, chart, theme
from app.ui.frame import Lesson
from app.ui.numbers import scientific
from core.recurrent.options import DivergeConfig
from core.recurrent.results.gradients import Saved, Training

EVERY = 10  # steps of the table


def diverge(lesson: Lesson[Options]) -> None:
    """What is trained, a button that does it twice, and what came of it."""
    lesson.explain("diverge")
    options = lesson.state
    with st.container(horizontal=True, vertical_alignment="bottom"):
        controls.select(lesson, "rate", {rate: f"{rate:g}" for rate in RATES}, t("gradients.diverge.rate"), width=130)
        controls.select(lesson, "theta", {limit: f"{limit:g}" for limit in LIMITS}, t("gradients.limit"), width=150)
        st.number_input(t("gradients.diverge.seed"), 0, 9999, width=120, **lesson.widget("seed"))
    config = DivergeConfig(options.rate, options.theta, seed=options.seed)
    found = job_view.offer("diverge", config, t("gradients.diverge.start"))
    if found is None:
        return
    level, letters = found.nothing_known, compute.letters()
    words = {name: t(f"gradients.diverge.{name}") for name in ("none", "norm", "step", "loss", "norm_of")}
    words["even"] = t("gradients.diverge.even", letters=letters)
    chart(figures.training(found, words, theme()), "gradients.training", lambda: _table(found, words))
    runs = (("none", found.free), ("norm", found.clipped))
    st.markdown(" ".join(came_of(name, run, level, letters) for name, run in runs))
    lesson.explain("diverged" if found.free.diverged(level) is not None else "calm")


def came_of(name: str, run: Training, level: float, letters: int) -> str:
    """What became of a training, in a sentence. level: the loss of who expects all letters alike."""
    since = run.diverged(level)
    if run.ended_at is not None:
        outcome = "ended"
    elif since is not None:
        outcome = "diverged"
    else:
        outcome = "learned" if run.last < level / 2 else "stuck"
    step = run.ended_at if run.ended_at is not None else since
    values = {"step": (step or 0) + 1, "norm": scientific(run.largest), "loss": f"{run.last:.2f}"}
    return t(f"gradients.diverge.{name}_{outcome}", **values, letters=letters, window=run.WINDOW)


def _table(found: Saved, words: dict[str, str]) -> Table:
    head = [words["step"]]
    for name in ("none", "norm"):
        head += [f"{words[name]}: {words['loss']}", f"{words[name]}: {words['norm_of']}"]
    rows = []
    for step in range(0, len(found.free.losses), EVERY):
        cells = (scientific(values[step]) for run in (found.free, found.clipped) for values in (run.losses, run.norms))
        rows.append([str(step + 1), *cells])
    return head, rows
