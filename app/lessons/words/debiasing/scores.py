"""More parts of the page on debiasing: before and after, what stays behind, the soft way, and the two mistakes."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.words.debiasing import compute as compute_debias
from app.lessons.words.debiasing import figures
from app.lessons.words.debiasing.options import DebiasingOptions
from app.lessons.words.debiasing.page import Shown
from app.ui import controls, job_view
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.words.results import Weat

LENGTHS_TOLD = ("news", "glove")
STAGES = ("before", "neutralised", "equalised")


def scores(lesson: Lesson[DebiasingOptions], shown: Shown | None) -> None:
    """Association tests, analogies, likeness and neighbours at each stage."""
    lesson.explain("scores")
    if shown is None or shown.measured is None:
        return
    heads = [t(f"debiasing.{stage}") for stage in STAGES]
    _tests(shown, heads)
    _tasks(shown, heads)
    _words(lesson, shown)


def _tests(shown: Shown, heads: list[str]) -> None:
    st.markdown(f"**{t('debiasing.tests')}**")
    rows = []
    for test in shown.measured.tests:
        names = f"{test.names[0]} / {test.names[1]} – {test.names[2]} / {test.names[3]}"
        rows.append([names, *map(_weat, test.results), test.people or "–", str(test.missing)])
    head = [t("debiasing.test"), *heads, t("debiasing.people"), t("debiasing.missing")]
    st.html(html_table(head, rows))
    st.caption(t("debiasing.weat_note"))


def _weat(result: Weat) -> str:
    p = f"p = {result.p:.4f}" if result.p >= 0.00005 else "p < 0.0001"
    return f"d = {result.effect:.2f}, {p}, Δ = {result.difference:.3f}"


def _tasks(shown: Shown, heads: list[str]) -> None:
    st.markdown(f"**{t('debiasing.tasks')}**")
    stages = shown.measured.scores
    rows = [
        [t(f"debiasing.category.{name}"), *(f"{s.analogies[name].correct} / {s.analogies[name].total}" for s in stages)]
        for name in stages[0].analogies
    ]
    for name in ("wordsim", "simlex"):
        rows.append([t(f"debiasing.{name}"), *(f"{getattr(s, name).spearman:.3f}" for s in stages)])
    st.html(html_table([t("debiasing.task"), *heads], rows))


def _words(lesson: Lesson, shown: Shown) -> None:
    """Neighbours of the pinned word, and analogies made with the first pair."""
    first, second = shown.key.pairs[0]
    words = [word for word in shown.words if word not in (first, second)]
    if not words:
        return
    chosen = shown.rest.word if shown.rest.word in shown.words else words[0]
    asked = compute_debias.description(shown.key, words=shown.words)
    near = job_view.follow("bias_near", asked, t("debiasing.measuring"))
    if near is None:
        return
    before, after = near.neighbours[chosen]
    st.markdown(f"**{t('debiasing.neighbours', word=_plain(chosen))}**")
    rows = [
        [str(i + 1), f"{a} {x:.3f}", f"{b} {y:.3f}"]
        for i, ((a, x), (b, y)) in enumerate(zip(before, after, strict=True))
    ]
    head = [t("debiasing.place"), t("debiasing.before"), t("debiasing.equalised")]
    st.html(html_table(head, rows))
    st.markdown(f"**{t('debiasing.analogies', first=_plain(first), second=_plain(second))}**")
    rows = [
        [f"{second} : {word} = {first} : ?", *(", ".join(w for w, _ in side) for side in sides)]
        for word, sides in near.analogies.items()
    ]
    st.html(html_table([t("debiasing.question"), *head[1:]], rows, numbers=False))
    st.caption(t("debiasing.origin"))


def remaining(lesson: Lesson[DebiasingOptions], shown: Shown | None) -> None:
    """Whether clusters and a classifier still tell the sides apart, on the most biased words or the visitor's own."""
    lesson.explain("remaining")
    if shown is None or shown.measured is None:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        controls.slider(lesson, "count", t("debiasing.count"), 20, 500, 20)
        st.text_area(
            t("debiasing.own"), placeholder=t("debiasing.own_help"), max_chars=2000, height=80, **lesson.widget("own")
        )
    own = compute_debias.typed_words(shown.key.vectors, lesson.state.own, 400)
    if own.missing:
        st.caption(t("debiasing.unknown", words=", ".join(word[:40] for word in own.missing[:12])))
    asked = compute_debias.description(shown.key, count=lesson.state.count, words=tuple(own.known))
    found = job_view.follow("bias_left", asked, t("tab.remaining"))
    if found is None:
        return
    rows = [
        [
            t("debiasing.clusters"),
            f"{100 * found.before.clusters:.1f} %",
            f"{100 * found.after.clusters:.1f} %",
            "50 %",
        ],
        [
            t("debiasing.classifier"),
            f"{100 * found.before.classifier:.1f} %",
            f"{100 * found.after.classifier:.1f} %",
            "50 %",
        ],
    ]
    near = [f"{100 * part:.1f} %" for part in found.company]
    rows.append([t("debiasing.company", count=found.nearest), *near, "50 %"])
    st.html(
        html_table([t("debiasing.told"), t("debiasing.before"), t("debiasing.equalised"), t("debiasing.chance")], rows)
    )
    first, second = shown.key.pairs[0]
    words = {
        "first": t("debiasing.side", word=first),
        "second": t("debiasing.side", word=second),
        "before": t("debiasing.before"),
        "after": t("debiasing.equalised"),
    }
    figure = figures.sides(found.before.places, found.after.places, found.first, found.second, words, theme())
    head = [t("debiasing.line.word"), t("debiasing.told"), "x", "y", "x", "y"]
    chart(figure, "debiasing.sides", lambda: (head, _places(found, words)))


def _places(found, words: dict[str, str]) -> list[list[str]]:
    sides = [words["first"]] * len(found.first) + [words["second"]] * len(found.second)
    rows = zip(found.first + found.second, sides, found.before.places, found.after.places, strict=True)
    return [[word, side, *(f"{v:.3f}" for v in (*before, *after))] for word, side, before, after in rows]


def soft(lesson: Lesson, shown: Shown | None) -> None:
    """Soft debiasing at growing λ: what is left of the projections, the association test, likeness."""
    lesson.explain("soft")
    if shown is None or shown.measured is None:
        return
    curve = job_view.follow("bias_soft", compute_debias.description(shown.key), t("tab.soft"))
    if curve is None:
        return
    words = {"strength": "λ", "along": t("debiasing.mean_along"), "effect": "WEAT d", "wordsim": t("debiasing.wordsim")}
    figure = figures.soft(curve, words, theme())
    rows = [[f"{one.strength:g}", f"{one.along:.4f}", f"{one.effect:.2f}", f"{one.wordsim:.3f}"] for one in curve]
    chart(figure, "debiasing.soft", lambda: (["λ", words["along"], words["effect"], words["wordsim"]], rows))


def find_the_bug(lesson: Lesson[DebiasingOptions], shown: Shown | None) -> None:
    """Two mistakes in equalising, and the lengths that come out beside the right ones."""
    names = {"none": t("bug.none"), "whole": t("debiasing.bug.whole"), "raw": t("debiasing.bug.raw")}
    controls.choice(lesson, "bug", names, t("tab.bug"))
    if shown is not None:
        lines = {form: compute_debias.line(shown.key, (), 5, form) for form in ("paper", "whole", "raw")}
        rows = []
        for right, whole, raw in zip(*(line.pairs for line in lines.values()), strict=True):
            if right.after is not None:
                rows.append(
                    [" – ".join(right.words), *map(_lengths, (right, whole, raw)), f"{raw.after.under_root:.2f}"]
                )
        head = [
            t("debiasing.line.pairs"),
            t("debiasing.length.paper"),
            t("debiasing.length.whole"),
            t("debiasing.length.raw"),
        ]
        st.html(html_table([*head, t("debiasing.under")], rows))
        if shown.key.vectors in LENGTHS_TOLD:
            st.caption(t(f"debiasing.lengths.{shown.key.vectors}"))
    lesson.explain("bug")


def _lengths(pair) -> str:
    return "–" if pair.after is None else ", ".join(f"{length:.3f}" for length in pair.after.lengths)


def _plain(word: str) -> str:
    """A visitor's word without what Markdown would take for marks."""
    return "".join("\\" + c if c in "\\`*_{}[]()<>#+-.!|$~:" else c for c in word)
