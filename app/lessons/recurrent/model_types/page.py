"""The page on the shapes of sequence models: what goes in, what comes out, and when."""

from __future__ import annotations

from dataclasses import asdict

from app import state
from app.i18n import prefixed
from app.lessons.recurrent.model_types import compute, notebook
from app.lessons.recurrent.model_types.bug import find_the_bug
from app.lessons.recurrent.model_types.inputs import inputs, said
from app.lessons.recurrent.model_types.one_review import one_review
from app.lessons.recurrent.model_types.options import FIELDS, STARTS, Options
from app.lessons.recurrent.model_types.picture import Rest, draw
from app.lessons.recurrent.model_types.predict import predict
from app.lessons.recurrent.model_types.shown import Shown
from app.lessons.recurrent.model_types.tasks import five_tasks
from app.ui import checks, export, frame
from app.ui.frame import Lesson
from core.errors import UserError
from core.recurrent.options import SHAPES
from core.recurrent.results.shapes import Run


def show() -> None:
    """The page, from its heading to its foot."""
    lesson = frame.begin("model_types", Options)
    runs = _runs(lesson)
    inputs(lesson)
    shown = picture(lesson, runs)
    lesson.tabs(
        {
            "explain": lambda: lesson.explain(),
            "predict": lambda: predict(lesson, shown),
            "tasks": lambda: five_tasks(lesson, shown),
            "review": lambda: one_review(lesson),
            "bug": lambda: find_the_bug(lesson),
            "referee": lambda: referee(lesson, shown),
            "hood": lambda: lesson.hood(
                {
                    "core.recurrent.configurations:Shape": "Ng 2018, week 1",
                    "core.recurrent.shapes:run": "",
                    "core.recurrent.sentiment:Sentiment": "Cho et al. 2014, section 2.3, with the reset after the product",
                    "core.recurrent.one_word:OneWord": "",
                    "core.recurrent.tagger:Tagger": "Ma & Hovy 2016, section 2.1",
                    "core.recurrent.bag:Bag": "",
                }
            ),
        },
        more=("referee", "hood"),
    )
    take(lesson, shown)
    frame.foot(lesson)


def _runs(lesson: Lesson[Options]) -> dict[str, Run]:
    """Every shape's run; what an address brings and cannot be read is said, and what is offered stands in its place."""
    found = {}
    for shape in SHAPES:
        try:
            found[shape] = compute.run_of(shape, lesson.state)
        except UserError as error:
            lesson.say(error.key, **error.values)
            lesson.update(**{FIELDS[shape]: STARTS[shape][0]})
            found[shape] = compute.run_of(shape, lesson.state)
    return found


def picture(lesson: Lesson[Options], runs: dict[str, Run]) -> Shown:
    """The row of boxes, and the other shapes beneath it."""
    options = lesson.state
    said(lesson, runs[options.shape])
    rest = draw(
        runs,
        rest=Rest(options.shape, options.step),
        key="model_types.picture",
        labels=prefixed("model_types.picture."),
        on_change=lambda rest: lesson.update(**asdict(rest)),
        present=state.session().present,
        start=lesson.start(*experiments()),
    )
    return Shown(runs, rest)


def experiments() -> tuple[dict, dict, dict]:
    """What each sets: a review, a name from a letter, a date, all as they are offered first."""
    start = {name: value for name, value in asdict(Options()).items() if name not in ("tab", "try_", "english")}
    return start, start | {"shape": "one_many"}, start | {"shape": "n_m"}


def referee(lesson: Lesson[Options], shown: Shown) -> None:
    """The open shape's network by code that is not ours."""
    lesson.explain("referee")
    shape, options = shown.rest.shape, lesson.state
    text = getattr(options, FIELDS[shape])
    checks.referee(lesson, lambda: compute.referee(shape, text, options.seed), about=f"{shape} {text} {options.seed}")


def take(lesson: Lesson[Options], shown: Shown) -> None:
    """The open shape's run as CSV, the picture as a notebook, the state as a file."""
    shape, options = shown.rest.shape, lesson.state
    lesson.take(
        csv=lambda: export.csv(compute.numbers(shown.run)),
        notebook=lambda: export.notebook(
            notebook.cells({name: getattr(options, FIELDS[name]) for name in SHAPES}, shape, options.seed),
            title=lesson.text.question,
        ),
    )
