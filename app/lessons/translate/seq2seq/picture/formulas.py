"""The formulas as data: lines of words, of which some are terms, by their names. Cho et al. 2014, 2.2 and A.1.2."""

from __future__ import annotations

READ = "a = GRU( a_before , x ), c = a_last"
READ_BOTH = (
    "a_right = GRU( a_right_before , x ), a_left = GRU( a_left_after , x_2 ), c = [ a_right_last , a_left_last ]"
)
WRITE = "s = GRU( s_before , [ y , c_2 ] ), P = softmax( E tanh( W_o [ s_2 , y_2 , c_3 ] ) + b )"


def lines(both_ways: bool) -> list[list[str]]:
    """How the source is read into c, and what is written from it."""
    return [(READ_BOTH if both_ways else READ).split(), WRITE.split()]


def terms() -> list[dict[str, str | bool]]:
    """Every term: what it marks in the picture, letters, colour, the key of its name, and whether that is written."""
    return [
        _term("a", "a", "a⟨t⟩", "activation", "a"),
        _term("a_before", "a", "a⟨t−1⟩", "activation", "before"),
        _term("a_last", "a", "a⟨T′⟩", "activation", "last"),
        _term("a_right", "a", "a→⟨t⟩", "activation", "from_left"),
        _term("a_right_before", "a", "a→⟨t−1⟩", "activation", "before"),
        _term("a_right_last", "a", "a→⟨T′⟩", "activation", "last", named=False),
        _term("a_left", "a", "a←⟨t⟩", "activation", "from_right"),
        _term("a_left_after", "a", "a←⟨t+1⟩", "activation", "before", named=False),
        _term("a_left_last", "a", "a←⟨1⟩", "activation", "last", named=False),
        _term("x", "x", "x⟨t⟩", "input", "x"),
        _term("x_2", "x", "x⟨t⟩", "input", "x", named=False),
        _term("c", "c", "c", "memory", "c"),
        _term("c_2", "c", "c", "memory", "c", named=False),
        _term("c_3", "c", "c", "memory", "c", named=False),
        _term("s", "s", "s⟨t⟩", "output", "s"),
        _term("s_before", "s", "s⟨t−1⟩", "output", "before"),
        _term("s_2", "s", "s⟨t⟩", "output", "s", named=False),
        _term("y", "y", "y⟨t−1⟩", "candidate", "y"),
        _term("y_2", "y", "y⟨t−1⟩", "candidate", "y", named=False),
        _term("P", "P", "P", "update", "P"),
    ]


def _term(name: str, marks: str, letters: str, colour: str, label: str, named: bool = True) -> dict[str, str | bool]:
    return {"id": name, "marks": marks, "letters": letters, "colour": colour, "label": label, "named": named}
