"""What the picture of the one set of weights is sent, and what it takes back from a browser."""

import numpy as np
import pytest

from app.lessons.recurrent.rnn.unrolled import Rest, _parse
from core.recurrent import reading, unrolled, zoo
from core.recurrent.options import ModelKey
from tests.app.pictures import unpacked
from tests.app.visiting import good, opened, pictures

TEXT = "the cats (near the dog) are old."


def sent(app) -> tuple[dict, dict[str, np.ndarray]]:
    (part,) = pictures(app, "unrolled")
    return unpacked(part.bytes)


@pytest.mark.parametrize("model", ["nested", "words", "hand"])
def test_it_is_sent_the_weights_and_the_states_as_they_are(app, model):
    text = "aabab" if model == "hand" else TEXT
    opened(app, "rnn", tab="weights", model=model, text=text, step="3", unit="0")
    header, arrays = sent(app)
    hand = (1.0, 1.0, -1.0, 0.0, 2.0, -2.0, 0.0, 0.0) if model == "hand" else ()
    made = zoo.model(ModelKey("rnn", model, hand=hand))
    read = reading.read(made, text)
    for name, matrix in unrolled.weights(made, read).matrices.items():
        np.testing.assert_array_equal(arrays[name], matrix)
    np.testing.assert_allclose(arrays["a"], read.trace.a, rtol=1e-4, atol=2e-6)  # computed twice, in float32
    assert ("xs" in arrays) == (model == "words")
    assert header["rest"] == {"step": 3, "unit": 0, "cell": ""} and header["tokens"] == list(read.tokens)
    assert header["count"] == made.parameters_count


def test_a_pinned_weight_comes_with_the_address_if_there_is_such_a_weight(app):
    opened(app, "rnn", tab="weights", model="nested", text=TEXT, cell="W_aa.44.30")
    assert sent(app)[0]["rest"]["cell"] == "W_aa.44.30"
    app.query_params["cell"] = "W_aa.44.300"
    good(app.run())
    assert sent(app)[0]["rest"]["cell"] == ""


def test_it_is_light(app):
    """The largest: some 128 units along 200 steps."""
    opened(app, "rnn", tab="weights", model="shakespeare", text="To be, or not to be. " * 30)
    assert sum(array.nbytes for array in sent(app)[1].values()) < 300_000


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ({"step": 5, "unit": 7, "cell": "W_ya.35.95"}, Rest(5, 7, "W_ya.35.95")),
        ({"step": 500, "unit": 96, "cell": "W_ya.36.95"}, Rest(32)),
        ({"step": -3.0, "unit": True, "cell": 3}, Rest(0)),
        ({"step": 2, "unit": None, "cell": "W_aa.1"}, Rest(2)),
        ({"step": 2, "cell": "evil.1.1"}, Rest(2)),
        ({"step": "2"}, None),
        ({"step": float("nan")}, None),
        ({"step": True}, None),
        ({}, None),
    ],
)
def test_only_what_fits_is_taken_back(value, wanted):
    made = zoo.model(ModelKey("rnn", "nested"))
    weights = unrolled.weights(made, reading.read(made, TEXT))
    assert _parse(value, weights, 33) == wanted
