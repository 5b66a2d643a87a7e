"""A dragged weight against what the decoder's own equations give, by hand."""

import numpy as np
import pytest
import torch

from core.translate.dragging import dragged, moved
from core.translate.options import Drag
from tests.core.translate.test_translator import TEXT, made


def test_the_others_keep_their_shares():
    alpha = np.array([0.5, 0.3, 0.2])
    assert moved(alpha, 1, 0.65) == pytest.approx([0.25, 0.65, 0.1])
    assert moved(alpha, 0, 0.0) == pytest.approx([0, 0.6, 0.4])
    assert moved(alpha, 2, 1.0) == pytest.approx([0, 0, 1])
    assert moved(np.array([0.0, 1.0, 0.0]), 1, 0.5) == pytest.approx([0.25, 0.5, 0.25])
    assert moved(np.array([1.0]), 0, 0.3) == pytest.approx([1])


@pytest.fixture(scope="module")
def translator():
    return made(True, end=1.0)


def test_before_the_drag_nothing_changes_and_at_it_the_context_is_the_weighted_sum(translator):
    plain = translator.decoding(TEXT)
    found, done = dragged(translator, TEXT, [Drag(2, 4, 0.9)])
    assert done == (Drag(2, 4, 0.9),)
    assert found.tokens[:2] == plain.tokens[:2] and found.alpha[:2] == pytest.approx(plain.alpha[:2])
    assert found.alpha[2, 4] == pytest.approx(0.9) and found.alpha[2].sum() == pytest.approx(1)
    assert found.contexts[2] == pytest.approx(found.alpha[2] @ plain.annotations, abs=1e-5)
    others = np.delete(found.alpha[2], 4) / np.delete(plain.alpha[2], 4)
    assert others == pytest.approx(np.full(len(others), others[0]), rel=1e-4)


def test_the_step_after_a_drag_is_what_the_model_makes_of_that_context(translator):
    model = translator.model
    found, _ = dragged(translator, TEXT, [Drag(1, 0, 1.0)])
    with torch.inference_mode():
        y = model.target_embedding(torch.tensor([found.tokens[0]]))
        c = torch.from_numpy(found.annotations[:1])
        s = model.advance(model.W_y(y), c, torch.from_numpy(found.states[0])[None])
        log_p = model.project(model.read_out(s, y, c))[0].log_softmax(-1)
    assert found.tokens[1] == int(log_p.argmax())
    assert found.log_probabilities[1] == pytest.approx(float(log_p.max()), abs=1e-5)


def test_drags_add_up_and_one_can_hold(translator):
    found, done = dragged(translator, TEXT, [Drag(3, 1, 0.5), Drag(3, 2, 0.4), Drag(1, 0, 1.0)])
    assert [drag.step for drag in done] == [1, 3, 3]
    assert found.alpha[3, 2] == pytest.approx(0.4) and found.alpha[3, 1] == pytest.approx(
        0.5 * 0.6 / (1 - first(found))
    )
    held, _ = dragged(translator, TEXT, [Drag(1, 5, 1.0, hold=True)])
    assert held.alpha[1:, 5] == pytest.approx(1) and held.alpha[0, 5] < 1


def first(found) -> float:
    """What the second drag found at its place: the share that the first had left it."""
    own = found.own_alpha[3]
    return float(own[2] * 0.5 / (1 - own[1]))


def test_what_is_not_there_is_left_out(translator):
    plain = translator.decoding(TEXT)
    found, done = dragged(translator, TEXT, [Drag(500, 0, 1.0), Drag(0, 500, 1.0)])
    assert done == () and found.tokens == plain.tokens
    assert dragged(made(False), TEXT, [Drag(0, 0, 1.0)])[1] == ()
