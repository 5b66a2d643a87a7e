"""More parts of the page on beam search: three ways to choose, products and logs, two mistakes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.i18n import t
from app.lessons.translate.beam_search import compute as compute_beam
from app.lessons.translate.beam_search import figures
from app.lessons.translate.beam_search.options import BeamOptions
from app.lessons.translate.beam_search.page import Shown, shown_piece
from app.ui import controls, job_view
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.translate.results import Products

if TYPE_CHECKING:
    from app.lessons.translate.beam_search.compute import Story, Way

DRAWS = 5


def ways(lesson: Lesson[BeamOptions], shown: Shown | None) -> None:
    """Greedy, sampling and beam on the same sentence, and a translation of the visitor's own."""
    lesson.explain("ways")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        controls.slider(lesson, "temperature", t("beam_search.temperature"), 0.1, 2.0, 0.1)
        st.number_input(t("beam_search.seed"), 0, 9999, step=1, width=150, **lesson.widget("seed"))
    st.text_input(t("beam_search.given"), max_chars=600, **lesson.widget("given"))
    if shown is None:
        return
    options, found = lesson.state, shown.found
    best, alpha = found.trace.finished[shown.winner], shown.rest.alpha
    rows = [
        _row(
            t("beam_search.way.beam", width=options.width),
            found.texts[shown.winner],
            best.log_probability,
            len(best.tokens),
            alpha,
        )
    ]
    made: list[Way] = list(compute_beam.ways(options.task, options.text, options.temperature, options.seed, DRAWS))
    if options.given.strip():
        with lesson.guard():
            made.insert(1, compute_beam.given(options.task, options.text, options.given))
    rows += [_row(_name(way), way.text, way.log_probability, way.length, alpha) for way in made]
    head = [t("beam_search.way"), t("beam_search.translation"), "Σ log P", "T", "Σ log P / Tᵅ"]
    st.html(html_table(head, rows))


def _name(way: Way) -> str:
    return t("beam_search.way.sample", seed=way.seed) if way.method == "sample" else t(f"beam_search.way.{way.method}")


def _row(name: str, text: str, log_p: float, length: int, alpha: float) -> list[str]:
    score = compute_beam.score(log_p, length, alpha)
    return [name, text or t("beam_search.nothing"), f"{log_p:.2f}", str(length), f"{score:.3f}"]


def logs(lesson: Lesson[BeamOptions], shown: Shown | None) -> None:
    """The product of this sentence in float16, of a whole text in float32, beside the sums of logs."""
    lesson.explain("logs")
    if shown is None:
        return
    found = shown.found
    one = found.trace.finished[shown.winner]
    half = compute_beam.path_products(found, len(one.tokens) - 1, one.row, "float16")
    st.markdown(f"**{t('beam_search.logs.sentence')}**")
    chart(
        figures.running(half, _words("float16"), theme()),
        "beam_search.half",
        lambda: _steps(half, [shown_piece(found.pieces[i]) for i in one.tokens]),
    )
    none, listed = compute_beam.zeros(found)
    values = {
        "zero": sum(none),
        "all": sum(listed),
        "least": f"{min(step.total.min() for step in found.trace.steps):.1f}",
    }
    st.caption(t("beam_search.logs.zeros", **values))
    st.markdown(f"**{t('beam_search.logs.text')}**")
    _whole(lesson)


def _words(dtype: str) -> dict[str, str]:
    names = ("sum", "zero", "tokens", "power")
    return {name: t(f"beam_search.logs.{name}") for name in names} | {
        "product": t("beam_search.logs.product", dtype=dtype)
    }


def _steps(products: Products, names: list[str]) -> tuple[list[str], list[list[str]]]:
    head = [
        "t",
        t("beam_search.logs.token"),
        t("beam_search.logs.product", dtype=products.dtype),
        t("beam_search.logs.sum_nats"),
    ]
    rows = zip(names, products.product, products.log_sum, strict=True)
    return head, [[str(i), name, f"{float(p):.3g}", f"{total:.3f}"] for i, (name, p, total) in enumerate(rows, 1)]


def _whole(lesson: Lesson[BeamOptions]) -> None:
    options = lesson.state
    st.text_area(
        t("beam_search.logs.own"),
        max_chars=3000,
        height=100,
        placeholder=t("beam_search.logs.own_help"),
        **lesson.widget("story"),
    )
    text = options.story if options.story.strip() else compute_beam.story(options.task)
    told: Story | None = job_view.follow("beam_story", {"name": options.task, "text": text}, t("beam_search.logs.text"))
    if told is None:
        return
    single, count = told.single, len(told.single.product)
    chart(figures.running(single, _words("float32"), theme()), "beam_search.single", lambda: _sentences(told))
    values = {"sentences": len(told.sentences), "count": count, "total": f"{single.log_sum[-1]:.1f}"}
    if single.zero_at is None:
        st.caption(t("beam_search.logs.stays", product=f"{float(single.product[-1]):.2g}", **values))
    else:
        st.caption(t("beam_search.logs.gone", at=single.zero_at + 1, half=(told.half.zero_at or 0) + 1, **values))
    if told.left_out:
        st.caption(t("beam_search.logs.left_out", count=told.left_out))


def _sentences(told: Story) -> tuple[list[str], list[list[str]]]:
    head = [t("beam_search.logs.source"), t("beam_search.translation"), "Σ log P"]
    return head, [[source, text, f"{log_p:.2f}"] for source, text, log_p in told.sentences]


def find_the_bug(lesson: Lesson[BeamOptions], shown: Shown | None) -> None:
    """Logs against overflow; a greater α that punishes what is long."""
    names = {"none": t("bug.none"), "overflow": t("beam_search.bug.overflow"), "punish": t("beam_search.bug.punish")}
    controls.choice(lesson, "bug", names, t("tab.bug"))
    if shown is not None and lesson.state.bug == "overflow":
        _extremes(shown)
    if shown is not None:
        _lengths(shown, lesson.state.bug == "punish")
    lesson.explain("bug")


def _extremes(shown: Shown) -> None:
    """The greatest and the smallest product of the whole search, beside what float16 can hold."""
    products = [float(value) for step in shown.found.products for value in step]
    head = [t("beam_search.bug.what"), t("beam_search.bug.here"), "float16"]
    rows = [
        [t("beam_search.bug.greatest"), f"{max(products):.3g}", "65504"],
        [t("beam_search.bug.smallest"), f"{min(products):.3g}", "5.96e-08"],
        [t("beam_search.bug.zeros"), f"{sum(p == 0 for p in products)} / {len(products)}", "0"],
    ]
    st.html(html_table(head, rows))


def _lengths(shown: Shown, mistaken: bool) -> None:
    """How long the winner is for each α, and what the mistake makes of it."""
    finished = shown.found.trace.finished
    right, wrong = compute_beam.ranking(finished), compute_beam.ranking(finished, punishing=True) if mistaken else None
    words = {"right": "Σ log P / Tᵅ", "wrong": "Σ log P · Tᵅ", "length": t("beam_search.bug.length")}
    head = ["α", words["right"], *([words["wrong"]] if wrong else [])]
    columns = [right.length, *([wrong.length] if wrong else [])]
    rows = [
        [f"{right.alphas[i]:.1f}", *(str(column[i]) for column in columns)] for i in range(0, len(right.alphas), 10)
    ]
    chart(figures.lengths(right, wrong, words, theme()), "beam_search.lengths", lambda: (head, rows))
