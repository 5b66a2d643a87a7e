"""The score, the penalty and a precision as data, and the same with one of the mistakes."""

from __future__ import annotations

SCORE = {"": "exp( weight Σ_n log precision )", "mean": "exp( weight Σ_n precision )"}
PENALTY = {"": "min( 1 , e^1−r/c )", "upside": "e^1−c/r"}
MOST = {"": "most", "sum": "sum"}


def lines(wrongly: str) -> list[list[str]]:
    """Words, of which some are terms; "weight" is one over the number of n. wrongly: the mistake that is written there."""
    score, penalty, most = (table.get(wrongly, table[""]) for table in (SCORE, PENALTY, MOST))
    return [
        f"score = penalty · {score} , penalty = {penalty}".split(),
        f"precision = Σ min( count , {most} ) / Σ total".split(),
    ]


def terms() -> list[dict[str, str]]:
    """Every term: its letters and its colour, a meaning of the palette, "ink" or "accent". Its name: the label `term_`
    and `id`."""
    return [
        {"id": "score", "letters": "BLEU", "colour": "ink"},
        {"id": "penalty", "letters": "BP", "colour": "penalty"},
        {"id": "precision", "letters": "p_n", "colour": "accent"},
        {"id": "count", "letters": "count", "colour": "input"},
        {"id": "most", "letters": "max count", "colour": "reference_1"},
        {"id": "sum", "letters": "sum of counts", "colour": "reference_1"},
        {"id": "total", "letters": "count", "colour": "input"},
    ]


def wrong(wrongly: str) -> int | None:
    """The place of the line in which the mistake stands."""
    return {"": None, "mean": 0, "upside": 0, "sum": 1}[wrongly]
