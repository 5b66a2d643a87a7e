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
from core.speech import augment, compose, features, trigger
from core.speech.compose import Part
from core.speech.results import RATE

SECONDS = 4.0
SAMPLES = int(SECONDS * RATE)
FEWEST = 12  # clips that a word must have to be named
UNNAMED = -100  # at steps after no word that has a name
THROATS = np.linspace(0.88, 1.14, 9)  # by how much a speaker's resonances lie higher
STRESSES = 4  # places in a clip at which its loudness is drawn
HURRIES = 9  # times in an example at which the speed of speech is drawn
WIDEST, LONGEST = 6, 5  # bands and frames that are hidden at once, at most
AT_ONCE = 4  # examples whose frames are computed together: few enough for the processor's cache


@dataclass
class Pool:
    """What examples are made of. word: clips of the word; near: of words like it, the false alarms found so far among
    them; single: other words; running: sentences; noises: what is not speech;
    hiss: computed noise of several colours."""

    word: list[Utterance]
    near: list[Utterance]
    single: list[Utterance]
    running: list[Utterance]
    noises: list[np.ndarray]
    hiss: list[np.ndarray]
    hard: list[np.ndarray] = field(default_factory=list)  # four seconds each, at which an earlier network fired

    @cached_property
    def names(self) -> dict[str, int]:
        """The words that are there often enough, each with its number."""
        found = Counter(one.text for one in [*self.word, *self.near, *self.single])
        return {text: i for i, text in enumerate(sorted(t for t, count in found.items() if t and count >= FEWEST))}


class Example(NamedTuple):
    """Four seconds (N,) float32, the moments at which the word ended, and which words ended when: (text, seconds)."""

    wave: np.ndarray
    ends: list[float]
    said: list[tuple[str, float]]


class Examples(IterableDataset):
    """Batches: frames (B, F, M), labels, weights and numbers of the words named, (B, T) each; another stream for each worker."""

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
            ends = [moved(one.ends, at) for one, at in zip(made, places, strict=True)]
            y = np.stack([compose.labels(some, count) for some in ends])
            weights = 1.0 - np.stack([compose.undecided(some, count) for some in ends]).astype(np.float32)
            named = np.stack([self._named(one, at, count) for one, at in zip(made, places, strict=True)])
            heard = masked(between(frames, places), generator)
            yield heard, torch.from_numpy(y), torch.from_numpy(weights), torch.from_numpy(named)

    def _named(self, one: Example, places: np.ndarray, count: int) -> np.ndarray:
        numbers = np.full(count, UNNAMED)
        for (text, _), end in zip(one.said, moved([end for _, end in one.said], places), strict=True):
            if text in self.pool.names:
                numbers[compose.labels([end], count) > 0] = self.pool.names[text]
        return numbers


def example(pool: Pool, *, generator: np.random.Generator) -> Example:
    """Four seconds of somebody speaking somewhere."""
    if pool.hard and generator.random() < 0.2:
        speech, ends, named = pick(pool.hard, generator).copy(), [], []
    else:
        kind = generator.random()
        speech, ends, named = running(pool, generator) if kind < 0.3 else apart(pool, generator)
    if generator.random() < 0.5:
        speech = augment.room(speech, generator=generator)
    if generator.random() < 0.5:
        speech = augment.colour(speech, generator=generator)
    wave = speech + background(pool, generator)
    wave *= augment.decibels(generator.uniform(-26.0, 12.0))
    return Example(np.clip(wave, -1.0, 1.0).astype(np.float32), ends, named)


def recorded(wave: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """As a worse microphone or a narrow line passes it on, half of the time: nothing above 2.3 to 7 kHz."""
    return augment.narrowed(wave, 2300.0 * 3.0 ** generator.random()) if generator.random() < 0.5 else wave


def hurried(count: int, generator: np.random.Generator) -> np.ndarray:
    """Where among ``count`` frames to read, (F,), so that some of what is said is faster and some slower, the pitch as it
    was: a quarter or so either way, changing within a word. Three in ten examples stay as they are."""
    if generator.random() < 0.3:
        return np.arange(count, dtype=np.float64)
    anchors = np.exp(generator.normal(0.0, 0.28, HURRIES))
    speeds = np.interp(np.linspace(0, HURRIES - 1, count - 1), np.arange(HURRIES), anchors)
    places = np.concatenate([[0.0], np.cumsum(speeds)])
    return places * ((count - 1) / places[-1])


def between(frames: Tensor, places: np.ndarray) -> Tensor:
    """Frames (B, F, M) at places (B, F) among them, by straight lines."""
    lower = np.minimum(places.astype(np.int64), frames.shape[1] - 2)
    share = torch.from_numpy((places - lower).astype(np.float32))[:, :, None]
    rows = torch.arange(len(frames))[:, None]
    return torch.lerp(frames[rows, torch.from_numpy(lower)], frames[rows, torch.from_numpy(lower + 1)], share)


def masked(frames: Tensor, generator: np.random.Generator) -> Tensor:
    """Frames (B, F, M) with some hidden, in six of ten examples: a few bands throughout, twice, and a few frames, twice;
    the band's mean stands there, so that no one cue is relied on (Park et al. 2019, section 2)."""
    hidden = np.zeros(frames.shape, dtype=bool)
    for i in np.flatnonzero(generator.random(len(hidden)) < 0.6):
        for _ in range(2):
            band, width = generator.integers(0, frames.shape[2]), generator.integers(0, WIDEST + 1)
            frame, length = generator.integers(0, frames.shape[1]), generator.integers(0, LONGEST + 1)
            hidden[i, :, band : band + width] = True
            hidden[i, frame : frame + length] = True
    return torch.where(torch.from_numpy(hidden), frames.mean(dim=1, keepdim=True), frames)


def moved(moments: Sequence[float], places: np.ndarray) -> list[float]:
    """When these moments (seconds) are heard, if the frames are read at ``places``."""
    frames = (np.asarray(moments) * RATE - features.FRAME) / features.HOP  # the frame that ends there
    read = np.interp(frames, places, np.arange(len(places)))
    return list((read * features.HOP + features.FRAME) / RATE)


def apart(pool: Pool, generator: np.random.Generator) -> Example:
    """Single words, the word among them more often than not, with silence between."""
    chosen = [pick(pool.word, generator) for _ in range(generator.choice([0, 1, 2], p=[0.4, 0.52, 0.08]))]
    words, texts = len(chosen), [one.text for one in chosen]
    clips = [said(one, generator) for one in chosen]
    for _ in range(generator.choice([0, 1, 2, 3], p=[0.2, 0.35, 0.3, 0.15])):
        kind = generator.random()
        if 0.5 <= kind < 0.65:
            texts.append("")
            clips.append((fragment(pick(pool.word, generator), generator), -1))
        else:
            one = pick(pool.near if kind < 0.5 else pool.single, generator)
            texts.append(one.text)
            clips.append(said(one, generator))
    while (starts := compose.place([len(c) for c, _ in clips], SAMPLES, generator=generator)) is None:
        clips.pop()
    parts = [Part(c, start, i < words, e) for i, ((c, e), start) in enumerate(zip(clips, starts, strict=True))]
    wave = compose.mix(np.zeros(SAMPLES, dtype=np.float32), parts)
    ends = [(part.start + part.end) / RATE for part in parts]
    return Example(
        wave, [e for e, part in zip(ends, parts, strict=True) if part.is_word], [*zip(texts, ends, strict=False)]
    )


def running(pool: Pool, generator: np.random.Generator) -> Example:
    """Speech without a pause; in a third of it the word, right after what was said before."""
    wave, ends, at = np.zeros(SAMPLES, dtype=np.float32), [], 0
    word_after = generator.integers(1, 3) if generator.random() < 0.35 else -1
    turn = 0
    while at < SAMPLES:
        if turn == word_after:
            clip, end = said(pick(pool.word, generator), generator)
            if at + len(clip) > SAMPLES:
                break
            ends.append((at + end) / RATE)
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
    return Example(wave, ends, [(pool.word[0].text, end) for end in ends])


def said(one: Utterance, generator: np.random.Generator) -> tuple[np.ndarray, int]:
    """An utterance as if by somebody else, a little faster or slower, higher or lower, louder or softer; its end."""
    factor = generator.uniform(0.86, 1.16) if generator.random() < 0.7 else 1.0
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
