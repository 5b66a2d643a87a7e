"""The page on recurrent layers on top of each other: what more of them add."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from app import state
from app.i18n import prefixed
from app.lessons.recurrent.deep import compute, notebook
from app.lessons.recurrent.deep.bug import find_the_bug
from app.lessons.recurrent.deep.inputs import inputs, said
from app.lessons.recurrent.deep.knows import knows
from app.lessons.recurrent.deep.options import SENTENCES, TEXTS, Options
from app.lessons.recurrent.deep.picture import Rest, draw
from app.lessons.recurrent.deep.predict import predict
from app.lessons.recurrent.deep.reacts import reacts
from app.lessons.recurrent.deep.shown import Shown
from app.lessons.recurrent.deep.times import measured_here, times
from app.ui import checks, export, frame
from app.ui.frame import Lesson
from core.errors import UserError
from core.recurrent.results.deep import DeepReading


def show() -> None:
    """The page, from its heading to its foot."""
    lesson = frame.begin("deep", Options)
    found = _read(lesson)
    inputs(lesson)
    shown = picture(lesson, found)
    lesson.tabs(
        {
            "explain": lambda: lesson.explain(),
            "predict": lambda: predict(lesson, shown),
            "knows": lambda: knows(lesson),
            "reacts": lambda: reacts(lesson, shown),
            "times": lambda: times(lesson),
            "bug": lambda: find_the_bug(lesson),
            "referee": lambda: referee(lesson),
            "hood": lambda: lesson.hood(
                {
                    "core.recurrent.stack:Stack": "Graves, Mohamed & Hinton 2013, section 2",
                    "core.recurrent.deep:DeepNetwork": "Alain & Bengio 2016",
                    "core.recurrent.deep_network:Learner": "",
                    "core.recurrent.reacting:correlations": "",
                    "core.recurrent.dropping:outputs": "Zaremba, Sutskever & Vinyals 2014, section 3",
                    "core.recurrent.deep_tagger:DeepTagger": "Graves, Jaitly & Mohamed 2013",
                }
            ),
        },
        more=("referee", "hood"),
    )
    take(lesson, shown)
    frame.foot(lesson)


def _read(lesson: Lesson[Options]) -> DeepReading:
    """The text by the network that was chosen; one that an address brings and that cannot be read is said, and what is offered
    stands in its place."""
    try:
        return _found(lesson.state)
    except UserError as error:
        lesson.say(error.key, **error.values)
        lesson.update(**({"words": SENTENCES["mark"]} if lesson.state.both else {"text": TEXTS["king"]}))
        return _found(lesson.state)


def _found(options: Options) -> DeepReading:
    if options.both:
        return compute.tag(options.layers, options.words)
    return compute.read(options.cell, options.layers, options.text)


def picture(lesson: Lesson[Options], found: DeepReading) -> Shown:
    """The storeys, what is read off them, and both charts."""
    options = lesson.state
    said(lesson, found)
    rest = draw(
        found,
        "lstm" if options.both else options.cell,
        compute.figures(),
        rest=Rest(options.step, options.layer, options.unit, options.asked),
        key="deep.picture",
        labels=prefixed("deep.picture."),
        times=measured_here(),
        on_change=lambda rest: _keep(lesson, rest),
        on_open=lambda cell, layers: lesson.update(
            layers=layers, layer=0, unit=0, **({} if lesson.state.both else {"cell": cell})
        ),
        present=state.session().present,
        start=lesson.start(*experiments()),
    )
    return Shown(found, rest)


def _keep(lesson: Lesson[Options], rest: Rest) -> None:
    """Where the picture rests; what the probes of letters are asked is kept while words are tagged."""
    kept = asdict(rest)
    if lesson.state.both:
        kept.pop("asked")
    lesson.update(**kept)


def experiments() -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """What each sets: what comes next, asked of every layer; what came before; one layer with as many weights."""
    names = ("text", "cell", "layers", "both", "step", "layer", "unit", "asked")
    start = {name: getattr(Options(), name) for name in names}
    return (
        start,
        start | {"asked": "before", "step": 23, "layer": 0, "unit": 0},
        start | {"layers": 1, "layer": 1, "unit": 124},
    )


def referee(lesson: Lesson[Options]) -> None:
    """Every layer and every probe by PyTorch's."""
    lesson.explain("referee")
    options = lesson.state
    about = f"{options.both} {options.cell} {options.layers} {options.words if options.both else options.text}"
    checks.referee(lesson, lambda: compute.referee(options), about=about)


def take(lesson: Lesson[Options], shown: Shown) -> None:
    """The text as CSV, the picture as a notebook."""
    options = lesson.state
    lesson.take(
        csv=lambda: export.csv(compute.numbers(shown.found, shown.rest.asked)),
        notebook=lambda: export.notebook(notebook.cells(options, shown.rest), title=lesson.text.question),
    )
