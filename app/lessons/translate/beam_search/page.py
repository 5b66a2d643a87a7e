"""Parts of the lesson on beam search: controls, the tree, questions, experiments, referees, what one takes away."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from app import state
from app.i18n import prefixed, t
from app.lessons.translate import sentence as translation
from app.lessons.translate.beam_search import compute as compute_beam
from app.lessons.translate.beam_search import notebook as notebook_beam
from app.lessons.translate.beam_search.options import ASTRAY, LONG, RANKED, TASKS, BeamOptions
from app.lessons.translate.beam_search.picture import BeamRest, beam_tree
from app.lessons.translate.beam_search.picture.payload import shown as shown_piece
from app.ui import checks, controls, export, frame, job_view
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.translate.options import WIDEST

if TYPE_CHECKING:
    from app.lessons.translate.beam_search.compute import Searched

SMALL_WIDTHS = (1, 2, 3, 5, 10, 25)
CLEAR = {"column": -1, "row": -1, "products": False, "bug": "none"}


@dataclass(frozen=True)
class Shown:
    """The search on screen, where the picture rests, the place of the winner among what is finished."""

    found: Searched
    rest: BeamRest
    winner: int


def controls_row(lesson: Lesson[BeamOptions]) -> None:
    """The sentence, the direction, B, and products instead of logs."""
    translation.task_and_sentence(lesson, TASKS, lambda: _more(lesson))
    if lesson.state.bug != "none":
        st.caption(t("bug.on"))


def _more(lesson: Lesson[BeamOptions]) -> None:
    widths = {width: f"B = {width}" for width in range(1, WIDEST + 1)}
    controls.select(lesson, "width", widths, t("beam_search.width"), False, width=110)
    controls.toggle(lesson, "products", t("beam_search.products"))


def picture(lesson: Lesson[BeamOptions]) -> Shown | None:
    """The tree of the search; None (and a sentence, or a job's progress) where there is nothing to draw yet."""
    options = lesson.state
    with lesson.guard():
        found = _search(options)
        if found is None:
            return None
        rest = beam_tree(
            found.trace,
            pieces=found.pieces,
            texts=found.texts,
            products=found.products,
            width=options.width,
            vocabulary=found.vocabulary,
            rest=BeamRest(options.step, options.column, options.row, options.alpha),
            key="beam_search.picture",
            labels=prefixed("beam_search.tree."),
            on_change=lambda rest: lesson.update(**asdict(rest)),
            show_products=options.products or options.bug == "overflow",
            punishing=options.bug == "punish",
            present=state.session().present,
        )
        return Shown(found, rest, compute_beam.winner(found.trace.finished, rest.alpha))
    return None


def _search(options: BeamOptions) -> Searched | None:
    asked = (options.task, options.text, options.width)
    if compute_beam.is_wide(*asked):
        return job_view.follow("beam", compute_beam.description(*asked), t("beam_search.searching"))
    return compute_beam.searched(*asked)


def predict(lesson: Lesson[BeamOptions], shown: Shown | None) -> None:
    """Questions on the search on screen, then those of the text, and the score."""
    if shown is not None:
        about = f"{lesson.state.task} {lesson.state.text} {lesson.state.width}"
        _ask_childless(lesson, shown, about)
        _ask_alpha(lesson, shown, about)
        _ask_greedy(lesson, shown, about)
    checks.ask_all(lesson)
    checks.score()


def _ask_childless(lesson: Lesson[BeamOptions], shown: Shown, about: str) -> None:
    """Which of the kept will have no child?"""
    found = compute_beam.childless(shown.found.trace, shown.rest.step - 1)
    if found is None:
        return
    step, rows, answer = found
    options = [_hypothesis(shown.found, step, row) for row in rows]
    if len(set(options)) == len(options):
        checks.ask_text(lesson, "live-childless", answer, options, f"{about} {step}", step=step + 1, next=step + 2)


def _hypothesis(found: Searched, step: int, row: int) -> str:
    """A candidate's words so far, its last pieces if they are many."""
    pieces = [shown_piece(found.pieces[token]) for token in found.trace.tokens(step, row)]
    return frame.plain(("… " if len(pieces) > 5 else "") + " ".join(pieces[-5:]))


def _ask_alpha(lesson: Lesson[BeamOptions], shown: Shown, about: str) -> None:
    """How long is the first in the ranking as α grows?"""
    ranked = compute_beam.ranking(shown.found.trace.finished)
    if len(set(ranked.length.tolist())) > 1 or len(shown.found.trace.finished) > 1:
        low, high = int(ranked.length[0]), int(ranked.length[-1])
        answer = 0 if high > low else 1
        checks.ask_text(
            lesson, "live-alpha", answer, lesson.text.check("live-alpha").options, about, low=low, high=high
        )


def _ask_greedy(lesson: Lesson[BeamOptions], shown: Shown, about: str) -> None:
    """Is the beam's best likelier than the greedy output?"""
    if lesson.state.width == 1:
        return
    greedy = compute_beam.ways(lesson.state.task, lesson.state.text, 1.0, 0, 0)[0].log_probability
    best = max(one.log_probability for one in shown.found.trace.finished)
    answer = 0 if best > greedy + 1e-4 else 1 if best > greedy - 1e-4 else 2
    values = {"width": lesson.state.width, "best": f"{best:.2f}", "greedy": f"{greedy:.2f}"}
    checks.ask_text(lesson, "live-greedy", answer, lesson.text.check("live-greedy").options, about, **values)


def experiments(lesson: Lesson[BeamOptions]) -> None:
    """From greedy to wide, α dragged over a wide beam, products on a long sentence."""
    lesson.experiment(1, CLEAR | {"task": "fr-en", "text": ASTRAY, "width": 1, "step": 4})
    lesson.experiment(2, CLEAR | {"task": "fr-en", "text": RANKED, "width": 10, "step": 200, "alpha": 0.0})
    lesson.experiment(3, CLEAR | {"task": "fr-en", "text": LONG["fr-en"], "width": 8, "step": 200, "products": True})


def referee(lesson: Lesson[BeamOptions], shown: Shown | None) -> None:
    """Every sentence of a small language by brute force; then teacher forcing on what the search finished."""
    lesson.explain("referee")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        controls.slider(lesson, "words", t("beam_search.small.words"), 2, 5, 1)
        controls.slider(lesson, "longest", t("beam_search.small.longest"), 2, 6, 1)
        st.number_input(t("beam_search.small.seed"), 0, 9999, step=1, width=150, **lesson.widget("small"))
    options = lesson.state
    every = compute_beam.small(options.words, options.longest, options.small, 0.0, SMALL_WIDTHS)
    values = {
        "count": f"{every.count:,}",
        "words": every.words,
        "p": f"{every.probability:.4g}",
        "log_p": f"{every.log_probability:.3f}",
    }
    st.markdown(t("beam_search.small.best", **values))
    rows = [
        [
            str(width),
            words,
            f"{log_p:.3f}",
            t("beam_search.small.yes") if hit else t("beam_search.small.no"),
            str(scored),
        ]
        for width, words, log_p, hit, scored in every.trials
    ]
    heads = ("width_head", "found", "log_p", "optimum", "scored")
    st.html(html_table([t(f"beam_search.small.{head}") for head in heads], rows))
    if shown is not None:
        st.markdown(t("beam_search.forcing"))
        about = f"{options.task} {options.text} {options.width}"
        checks.referee(lesson, lambda: compute_beam.forced(options.task, options.text, shown.found), about=about)


def take(lesson: Lesson[BeamOptions], shown: Shown | None) -> None:
    """Numbers as CSV, the picture as a notebook, the state as a file."""
    if shown is None:
        lesson.take()
        return
    options = lesson.state
    lesson.take(
        csv=lambda: export.csv(numbers(shown.found)),
        notebook=lambda: export.notebook(
            notebook_beam.cells(options.task, options.text, options.width, options.alpha), title=lesson.text.question
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
