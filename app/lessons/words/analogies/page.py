"""The page on analogies: the equation and its picture, experiments, the referee."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from app import state
from app.i18n import prefixed, t, verbatim
from app.lessons.words import compute as shared
from app.lessons.words import own_vectors
from app.lessons.words.analogies import compute
from app.lessons.words.analogies.axes import axes
from app.lessons.words.analogies.bug import find_the_bug
from app.lessons.words.analogies.compute import Solved
from app.lessons.words.analogies.options import KING, PARIS, PRESETS, Options, typeset
from app.lessons.words.analogies.picture import draw
from app.lessons.words.analogies.predict import predict
from app.lessons.words.analogies.scores import scores
from app.lessons.words.analogies.take import take
from app.ui import checks, controls, frame
from app.ui.frame import Lesson
from core.errors import UserError
from core.referees.results import Compared


def show() -> None:
    """The whole page."""
    lesson = frame.begin("analogies", Options)
    controls_row(lesson)
    found = picture(lesson)
    lesson.tabs(
        {
            "explain": lambda: lesson.explain(),
            "predict": lambda: predict(lesson, found),
            "axes": lambda: axes(lesson),
            "measured": lambda: scores(lesson),
            "bug": lambda: find_the_bug(lesson, found),
            "vectors": lambda: bring_vectors(lesson),
            "referee": lambda: referee(lesson, found),
            "hood": lambda: lesson.hood(
                {
                    "core.words.search:add": "Mikolov, Yih & Zweig 2013",
                    "core.words.search:mul": "Levy & Goldberg 2014, equation 4",
                    "core.words.search:best": "",
                    "core.words.analogy:relation_axes": "",
                }
            ),
        },
        more=("vectors", "referee", "hood"),
    )
    take(lesson, found)
    frame.foot(lesson)


def controls_row(lesson: Lesson[Options]) -> None:
    """The row of controls: the equation as text, presets; and folded away how to search, and the vectors."""
    with controls.row():
        presets = PRESETS.get(lesson.state.vectors, PRESETS["glove"])
        controls.text(
            lesson, {typeset(text): text for text in presets}, label=t("analogies.equation"), check=_solvable(lesson)
        )
        more = st.popover(t("control.more"), key="analogies.more", on_change="rerun")
        if more.open:
            with more:
                settings(lesson)
    own_vectors.ask(lesson)
    if lesson.state.bug:
        st.caption(t("bug.on"))


def _solvable(lesson: Lesson[Options]) -> Callable[[str], None]:
    """Raises UserError for an equation that cannot be solved: it stays in its field, and the last picture beneath it."""
    options = lesson.state
    return lambda text: compute.solve(text, options.vectors, options.method, not options.bug, False) and None


def settings(lesson: Lesson[Options]) -> None:
    """How to search, and in which vectors."""
    methods = {name: t(f"analogies.method.{name}") for name in ("add", "mul", "euclid")}
    controls.select(lesson, "method", methods, t("analogies.method"))
    controls.select(lesson, "vectors", own_vectors.names(), t("vectors.label"), then=lambda: _begin_vectors(lesson))


def _begin_vectors(lesson: Lesson[Options]) -> None:
    """Other vectors that ship begin with a preset of their own, where the equation was one of those before."""
    options, presets = lesson.state, PRESETS.get(lesson.state.vectors, ())
    if presets and options.text not in presets and any(options.text in texts for texts in PRESETS.values()):
        lesson.update(text=presets[0], pinned="")


def picture(lesson: Lesson[Options]) -> Solved | None:
    """The plane of the equation; None (and a sentence) where there is nothing to draw."""
    with lesson.guard():
        options, name = lesson.state, lesson.state.vectors
        is_preset = options.text in PRESETS.get(name, ())
        found = compute.solve(options.text, name, options.method, not options.bug, is_preset)
        draw(
            found.plane,
            found.answer,
            size=shared.dimensions(name),
            vectors=t(f"vectors.name.{shared.at_hand(name)}"),
            complete=compute.suggestions(name),
            pinned=options.pinned,
            labels=prefixed("analogies.plane."),
            key="analogies.picture",
            start=lesson.start(*experiments(), values=_in_words(found, name)),
            on_change=lambda word: lesson.update(pinned=word),
            on_equation=lambda text: _take_over(lesson, text),
            present=state.session().present,
        )
        return found
    return None


def _in_words(found: Solved, name: str) -> dict[str, str]:
    """What the notes on the picture say of it: its way, its answer, and of how many words."""
    step, words = found.plane.step, found.plane.words
    way = t("analogies.way_sum")
    if step is not None:
        way = verbatim(
            "analogies.way_step", **{letter: words[place] for letter, place in zip("pqr", step, strict=True)}
        )
    answer = next(iter(found.answer.words), "–")
    return {"way": way, "word": answer, "count": f"{compute.words_count(name):,}"}


def _take_over(lesson: Lesson[Options], text: str) -> None:
    """Take over an equation that was changed by its chips, if it can be read."""
    try:
        compute.check_equation(text, lesson.state.vectors)
    except UserError as error:
        state.notice(error.key, **error.values)
        return
    lesson.update(text=text, pinned="")


def bring_vectors(lesson: Lesson[Options]) -> None:
    """A file of the visitor's own vectors, unless its place is above; and what was kept of it."""
    lesson.explain("vectors")
    if not own_vectors.are_missing(lesson):
        own_vectors.bring(lesson)
    own_vectors.in_use()


def experiments() -> tuple[dict, dict, dict]:
    """A capital found; the famous example, which is a near miss; and the length that Euclid sees."""
    start = {"vectors": "glove", "method": "add", "bug": False, "pinned": "", "text": PARIS}
    famous = start | {"text": KING}
    return start, famous, famous | {"method": "euclid"}


def referee(lesson: Lesson[Options], found: Solved | None) -> None:
    """Search again by code that is not ours, over all words."""
    lesson.explain("referee")
    if found is None:
        return
    options = lesson.state

    def run() -> list[Compared]:
        *rows, order = compute.check(found.answer, options.vectors, not options.bug)
        return [*rows, replace(order, name=t("analogies.order"))]

    checks.referee(lesson, run, about=f"{options.text} {options.vectors} {options.method} {options.bug}")
