"""The formulas as data: lines of words, of which some are terms, by their names."""

from __future__ import annotations

LINES = (
    ("tag", "=", "softmax", "(", "W_y", "[", "left", ",", "right", "]", "+", "b_y", ")"),
    ("logit", "=", "from_left", "+", "from_right", "+", "bias", ",", "W_y", "=", "[", "W_→", "|", "W_←", "]"),
)


def lines() -> list[list[str]]:
    """Every line as its words."""
    return [list(line) for line in LINES]


def terms() -> list[dict[str, str]]:
    """Every term: its letters, its colour, what it marks in the picture; its name stands among the labels, under its id."""
    return [
        _term("tag", "ŷ⟨t⟩", "probability", "tag"),
        _term("left", "a→⟨t⟩", "from_left", "left"),
        _term("right", "a←⟨t⟩", "from_right", "right"),
        _term("logit", "z⟨t⟩", "activation", "logit"),
        _term("from_left", "W_→ a→⟨t⟩", "from_left", "from_left"),
        _term("from_right", "W_← a←⟨t⟩", "from_right", "from_right"),
        _term("bias", "b_y", "activation", "bias"),
    ]


def _term(name: str, letters: str, colour: str, marks: str) -> dict[str, str]:
    return {"id": name, "letters": letters, "colour": colour, "marks": marks}
