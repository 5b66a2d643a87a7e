"""The formulas as data: lines of words, of which some are terms, by their names; L is the layer that is looked at, t the step."""

from __future__ import annotations

ONE_WAY = (
    ("now", "=", "g", "(", "W", "[", "before", ",", "below", "]", "+", "b", ")"),
    ("said", "=", "softmax", "(", "W_y", "top", "+", "b_y", ")"),
)
BOTH_WAYS = (
    ("now", "=", "g", "(", "W", "[", "before", ",", "below", "]", "+", "b", ")"),
    ("said", "=", "softmax", "(", "W_y", "[", "top", ",", "top_back", "]", "+", "b_y", ")"),
)


def lines(ways: int) -> list[list[str]]:
    """Every line as its words."""
    return [list(line) for line in (ONE_WAY if ways == 1 else BOTH_WAYS)]
