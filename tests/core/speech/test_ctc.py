"""The arithmetic of CTC against all paths written down, PyTorch's loss and gradient, finite differences, and a word's rule."""

import itertools
import math
import re

import numpy as np
import pytest
import torch

from core.referees.ctc import check, every_path
from core.speech import ctc, ctc_mistakes
from tests.core.speech.random_frames import label, log_probs

SMALL = [
    (frames, symbols, seed) for seed in range(4) for symbols in (2, 3, 4) for frames in range(1, 8 - (symbols > 3))
]


def torch_loss(y: np.ndarray, labels: tuple[int, ...]) -> float:
    target = torch.tensor([labels], dtype=torch.long).reshape(1, len(labels))
    sizes = torch.tensor([len(y)]), torch.tensor([len(labels)])
    return torch.nn.CTCLoss(reduction="sum")(torch.tensor(y)[:, None], target, *sizes).item()


def test_collapse_merges_then_drops():
    """A regular expression says the rule in its own way: each run becomes one letter, then the dashes go."""
    generator = np.random.default_rng(1)
    for _ in range(500):
        path = "".join(generator.choice(list("-abc"), generator.integers(0, 12)))
        merged = re.sub(r"(.)\1+", r"\1", path).replace("-", "")
        assert "".join("-abc"[i] for i in ctc.collapse(["-abc".index(c) for c in path])) == merged


def test_a_double_needs_a_blank():
    say = "-helo".index
    assert ctc.collapse(map(say, "hh-e-ll-l-oo")) == tuple(map(say, "hello"))
    assert ctc.collapse(map(say, "hh-e-lll-oo")) == tuple(map(say, "helo"))
    assert (ctc.needed("hello"), ctc.needed("helllo"), ctc.needed("")) == (6, 8, 0)


@pytest.mark.parametrize(("frames", "symbols", "seed"), SMALL)
def test_every_label_against_every_path(frames: int, symbols: int, seed: int):
    y = log_probs(np.random.default_rng(seed), frames, symbols)
    every = every_path(y)
    assert every.count == symbols**frames
    for labels, (count, probability, most) in every.labels.items():
        found = ctc.trellis(y, labels)
        assert ctc.paths(frames, labels) == count
        assert math.exp(-ctc.loss(y, labels)) == pytest.approx(probability, abs=1e-12, rel=1e-9)
        assert math.exp(found.best_log_probability) == pytest.approx(most, rel=1e-9)
        assert found.loss == pytest.approx(torch_loss(y, labels), abs=1e-9)
        assert ctc.collapse(found.extended[found.best].tolist()) == labels
    assert tuple(ctc.best_path(y).tolist()) == every.best


def test_the_share_of_a_place_is_that_of_the_paths_through_it():
    """Row by row, frame by frame: the paths are laid through l′ by hand."""
    y, labels = log_probs(np.random.default_rng(5), 6, 3), (1, 2, 2)
    found, p = ctc.trellis(y, labels), np.exp(y)
    sums, before, after = np.zeros((6, 7)), np.zeros((6, 7)), np.zeros((6, 7))
    beginnings, ends = {}, {}
    for rows in itertools.product(range(7), repeat=6):
        steps_fit = all(
            0 <= b - a <= 1 or (b - a == 2 and b % 2 and found.extended[a] != found.extended[b])
            for a, b in itertools.pairwise(rows)
        )
        if rows[0] <= 1 and steps_fit and rows[-1] >= 5:
            through = [p[t, found.extended[row]] for t, row in enumerate(rows)]
            for t, row in enumerate(rows):
                sums[t, row] += math.prod(through)
                beginnings[rows[: t + 1]] = (t, row, math.prod(through[: t + 1]))
                ends[t, rows[t:]] = (row, math.prod(through[t + 1 :]))
    for t, row, value in beginnings.values():
        before[t, row] += value
    for (t, _), (row, value) in ends.items():
        after[t, row] += value
    total = sums[0].sum()
    np.testing.assert_allclose(found.shares, sums / total, atol=1e-12)
    places = sums > 0  # elsewhere α or β may count what leads nowhere
    np.testing.assert_allclose(np.exp(found.alpha)[places], before[places], rtol=1e-9)
    np.testing.assert_allclose(np.exp(found.beta)[places], after[places], rtol=1e-9)


@pytest.mark.parametrize("seed", range(20))
def test_long_input_against_pytorch(seed: int):
    generator = np.random.default_rng(seed)
    y = log_probs(generator, int(generator.integers(30, 300)), 29)
    labels = label(generator, 29, 12 if seed % 2 else 60)[: len(y) // 3]
    rows = {row.name: row for row in check(y, labels)}
    assert set(rows) == {"loss", "gradient", "shares"}
    assert max(row.difference for row in rows.values()) < 1e-8
    found = ctc.trellis(y, labels)
    np.testing.assert_allclose(found.shares.sum(axis=1), 1.0, atol=1e-9)


def test_the_gradient_against_finite_differences():
    generator = np.random.default_rng(3)
    logits, labels, step = generator.normal(size=(6, 4)), (1, 3, 3), 1e-6
    normal = lambda u: u - np.logaddexp.reduce(u, axis=1)[:, None]  # noqa: E731
    found = ctc.gradient(normal(logits), labels)
    for t, k in itertools.product(range(6), range(4)):
        nudge = np.zeros_like(logits)
        nudge[t, k] = step
        slope = (ctc.loss(normal(logits + nudge), labels) - ctc.loss(normal(logits - nudge), labels)) / (2 * step)
        assert found[t, k] == pytest.approx(slope, abs=1e-8)


def test_too_few_frames_spell_nothing():
    y = log_probs(np.random.default_rng(0), 5, 4)
    found = ctc.trellis(y, (1, 1, 1))
    assert ctc.needed((1, 1, 1)) == 5
    assert np.isfinite(found.loss)
    short = ctc.trellis(y[:4], (1, 1, 1))
    assert short.loss == math.inf == torch_loss(y[:4], (1, 1, 1))
    assert not len(short.best)
    assert not short.shares.any()
    assert not ctc.gradient(y[:4], (1, 1, 1)).any()
    assert ctc.align(y[:4], (1, 1, 1)) == ()
    assert ctc.paths(4, (1, 1, 1)) == 0


def test_symbols_that_cannot_be():
    """−∞ is a probability of 0: no warning, and the labels that need it cannot be spelled."""
    y = np.log(np.array([[0.5, 0.5, 1e-300], [1.0, 1e-300, 1e-300]]))
    y[y < -600] = -np.inf
    with np.errstate(all="raise"):
        assert ctc.loss(y, (1,)) == pytest.approx(math.log(2))
        assert ctc.loss(y, (2,)) == math.inf
        assert ctc.trellis(y, (1,)).shares.sum(axis=1) == pytest.approx(1.0)


def test_one_path_against_all_paths():
    """Two frames with .6 for the blank and .4 for a: the best path is empty (.36), the best label is a (.64)."""
    y = np.log([[0.6, 0.4], [0.6, 0.4]])
    assert ctc.greedy(y) == ()
    assert math.exp(-ctc.loss(y, ())) == pytest.approx(0.36)
    assert math.exp(-ctc.loss(y, (1,))) == pytest.approx(0.64)
    assert every_path(y).best_label == (1,)
    assert ctc_mistakes.one_path_for_all(y) == ((), pytest.approx(math.log(0.36)))


def test_how_many_paths():
    """60 frames, nine symbols, none double: a figure of the lesson's drawing, and C(69, 18)."""
    assert ctc.paths(60, "the quick") == 17_231_414_395_464_984


def test_alignment():
    """Frames that all but say so: each letter's frames, and the second l after its blank."""
    say, sure = "-helo".index, np.full((12, 5), 1e-4)
    for t, symbol in enumerate("-hh-ell-lo--"):
        sure[t, say(symbol)] = 1.0
    found = ctc.align(np.log(sure / sure.sum(axis=1, keepdims=True)), tuple(map(say, "hello")))
    assert [("-helo"[one.symbol], one.first, one.end) for one in found] == [
        ("h", 1, 3),
        ("e", 4, 5),
        ("l", 5, 7),
        ("l", 8, 9),
        ("o", 9, 10),
    ]


def test_mistakes():
    say = "- helo".index
    path = [say(symbol) for symbol in "hh-e-ll-l-oo"]
    text = lambda labels: "".join("- helo"[i] for i in labels)  # noqa: E731
    assert text(ctc_mistakes.dropped_first(path)) == "helo"
    assert text(ctc_mistakes.blank_as_space(path, say(" "))) == "h e l l o"


def test_another_blank():
    """The blank may be any symbol: with the last one for it, all comes out as with the columns moved."""
    generator = np.random.default_rng(7)
    for _ in range(50):
        y = log_probs(generator, 6, 4)
        labels = label(generator, 4, 3)
        moved, others = np.roll(y, -1, axis=1), tuple(symbol - 1 for symbol in labels)
        assert ctc.loss(moved, others, 3) == pytest.approx(ctc.loss(y, labels))
        assert [symbol + 1 for symbol in ctc.greedy(moved, 3)] == list(ctc.greedy(y))
        found, same = ctc.prefix_beam(moved, 5, blank=3), ctc.prefix_beam(y, 5)
        assert [[symbol + 1 for symbol in one] for one, _ in found] == [list(one) for one, _ in same]
        np.testing.assert_allclose(
            np.roll(ctc.gradient(moved, others, 3), 1, axis=1), ctc.gradient(y, labels), atol=1e-12
        )
    assert ctc_mistakes.dropped_first([3, 1, 1, 3, 0, 0, 3, 0], 3) == (1, 0)
    assert ctc_mistakes.blank_as_space([3, 1, 1, 3, 0], 2, 3) == (2, 1, 2, 0)


@pytest.mark.parametrize("letters", [63, 64, 127, 128, 200])
def test_the_best_path_of_a_long_label(letters: int):
    """Each symbol has a frame of its own, and the path goes through all of them."""
    labels = np.random.default_rng(letters).integers(1, 4, letters).tolist()
    path = [symbol for place, symbol in enumerate(labels) for symbol in ([0] * (place > 0) + [symbol])]
    y = np.log(np.full((len(path), 4), 0.1) + 0.6 * np.eye(4)[path])
    found = ctc.trellis(y, labels)
    assert found.extended[found.best].tolist() == path == ctc.best_path(y).tolist()
    assert found.best_log_probability == pytest.approx(len(path) * np.log(0.7))
    assert [one.symbol for one in ctc.align(y, labels)] == labels
