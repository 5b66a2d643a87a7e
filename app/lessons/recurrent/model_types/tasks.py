"""The tab on the five tasks: what was trained, on what, and how well it does on what it has not seen."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.model_types import compute
from app.lessons.recurrent.model_types.options import Options
from app.lessons.recurrent.model_types.shown import Shown
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.recurrent.options import SHAPES

FOLDED = ("one_one", "bag", "many_one")  # whose cards hold what was measured in the ten folds
KINDS = ("PER", "LOC", "ORG", "MISC")


def five_tasks(lesson: Lesson[Options], shown: Shown) -> None:
    """A row a shape, then what reads a review, then the tags by kind."""
    lesson.explain("tasks")
    columns = ("shape", "sizes", "network", "weights", "measured")
    st.html(html_table(_heads(columns), [_task(shape, shown) for shape in SHAPES], numbers=False))
    lesson.explain("folds")
    columns = ("reader", "reviews", "reviews_own", "negations", "negations_own")
    st.html(html_table(_heads(columns), folds()))
    lesson.explain("spans")
    found = compute.card("many_many")["measured"]
    rows = [_spans(t(f"model_types.kind.{kind}"), found["by_type"][kind]) for kind in KINDS]
    columns = ("kind", "count", "precision", "recall", "f1")
    rows += [_spans(t("model_types.kind.all"), found), _spans(t("model_types.kind.any"), found["any_type"])]
    st.html(html_table(_heads(columns), rows))


def _task(shape: str, shown: Shown) -> list[str]:
    card, run = compute.card(shape), shown.runs[shape]
    return [
        t(f"model_types.shape.{shape}"),
        f"{run.T_x} → {run.T_y}",
        t(f"model_types.network.{shape}"),
        f"{card['config']['parameters']:,}",
        t(f"model_types.measured.{shape}", **figures(shape, card["measured"])),
    ]


def figures(shape: str, measured: dict[str, Any]) -> dict[str, str]:
    """The figures of a network for its sentence."""
    if shape in ("one_one", "many_one"):
        row = next(row for row in measured["in_folds"] if (row["model"], row["with_own"]) in SHOWN)
        return {"accuracy": f"{100 * row['accuracy']:.1f}"}
    if shape == "one_many":
        return {"bits": f"{measured['far_bits_per_letter']:.2f}"}
    if shape == "many_many":
        return {"f1": f"{100 * measured['f1']:.1f}", "words": f"{100 * measured['words_right']:.1f}"}
    clear = measured["clear_not_told"]
    return {"right": f"{100 * clear['exact'] / clear['of']:.1f}"}


SHOWN = (
    ("gru_last", True),
    ("sum_of_logits", False),
    ("tf_idf_words", False),
)  # trained as what ships is: with our own?


def folds() -> list[list[str]]:
    """What reads a review, the best first: right in the folds and on the negations, each without our own sentences and with."""
    rows = [row for name in FOLDED for row in compute.card(name)["measured"]["in_folds"]]
    found = {(row["model"], row["with_own"]): row for row in rows}
    models = dict.fromkeys(row["model"] for row in sorted(rows, key=lambda row: -row["accuracy"]))
    return [
        [t(f"model_types.reader.{model}"), *(_share(found.get((model, own)), name, model, own) for name, own in CELLS)]
        for model in models
    ]


CELLS = (("accuracy", False), ("accuracy", True), ("negations", False), ("negations", True))


def _share(row: dict[str, Any] | None, name: str, model: str, own: bool) -> str:
    """A cell: in per cent, with its spread over the folds, and a mark where this is what is shown on the page."""
    if row is None:
        return "–"
    share = f"{100 * row[name]:.1f} ± {100 * row['spread']:.1f} %" if name == "accuracy" else f"{100 * row[name]:.0f} %"
    return f"{share} ●" if (model, own) in SHOWN else share


def _spans(name: str, score: dict[str, Any]) -> list[str]:
    shares = (f"{100 * score[share]:.1f} %" for share in ("precision", "recall", "f1"))
    return [name, f"{score['spans']:,}", *shares]


def _heads(columns: tuple[str, ...]) -> list[str]:
    return [t(f"model_types.column.{name}") for name in columns]
