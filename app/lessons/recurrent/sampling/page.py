"""The page on sampling: how a network writes, one draw after the other."""

from __future__ import annotations

from dataclasses import asdict

import streamlit as st

from app import state
from app.i18n import prefixed, t
from app.lessons.recurrent.sampling import compute, notebook
from app.lessons.recurrent.sampling.beginning import beginning
from app.lessons.recurrent.sampling.branches import what_could_have_been
from app.lessons.recurrent.sampling.bug import find_the_bug
from app.lessons.recurrent.sampling.copied import new_or_copied
from app.lessons.recurrent.sampling.counted import by_counting
from app.lessons.recurrent.sampling.options import Options
from app.lessons.recurrent.sampling.picture import Rest, draw
from app.lessons.recurrent.sampling.predict import predict
from app.lessons.recurrent.sampling.shown import Shown
from app.lessons.recurrent.sampling.temperatures import one_needle
from app.ui import checks, export, frame
from app.ui.frame import Lesson


def show() -> None:
    """The page, from its heading to its foot."""
    lesson = frame.begin("sampling", Options)
    beginning(lesson)
    shown = picture(lesson)
    lesson.tabs(
        {
            "explain": lambda: lesson.explain(),
            "predict": lambda: predict(lesson, shown),
            "temperatures": lambda: one_needle(lesson, shown),
            "branches": lambda: what_could_have_been(lesson, shown),
            "counted": lambda: by_counting(lesson),
            "copied": lambda: new_or_copied(lesson, shown),
            "bug": lambda: find_the_bug(lesson, shown),
            "referee": lambda: referee(lesson, shown),
            "hood": lambda: lesson.hood(
                {
                    "core.recurrent.sampling:adjust": "",
                    "core.recurrent.sampling:cut_top_k": "Fan et al. 2018",
                    "core.recurrent.sampling:cut_top_p": "Holtzman et al. 2020, section 3.1",
                    "core.recurrent.sampling:cut_min_p": "Nguyen et al. 2025",
                    "core.recurrent.sampling:draw": "",
                    "core.recurrent.sampling:sample": "",
                    "core.recurrent.language.ngrams:NGrams": "Jurafsky & Martin, chapter 3",
                }
            ),
        },
        more=("referee", "hood"),
    )
    take(lesson, shown)
    frame.foot(lesson)


def picture(lesson: Lesson[Options]) -> Shown | None:
    """The text that is being written; None (and a sentence) where the beginning cannot be read."""
    options = lesson.state
    with lesson.guard():
        start, is_all = compute.read(options.source, options.beginning)
        if not is_all:
            lesson.say("sampling.cut", most=compute.longest(options.source), text=compute.joined(options.source, start))
        unknown = compute.unknown(options.source, start)
        if unknown:
            st.caption(t("sampling.unknown", symbols=" ".join(unknown)))
        writing = compute.writing(options, start)
        rest = draw(
            writing,
            rest=_rest(options, writing.sample.tokens[: writing.sample.kept]),
            key="sampling.picture",
            labels=prefixed("sampling.picture."),
            on_change=lambda rest: _moved(lesson, options.source, rest),
            bug=options.bug,
            present=state.session().present,
            start=lesson.start(*experiments()),
        )
        return Shown(options.source, writing, rest, compute.config(options))
    return None


def _rest(options: Options, kept: tuple[str, ...]) -> Rest:
    held = {name: getattr(options, name) for name in Rest.__dataclass_fields__ if name != "kept"}
    return Rest(**held, kept=kept)


def _moved(lesson: Lesson[Options], source: str, rest: Rest) -> None:
    changes = {name: value for name, value in vars(rest).items() if name != "kept"}
    lesson.update(**changes, kept=compute.joined(source, rest.kept))


def experiments() -> tuple[dict, dict, dict]:
    """One needle under many temperatures; hot and uncut; the temperature before the cuts or after them."""
    start = {name: value for name, value in asdict(Options()).items() if name not in ("draws", "tab", "try_")}
    hot = start | {"temperature": 1.5, "top_p": 1.0, "kept": "to be a"}
    return start, hot, hot | {"top_p": 0.9, "temperature_last": True}


def referee(lesson: Lesson[Options], shown: Shown | None) -> None:
    """PyTorch's functions, 10,000 draws, and log P by other code."""
    lesson.explain("referee")
    if shown is not None:
        sample, step, how = shown.writing.sample, shown.rest.step, shown.config
        about = f"{shown.source} {sample.start} {sample.tokens} {step} {how}"
        checks.referee(lesson, lambda: compute.referee(shown.source, sample, step, how), about=about)


def take(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Numbers of the open step as CSV, the picture as a notebook, the state as a file."""
    if shown is None:
        lesson.take()
        return
    sample = shown.writing.sample
    kept = sample.tokens[: sample.kept]
    needle, first = lesson.state.needle, (shown.writing.others or (sample,))[0].seed
    lesson.take(
        csv=lambda: export.csv(compute.numbers(shown.source, shown.draw, shown.config)),
        notebook=lambda: export.notebook(
            notebook.cells(shown.source, sample.start, kept, needle, shown.config, sample.seed, shown.rest.step, first),
            title=lesson.text.question,
        ),
    )
