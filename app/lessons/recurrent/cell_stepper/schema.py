"""What an equation is made of, as far as `cell_stepper` is concerned: plain frozen data, sent to the browser as it is.

Series are named after the trace's arrays (``gamma_f``, ``c``, ...) or made from them by a `Derived`; ``c@-1`` is the
series c one step earlier and ``x`` is the input vector.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Derived:
    """A series computed in the browser. op: ``one_minus``, ``tanh``, ``times``, ``plus``, ``product`` or ``weight``.

    ``product`` takes a weight matrix, the part of its columns (``state``, ``input``, ``all``) and a vector;
    ``weight`` repeats a bias at every step.
    """

    name: str
    op: str
    of: tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """Something in the formula that has numbers: how it is written, spoken and coloured, and which series it shows.

    time: 0 for ⟨t⟩, −1 for ⟨t−1⟩, None for none. scale: ``gate`` 0 to 1, ``unit`` −1 to 1, ``memory`` and ``sum`` as
    wide as their values. pin: the gate that a click on it holds. label: key of its name among the labels.
    """

    id: str
    base: str
    label: str
    colour: str
    series: str = ""
    scale: str = "unit"
    sub: str = ""
    accent: str = ""
    time: int | None = None
    before: str = ""
    after: str = ""
    pin: str = ""
    weight: str = ""


@dataclass(frozen=True)
class Column:
    """A term drawn as a column, after an operator; unused marks what is computed and then left out."""

    operator: str
    term: str
    unused: bool = False


@dataclass(frozen=True)
class Line:
    """A line of the formula for one term: words of it are ids of terms, all else is set as it is. shape: its sizes."""

    term: str
    words: tuple[str, ...]
    shape: str
    main: bool = False


@dataclass(frozen=True)
class Product:
    """W[row, part] · vector, summed; part ``own`` is elementwise (a peephole). factor: a series multiplying it."""

    weight: str
    part: str
    series: str
    factor: str = ""


@dataclass(frozen=True)
class Unfold:
    """How a term came to be: squash(sum of products + biases). biases: (name, factor or '')."""

    term: str
    squash: str
    products: tuple[Product, ...]
    biases: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Equation:
    """One cell: its terms, columns, formula, how each gate came to be, and its drawing in ``circuits.CIRCUITS``."""

    name: str
    memory: str
    shown: tuple[str, ...]
    derived: tuple[Derived, ...]
    terms: tuple[Term, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    unfolds: tuple[Unfold, ...]
    circuit: str

    @property
    def gates(self) -> tuple[str, ...]:
        """The gates that a visitor may pin."""
        return tuple(dict.fromkeys(term.pin for term in self.terms if term.pin))
