"""Parts of the lesson on analogies: the equation and its picture, questions, experiments, referee, what one takes away."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from app import state
from app.i18n import prefixed, t
from app.lessons.words import compute as compute_words
from app.lessons.words import own_vectors
from app.lessons.words.analogies.options import KING, PRESETS
from app.lessons.words.analogies.picture import word_plane
from app.lessons.words.compute import Solved
from app.ui import checks, controls, export
from app.ui.frame import Lesson
from core.errors import UserError
from core.referees.results import Compared


def equation(lesson: Lesson) -> None:
    """The row of controls: the equation as text, presets, how to search, the vectors."""
    with controls.row():
        presets = PRESETS.get(lesson.state.vectors, PRESETS["glove"])
        controls.text(lesson, {shown(text): text for text in presets}, label=t("analogies.equation"))
        methods = {name: t(f"analogies.method.{name}") for name in ("add", "mul", "euclid")}
        controls.select(lesson, "method", methods, t("analogies.method"), visible=False)
        controls.select(lesson, "vectors", own_vectors.names(), t("vectors.label"), visible=False)
    own_vectors.ask(lesson)
    if lesson.state.bug:
        st.caption(t("bug.on"))


def shown(text: str) -> str:
    """An equation with true minus signs."""
    return text.replace(" - ", " − ")


def picture(lesson: Lesson) -> Solved | None:
    """The plane of the equation; None (and a sentence) where there is nothing to draw."""
    options = lesson.state
    with lesson.guard():
        name = options.vectors
        preset = options.text in PRESETS.get(name, ())
        found = compute_words.solved(options.text, name, options.method, not options.bug, shared=preset)
        word_plane(
            found.plane,
            found.answer,
            size=compute_words.about(name)[1],
            complete=compute_words.offered(name),
            pinned=options.pinned,
            labels=prefixed("analogies.plane."),
            key="analogies.picture",
            on_change=lambda word: lesson.update(pinned=word),
            on_equation=lambda text: _changed(lesson, text),
            present=state.session().present,
        )
        return found
    return None


def _changed(lesson: Lesson, text: str) -> None:
    """Take over an equation that was changed by its chips, if it can be read."""
    try:
        compute_words.check_equation(text, lesson.state.vectors)
    except UserError as error:
        state.notice(error.key, **error.values)
        return
    lesson.update(text=text, pinned="")


def predict(lesson: Lesson, found: Solved | None) -> None:
    """Questions on the equation on screen, then those of the text, and the score."""
    if found is not None:
        _ask_own_words(lesson)
        _ask_nearer(lesson, found)
    checks.ask_all(lesson)
    checks.score()


def _ask_own_words(lesson: Lesson) -> None:
    """Which word is nearest if the equation's own words may answer?"""
    options = lesson.state
    outside = compute_words.solved(options.text, options.vectors, options.method, True).answer
    inside = compute_words.solved(options.text, options.vectors, options.method, False).answer
    given = [term.word for term in inside.terms if term.sign > 0]
    choices = sorted({*given, outside.words[0], inside.words[0]})
    about = f"{options.text} {options.vectors} {options.method}"
    if len(choices) > 1:
        right = choices.index(inside.words[0])
        checks.ask_text(
            lesson, "live-inside", right, choices, about, equation=shown(options.text), word=inside.words[0]
        )


def _ask_nearer(lesson: Lesson, found: Solved) -> None:
    """Which of three words is nearest to the first of the equation?"""
    word, name = found.answer.terms[0].word, lesson.state.vectors
    ranked = compute_words.neighbours(word, name, 40)
    choices = [ranked[i] for i in (2, 14, 39) if i < len(ranked)]
    if len(choices) == 3:
        order = sorted(choices)
        checks.ask_text(lesson, "live-nearest", order.index(choices[0]), order, f"{word} {name}", word=word)


def experiments(lesson: Lesson) -> None:
    """Another relation, one word that pulls too hard, the length that Euclid sees."""
    start = {"vectors": "glove", "method": "add", "bug": False, "pinned": ""}
    lesson.experiment(1, start | {"text": "paris - france + korea"})
    lesson.experiment(2, start | {"text": "walking - walked + swam", "method": "mul", "pinned": "swimming"})
    lesson.experiment(3, start | {"text": KING, "method": "euclid"})


def find_the_bug(lesson: Lesson, found: Solved | None) -> None:
    """The equation's own words as answers, and what the answer then is."""
    controls.toggle(lesson, "bug", t("analogies.bug"))
    if found is not None:
        options = lesson.state
        inside = compute_words.solved(options.text, options.vectors, options.method, False).answer
        outside = compute_words.solved(options.text, options.vectors, options.method, True).answer
        rows = [("analogies.inside", inside), ("analogies.outside", outside)]
        for key, answer in rows:
            words = ", ".join(
                f"{word} {abs(score):.3f}" for word, score in zip(answer.words[:4], answer.scores, strict=False)
            )
            st.text(f"{t(key)}: {words}")
    lesson.explain("bug")


def referee(lesson: Lesson, found: Solved | None) -> None:
    """Search again by code that is not ours, over all words."""
    lesson.explain("referee")
    if found is None:
        return
    options = lesson.state

    def run() -> list[Compared]:
        *rows, order = compute_words.referee(found.answer, options.vectors, not options.bug)
        return [*rows, replace(order, name=t("analogies.order"))]

    checks.referee(lesson, run, about=f"{options.text} {options.vectors} {options.method} {options.bug}")


def take(lesson: Lesson, found: Solved | None) -> None:
    """Numbers as CSV, the picture as a notebook, the state as a file."""
    if found is None:
        lesson.take()
        return
    options = lesson.state
    lesson.take(
        csv=lambda: export.csv(numbers(found)),
        notebook=lambda: export.notebook(
            notebook(options.text, options.vectors, options.method, not options.bug), title=lesson.text.question
        ),
    )


def numbers(found: Solved) -> dict[str, list]:
    """Every word of the picture: where it stands, its score, its cosine with each term."""
    plane, answer = found.plane, found.answer
    place = {word: i for i, word in enumerate(answer.words)}
    columns: dict[str, list] = {
        "word": list(plane.words),
        "across": plane.points[:, 0].tolist(),
        "up": plane.points[:, 1].tolist(),
        "score": [float(answer.scores[place[word]]) if word in place else "" for word in plane.words],
    }
    for i, term in enumerate(answer.terms):
        name = f"cos with {'+' if term.sign > 0 else '−'}{term.word} ({i + 1})"
        columns[name] = [float(answer.cosines[place[word], i]) if word in place else "" for word in plane.words]
    return columns


def notebook(text: str, vectors: str, method: str, exclude: bool) -> list[str]:
    """Cells that redo the picture with core."""
    return [
        (
            f"from core.words import analogy, equation\n{own_vectors.loaded(vectors)}\n"
            f"terms = equation.known(wv, equation.parse({text!r}))"
        ),
        (
            f"answer = analogy.solve(wv, terms, method={method!r}, exclude={exclude})\n"
            "for word, score in zip(answer.words, answer.scores):\n    print(f'{word:20} {score:.4f}')"
        ),
        (
            "import plotly.graph_objects as go\n\nplane = analogy.plane(wv, answer)\nx, y = plane.points.T\n"
            "figure = go.Figure(go.Scatter(x=x, y=y, text=plane.words, mode='markers+text', textposition='top center'))\n"
            "figure.add_scatter(x=plane.path[:, 0], y=plane.path[:, 1], name='the sum, term by term')\n"
            "figure.update_yaxes(scaleanchor='x').show()"
        ),
    ]
