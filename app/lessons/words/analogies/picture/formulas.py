"""The formulas of the three ways to search, as data: lines of words, of which some are terms, by their names."""

from __future__ import annotations

from typing import Any

LINES = {
    "add": ("score = dot / ( u · x )", "sum = plus − minus"),
    "mul": ("score = pp / ( mm + ε )",),
    "euclid": ("score = √ ( uu − 2 dot + xx )", "sum = plus − minus"),
}


def lines(method: str) -> list[dict[str, Any]]:
    """Every line as its words and the term that it begins with."""
    return [{"term": line.split()[0], "words": line.split()} for line in LINES[method]]


def terms(method: str) -> list[dict[str, Any]]:
    """Every term: its letters, its colour, the key of its name."""
    score = {"add": "sim(u, x)", "mul": "score(u)", "euclid": "‖u − x‖"}[method]
    return [
        _term("score", score, "update"),
        _term("dot", "uᵀx", "output"),
        _term("u", "‖u‖", "memory", "term_u"),
        _term("x", "‖x‖", "forget", "term_x"),
        _term("uu", "‖u‖²", "memory", "term_uu"),
        _term("xx", "‖x‖²", "forget", "term_xx"),
        _term("sum", "x", "forget", "role_sum"),
        _term("plus", "Σ e", "activation", "term_plus"),
        _term("minus", "Σ e", "activation", "term_minus"),
        _term("pp", "Π ½(1 + cos(u, e))", "activation", "term_plus"),
        _term("mm", "Π ½(1 + cos(u, e))", "activation", "term_minus"),
    ]


def _term(name: str, letters: str, colour: str, label: str = "") -> dict[str, Any]:
    empty = {"accent": "", "sub": "", "before": "", "after": "", "time": None}
    return {"id": name, "base": letters, "colour": colour, "label": label or f"term_{name}"} | empty
