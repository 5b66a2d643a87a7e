"""A chart on a page: with its numbers as a table for those who cannot see it, and to be saved as SVG."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from app.i18n import t
from app.ui.tables import html_table

Table = tuple[Sequence[str], Sequence[Sequence[str]]]


def chart(figure: Any, key: str, table: Callable[[], Table]) -> None:
    """Draw a plotly figure; `table` gives its head and rows, and is asked only once the table is opened."""
    saved = {"displaylogo": False, "toImageButtonOptions": {"format": "svg", "filename": key.replace(".", "-")}}
    st.plotly_chart(figure, key=key, config=saved)
    shown = st.expander(t("chart.table"), key=f"{key}.table", on_change="rerun")
    if shown.open:
        head, rows = table()
        shown.html(html_table(head, rows))


def theme() -> str:
    """The visitor's theme, for figures: "light" or "dark"."""
    return st.context.theme.type or "light"
