"""The picture on the page, and what a visitor does with it."""

from __future__ import annotations

from app import state
from app.i18n import prefixed
from app.lessons.words.negative_sampling import compute
from app.lessons.words.negative_sampling.options import Options
from app.lessons.words.negative_sampling.picture import Rest, Start, draw
from app.ui.frame import Lesson
from core.words.results import Drawn

SEEDS = 10_000


def draw_pairs(lesson: Lesson[Options], shown: Drawn, start: Start) -> None:
    """Draw the pairs and the darts at the state's pair, exponent, k and step."""
    options = lesson.state
    draw(
        shown,
        rest=Rest(shown.centre, options.pair, options.exponent, options.k, options.step),
        key="negative_sampling.picture",
        labels=prefixed("negative_sampling.picture."),
        seed=options.seed,
        present=state.session().present,
        start=start,
        on_change=lambda rest: _keep(lesson, shown, rest),
        on_throw=lambda: lesson.update(seed=(lesson.state.seed + 1) % SEEDS),
    )


def _keep(lesson: Lesson[Options], shown: Drawn, rest: Rest) -> None:
    pair = rest.pair if rest.centre == shown.centre else 0
    lesson.update(centre=rest.centre, pair=pair, exponent=rest.exponent, k=rest.k, step=rest.step)


def pair_of(options: Options, shown: Drawn) -> int:
    """The open pair among those that there are."""
    return min(options.pair, len(shown.targets) - 1)


def names_of(options: Options, shown: Drawn) -> list[str]:
    """The true word of the open pair, and the k words drawn against it."""
    pair = pair_of(options, shown)
    drawn = shown.hit[compute.exponent_place(options), pair, : options.k]
    return [shown.names[place] for place in (shown.target[pair], *drawn)]
