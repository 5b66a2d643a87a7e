"""The examples that a detector of one's own word is trained and tried on: a visitor's clips among shipped speech, in noise."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import torch
from torch import Tensor

from core.data import ASSETS
from core.speech import augment, compose, features, trigger
from core.speech.compose import Part
from core.speech.results import RATE
from core.speech.trigger import TriggerNetwork

SAMPLES = 4 * RATE
LEVEL = 0.07  # to which clips are brought, as in the shipped detectors' training
NEGATIVES = ASSETS / "data" / "speech"


@dataclass(frozen=True, eq=False)
class Examples:
    """Composed examples: a¹ (N, T, units), labels and weights (N, T), and which clip each holds (−1: none)."""

    states: Tensor
    y: Tensor
    weights: Tensor
    clip: np.ndarray

    @staticmethod
    def joined(parts: list[Examples]) -> Examples:
        """One after the other."""
        states, y, weights = (torch.cat([getattr(part, name) for part in parts]) for name in ("states", "y", "weights"))
        return Examples(states, y, weights, np.concatenate([part.clip for part in parts]))


@cache
def speech(split: str) -> np.ndarray:
    """Shipped sentences in synthetic voices, samples (N,): of the detectors' train, tune or test voices."""
    import soundfile

    samples, rate = soundfile.read(NEGATIVES / f"sentences_{split}.ogg", dtype="float32")
    assert rate == RATE
    return samples


def half_minutes(split: str) -> list[np.ndarray]:
    """The same in pieces of 30 seconds."""
    samples = speech(split)
    return [samples[i : i + 30 * RATE] for i in range(0, len(samples), 30 * RATE)]


def composed(
    base: TriggerNetwork, spoken: list[np.ndarray], number: int, count: int, generator: np.random.Generator
) -> Examples:
    """So many examples with clip ``number`` (below 0: no clip but pieces of all), as far as the frozen layers take them."""
    made = [_example(spoken, number, generator) for _ in range(count)]
    frames = features.log_mel_batch(torch.from_numpy(np.stack([wave for wave, _ in made])))
    steps = trigger.steps(frames.shape[1])
    with torch.inference_mode():
        states = base.eval().body(frames)
    y = np.stack([compose.labels(ends, steps) for _, ends in made])
    weights = 1.0 - np.stack([compose.undecided(ends, steps) for _, ends in made]).astype(np.float32)
    return Examples(
        states.clone(),
        torch.from_numpy(y),
        torch.from_numpy(weights),
        np.full(len(made), number if number >= 0 else -1),
    )


def trial(clip: np.ndarray, generator: np.random.Generator) -> tuple[np.ndarray, float]:
    """The clip as it is, a second of quiet before and after it, and where it ends."""
    wave = np.pad(clip, RATE)
    wave = wave + augment.at_distance(LEVEL, augment.noise(len(wave), 1.0, generator=generator), 40.0)
    return wave.astype(np.float32), 1.0 + compose.speech_bounds(clip)[1] / RATE


def _example(spoken: list[np.ndarray], number: int, generator: np.random.Generator) -> tuple[np.ndarray, list[float]]:
    """Four seconds with the clip somewhere in them, other speech before and after it as often as not, and noise."""
    wave, ends, sentences = np.zeros(SAMPLES, dtype=np.float32), [], speech("train")
    start = int(generator.integers(0, len(sentences) - SAMPLES))
    around = sentences[start : start + SAMPLES]
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
