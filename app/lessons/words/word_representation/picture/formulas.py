"""The formulas as data: lines of words, of which some are terms, by their names.

In the letters, {word} is the open word, {column} where it stands, {first} and {second} the pair of an axis.
"""

from __future__ import annotations

LINES = (
    "e_w = E · o_w = column",
    "feature = ( e · d − mean ) / sd , d ∝ Σ second − first",
)


def lines() -> list[list[str]]:
    """The two ways to a word's numbers; and a cell of the table."""
    return [line.split() for line in LINES]


def terms() -> list[dict[str, str]]:
    """Every term: its letters, its colour; its name stands among the labels, as `term_` and `label`."""
    return [
        _term("e_w", "e_{word}", "embedding", "e"),
        _term("E", "E", "activation"),
        _term("o_w", "o_{word}", "input"),
        _term("column", "E_:,{column}", "embedding"),
        _term("feature", "feature", "update"),
        _term("e", "e", "embedding"),
        _term("d", "d", "candidate"),
    ]


def _term(name: str, letters: str, colour: str, label: str = "") -> dict[str, str]:
    return {"id": name, "letters": letters, "colour": colour, "label": label or name}
