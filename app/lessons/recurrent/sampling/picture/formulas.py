"""The three formulas of a draw as data: lines of words, of which some are terms, by their names."""

from __future__ import annotations

from typing import Any

FIRST = (  # the temperature, then the cuts; S: what they leave, said in words by the browser
    ("squeezed", "=", "over_t", "/", "Σ_j", "all_over_t"),
    ("cut", "=", "left", "/", "Σ_j∈S", "sum_left", "S"),
    ("word", "=", "first_with", "edge", ">", "needle"),
)
LAST = (  # the cuts, then the temperature
    ("cut", "=", "plain", "/", "Σ_j∈S", "all_scores", "S"),
    ("squeezed", "=", "over_t", "/", "Σ_j∈S", "all_over_t"),
    ("word", "=", "first_with", "edge_last", ">", "needle"),
)


def lines() -> dict[str, list[list[str]]]:
    """Every line as its words, in either order of the arithmetic."""
    return {"first": [list(line) for line in FIRST], "last": [list(line) for line in LAST]}


def terms() -> list[dict[str, Any]]:
    """Every term: its letters, its colour, what it marks; its name stands among the labels, under its id."""
    return [
        _term("squeezed", "q_i", "temperature"),
        _term("over_t", "exp ( z_i / T )", "temperature"),
        _term("all_over_t", "exp ( z_j / T )", "temperature"),
        _term("cut", "q′_i", "cut"),
        _term("left", "q_i", "temperature"),
        _term("sum_left", "q_j", "temperature"),
        _term("plain", "exp ( z_i )", "cut"),
        _term("all_scores", "exp ( z_j )", "cut"),
        _term("limit", "", "cut"),
        _term("word", "y⟨t⟩", "drawn"),
        _term("edge", "q′_1 + … + q′_i", "cut"),
        _term("edge_last", "q_1 + … + q_i", "temperature", marks="edge"),
        _term("needle", "u", "drawn"),
    ]


def _term(name: str, letters: str, colour: str, marks: str | None = None) -> dict[str, Any]:
    return {"id": name, "letters": letters, "colour": colour, "marks": marks or name}
