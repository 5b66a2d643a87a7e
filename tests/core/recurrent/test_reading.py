"""Readings of a visitor's text: windows, losses, held gates, and what the switches do to a model."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from torch.nn.functional import cross_entropy

from core.errors import UserError
from core.recurrent import memory, quiz, reading, shipped, units, why, zoo
from core.recurrent.options import ModelKey, hand_names, hand_size
from core.recurrent.results import Pin

LONG = "the cat (near the old dogs by the tree) is small. " * 12


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_losses_are_pytorchs_cross_entropy(cell: str) -> None:
    model = zoo.model(ModelKey(cell))
    text = "To be, or not to be"
    found = reading.read(model, text)
    ids = torch.tensor(model.vocabulary.encode(["\n", *text]))
    logits, _ = model(ids[:, None])
    wanted = cross_entropy(logits[:-1, 0], ids[1:], reduction="none").detach().numpy()
    np.testing.assert_allclose(found.losses[:-1], wanted, atol=2e-5)
    assert math.isnan(found.losses[-1]) and found.total == len(text) + 1
    p = torch.softmax(logits[:, 0], -1).detach().numpy()
    np.testing.assert_allclose(found.top_p[:, 0], p.max(axis=1), atol=1e-5)
    np.testing.assert_array_equal(found.top_ids[:, 0], p.argmax(axis=1))


@pytest.mark.parametrize("start", [0, 137, 400, 10_000])
def test_a_window_is_a_piece_of_the_whole(start: int, monkeypatch: pytest.MonkeyPatch) -> None:
    model = zoo.model(ModelKey("lstm", "nested"))
    window = reading.read(model, LONG, start=start)
    monkeypatch.setattr(reading, "WINDOW", 10_000)
    whole = reading.read(model, LONG)
    at = window.start
    assert window.total == whole.total == len(LONG) + 1
    assert len(window.tokens) == min(200, whole.total - at)
    piece = slice(at, at + len(window.tokens))
    for name, values in window.trace.series.items():
        np.testing.assert_allclose(values, whole.trace.series[name][piece], atol=1e-5)
        assert values.base is None, "a window must not keep the whole text in memory"
    np.testing.assert_allclose(window.losses, whole.losses[piece], atol=1e-4)
    assert window.before == pytest.approx(float(whole.losses[:at].sum()), rel=1e-5)
    if at:
        np.testing.assert_allclose(window.trace.c0, whole.trace.c[at - 1], atol=1e-5)


def test_what_cannot_be_read_is_said() -> None:
    for text in ("", "   ", "\n"):
        with pytest.raises(UserError):
            reading.read(zoo.model(ModelKey("lstm")), text)
    hand = zoo.model(ModelKey("rnn", "hand", hand=(1.0,) * hand_size(1)))
    with pytest.raises(UserError, match="error.letters"):
        reading.read(hand, "abc")
    assert reading.read(zoo.model(ModelKey("lstm")), "한é").unknown == (1, 2)


def test_held_gates_change_what_follows_and_nothing_before() -> None:
    model = zoo.model(ModelKey("lstm", "nested"))
    free = reading.read(model, LONG[:60])
    held = reading.read(model, LONG[:60], pins=[Pin("gamma_f", None, 20, 0.0), Pin("gamma_o", 3, 30, 1.0)])
    np.testing.assert_allclose(held.trace.c[:20], free.trace.c[:20], atol=1e-5)
    assert (held.trace.gamma_f[20:] == 0).all() and (held.trace.gamma_o[30:, 3] == 1).all()
    np.testing.assert_allclose(held.trace.c[20:], held.trace.gamma_u[20:] * held.trace.c_tilde[20:], atol=1e-6)


def test_gates_turned_round_only_rename() -> None:
    """σ(−z) = 1 − σ(z): the mistake (1−Γ_f), and the Γ_u that keeps, on weights turned round."""
    text = "Now is the winter of our discontent"
    right = reading.read(zoo.model(ModelKey("lstm")), text)
    renamed = reading.read(zoo.model(ModelKey("lstm", variant="one_minus_forget", turned=True)), text)
    np.testing.assert_allclose(renamed.losses[:-1], right.losses[:-1], atol=1e-3)
    np.testing.assert_allclose(1 - renamed.trace.gamma_f, right.trace.gamma_f, atol=1e-4)
    broken = reading.read(zoo.model(ModelKey("lstm", variant="one_minus_forget")), text)
    assert np.nansum(broken.losses) > np.nansum(right.losses) + 5
    gru = reading.read(zoo.model(ModelKey("gru")), text)
    keeps = reading.read(zoo.model(ModelKey("gru", variant="keeps", turned=True)), text)
    np.testing.assert_allclose(keeps.losses[:-1], gru.losses[:-1], atol=1e-3)


def test_unread_memory_touches_no_prediction() -> None:
    key = ModelKey("lstm", variant="tanh_candidate")
    free = reading.read(zoo.model(key), "To be, or not to be")
    held = reading.read(zoo.model(key), "To be, or not to be", pins=[Pin("gamma_f", None, 0, 0.0)])
    np.testing.assert_array_equal(free.trace.a, held.trace.a)


def test_forget_bias_is_added() -> None:
    base, shifted = zoo.model(ModelKey("lstm")), zoo.model(ModelKey("lstm", forget_bias=-3.0))
    torch.testing.assert_close(shifted.cell.b_f, base.cell.b_f - 3)
    torch.testing.assert_close(shifted.cell.W_f, base.cell.W_f)


def test_a_cell_by_hand_is_the_sum_on_paper() -> None:
    weights = (1.0, 1.0, -1.0, 0.0, 2.0, -2.0, 0.0, 0.0)
    names = ["W_aa[0,0]", "W_ax[0,a]", "W_ax[0,b]", "b_a[0]", "W_ya[a,0]", "W_ya[b,0]", "b_y[a]", "b_y[b]"]
    assert hand_names(1) == names and len(hand_names(3)) == hand_size(3)
    assert hand_names(2)[2:4] == ["W_aa[1,0]", "W_aa[1,1]"], "row by row"
    found = reading.read(zoo.model(ModelKey("rnn", "hand", hand=weights)), "aab")
    a1, a2 = math.tanh(1), math.tanh(math.tanh(1) + 1)
    np.testing.assert_allclose(found.trace.a[:, 0], [a1, a2, math.tanh(a2 - 1)], atol=1e-6)
    odds = math.exp(4 * a1)  # of a against b: W_ya = (2, −2)
    assert found.losses[0] == pytest.approx(-math.log(odds / (1 + odds)), abs=1e-5)
    with pytest.raises(ValueError):
        zoo.hand_model((1.0, 2.0))


def test_memory_left_is_a_product_of_gates() -> None:
    """By brute force; and against finite differences of c⟨t⟩ by c⟨k⟩ with the gates held where they are."""
    found = reading.read(zoo.model(ModelKey("gru")), "To be, or not to be")
    k = 4
    shares = memory.kept(found.trace, k)
    wanted = np.ones(found.trace.c.shape[1])
    for t in range(k, len(found.trace)):
        wanted = wanted * (1 - found.trace.gamma_u[t]) if t > k else wanted
        np.testing.assert_allclose(shares[t - k], wanted, atol=1e-6)
    with pytest.raises(ValueError):
        memory.kept(reading.read(zoo.model(ModelKey("rnn")), "abc").trace, 0)


def test_what_is_left_is_summed_up_step_by_step() -> None:
    shares = np.array([[1, 1, 1, 1], [0.75, 0.5, 0.25, 0.625], [0, 0.125, 0.25, 0.5]])
    assert memory.summary(shares) == [(1.0, 1.0, 4), (0.75, 0.5625, 2), (0.5, 0.1875, 0)]


def test_units_on_exactly_and_places_by_brute_force() -> None:
    states = np.array([[0.5, 0.1, 0.9], [0.5, 0.6, 0.9], [0.2, 0.7, 0.9], [0.1, 0.2, 0.1]])
    assert units.on_exactly(states, 1, 3) == [1]
    assert units.on_exactly(states, 0, 3) == [2]
    model = shipped.load("shakespeare_rnn")
    text = "What is a man, if his chief good and market\nof his time be but to sleep and feed?\n" * 8
    corpus = units.corpus_units(model, text, rows=4)
    on = np.unpackbits(corpus.on, axis=1)[:, :128].astype(bool)
    chosen = np.argsort(-on.sum(axis=0))[:2].tolist()
    found = units.places(corpus, chosen, top=3)
    together = on[:, chosen].all(axis=1)
    for match in found:
        assert together[match.start : match.start + match.length].all()
        assert match.text == corpus.text[match.start : match.start + match.length]
        edge = match.start + match.length
        assert edge == len(together) or not together[edge]
    longest = max(len(run) for run in "".join("1" if x else " " for x in together).split())
    assert found[0].length == longest


def test_questions_have_the_right_answer() -> None:
    found = reading.read(zoo.model(ModelKey("lstm")), "To be, or not to be")
    gates = [found.trace.gamma_u, found.trace.gamma_f, found.trace.gamma_o]
    assert found.trace.gates == ("gamma_u", "gamma_f", "gamma_o")
    for unit in (0, 17, 58):
        assert quiz.nearest_zero(found.trace, 5, unit) == min(range(3), key=lambda g: abs(gates[g][5, unit]))
        assert quiz.about_unit(found.trace, 5, unit) == ("gate", quiz.nearest_zero(found.trace, 5, unit))
    options, best = quiz.next_options(found, 5)
    assert options == sorted(options) and options[best] == found.symbols[found.top_ids[5, 0]]


def test_both_forms_of_the_rnn_agree() -> None:
    found = reading.read(zoo.model(ModelKey("rnn")), "To be, or not to be")
    split, joined = why.both_forms(found, 6)
    np.testing.assert_allclose(split, joined, atol=1e-5)
    np.testing.assert_allclose(split, found.trace.z[6], atol=1e-5)


def test_both_forms_are_compared_where_they_differ_most() -> None:
    found = reading.read(zoo.model(ModelKey("rnn")), "To be, or not to be")
    split, joined = why.both_forms(found, 6)
    worst = why.forms_apart(found, 6)
    assert worst.difference == max(abs(float(a) - float(b)) for a, b in zip(split, joined, strict=True)) < 1e-5
    assert (worst.ours, worst.theirs) == (split[worst.place[0]], joined[worst.place[0]])
