"""The weights that every step shares: what they are, and where one mattered, by brute force over all products."""

from __future__ import annotations

import numpy as np
import pytest

from core.recurrent import reading, unrolled, zoo
from core.recurrent.options import ModelKey
from core.referees import recurrent as referees

TEXT = "the cats (near the dog) are old."
HAND = ModelKey("rnn", "hand", hand=(1.0, 1.0, -1.0, 0.5, 2.0, -2.0, 0.0, 0.25))
KEYS = [ModelKey("rnn", "nested"), ModelKey("rnn", "words"), HAND]


def read(key: ModelKey):
    model = zoo.model(key)
    found = reading.read(model, "aabab" if key.family == "hand" else TEXT)
    return model, found, unrolled.weights(model, found)


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.family)
def test_the_weights_are_the_models(key: ModelKey) -> None:
    model, found, made = read(key)
    H, shapes = model.config.units, {name: matrix.shape for name, matrix in made.matrices.items()}
    E, R = model.cell.inputs, len(made.rows)
    assert shapes == {"W_aa": (H, H), "W_ax": (H, E), "b_a": (H, 1), "W_ya": (R, H), "b_y": (R, 1)}
    assert made.symbols == len(model.vocabulary) and made.count == sum(p.numel() for p in model.parameters())
    assert bool(made.columns) == (key.family != "words") and set(found.tokens) & set(model.vocabulary.symbols) <= set(
        made.rows
    )
    place = model.vocabulary.index[made.rows[-1]]
    np.testing.assert_array_equal(made.matrices["W_ya"][-1], model.W_ya[place].detach())
    assert R == made.symbols or R < 60


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.family)
def test_with_them_each_step_comes_out_as_the_papers_equations_have_it(key: ModelKey) -> None:
    """In plain loops, which are not ours."""
    model, found, _ = read(key)
    xs = found.ids if found.xs is None else found.xs
    again = referees.scalar_series(model.cell, xs)["z"]
    for step in (0, 1, len(found.ids) - 1):
        for unit in {0, model.config.units - 1}:
            assert sum(unrolled.parts(found, step, unit)) == pytest.approx(again[step, unit], abs=2e-4)


@pytest.mark.parametrize("name", ["W_aa", "W_ax", "b_a", "W_ya", "b_y"])
@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.family)
def test_a_weight_mattered_where_its_product_is_largest(key: ModelKey, name: str) -> None:
    """Each product once more as numbers, one after the other, the largest picked by sorting."""
    model, found, made = read(key)
    a, matrix = found.trace.a, made.matrices[name]
    row, column = len(matrix) - 1, matrix.shape[1] // 2
    brute = []
    for t in range(len(found.ids)):
        if name == "W_ax":
            times = float(found.ids[t] == column) if found.xs is None else float(found.xs[t, column])
        elif name == "W_aa":
            times = 0.0 if t == 0 else float(a[t - 1, column])
        else:
            times = float(a[t, column]) if name == "W_ya" else 1.0
        brute.append((t, float(matrix[row, column]) * times))
    wanted = sorted((pair for pair in brute if pair[1]), key=lambda pair: -abs(np.float32(pair[1])))[:3]
    ours = unrolled.mattered(found, made, name, row, column)
    assert [step for step, _ in ours] == [step for step, _ in wanted]
    np.testing.assert_allclose([p for _, p in ours], [p for _, p in wanted], rtol=1e-5)


def test_a_letter_that_is_not_read_matters_nowhere() -> None:
    model, found, made = read(KEYS[0])
    column = model.vocabulary.index["q"]
    assert unrolled.mattered(found, made, "W_ax", 3, column) == []
    assert [t for t, _ in unrolled.mattered(found, made, "W_ax", 3, model.vocabulary.index["c"])] == [5]


def test_in_a_later_window_the_state_before_it_counts() -> None:
    model = zoo.model(ModelKey("rnn", "nested"))
    found = reading.read(model, TEXT * 10, start=100)
    made = unrolled.weights(model, found)
    assert unrolled.factors(found, "W_aa", 7)[0] == found.trace.a0[7] != 0
    assert unrolled.mattered(found, made, "W_aa", 2, 7, top=200)
