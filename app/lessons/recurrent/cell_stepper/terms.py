"""The terms that equations share, and short ways to write their columns and lines."""

from __future__ import annotations

from dataclasses import replace

from app.lessons.recurrent.cell_stepper.schema import Column, Line, Product, Term, Unfold


def gate(letter: str, label: str) -> Term:
    """Γ with its letter: it can be held at a value."""
    return Term(f"gamma_{letter}", "Γ", label, label, f"gamma_{letter}", "gate", sub=letter, pin=f"gamma_{letter}")


def weights_of(*letters: str) -> tuple[Term, ...]:
    """W and b of each gate: they have shapes and numbers, and no column."""
    matrices = tuple(Term(f"W_{x}", "W", "weights", "", sub=x, weight=f"W_{x}") for x in letters)
    return matrices + tuple(Term(f"b_{x}", "b", "bias", "", sub=x, weight=f"b_{x}") for x in letters)


def columns_of(text: str) -> tuple[Column, ...]:
    """'gamma_f ∗ c_before + ...' -> columns; an operator stands between two terms, '!' marks an unused one."""
    columns, operator = [], ""
    for word in text.split():
        if word.isidentifier() or word.startswith("!"):
            columns.append(Column(operator.strip(), word.lstrip("!"), word.startswith("!")))
            operator = ""
        else:
            operator += f" {word}"
    return tuple(columns)


def line(text: str, shape: str, main: bool = False) -> Line:
    """A line of the formula from its words; the first of them is the term that it gives."""
    words = tuple(text.split())
    return Line(words[0], words, shape, main)


X = Term("x", "x", "input", "input", "x", time=0)
A, A_BEFORE = (
    Term(n, "a", "activation", "activation", s, time=t) for n, s, t in (("a", "a", 0), ("a_before", "a@-1", -1))
)
C, C_BEFORE = (
    Term(n, "c", "memory", "memory", s, "memory", time=t) for n, s, t in (("c", "c", 0), ("c_before", "c@-1", -1))
)
C_TILDE = Term("c_tilde", "c", "candidate", "candidate", "c_tilde", accent="~", time=0)
UPDATE, FORGET, OUTPUT, RESET = (
    gate(x, n) for x, n in zip("ufor", ("update", "forget", "output", "reset"), strict=True)
)
ONE_MINUS_U = Term(
    "one_minus_u",
    "Γ",
    "one_minus_update",
    "update",
    "one_minus_u",
    "gate",
    sub="u",
    before="(1−",
    after=")",
    pin="gamma_u",
)
ONE_MINUS_F = Term(
    "one_minus_f",
    "Γ",
    "one_minus_forget",
    "forget",
    "one_minus_f",
    "gate",
    sub="f",
    before="(1−",
    after=")",
    pin="gamma_f",
)
TANH_C = Term("tanh_c", "c", "tanh_memory", "memory", "tanh_c", before="tanh", time=0)
TANH_C_TILDE = Term(
    "tanh_c_tilde", "c", "tanh_candidate", "candidate", "tanh_c_tilde", accent="~", before="tanh", time=0
)

TANH = "({H}) = ({H}) ∗ tanh ({H})"
ELEMENTWISE = "({H}) = ({H}) ∗ ({H}) + ({H}) ∗ ({H})"


def dense(term: str, letter: str, state: str, squash: str, *more: Product) -> Unfold:
    """squash(W [state, x] + b), the way of every gate."""
    products = (Product(f"W_{letter}", "state", state), Product(f"W_{letter}", "input", "x"), *more)
    return Unfold(term, squash, products, ((f"b_{letter}", ""),))


def gate_line(term: str, letter: str, state: str = "a_before", more: str = "", squash: str = "σ") -> Line:
    """squash(W [state, x⟨t⟩] + b), after `more` for a peephole."""
    text = f"{term} = {squash} ( W_{letter} [ {state} , x ]{more} + b_{letter} )"
    peephole = " + ({H}) ∗ ({H})" if more else ""
    return line(text, f"({{H}}) = {squash}(({{H}}, {{HE}}) · ({{HE}}){peephole} + ({{H}}))")


def candidate_line(state: str) -> Line:
    """c̃⟨t⟩ of a GRU that does not reset."""
    return replace(gate_line("c_tilde", "c", state, squash="tanh"), main=True)
