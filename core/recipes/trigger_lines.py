"""What lines do to a voice before it is heard: codecs, other people's microphones, and the way back from a telephone's band.

Made once for a share of the clips, since a codec is too slow for every example.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import soundfile
import soxr
from scipy.ndimage import uniform_filter1d

from core.recipes.trigger_data import LEVEL, Utterance
from core.speech import augment
from core.speech.results import RATE

TELEPHONE_RATE = 8_000
CODED = 0.3  # the share of clips that pass a codec
OPUS, MP3 = (0.9, 1.0), (0.6, 0.975)  # libsndfile's compression: some 32 to 8 kbit/s of Opus, 65 to 8 of MP3
CODECS = (
    ("OGG", "OPUS", RATE),
    ("MP3", "MPEG_LAYER_III", RATE),
    ("WAV", "GSM610", TELEPHONE_RATE),
    ("WAV", "ULAW", TELEPHONE_RATE),
)
DELAY = 1_105  # samples that MP3 puts before the sound, which its smallest files have no room to say
FRAME, SMOOTH = 512, 13  # samples; bins over which a spectrum is smooth
MOST_GAIN = (-30.0, 20.0)  # dB
FOLDED = (6.0, 24.0)  # dB that the mirrored upper half lies below the lower one


def coded(samples: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """Samples (N,) at RATE through one of CODECS and back, as many and where they were."""
    container, subtype, rate = CODECS[int(generator.integers(len(CODECS)))]
    sent = samples if rate == RATE else soxr.resample(samples, RATE, rate)
    options = {}
    if subtype in ("OPUS", "MPEG_LAYER_III"):
        options["compression_level"] = float(generator.uniform(*(OPUS if subtype == "OPUS" else MP3)))
    if subtype == "MPEG_LAYER_III":
        options["bitrate_mode"] = "CONSTANT"
    file = io.BytesIO()
    soundfile.write(file, np.clip(sent, -1, 1), rate, format=container, subtype=subtype, **options)
    file.seek(0)
    heard, rate = soundfile.read(file, dtype="float32")
    if subtype == "MPEG_LAYER_III" and len(heard) > len(sent):
        heard = heard[DELAY:]
    heard = heard if rate == RATE else soxr.resample(heard, rate, RATE)
    return np.pad(heard, (0, max(0, len(samples) - len(heard))))[: len(samples)].astype(np.float32)


def folded(samples: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """A telephone's band with an upper half mirrored from its lower one, softer: what a wide microphone might have heard of
    the same voice (spectral folding, Makhoul and Berouti 1979, ICASSP)."""
    mirrored = samples * np.where(np.arange(len(samples)) % 2, -1.0, 1.0)
    fricative = augment.narrowed(mirrored, 7_500.0, 4_000.0)
    return (samples + fricative * augment.decibels(-generator.uniform(*FOLDED))).astype(np.float32)


def through_codecs(clips: Sequence[Utterance], generator: np.random.Generator, share: float = CODED) -> list[Utterance]:
    """The clips, so many of them coded."""
    return [replace(one, samples=coded(one.samples, generator)) if generator.random() < share else one for one in clips]


def with_folded(clips: Sequence[Utterance], generator: np.random.Generator) -> list[Utterance]:
    """The clips, and each once more in a wide band."""
    return [*clips, *(replace(one, samples=folded(one.samples, generator)) for one in clips)]


def spectra(samples: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Powers (FRAME / 2 + 1,) of the louder half of a recording's frames and of its softest tenth, smooth over frequency."""
    frames = np.lib.stride_tricks.sliding_window_view(np.pad(samples, (0, FRAME)), FRAME)[:: FRAME // 2]
    powers = np.abs(np.fft.rfft(frames * np.hanning(FRAME))) ** 2 + 1e-9
    order = np.argsort(powers.sum(axis=1))
    loud, soft = powers[order[len(order) // 2 :]].mean(0), powers[order[: 1 + len(order) // 10]].mean(0)
    return tuple(np.exp(uniform_filter1d(np.log(one), SMOOTH)) for one in (loud, soft))


def as_recorded(samples: np.ndarray, other: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """A voice as if it had been recorded where and with what another was: its average spectrum, and its noise.

    Without it a detector that hears a word from synthetic voices alone may learn that nobody who sounds recorded ever says it.
    """
    (mine, _), (theirs, quiet) = spectra(samples), spectra(other)
    gain = np.clip(np.sqrt(theirs / mine), *(10 ** (np.array(MOST_GAIN) / 20)))
    count = len(samples)
    at = np.linspace(0, FRAME // 2, count // 2 + 1)
    bins = np.arange(FRAME // 2 + 1)
    heard = np.fft.irfft(np.fft.rfft(samples) * np.interp(at, bins, gain), count)
    hiss = np.fft.rfft(generator.standard_normal(count)) * np.interp(at, bins, np.sqrt(quiet / FRAME / 0.375))
    heard = heard * (augment.level(other) / augment.level(heard)) + np.fft.irfft(hiss, count)
    return (heard * (LEVEL / augment.level(heard))).astype(np.float32)


def also_recorded(
    clips: Sequence[Utterance], others: Sequence[Utterance], times: int, generator: np.random.Generator
) -> list[Utterance]:
    """The clips, and each so many times more as recorded where one of the others was."""
    more = [
        replace(one, samples=as_recorded(one.samples, others[int(generator.integers(len(others)))].samples, generator))
        for one in clips
        for _ in range(times)
    ]
    return [*clips, *more]
