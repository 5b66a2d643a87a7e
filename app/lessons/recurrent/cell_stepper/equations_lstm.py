"""The LSTM, with peepholes, and two mistakes that are in print."""

from __future__ import annotations

from dataclasses import replace

from app.lessons.recurrent.cell_stepper.schema import Derived, Equation, Product, Term
from app.lessons.recurrent.cell_stepper.terms import (
    A_BEFORE,
    C_BEFORE,
    C_TILDE,
    ELEMENTWISE,
    FORGET,
    ONE_MINUS_F,
    OUTPUT,
    TANH,
    TANH_C,
    TANH_C_TILDE,
    UPDATE,
    A,
    C,
    X,
    columns_of,
    dense,
    gate_line,
    line,
    weights_of,
)


def lstm() -> Equation:
    """The course's LSTM."""
    return Equation(
        "lstm",
        "c",
        ("c", "a", "gamma_f", "gamma_u", "gamma_o", "c_tilde"),
        (Derived("tanh_c", "tanh", ("c",)), Derived("a", "times", ("gamma_o", "tanh_c"))),
        (C, C_BEFORE, C_TILDE, A, A_BEFORE, FORGET, UPDATE, OUTPUT, TANH_C, X, *weights_of("c", "u", "f", "o")),
        columns_of("gamma_f ∗ c_before + gamma_u ∗ c_tilde = c │ gamma_o ∗ tanh_c = a"),
        (
            line("c = gamma_f ∗ c_before + gamma_u ∗ c_tilde", ELEMENTWISE, True),
            line("a = gamma_o ∗ tanh_c", TANH, True),
            gate_line("gamma_f", "f"),
            gate_line("gamma_u", "u"),
            gate_line("gamma_o", "o"),
            gate_line("c_tilde", "c", squash="tanh"),
        ),
        (
            dense("gamma_f", "f", "a@-1", "σ"),
            dense("gamma_u", "u", "a@-1", "σ"),
            dense("gamma_o", "o", "a@-1", "σ"),
            dense("c_tilde", "c", "a@-1", "tanh"),
        ),
        "lstm",
    )


def lstm_peephole() -> Equation:
    """The gates see the memory too."""
    plain = lstm()
    peepholes = tuple(Term(f"p_{x}", "p", "peephole", "", sub=x, weight=f"p_{x}") for x in "ufo")
    gates = tuple(
        (f"gamma_{x}", x, s, t) for x, s, t in (("f", "c@-1", "c_before"), ("u", "c@-1", "c_before"), ("o", "c", "c"))
    )
    return replace(
        plain,
        name="lstm_peephole",
        terms=(*plain.terms, *peepholes),
        lines=(*plain.lines[:2], *(gate_line(g, x, more=f" + p_{x} ∗ {t}") for g, x, _, t in gates), plain.lines[-1]),
        unfolds=(*(dense(g, x, "a@-1", "σ", Product(f"p_{x}", "own", s)) for g, x, s, _ in gates), plain.unfolds[-1]),
        circuit="lstm_peephole",
    )


def lstm_coupled() -> Equation:
    """MISTAKE: (1−Γ_f) ∗ c⟨t−1⟩."""
    plain = lstm()
    return replace(
        plain,
        name="lstm_coupled",
        derived=(*plain.derived, Derived("one_minus_f", "one_minus", ("gamma_f",))),
        terms=(*plain.terms, ONE_MINUS_F),
        columns=columns_of("one_minus_f ∗ c_before + gamma_u ∗ c_tilde = c │ gamma_o ∗ tanh_c = a"),
        lines=(line("c = one_minus_f ∗ c_before + gamma_u ∗ c_tilde", ELEMENTWISE, True), *plain.lines[1:]),
        unfolds=(dense("one_minus_f", "f", "a@-1", "σ"), *plain.unfolds),
        circuit="lstm_coupled",
    )


def lstm_tanh_candidate() -> Equation:
    """MISTAKE: a⟨t⟩ = Γ_o ∗ tanh c̃⟨t⟩."""
    plain = lstm()
    return replace(
        plain,
        name="lstm_tanh_candidate",
        derived=(Derived("tanh_c_tilde", "tanh", ("c_tilde",)), Derived("a", "times", ("gamma_o", "tanh_c_tilde"))),
        terms=(*(t for t in plain.terms if t.id != "tanh_c"), TANH_C_TILDE),
        columns=columns_of("gamma_f ∗ c_before + gamma_u ∗ c_tilde = c │ gamma_o ∗ tanh_c_tilde = a"),
        lines=(plain.lines[0], line("a = gamma_o ∗ tanh_c_tilde", TANH, True), *plain.lines[2:]),
        circuit="lstm_tanh_candidate",
    )
