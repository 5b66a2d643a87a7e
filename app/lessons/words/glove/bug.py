"""Three mistakes: axes read as meanings, log(1 + X) for log X, and what f(0) = 0 is said to settle."""

from __future__ import annotations

import streamlit as st

from app.i18n import t, verbatim
from app.lessons.words.glove import compute
from app.lessons.words.glove.against import figures, spread
from app.lessons.words.glove.live import Run
from app.lessons.words.glove.options import BUGS, Options
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.tables import html_table

FITTED = ("glove", "offset")
OFFSET = ("counts", "log", "log_offset", "doubled", "doubled_offset")
SPACES = ("as_it_is", "orthogonal", "general")


def find_the_bug(lesson: Lesson[Options], run: Run) -> None:
    """A choice between them, what each comes to, and the check that catches it."""
    names = {name: t("bug.none" if name == "none" else f"glove.bug.{name}") for name in BUGS}
    chosen = controls.choice(lesson, "bug", names, t("tab.bug"))
    lesson.explain("bug")
    if chosen != "none":
        lesson.explain(f"bug_{chosen}")
        {"axes": _axes, "offset": _offset, "zero": _zero}[chosen](lesson, run)
        lesson.explain(f"{chosen}_why")


def _axes(lesson: Lesson[Options], run: Run) -> None:
    if run.shown.live:
        st.caption(t("glove.when_done"))
        return
    dimension = run.shown.config.dimension
    controls.hold_within(lesson, "axis", 1, dimension)
    axis = lesson.state.axis
    st.number_input(t("glove.bug.axis"), 1, dimension, step=1, width=142, **lesson.widget("axis"))
    found = compute.turned(run.shown.name, axis, run.shown)
    head = [verbatim(f"glove.column.{name}", axis=axis, word=found.word) for name in ("space", "cost", "heads", "near")]
    rows = [
        [t(f"glove.bug.{space}"), f"{cost:,.2f}", ", ".join(heads), ", ".join(near)]
        for space, cost, heads, near in zip(SPACES, found.cost, found.heads, found.nearest, strict=True)
    ]
    st.html(html_table(head, rows, numbers=False))
    kept = {"heads_kept": found.heads_kept[1], "heads": len(found.heads[0])}
    kept |= {f"near_{i}": f"{100 * found.nearest_kept[i]:.0f}" for i in (1, 2)}
    st.markdown(t("glove.bug.turned", **kept, apart=f"{max(found.apart):.0e}"))


def _offset(lesson: Lesson[Options], run: Run) -> None:
    found = compute.measured()["offset"]
    head = [t(f"glove.column.{name}") for name in ("count", "log_x", "log_offset", "doubled", "doubled_offset")]
    columns = zip(*(found[name] for name in OFFSET), strict=True)
    rows = [[f"{count:g}", *(f"{value:+.2f}".replace("-", "−") for value in values)] for count, *values in columns]
    st.html(html_table(head, rows))
    shares = {name: f"{100 * found[name]:.0f}" for name in ("once", "once_weight", "apart")}
    st.markdown(t("glove.bug.cells", cells=f"{found['cells']:,}", **shares))
    head = [t(f"glove.column.{name}") for name in ("fitted_to", "wordsim", "simlex", "analogies", "seeds")]
    st.html(html_table(head, [[t(f"glove.bug.{name}"), *_figures(figures()[name])] for name in FITTED]))


def _figures(one) -> list[str]:
    return [*(spread(one, name) for name in ("wordsim", "simlex", "analogies")), str(one["seeds"])]


def _zero(lesson: Lesson[Options], run: Run) -> None:
    found = compute.zeros()
    head = [t("glove.column.cells"), *(f"{100 * share:.0f} %" for share in found.shares)]
    rows = [
        [t(f"glove.bug.{name}"), *(f"{value:.2f}" for value in values)]
        for name, values in (
            ("unmet_given", found.given[0]),
            ("unmet_chance", found.chance[0]),
            ("met_given", found.given[1]),
            ("met_counts", found.counts[1]),
        )
    ]
    st.html(html_table(head, rows))
    values = {"unmet": f"{found.unmet:,}", "met": f"{found.met:,}", "told": f"{100 * found.told:.0f}"}
    st.markdown(t("glove.bug.told", **values, by_chance=f"{100 * found.told_by_chance:.0f}"))
    st.text_input(t("glove.bug.word"), max_chars=60, **lesson.widget("unmet"))
    with lesson.guard():
        one = compute.unmet(lesson.state.unmet)
        head = [verbatim(f"glove.column.{name}", word=one.word) for name in ("never", "given", "chance")]
        columns = zip(one.names, one.given, one.chance, strict=True)
        st.html(html_table(head, [[name, f"{given:.2f}", f"{chance:.2f}"] for name, given, chance in columns]))
        values = {"word": one.word, "unmet": f"{one.unmet:,}", "met": f"{one.met:,}"}
        st.caption(t("glove.bug.never_met", **values))
