"""The formulas of each shape as data: lines of words, of which some are terms, by their names."""

from __future__ import annotations

from typing import Any

STEP = ("state", "=", "g", "(", "W_a", "[", "before", ",", "input", "]", "+", "b_a", ")")
LINES = {
    "one_one": (
        ("alone", "=", "tanh", "(", "W", "word", "+", "b_1", ")"),
        ("answer", "=", "σ", "(", "w", "·", "alone_again", "+", "b_2", ")"),
    ),
    "one_many": (
        (*STEP, ",", "input_again", "=", "fed", ",", "t", ">", "1"),
        ("output", "=", "softmax", "(", "W_y", "state_again", "+", "b_y", ")", ",", "drawn", "∼", "output_again"),
    ),
    "many_one": (
        (*STEP, ",", "t", "=", "1", "…", "T_x"),
        ("answer", "=", "σ", "(", "w_y", "·", "last", "+", "b_y", ")", ",", "T_y", "=", "1"),
    ),
    "many_many": (
        (*STEP, ",", "t", "=", "1", "…", "T_x"),
        ("output", "=", "softmax", "(", "W_y", "state_again", "+", "b_y", ")", ",", "T_y", "=", "T_x"),
    ),
    "n_m": (
        (
            "right",
            "=",
            "g",
            "(",
            "W_a",
            "[",
            "right_before",
            ",",
            "input",
            "]",
            "+",
            "b_a",
            ")",
            ",",
            "all",
            "=",
            "[",
            "ends",
            "]",
        ),
        ("written", "=", "g", "(", "W_s", "[", "written_before", ",", "fed", ",", "all_again", "]", "+", "b_s", ")"),
        ("output", "=", "softmax", "(", "f", "(", "written_again", ",", "fed_again", ",", "all_third", ")", ")"),
    ),
}


def lines() -> dict[str, list[list[str]]]:
    """By shape every line as its words."""
    return {shape: [list(line) for line in some] for shape, some in LINES.items()}


def terms() -> list[dict[str, str]]:
    """Every term: its letters, its colour, what it marks in the picture; its name stands among the labels, under its id."""
    return [
        _term("state", "a⟨t⟩", "activation", "state"),
        _term("state_again", "a⟨t⟩", "activation", "state"),
        _term("before", "a⟨t−1⟩", "activation", "before"),
        _term("last", "a⟨T_x⟩", "activation", "last"),
        _term("alone", "a", "activation", "state"),
        _term("alone_again", "a", "activation", "state"),
        _term("right", "a→⟨t⟩", "activation", "state"),
        _term("right_before", "a→⟨t−1⟩", "activation", "before"),
        _term("ends", "a→⟨T_x⟩ , a←⟨1⟩", "activation", "all"),
        _term("input", "x⟨t⟩", "input", "input"),
        _term("input_again", "x⟨t⟩", "input", "input"),
        _term("word", "x", "input", "input"),
        _term("fed", "y⟨t−1⟩", "probability", "fed"),
        _term("fed_again", "y⟨t−1⟩", "probability", "fed"),
        _term("drawn", "y⟨t⟩", "probability", "output"),
        _term("output", "ŷ⟨t⟩", "probability", "output"),
        _term("output_again", "ŷ⟨t⟩", "probability", "output"),
        _term("answer", "ŷ", "probability", "output"),
        _term("written", "s⟨t⟩", "activation", "written"),
        _term("written_again", "s⟨t⟩", "activation", "written"),
        _term("written_before", "s⟨t−1⟩", "activation", "before"),
        _term("all", "c", "activation", "all"),
        _term("all_again", "c", "activation", "all"),
        _term("all_third", "c", "activation", "all"),
    ]


def _term(name: str, letters: str, colour: str, marks: str) -> dict[str, Any]:
    return {"id": name, "letters": letters, "colour": colour, "marks": marks}
