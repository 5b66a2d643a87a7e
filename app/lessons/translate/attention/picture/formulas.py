"""The equations of a step as data: lines of words, of which some are terms. Bahdanau, Cho and Bengio 2015, A.1.2."""

from __future__ import annotations

from typing import Any

LINES = ("e = v · tanh ( s + a + b )", "alpha = exp_e / Σ_j total", "c = Σ_t′ alpha2 a2")


def lines() -> list[dict[str, Any]]:
    """Every line as its words and the term that it begins with."""
    return [{"term": line.split()[0], "words": line.split()} for line in LINES]


def terms(over_outputs: bool) -> list[dict[str, Any]]:
    """Every term: its letters, its place in time, its colour, the key of its name. A mistake sums over t."""
    index = "j,t′" if over_outputs else "t,j"
    return [
        _term("e", "e", "t,t′", "candidate", "term_e"),
        _term("s", "s", "t−1", "output", "term_s", before="W_a"),
        _term("a", "a", "t′", "activation", "term_a", before="U_a"),
        _term("alpha", "α", "t,t′", "update", "term_alpha"),
        _term("exp_e", "e", "t,t′", "candidate", "term_e", before="exp"),
        _term("total", "e", index, "candidate", "term_e", before="exp"),
        _term("c", "c", "t", "memory", "term_c"),
        _term("alpha2", "α", "t,t′", "update", "term_alpha"),
        _term("a2", "a", "t′", "activation", "term_a"),
    ]


def _term(name: str, base: str, time: str, colour: str, label: str, before: str = "") -> dict[str, Any]:
    return {"id": name, "base": base, "time": time, "colour": colour, "label": label, "before": before} | {
        "accent": "",
        "sub": "",
        "after": "",
    }
