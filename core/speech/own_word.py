"""A detector for a word of one's own, from a few recordings: the shipped layers frozen, a new head trained on top.

The convolution and the first GRU layer of a shipped detector have learned what speech is made of; a second GRU layer and
the sigmoid are trained for the new word, on examples (`own_examples`) made of the visitor's clips and shipped speech. How
good it is is told by clips that were left out: at most five folds, each tried with a head that was trained without it, and
by the false alarms on shipped speech in voices that no head was trained on.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits

from core.errors import UserError, check_size
from core.speech import augment, compose, events, features, own_examples
from core.speech.options import CLIP_BYTES, DetectorConfig, OwnConfig
from core.speech.own_examples import Examples
from core.speech.results import RATE, Clip
from core.speech.scoring import Share, is_found, poisson
from core.speech.trigger import FIRST_SECONDS, STEP_SECONDS, Detector, TriggerConfig, TriggerNetwork

FEWEST, MOST = 3, 20  # clips
LONGEST = 2.5  # seconds that a word may last
REPORT = 50  # steps
WITHOUT = 14  # portions of examples without the word; each clip brings one with it
SCARCE = 3.0  # how much more a step after the word weighs than another, since there are so few
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)
AGREES = (3, 5, 8)  # steps in a row


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

    def measured(self) -> dict[str, dict]:
        """How good it is, as a model card says it: left-out clips found, false alarms an hour, each with its interval."""
        hours = self.minutes / 60
        return {
            "found": {"rate": self.found.rate, "interval": self.found.interval},
            "alarms": {"per_hour": self.false_alarms / hours, "interval": poisson(self.false_alarms, hours)},
        }


@dataclass(frozen=True)
class Stage:
    """Where the training stands: ``step`` of ``steps``."""

    step: int
    steps: int


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
        found.append((spoken * (own_examples.LEVEL / augment.level(spoken))).astype(np.float32))
    return found


def train(clips: Sequence[Clip], config: OwnConfig | None = None) -> Iterator[Stage | OwnWord]:
    """Train a head for the word in ``clips``; yields its progress and at last the `OwnWord`."""
    config, started = config or OwnConfig(), time.perf_counter()
    spoken, generator = words(clips), np.random.default_rng(config.seed)
    folds = min(config.folds, len(spoken))
    stages = len(spoken) + WITHOUT + (folds + 1) * (config.steps // REPORT)
    done = 0
    base, parts = _network(config.base, config.units), []
    for number in range(-WITHOUT, len(spoken)):  # first what does not hold the word, then one for each clip
        parts.append(own_examples.composed(base, spoken, number, config.examples, generator))
        done += 1
        yield Stage(done, stages)
    made = Examples.joined(parts)
    order, tried = generator.permutation(len(spoken)) % folds, []
    trials = [own_examples.trial(clip, generator) for clip in spoken]
    for fold in [*range(folds), None]:
        left_out = [] if fold is None else np.flatnonzero(order == fold).tolist()
        network = _network(config.base, config.units)
        for _ in _fit(network, made, ~np.isin(made.clip, left_out), config):
            done += 1
            yield Stage(done, stages)
        tried += [(_probabilities(network, trials[c][0]), trials[c][1]) for c in left_out]
    against = [_probabilities(network, wave) for wave in own_examples.half_minutes("tune")]
    point = _point(tried, against)
    found = [is_found(_events(p, point), end) for p, end in tried]
    heard = [_probabilities(network, wave) for wave in own_examples.half_minutes("test")]
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

    for data in description["files"]:
        check_size(len(data), CLIP_BYTES, "audio.too_large")
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


def _fit(network: TriggerNetwork, made: Examples, chosen: np.ndarray, config: OwnConfig) -> Iterator[None]:
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
