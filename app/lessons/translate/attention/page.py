"""The page on attention: the picture and its drags, experiments, the referee, and what one takes away."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from app import state
from app.i18n import prefixed, t
from app.lessons.translate import compute as shared
from app.lessons.translate import sentence
from app.lessons.translate.attention import compute, notebook
from app.lessons.translate.attention.bug import find_the_bug
from app.lessons.translate.attention.energy import energy
from app.lessons.translate.attention.hidden_word import hidden_word
from app.lessons.translate.attention.options import CAR, TEXT, Options
from app.lessons.translate.attention.picture import Rest, draw
from app.lessons.translate.attention.predict import predict
from app.lessons.translate.attention.shown import Shown
from app.lessons.translate.attention.translations import said
from app.lessons.translate.attention.without import without
from app.ui import checks, export, frame
from app.ui.frame import Lesson
from core.referees.results import Compared
from core.translate.options import Drag
from core.translate.results import Decoding

MAX_DRAGS = 8
LONG = (14, 22)  # words of the longer sentences on chips
CLEAR = {"drags": (), "drags_of": "", "bug": False, "position": None, "mask": None}


def show() -> None:
    """The whole page."""
    lesson = frame.begin("attention", Options)
    controls_row(lesson)
    shown = picture(lesson)
    lesson.tabs(
        {
            "explain": lambda: explain(lesson),
            "predict": lambda: predict(lesson, shown),
            "plain": lambda: without(lesson, shown),
            "cause": lambda: hidden_word(lesson, shown),
            "energy": lambda: energy(lesson, shown),
            "bug": lambda: find_the_bug(lesson, shown),
            "referee": lambda: referee(lesson, shown),
            "hood": lambda: lesson.hood(
                {
                    "core.translate.attention:AdditiveAttention": "Bahdanau, Cho & Bengio 2015, A.1.2",
                    "core.translate.seq2seq:EncoderDecoder.advance": "Cho et al. 2014; PyTorch's form",
                    "core.translate.inspecting:decode": "Bahdanau, Cho & Bengio 2015, A.2.2",
                    "core.translate.dragging:moved": "",
                }
            ),
        },
        more=("referee", "hood"),
    )
    take(lesson, shown)
    frame.foot(lesson)


def controls_row(lesson: Lesson[Options]) -> None:
    """Sentence, task, a date's locale."""
    homework, car = t("attention.preset.homework"), t("attention.preset.car")
    sentence.task_and_sentence(lesson, presets={"en-fr": {homework: TEXT, car: CAR} | sentence.chips("en-fr", LONG)})
    if lesson.state.bug:
        st.caption(t("bug.on"))


def picture(lesson: Lesson[Options]) -> Shown | None:
    """The moving picture of the lesson's state; None (and a sentence) where there is nothing to translate."""
    options = lesson.state
    with lesson.guard():
        locale = options.locale if options.task == "dates" else ""
        drags = options.drags if options.drags_of == sentence.subject(lesson) else ()
        before = shared.decoding(options.task, options.text, locale, options.bug)
        found, made = compute.dragged(options.task, options.text, drags, locale, options.bug)
        rest = draw(
            found,
            before,
            drags=made,
            rest=Rest(options.step, options.position),
            labels=prefixed("attention.map."),
            key="attention.picture",
            over_outputs=options.bug,
            on_change=lambda rest: lesson.update(step=rest.step, position=rest.position),
            on_drag=lambda drag: _keep(lesson, drag),
            on_undo=lambda: lesson.update(drags=(), drags_of=""),
            present=state.session().present,
            said=said(options, locale, found, made),
            start=lesson.start(*experiments(), values=_in_words(found, options.step)),
        )
        return Shown(options.task, options.text, locale, found, before, made, rest, options.bug)
    return None


def _in_words(found: Decoding, step: int) -> dict[str, object]:
    """What the open word looks at most, for the notes on the picture."""
    step = min(step, len(found.target) - 1)
    place = found.most_looked_at(step)
    return {"looked": sentence.visible(found.source[place]), "weight": f"{found.alpha[step, place]:.2f}"}


def _keep(lesson: Lesson[Options], drag: Drag) -> None:
    """Keep a weight that was dragged; another drag of the same weight takes the place of the one before."""
    options, subject = lesson.state, sentence.subject(lesson)
    before = options.drags if options.drags_of == subject else ()
    others = [one for one in before if (one.step, one.position) != (drag.step, drag.position)]
    if len(others) >= MAX_DRAGS:
        state.notice("attention.many_drags", most=MAX_DRAGS)
        return
    lesson.update(drags=(*others, drag), drags_of=subject, step=drag.step, position=drag.position)


def explain(lesson: Lesson) -> None:
    """What it is, and how to read the picture."""
    lesson.explain()
    lesson.explain("picture")


def experiments() -> tuple[dict, dict, dict]:
    """A long sentence, another order of words, and all weight on one word from here on."""
    start = CLEAR | {"task": "en-fr", "text": TEXT, "step": 3, "locale": ""}
    order = start | {"text": CAR, "step": 6}
    held = {"step": 3, "drags": (Drag(3, 4, 1.0, True),), "drags_of": sentence.subject_of("en-fr", CAR)}
    return start, order, order | held


def referee(lesson: Lesson, shown: Shown | None) -> None:
    """The decoding once more by code that is not ours."""
    lesson.explain("referee")
    if shown is None:
        return
    names = {
        name: t(f"attention.referee.{name}") for name in ("energies", "alpha", "contexts", "states", "log_p", "sum")
    }

    def run() -> list[Compared]:
        rows = compute.referee(shown.task, shown.text, shown.decoding, shown.locale)
        return [replace(row, name=names[row.name]) for row in rows]

    checks.referee(lesson, run, about=shown.about)


def take(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Numbers as CSV, the picture as a notebook, the heat map as a figure, the state as a file."""
    if shown is None:
        lesson.take()
        return
    lesson.take(
        csv=lambda: export.csv(numbers(shown)),
        notebook=lambda: export.notebook(
            notebook.cells(shown.task, shown.text, shown.locale, shown.drags, shown.bug),
            title=lesson.text.question,
        ),
    )


def numbers(shown: Shown) -> dict[str, list]:
    """Every weight of the picture: a row for each output piece and each piece of the source."""
    found = shown.decoding
    steps, places = range(len(found.target)), range(len(found.source))
    return {
        "step": [s + 1 for s in steps for _ in places],
        "written": [found.target[s] for s in steps for _ in places],
        "log_probability": [float(found.log_probabilities[s]) for s in steps for _ in places],
        "position": [i + 1 for _ in steps for i in places],
        "source": [found.source[i] for _ in steps for i in places],
        "energy": found.energies.ravel().tolist(),
        "alpha": found.alpha.ravel().tolist(),
        "own_alpha": found.own_alpha.ravel().tolist(),
    }
