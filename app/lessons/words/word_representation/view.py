"""The picture on the page, and what a visitor does with it."""

from __future__ import annotations

from app import state
from app.i18n import prefixed, t
from app.lessons.words.word_representation import compute
from app.lessons.words.word_representation.clocks import measured
from app.lessons.words.word_representation.options import Options
from app.lessons.words.word_representation.picture import Rest, Start, draw
from app.lessons.words.word_representation.picture.rest import fit
from app.ui.frame import Lesson
from core.errors import UserError
from core.words.results import Axis, Represented


def place_of(options: Options, shown: Represented) -> int:
    """The place of the open word in what is shown."""
    return shown.words.index(options.word) if options.word in shown.words else 0


def size_of(options: Options, shown: Represented) -> int:
    """V as the picture has it: one of its sizes, and large enough for the open word."""
    return fit(_rest(options, shown), shown).size


def _rest(options: Options, shown: Represented) -> Rest:
    return Rest(shown.words[place_of(options, shown)], options.size, options.step)


def axis_name(axis: Axis) -> str:
    """What an axis is called: its name, as it was named, or its first pair."""
    if axis.name:
        return t(f"word_representation.axis.{axis.name}")
    return axis.title or " → ".join(axis.pairs[0])


def draw_words(lesson: Lesson[Options], shown: Represented, start: Start) -> None:
    """Draw what there is at the state's word, V and step."""
    options = lesson.state
    draw(
        shown,
        rest=_rest(options, shown),
        clocks=measured(options.vectors),
        key="word_representation.picture",
        labels=prefixed("word_representation.picture."),
        axes=[axis_name(axis) if axis.name or axis.title else "" for axis in shown.axes],
        present=state.session().present,
        start=start,
        on_change=lambda rest: _keep(lesson, shown, rest),
        on_axis=lambda words: _add_axis(lesson, shown, words),
        on_drop=lambda place: _change_axes(lesson, [one for i, one in enumerate(_typed(shown)) if i != place]),
    )


def _typed(shown: Represented) -> list[str]:
    return [axis.typed for axis in shown.axes]


def _keep(lesson: Lesson[Options], shown: Represented, rest: Rest) -> None:
    word = "" if rest.word == shown.words[0] else rest.word
    lesson.update(word=word, size=rest.size, step=rest.step)


def _add_axis(lesson: Lesson[Options], shown: Represented, words: str) -> None:
    if words.lower() in map(str.lower, _typed(shown)):
        state.notice("word_representation.axis_there", words=words)
    else:
        _change_axes(lesson, [*_typed(shown), words])


def _change_axes(lesson: Lesson[Options], typed: list[str]) -> None:
    """Take over a list of axes, if it can be read."""
    made = ", ".join(typed)
    try:
        compute.check_axes(made, lesson.state.vectors)
    except UserError as error:
        state.notice(error.key, **error.values)
        return
    lesson.update(axes=made)
