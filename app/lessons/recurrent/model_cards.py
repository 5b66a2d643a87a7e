"""What was measured of the shipped models, from their cards."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from app.i18n import t
from app.lessons.recurrent import compute
from app.ui.tables import html_table


def table(names: Mapping[str, str]) -> None:
    """Character models side by side: H, parameters and bits per character. names: model -> heading."""
    figures = {"units": "H", "parameters": t("model.parameters"), "test_bits_per_character": t("model.bits")}
    rows = []
    for name, heading in names.items():
        found = compute.card(name)
        cells = [found["measured"].get(key, found["config"].get(key)) for key in figures]
        rows.append([heading, *(f"{cell:,}" if isinstance(cell, int) else f"{cell:.3f}" for cell in cells)])
    st.html(html_table([t("model.name"), *figures.values()], rows))
