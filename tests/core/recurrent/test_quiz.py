"""What is asked and which unit is spoken of, on traces made by hand."""

from __future__ import annotations

import numpy as np

from core.recurrent import quiz
from core.recurrent.results import GRUTrace, RNNTrace

STATES = np.array(
    [[0.1, 0.0, 0.2], [-0.9, 0.6, 0.2], [-0.8, 0.7, 0.9], [-0.7, 0.1, 0.9], [0.5, 0.0, 0.0]], dtype=np.float32
)
RNN = RNNTrace(z=STATES, a=STATES, a0=np.zeros(3, np.float32))


def test_a_cell_without_gates_is_asked_for_a_sign() -> None:
    assert [quiz.about_unit(RNN, 1, unit) for unit in range(3)] == [("sign", 1), ("sign", 0), ("sign", 0)]
    assert quiz.about_unit(RNN, 0, 1) == ("sign", 1), "0 is not above 0"


def test_a_gate_alone_leaves_nothing_to_choose_from() -> None:
    gate, other = np.array([[0.9, 0.2]]), np.array([[0.3, 0.4]])
    one = GRUTrace(gamma_u=gate, gamma_r=None, c_tilde=gate, c=gate, c0=gate[0])
    two = GRUTrace(gamma_u=gate, gamma_r=other, c_tilde=gate, c=gate, c0=gate[0])
    assert quiz.about_unit(one, 0, 0) is None
    assert [quiz.about_unit(two, 0, unit) for unit in (0, 1)] == [("gate", 1), ("gate", 0)]


def test_the_largest_unit_is_the_one_farthest_from_zero() -> None:
    assert [quiz.largest_unit(RNN, step) for step in range(5)] == [2, 0, 2, 2, 0]
