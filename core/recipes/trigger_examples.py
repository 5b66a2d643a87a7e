"""Training examples for a detector, composed without end from the recordings of the training split."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import IterableDataset

from core.recipes.trigger_data import LEVEL, Utterance
from core.recipes.trigger_warps import between, hurried, masked, moved, recorded
from core.speech import augment, compose, features, trigger
from core.speech.compose import Part
from core.speech.results import RATE

SECONDS = 4.0
SAMPLES = int(SECONDS * RATE)
FEWEST = 8  # clips that a word must have to be named
UNNAMED = -100  # at steps after no word that has a name
THROATS = np.linspace(0.84, 1.18, 9)  # by how much a speaker's resonances lie higher
STRESSES = 4  # places in a clip at which its loudness is drawn
GAINS = (-26.0, 18.0)  # dB; what is louder than the scale is cut off, as a microphone does
AT_ONCE = 4  # examples whose frames are computed together: few enough for the processor's cache


@dataclass
class Spoken:
    """A word: clips of it by synthetic voices and by people, as people say it within a sentence, and words near it."""

    name: str
    synthetic: list[Utterance]
    people: list[Utterance]
    within: list[Utterance]
    near: list[Utterance]

    def counts(self) -> dict[str, int]:
        """How many clips of each kind, and by how many people."""
        kinds = {kind: len(getattr(self, kind)) for kind in ("synthetic", "people", "within", "near")}
        return kinds | {"callers": len({one.voice for one in (*self.people, *self.within)})}

    def one(self, generator: np.random.Generator, alone: bool = False) -> Utterance:
        """Somebody who says it: where people do, they do so more often than not."""
        kinds = [(self.synthetic, 0.3), (self.people, 0.45), (self.within, 0.0 if alone else 0.25)]
        shares = np.array([share * bool(clips) for clips, share in kinds])
        return pick(kinds[generator.choice(3, p=shares / shares.sum())][0], generator)


@dataclass
class Pool:
    """What examples are made of. single: words that are none of the words; running: sentences without them; noises: what is
    not speech; hiss: computed noise of several colours; hard: four seconds each, at which an earlier network fired."""

    words: list[Spoken]
    single: list[Utterance]
    running: list[Utterance]
    noises: list[np.ndarray]
    hiss: list[np.ndarray]
    hard: list[np.ndarray] = field(default_factory=list)

    @cached_property
    def names(self) -> dict[str, int]:
        """The words that are there often enough, each with its number."""
        own = [one for word in self.words for one in (*word.synthetic, *word.people, *word.within, *word.near)]
        found = Counter(one.text for one in [*own, *self.single])
        return {text: i for i, text in enumerate(sorted(t for t, count in found.items() if t and count >= FEWEST))}


class Example(NamedTuple):
    """Four seconds (N,) float32, and which words ended when: (text, seconds)."""

    wave: np.ndarray
    said: list[tuple[str, float]]

    def ends(self, text: str) -> list[float]:
        """The moments at which this word ended."""
        return [end for name, end in self.said if name == text]


class Examples(IterableDataset):
    """Batches: frames (B, F, M); labels and weights (B, T, W), one for each word; numbers of the words named (B, T). Each worker
    gives another stream."""

    def __init__(self, pool: Pool, batch: int, seed: int) -> None:
        self.pool, self.batch, self.seed = pool, batch, seed

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor, Tensor, Tensor]]:
        torch.set_num_threads(1)
        info = torch.utils.data.get_worker_info()
        generator = np.random.default_rng([self.seed, info.id if info else 0])
        count = trigger.steps(features.count(SAMPLES))
        throats = torch.stack([features.filters(float(factor)) for factor in THROATS])
        while True:
            made = [example(self.pool, generator=generator) for _ in range(self.batch)]
            waves = np.stack([recorded(one.wave, generator) for one in made])
            heard_by = throats[generator.integers(0, len(throats), len(made))]
            groups = zip(torch.from_numpy(waves).split(AT_ONCE), heard_by.split(AT_ONCE), strict=True)
            frames = torch.cat([features.log_mel_batch(some, bands) for some, bands in groups])
            places = np.stack([hurried(frames.shape[1], generator) for _ in made])
            heard = [moved(one.said, at) for one, at in zip(made, places, strict=True)]
            ends = [[[e for t, e in said if t == word.name] for word in self.pool.words] for said in heard]
            y = np.stack([np.stack([compose.labels(e, count) for e in one], -1) for one in ends])
            unsure = np.stack([np.stack([compose.undecided(e, count) for e in one], -1) for one in ends])
            named = np.stack([self._named(said, count) for said in heard])
            weights = torch.from_numpy(1.0 - unsure.astype(np.float32))
            frames = masked(between(frames, places), generator)
            yield frames, torch.from_numpy(y), weights, torch.from_numpy(named)

    def _named(self, said: list[tuple[str, float]], count: int) -> np.ndarray:
        numbers = np.full(count, UNNAMED)
        for text, end in said:
            if text in self.pool.names:
                numbers[compose.labels([end], count) > 0] = self.pool.names[text]
        return numbers


def example(pool: Pool, *, generator: np.random.Generator) -> Example:
    """Four seconds of somebody speaking somewhere."""
    if pool.hard and generator.random() < 0.2:
        speech, named = pick(pool.hard, generator).copy(), []
    else:
        word = pool.words[int(generator.integers(len(pool.words)))]
        speech, named = (running if generator.random() < 0.3 else apart)(pool, word, generator)
    if generator.random() < 0.5:
        speech = augment.room(speech, generator=generator)
    if generator.random() < 0.5:
        speech = augment.colour(speech, generator=generator)
    wave = speech + background(pool, generator)
    wave *= augment.decibels(generator.uniform(*GAINS))
    return Example(np.clip(wave, -1.0, 1.0).astype(np.float32), named)


def apart(pool: Pool, word: Spoken, generator: np.random.Generator) -> tuple[np.ndarray, list[tuple[str, float]]]:
    """Single words, the word among them more often than not, with silence between."""
    chosen = [word.one(generator) for _ in range(generator.choice([0, 1, 2], p=[0.35, 0.57, 0.08]))]
    texts = [one.text for one in chosen]
    clips = [said(one, generator) for one in chosen]
    for _ in range(generator.choice([0, 1, 2, 3], p=[0.2, 0.35, 0.3, 0.15])):
        kind = generator.random()
        if 0.5 <= kind < 0.65:
            texts.append("")
            clips.append((fragment(word.one(generator, alone=True), generator), -1))
        else:
            one = pick(word.near if kind < 0.5 and word.near else pool.single, generator)
            texts.append(one.text)
            clips.append(said(one, generator))
    while (starts := compose.place([len(c) for c, _ in clips], SAMPLES, generator=generator)) is None:
        clips.pop()
    parts = [Part(c, start, False, e) for (c, e), start in zip(clips, starts, strict=True)]
    wave = compose.mix(np.zeros(SAMPLES, dtype=np.float32), parts)
    return wave, [(text, (part.start + part.end) / RATE) for text, part in zip(texts, parts, strict=False) if text]


def running(pool: Pool, word: Spoken, generator: np.random.Generator) -> tuple[np.ndarray, list[tuple[str, float]]]:
    """Speech without a pause; in four of ten the word, right after what was said before."""
    wave, named, at = np.zeros(SAMPLES, dtype=np.float32), [], 0
    word_after = generator.integers(1, 3) if generator.random() < 0.4 else -1
    turn = 0
    while at < SAMPLES:
        if turn == word_after:
            clip, end = said(word.one(generator), generator)
            if at + len(clip) > SAMPLES:
                break
            named.append((word.name, (at + end) / RATE))
        else:
            clip, _ = said(pick(pool.running if generator.random() < 0.7 else pool.single, generator), generator)
            if turn == 0:
                clip = clip[generator.integers(0, max(1, len(clip) - RATE // 2)) :]
            if word_after > turn:
                clip = clip[: int(1.2 * RATE)]
        part = clip[: SAMPLES - at]
        wave[at : at + len(part)] += part
        at += len(clip) + int(generator.exponential(0.05) * RATE)
        turn += 1
    return wave, named


def said(one: Utterance, generator: np.random.Generator) -> tuple[np.ndarray, int]:
    """An utterance as if by somebody else, a little faster or slower, higher or lower, louder or softer; its end."""
    factor = generator.uniform(0.82, 1.22) if generator.random() < 0.7 else 1.0
    samples = augment.faster(one.samples, factor) if factor != 1.0 else one.samples
    louder = generator.normal(0.0, 3.0) + (generator.normal(0.0, 4.0, STRESSES) if generator.random() < 0.6 else 0.0)
    return augment.stressed(samples, louder), min(int(one.end / factor), len(samples))


def fragment(one: Utterance, generator: np.random.Generator) -> np.ndarray:
    """The beginning of the word without its end, or its end without the beginning: neither is the word."""
    samples, _ = said(one, generator)
    if generator.random() < 0.6:
        cut = samples[: int(len(samples) * generator.uniform(0.3, 0.65))].copy()
        cut[-160:] *= np.linspace(1.0, 0.0, min(160, len(cut)))
        return cut
    return samples[int(len(samples) * generator.uniform(0.4, 0.7)) :]


def background(pool: Pool, generator: np.random.Generator) -> np.ndarray:
    """Noise of some colour or a recorded one, from far below the speech to as loud as it; sometimes people talking."""
    ratio = generator.uniform(25.0, 60.0) if generator.random() < 0.6 else generator.uniform(4.0, 25.0)
    wave = augment.at_distance(LEVEL, looped(pick(pool.hiss, generator), generator), ratio)
    if generator.random() < 0.5:
        recorded = looped(pick(pool.noises, generator), generator)
        wave += augment.at_distance(LEVEL, recorded, generator.uniform(3.0, 35.0))
    if generator.random() < 0.2:
        talk = looped(pick(pool.running, generator).samples, generator)
        wave += augment.at_distance(LEVEL, talk, generator.uniform(6.0, 25.0))
    return wave


def looped(samples: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """As many samples as an example has, from anywhere, over again where there are too few."""
    start = int(generator.integers(0, len(samples)))
    return np.resize(np.roll(samples, -start) if len(samples) < SAMPLES else samples[start:], SAMPLES)


def pick(items: Sequence, generator: np.random.Generator):
    """One of them at random."""
    return items[int(generator.integers(0, len(items)))]
