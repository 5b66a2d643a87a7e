"""A detector for a word of one's own, from a few recordings: the shipped layers frozen, a new head trained on top.

The convolution and the first GRU layer of a shipped detector have learned what speech is made of; a second GRU layer and
the sigmoid are trained for the new word, on examples composed as `compose` says from the visitor's clips and the shipped
negatives. How good it is is told by clips that were left out: at most five folds, each tried with a head that was trained
without it, and by the false alarms on shipped speech in voices that no head was trained on.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from core.data import ASSETS
from core.errors import UserError
from core.speech import augment, compose, events, features, trigger
from core.speech.compose import Part
from core.speech.options import DetectorConfig, OwnConfig
from core.speech.results import RATE, Clip
from core.speech.scoring import Share, is_found
from core.speech.trigger import FIRST_SECONDS, STEP_SECONDS, Detector, TriggerConfig, TriggerNetwork

FEWEST, MOST = 3, 20  # clips
LONGEST = 2.5  # seconds that a word may last
SAMPLES = 4 * RATE
REPORT = 50  # steps
WITHOUT = 14  # portions of examples without the word; each clip brings one with it
SCARCE = 3.0  # how much more a step after the word weighs than another, since there are so few
LEVEL = 0.07  # to which clips are brought, as in the shipped detectors' training
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)
AGREES = (3, 5, 8)  # steps in a row
NEGATIVES = ASSETS / "data" / "speech"


@dataclass(frozen=True, eq=False)
class OwnWord:
    """A trained detector of one's own and how good it is.

    weights: of the second layer and the output, by name. found: of the clips, each tried while it was left out.
    false_alarms in ``minutes`` of shipped speech without the word. seconds: how long the training took.
    """

    weights: dict[str, np.ndarray]
    base: str
    config: DetectorConfig
    found: Share
    folds: int
    false_alarms: int
    minutes: float
    seconds: float

    def detector(self) -> Detector:
        """Ready to listen."""
        network = _network(self.base, OwnConfig().units)
        network.load_state_dict({n: torch.from_numpy(w) for n, w in self.weights.items()}, strict=False)
        return Detector(network, self.config)


@dataclass(frozen=True)
class Stage:
    """Where the training stands: ``step`` of ``steps``."""

    step: int
    steps: int


@dataclass(frozen=True, eq=False)
class _Set:
    """Composed examples: a¹ (N, T, units), labels and weights (N, T), and which clip each holds (−1: none)."""

    states: Tensor
    y: Tensor
    weights: Tensor
    clip: np.ndarray


def words(clips: Sequence[Clip]) -> list[np.ndarray]:
    """The visitor's clips cut to the speech in them and brought to one level. UserError: too few, too many, silent, too long."""
    if not FEWEST <= len(clips) <= MOST:
        raise UserError("own.number", fewest=FEWEST, most=MOST, number=len(clips))
    found = []
    for number, clip in enumerate(clips, 1):
        start, end = compose.speech_bounds(clip.samples)
        spoken = clip.samples[max(0, start - RATE // 50) : end + RATE // 50]
        if clip.peak < 1e-3 or end - start < RATE // 10:
            raise UserError("own.silent", number=number)
        if len(spoken) > LONGEST * RATE:
            raise UserError("own.long", number=number, seconds=f"{len(spoken) / RATE:.1f}", most=LONGEST)
        found.append((spoken * (LEVEL / augment.level(spoken))).astype(np.float32))
    return found


def train(clips: Sequence[Clip], config: OwnConfig | None = None) -> Iterator[Stage | OwnWord]:
    """Train a head for the word in ``clips``; yields its progress and at last the `OwnWord`."""
    config, started = config or OwnConfig(), time.perf_counter()
    spoken, generator = words(clips), np.random.default_rng(config.seed)
    folds = min(config.folds, len(spoken))
    stages = len(spoken) + WITHOUT + (folds + 1) * (config.steps // REPORT)
    done = 0
    base, parts = _network(config.base, config.units), []
    speech = _speech("train")
    for number in range(-WITHOUT, len(spoken)):  # first what does not hold the word, then one for each clip
        parts.append(_composed(base, spoken, number, speech, config, generator))
        done += 1
        yield Stage(done, stages)
    made = _Set(
        torch.cat([p.states for p in parts]),
        torch.cat([p.y for p in parts]),
        torch.cat([p.weights for p in parts]),
        np.concatenate([p.clip for p in parts]),
    )
    order, tried = generator.permutation(len(spoken)) % folds, []
    trials = [_trial(clip, generator) for clip in spoken]
    for fold in [*range(folds), None]:
        left_out = [] if fold is None else np.flatnonzero(order == fold).tolist()
        network = _network(config.base, config.units)
        for _ in _fit(network, made, ~np.isin(made.clip, left_out), config):
            done += 1
            yield Stage(done, stages)
        tried += [(_probabilities(network, trials[c][0]), trials[c][1]) for c in left_out]
    against = [_probabilities(network, wave) for wave in _minutes(_speech("tune"))]
    point = _point(tried, against)
    found = [is_found(_events(p, point), end) for p, end in tried]
    heard = [_probabilities(network, wave) for wave in _minutes(_speech("test"))]
    weights = {
        n: p.detach().numpy().copy() for n, p in network.named_parameters() if n.startswith(("second", "output"))
    }
    minutes = sum(map(len, heard)) * STEP_SECONDS / 60
    alarms = sum(len(_events(p, point)) for p in heard)
    share = Share(sum(found), len(found))
    yield OwnWord(weights, config.base, point, share, folds, alarms, minutes, time.perf_counter() - started)


def job(description: dict) -> Iterator[Stage | OwnWord]:
    """`train` as a job: description holds ``files``, the clips' bytes, and ``config``."""
    from core.speech import audio

    yield from train([audio.read(data) for data in description["files"]], description.get("config"))


def _network(base: str, units: int) -> TriggerNetwork:
    """The shipped network of the word ``base`` with a new head, its other layers frozen."""
    shipped = Detector.load(base).network
    sizes = shipped.config
    network = TriggerNetwork(TriggerConfig(sizes.filters, sizes.units, units))
    network.convolution.load_state_dict(shipped.convolution.state_dict())
    network.first.load_state_dict(shipped.first.state_dict())
    for layer in (network.convolution, network.first):
        layer.requires_grad_(False)
    return network


@cache
def _speech(split: str) -> np.ndarray:
    """Shipped sentences in synthetic voices, samples (N,): of the detectors' train, tune or test voices."""
    import soundfile

    samples, rate = soundfile.read(NEGATIVES / f"sentences_{split}.ogg", dtype="float32")
    assert rate == RATE
    return samples


def _minutes(samples: np.ndarray) -> list[np.ndarray]:
    return [samples[i : i + 30 * RATE] for i in range(0, len(samples), 30 * RATE)]


def _composed(
    base: TriggerNetwork,
    spoken: list[np.ndarray],
    number: int,
    speech: np.ndarray,
    config: OwnConfig,
    generator: np.random.Generator,
) -> _Set:
    """Examples that hold clip ``number`` (below 0: no clip but pieces of all), as far as the frozen layers take them."""
    made = [_example(spoken, number, speech, generator) for _ in range(config.examples)]
    frames = features.log_mel_batch(torch.from_numpy(np.stack([wave for wave, _ in made])))
    count = trigger.steps(frames.shape[1])
    with torch.inference_mode():
        states = base.eval().body(frames)
    y = np.stack([compose.labels(ends, count) for _, ends in made])
    weights = 1.0 - np.stack([compose.undecided(ends, count) for _, ends in made]).astype(np.float32)
    return _Set(
        states.clone(),
        torch.from_numpy(y),
        torch.from_numpy(weights),
        np.full(len(made), number if number >= 0 else -1),
    )


def _example(
    spoken: list[np.ndarray], number: int, speech: np.ndarray, generator: np.random.Generator
) -> tuple[np.ndarray, list[float]]:
    """Four seconds with the clip somewhere in them, other speech before and after it as often as not, and noise."""
    wave, ends = np.zeros(SAMPLES, dtype=np.float32), []
    start = int(generator.integers(0, len(speech) - SAMPLES))
    around = speech[start : start + SAMPLES]
    if number >= 0:
        clip = _varied(spoken[number], generator)
        at = int(generator.integers(0, max(1, SAMPLES - len(clip) - RATE // 2)))
        wave = compose.mix(wave, [Part(clip, at, True)])
        ends.append((at + compose.speech_bounds(clip)[1]) / RATE)
        if generator.random() < 0.5:
            wave[: max(0, at - RATE // 20)] += around[: max(0, at - RATE // 20)]
            wave[at + len(clip) + RATE // 20 :] += around[at + len(clip) + RATE // 20 :]
    elif generator.random() < 0.3:
        clip = _varied(spoken[int(generator.integers(len(spoken)))], generator)
        half = clip[: int(len(clip) * generator.uniform(0.3, 0.6))]
        half = half if generator.random() < 0.6 else clip[int(len(clip) * generator.uniform(0.45, 0.7)) :]
        wave = compose.mix(wave, [Part(half, int(generator.integers(0, SAMPLES - len(half))), False)])
    else:
        wave = around.copy()
    if generator.random() < 0.4:
        wave = augment.room(wave, generator=generator)
    if generator.random() < 0.4:
        wave = augment.colour(wave, generator=generator)
    noise = augment.noise(SAMPLES, generator.uniform(0.0, 2.0), generator=generator)
    wave = wave + augment.at_distance(LEVEL, noise, generator.uniform(8.0, 50.0))
    return np.clip(wave * augment.decibels(generator.uniform(-20.0, 8.0)), -1, 1).astype(np.float32), ends


def _varied(clip: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    return augment.faster(clip, generator.uniform(0.88, 1.14)) * augment.decibels(generator.normal(0.0, 3.0))


def _trial(clip: np.ndarray, generator: np.random.Generator) -> tuple[np.ndarray, float]:
    """The clip as it is, a second of quiet before and after it, and where it ends."""
    wave = np.pad(clip, RATE)
    wave = wave + augment.at_distance(LEVEL, augment.noise(len(wave), 1.0, generator=generator), 40.0)
    return wave.astype(np.float32), 1.0 + compose.speech_bounds(clip)[1] / RATE


def _fit(network: TriggerNetwork, made: _Set, chosen: np.ndarray, config: OwnConfig) -> Iterator[None]:
    """Train the head on the chosen examples, a word every REPORT steps. Seeded: the same clips give the same head."""
    torch_generator = torch.Generator().manual_seed(config.seed)
    for layer in (network.second, network.output):
        for p in layer.parameters():
            torch.nn.init.uniform_(p, -(config.units**-0.5), config.units**-0.5, generator=torch_generator)
    head = [*network.second.parameters(), *network.output.parameters()]
    optimizer = torch.optim.Adam(head, lr=config.rate)
    rows = torch.from_numpy(np.flatnonzero(chosen))
    network.eval()  # dropout off: its noise would not be seeded, and the examples vary enough
    for step in range(1, config.steps + 1):
        for group in optimizer.param_groups:
            group["lr"] = config.rate * 0.5 * (1 + math.cos(math.pi * step / config.steps))
        batch = rows[torch.randint(len(rows), (config.batch,), generator=torch_generator)]
        y = made.y[batch]
        weights = made.weights[batch] * (1 + (SCARCE - 1) * y)
        loss = binary_cross_entropy_with_logits(network.head(made.states[batch]), y, weights)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(head, 1.0)
        optimizer.step()
        if step % REPORT == 0:
            yield


@torch.inference_mode()
def _probabilities(network: TriggerNetwork, wave: np.ndarray) -> np.ndarray:
    frames = torch.from_numpy(features.log_mel(wave))[None]
    return torch.sigmoid(network.eval()(frames))[0].numpy()


def _events(probabilities: np.ndarray, config: DetectorConfig) -> list[float]:
    fired = events.fired(events.smooth(probabilities, config.smoothing), config, STEP_SECONDS)
    return [FIRST_SECONDS + STEP_SECONDS * t for t in fired]


def _point(tried: list[tuple[np.ndarray, float]], against: list[np.ndarray]) -> DetectorConfig:
    """The settings with the fewest misses among left-out clips and false alarms in the tuning speech; of equals the strictest."""

    def cost(config: DetectorConfig) -> tuple[float, float, int]:
        misses = sum(not is_found(_events(p, config), end) for p, end in tried) / max(1, len(tried))
        return misses + 0.2 * sum(len(_events(p, config)) for p in against), -config.threshold, -config.agree

    return min((DetectorConfig(t, 1, agree, 1.0) for t, agree in product(THRESHOLDS, AGREES)), key=cost)
