"""The questions of the lesson on analogies."""

from __future__ import annotations

from app.lessons.words.analogies import compute
from app.lessons.words.analogies.compute import Solved
from app.lessons.words.analogies.options import Options, typeset
from app.ui import checks
from app.ui.checks import Question
from app.ui.frame import Lesson


def predict(lesson: Lesson[Options], found: Solved | None) -> None:
    """The questions of the text, then those on the equation on screen."""
    live = [] if found is None else [_own_words(lesson), _nearer(lesson, found)]
    checks.ask_in_turn(lesson, [question for question in live if question is not None])


def _own_words(lesson: Lesson[Options]) -> Question | None:
    """Which word is nearest if the equation's own words may answer? None where there is no choice."""
    options = lesson.state
    outside, inside = (
        compute.solve(options.text, options.vectors, options.method, exclude).answer for exclude in (True, False)
    )
    found = compute.own_words(outside, inside)
    if found is None:
        return None
    words, right = found
    name = "live-inside" if compute.stays(inside) else "live-through"
    about = f"{options.text} {options.vectors} {options.method}"
    return Question(name, right, words, about, {"equation": typeset(options.text), "word": words[right]})


def _nearer(lesson: Lesson[Options], found: Solved) -> Question | None:
    """Which of three words is nearest to the one pinned, or the first of the equation? None where there are too few."""
    pinned, name = lesson.state.pinned, lesson.state.vectors
    word = pinned if pinned in found.answer.words else found.answer.terms[0].word
    choices = compute.nearer(word, name)
    return (
        None if choices is None else Question("live-nearest", choices[1], choices[0], f"{word} {name}", {"word": word})
    )
