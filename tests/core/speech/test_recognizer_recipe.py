"""The recogniser's recipe from recordings to weights and card, in seconds; its schedule; and the figures that it measures."""

import json
import sys
from pathlib import Path

import jiwer
import numpy as np
import pytest
import torch
from safetensors.torch import load_file
from scipy.stats import bootstrap

from core import checkpoints
from core.recipes import recognizer as recipe
from core.recipes import recognizer_decoding, recognizer_examples, recognizer_sets
from core.recipes import recognizer_measure as measure
from core.recipes.recognizer_data import Transcribed
from core.recipes.recognizer_sets import in_noise
from core.speech.letters import SYMBOLS, encode
from core.speech.recognizer import RecognizerConfig, RecognizerNetwork
from tests.core.speech import made_recordings


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A small network and small batches; weights are written elsewhere."""
    for module in (recipe, measure, recognizer_decoding):
        monkeypatch.setattr(module, "RecognizerConfig", lambda: RecognizerConfig(filters=8, units=8, layers=2))
    monkeypatch.setattr(recipe, "BATCH", 1500)
    monkeypatch.setattr(recognizer_examples, "AT_ONCE", 10)
    monkeypatch.setattr(recognizer_sets, "STRINGS", 6)
    monkeypatch.setattr(measure, "RATIOS", (5.0,))
    monkeypatch.setattr(checkpoints, "WEIGHTS", tmp_path / "weights")
    checkpoints.card.cache_clear()
    yield made_recordings.folder(tmp_path)
    checkpoints.card.cache_clear()


def run(monkeypatch: pytest.MonkeyPatch, main, *arguments: object) -> None:
    """A recipe from the command line."""
    monkeypatch.setattr(sys, "argv", ["recipe", *map(str, arguments)])
    main()


def test_from_recordings_to_weights(small: Path, monkeypatch: pytest.MonkeyPatch):
    kept, torch_threads = small / "kept", torch.get_num_threads()
    folders = ("--speech", small, "--kept", kept)
    run(monkeypatch, recipe.main, *folders, "--minutes", 0.02)
    first = torch.load(kept / "checkpoint", weights_only=True)
    run(monkeypatch, recipe.main, *folders, "--minutes", first["minutes"] + 0.01, "--resume", kept / "checkpoint")
    second = torch.load(kept / "checkpoint", weights_only=True)
    assert second["step"] > first["step"] > 0 and len(second["curve"]) == len(first["curve"]) + 1
    assert all(np.isfinite(point["loss"]) and point["loss"] > 0 for point in second["curve"])
    moved = [not torch.equal(one, second["network"][name]) for name, one in first["network"].items()]
    assert all(moved) and (kept / "step_000000.safetensors").exists()
    (small / "sphinx.json").write_text('{"set": "digits", "clips": 2, "pocketsphinx": {"open": {"wer": 0.5}}}\n')
    monkeypatch.setattr(measure, "decoders", lambda words: {"greedy": measure.greedy})
    run(monkeypatch, measure.main, *folders, "--sphinx", small / "sphinx.json", "--write")
    card = checkpoints.card("recognizer")
    assert card["training"]["steps"] == second["step"] and card["config"]["filters"] == 8
    assert card["measured"]["pocketsphinx"]["digits"]["open"]["wer"] == 0.5
    assert {"digits", "commands", "sentences", "an4", "librispeech", "sentences, 5 dB"} <= card["measured"].keys()
    network = checkpoints.filled(RecognizerNetwork(RecognizerConfig(8, 8, 2)), "recognizer")
    for name, one in network.named_parameters():
        assert torch.equal(one, second["network"][name]), name
    go_on(folders, card, monkeypatch)
    torch.set_num_threads(torch_threads)


def go_on(folders: tuple, card: dict, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the weights of the training that is over, in two branches with seeds of their own, of which the mean is taken."""
    small, kept = folders[1], folders[3]
    written = checkpoints.WEIGHTS / "recognizer.safetensors"
    (kept / "step_000000.safetensors").unlink()
    more = ("--speech", small, "--kept", kept, "--weights", written, "--rate", 1e-9)
    run(monkeypatch, recipe.main, *more, "--minutes", 0.001)
    begun = torch.load(kept / "checkpoint", weights_only=True)
    for name, value in load_file(written).items():
        assert torch.allclose(begun["network"][name], value, atol=1e-6), name
    assert not (kept / "step_000000.safetensors").exists()
    (kept / "checkpoint").rename(kept / "common")
    for seed in (1, 2):
        run(monkeypatch, recipe.main, *folders, "--minutes", 0.02, "--resume", kept / "common", "--seed", seed)
        (kept / "checkpoint").rename(kept / f"branch_{seed}")
    one, two = (torch.load(kept / f"branch_{seed}", weights_only=True) for seed in (1, 2))
    (kept / "branch_1").rename(kept / "checkpoint")
    (small / "card.json").write_text(json.dumps(card))
    options = (*folders, "--twin", kept / "branch_2", "--earlier", small / "card.json", "--write")
    run(monkeypatch, measure.main, *options)
    checkpoints.card.cache_clear()
    after = checkpoints.card("recognizer")
    for name, value in load_file(written).items():
        expected = (one["network"][name].double() + two["network"][name].double()) / 2
        assert not torch.equal(one["network"][name], two["network"][name])
        assert torch.allclose(value.double(), expected, atol=1e-6), name
    assert after["training"]["steps"] == card["training"]["steps"] + one["step"]
    spent = 60 * (one["minutes"] + two["minutes"] - begun["minutes"])
    assert after["training_seconds"] == pytest.approx(card["training_seconds"] + spent, abs=1)
    steps = [point["step"] for point in after["training"]["curve"]]
    assert steps == sorted(steps) and len(steps) == len(card["training"]["curve"]) + len(one["curve"])
    assert after["training"]["before"]["hours"] == card["training"]["hours"]
    assert after["measured"]["pocketsphinx"] == card["measured"]["pocketsphinx"]


def test_the_rate_rises_stays_and_falls_as_pytorchs_cosine():
    warm = [recipe.rate(step, 0.0) for step in range(recipe.WARM_UP + 5)]
    assert warm[: recipe.WARM_UP] == pytest.approx(np.linspace(0, recipe.RATE_OF_LEARNING, recipe.WARM_UP + 1)[1:])
    assert warm[-1] == recipe.rate(10_000, recipe.FALLS_FROM) == pytest.approx(recipe.RATE_OF_LEARNING)
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=recipe.RATE_OF_LEARNING)
    theirs = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 50, 0.01 * recipe.RATE_OF_LEARNING)
    for progress in np.linspace(recipe.FALLS_FROM, 1.0, 51):
        assert recipe.rate(10_000, progress) == pytest.approx(theirs.get_last_lr()[0], rel=1e-6)
        optimizer.step()
        theirs.step()
    assert recipe.rate(10_000, 1.3) == recipe.rate(10_000, 1.0)
    assert recipe.rate(10_000, 0.6, 1e-3) == pytest.approx(recipe.rate(10_000, 0.6) * 1e-3 / recipe.RATE_OF_LEARNING)


SAID = ["the cat sat", "on the mat", "seven", "a b c d", "the end of it"]
HEARD = ["the cat sad", "on mat", "seven", "", "and the end off it"]


def clips(voices: list[str]) -> list[Transcribed]:
    """As they were said."""
    return [Transcribed(np.zeros((9, 40)), said, voice, "", "test") for said, voice in zip(SAID, voices, strict=True)]


def test_rates_are_those_of_jiwer():
    found = measure.rates(clips(list("abcde")), HEARD)
    assert found["wer"] == pytest.approx(jiwer.wer(SAID, HEARD), abs=1e-4)
    assert found["cer"] == pytest.approx(jiwer.cer(SAID, HEARD), abs=1e-4)
    assert found["right"] == 0.2


def test_an_interval_is_scipys_bootstrap():
    generator = np.random.default_rng(0)
    counts = np.stack([generator.poisson(2, 300), generator.integers(3, 12, 300)], axis=1)
    found = measure.interval(counts, ["one"] * 300)
    theirs = bootstrap(
        counts.T, lambda above, below, axis: above.sum(axis) / below.sum(axis), paired=True, method="percentile", rng=1
    ).confidence_interval
    assert found == pytest.approx(theirs, abs=0.004)
    by_voice = measure.interval(np.repeat(counts[:60], 5, axis=0), [str(i) for i in range(60) for _ in range(5)])
    assert by_voice == pytest.approx(measure.interval(counts[:60], [str(i) for i in range(60)]), abs=1e-9)


def test_each_way_of_reading():
    """Two frames, blank .6 and a .4 in each: the best path is empty, and the label "a" is more probable than it (.64)."""
    y = np.full((2, len(SYMBOLS)), -np.inf)
    y[:, 0], y[:, encode("a")[0]] = np.log(0.6), np.log(0.4)
    ways = measure.decoders(("b", "ab"))
    assert list(ways) == ["greedy", "beam", "letters", "words"]
    assert measure.written([y], ways["greedy"]) == [""] and measure.written([y], ways["beam"]) == ["a"]
    assert measure.written([y], ways["words"]) == [""] and "words" not in measure.decoders()


def test_noise_goes_over_all_kinds():
    own = [Transcribed(np.full((20, 40), -6.0, dtype=np.float16), "a", "", "", "test") for _ in range(6)]
    kinds = [np.full((7, 40), -3.0), np.linspace(-9, 0, 40)[None].repeat(9, axis=0)]
    found = [one.frames.astype(float) for one in in_noise(own, kinds, 10.0)]
    for i, x in enumerate(found):
        added = np.exp(x) - np.exp(-6.0)
        assert 10 * np.log10(np.exp(-6.0) / added.mean()) == pytest.approx(10.0, abs=0.1)
        assert (added[0, -1] > 5 * added[0, 0]) == (i % 2 == 1)


def test_what_is_tried_is_the_mean_of_the_sets(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(recognizer_decoding, "SETS", {"words": ("digits", "commands")})
    y = np.log(np.full((4, len(SYMBOLS)), 1e-9))
    for frame, letter in enumerate(encode("six")):
        y[frame, letter] = 0.0
    y[3, 0] = 0.0
    said = {
        name: [Transcribed(np.zeros((9, 40)), text, "", "", "dev")]
        for name, text in (("digits", "six"), ("commands", "on"))
    }
    heard = {name: (own, [y]) for name, own in said.items()}
    assert recognizer_decoding.error(heard, "words", 4, 0.5, 0.0) == pytest.approx((0 + 3 / 2) / 2)
