"""The formulas as data: lines of words, of which some are terms, by their names."""

from __future__ import annotations

LOSS = tuple("loss = − log σ ( theta_t e ) − Σ_k log σ ( − theta_k e )".split())
DRAWN = tuple("P = f / Σ_j f_j".split())


def lines() -> list[list[str]]:
    """What a pair with its words drawn costs, and how likely each word is to be drawn."""
    return [list(LOSS), list(DRAWN)]


def terms() -> list[dict[str, str]]:
    """Every term: its letters, its colour; its name stands among the labels, as `term_` and `label`. In `letters`, ^x is the
    exponent that is shown."""
    return [
        _term("loss", "L", "loss"),
        _term("theta_t", "θ_t^T", "output_vector"),
        _term("theta_k", "θ_k^T", "output_vector"),
        _term("e", "e_c", "embedding"),
        _term("P", "P ( w )", "probability"),
        _term("f", "f ( w )^x", "probability"),
        _term("f_j", "f ( w_j )^x", "probability"),
    ]


def _term(name: str, letters: str, colour: str, label: str = "") -> dict[str, str]:
    return {"id": name, "letters": letters, "colour": colour, "label": label or name}
