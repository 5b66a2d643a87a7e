"""The tab on what could have been drawn: a tree of four symbols, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.i18n import t
from app.lessons.recurrent.sampling import compute, figures
from app.lessons.recurrent.sampling.options import Options
from app.lessons.recurrent.sampling.shown import Shown, token
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from core.recurrent.results.sampling import OTHERS, Branch


def what_could_have_been(lesson: Lesson[Options], shown: Shown | None) -> None:
    """The tree that grows out of the text so far; what came is marked in it."""
    lesson.explain("branches")
    if shown is None:
        return
    sample = shown.writing.sample
    first = max(0, shown.rest.step - compute.DEPTH + 1)  # so that the open step is in it
    prefix, came = (*sample.start, *sample.tokens[:first]), sample.tokens[first:]
    tree = compute.branches(shown.source, prefix, shown.config)
    root = compute.joined(shown.source, prefix)[-24:] or t("sampling.nothing")
    words = {"others": t("sampling.others"), "root": root, "chance": t("sampling.column.chance")}
    head = [t("sampling.column.path"), t("sampling.column.chance"), t("sampling.column.path_chance")]
    figure = figures.tree(tree, came, words, theme())
    chart(figure, "sampling.branches", lambda: (head, [*_rows(tree, ())]))


def _rows(tree: Sequence[Branch], before: tuple[str, ...]) -> Iterator[list[str]]:
    for branch in tree:
        path = (*before, t("sampling.others") if branch.token == OTHERS else token(branch.token))
        yield [" ".join(path), f"{branch.chance:.4f}", f"{branch.path:.4f}"]
        yield from _rows(branch.next, path)
