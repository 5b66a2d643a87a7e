"""Examples for the recogniser, made while it trains: clips drawn by source, words joined into strings, and all of them changed.

Everything is done to log-mel frames, which costs a thousandth of doing it to samples: a tempo by interpolation in time, a
longer or shorter vocal tract by interpolation over the bands (Jaitly and Hinton 2013), a gain, a room as a tail of powers,
noise as added power, a telephone's band, and bars of nothing in time and in frequency (Park et al. 2019, Interspeech).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from scipy.signal import lfilter
from torch import Tensor

from core.recipes.recognizer_data import Transcribed
from core.speech import features
from core.speech.ctc import needed
from core.speech.letters import encode
from core.speech.recognizer import steps
from core.speech.vocabulary import DIGITS

FLOOR = float(np.log(features.OFFSET))
NATS = np.log(10) / 10  # of power, in a dB
AT_ONCE = 600  # examples drawn together and sorted by length
ALIKE = 1.15  # a batch's longest example over its shortest, but for a few frames
SPEECHLESS = 0.03  # of the examples are noise with nothing to write
EASY = 150  # frames, while training begins


@dataclass(frozen=True)
class Part:
    """A share of the examples: the clips that belong to it, how many of one voice are joined at most, its weight.

    synthetic: clear speech, which the training begins with. mixed: its voices may be joined with each other.
    """

    sources: tuple[str, ...]
    weight: float
    most: int = 1
    digits: bool = False
    synthetic: bool = False
    mixed: bool = False


PARTS = (
    Part(("sentences",), 0.51, synthetic=True),
    Part(("words",), 0.07, 4, synthetic=True),
    Part(("words",), 0.04, synthetic=True),
    Part(("words",), 0.05, 6, digits=True, synthetic=True),
    Part(("fsdd",), 0.08, 6, digits=True),
    Part(("commands",), 0.04, 6, digits=True, mixed=True),
    Part(("commands",), 0.04),
    Part(("speechocean",), 0.08),
    Part(("wuw",), 0.05),
    Part(("keywords",), 0.02),
    Part(("prompts",), 0.02, 2),
)
Example = tuple[np.ndarray, tuple[int, ...]]  # frames (F, M), symbols


class Examples:
    """Batches (frames (B, F, M), labels of all (ΣU,), how many of each (B,)) without end, of about ``size`` frames."""

    def __init__(self, clips: Sequence[Transcribed], noises: Sequence[np.ndarray], size: int, seed: int) -> None:
        self.generator, self.noises, self.size = np.random.default_rng(seed), list(noises), size
        self.easy = self.calm = False  # only short and clear speech; all of it less often changed
        kept = [one for one in clips if one.split == "train" and not one.held_out]
        self.clips = [[one for one in kept if _belongs(one, part)] for part in PARTS]
        self.voices: list[dict[str, list[Transcribed]]] = [{} for _ in PARTS]
        for part, found, voices in zip(PARTS, self.clips, self.voices, strict=True):
            for one in found:
                voices.setdefault("" if part.mixed else one.voice, []).append(one)

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
        while True:
            drawn = sorted((self._draw() for _ in range(AT_ONCE)), key=lambda one: len(one[0]))
            batches, first = [], 0
            for last in range(1, len(drawn) + 1):
                if last == len(drawn) or self._ends(drawn[first:last], len(drawn[last][0])):
                    batches.append(drawn[first:last])
                    first = last
            for i in self.generator.permutation(len(batches)):
                yield self._batch(batches[i])

    def _ends(self, batch: list[Example], longer: int) -> bool:
        """Whether a batch is complete before an example of so many frames: else it would be too large, or too much of it quiet."""
        return (len(batch) + 1) * longer > self.size or longer > ALIKE * len(batch[0][0]) + 4

    def _draw(self) -> Example:
        """A clip, or several of one voice, at a tempo of its own; again where it cannot be spelled in its steps."""
        if self.calm and self.generator.random() < SPEECHLESS:
            return self._noise(), ()
        allowed = np.array([part.weight * (part.synthetic or not self.easy) for part in PARTS])
        while True:
            i = int(self.generator.choice(len(PARTS), p=allowed / allowed.sum()))
            part, clip = PARTS[i], self.clips[i][self.generator.integers(len(self.clips[i]))]
            same = self.voices[i]["" if part.mixed else clip.voice]
            more = self.generator.integers(0, part.most)
            taken = [clip, *(same[k] for k in self.generator.integers(len(same), size=more))]
            x, labels = joined(taken, self.generator)
            x = at_tempo(x, self.generator.uniform(0.85, 1.18))
            if needed(labels) < steps(len(x)) and not (self.easy and len(x) > EASY):
                return x, labels

    def _noise(self) -> np.ndarray:
        """Half a second to five of a noise."""
        noise = self.noises[self.generator.integers(len(self.noises))]
        first = int(self.generator.integers(max(1, len(noise) - 50)))
        return noise[first : first + int(self.generator.integers(50, 500))].astype(np.float32)

    def _batch(self, drawn: list[Example]) -> tuple[Tensor, Tensor, Tensor]:
        length = len(drawn[-1][0]) + int(self.generator.integers(2) * self.generator.integers(0, 25))
        frames = np.stack([self._changed(surrounded(x, length, self.generator)) for x, _ in drawn])
        labels = torch.tensor([symbol for _, spelling in drawn for symbol in spelling])
        return torch.from_numpy(frames), labels, torch.tensor([len(spelling) for _, spelling in drawn])

    def _changed(self, x: np.ndarray) -> np.ndarray:
        generator, chance = self.generator, self.generator.random(5) * (2 if self.calm else 1)
        if chance[0] < 0.8:
            x = another_tract(x, generator.uniform(0.88, 1.12))
        x = np.logaddexp(x + NATS * generator.uniform(-18, 6), FLOOR)
        if chance[1] < 0.35:
            x = in_a_room(x, generator.uniform(0.1, 0.6), NATS * generator.uniform(-14, 0))
        if chance[2] < 0.6:
            x = with_noise(x, self.noises[generator.integers(len(self.noises))], generator.uniform(5, 40), generator)
        if chance[3] < 0.15:
            x = telephone(x)
        return (masked(x, generator) if chance[4] < 0.7 else x).astype(np.float32)


def _belongs(one: Transcribed, part: Part) -> bool:
    return one.source in part.sources and (not part.digits or one.text in DIGITS)


def joined(clips: Sequence[Transcribed], generator: np.random.Generator) -> Example:
    """Clips one after another with pauses of up to .3 s in which nothing but the quietest of each clip is heard."""
    parts: list[np.ndarray] = []
    for clip in clips:
        x = clip.frames.astype(np.float32)
        if parts:
            parts.append(quiet(x, int(generator.integers(0, 30)), generator))
        parts.append(x)
    return np.concatenate(parts), encode(" ".join(clip.text for clip in clips))


def quiet(x: np.ndarray, length: int, generator: np.random.Generator) -> np.ndarray:
    """Frames (length, M) as the quietest tenth of x."""
    level = np.quantile(x, 0.1, axis=0)
    return np.maximum(level + generator.normal(0, 0.4, (length, x.shape[1])), FLOOR).astype(np.float32)


def surrounded(x: np.ndarray, length: int, generator: np.random.Generator) -> np.ndarray:
    """x somewhere within so many frames, the rest quiet."""
    around = quiet(x, length - len(x), generator)
    before = int(generator.integers(0, len(around) + 1))
    return np.concatenate([around[:before], x, around[before:]])


def at_tempo(x: np.ndarray, faster: float) -> np.ndarray:
    """Frames (F, M) -> (F / faster, M), by straight lines between frames."""
    places = np.linspace(0, len(x) - 1, max(2, round(len(x) / faster)))
    before = np.minimum(places.astype(int), len(x) - 2)
    share = (places - before)[:, None].astype(np.float32)
    return x[before] * (1 - share) + x[before + 1] * share


def another_tract(x: np.ndarray, higher: float) -> np.ndarray:
    """Frames as if the voice's resonances lay so many times as high, by straight lines between bands."""
    centres = features.centres()
    bands = np.interp(centres / higher, centres, np.arange(len(centres)))
    before = np.minimum(bands.astype(int), len(centres) - 2)
    share = (bands - before).astype(np.float32)
    return x[:, before] * (1 - share) + x[:, before + 1] * share


def in_a_room(x: np.ndarray, seconds: float, late: float) -> np.ndarray:
    """With a tail that falls by 60 dB in so many seconds; all of it together is e^late times the direct sound's power."""
    falls = 10 ** (-6 * features.HOP_SECONDS / seconds)
    tail = lfilter([0.0, np.exp(late) * (1 - falls)], [1.0, -falls], np.exp(x), axis=0)
    return np.logaddexp(x, np.log(tail + features.OFFSET))


def with_noise(x: np.ndarray, noise: np.ndarray, ratio: float, generator: np.random.Generator) -> np.ndarray:
    """With noise's frames added as powers, from any place of it and again from its start; ratio dB below the speech.

    The ratio is that of mel powers, whose bands all count alike, low ones and wide ones.
    """
    places = (int(generator.integers(len(noise))) + np.arange(len(x))) % len(noise)
    added = noise[places]
    louder = np.log(np.exp(x).mean()) - np.log(np.exp(added).mean()) - NATS * ratio
    return np.logaddexp(x, added + louder)


def telephone(x: np.ndarray) -> np.ndarray:
    """30 dB less below 300 Hz and above 3,400."""
    centres = features.centres()
    outside = (centres < 300) | (centres > 3_400)
    return np.logaddexp(x - 30 * NATS * outside, FLOOR)


def masked(x: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """Two bars of up to 6 bands and two of up to .15 s, at most a twentieth of the clip, set to the mean of their band."""
    x, mean = x.copy(), x.mean(0)
    for _ in range(2):
        first, wide = generator.integers(x.shape[1] - 6), generator.integers(7)
        x[:, first : first + wide] = mean[first : first + wide]
        long = generator.integers(1 + min(15, len(x) // 20))
        start = generator.integers(len(x) - long)
        x[start : start + long] = mean
    return x
