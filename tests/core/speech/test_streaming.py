"""A sound in chunks against PyTorch's own layers: the whole in one call, and each chunk's steps from zeros."""

import numpy as np
import pytest
import torch

from core.referees.speech import torch_probabilities
from core.speech import audio, features, streaming, trigger
from core.speech.presets import presets
from core.speech.results import RATE, Streamed
from core.speech.trigger import Detector

CHUNKS = (0.1, 0.5, 1.0, 2.0)


def sound(name: str) -> np.ndarray:
    return audio.read(presets()[name].data).samples


def heard(name: str, chunk: float, forget: bool, seconds: float = 10.0) -> Streamed:
    detector, samples = Detector.load("activate"), sound(name)[: round(seconds * RATE)]
    whole = detector.detect_frames(features.log_mel(samples))
    return streaming.in_chunks(detector, samples, whole, chunk, forget=forget)


@torch.inference_mode()
def layers(samples: np.ndarray, parts: list[slice]) -> tuple[np.ndarray, np.ndarray]:
    """ŷ (T,) and a² (T, H) by PyTorch's layers, each part of the steps in one call from zeros."""
    network = Detector.load("activate").network
    frames = (torch.from_numpy(features.log_mel(samples)) - trigger.LEVEL) / trigger.SPREAD
    v = torch.relu(network.convolution(frames.T[None]))[0].T
    a2 = torch.cat([network.second(network.first(v[part][None])[0])[0][0] for part in parts if len(v[part])])
    return torch.sigmoid(network.output(a2))[:, 0].numpy(), a2.numpy()


def steps_by(arrivals: np.ndarray) -> list[int]:
    """How many steps each chunk completes, with those before: the k-th has heard 0.172 + 0.02 k seconds."""
    return [sum(0.172 + 0.02 * k <= end + 1e-9 for k in range(1000)) for end in arrivals]


@pytest.mark.parametrize("chunk", CHUNKS)
@pytest.mark.parametrize("name", ["sentence", "near", "noise"])
def test_carried_on_it_is_the_whole(name: str, chunk: float):
    found, samples = heard(name, chunk, False), sound(name)
    theirs = torch_probabilities(Detector.load("activate").network, features.log_mel(samples))
    assert np.abs(found.detection.probabilities - theirs).max() < 5e-6
    assert found.apart < 5e-6
    assert found.detection.events == Detector.load("activate").detect(samples, RATE).events


@pytest.mark.parametrize("chunk", CHUNKS)
def test_the_states_are_those_of_pytorch_at_the_end_of_each_chunk(chunk: float):
    found = heard("sentence", chunk, False)
    _, a2 = layers(sound("sentence"), [slice(None)])
    last = [count - 1 for count in steps_by(found.arrivals)]
    weights = Detector.load("activate").network.output.weight[0].numpy()
    order = sorted(range(len(weights)), key=lambda unit: -weights[unit])
    for state, step in zip(found.states, last, strict=True):
        assert state == pytest.approx(a2[step][order] if step >= 0 else np.zeros(80), abs=2e-5)


@pytest.mark.parametrize("chunk", CHUNKS)
def test_forgotten_each_chunk_begins_from_zeros(chunk: float):
    found = heard("near", chunk, True, 9.87)  # the last chunk is shorter
    counts = [0, *steps_by(found.arrivals)]
    parts = [slice(begin, end) for begin, end in zip(counts, counts[1:], strict=False)]
    theirs, _ = layers(sound("near")[: round(9.87 * RATE)], parts)
    assert found.detection.probabilities == pytest.approx(theirs, abs=5e-6)
    assert found.forget and found.apart > 0.1
    whole, _ = layers(sound("near")[: round(9.87 * RATE)], [slice(None)])
    assert found.apart == pytest.approx(float(np.abs(theirs - whole).max()), abs=1e-5)


def test_when_chunks_have_come():
    assert streaming.arrivals(1.2, 0.5).tolist() == [0.5, 1.0, 1.2]
    assert streaming.arrivals(1.0, 0.1) == pytest.approx(np.arange(1, 11) / 10)
    assert streaming.arrivals(0.3, 2.0).tolist() == [0.3]
    assert len(streaming.arrivals(30.0, 0.1)) == 300
    for seconds, known in ((0.0, 0.5), (0.5, 0.5), (0.501, 1.0), (1.19, 1.2), (1.2, 1.2)):
        assert streaming.known_at(seconds, 1.2, 0.5) == known


def test_silence_and_what_is_too_short_for_a_step():
    found = heard("sentence", 0.1, True, 0.15)
    assert len(found.detection.probabilities) == 0 and found.apart == 0.0
    assert found.states.shape == (2, 80) and not found.states.any()
