"""The GRU in the forms that are met, and the mistake of leaving Γ_r out of c̃."""

from __future__ import annotations

from dataclasses import replace

from app.lessons.recurrent.cell_stepper.schema import Derived, Equation, Product, Term, Unfold
from app.lessons.recurrent.cell_stepper.terms import (
    C_BEFORE,
    C_TILDE,
    ELEMENTWISE,
    ONE_MINUS_U,
    RESET,
    UPDATE,
    C,
    X,
    candidate_line,
    columns_of,
    dense,
    gate_line,
    line,
    weights_of,
)


def gru() -> Equation:
    """The course's GRU: Γ_r before the product."""
    candidate = "c_tilde = tanh ( W_c [ gamma_r ∗ c_before , x ] + b_c )"
    return Equation(
        "gru",
        "c",
        ("c", "gamma_u", "gamma_r", "c_tilde"),
        (Derived("one_minus_u", "one_minus", ("gamma_u",)), Derived("reset_c", "times", ("gamma_r", "c@-1"))),
        (C, C_BEFORE, C_TILDE, UPDATE, ONE_MINUS_U, RESET, X, *weights_of("c", "u", "r")),
        columns_of("gamma_r │ one_minus_u ∗ c_before + gamma_u ∗ c_tilde = c"),
        (
            line("c = one_minus_u ∗ c_before + gamma_u ∗ c_tilde", ELEMENTWISE, True),
            line(candidate, "({H}) = tanh(({H}, {HE}) · ({HE}) + ({H}))", True),
            gate_line("gamma_u", "u", "c_before"),
            gate_line("gamma_r", "r", "c_before"),
        ),
        (
            dense("gamma_u", "u", "c@-1", "σ"),
            dense("one_minus_u", "u", "c@-1", "σ"),
            dense("gamma_r", "r", "c@-1", "σ"),
            dense("c_tilde", "c", "reset_c", "tanh"),
        ),
        "gru",
    )


def gru_simplified() -> Equation:
    """Without Γ_r."""
    full = gru()
    return replace(
        full,
        name="gru_simplified",
        shown=("c", "gamma_u", "c_tilde"),
        derived=full.derived[:1],
        terms=(C, C_BEFORE, C_TILDE, UPDATE, ONE_MINUS_U, X, *weights_of("c", "u")),
        columns=columns_of("one_minus_u ∗ c_before + gamma_u ∗ c_tilde = c"),
        lines=(full.lines[0], candidate_line("c_before"), full.lines[2]),
        unfolds=(*full.unfolds[:2], dense("c_tilde", "c", "c@-1", "tanh")),
        circuit="gru_simplified",
    )


def gru_reset_after() -> Equation:
    """PyTorch's form: Γ_r after the product."""
    full = gru()
    inner = Term("b_cc", "b", "bias", "", sub="cc", weight="b_cc")
    text = "c_tilde = tanh ( W_cx x + b_c + gamma_r ∗ ( W_cc c_before + b_cc ) )"
    shape = "({H}) = tanh(({H}, {E}) · ({E}) + ({H}) + ({H}) ∗ (({H}, {H}) · ({H}) + ({H})))"
    parts = (Product("W_c", "input", "x"), Product("W_c", "state", "c@-1", "gamma_r"))
    return replace(
        full,
        name="gru_reset_after",
        derived=full.derived[:1],
        terms=(*full.terms, inner),
        lines=(full.lines[0], line(text, shape, True), *full.lines[2:]),
        unfolds=(*full.unfolds[:3], Unfold("c_tilde", "tanh", parts, (("b_c", ""), ("b_cc", "gamma_r")))),
        circuit="gru_reset_after",
    )


def gru_keep() -> Equation:
    """Γ_u = 1 keeps the old memory."""
    full = gru()
    return replace(
        full,
        name="gru_keep",
        columns=columns_of("gamma_r │ gamma_u ∗ c_before + one_minus_u ∗ c_tilde = c"),
        lines=(line("c = gamma_u ∗ c_before + one_minus_u ∗ c_tilde", ELEMENTWISE, True), *full.lines[1:]),
        circuit="gru_keep",
    )


def gru_no_reset() -> Equation:
    """MISTAKE: Γ_r is computed and left out of c̃."""
    full = gru()
    return replace(
        full,
        name="gru_no_reset",
        derived=full.derived[:1],
        columns=columns_of("!gamma_r │ one_minus_u ∗ c_before + gamma_u ∗ c_tilde = c"),
        lines=(full.lines[0], candidate_line("c_before"), *full.lines[2:]),
        unfolds=(*full.unfolds[:3], dense("c_tilde", "c", "c@-1", "tanh")),
        circuit="gru_no_reset",
    )
