"""The formulas as data: lines of words, of which some are terms, by their names."""

from __future__ import annotations

from typing import Any

OF_STATE = ("RNN:", "reach", "=", "here", "·", "Π_j", "factor")
LINES = {  # by what: its first line; then those that all have
    "state": OF_STATE,
    "activation": OF_STATE,
    "letter": ("RNN:", "reach_x", "=", "here", "·", "Π_j", "factor", "·", "by_x"),
}
ALWAYS = (
    (
        "LSTM:",
        "road",
        "=",
        "diag",
        "(",
        "gate",
        ")",
        "+",
        "round",
        ",",
        "GRU:",
        "diag",
        "(",
        "1",
        "−",
        "update",
        ")",
        "+",
        "…",
    ),
    ("clipped", "=", "g", "·", "min", "(", "1", ",", "limit", "/", "‖", "g_again", "‖", ")"),
)


def lines(by: str) -> list[list[str]]:
    """Every line as its words; by: as in `Reach`."""
    return [list(line) for line in (LINES[by], *ALWAYS)]


def terms() -> list[dict[str, Any]]:
    """Every term: its letters, its colour, what it marks in the picture; its name stands among the labels, under its id."""
    return [
        _term("reach", "∂ L⟨t⟩ / ∂ a⟨k⟩", "loss", "reach"),
        _term("reach_x", "∂ L⟨t⟩ / ∂ x⟨k⟩", "loss", "reach"),
        _term("here", "∂ L⟨t⟩ / ∂ a⟨t⟩", "activation", "here"),
        _term("factor", "diag(1 − (a⟨j⟩)²) W_aa", "rnn", "factor"),
        _term("by_x", "diag(1 − (a⟨k⟩)²) W_ax", "rnn", "by_x"),
        _term("road", "∂ c⟨j⟩ / ∂ c⟨j−1⟩", "lstm", "road"),
        _term("gate", "Γ_f⟨j⟩", "forget", "gate"),
        _term("round", "…", "activation", "round"),
        _term("update", "Γ_u⟨j⟩", "gru", "update"),
        _term("clipped", "ĝ", "gru", "clipped"),
        _term("limit", "θ", "forget", "limit"),
        _term("g", "g", "loss", "norm"),
        _term("g_again", "g", "loss", "norm"),
    ]


def _term(name: str, letters: str, colour: str, marks: str) -> dict[str, Any]:
    return {"id": name, "letters": letters, "colour": colour, "marks": marks}
