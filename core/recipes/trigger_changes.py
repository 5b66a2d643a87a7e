"""What is done to recordings of a word to find out what a detector misses: one thing at a time, everything else as it was."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import soundfile

from core.recipes.trigger_data import LEVEL, Utterance
from core.speech import augment
from core.speech.results import RATE

SEED = 2026
LEVEL_DB = 20 * float(np.log10(LEVEL))  # of every clip, in dB below a full scale


@dataclass(frozen=True)
class Change:
    """samples: (N,) -> samples; faster: by how much that moves what is said; gain: dB, given to the whole recording."""

    samples: Callable[[np.ndarray], np.ndarray] | None = None
    faster: float = 1.0
    gain: float = 0.0

    def of(self, one: Utterance) -> Utterance:
        """The clip so changed, its end where it is then."""
        if self.samples is None:
            return one
        made = self.samples(one.samples).astype(np.float32)
        return replace(one, samples=made, end=min(round(one.end / self.faster), len(made)))


def tempo(factor: float) -> Change:
    """Faster or slower, the pitch as it was."""
    return Change(lambda samples: _stretched(samples, factor), factor)


def band(highest: float, lowest: float = 0.0) -> Change:
    """Nothing above or below these Hz."""
    return Change(lambda samples: augment.narrowed(samples, highest, lowest))


def tract(factor: float) -> Change:
    """Pitch and resonances so many times as high, as long as it was."""
    return Change(lambda samples: _stretched(augment.faster(samples, factor), 1 / factor))


def _stretched(samples: np.ndarray, factor: float) -> np.ndarray:
    """By librosa's phase vocoder, in windows of 32 ms. Its own, made for music at a higher rate, would here be of 128 ms, and
    smear a consonant into what is around it: a detector would then miss the word for that, and not for its tempo."""
    from librosa.effects import time_stretch

    return time_stretch(samples, rate=factor, n_fft=512)


def codec(container: str, subtype: str, compression: float | None = None) -> Change:
    """Through a codec at 16 kHz, as libsndfile has it."""

    def sent(samples: np.ndarray) -> np.ndarray:
        file = io.BytesIO()
        soundfile.write(file, samples, RATE, format=container, subtype=subtype, compression_level=compression)
        file.seek(0)
        return soundfile.read(file, dtype="float32")[0][: len(samples)]

    return Change(sent)


def room() -> Change:
    """The same room for every clip."""
    return Change(lambda samples: augment.room(samples, generator=np.random.default_rng(SEED)))


CHANGES: dict[str, Change] = {
    "as recorded": Change(),
    **{f"tempo × {factor}": tempo(factor) for factor in (0.7, 0.85, 1.2, 1.4)},
    **{f"pitch and tract × {factor}": tract(factor) for factor in (0.85, 1.18)},
    **{f"below {highest:,} Hz": band(highest) for highest in (1800, 2700)},
    "telephone band": band(3400.0, 300.0),
    "in a room": room(),
    "Opus, 8 kbit/s": codec("OGG", "OPUS", 1.0),
    "GSM, 13 kbit/s": codec("WAV", "GSM610"),
    **{f"level {level} dBFS": Change(gain=level - LEVEL_DB) for level in (-40, -30, -10, 0)},
}
