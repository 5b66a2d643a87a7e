"""Beam search against greedy decoding, brute force, the same search one by one, and teacher forcing."""

import itertools

import numpy as np
import pytest
import torch

from core.translate import chain
from core.translate.beam import BeamConfig, search, search_stepper
from core.translate.results import Finished
from tests.core.translate.one_by_one import beam_one_by_one

END = 0


class Model:
    """A little recurrent network with random weights: V words, its state is what it has read."""

    def __init__(self, words: int, seed: int, end_bias: float = 0.0):
        generator = torch.Generator().manual_seed(seed)
        self.embedding = torch.randn(words + 1, 8, generator=generator)
        self.U = 0.7 * torch.randn(8, 8, generator=generator)
        self.out = torch.randn(8, words, generator=generator)
        self.bias = torch.zeros(words)
        self.bias[END] = end_bias
        self.words = words

    def start(self):
        return torch.zeros(1, 8)

    def step(self, state, tokens):
        tokens = torch.full((len(state),), self.words) if tokens is None else tokens
        state = torch.tanh(state @ self.U + self.embedding[tokens])
        return 1.5 * state @ self.out + self.bias, state

    def reorder(self, state, parents):
        return state[parents]

    def next_log_probs(self, prefixes):
        """Without a state: every prefix read anew, float64."""
        rows = []
        for prefix in prefixes:
            logits, state = self.step(self.start(), None)
            for token in prefix:
                logits, state = self.step(state, torch.tensor([token]))
            rows.append(logits[0].double().log_softmax(-1).numpy())
        return np.stack(rows)

    def one(self, state, token):
        logits, state = self.step(state, None if token is None else torch.tensor([token]))
        return logits[0], state


def brute_force(model, max_length, alpha):
    """Every output of at most ``max_length`` words, its probability multiplied by hand."""
    found = {}
    for length in range(1, max_length + 1):
        for body in itertools.product(range(1, model.words), repeat=length - 1):
            y, total = (*body, END), 0.0
            for t, token in enumerate(y):
                total += model.next_log_probs([y[:t]])[0, token]
            found[y] = (total, total / length**alpha)
    return found


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("length", [3, 12])
def test_a_beam_of_one_is_greedy(seed, length):
    model = Model(9, seed)
    trace = search_stepper(model, BeamConfig(1, END, length))
    chosen = chain.greedy(model, END, length)
    assert trace.finished[0].tokens == chosen.tokens
    assert trace.finished[0].log_probability == pytest.approx(chosen.log_probability, abs=1e-5)
    assert trace.finished[0].ended == chosen.ended


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("alpha", [0.0, 0.7, 1.0])
def test_a_beam_as_wide_as_all_prefixes_is_exhaustive(seed, alpha):
    model = Model(4, seed)
    expected = brute_force(model, 4, alpha)
    finished = search(model.next_log_probs, BeamConfig(4**4, END, 4, alpha)).finished
    assert {one.tokens for one in finished} == set(expected)
    for tokens, log_probability, score in finished:
        assert (log_probability, score) == pytest.approx(expected[tokens], abs=1e-9)
    assert finished[0].tokens == max(expected, key=lambda y: expected[y][1])
    ours = chain.exhaustive(model.next_log_probs, END, 4, alpha)
    assert [one.tokens for one in ours] == [one.tokens for one in finished]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("width", [1, 2, 7, 40])
def test_with_a_state_without_one_and_one_by_one_are_the_same(seed, width):
    model, config = Model(12, seed), BeamConfig(width, END, 9, alpha=0.6)
    stateful = search_stepper(model, config).finished
    prefixes = search(model.next_log_probs, config).finished
    plain = beam_one_by_one(model.start, model.one, width, END, 9, alpha=0.6)
    for other in (prefixes, plain):
        assert [one.tokens for one in stateful] == [one[0] for one in other]
        assert [one.score for one in stateful] == pytest.approx([one[2] for one in other], abs=1e-5)


def test_scores_are_those_of_teacher_forcing():
    model = Model(12, 3)
    for tokens, log_probability, score in search_stepper(model, BeamConfig(8, END, 9, alpha=0.5)).finished:
        assert log_probability == pytest.approx(chain.forced(model, tokens).log_probability, abs=1e-5)
        assert score == pytest.approx(log_probability / len(tokens) ** 0.5)


def test_the_trace_holds_the_search():
    model = Model(12, 1, end_bias=-1.0)
    trace = search_stepper(model, BeamConfig(4, END, 8, pruned=6))
    live, room = [()], 4
    for t, step in enumerate(trace.steps):
        table = model.next_log_probs(live)
        totals = np.array([sum(model.next_log_probs([y[:i]])[0, w] for i, w in enumerate(y)) for y in live])
        everything = np.sort((totals[:, None] + table).ravel())[::-1]
        kept = [c for c in step if c.kept]
        assert step.of == everything.size and step.room == room
        assert [c.total for c in kept] == pytest.approx(everything[:room], abs=1e-5)
        pruned = [c for c in step if not c.kept]
        assert [c.total for c in pruned[:6]] == pytest.approx(everything[room : room + 6], abs=1e-5)
        assert [c.below for c in pruned] == pytest.approx([kept[-1].total - c.total for c in pruned])
        for row, c in enumerate(step):
            tokens = trace.tokens(t, row)
            assert tokens[-1] == c.token and len(tokens) == t + 1
            parent = trace.tokens(t - 1, c.parent) if t else ()
            assert tokens[:-1] == parent and parent in live
            assert c.log_probability == pytest.approx(table[live.index(parent), c.token], abs=1e-5)
        live = [trace.tokens(t, row) for row, c in enumerate(step) if c.kept and not c.ended]
        room -= sum(c.ended for c in step)
    assert sum(c.ended for step in trace.steps for c in step) == len(trace.finished)


def test_what_cannot_follow_is_never_chosen():
    only = np.log(np.array([[0.25, 0.75, 0.0]]) + 1e-300)
    only[0, 2] = -np.inf
    trace = search(lambda prefixes: np.repeat(only, len(prefixes), 0), BeamConfig(5, END, 3))
    assert all(c.token != 2 for step in trace.steps for c in step)
    assert {one.tokens for one in trace.finished} == {(0,), (1, 0), (1, 1, 0)}


def test_what_is_cut_is_given_only_if_nothing_ended():
    never = np.log([[0.0 + 1e-9, 0.6, 0.4 - 1e-9]])
    trace = search(lambda prefixes: np.repeat(never, len(prefixes), 0), BeamConfig(2, END, 4, n_best=2))
    assert trace.best[0].tokens == (1, 1, 1, 1)
    assert not any(one.ended for one in trace.finished)


def test_a_width_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least 1"):
        search(lambda prefixes: np.zeros((1, 2)), BeamConfig(0, END, 4))


def test_sampling_follows_the_probabilities():
    model = Model(4, 2)
    generator = torch.Generator().manual_seed(0)
    first = [chain.sample(model, END, 1, 0.7, generator).tokens[0] for _ in range(4000)]
    logits, _ = model.step(model.start(), None)
    expected = (logits[0].double() / 0.7).softmax(-1).numpy()
    assert np.bincount(first, minlength=4) / 4000 == pytest.approx(expected, abs=0.03)
    assert chain.sample(model, END, 9, 0.0, generator).tokens == chain.greedy(model, END, 9).tokens
    again = [chain.sample(model, END, 9, 1.0, torch.Generator().manual_seed(5)).tokens for _ in range(2)]
    assert again[0] == again[1]


def test_products_run_to_zero_and_sums_of_logs_do_not():
    log_p = np.full(40, np.log(0.25))
    half = chain.products(log_p, "float16")
    assert half.zero_at == 12  # 0.25 ** 12 = 2^-24 is the smallest float16, 2^-26 is 0
    assert half.log_sum[-1] == pytest.approx(40 * np.log(0.25))
    single = chain.products(np.full(80, np.log(0.25)), "float32")
    assert single.zero_at == 74  # 2^-149 is the smallest float32
    assert single.product[10] == np.float32(0.25**11)
    assert single.product.max() <= 1  # nothing overflows
    assert chain.products(log_p, "float64").zero_at is None


def test_a_greater_alpha_is_for_the_long_and_the_mistake_against_them():
    finished = [Finished(tuple(range(n)), -1.0 - 0.3 * n, 0.0) for n in range(1, 12)]
    right = chain.rerank(finished, np.linspace(0, 2, 21))
    assert right.length[0] == 1 and right.length[-1] == 11 and np.all(np.diff(right.length) >= 0)
    assert right.scores[10, 4] == pytest.approx(-2.5 / 5)
    wrong = chain.rerank(finished, np.linspace(0, 2, 21), punishing=True)
    assert np.all(np.diff(wrong.length) <= 0) and wrong.scores[10, 4] == pytest.approx(-2.5 * 5)


@pytest.mark.parametrize("alpha", [0.0, 0.5, 1.0])
def test_the_winner_has_the_best_score(alpha):
    finished = [Finished(tuple(range(n)), -1.0 - 0.4 * n**0.8, 0.0) for n in (4, 1, 9, 2)]
    scores = [one.log_probability / len(one.tokens) ** alpha for one in finished]
    assert chain.winner(finished, alpha) == scores.index(max(scores))
