"""The score and the three verdicts as data."""

from __future__ import annotations

RANKED = tuple("score = sum / power".split())
UNRANKED = tuple("score = sum".split())  # at B = 1 nothing is ranked


def lines() -> dict[str, list[str]]:
    """What a translation is scored by: words, of which some are terms."""
    return {"ranked": list(RANKED), "unranked": list(UNRANKED)}


def terms() -> list[dict[str, str]]:
    """Every term: its letters, and its colour, that of whom its share is blamed on. Its name is the label `term_` and `id`."""
    return [
        {"id": "score", "letters": "score ( y )", "colour": "search"},
        {"id": "sum", "letters": "Σ_t log P ( y⟨t⟩ | x , y⟨1⟩ … y⟨t−1⟩ )", "colour": "model"},
        {"id": "power", "letters": "T^α", "colour": "length_rule"},
    ]


def verdicts(wrongly: bool) -> list[list[str]]:
    """Whose fault it is, and when; "" for else. The mistake judges by log P alone."""
    if wrongly:
        return [["search", "log P(y*) > log P(ŷ)"], ["model", ""]]
    return [
        ["search", "score(y*) > score(ŷ)"],
        ["length", "score(y*) ≤ score(ŷ), log P(y*) > log P(ŷ)"],
        ["model", ""],
    ]
