"""Three mistakes: σ read as p(t | c); negatives drawn for the wrong side; and one that only looks like a mistake."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.words.negative_sampling import compute
from app.lessons.words.negative_sampling.options import BUGS, Options
from app.lessons.words.negative_sampling.trained import spread
from app.lessons.words.negative_sampling.view import names_of, pair_of
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.words.results import Drawn


def find_the_bug(lesson: Lesson[Options], shown: Drawn | None) -> None:
    """A choice between them, what each does to the pair that is shown, and the check that catches it."""
    names = {name: t("bug.none" if name == "none" else f"negative_sampling.bug.{name}") for name in BUGS}
    chosen = controls.choice(lesson, "bug", names, t("tab.bug"))
    lesson.explain("bug")
    if chosen != "none" and shown is not None:
        lesson.explain(f"bug_{chosen}")
        {"share": _share, "side": _side, "true": _true}[chosen](lesson, shown)
        lesson.explain(f"{chosen}_why")


def _share(lesson: Lesson[Options], shown: Drawn) -> None:
    centre = shown.tokens[shown.centre]
    found = compute.shares(lesson.state.moment, centre, list(dict.fromkeys(names_of(lesson.state, shown))))
    head = [t(f"negative_sampling.column.{name}") for name in ("word", "sigma", "softmax", "recovered")]
    columns = zip(found.words, found.sigma, found.softmax, found.recovered, strict=True)
    rows = [[word, *(f"{100 * value:.2f} %" for value in values)] for word, *values in columns]
    total = [
        t("negative_sampling.bug.sum", size=f"{shown.vocabulary:,}"),
        *(f"{100 * one:,.1f} %" for one in found.sums),
    ]
    st.html(html_table(head, [*rows, total]))


def _side(lesson: Lesson[Options], shown: Drawn) -> None:
    found = compute.wrong_side(lesson.state, shown, pair_of(lesson.state, shown))
    head = [
        t(f"negative_sampling.column.{name}") for name in ("word", "theta_right", "e_right", "theta_wrong", "e_wrong")
    ]
    rows = [_lengths(found.centre, (0, found.on_e[0, 0]), (0, found.on_e[1, 0]))]
    rows.append(_lengths(found.target, (found.on_theta[0, 0], 0), (found.on_theta[1, 0], 0)))
    for i, name in enumerate(found.names, 1):
        rows.append(_lengths(name, (found.on_theta[0, i], found.on_e[0, i]), (found.on_theta[1, i], found.on_e[1, i])))
    st.html(html_table(head, rows))
    measured = compute.measured()["figures"]["side"]
    head = [t(f"negative_sampling.column.{name}") for name in ("drawn_for", "by_e", "by_theta", "seeds")]
    rows = [
        [t(f"negative_sampling.side.{name}"), spread(of), spread(of, "wordsim_theta"), str(of["seeds"])]
        for name, of in measured.items()
    ]
    st.html(html_table(head, rows))


def _lengths(word: str, right: tuple[float, float], wrong: tuple[float, float]) -> list[str]:
    return [word, *(f"{length:.3f}" if length else "–" for length in (*right, *wrong))]


def _true(lesson: Lesson[Options], shown: Drawn) -> None:
    found = compute.hit_true(lesson.state, shown)
    words = ", ".join(f"{word} ({100 * share:.2f} %)" for word, share in found.words)
    values = {"centre": shown.tokens[shown.centre], "words": words, "one": f"{100 * found.one:.1f}"}
    st.markdown(t("negative_sampling.bug.chance", **values, k=lesson.state.k, any=f"{100 * found.any:.0f}"))
