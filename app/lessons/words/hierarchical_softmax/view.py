"""The picture on the page, and what a visitor does with it."""

from __future__ import annotations

from app import state
from app.i18n import prefixed
from app.lessons.words.hierarchical_softmax.compute import Walked
from app.lessons.words.hierarchical_softmax.options import Options
from app.lessons.words.hierarchical_softmax.picture import Rest, Start, draw
from app.ui.frame import Lesson


def draw_tree(lesson: Lesson[Options], shown: Walked, start: Start) -> None:
    """Draw the tree at the state's word, scale, form and step."""
    options = lesson.state
    draw(
        shown.river,
        shown.real,
        rest=Rest(word_of(options, shown), options.scale, options.tree, options.step),
        key="hierarchical_softmax.picture",
        labels=prefixed("hierarchical_softmax.picture."),
        present=state.session().present,
        start=start,
        on_change=lambda rest: lesson.update(word=rest.word, scale=rest.scale, tree=rest.tree, step=rest.step),
    )


def word_of(options: Options, shown: Walked) -> str:
    """The leaf that is walked to: the visitor's, or the rarest where theirs is not in the tree."""
    return options.word if options.word in shown.river.words else shown.river.words[-1]
