"""A `Hearing` as what the browser is sent: a window of the sound, and the probabilities of all of it.

A window of 30 seconds is about a megabyte, almost all of it sound.
"""

from __future__ import annotations

import math
import zlib
from typing import Any

import numpy as np

from app.lessons.speech.trigger_word.picture.rest import span
from app.lessons.speech.trigger_word.waveform import envelope
from core.speech.results import Hearing, Streamed

COLUMNS = 1500  # of the spectrogram, and one at either edge: as many as a screen can show
LOWEST, HIGHEST = 60.0, 7600.0  # Hz, where the mel bands begin and end
DECIBELS = 10 / math.log(10)  # of power, for each unit of a natural logarithm
FLOOR = 55  # per cent of the spectrogram's cells that are drawn in the palest colour
PCM = 32767
UNIT = 127  # of an activation of 1

Arrays = dict[str, np.ndarray]


def build(hearing: Hearing, start: float) -> tuple[dict[str, Any], Arrays]:
    """The window that begins at ``start`` seconds, and what is sent of the whole clip: numbers, and the arrays

    sound (N,) int16             the samples of the window, 32767 for 1
    spectrogram (C, M) uint8     levels in dB, from ``low`` as 0 to 0 dB, the loudest cell of the clip, as 255; a column is
                                 the mean of a few frames, and column c has its middle at ``at + c · wide`` seconds
    probabilities (T,) float32   of the whole clip, as they are
    overview (P, 2) int8         lowest and highest sample of equal parts of the whole clip, 127 for 1
    """
    clip, detection = hearing.clip, hearing.detection
    first = round(start * clip.rate)
    sound = clip.samples[first : first + round(span(clip.seconds) * clip.rate)]
    levels, spectrogram = _spectrogram(hearing, start)
    numbers = {
        "seconds": clip.seconds,
        "start": start,
        "rate": clip.rate,
        "step": float(detection.step_seconds),
        "first": float(detection.first_seconds),
        "levels": levels,
        "frequencies": centres(hearing.frames.shape[1]).round(1).tolist(),
    }
    arrays = {
        "sound": np.rint(np.clip(sound, -1, 1) * PCM).astype("<i2"),
        "spectrogram": spectrogram,
        "probabilities": np.asarray(detection.probabilities, dtype="<f4"),
        "overview": envelope(clip.samples),
    }
    return numbers, arrays


def in_chunks(streamed: Streamed) -> tuple[dict[str, Any], Arrays]:
    """A sound that came in chunks: how long they are, whether the state was lost after each, how far its probabilities are
    from those of the whole; and the arrays

    probabilities (T,) float32   in place of those of the whole
    states (C, H) int8           the second layer's at the end of each chunk, 127 for 1
    """
    said = {"chunk": streamed.chunk, "forget": streamed.forget, "apart": streamed.apart}
    states = np.rint(UNIT * np.clip(streamed.states, -1, 1)).astype(np.int8)
    return said, {"probabilities": np.asarray(streamed.detection.probabilities, dtype="<f4"), "states": states}


def subject(hearing: Hearing) -> int:
    """A number that another clip, or another detector's hearing of it, does not have."""
    heard = zlib.crc32(np.ascontiguousarray(hearing.detection.probabilities).tobytes())
    return zlib.crc32(hearing.clip.samples[::16].tobytes(), heard)


def centres(bands: int) -> np.ndarray:
    """The middle of each mel band, in Hz, (M,), on Slaney's scale: even up to 1000 Hz, by ratios from there on."""
    hertz = np.array([LOWEST, HIGHEST])
    low, high = np.where(hertz < 1000, hertz * 3 / 200, 15 + 27 * np.log(hertz / 1000) / np.log(6.4))
    mels = np.linspace(low, high, bands + 2)[1:-1]
    return np.where(mels < 15, mels * 200 / 3, 1000 * np.exp((mels - 15) * np.log(6.4) / 27))


def _spectrogram(hearing: Hearing, start: float) -> tuple[dict[str, float], np.ndarray]:
    """The window's part of the frames: what its bytes and columns mean, and these, (C, M) uint8."""
    frames, hop = hearing.frames, hearing.hop_seconds
    if not frames.size:
        return {"low": -1.0, "floor": -1.0, "at": 0.0, "wide": hop}, np.zeros((0, frames.shape[1]), dtype=np.uint8)
    loudest, sample = float(frames.max()), frames[:: 1 + len(frames) // 2000]
    low = min(-1.0, DECIBELS * (float(frames.min()) - loudest))
    begin = (hearing.clip.seconds - (len(frames) - 1) * hop) / 2  # the middle of the first frame
    first = max(0, math.ceil((start - begin) / hop - 0.5))
    pool = max(1, math.ceil(round(span(hearing.clip.seconds) / hop) / COLUMNS))
    columns = math.ceil((math.floor((start + span(hearing.clip.seconds) - begin) / hop + 1.5) - first) / pool)
    shown = frames[first : first + columns * pool]  # (F', M)
    begins = np.arange(0, len(shown), pool)
    counts = np.diff(begins, append=len(shown))
    means = np.add.reduceat(shown, begins, axis=0, dtype=np.float64) / counts[:, None]  # (C, M)
    values = np.rint(255 * (1 - DECIBELS * (means - loudest) / low)).astype(np.uint8)
    floor = DECIBELS * (float(np.percentile(sample, FLOOR)) - loudest)
    at = begin + (first + (pool - 1) / 2) * hop
    return {"low": low, "floor": min(-1.0, floor), "at": at, "wide": pool * hop}, values
