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
from app.lessons.translate.beam_search.options import ASTRAY, LONG, RANKED, TASKS, Options
from app.lessons.translate.beam_search.picture import Rest, draw
from app.lessons.translate.beam_search.predict import predict
from app.lessons.translate.beam_search.shown import Shown
from app.lessons.translate.beam_search.ways import ways
from app.lessons.translate.beam_search.widths import widths
from app.ui import checks, controls, export, frame, job_view
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.translate.options import WIDEST
from core.translate.results import Searched

SMALL_WIDTHS = (1, 2, 3, 5, 10, 25)
CLEAR = {"column": -1, "row": -1, "products": False, "bug": "none"}


def show() -> None:
    """The whole page."""
    lesson = frame.begin("beam_search", Options)
    controls_row(lesson)
    shown = picture(lesson)
    lesson.tabs(
        {
            "predict": lambda: predict(lesson, shown),
            "explain": lambda: lesson.explain(),
            "ways": lambda: ways(lesson, shown),
            "logs": lambda: logs(lesson, shown),
            "widths": lambda: widths(lesson, shown),
            "try": lambda: experiments(lesson),
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
        }
    )
    take(lesson, shown)
    frame.foot()


def controls_row(lesson: Lesson[Options]) -> None:
    """The sentence, the direction, B, and products instead of logs."""
    sentence.task_and_sentence(lesson, TASKS, lambda: _more(lesson))
    if lesson.state.bug != "none":
        st.caption(t("bug.on"))


def _more(lesson: Lesson[Options]) -> None:
    offered = {width: f"B = {width}" for width in range(1, WIDEST + 1)}
    controls.select(lesson, "width", offered, t("beam_search.width"), False, width=110)
    controls.toggle(lesson, "products", t("beam_search.products"))


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
            rest=Rest(options.step, options.column, options.row, options.alpha),
            key="beam_search.picture",
            labels=prefixed("beam_search.tree."),
            on_change=lambda rest: lesson.update(**asdict(rest)),
            show_products=options.products or options.bug == "overflow",
            punishing=options.bug == "punish",
            present=state.session().present,
        )
        return Shown(found, rest, compute.winner(found.trace.finished, rest.alpha))
    return None


def _search(options: Options) -> Searched | None:
    asked = (options.task, options.text, options.width)
    if compute.is_wide(*asked):
        return job_view.follow("beam", compute.description(*asked), t("beam_search.searching"))
    return compute.search(*asked)


def experiments(lesson: Lesson[Options]) -> None:
    """From greedy to wide, α dragged over a wide beam, products on a long sentence."""
    lesson.experiment(1, CLEAR | {"task": "fr-en", "text": ASTRAY, "width": 1, "step": 4})
    lesson.experiment(2, CLEAR | {"task": "fr-en", "text": RANKED, "width": 10, "step": 200, "alpha": 0.0})
    lesson.experiment(3, CLEAR | {"task": "fr-en", "text": LONG["fr-en"], "width": 8, "step": 200, "products": True})


def referee(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Every sentence of a small language by brute force; then teacher forcing on what the search finished."""
    lesson.explain("referee")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        controls.slider(lesson, "words", t("beam_search.small.words"), 2, 5, 1)
        controls.slider(lesson, "longest", t("beam_search.small.longest"), 2, 6, 1)
        st.number_input(t("beam_search.small.seed"), 0, 9999, step=1, width=150, **lesson.widget("small"))
    options = lesson.state
    every = compute.small(options.words, options.longest, options.small, 0.0, SMALL_WIDTHS)
    values = {
        "count": f"{every.count:,}",
        "words": every.words,
        "p": f"{every.probability:.4g}",
        "log_p": f"{every.log_probability:.3f}",
    }
    st.markdown(t("beam_search.small.best", **values))
    rows = [
        [
            str(one.width),
            one.words,
            f"{one.log_probability:.3f}",
            t("beam_search.small.yes") if one.is_best else t("beam_search.small.no"),
            str(one.scored),
        ]
        for one in every.trials
    ]
    heads = ("width_head", "found", "log_p", "optimum", "scored")
    st.html(html_table([t(f"beam_search.small.{head}") for head in heads], rows))
    if shown is not None:
        st.markdown(t("beam_search.forcing"))
        about = f"{options.task} {options.text} {options.width}"
        checks.referee(lesson, lambda: compute.referee(options.task, options.text, shown.found), about=about)


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
