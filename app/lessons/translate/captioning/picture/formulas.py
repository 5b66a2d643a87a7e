"""The equations of a decoder that writes about a picture, as data: words, of which some are terms. `core.captions.decoder`."""

from __future__ import annotations

# How the picture goes in -> the lines; a word between spaces that has the name of a term is that term.
LINES = {
    "start": (
        "h = LSTM( y , h1 ) , first = LSTM( W_v v )".split(),
        "next = softmax( E W_h h2 + b )".split(),
    ),
    "every": (
        "h = LSTM( y , h1 ) , z = v".split(),
        "next = softmax( E ( W_h h2 + W_z z2 ) + b )".split(),
    ),
    "attend": (
        "alpha = softmax_i( u_⊤ tanh( W_s h1 + W_k a ) ) , z = beta Σ_i alpha2 a2".split(),
        "h = LSTM( y , z3 , h3 ) , next = softmax( E ( W_h h2 + W_z z2 ) + b )".split(),
    ),
}


def _term(name: str, letters: str, colour: str, label: str = "") -> dict[str, str]:
    return {"id": name, "letters": letters, "colour": colour, "label": f"term_{label or name.rstrip('123')}"}


# Each term: its letters and its colour, a meaning of the palette or "ink". What ends in a digit is the same once more,
# some with a shorter name.
TERMS = (
    _term("alpha", "α⟨t,i⟩", "update"),
    _term("alpha2", "α⟨t,i⟩", "update", "light"),
    _term("a", "a⟨i⟩", "ink"),
    _term("a2", "a⟨i⟩", "ink"),
    _term("beta", "β⟨t⟩", "reset"),
    _term("z", "z⟨t⟩", "memory"),
    _term("z2", "z⟨t⟩", "memory", "seen"),
    _term("z3", "z⟨t⟩", "memory", "seen"),
    _term("v", "v", "memory"),
    _term("first", "h⟨0⟩", "output"),
    _term("h", "h⟨t⟩", "output"),
    _term("h1", "h⟨t−1⟩", "output", "before"),
    _term("h2", "h⟨t⟩", "output"),
    _term("h3", "h⟨t−1⟩", "output", "before"),
    _term("y", "y", "ink"),
    _term("next", "ŷ⟨t⟩", "update"),
)

# The matrices of each way, with the shapes that they have in the shipped decoders.
SHAPES = {
    "start": {"W_v": (320, 320), "W_h": (320, 565)},
    "every": {"W_h": (320, 565), "W_z": (320, 320)},
    "attend": {"W_s": (256, 400), "W_k": (256, 320), "W_h": (320, 400), "W_z": (320, 320)},
}


def lines(way: str) -> list[list[str]]:
    """Every line as its words."""
    return [list(line) for line in LINES[way]]


def terms(way: str) -> list[dict[str, str]]:
    """The terms that stand in a way's lines."""
    said = {word for line in LINES[way] for word in line}
    return [term for term in TERMS if term["id"] in said]


def shapes(way: str) -> list[tuple[str, tuple[int, int]]]:
    """The matrices of a way with their shapes."""
    return list(SHAPES[way].items())
