"""The tab on which a small network learns: asked for, watched on a text, and what its picture is sent."""

import numpy as np
import pytest

from app.lessons.recurrent.options import PLURAL
from core.recurrent import learning
from core.recurrent.options import LearnConfig
from tests.app.pictures import unpacked
from tests.app.visiting import good, opened, pictures

SMALL = {"steps": "100", "size": "4", "seed": "7", "tab": "learn"}


def pressed(app, **brought: str):
    opened(app, "rnn", **(SMALL | brought))
    assert not pictures(app, "learning_picture"), "nothing is made before it is asked for"
    return good(app.button(key="job.learn.ask").click().run())


def sent(app) -> tuple[dict, dict[str, np.ndarray]]:
    (part,) = pictures(app, "learning_picture")
    return unpacked(part.bytes)


def test_the_button_trains_what_is_set(app):
    pressed(app)
    assert app.session_state["job.learn"][0] == LearnConfig(units=4, rate=0.05, steps=100, seed=7)
    header, arrays = sent(app)
    assert header["steps"][:3] == [0, 1, 2] and header["steps"][-1] == 100 and len(arrays["losses"]) == 100
    assert arrays["losses"][0] == pytest.approx(header["even"], abs=0.5) and arrays["losses"][-5:].mean() < 2.5
    made = learning.fresh(LearnConfig(units=4, seed=7))
    first = arrays["W_aa"][0] * header["scales"]["W_aa"]
    np.testing.assert_allclose(first, made.cell.W_aa.detach(), atol=header["scales"]["W_aa"])
    assert sum(array.nbytes for array in arrays.values()) < 500_000
    good(app.selectbox(key="rnn.rate").set_value(0.2).run())
    assert not pictures(app, "learning_picture"), "another training is asked for anew"


@pytest.mark.parametrize(
    ("model", "text", "watched"),
    [
        ("hand", "aabab", PLURAL),
        ("nested", "the old dog is red.", "the old dog is red."),
        ("shakespeare", "To be", PLURAL),
    ],
)
def test_it_is_watched_on_the_text_if_that_is_of_the_language(app, model, text, watched):
    header, arrays = sent(pressed(app, model=model, text=text))
    assert "".join(header["tokens"]) == "\n" + watched
    assert (
        arrays["a"].shape == (len(header["steps"]), len(watched) + 1, 4) == (*arrays["loss"].shape, len(watched) + 1, 4)
    )
    assert len(header["written"]) == len(header["steps"])


def test_a_picture_of_the_largest_is_light_enough(app):
    arrays = sent(pressed(app, size="32"))[1]
    assert sum(array.nbytes for array in arrays.values()) < 1_200_000
