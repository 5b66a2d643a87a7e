"""What is made small: losses by PyTorch's own functions and plain loops, gradients by its automatic differentiation."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from core.errors import UserError
from core.referees import word2vec as referee
from core.words import blocks, corpus, learning, moments, noise, objectives, scenes, word2vec
from core.words.options import LearningConfig
from core.words.results import Learned

K, DRAWN, B, N, H, E, V = 5, 7, 3, 6, 10, 4, 13
EXACT = 1e-9


def tables(seed: int, *shapes: tuple[int, ...]) -> list[torch.Tensor]:
    made = torch.Generator().manual_seed(seed)
    return [torch.randn(*shape, generator=made, dtype=torch.float64).requires_grad_() for shape in shapes]


def near(seed: int) -> torch.Tensor:
    """Random windows; the first word of each block has none."""
    found = (torch.rand(B, N, H, generator=torch.Generator().manual_seed(seed)) < 0.4).double()
    found[:, 0] = 0
    return found


def skip_loss(e, theta, drawn, windows):
    """Pair by pair, with binary cross-entropy."""
    total, pairs = e.new_zeros(()), 0
    for b, i, j in windows.nonzero().tolist():
        yes, no = theta[b, j] @ e[b, i], drawn[b] @ e[b, i]
        total = total + F.binary_cross_entropy_with_logits(yes, torch.ones_like(yes))
        total = total + K * F.binary_cross_entropy_with_logits(no, torch.zeros_like(no))
        pairs += 1
    return total, pairs


def cbow_loss(e, theta, drawn, windows):
    """Middle by middle."""
    total, pairs = e.new_zeros(()), 0
    for b in range(B):
        for i in range(N):
            if windows[b, i].any():
                mean = e[b][windows[b, i].bool()].mean(0)
                yes, no = theta[b, i] @ mean, drawn[b] @ mean
                total = total + F.binary_cross_entropy_with_logits(yes, torch.ones_like(yes))
                total = total + K * F.binary_cross_entropy_with_logits(no, torch.zeros_like(no))
                pairs += 1
    return total, pairs


def agree(found: objectives.Result, loss: torch.Tensor, pairs: int, asked: list[torch.Tensor]) -> None:
    """Loss, pairs, and the gradients downhill."""
    assert int(found[1]) == pairs > 0
    assert float(found[0]) == pytest.approx(float(loss.detach()), rel=EXACT)
    for ours, theirs in zip(found[2], torch.autograd.grad(loss, asked), strict=True):
        assert theirs.abs().max() > 0.1
        assert float((ours + theirs).abs().max()) < EXACT


@pytest.mark.parametrize("seed", range(4))
def test_skip_by_autograd(seed: int) -> None:
    asked, windows = tables(seed, (B, N, E), (B, H, E), (B, DRAWN, E)), near(seed)
    with torch.no_grad():
        found = objectives.skip_negative(*asked, windows, K)
    agree(found, *skip_loss(*asked, windows), asked)


@pytest.mark.parametrize("seed", range(4))
def test_cbow_by_autograd(seed: int) -> None:
    asked, windows = tables(seed, (B, H, E), (B, N, E), (B, DRAWN, E)), near(seed)
    with torch.no_grad():
        found = objectives.cbow_negative(*asked, windows, K, share_error=True)
    agree(found, *cbow_loss(*asked, windows), asked)


def test_cbow_gives_each_neighbour_the_whole_error() -> None:
    """With one middle a block, what a neighbour gets is what autograd says times how many there are."""
    asked = tables(1, (B, H, E), (B, 1, E), (B, DRAWN, E))
    windows = near(2)[:, 1:2]
    count = windows.sum(-1)
    assert sorted(count.flatten().tolist())[-1] > 2
    with torch.no_grad():
        loss, pairs, whole = objectives.cbow_negative(*asked, windows, K)
        again, _, shared = objectives.cbow_negative(*asked, windows, K, share_error=True)
    assert loss == again and int(pairs) == B
    assert float((whole[0] - shared[0] * count[..., None]).abs().max()) < EXACT < float(whole[0].abs().max())
    for ours, theirs in zip(whole[1:], shared[1:], strict=True):
        assert (ours == theirs).all()


@pytest.mark.parametrize("seed", range(4))
def test_softmax_by_autograd(seed: int) -> None:
    asked = tables(seed, (N, E), (V, E))
    targets = torch.from_numpy(
        np.random.default_rng(seed).integers(0, 3, (N, V)) * (np.arange(N) > 0)[:, None]
    ).double()
    logits = asked[0] @ asked[1].T
    rows, columns = targets.nonzero(as_tuple=True)
    each = F.cross_entropy(logits[rows], columns, reduction="none")
    with torch.no_grad():
        found = objectives.skip_softmax(*asked, targets)
    agree(found, (each * targets[rows, columns]).sum(), int(targets.sum()), asked)


@pytest.mark.parametrize("rule", [objectives.skip_negative, objectives.cbow_negative])
def test_without_the_loss_the_step_is_the_same(rule) -> None:
    shapes = ((B, N, E), (B, H, E)) if rule is objectives.skip_negative else ((B, H, E), (B, N, E))
    asked, windows = [one.detach() for one in tables(5, *shapes, (B, DRAWN, E))], near(5)
    before = [one.clone() for one in asked]
    _, pairs, theirs = rule(*asked, windows, K)
    loss, same, ours = rule(*asked, windows, K, lossy=False)
    assert loss is None and pairs == same
    assert all((a == b).all() for a, b in zip(ours, theirs, strict=True))
    assert all((a == b).all() for a, b in zip(asked, before, strict=True)), "what is given is not changed"


def test_far_out_it_stays_finite() -> None:
    asked = [200 * one.detach() for one in tables(6, (B, N, E), (B, H, E), (B, DRAWN, E), (V, E))]
    targets = torch.ones(N, V, dtype=torch.float64)
    found = [
        objectives.skip_negative(*asked[:3], near(6), K),
        objectives.cbow_negative(asked[1], asked[0], asked[2], near(6), K),
        objectives.skip_softmax(asked[0][0], asked[3], targets),
    ]
    for loss, _, steps in found:
        assert torch.isfinite(loss) and loss > 1000 and all(torch.isfinite(step).all() for step in steps)


def text_of(seed: int) -> corpus.Corpus:
    rng = np.random.default_rng(seed)
    return corpus.build([[f"w{i}" for i in rng.zipf(1.5, 20) % 30] for _ in range(30)], 1)


@pytest.mark.parametrize("output", ["negative", "softmax"])
@pytest.mark.parametrize("method", ["skip", "cbow"])
def test_a_step_of_the_trainer_is_the_gradient(method: str, output: str) -> None:
    """Both tables after one step: by autograd through the whole tables, times the rate. Skip-gram's is exact; CBOW gives each
    neighbour the whole error, so that there only θ is."""
    text = text_of(3)
    config = LearningConfig(method, output, dimension=5, window=3, negative=4, rate=0.01, subsample=0.0)
    model = word2vec.Model(
        *(torch.randn(len(text.words), 5, generator=torch.Generator().manual_seed(s)) for s in (1, 2))
    )
    whole = [table.double().clone().requires_grad_() for table in (model.e, model.theta)]
    learner = word2vec.Learner(text, config, model)
    part = next(blocks.epoch(text, np.ones(len(text.words)), 3, np.random.default_rng(0), learner.together))
    middle, around, windows = (torch.from_numpy(np.array(x)) for x in (part.middle, part.around, part.near))
    drawn = torch.from_numpy(np.array(learner._draw(0, 0, len(middle))))
    loss = sum_of(whole, middle, around, windows, drawn if output == "negative" else None, method, config.negative)
    down = torch.autograd.grad(loss[0], whole)
    learner.learn(part, 0, 0, 0.25)
    rate = learner.slower * 0.0075
    expected = [(table - rate * step).detach() for table, step in zip(whole, down, strict=True)]
    assert (expected[0] - whole[0]).abs().max() > 1e-3
    np.testing.assert_allclose(model.theta, expected[1], atol=2e-5)
    if method == "skip":
        np.testing.assert_allclose(model.e, expected[0], atol=2e-5)
    else:
        moved = model.e.double() - whole[0].detach()
        assert float((moved * down[0]).sum()) < 0 and moved.norm() > 1.5 * rate * down[0].norm()
    assert learner.losses(True)[0] == pytest.approx(float(loss[0].detach()) / loss[1], rel=1e-5)


def sum_of(whole, middle, around, windows, drawn, method, k):
    """The loss of some blocks, pair by pair, from the whole tables, and of how many pairs."""
    e, theta = whole
    total, pairs = e.new_zeros(()), 0
    for b, i in windows.any(-1).nonzero().tolist():
        listed = around[b][windows[b, i]]
        c = middle[b, i]
        asked = [(e[c], t) for t in listed] if method == "skip" else [(e[listed].mean(0), c)]
        for vector, t in asked:
            scores = theta @ vector
            if drawn is None:
                total = total - torch.log_softmax(scores, 0)[t]
            else:
                total = total - F.logsigmoid(scores[t]) - k * F.logsigmoid(-scores[drawn[b]]).mean()
            pairs += 1
    return total, pairs


def test_drawn_words_stand_for_those_each_pair_would_draw() -> None:
    """The mean over the draws of a step is the step with every word, as often as P(w) says."""
    p = torch.from_numpy(noise.distribution(np.array([50, 20, 9, 4, 1])))
    e, theta, windows = *(t.detach() for t in tables(0, (1, 2, 3), (5, 3))), torch.ones(1, 2, 2).double()
    towards = torch.sigmoid(-e[0] @ theta[:2].T) @ theta[:2]
    away = 2 * K * (torch.sigmoid(e[0] @ theta.T) * p) @ theta
    drawn = torch.from_numpy(noise.Urn(p.numpy()).draw(np.random.default_rng(0), (4000, 24)))
    given = e.expand(4000, 2, 3), theta[:2].expand(4000, 2, 3), theta[drawn], windows.expand(4000, 2, 2)
    steps = objectives.skip_negative(*given, K)[2][0]
    error = steps.std(0) / 4000**0.5
    assert ((steps.mean(0) - (towards - away)).abs() < 5 * error).all() and (away.abs() > 20 * error).any()


def learnt(**changes) -> Learned:
    steps = learning.run(text_of(1), LearningConfig(dimension=6, epochs=2, min_count=1, **changes))
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def test_the_referee_agrees() -> None:
    text = "w1 w2 w3 w4 w1 w5 nobody w2 w6"
    for found in (learnt(), learnt(method="cbow")):
        rows = referee.check(found, text, 3, 5)
        assert [row.name for row in rows[:4]] == ["skip_loss", "skip_e", "skip_theta", "skip_drawn"] and len(rows) == 12
        assert all(row.difference < EXACT for row in rows)
        assert all(row.theirs != 0 for row in rows)
    for short in ("w1 nobody", "nobody", ""):
        with pytest.raises(UserError) as caught:
            referee.check(found, short, 3, 5)
        assert caught.value.key == "corpus.no_pair"


def test_the_referee_notices_a_wrong_gradient(monkeypatch) -> None:
    ours = objectives.skip_negative
    monkeypatch.setattr(objectives, "skip_negative", lambda *given: ours(*given[:-1], given[-1] + 1))
    rows = referee.check(learnt(), "w1 w2 w3 w4", 2, 5)
    assert {row.name for row in rows if row.difference > 1e-3} >= {"skip_loss", "skip_e", "skip_drawn"}


def test_the_shipped_training_by_the_referee() -> None:
    rows = referee.check(moments.first(), "I want a glass of orange juice to go along with my cereal", 5, 5)
    assert len(rows) == 12 and all(row.difference < EXACT for row in rows)


@pytest.mark.parametrize("output", ["negative", "softmax"])
@pytest.mark.parametrize("method", ["skip", "cbow"])
def test_before_the_first_step_the_loss_is_that_of_guessing(method: str, output: str) -> None:
    text = text_of(1)
    config = LearningConfig(method, output, dimension=6, subsample=0.0, negative=7)
    learner = word2vec.Learner(text, config, word2vec.Model.fresh(len(text.words), config))
    learner.learn(next(blocks.epoch(text, np.ones(len(text.words)), 5, np.random.default_rng(0), 8)), 0, 0, 0.0)
    found = learnt(method=method, output=output, negative=7)
    m, words = found.moments, ["w1"]
    parts = scenes.word_map(m), scenes.window(m, "w1 w2", config, 5), scenes.nearest(m, words)
    assert learner.losses(True)[0] == pytest.approx(scenes.scene(found, config, *parts).guessing, rel=1e-5)
