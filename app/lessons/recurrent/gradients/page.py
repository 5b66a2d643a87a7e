"""The page on exploding and vanishing gradients: which earlier letters a loss still reaches, in three cells."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from app import state
from app.i18n import prefixed
from app.lessons.recurrent.gradients import compute, notebook
from app.lessons.recurrent.gradients.bug import find_the_bug
from app.lessons.recurrent.gradients.clipping import clipping
from app.lessons.recurrent.gradients.diverge import diverge
from app.lessons.recurrent.gradients.factors import radius, units
from app.lessons.recurrent.gradients.inputs import inputs, said
from app.lessons.recurrent.gradients.options import RADII, TEXTS, Options
from app.lessons.recurrent.gradients.picture import Rest, draw, payload
from app.lessons.recurrent.gradients.predict import predict
from app.lessons.recurrent.gradients.shown import Shown
from app.ui import checks, export, frame
from app.ui.frame import Lesson
from core.errors import UserError
from core.recurrent.results.gradients import Reach


def show() -> None:
    """The page, from its heading to its foot."""
    lesson = frame.begin("gradients", Options)
    found = _reaches(lesson)
    inputs(lesson)
    shown = picture(lesson, found)
    lesson.tabs(
        {
            "explain": lambda: lesson.explain(),
            "predict": lambda: predict(lesson, shown),
            "radius": lambda: radius(lesson, shown),
            "by_unit": lambda: units(lesson, shown),
            "clipping": lambda: clipping(lesson),
            "diverge": lambda: diverge(lesson),
            "bug": lambda: find_the_bug(lesson, shown),
            "referee": lambda: referee(lesson, shown),
            "hood": lambda: lesson.hood(
                {
                    "core.recurrent.gradients:by_unit": "Pascanu et al. 2013, equations 3 to 5",
                    "core.recurrent.backward:RNNBackward": "Pascanu et al. 2013, equation 5",
                    "core.recurrent.backward:GRUBackward": "Cho et al. 2014; Ng 2018",
                    "core.recurrent.backward:LSTMBackward": "Hochreiter & Schmidhuber 1997; Gers et al. 2000",
                    "core.recurrent.reach:walk_back": "",
                    "core.recurrent.gradients:clip_by_norm": "Pascanu et al. 2013, algorithm 1",
                    "core.recurrent.cliff:loss_and_gradient": "Pascanu et al. 2013, equation 8 and figure 6",
                    "core.recurrent.diverging:diverge": "",
                }
            ),
        },
        more=("referee", "hood"),
    )
    take(lesson, shown)
    frame.foot(lesson)


def _reaches(lesson: Lesson[Options]) -> Mapping[str, Reach]:
    """What each cell reaches; a text that an address brings and that cannot be read is said, and the first stands in its place."""
    try:
        return compute.reaches(lesson.state)
    except UserError as error:
        lesson.say(error.key, **error.values)
        lesson.update(text=TEXTS["far"], **compute.places(TEXTS["far"]))
        return compute.reaches(lesson.state)


def picture(lesson: Lesson[Options], found: Mapping[str, Reach]) -> Shown:
    """The letters, the strips and the curves."""
    options = lesson.state
    said(lesson, found["rnn"])
    rest = draw(
        found,
        _cliff(),
        rest=Rest(options.pin, options.look, options.radius),
        radii=RADII,
        own=compute.own_radius(options.weights),
        key="gradients.picture",
        labels=prefixed("gradients.picture."),
        on_change=lambda rest: lesson.update(**asdict(rest)),
        on_open=lambda: lesson.update(tab="clipping"),
        present=state.session().present,
        start=lesson.start(*experiments()),
    )
    return Shown(found, rest)


@functools.cache
def _cliff() -> dict[str, Any]:
    """The small cliff as the picture is sent it: always the same."""
    return payload.cliff(*compute.section())


def experiments() -> tuple[dict, dict, dict]:
    """What each sets: the far verb, the same before training, the same with a radius of 3."""
    start = {name: getattr(Options(), name) for name in ("text", "weights", "by", "radius", "pin", "look")}
    return start, start | {"weights": "fresh"}, start | {"weights": "fresh", "radius": 3.0}


def referee(lesson: Lesson[Options], shown: Shown) -> None:
    """The gradients by finite differences, and clipping by PyTorch."""
    lesson.explain("referee")
    options, rest = lesson.state, shown.rest
    about = f"{options.text} {options.weights} {options.radius} {options.by} {rest.pin} {rest.look}"
    checks.referee(lesson, lambda: compute.referee(options, rest.pin, rest.look), about=about)


def take(lesson: Lesson[Options], shown: Shown) -> None:
    """The pinned letter's gradients as CSV, the picture as a notebook."""
    options = lesson.state
    lesson.take(
        csv=lambda: export.csv(compute.numbers(shown.reaches, shown.rest.pin)),
        notebook=lambda: export.notebook(notebook.cells(options, shown.rest.pin), title=lesson.text.question),
    )
