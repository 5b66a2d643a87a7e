"""All losses of a text walking back at once, against one backward pass for each, and what is told of them."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn

from core.errors import UserError
from core.recipes import language, nested
from core.recurrent import gradients, reach
from core.recurrent.options import REACH_LETTERS, ReachKey
from core.recurrent.results.gradients import ROUNDED

TEXT = 'the cat [near "the" dogs] is old.'
KEYS = [
    *(ReachKey(cell, weights) for cell in ("rnn", "gru", "lstm") for weights in ("trained", "fresh")),
    ReachKey("rnn", "fresh", 3.0),
    ReachKey("rnn", "trained", 12.0),
]


def losses(key: ReachKey, text: str):
    model = reach.model(key)
    ids = torch.tensor(model.vocabulary.encode(reach.tokens_of(text)[0]))
    return model, ids


@pytest.mark.parametrize("by", ["state", "activation", "letter"])
@pytest.mark.parametrize("key", KEYS, ids=lambda key: f"{key.cell}-{key.weights}-{key.radius:g}")
def test_every_row_is_what_a_backward_pass_gives(key, by):
    found = reach.reach(key, TEXT, by)
    model, ids = losses(key, TEXT)
    for t in (0, 1, 13, len(ids) - 2):
        one = gradients.influence(model.cell, ids[:-1], reach.loss_of(model, int(ids[t + 1])), t, by)
        assert found.log_norms[t, : t + 1] == pytest.approx(np.log10(one[: t + 1]), abs=2e-6)
        assert np.isnan(found.log_norms[t, t + 1 :]).all()
        assert found.chances[t] == pytest.approx(
            float(torch.softmax(model(ids[: t + 1, None])[0][-1, 0], -1)[ids[t + 1]])
        )


def test_fresh_weights_are_those_with_which_the_recipe_begins(monkeypatch):
    class Caught(Exception):
        pass

    def caught(model, *_, **__):
        raise Caught({name: value.clone() for name, value in model.state_dict().items()})

    monkeypatch.setattr(language, "train", caught)
    monkeypatch.setattr(language.argparse.ArgumentParser, "parse_args", lambda self: self.parse_known_args([])[0])
    for cell, units in (("rnn", 96), ("gru", 53), ("lstm", 45)):
        with pytest.raises(Caught) as first:
            nested.main(f"nested_{cell}", cell, units)
        ours = reach.model(ReachKey(cell, "fresh")).state_dict()
        assert first.value.args[0].keys() == ours.keys()
        for name, value in first.value.args[0].items():
            assert torch.equal(value.double(), ours[name])


@pytest.mark.parametrize("weights", ["trained", "fresh"])
@pytest.mark.parametrize("radius", [0.5, 1.0, 8.0])
def test_the_matrix_has_the_radius_that_was_asked_for(weights, radius):
    W = reach.model(ReachKey("rnn", weights, radius)).cell.W_aa.numpy()
    own = reach.model(ReachKey("rnn", weights)).cell.W_aa.numpy()
    assert np.abs(np.linalg.eigvals(W)).max() == pytest.approx(radius)
    assert np.allclose(W / radius, own / np.abs(np.linalg.eigvals(own)).max())
    assert reach.reach(ReachKey("rnn", weights, radius), TEXT).radius == pytest.approx(radius)


def test_where_a_digit_counts_it_is_said_to_be_chaotic():
    """A state moved by 1e-15 at the beginning changes the last one by more than 1e-4 only where it is."""
    text = "the birds (near the dog by the tree of the old king) are small."
    for key, is_chaotic in ((ReachKey("rnn", "fresh", 12.0), True), (ReachKey("rnn", "fresh", 2.0), False)):
        model, ids = losses(key, text)
        ends = [
            list(model.cell.steps(ids[:, None], (torch.full((1, 96), start, dtype=torch.float64),)))[-1].a
            for start in (0.0, 1e-15)
        ]
        assert (float((ends[0] - ends[1]).abs().max()) > 1e-4) == is_chaotic == reach.reach(key, text).is_chaotic


def test_the_radius_is_nothing_to_the_others():
    assert np.array_equal(
        reach.reach(ReachKey("gru", "fresh", 3.0), TEXT).chances, reach.reach(ReachKey("gru", "fresh"), TEXT).chances
    )
    assert reach.reach(ReachKey("lstm"), TEXT).radius is None


def test_what_a_memory_keeps_is_its_gate():
    for cell, gate in (("lstm", lambda read: read.gamma_f), ("gru", lambda read: 1 - read.gamma_u)):
        model, ids = losses(ReachKey(cell), TEXT)
        steps = list(model.cell.steps(ids[:-1, None]))
        expected = [float(gate(step).mean()) for step in steps]
        assert reach.reach(ReachKey(cell), TEXT).kept == pytest.approx(expected, abs=1e-12)
    assert reach.reach(ReachKey("rnn"), TEXT).kept is None


def test_what_is_lost_is_what_float32_rounds_away():
    norms = np.full((7, 7), np.nan)
    norms[6] = [
        1e-12,
        2e-8,
        8e-8,
        2e-6,
        1e-9,
        1e-3,
        1.5,
    ]  # 8e-8 is more than ROUNDED of 1.5; 1e-9 is less, but ends nothing
    norms[1, :2], norms[0, 0], norms[2, :3] = [0.5, 1.0], 3.0, [1e-9, 1e-9, 1.0]
    norms[3, :4], norms[4, :5], norms[5, :6] = 1.0, 1.0, 0.0
    assert reach.lost_from(norms).tolist() == [-1, -1, 1, -1, -1, -1, 5]
    rng = np.random.default_rng(1)
    for newest in rng.uniform(0.1, 10, 200).astype(np.float32):
        assert newest + np.float32(newest * ROUNDED * 0.999) == newest
        assert newest + np.float32(newest * ROUNDED * 2.001) != newest


def test_what_a_radius_promises_is_beside_the_products_themselves():
    key, t = ReachKey("rnn", "fresh", 2.0), 20
    view = reach.of_radius(key, TEXT, t)
    model, ids = losses(key, TEXT)
    a, product, states = np.eye(96), np.eye(96), []
    state = np.zeros(96)
    for i in ids[: t + 1].tolist():
        cell = model.cell
        state = np.tanh(cell.W_aa.numpy() @ state + cell.W_ax.numpy()[:, i] + cell.b_a.numpy())
        states.append(state)
    for d in range(t):
        factor = np.diag(1 - states[t - d] ** 2) @ model.cell.W_aa.numpy()
        assert view.product[d] == pytest.approx(np.linalg.norm(product, 2), rel=1e-9)
        assert view.factor[d] == pytest.approx(np.linalg.norm(factor, 2), rel=1e-9)
        assert view.promised[d] == pytest.approx(2.0**d)
        product = product @ factor
    row = reach.reach(key, TEXT).log_norms[t, : t + 1][::-1]
    assert np.log10(view.gradient) == pytest.approx(row - row[0], abs=2e-6)
    assert np.isnan(view.factor[-1]) and len(a) == 96


def test_clipping_changes_no_share():
    t = 20
    found = reach.cured(ReachKey("rnn"), TEXT, t, 0.1)
    model, ids = losses(ReachKey("rnn"), TEXT)
    own = [nn.Parameter(model.cell.W_a.clone()) for _ in range(t + 1)]  # a matrix for each step
    a = torch.zeros(96, dtype=torch.float64)
    for W, i in zip(own, ids[: t + 1].tolist(), strict=True):
        x = torch.eye(len(model.vocabulary), dtype=torch.float64)[i]
        a = torch.tanh(W @ torch.cat([a, x]) + model.cell.b_a)
    nn.functional.cross_entropy(model.logits(a)[None], ids[t + 1 : t + 2]).backward()
    assert found.before == pytest.approx([float(W.grad.norm()) for W in reversed(own)], rel=1e-9)
    weights = [nn.Parameter(p.clone()) for p in model.parameters()]
    names = [name for name, _ in model.named_parameters()]
    out = torch.func.functional_call(model, dict(zip(names, weights, strict=True)), (ids[: t + 1, None],))[0]
    nn.functional.cross_entropy(out[-1], ids[t + 1 : t + 2]).backward()
    assert float(nn.utils.clip_grad_norm_(weights, 0.1)) == pytest.approx(found.norm, rel=1e-9)
    assert found.clipped == pytest.approx(0.1) and found.norm > 1
    assert found.after / found.after.max() == pytest.approx(found.before / found.before.max(), rel=1e-12)
    assert found.after[5] == pytest.approx(found.before[5] * 0.1 / found.norm)


def test_a_limit_that_is_not_reached_changes_nothing():
    found = reach.cured(ReachKey("rnn"), TEXT, 12, 1e6)
    assert np.array_equal(found.before, found.after) and found.clipped == found.norm


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_units_make_up_the_norm(cell):
    g = reach.units_of(ReachKey(cell), TEXT, 18)
    row = reach.reach(ReachKey(cell), TEXT).log_norms[18, :19][::-1]
    assert np.log10(np.linalg.norm(g, axis=1)) == pytest.approx(row, abs=2e-6)
    carried = reach.carriers(g[9])
    squares = g[9] ** 2
    assert squares[carried].sum() >= 0.9 * squares.sum() > squares[carried[:-1]].sum()
    assert squares[carried].min() >= np.delete(squares, carried).max()


@pytest.mark.parametrize(
    ("text", "pin", "look"),
    [
        ("the cats (near the dog) are old.", "a", "s"),
        ("(near [the] dog", "]", "("),
        ("hello", "o", "h"),
        ("a", "a", "\n"),
        ("\nthe cat is old.", "i", "t"),
        ("the birds (near the dog by the tree of the old king) are small. " * 5, "a", "s"),
        ("the cat) [ab", ")", "t"),
    ],
)
def test_where_one_begins(text, pin, look):
    tokens, _ = reach.tokens_of(text)
    at, seen = reach.place_to_pin(text), reach.place_to_look(text)
    assert (tokens[at], tokens[seen]) == (pin, look) and 0 <= seen < at < len(tokens)


def test_the_verb_is_pinned_that_comes_first():
    assert reach.place_to_pin("the cats are old.") == 10 and reach.place_to_look("the cats are old.") == 8


def test_long_texts_are_cut_and_said_to_be():
    found = reach.reach(ReachKey("gru"), "the cats are old. " * 40)
    assert len(found.tokens) == REACH_LETTERS + 1 and not found.is_all
    assert 1 <= reach.place_to_pin("x" * 500) <= REACH_LETTERS
    assert 0 <= reach.place_to_look("x" * 500 + " the cats are old.") < REACH_LETTERS


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_nothing_to_read_is_said(text):
    with pytest.raises(UserError):
        reach.reach(ReachKey("rnn"), text)
