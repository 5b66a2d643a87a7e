"""What a detector is measured to do, on the tune split while it is set up and on the test split for its card."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from core.recipes.trigger_changes import Change
from core.recipes.trigger_data import LEVEL, Utterance
from core.speech import augment, events, features, trigger
from core.speech.options import DetectorConfig
from core.speech.results import RATE
from core.speech.scoring import WITHIN, Share, poisson
from core.speech.trigger import FIRST_SECONDS, STEP_SECONDS, TriggerNetwork

BEFORE, AFTER = 1.2, 1.0  # seconds around a word
LONGEST = 1.5  # seconds that the word may take
GAP = 0.3  # seconds between the clips of a long recording
QUIET = 50.0  # dB of speech above the noise that is always there
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.88, 0.9, 0.91, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99)


@dataclass(frozen=True, eq=False)
class Heard:
    """Probabilities (T,) over a recording; for a word, where it ends (seconds) and whose it is."""

    probabilities: np.ndarray
    end: float = -1.0
    text: str = ""
    voice: str = ""

    def events(self, config: DetectorConfig) -> list[float]:
        """When the detector fires with these settings, in seconds."""
        smoothed = events.smooth(self.probabilities, config.smoothing)
        return [FIRST_SECONDS + STEP_SECONDS * t for t in events.fired(smoothed, config, STEP_SECONDS)]


@torch.inference_mode()
def hear(network: nn.Module, waves: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Probabilities (T,), or (T, W) of a network with several outputs, for each of some recordings, several at once, the longest
    first."""
    network.eval()
    order = sorted(range(len(waves)), key=lambda i: -len(waves[i]))
    found: list[np.ndarray] = [np.zeros(0)] * len(waves)
    for first in range(0, len(order), 32):
        chosen = order[first : first + 32]
        longest = len(waves[chosen[0]])
        stacked = np.stack([np.pad(waves[i], (0, longest - len(waves[i]))) for i in chosen])
        frames = features.log_mel_batch(torch.from_numpy(stacked.astype(np.float32)))
        probabilities = torch.sigmoid(network(frames)).numpy()
        for row, i in zip(probabilities, chosen, strict=True):
            found[i] = row[: trigger.steps(features.count(len(waves[i])))].copy()
    return found


def words(
    network: TriggerNetwork,
    clips: Sequence[Utterance],
    ratio: float = QUIET,
    noise: np.ndarray | None = None,
    seed: int = 0,
    change: Change | None = None,
) -> list[Heard]:
    """Each clip alone, quiet before and after, with noise (pink unless given) ``ratio`` dB below it; changed, if that is
    asked for."""
    generator, change = np.random.default_rng(seed), change or Change()
    waves, ends = [], []
    for one in map(change.of, clips):
        before, after = int(BEFORE * RATE), int(AFTER * RATE)
        wave = np.pad(one.samples, (before, after))
        around = (
            augment.noise(len(wave), 1.0, generator=generator) if noise is None else _slice(noise, len(wave), generator)
        )
        wave = wave + augment.at_distance(LEVEL, around, ratio)
        waves.append(np.clip(wave * augment.decibels(change.gain), -1, 1).astype(np.float32))
        ends.append((before + one.end) / RATE)
    heard = hear(network, waves)
    return [Heard(p, end, one.text, one.voice) for p, end, one in zip(heard, ends, clips, strict=True)]


def long(
    network: TriggerNetwork, clips: Sequence[Utterance], ratio: float = QUIET, seed: int = 0
) -> tuple[list[Heard], float]:
    """Clips one after the other as recordings of about a minute, with pink noise under them; and how many hours."""
    generator, waves, parts, size = np.random.default_rng(seed), [], [], 0
    for one in [*clips, None]:
        if one is None or size > 60 * RATE:
            if parts:
                wave = np.concatenate(parts)
                hiss = augment.noise(len(wave), 1.0, generator=generator)
                waves.append(np.clip(wave + augment.at_distance(LEVEL, hiss, ratio), -1, 1).astype(np.float32))
            parts, size = [], 0
        if one is not None:
            parts += [one.samples, np.zeros(int(GAP * RATE), dtype=np.float32)]
            size += len(one.samples) + int(GAP * RATE)
    return [Heard(p) for p in hear(network, waves)], sum(map(len, waves)) / RATE / 3600


def _slice(noise: np.ndarray, count: int, generator: np.random.Generator) -> np.ndarray:
    start = int(generator.integers(0, max(1, len(noise) - count)))
    return np.resize(noise[start:], count)


def missed(heard: Iterable[Heard], config: DetectorConfig) -> Share:
    """How many of the words were not found: no event from LONGEST before their end to a little after it."""
    found = [any(one.end - LONGEST <= event <= one.end + WITHIN[1] for event in one.events(config)) for one in heard]
    return Share(len(found) - sum(found), len(found))


def fires(heard: Iterable[Heard], config: DetectorConfig) -> Share:
    """How many of some recordings of single words it fires on."""
    found = [bool(one.events(config)) for one in heard]
    return Share(sum(found), len(found))


def alarms(heard: Iterable[Heard], config: DetectorConfig) -> int:
    """How often it fires, all together."""
    return sum(len(one.events(config)) for one in heard)


def share(found: Share) -> dict:
    """For a card: count, total, rate and interval."""
    low, high = found.interval
    return {
        "count": found.count,
        "total": found.total,
        "rate": round(found.rate, 4) if found.total else None,
        "interval": [round(low, 4), round(high, 4)],
    }


def rate(count: int, hours: float) -> dict:
    """For a card: count, hours, rate an hour and interval."""
    low, high = poisson(count, hours)
    return {
        "count": count,
        "hours": round(hours, 3),
        "per_hour": round(count / hours, 3),
        "interval": [round(low, 3), round(high, 3)],
    }
