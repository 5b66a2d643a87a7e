"""Products of probabilities, which run to 0, beside sums of their logarithms."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.translate.beam_search import compute, figures
from app.lessons.translate.beam_search.options import Options
from app.lessons.translate.beam_search.shown import Shown
from app.ui import job_view
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from core.translate.results import Products, Story, piece_label


def logs(lesson: Lesson[Options], shown: Shown | None) -> None:
    """The product of this sentence in float16, of a whole text in float32, beside the sums of logs."""
    lesson.explain("logs")
    if shown is None:
        return
    found = shown.found
    one = found.trace.finished[shown.winner]
    half = compute.path_products(found.trace, len(one.tokens) - 1, one.row, "float16")
    st.markdown(f"**{t('beam_search.logs.sentence')}**")
    chart(
        figures.running(half, _words("float16"), theme()),
        "beam_search.half",
        lambda: _steps(half, [piece_label(found.pieces[i]) for i in one.tokens]),
    )
    of_all = found.extremes
    values = {"zero": of_all.zeros, "all": of_all.count, "least": f"{of_all.least_log:.1f}"}
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


def _whole(lesson: Lesson[Options]) -> None:
    options = lesson.state
    st.text_area(
        t("beam_search.logs.own"),
        max_chars=3000,
        height=100,
        placeholder=t("beam_search.logs.own_help"),
        **lesson.widget("story"),
    )
    text = options.story if options.story.strip() else compute.story(options.task)
    done: Story | None = job_view.follow("beam_story", {"name": options.task, "text": text}, t("beam_search.logs.text"))
    if done is None:
        return
    single, count = done.single, len(done.single.product)
    chart(figures.running(single, _words("float32"), theme()), "beam_search.single", lambda: _sentences(done))
    values = {"sentences": len(done.sentences), "count": count, "total": f"{single.log_sum[-1]:.1f}"}
    if single.zero_at is None:
        st.caption(t("beam_search.logs.stays", product=f"{float(single.product[-1]):.2g}", **values))
    else:
        st.caption(t("beam_search.logs.gone", at=single.zero_at + 1, half=(done.half.zero_at or 0) + 1, **values))
    if done.left_out:
        st.caption(t("beam_search.logs.left_out", count=done.left_out))


def _sentences(done: Story) -> tuple[list[str], list[list[str]]]:
    head = [t("beam_search.logs.source"), t("beam_search.translation"), "Σ log P"]
    return head, [[source, text, f"{log_p:.2f}"] for source, text, log_p in done.sentences]
