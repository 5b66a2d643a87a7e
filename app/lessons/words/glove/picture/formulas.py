"""The formulas as data: lines of words, of which some are terms, by their names."""

from __future__ import annotations

COST = tuple("J = Σ_ij f ( theta e + b + b_prime − log_x )²".split())
KEPT = tuple("vector = ( e:e_w + theta:θ_w ) / 2".split())  # the same terms with other letters


def lines() -> list[list[str]]:
    """What is made small, and what is kept of it (Pennington et al. 2014, equation 8 and section 4.2)."""
    return [list(COST), list(KEPT)]


def terms() -> list[dict[str, str]]:
    """Every term: its letters, its colour; its name stands among the labels, as `term_` and `id`."""
    return [
        _term("J", "J", "loss"),
        _term("f", "f ( X_ij )", "candidate"),
        _term("theta", "θ_i^T", "output_vector"),
        _term("e", "e_j", "embedding"),
        _term("b", "b_i", "activation"),
        _term("b_prime", "b′_j", "activation"),
        _term("log_x", "log X_ij", "input"),
        _term("vector", "vector", "update"),
    ]


def _term(name: str, letters: str, colour: str) -> dict[str, str]:
    return {"id": name, "letters": letters, "colour": colour}
