"""The page on beam search: controls, the tree, experiments, referees, and what one takes away."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np
import streamlit as st

from app import state
from app.i18n import prefixed, t
from app.lessons.translate import sentence
from app.lessons.translate.beam_search import compute, notebook
from app.lessons.translate.beam_search.bug import find_the_bug
from app.lessons.translate.beam_search.logs import logs
from app.lessons.translate.beam_search.options import ASTRAY, LONG, RANKED, STEPS, TASKS, Options
from app.lessons.translate.beam_search.picture import Rest, draw
from app.lessons.translate.beam_search.predict import predict
from app.lessons.translate.beam_search.shown import Shown
from app.lessons.translate.beam_search.small_language import referee
from app.lessons.translate.beam_search.ways import ways
from app.lessons.translate.beam_search.widths import widths
from app.ui import controls, export, frame, job_view
from app.ui.frame import Lesson
from core.translate.options import WIDEST
from core.translate.results import Searched

CLEAR = {"column": -1, "row": -1, "products": False, "bug": "none"}


def show() -> None:
    """The whole page."""
    lesson = frame.begin("beam_search", Options)
    controls_row(lesson)
    shown = picture(lesson)
    lesson.tabs(
        {
            "explain": lambda: lesson.explain(),
            "predict": lambda: predict(lesson, shown),
            "ways": lambda: ways(lesson, shown),
            "logs": lambda: logs(lesson, shown),
            "widths": lambda: widths(lesson, shown),
            "bug": lambda: find_the_bug(lesson, shown),
            "referee": lambda: referee(lesson, shown),
            "hood": lambda: lesson.hood(
                {
                    "core.translate.beam:search_stepper": "Sutskever et al. 2014, section 3.2",
                    "core.translate.beam:_step": "",
                    "core.translate.chain:rerank": "Wu et al. 2016, section 7, without its coverage",
                    "core.translate.stepper:DecoderStepper.step": "Bahdanau et al. 2015, appendix A",
                }
            ),
        },
        more=("referee", "hood"),
    )
    take(lesson, shown)
    frame.foot(lesson)


def controls_row(lesson: Lesson[Options]) -> None:
    """The sentence, the direction, B, and products instead of logs."""
    presets = {"fr-en": {t("beam_search.preset.thief"): ASTRAY, t("beam_search.preset.tickets"): RANKED}}
    sentence.task_and_sentence(lesson, TASKS, lambda: _more(lesson), presets)
    if lesson.state.bug != "none":
        st.caption(t("bug.on"))


def _more(lesson: Lesson[Options]) -> None:
    offered = {width: f"B = {width}" for width in range(1, WIDEST + 1)}
    controls.select(lesson, "width", offered, t("beam_search.width"), False, width=110)
    controls.toggle(lesson, "products", t("beam_search.products"), help=t("beam_search.products_help"))


def picture(lesson: Lesson[Options]) -> Shown | None:
    """The tree of the search; None (and a sentence, or a job's progress) where there is nothing to draw yet."""
    options = lesson.state
    with lesson.guard():
        found = _search(options)
        if found is None:
            return None
        rest = draw(
            found.trace,
            pieces=found.pieces,
            texts=found.texts,
            products=found.products,
            width=options.width,
            vocabulary=found.vocabulary,
            greedy=found.greedy if options.width > 1 else None,
            greedy_rows=found.greedy_rows,
            rest=Rest(options.step, options.column, options.row, options.alpha),
            key="beam_search.picture",
            labels=prefixed("beam_search.tree."),
            on_change=lambda rest: lesson.update(**asdict(rest)),
            show_products=options.products or options.bug == "overflow",
            punishing=options.bug == "punish",
            present=state.session().present,
            start=lesson.start(*experiments(), values=_in_words(found, options.step)),
        )
        return Shown(found, rest, compute.winner(found.trace.finished, rest.alpha))
    return None


def _search(options: Options) -> Searched | None:
    asked = (options.task, options.text, options.width)
    if compute.is_wide(*asked):
        return job_view.follow("beam", compute.description(*asked), t("beam_search.searching"))
    return compute.search(*asked)


def _in_words(found: Searched, step: int) -> dict[str, object]:
    """The numbers of the open step for the notes on the picture."""
    steps = found.trace.steps
    at = min(max(step, 1), len(steps))
    return {"step": at, "kept": int(steps[at - 1].kept.sum()), "of": f"{steps[at - 1].of:,}"}


def experiments() -> tuple[dict, dict, dict]:
    """A beam that beats greedy choice, α dragged over a wide beam, products on a long sentence."""
    start = CLEAR | {"task": "fr-en", "text": ASTRAY, "width": 3, "step": 4, "alpha": 0.7}
    ranked = {"text": RANKED, "width": 10, "step": STEPS, "alpha": 0.0}
    return start, start | ranked, start | {"text": LONG["fr-en"], "width": 8, "step": STEPS, "products": True}


def take(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Numbers as CSV, the picture as a notebook, the state as a file."""
    if shown is None:
        lesson.take()
        return
    options = lesson.state
    lesson.take(
        csv=lambda: export.csv(numbers(shown.found)),
        notebook=lambda: export.notebook(
            notebook.cells(options.task, options.text, options.width, options.alpha), title=lesson.text.question
        ),
    )


def numbers(found: Searched) -> dict[str, list]:
    """Every candidate of the trace, a row each; steps and places counted from 1, parent 0 is the beginning."""
    columns: dict[str, list] = {}
    for number, (step, products) in enumerate(zip(found.trace.steps, found.products, strict=True), 1):
        values = {
            "step": [number] * len(step),
            "place": list(range(1, len(step) + 1)),
            "parent": (step.parent + 1).tolist(),
            "piece": [found.pieces[int(token)] for token in step.token],
            "log_p": step.log_probability.tolist(),
            "sum_log_p": step.total.tolist(),
            "product_float16": products.astype(np.float64).tolist(),
            "kept": step.kept.astype(int).tolist(),
            "ended": step.ended.astype(int).tolist(),
            "below": step.below.tolist(),
        }
        for name, part in values.items():
            columns.setdefault(name, []).extend(part)
    return columns
