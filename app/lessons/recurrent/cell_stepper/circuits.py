"""The circuit diagrams of the textbooks, as plain data: what `cell_stepper` draws when it is switched to "circuit".

A wire runs through its points and carries a term; the value of the unit that is followed stands at `at`. A wire without
a term carries whole vectors into a product. A node is a small circle (``∗``, ``+``), a box with what it computes
(``σ``, ``tanh``, ``1−``, a matrix) or an end (``c⟨t−1⟩``), in the colour of its term. After Olah 2015 and Ng 2018.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

Point = tuple[float, float]


@dataclass(frozen=True)
class Node:
    """kind: ``op``, ``box`` or ``end``; text is drawn in it, the term's own symbol in an end."""

    kind: str
    x: float
    y: float
    text: str = ""
    term: str = ""
    unused: bool = False


@dataclass(frozen=True)
class Wire:
    """A line through points; an arrow at its end. at: where the value stands, None for no value."""

    points: tuple[Point, ...]
    term: str = ""
    at: Point | None = None
    dashed: bool = False
    arrow: bool = True


@dataclass(frozen=True)
class Circuit:
    """A diagram of 900 by 360 units; `cell` is the key of the cell's name."""

    cell: str
    nodes: tuple[Node, ...]
    wires: tuple[Wire, ...]


def _end(x: float, y: float, term: str) -> Node:
    return Node("end", x, y, term=term)


def _op(x: float, y: float, text: str) -> Node:
    return Node("op", x, y, text)


def _box(x: float, y: float, text: str, term: str = "") -> Node:
    return Node("box", x, y, text, term)


RNN = Circuit(
    "rnn",
    (
        _end(50, 170, "a_before"),
        _box(210, 170, "W_aa"),
        _op(390, 170, "+"),
        _box(570, 170, "tanh", "tanh_z"),
        _end(830, 170, "a"),
        _end(390, 330, "x"),
        _box(390, 256, "W_ax"),
        _end(390, 40, "bias"),
    ),
    (
        Wire(((85, 170), (182, 170)), "a_before", (134, 158)),
        Wire(((238, 170), (376, 170)), "from_state", (308, 158)),
        Wire(((390, 312), (390, 274))),
        Wire(((390, 238), (390, 184)), "from_input", (422, 216)),
        Wire(((390, 58), (390, 156)), "bias", (422, 106)),
        Wire(((404, 170), (542, 170)), "z", (474, 158)),
        Wire(((598, 170), (795, 170)), "a", (690, 158)),
    ),
)

_BUS = 300
_LSTM_BUS = (
    Wire(((85, _BUS), (670, _BUS)), arrow=False),
    Wire(((130, 330), (130, _BUS)), arrow=False),
    *(Wire(((x, _BUS), (x, 242))) for x in (240, 380, 520, 670)),
)
_LSTM_MEMORY = (
    Wire(((85, 60), (226, 60)), "c_before", (155, 48)),
    Wire(((240, 202), (240, 74)), "gamma_f", (268, 140)),
    Wire(((254, 60), (436, 60)), "c_before"),
    Wire(((380, 202), (380, 140), (436, 140)), "gamma_u", (352, 172)),
    Wire(((520, 202), (520, 140), (464, 140)), "c_tilde", (548, 172)),
    Wire(((450, 126), (450, 74)), "c_tilde"),
    Wire(((464, 60), (795, 60)), "c", (590, 48)),
)
_LSTM_OUT = (
    Wire(((750, 60), (750, 112)), "c"),
    Wire(((750, 148), (750, 208)), "tanh_c", (782, 182)),
    Wire(((700, 222), (736, 222)), "gamma_o", (716, 196)),
    Wire(((750, 236), (750, _BUS), (795, _BUS)), "a", (722, 272)),
)
LSTM = Circuit(
    "lstm",
    (
        _end(50, 60, "c_before"),
        _end(50, _BUS, "a_before"),
        _end(130, 346, "x"),
        _op(240, 60, "∗"),
        _op(450, 60, "+"),
        _op(450, 140, "∗"),
        _box(240, 222, "σ", "gamma_f"),
        _box(380, 222, "σ", "gamma_u"),
        _box(520, 222, "tanh", "c_tilde"),
        _box(670, 222, "σ", "gamma_o"),
        _box(750, 130, "tanh", "tanh_c"),
        _op(750, 222, "∗"),
        _end(830, 60, "c"),
        _end(830, _BUS, "a"),
    ),
    (*_LSTM_BUS, *_LSTM_MEMORY, *_LSTM_OUT),
)


def _peephole() -> Circuit:
    eyes = (
        Wire(((175, 60), (175, 208), (212, 208)), "c_before", dashed=True),
        Wire(((175, 180), (330, 180), (330, 208), (352, 208)), "c_before", dashed=True),
        Wire(((620, 60), (620, 208), (642, 208)), "c", dashed=True),
    )
    return replace(LSTM, wires=(*LSTM.wires, *eyes))


def _coupled() -> Circuit:
    swap = (
        Wire(((240, 202), (240, 166)), "gamma_f", (268, 188)),
        Wire(((240, 134), (240, 74)), "one_minus_f", (268, 104)),
    )
    kept = tuple(w for w in LSTM.wires if w.term != "gamma_f")
    return replace(LSTM, nodes=(*LSTM.nodes, _box(240, 150, "1−", "one_minus_f")), wires=(*kept, *swap))


def _tanh_candidate() -> Circuit:
    nodes = tuple(replace(n, term="tanh_c_tilde") if n.term == "tanh_c" else n for n in LSTM.nodes)
    wrong = (
        Wire(((520, 192), (610, 192), (610, 130), (722, 130)), "c_tilde"),
        Wire(((750, 148), (750, 208)), "tanh_c_tilde", (782, 182)),
    )
    kept = tuple(w for w in LSTM.wires if w.term != "tanh_c" and w.points != ((750, 60), (750, 112)))
    return replace(LSTM, nodes=nodes, wires=(*kept, *wrong))


_GRU_MEMORY = (
    Wire(((85, 60), (416, 60)), "c_before", (320, 48)),
    Wire(((444, 60), (566, 60)), "c_before"),
    Wire(((430, 202), (430, 140), (566, 140)), "gamma_u", (500, 128)),
    Wire(((430, 140), (430, 121)), "gamma_u", arrow=False),
    Wire(((430, 89), (430, 74)), "one_minus_u", (398, 84)),
    Wire(((690, 202), (690, 140), (594, 140)), "c_tilde", (718, 172)),
    Wire(((580, 126), (580, 74)), "c_tilde"),
    Wire(((594, 60), (795, 60)), "c", (690, 48)),
)
_GRU_BUS = (
    Wire(((105, 60), (105, _BUS), (430, _BUS), (430, 242))),
    Wire(((190, _BUS), (190, 242))),
    Wire(((250, 330), (250, _BUS)), arrow=False),
    Wire(((250, 318), (710, 318), (710, 242))),
)
_GRU_NODES = (
    _end(50, 60, "c_before"),
    _end(250, 346, "x"),
    _box(430, 222, "σ", "gamma_u"),
    _box(430, 105, "1−", "one_minus_u"),
    _op(430, 60, "∗"),
    _op(580, 60, "+"),
    _op(580, 140, "∗"),
    _box(690, 222, "tanh", "c_tilde"),
    _end(830, 60, "c"),
)
_RESET = (_box(190, 222, "σ", "gamma_r"), _op(190, 140, "∗"))
_RESET_WIRES = (
    Wire(((190, 202), (190, 154)), "gamma_r", (218, 182)),
    Wire(((190, 60), (190, 126)), "c_before", (222, 100)),
    Wire(((204, 140), (290, 140), (290, 268), (672, 268), (672, 242)), "gamma_r"),
)
GRU = Circuit("gru", (*_GRU_NODES, *_RESET), (*_GRU_BUS, *_GRU_MEMORY, *_RESET_WIRES))
_PLAIN = Wire(((105, 268), (672, 268), (672, 242)))


def _reset_after() -> Circuit:
    after = (
        Wire(((190, 60), (190, 92), (290, 92), (290, 252)), "c_before", arrow=True),
        Wire(((318, 268), (546, 268)), arrow=True),
        Wire(((574, 268), (672, 268), (672, 242))),
        Wire(((190, 202), (190, 180), (560, 180), (560, 254)), "gamma_r", (218, 196)),
    )
    return replace(
        GRU,
        nodes=(*_GRU_NODES, _RESET[0], _box(290, 268, "W_cc"), _op(560, 268, "∗")),
        wires=(*_GRU_BUS, *_GRU_MEMORY, *after),
    )


def _keep() -> Circuit:
    nodes = tuple(replace(n, x=500, y=140) if n.term == "one_minus_u" else n for n in GRU.nodes)
    gate = (
        Wire(((430, 202), (430, 74)), "gamma_u", (402, 104)),
        Wire(((430, 140), (472, 140)), "gamma_u", arrow=False),
        Wire(((528, 140), (566, 140)), "one_minus_u", (546, 116)),
    )
    kept = tuple(w for w in GRU.wires if w.term not in ("gamma_u", "one_minus_u"))
    return replace(GRU, nodes=nodes, wires=(*kept, *gate))


def _no_reset() -> Circuit:
    loose = Wire(((190, 202), (190, 160)), "gamma_r", (218, 182), dashed=True)
    return replace(
        GRU, nodes=(*_GRU_NODES, replace(_RESET[0], unused=True)), wires=(*_GRU_BUS, *_GRU_MEMORY, loose, _PLAIN)
    )


def _simplified() -> Circuit:
    bus = tuple(w for w in _GRU_BUS if w.points[0] != (190, _BUS))
    return replace(GRU, nodes=_GRU_NODES, wires=(*bus, *_GRU_MEMORY, _PLAIN))


CIRCUITS: dict[str, Circuit] = {
    "rnn": RNN,
    "gru": GRU,
    "gru_simplified": _simplified(),
    "gru_reset_after": _reset_after(),
    "gru_keep": _keep(),
    "gru_no_reset": _no_reset(),
    "lstm": LSTM,
    "lstm_peephole": _peephole(),
    "lstm_coupled": _coupled(),
    "lstm_tanh_candidate": _tanh_candidate(),
}
