"""Parts of the lesson on attention: the picture, questions, experiments, referee, and what one takes away."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from app import state
from app.i18n import prefixed, t
from app.lessons.translate import compute as compute_translate
from app.lessons.translate import sentence as translation
from app.lessons.translate.attention import compute as compute_attention
from app.lessons.translate.attention import notebook as notebook_attention
from app.lessons.translate.attention.options import TEXT, AttentionOptions
from app.lessons.translate.attention.picture import Rest, attention_map
from app.lessons.translate.attention.shown import SENTENCE_END, Shown
from app.ui import checks, export
from app.ui.frame import Lesson, plain
from core.referees.results import Compared
from core.translate.options import Drag, TranslationConfig

MAX_DRAGS = 8
CLEAR = {"drags": (), "drags_of": "", "bug": False, "position": None, "mask": None}


def controls_row(lesson: Lesson[AttentionOptions]) -> None:
    """Sentence, task, a date's locale."""
    translation.task_and_sentence(lesson)
    if lesson.state.bug:
        st.caption(t("bug.on"))


def picture(lesson: Lesson[AttentionOptions]) -> Shown | None:
    """The moving picture of the lesson's state; None (and a sentence) where there is nothing to translate."""
    options = lesson.state
    with lesson.guard():
        locale = options.locale if options.task == "dates" else ""
        drags = options.drags if options.drags_of == translation.subject(lesson) else ()
        before = compute_translate.decoding(options.task, options.text, locale, (), options.bug)
        found, made = compute_attention.dragged(options.task, options.text, drags, locale, options.bug)
        rest = attention_map(
            found,
            before,
            drags=made,
            rest=Rest(options.step, options.position),
            labels=prefixed("attention.map."),
            key="attention.picture",
            over_outputs=options.bug,
            on_change=lambda rest: lesson.update(step=rest.step, position=rest.position),
            on_drag=lambda drag: _dragged(lesson, drag),
            on_undo=lambda: lesson.update(drags=(), drags_of=""),
            present=state.session().present,
        )
        _result(found.text, options.task, options.text)
        return Shown(options.task, options.text, locale, found, before, made, rest, options.bug)
    return None


def _result(text: str, task: str, source: str) -> None:
    """The whole translation as far as it is not to be guessed yet: in a box that is opened."""
    with st.expander(t("attention.whole")):
        st.text(text)
        for reference in compute_translate.references(task, source):
            st.caption(f"{t('attention.person')}: {plain(reference)}")


def _dragged(lesson: Lesson[AttentionOptions], drag: Drag) -> None:
    """Keep a weight that was dragged; another drag of the same weight takes the place of the one before."""
    options, subject = lesson.state, translation.subject(lesson)
    before = options.drags if options.drags_of == subject else ()
    others = [one for one in before if (one.step, one.position) != (drag.step, drag.position)]
    if len(others) >= MAX_DRAGS:
        state.notice("attention.many_drags", most=MAX_DRAGS)
        return
    lesson.update(drags=(*others, drag), drags_of=subject, step=drag.step, position=drag.position)


def predict(lesson: Lesson[AttentionOptions], shown: Shown | None) -> None:
    """Questions on the step to come and on a hidden word, then those of the text, and the score."""
    if shown is not None:
        _where_next(lesson, shown)
        _if_hidden(lesson, shown)
    checks.ask_all(lesson)
    checks.score()


def _where_next(lesson: Lesson, shown: Shown) -> None:
    """Where will it look while it writes the next word?"""
    step = shown.rest.step + 1
    if step >= len(shown.decoding.tokens) or shown.decoding.target[step] == SENTENCE_END:
        return
    weights = compute_attention.by_word(shown.decoding, step)
    best = sorted(range(len(weights)), key=lambda i: -weights[i])[:3]
    choices = sorted(best)
    if len(choices) < 2:
        return
    names = [shown.word(shown.words[i]) for i in choices]
    looked = f"{weights[best[0]]:.2f}"
    checks.ask_text(
        lesson,
        "live-look",
        choices.index(best[0]),
        names,
        f"{shown.about} {step}",
        word=plain(shown.written(step)),
        looked=looked,
        place=plain(shown.word(shown.words[best[0]])),
    )


def _if_hidden(lesson: Lesson, shown: Shown) -> None:
    """If the word most looked at now is hidden from attention, does the translation change?"""
    weights = compute_attention.by_word(shown.decoding, shown.rest.step)
    if not weights or shown.drags or shown.bug:
        return
    word = shown.words[max(range(len(weights)), key=lambda i: weights[i])]
    found = compute_translate.masked(shown.task, shown.text, word, TranslationConfig("greedy", locale=shown.locale))
    answer = 1 if found.unread == shown.before.text else 0
    checks.ask_text(
        lesson,
        "live-hide",
        answer,
        about=f"{shown.about} {word}",
        word=plain(shown.word(word)),
        after=plain(found.unread or ""),
    )


def explain(lesson: Lesson) -> None:
    """What it is, and how to read the picture."""
    lesson.explain()
    lesson.explain("picture")


def experiments(lesson: Lesson[AttentionOptions]) -> None:
    """The order of words, all weight on one word from here on, and 4/3/20."""
    tasks = compute_translate.offered()
    lesson.experiment(1, CLEAR | {"task": tasks[0], "text": TEXT, "step": 3, "locale": ""})
    lesson.experiment(
        2,
        CLEAR | {"task": tasks[0], "text": TEXT, "step": 1, "locale": ""},
        done=lambda: _dragged(lesson, Drag(1, 1, 1.0, True)),
    )
    if "dates" in tasks:
        lesson.experiment(3, CLEAR | {"task": "dates", "text": "4/3/20", "locale": "en_GB", "step": 5})


def referee(lesson: Lesson, shown: Shown | None) -> None:
    """The decoding once more by code that is not ours."""
    lesson.explain("referee")
    if shown is None:
        return
    names = {
        name: t(f"attention.referee.{name}") for name in ("energies", "alpha", "contexts", "states", "log_p", "sum")
    }

    def run() -> list[Compared]:
        rows = compute_attention.referee(shown.task, shown.text, shown.decoding, shown.locale)
        return [replace(row, name=names[row.name]) for row in rows]

    checks.referee(lesson, run, about=shown.about)


def take(lesson: Lesson[AttentionOptions], shown: Shown | None) -> None:
    """Numbers as CSV, the picture as a notebook, the heat map as a figure, the state as a file."""
    if shown is None:
        lesson.take()
        return
    lesson.take(
        csv=lambda: export.csv(numbers(shown)),
        notebook=lambda: export.notebook(
            notebook_attention.cells(shown.task, shown.text, shown.locale, shown.drags, shown.bug),
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
