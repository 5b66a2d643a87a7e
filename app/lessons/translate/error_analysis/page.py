"""The page on error analysis: the visitor's own y*, the rows with their verdicts, the tabs."""

from __future__ import annotations

from dataclasses import asdict, replace

import streamlit as st

from app import fields, state
from app.i18n import prefixed, t
from app.lessons.translate.error_analysis import compute
from app.lessons.translate.error_analysis.bug import find_the_bug
from app.lessons.translate.error_analysis.options import NO_ROW, TASKS, Options
from app.lessons.translate.error_analysis.own import own
from app.lessons.translate.error_analysis.picture import Rest, draw
from app.lessons.translate.error_analysis.predict import predict
from app.lessons.translate.error_analysis.shown import Shown
from app.lessons.translate.error_analysis.take import take
from app.lessons.translate.error_analysis.wider import wider
from app.ui import checks, controls, frame, job_view
from app.ui.frame import Lesson
from core.errors import UserError
from core.referees.results import Compared
from core.translate.results import FaultCase

RESTS = tuple(Rest.__dataclass_fields__)


def show() -> None:
    """The whole page."""
    lesson = frame.begin("error_analysis", Options)
    _refuse_unreadable(lesson)
    controls_row(lesson)
    shown = picture(lesson)
    lesson.tabs(
        {
            "explain": lambda: lesson.explain(),
            "predict": lambda: predict(lesson, shown),
            "own_human": lambda: own(lesson, shown),
            "wider": lambda: wider(lesson),
            "bug": lambda: find_the_bug(lesson, shown),
            "referee": lambda: referee(lesson, shown),
            "hood": lambda: lesson.hood(
                {
                    "core.translate.faults:judge": "",
                    "core.translate.faults:scored": "Sutskever et al. 2014, equation 1",
                    "core.translate.faults:examined": "",
                    "core.translate.faults:winning": "",
                    "core.translate.beam:search_stepper": "Sutskever et al. 2014, section 3.2",
                }
            ),
        },
        more=("referee", "hood"),
    )
    take(lesson, shown)
    frame.foot(lesson)


def controls_row(lesson: Lesson[Options]) -> None:
    """The direction, a better translation for the open row, and a sentence of one's own."""
    task = lesson.state.task
    with controls.row():
        names = {name: t(f"translate.task.{name}") for name in TASKS}
        controls.select(lesson, "task", names, t("translate.task"), False, lambda: _other_task(lesson), width=170)
        controls.text(
            lesson,
            {},
            field="human",
            label=t("error_analysis.human"),
            check=lambda typed: compute.check(task, "", typed),
            then=lambda: _human_typed(lesson),
            may_be_empty=True,
        )
        controls.text(
            lesson,
            {},
            label=t(f"error_analysis.text.{task}"),
            check=lambda typed: compute.check(task, typed, ""),
            then=lambda: _text_typed(lesson),
            may_be_empty=True,
        )
    if lesson.state.text and not lesson.state.human:
        st.caption(t("error_analysis.needs_human"))


def _human_typed(lesson: Lesson[Options]) -> None:
    """A y* belongs to the row that is open, or to the visitor's own sentence."""
    if lesson.state.text.strip():
        lesson.update(row=NO_ROW, step=-1)
    else:
        lesson.update(human_of=max(lesson.state.row, 0), step=-1)


def _text_typed(lesson: Lesson[Options]) -> None:
    """With a sentence of one's own its translation goes too."""
    if not lesson.state.text.strip():
        lesson.update(human="")
    lesson.update(row=NO_ROW if lesson.state.human else 0, step=-1)


def _other_task(lesson: Lesson[Options]) -> None:
    """Another direction has other sentences."""
    for field in ("text", "human"):
        controls.forget_refused(lesson.slug, field)
    lesson.update(text="", human="", human_of=0, row=0, step=-1, good=())


def _refuse_unreadable(lesson: Lesson[Options]) -> None:
    """A link may bring what cannot be read: it stays in its field, to be mended."""
    options = lesson.state
    for field in ("text", "human"):
        typed = getattr(options, field)
        try:
            compute.check(options.task, typed if field == "text" else "", typed if field == "human" else "")
        except UserError as error:
            lesson.update(**{field: ""})
            controls.refuse(lesson.slug, field, typed, error)


def picture(lesson: Lesson[Options]) -> Shown | None:
    """The rows; None (and a sentence) where there is nothing to draw."""
    options = lesson.state
    with lesson.guard():
        above, beneath = st.container(), st.container()  # the picture keeps its place while a job comes and goes
        with beneath:
            known, mine = compute.cases(options.task), _own_case(options)
        with above:
            rest = draw(
                known,
                own=mine,
                own_row=None if mine is None else compute.own_row(options),
                rest=Rest(**{name: getattr(options, name) for name in RESTS}),
                key="error_analysis.picture",
                labels=prefixed("error_analysis.picture."),
                wrongly=options.wrongly,
                present=state.session().present,
                start=lesson.start(*experiments()),
                on_change=lambda rest: lesson.update(**asdict(rest)),
            )
        rows = compute.rows(options, mine, rest.good)
        return Shown(known.name, tuple(rows.values()), rest, rows[rest.row])
    return None


def _own_case(options: Options) -> FaultCase | None:
    """What a visitor has typed, examined; None where there is nothing, or while a worker searches."""
    pair = compute.pair(options)
    if pair is None:
        return None
    if not compute.is_wide(options.task, pair[0]):
        return compute.examined(options.task, *pair)
    found = job_view.follow("faults_own", compute.description(options.task, [pair]), t("error_analysis.searching"))
    return None if found is None else found[0]


def experiments() -> tuple[dict, dict, dict]:
    """Search at fault, the model with a wider beam, and the length rule."""
    names = ("task", "text", "human", "human_of", "row", "step", "width", "alpha", "only", "good", "wrongly")
    start = {name: fields.defaults(Options)[name] for name in names}
    return start, start | {"width": 3}, start | {"task": "en-fr", "width": 10, "row": 1}


def referee(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Both log P by the model's own pass, and the ranking once more with y* in it."""
    lesson.explain("referee")
    if shown is None:
        return

    def run() -> list[Compared]:
        rows = compute.referee(shown.name, shown.open, shown.rest.width, shown.rest.alpha)
        return [replace(row, name=t(f"error_analysis.check.{row.name}")) for row in rows]

    checks.referee(lesson, run, about=shown.about)
