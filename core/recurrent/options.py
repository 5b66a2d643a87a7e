"""What a visitor may choose about a recurrent model: plain values, without torch."""

from __future__ import annotations

from dataclasses import dataclass

SHAPES = ("one_one", "one_many", "many_one", "many_many", "n_m")  # of a sequence model: inputs, outputs
REACH_LETTERS = 200  # of a text whose gradients are computed
SOURCES = ("everyday", "names", "dinosaurs", "shakespeare")  # what a network can be had to write
VOCABULARIES = (10, 20, 50, 100, 200, 500, 1000, 2000, 4000, 8000)  # sizes of the word model's, <EOS> and <UNK> counted
CELLS, DEPTHS = ("rnn", "gru", "lstm"), (1, 2, 3, 4)  # of deep networks
NARROW = ("rnn", "lstm")  # cells that were also trained with the same few units at every depth
DROPOUT = ("none", "between", "recurrent", "same")  # where it may stand
PROPERTIES = ("next", "now", "before", "place", "open", "number")  # of letters, what a probe of a layer is asked


@dataclass(frozen=True)
class ModelKey:
    """What a visitor chose.

    family: what it was trained on, or "hand". variant: "" for the course's form, else a key of ``zoo.FORMS``.
    "thrifty" is an LSTM of the made language for which writing had a price.
    own_weights: weights trained for the variant, where there are some; else the course's weights under its formula.
    turned: for ``keeps`` and ``one_minus_forget``, the gate's weights turned round, so that the formula is right again.
    forget_bias: added to b_f. hand: units and weights of a cell made by hand, as ``zoo.hand_model`` takes them.
    """

    cell: str
    family: str = "shakespeare"
    variant: str = ""
    own_weights: bool = True
    turned: bool = False
    forget_bias: float = 0.0
    hand: tuple[float, ...] = ()


@dataclass(frozen=True)
class ReachKey:
    """Whose gradients: cell "rnn", "gru" or "lstm" of the made language; weights "trained", or "fresh" for those with which its
    training began; radius: the spectral radius to which an RNN's W_aa is scaled, 0 for its own."""

    cell: str
    weights: str = "trained"
    radius: float = 0.0


@dataclass(frozen=True)
class DescentConfig:
    """A gradient descent on the cliff: from (w, b) at ``rate`` for ``steps``; clip "none", "norm" or "value", at ``limit``.

    holds_w: b alone is moved, along a section through the cliff.
    """

    clip: str = "none"
    limit: float = 0.5
    w: float = 4.3
    b: float = -2.4
    rate: float = 0.05
    steps: int = 100
    holds_w: bool = False


@dataclass(frozen=True)
class DivergeConfig:
    """A training that may diverge: plain gradient descent at ``rate``, and once more with gradients no longer than ``limit``."""

    rate: float = 4.0
    limit: float = 0.25
    steps: int = 300
    seed: int = 1


@dataclass(frozen=True)
class PeekConfig:
    """A network that reads both ways, trained as a language model, beside one that does not."""

    steps: int = 200
    seed: int = 1


@dataclass(frozen=True)
class DropConfig:
    """A text read with dropout: of which deep network, the share that is dropped, the seed of which numbers."""

    cell: str
    layers: int
    text: str
    rate: float = 0.25
    seed: int = 1


@dataclass(frozen=True)
class TimesConfig:
    """Training steps of deep networks that are timed: how many of each; again: a number that asks for them once more."""

    steps: int = 20
    again: int = 0


@dataclass(frozen=True)
class LearnConfig:
    """A small training of an RNN: H units, Adam at ``rate`` for ``steps`` steps; the seed of its weights and sentences."""

    units: int = 16
    rate: float = 0.05
    steps: int = 300
    seed: int = 1


@dataclass(frozen=True)
class SamplingConfig:
    """How a symbol is drawn, as `sampling.adjust` takes it. temperature 0: always the likeliest; top_k 0: no cut."""

    temperature: float = 1.0
    top_k: int = 0
    top_p: float = 1.0
    min_p: float = 0.0
    temperature_last: bool = False


def hand_shapes(units: int) -> dict[str, tuple[int, int]]:
    """The weights of a cell made by hand, for the letters a and b, in the order in which ``zoo.hand_model`` takes them."""
    return {"W_aa": (units, units), "W_ax": (units, 2), "b_a": (units, 1), "W_ya": (2, units), "b_y": (2, 1)}


def hand_size(units: int) -> int:
    """How many weights a cell of H units made by hand has."""
    return sum(rows * columns for rows, columns in hand_shapes(units).values())


def hand_names(units: int) -> list[str]:
    """The weights' names in that order, row by row: units counted from 0, letters by themselves, W_aa[1,0] or W_ax[1,b]."""
    over = {"W_aa": range(units), "W_ax": "ab", "b_a": None, "W_ya": range(units), "b_y": None}
    return [
        f"{name}[{row}]" if columns is None else f"{name}[{row},{column}]"
        for name, columns in over.items()
        for row in ("ab" if name in ("W_ya", "b_y") else range(units))
        for column in columns or (None,)
    ]
