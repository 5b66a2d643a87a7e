"""The chain rule, its logarithm and perplexity as data: lines of words, of which some are terms, by their names."""

from __future__ import annotations

from typing import Any

LINES = (
    ("chance", "=", "Π_t", "token"),
    ("total", "=", "Σ_t", "log_token"),
    ("perplexity", "=", "2^(", "−", "bits", "/", "T", ")"),
)


def lines() -> list[list[str]]:
    """Every line as its words."""
    return [list(line) for line in LINES]


def terms() -> list[dict[str, Any]]:
    """Every term: its letters, its colour; its name stands among the labels, under its id."""
    return [
        _term("chance", "P ( sentence )", "sentence_a"),
        _term("token", "P ( y⟨t⟩ | y⟨1⟩ … y⟨t−1⟩ )", "sentence_a"),
        _term("total", "log₂ P ( sentence )", "sentence_a"),
        _term("log_token", "log₂ P ( y⟨t⟩ | … )", "sentence_a"),
        _term("perplexity", "perplexity", "candidate"),
        _term("bits", "log₂ P ( sentence )", "sentence_a"),
    ]


def _term(name: str, letters: str, colour: str) -> dict[str, Any]:
    return {"id": name, "letters": letters, "colour": colour}
