"""The questions of the lesson on analogies."""

from __future__ import annotations

from app.lessons.words.analogies import compute
from app.lessons.words.analogies.compute import Solved
from app.lessons.words.analogies.options import Options, typeset
from app.ui import checks
from app.ui.frame import Lesson


def predict(lesson: Lesson[Options], found: Solved | None) -> None:
    """Questions on the equation on screen, then those of the text, and the score."""
    if found is not None:
        _ask_own_words(lesson)
        _ask_nearer(lesson, found)
    checks.ask_all(lesson)
    checks.score()


def _ask_own_words(lesson: Lesson[Options]) -> None:
    """Which word is nearest if the equation's own words may answer?"""
    options = lesson.state
    outside, inside = (
        compute.solve(options.text, options.vectors, options.method, exclude).answer for exclude in (True, False)
    )
    found = compute.own_words(outside, inside)
    if found is not None:
        words, right = found
        about = f"{options.text} {options.vectors} {options.method}"
        values = {"equation": typeset(options.text), "word": words[right]}
        checks.ask_text(lesson, "live-inside", right, words, about, **values)


def _ask_nearer(lesson: Lesson[Options], found: Solved) -> None:
    """Which of three words is nearest to the first of the equation?"""
    word, name = found.answer.terms[0].word, lesson.state.vectors
    choices = compute.nearer(word, name)
    if choices is not None:
        checks.ask_text(lesson, "live-nearest", choices[1], choices[0], f"{word} {name}", word=word)
