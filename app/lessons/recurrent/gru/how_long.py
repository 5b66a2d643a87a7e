"""The tab on how long a memory lasts: what still differs after one letter is swapped, and what a unit's own road leaves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from app.i18n import t, verbatim
from app.lessons.recurrent.gru import compute, figures
from app.lessons.recurrent.shown import Shown, visible
from app.ui.charts import Table, chart, theme
from app.ui.frame import Lesson
from core.recurrent.results import Stretch, Swapped


def how_long(lesson: Lesson, shown: Shown | None) -> None:
    """What is still known of a letter; and what the road of the memory alone would leave."""
    lesson.explain("memory")
    if shown is None:
        return
    swap(lesson, shown)
    lesson.explain("apart")
    lesson.explain("road")
    road(lesson, shown)
    lesson.explain("left")


def swap(lesson: Lesson, shown: Shown) -> None:
    """One letter is another: how far the memories, and what is expected, are apart from there on."""
    options, reading, text = lesson.state, shown.reading, lesson.state.text
    first = min(1, reading.total - 1)  # a reading begins with what stands for the end of what came before
    places = {i: _at(i, token) for i, token in enumerate(reading.tokens, reading.start) if i >= first}
    wished = compute.place_to_swap(shown.key, text) if options.place is None else options.place
    place = wished if wished in places else reading.start + max(shown.step, first)
    own = reading.tokens[place - reading.start]
    symbols = {symbol: visible(symbol) for symbol in reading.symbols if symbol != own}
    symbol = options.letter if options.letter in symbols else compute.other_symbol(shown.key, text, place)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _select(lesson, "place", t("swap.place"), places, place, letter="")
        _select(lesson, "letter", t("swap.letter"), symbols, symbol)
    found = compute.swap(shown.key, text, place, symbol, shown.rest.pins)
    st.markdown(_told_apart(compute.longest_apart(found)))
    words = {"expected": t("swap.expected"), "unit": t("memory.unit"), "symbol": t("memory.symbol")}
    chart(figures.swapped(found, words, theme()), "gru.swapped", lambda: _swap_table(found))


def road(lesson: Lesson, shown: Shown) -> None:
    """The share of a step's memory that is left as the text goes on; at first of that which the shown unit keeps longest."""
    reading, is_keeping = shown.reading, shown.key.variant == "keeps"
    steps = {i: _at(i, token) for i, token in enumerate(reading.tokens, reading.start)}
    longest = compute.longest_kept(reading, shown.unit, is_keeping)
    since = lesson.state.since if lesson.state.since in steps else reading.start + longest.start
    _select(lesson, "since", t("memory.since"), steps, since)
    step = since - reading.start
    shares = compute.kept(reading, step, reversed_gate=is_keeping)
    st.markdown(t("memory.from", step=since + 1, token=visible(reading.tokens[step])))
    words = {"symbol": t("memory.symbol"), "unit": t("memory.unit")}
    figure = figures.kept(shares, reading.tokens[step:], words, theme())
    chart(figure, "gru.kept", lambda: _road_table(shown, step, compute.kept_summary(shares)))


def _at(step: int, token: str) -> str:
    return verbatim("memory.at", step=step + 1, token=visible(token))


def _told_apart(stretch: Stretch | None) -> str:
    """Which unit's memories are apart, and for how long."""
    if stretch is None:
        return t("swap.nowhere")
    return t("swap.apart", unit=stretch.unit, first=stretch.start + 1, last=stretch.stop)


def _swap_table(found: Swapped) -> Table:
    """For each step from the swap on: how far the memories and what is expected are apart."""
    rows = [
        [str(found.place + i + 1), visible(token), f"{most:.3f}", f"{median:.3f}", str(apart), f"{expected:.3f}"]
        for i, (token, (most, median, apart, expected)) in enumerate(
            zip(found.tokens, compute.swap_summary(found), strict=True)
        )
    ]
    return [
        *(t("memory.step"), t("memory.symbol"), t("swap.most"), t("memory.median"), t("swap.units")),
        t("swap.expected"),
    ], rows


def _road_table(shown: Shown, first: int, summary: list[tuple[float, float, int]]) -> Table:
    """For each later step: the most and the median share that is left, and how many units keep more than half."""
    rows = [
        [str(shown.reading.start + first + i + 1), shown.token(first + i), f"{most:.3f}", f"{median:.3f}", str(half)]
        for i, (most, median, half) in enumerate(summary)
    ]
    return [t("memory.step"), t("memory.symbol"), t("memory.most"), t("memory.median"), t("memory.half")], rows


def _select(lesson: Lesson, field: str, label: str, options: Mapping[Any, str], value: Any, **also: Any) -> None:
    """A list for a field that may be empty: what is shown then is `value`. also: fields that a choice changes with it."""
    key = f"{lesson.slug}.{field}"
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    names = list(options)
    st.selectbox(
        label, names, format_func=options.__getitem__, key=key, width=190, on_change=_chosen, args=(lesson, field, also)
    )


def _chosen(lesson: Lesson, field: str, also: Mapping[str, Any]) -> None:
    lesson.update(**{field: st.session_state[f"{lesson.slug}.{field}"]}, **also)
