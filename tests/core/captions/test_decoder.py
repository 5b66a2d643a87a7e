"""The three decoders against their equations written out in numpy, one word at a time."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from core.captions import writing
from core.captions.decoder import FIRST, Decoder, DecoderConfig
from core.captions.options import ATTEND, EVERY, START, WAYS
from core.translate import chain
from core.translate.beam import search_stepper
from core.translate.options import BeamConfig

WORDS, STEPS = 11, 5


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def made(way: str, seed: int = 1) -> Decoder:
    torch.manual_seed(seed)
    decoder = Decoder(DecoderConfig(way, WORDS, embedding=6, units=7, place=5, attention=4)).double().eval()
    with torch.no_grad():
        decoder.bias.normal_()
        decoder.norm.weight.uniform_(0.5, 2)
    return decoder.requires_grad_(False)


def grids(n: int) -> torch.Tensor:
    return torch.rand(n, 49, 1280, generator=torch.Generator().manual_seed(5), dtype=torch.float64)


def by_hand(decoder: Decoder, grid: np.ndarray, words: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Log-probabilities (T, V) and α (T, 49) as the module's docstring has them."""
    w = {name: value.numpy() for name, value in decoder.state_dict().items()}

    def linear(name: str, x: np.ndarray) -> np.ndarray:
        return w[f"{name}.weight"] @ x + w.get(f"{name}.bias", 0)

    def lstm(x: np.ndarray, h: np.ndarray, c: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        gates = w["lstm.weight_ih"] @ x + w["lstm.bias_ih"] + w["lstm.weight_hh"] @ h + w["lstm.bias_hh"]
        update, forget, candidate, output = np.split(gates, 4)
        c = sigmoid(update) * np.tanh(candidate) + sigmoid(forget) * c
        return sigmoid(output) * np.tanh(c), c

    a = np.array([linear("W_a", place) for place in grid])
    a = (a - a.mean(1)[:, None]) / np.sqrt(a.var(1)[:, None] + 1e-5) * w["norm.weight"] + w["norm.bias"]
    v, H = a.mean(0), decoder.config.units
    h, c = np.zeros(H), np.zeros(H)
    if decoder.way == START:
        h, c = lstm(linear("W_v", v), h, c)
    if decoder.way == ATTEND:
        h, c = np.tanh(linear("W_h0", v)), np.tanh(linear("W_c0", v))
    log_p, alphas = [], []
    for word in words:
        y, alpha = w["embedding.weight"][word], np.full(49, 1 / 49)
        if decoder.way == ATTEND:
            energies = [float(linear("u", np.tanh(linear("W_s", h) + linear("W_k", place)))[0]) for place in a]
            alpha = np.exp(energies) / np.exp(energies).sum()
            z = sigmoid(linear("W_beta", h)[0]) * sum(share * place for share, place in zip(alpha, a, strict=True))
            h, c = lstm(np.concatenate([y, z]), h, c)
            m = linear("W_h", h) + linear("W_z", z)
        else:
            h, c = lstm(y, h, c)
            m = linear("W_h", h) + (linear("W_z", v) if decoder.way == EVERY else 0)
        logits = w["embedding.weight"] @ m + w["bias"]
        log_p.append(logits - np.log(np.exp(logits).sum()))
        alphas.append(alpha)
    return np.array(log_p), np.array(alphas)


@pytest.mark.parametrize("way", WAYS)
def test_a_decoder_is_its_equations(way):
    decoder, x = made(way), grids(2)
    rows = [[FIRST, 4, 9, 3, 10], [FIRST, 7, 7], [FIRST, 5]]
    owner, lengths = torch.tensor([1, 0, 1]), torch.tensor([5, 3, 2])
    tokens = torch.zeros(3, STEPS, dtype=torch.long)
    for n, row in enumerate(rows):
        tokens[n, : len(row)] = torch.tensor(row)
    logits, alpha = decoder(x, tokens, owner, lengths)
    packed = torch.nn.utils.rnn.PackedSequence(logits.log_softmax(-1), torch.tensor([3, 3, 2, 1, 1]))
    found, _ = torch.nn.utils.rnn.pad_packed_sequence(packed, batch_first=True)
    for n, row in enumerate(rows):
        log_p, alphas = by_hand(decoder, x[owner[n]].numpy(), row)
        np.testing.assert_allclose(found[n, : len(row)].numpy(), log_p, atol=1e-10)
        np.testing.assert_allclose(alpha[n, : len(row)].numpy(), alphas, atol=1e-12)
        assert not alpha[n, len(row) :].any()


@pytest.mark.parametrize("way", WAYS)
def test_writing_word_by_word_gives_what_teacher_forcing_gives(way):
    decoder, x = made(way), grids(1)
    words = [4, 9, 3, 10]
    found = chain.forced(writing.Writer(decoder, decoder.look(x)), words)
    log_p, _ = by_hand(decoder, x[0].numpy(), [FIRST, *words[:-1]])
    log_p[:, writing.NEVER] = -np.inf
    log_p -= np.log(np.exp(log_p).sum(1, keepdims=True))
    np.testing.assert_allclose(found.log_probabilities, log_p[range(4), words], atol=1e-10)


@pytest.mark.parametrize("way", WAYS)
def test_greedy_for_many_is_the_beam_of_one_for_each(way):
    decoder, x = made(way), grids(4)
    found = writing.greedy(decoder, x)
    for grid, words in zip(x, found, strict=True):
        config = BeamConfig(1, writing.LAST, writing.LONGEST)
        best = search_stepper(writing.Writer(decoder, decoder.look(grid[None])), config).finished[0]
        assert writing.until_end(best.tokens) == words
        assert not set(words) & {*writing.NEVER, writing.LAST}


def test_a_wide_beam_finds_the_likeliest_of_all():
    """Every sentence of at most three words, by brute force."""
    for way in WAYS:
        decoder, x = made(way, seed=4), grids(1)
        x = x * 2

        def next_log_probs(prefixes, decoder=decoder, x=x):
            rows = [by_hand(decoder, x[0].numpy(), [FIRST, *prefix])[0][-1] for prefix in prefixes]
            table = np.array(rows)
            table[:, writing.NEVER] = -np.inf
            return table - np.log(np.exp(table).sum(1, keepdims=True))

        best = chain.exhaustive(next_log_probs, writing.LAST, 3)[0]
        config = BeamConfig(100, writing.LAST, 3)
        found = search_stepper(writing.Writer(decoder, decoder.look(x)), config).finished[0]
        assert found.tokens == best.tokens
        assert found.log_probability == pytest.approx(best.log_probability, abs=1e-9)
