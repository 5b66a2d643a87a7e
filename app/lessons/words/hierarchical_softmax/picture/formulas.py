"""The formulas as data: lines of words, of which some are terms, by their names."""

from __future__ import annotations

WALK = tuple("p = Π_n σ ( ± theta e )".split())
LEFT = tuple("one_minus = sigma_minus so".split())


def lines() -> list[list[str]]:
    """The probability of a leaf is the product of its turns; what does not go one way goes the other."""
    return [list(WALK), list(LEFT)]


def terms() -> list[dict[str, str]]:
    """Every term: its letters and its colour; its name stands among the labels, as `term_` and its id."""
    return [
        _term("p", "p ( t | c )", "probability"),
        _term("theta", "θ_n^T", "output_vector"),
        _term("e", "e_c", "embedding"),
        _term("one_minus", "1 − σ ( x )", "activation"),
        _term("sigma_minus", "σ ( − x )", "activation"),
    ]


def _term(name: str, letters: str, colour: str) -> dict[str, str]:
    return {"id": name, "letters": letters, "colour": colour}
