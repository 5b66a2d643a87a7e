"""The formulas of debiasing as data: lines of words, of which some are terms, by their names."""

from __future__ import annotations

from typing import Any

# stage -> its lines, each beginning with the term that it is about.
LINES = (
    (0, "g = argmax Σ ( difference · g )²"),
    (0, "along = e · g"),
    (1, "new = ( e − along g ) / ‖ e − along g ‖"),
    (2, "new = nu + root · side / below"),
    (2, "nu = mean − mean_g"),
)


def lines() -> list[dict[str, Any]]:
    """Every line as its stage and its words."""
    return [{"stage": stage, "term": line.split()[0], "words": line.split()} for stage, line in LINES]


def terms(form: str) -> list[dict[str, Any]]:
    """Every term: its letters, its colour, the key of its name. A mistake's `form` has another root, or another divisor."""
    return [
        _term("g", "g", "update"),
        _term("difference", "(e₁ − e₂)", ""),
        _term("e", "e", "activation"),
        _term("along", "(e·g)", "output"),
        _term("new", "e′", "memory"),
        _term("nu", "ν", "candidate"),
        _term("mean", "μ", "activation"),
        _term("mean_g", "(μ·g) g", ""),
        _term("side", "(e·g − μ·g) g", "output"),
        _term("root", "√|1 − ‖ν‖²|" if form == "raw" else "√(1 − ‖ν‖²)", "forget"),
        _term("below", "‖e − μ‖" if form == "whole" else "|e·g − μ·g|", "reset"),
    ]


def _term(name: str, letters: str, colour: str) -> dict[str, Any]:
    empty = {"accent": "", "sub": "", "before": "", "after": "", "time": None}
    return {"id": name, "base": letters, "colour": colour, "label": f"term_{name}"} | empty
