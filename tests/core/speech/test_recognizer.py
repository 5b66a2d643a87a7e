"""The recogniser's network against PyTorch's cells step by step and SciPy's convolution; and what the shipped one hears."""

import numpy as np
import pytest
import torch
from scipy.signal import correlate, resample_poly

from core.speech import audio, features, recognizer
from core.speech.ctc import greedy, loss
from core.speech.letters import SYMBOLS, decode, encode
from core.speech.prefix_beam import prefix_beam
from core.speech.presets import FOLDER, sentences
from core.speech.recognizer import Recognizer, RecognizerConfig, RecognizerNetwork
from core.speech.results import RATE
from core.speech.spelling import WordModel
from core.speech.word_errors import compare

AT_MOST = 0.65  # edits for each letter of a clip that ships
CONFIG = RecognizerConfig(filters=6, units=5, layers=2, dropout=0.5)


@pytest.fixture
def network() -> RecognizerNetwork:
    torch.manual_seed(4)
    return RecognizerNetwork(CONFIG).eval().requires_grad_(False)


def frames(count: int, seed: int = 0) -> np.ndarray:
    """Log-mel frames (F, M) about as loud as speech."""
    return np.random.default_rng(seed).normal(-7, 3, (count, features.MELS)).astype(np.float32)


def convolved(x: np.ndarray, layer: torch.nn.Conv1d) -> np.ndarray:
    """ReLU of a layer's convolution over frames (F, C) with two frames of zeros at each end, every frame of it."""
    around = np.pad(x, ((2, 2), (0, 0)))
    weights, bias = layer.weight.numpy().astype(np.float64), layer.bias.numpy()
    found = [correlate(around, one.T, mode="valid")[:, 0] + shift for one, shift in zip(weights, bias, strict=True)]
    return np.maximum(np.stack(found, axis=1), 0)


def one_way(x: torch.Tensor, gru: torch.nn.GRU, suffix: str) -> list[torch.Tensor]:
    """A layer's states by PyTorch's single cell, from the first step to the last."""
    cell = torch.nn.GRUCell(x.shape[1], gru.hidden_size)
    cell.load_state_dict({name: getattr(gru, f"{name}_{suffix}") for name, _ in cell.named_parameters()})
    state, found = torch.zeros(1, gru.hidden_size), []
    for one in x:
        state = cell(one[None], state)
        found.append(state[0])
    return found


@pytest.mark.parametrize("count", [1, 2, 3, 40, 41])
def test_the_network_is_what_its_formulas_say(network: RecognizerNetwork, count: int):
    x = frames(count)
    v = convolved((x - x.mean(0)) / 3.0, network.first)
    v = torch.from_numpy(convolved(v, network.second)[::3].astype(np.float32))
    with torch.no_grad():
        for layer in range(CONFIG.layers):
            ahead = one_way(v, network.layers, f"l{layer}")
            back = one_way(v.flip(0), network.layers, f"l{layer}_reverse")[::-1]
            v = torch.stack([torch.cat(pair) for pair in zip(ahead, back, strict=True)])
    wanted = torch.log_softmax(v @ network.output.weight.T + network.output.bias, dim=1).numpy()
    found = Recognizer(network).log_probs(x)
    assert found.shape == (recognizer.steps(count), len(SYMBOLS)) and found == pytest.approx(wanted, abs=1e-5)


def test_how_loud_each_band_is_makes_no_difference(network: RecognizerNetwork):
    x, ours = frames(60), Recognizer(network)
    louder = x + np.linspace(-4, 9, features.MELS, dtype=np.float32)
    assert ours.log_probs(louder) == pytest.approx(ours.log_probs(x), abs=1e-4)
    assert abs(ours.log_probs(2 * x) - ours.log_probs(x)).max() > 1e-2


def test_clips_side_by_side_are_heard_as_alone(network: RecognizerNetwork):
    both = np.stack([frames(50, 1), frames(50, 2)])
    with torch.inference_mode():
        together = network(torch.from_numpy(both)).numpy()
    for one, found in zip(both, together, strict=True):
        assert found == pytest.approx(Recognizer(network).log_probs(one), abs=1e-5)


@pytest.mark.parametrize("at", [0.4, 0.613, 1.207])
def test_a_step_stands_where_it_says(network: RecognizerNetwork, at: float):
    """A click is heard about its own time: the convolutions all alike, so that what they hear lies evenly about it."""
    for layer in (network.first, network.second):
        torch.nn.init.constant_(layer.weight, 1 / layer.weight[0].numel())
        torch.nn.init.zeros_(layer.bias)
    wave = np.zeros(2 * RATE, dtype=np.float32)
    wave[int(at * RATE)] = 1.0
    x = torch.from_numpy(features.log_mel(wave) - np.float32(np.log(features.OFFSET)))[None].transpose(1, 2)
    heard = network.second(network.first(x))[0].mean(0).numpy()
    times = recognizer.FIRST_SECONDS + recognizer.STEP_SECONDS * np.arange(len(heard))
    assert (heard * times).sum() / heard.sum() == pytest.approx(at, abs=0.006)


@pytest.mark.parametrize("samples", [0, 1, 511])
def test_less_than_a_frame_is_no_text(network: RecognizerNetwork, samples: int):
    found = Recognizer(network).transcribe(np.zeros(samples, dtype=np.float32), RATE)
    assert found.text == "" and found.frames.shape == (0, len(SYMBOLS))


def test_the_text_is_the_best_path(network: RecognizerNetwork):
    wave = np.random.default_rng(5).normal(0, 0.1, RATE).astype(np.float32)
    found = Recognizer(network).transcribe(wave, RATE)
    assert found.text and found.text == decode(greedy(found.frames)).strip()
    assert np.exp(found.frames).sum(1) == pytest.approx(1.0, abs=1e-5)


def edits(said: str, heard: str) -> int:
    """Of letters."""
    found = compare(said, heard)
    return found.substitutions + found.deletions + found.insertions


@pytest.mark.parametrize("name", list(sentences()))
def test_the_shipped_one_hears_the_clips_that_ship(name: str):
    """By nobody it was trained on. What was said is far more probable than the same letters in another order."""
    clip = audio.read(sentences()[name].data)
    heard, said = Recognizer.load().transcribe(clip.samples, clip.rate), sentences()[name].said
    assert edits(said, heard.text) <= AT_MOST * len(said)
    assert loss(heard.frames, encode(said)) + 5 < loss(heard.frames, encode(said[::-1]))


@pytest.mark.parametrize("name", ["activate_nova", "activate_daniel", "captivate"])
def test_the_shipped_one_hears_single_words(name: str):
    """Said by voices that it was never trained on; with a list of words there is no mistake left."""
    word = name.split("_")[0]
    clip = audio.read((FOLDER / f"part_{name}.ogg").read_bytes())
    heard = Recognizer.load().transcribe(clip.samples, clip.rate)
    assert edits(word, heard.text) <= 1
    label, _ = prefix_beam(heard.frames, 8, WordModel(["activity", "captivate", "seven", "activate", "computer"]))[0]
    assert decode(label) == word


def test_another_rate_is_resampled():
    clip = audio.read((FOLDER / "part_activate_nova.ogg").read_bytes())
    first = Recognizer.load().transcribe(clip.samples, RATE)
    found = Recognizer.load().transcribe(resample_poly(clip.samples, 3, 1), 3 * RATE)
    assert found.text == first.text and abs(np.exp(found.frames) - np.exp(first.frames)).mean() < 0.002
