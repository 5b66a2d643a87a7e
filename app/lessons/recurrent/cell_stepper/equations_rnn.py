"""The RNN and its concatenated form."""

from __future__ import annotations

from dataclasses import replace

from app.lessons.recurrent.cell_stepper.schema import Derived, Equation, Product, Term, Unfold
from app.lessons.recurrent.cell_stepper.terms import A_BEFORE, A, X, columns_of, line


def rnn() -> Equation:
    """a⟨t⟩ = tanh(W_aa a⟨t−1⟩ + W_ax x⟨t⟩ + b_a)."""
    from_state = Term("from_state", "a", "from_state", "activation", "from_state", "sum", time=-1, before="W_aa")
    from_input = Term("from_input", "x", "from_input", "input", "from_input", "sum", time=0, before="W_ax")
    bias = Term("bias", "b", "bias", "", "bias", "sum", sub="a", weight="b_a")
    z = Term("z", "z", "sum", "candidate", "z", "sum", time=0)
    tanh_z = Term("tanh_z", "z", "tanh_sum", "candidate", "tanh_z", before="tanh", time=0)
    matrices = (
        Term("W_aa", "W", "weights", "", sub="aa", weight="W_aa"),
        Term("W_ax", "W", "weights", "", sub="ax", weight="W_ax"),
    )
    products = (Product("W_aa", "all", "a@-1"), Product("W_ax", "all", "x"))
    return Equation(
        "rnn",
        "a",
        ("a", "z", "from_state", "from_input"),
        (
            Derived("from_state", "product", ("W_aa", "all", "a@-1")),
            Derived("from_input", "product", ("W_ax", "all", "x")),
            Derived("bias", "weight", ("b_a",)),
            Derived("tanh_z", "tanh", ("z",)),
        ),
        (A, A_BEFORE, X, from_state, from_input, bias, z, tanh_z, *matrices),
        columns_of("from_state + from_input + bias = z │ tanh_z = a"),
        (
            line("z = W_aa a_before + W_ax x + bias", "({H}) = ({H}, {H}) · ({H}) + ({H}, {E}) · ({E}) + ({H})", True),
            line("a = tanh_z", "({H}) = tanh ({H})", True),
        ),
        (
            Unfold("z", "", products, (("b_a", ""),)),
            Unfold("tanh_z", "tanh", products, (("b_a", ""),)),
            Unfold("from_state", "", products[:1], ()),
            Unfold("from_input", "", products[1:], ()),
        ),
        "rnn",
    )


def rnn_concatenated() -> Equation:
    """The same with W_a = [W_aa | W_ax]."""
    plain = rnn()
    both = Term("from_both", "", "from_both", "activation", "from_both", "sum", before="W_a[a,x]")
    matrix = Term("W_a", "W", "weights", "", sub="a", weight="W_a")
    return replace(
        plain,
        name="rnn_concatenated",
        shown=("a", "z", "from_both"),
        derived=(*plain.derived, Derived("from_both", "plus", ("from_state", "from_input"))),
        terms=(*plain.terms, both, matrix),
        columns=columns_of("from_both + bias = z │ tanh_z = a"),
        lines=(line("z = W_a [ a_before , x ] + bias", "({H}) = ({H}, {HE}) · ({HE}) + ({H})", True), plain.lines[1]),
        unfolds=(*plain.unfolds[:2], Unfold("from_both", "", plain.unfolds[0].products, ())),
    )
