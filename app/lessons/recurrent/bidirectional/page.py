"""The page on reading a sentence from both sides: tags that wait for what comes later."""

from __future__ import annotations

from dataclasses import asdict

from app import state
from app.i18n import prefixed
from app.lessons.recurrent.bidirectional import compute, notebook
from app.lessons.recurrent.bidirectional.bug import find_the_bug
from app.lessons.recurrent.bidirectional.forward import forward_only
from app.lessons.recurrent.bidirectional.inputs import inputs, said
from app.lessons.recurrent.bidirectional.options import PAIRS, Options
from app.lessons.recurrent.bidirectional.picture import Rest, draw
from app.lessons.recurrent.bidirectional.predict import predict
from app.lessons.recurrent.bidirectional.shown import Shown
from app.lessons.recurrent.bidirectional.sides import sides
from app.lessons.recurrent.bidirectional.waiting import waiting
from app.ui import checks, export, frame
from app.ui.frame import Lesson
from core.errors import UserError
from core.recurrent.results.both_ways import BothWays


def show() -> None:
    """The page, from its heading to its foot."""
    lesson = frame.begin("bidirectional", Options)
    found, other = _read(lesson, "text", 0), _read(lesson, "other", 1)
    inputs(lesson)
    shown = picture(lesson, found, other)
    lesson.tabs(
        {
            "explain": lambda: lesson.explain(),
            "predict": lambda: predict(lesson, shown),
            "sides": lambda: sides(lesson, shown),
            "waiting": lambda: waiting(lesson),
            "forward": lambda: forward_only(lesson, shown),
            "bug": lambda: find_the_bug(lesson),
            "referee": lambda: referee(lesson),
            "hood": lambda: lesson.hood(
                {
                    "core.recurrent.both_ways:read": "Schuster & Paliwal 1997; Graves & Schmidhuber 2005",
                    "core.recurrent.tagging_network:TaggerNetwork": "Ma & Hovy 2016, section 2",
                    "core.recurrent.both_ways:as_read": "",
                    "core.recurrent.spans:spans": "Tjong Kim Sang & De Meulder 2003",
                    "core.recurrent.peeking:Network": "",
                    "core.recurrent.both_ways:padded": "",
                }
            ),
        },
        more=("referee", "hood"),
    )
    take(lesson, shown)
    frame.foot(lesson)


def _read(lesson: Lesson[Options], field: str, which: int) -> BothWays:
    """A sentence read both ways; one that an address brings and that cannot be read is said, and what is offered stands in its
    place."""
    try:
        return compute.read(getattr(lesson.state, field))
    except UserError as error:
        lesson.say(error.key, **error.values)
        lesson.update(**{field: PAIRS["mark"][which]})
        return compute.read(getattr(lesson.state, field))


def picture(lesson: Lesson[Options], found: BothWays, other: BothWays) -> Shown:
    """Both histories, the tags, and what either side says."""
    options = lesson.state
    same = compute.shared(options.text, options.other)
    said(lesson, found, same)
    rest = draw(
        found,
        other,
        same,
        rest=Rest(options.step, options.word, options.zero),
        key="bidirectional.picture",
        labels=prefixed("bidirectional.picture."),
        on_change=lambda rest: lesson.update(**asdict(rest)),
        present=state.session().present,
        start=lesson.start(*experiments()),
    )
    return Shown(found, other, same, rest)


def experiments() -> tuple[dict, dict, dict]:
    """What each sets: the word that is told late, the same with the right at zero, the middle that is ready first."""
    start = {name: getattr(Options(), name) for name in ("text", "other", "step", "word", "zero")}
    text, other = PAIRS["victoria"]
    half = {"text": text, "other": other, "step": 7, "word": 4}
    return start, start | {"zero": "right"}, start | half


def referee(lesson: Lesson[Options]) -> None:
    """Both networks by PyTorch's layers, the left alone word by word, and a packed batch."""
    lesson.explain("referee")
    text = lesson.state.text
    checks.referee(lesson, lambda: compute.referee(text), about=text)


def take(lesson: Lesson[Options], shown: Shown) -> None:
    """The sentence as CSV, the picture as a notebook."""
    options = lesson.state
    lesson.take(
        csv=lambda: export.csv(compute.numbers(shown.found)),
        notebook=lambda: export.notebook(notebook.cells(options, shown.rest.word), title=lesson.text.question),
    )
