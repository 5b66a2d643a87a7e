"""The tabs of the recurrent step as a visitor meets them, without a browser."""

import re

import pytest

from tests.app.strings import ENGLISH
from tests.app.visiting import address, good, opened, written


def test_the_loss_and_the_mistake(app):
    opened(app, "rnn", tab="loss")
    assert ENGLISH["loss.what"] not in written(app)
    (formula,) = [group for group in app.get("button_group") if group.key == "rnn.loss"]
    good(formula.set_value("mistake").run())
    assert address(app, "loss") == "mistake" and address(app, "try") is None
    said = written(app)
    assert "<td>0.6931</td><td>0.6931</td><td>1.3863</td>" in said, "two letters, expected alike: exactly twice"
    assert "<td>7.6513</td><td>7.6513</td><td>15.3026</td>" in said, "PyTorch's beside both"
    assert ENGLISH["loss.difference"] in said


@pytest.mark.parametrize("model", ["nested", "shakespeare", "words"])
def test_the_mistake_on_other_models(app, model):
    text = "the cat (near the dog) is small."
    opened(app, "rnn", tab="loss", loss="mistake", model=model, text=text, step="7")
    assert re.search(r"could come next \(step \d+\)</th><td>1.0000</td><td>1.0000</td><td>0.3\d", written(app))


def test_the_loss_of_nothing(app):
    opened(app, "rnn", tab="loss", loss="mistake", model="hand", text="a")
    assert ENGLISH["loss.difference"] in written(app) and ENGLISH["loss.what"] not in written(app)
