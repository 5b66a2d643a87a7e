"""The tabs on what the exponent and k do to the vectors: whole trainings, measured by the recipe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from app.i18n import t
from app.lessons.words.negative_sampling import compute, figures
from app.lessons.words.negative_sampling.options import Options
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from app.ui.tables import html_table

EXPONENTS = {"0": "0", "0.5": "½", "0.75": "¾", "1": "1"}


def exponent(lesson: Lesson[Options]) -> None:
    """WordSim-353 and SimLex-999 by exponent."""
    lesson.explain("exponent")
    found = compute.measured()["figures"]["power"]
    head = [t(f"negative_sampling.column.{name}") for name in ("exponent", "wordsim", "simlex", "seeds")]
    st.html(html_table(head, [[EXPONENTS[name], *scores(found[name])] for name in EXPONENTS]))
    lesson.explain("exponent_why")


def how_many(lesson: Lesson[Options]) -> None:
    """WordSim-353 by k, on the whole text and on an eighth of it."""
    lesson.explain("how_many")
    found = compute.measured()["figures"]
    sizes = {name: t(f"negative_sampling.text.{name}") for name in ("whole", "eighth")}
    words = sizes | {"k": t("negative_sampling.column.k"), "wordsim": t("negative_sampling.column.wordsim")}

    def table() -> tuple[list[str], list[list[str]]]:
        rows = [[k, spread(found["whole"][k]), spread(found["eighth"][k])] for k in found["whole"]]
        return [words["k"], *sizes.values()], rows

    chart(figures.by_k({name: found[name] for name in sizes}, words, theme()), "negative_sampling.how_many", table)
    lesson.explain("how_many_why")


def scores(one: Mapping[str, Any]) -> list[str]:
    """What a row of a table says of trainings."""
    return [spread(one), spread(one, "simlex"), str(one["seeds"])]


def spread(one: Mapping[str, Any], name: str = "wordsim") -> str:
    """The mean of the seeds and their standard deviation."""
    return f"{one[name]:.3f} ± {one[f'{name}_sd']:.3f}" if f"{name}_sd" in one else f"{one[name]:.3f}"
