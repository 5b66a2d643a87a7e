"""Reading audio: bytes of any common sound file in, one mono clip at `results.RATE` out, or a sentence that says why not.

What the file is, is seen from its content. It is decoded block by block, each block mixed down and resampled as it comes, so
that no file takes more memory than ten minutes of the result, whatever its header says and however small it is packed.
Nothing is written anywhere. The decoders are C libraries, and the process is held to a limit of memory while they run: let
a worker call this, never a page, unless the file is ours.
"""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator
from contextlib import nullcontext

import numpy as np
import soxr

from core.speech import containers, decoding
from core.speech.audio_limits import MAX_CHANNELS, MIN_SECONDS, AudioError, check_seconds, check_size, memory
from core.speech.decoding import Block, Damaged
from core.speech.results import RATE, Clip

__all__ = ["AudioError", "read", "remarks", "wav"]

SILENT = 1e-3  # −60 dB: no voice, not even a whisper, is at its loudest below this
QUIET = 0.03  # −30 dB
CLIPPED = 1e-3  # the share of samples at full scale above which it is heard
CANCELLED = 1e-4  # −40 dB of the channels' power is left in their mean: they are each other's negative
HUGE = 1e10  # floats beyond this are no sound; some write whole numbers of 32 bits as floats
FLOATS = frozenset({"FLOAT", "DOUBLE", "PCM_F32LE", "PCM_F32BE", "PCM_F64LE", "PCM_F64BE"})
EIGHT_BITS = frozenset({"PCM_U8", "PCM_S8", "ULAW", "ALAW", "PCM_ALAW", "PCM_MULAW"})


def read(data: bytes, ours: bool = False) -> Clip:
    """Read a sound file: WAV, FLAC, OGG, MP3, M4A, WebM and some more, of any rate, of one to eight channels.

    The channels are averaged. Where a file is cut short or damaged, what could be read is given, with ``truncated``.
    ours: a file that ships, which a page may read too: the process is not held to a limit of memory meanwhile.
    Raises AudioError.
    """
    check_size(data)
    with nullcontext() if ours else memory():
        mixer = _mixed(data)
        if mixer.cancelled:
            mixer = _mixed(data, channel=int(mixer.power.argmax()))
        samples = mixer.end()
    if len(samples) < MIN_SECONDS * RATE:
        raise AudioError("audio.too_short", seconds=MIN_SECONDS)
    first = mixer.first
    return Clip(
        samples,
        RATE,
        container=first.container,
        codec=first.codec,
        original_rate=first.rate,
        channels=first.samples.shape[1],
        peak=mixer.peak,
        clipped=mixer.full / mixer.count,
        truncated=mixer.truncated,
    )


def remarks(clip: Clip) -> tuple[str, ...]:
    """What a listener should be told about a clip, as keys of sentences: silent or quiet, clipped, cut short."""
    peak = float(np.abs(clip.samples).max(initial=0.0))
    found = {
        "audio.silent": peak < SILENT,
        "audio.quiet": SILENT <= peak < QUIET,
        "audio.clipped": clip.clipped > CLIPPED,
        "audio.truncated": clip.truncated,
    }
    return tuple(key for key, told in found.items() if told)


def wav(samples: np.ndarray, rate: int = RATE) -> bytes:
    """Samples (N,) from −1 to 1 as a WAV file of 16 bits, mono; what lies beyond is cut off."""
    whole = np.clip(np.round(np.asarray(samples, dtype=np.float64) * 2**15), -(2**15), 2**15 - 1).astype("<i2")
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(whole.tobytes())
    return target.getvalue()


def _mixed(data: bytes, channel: int | None = None) -> _Mixer:
    """All that can be decoded, mixed down: by libsndfile, and where that gives less than the whole, also by FFmpeg."""
    kind = containers.kind(data)
    best = _Mixer(channel)
    if kind is not None and kind.libsndfile:
        best.take(decoding.by_libsndfile(data, kind))
    if best.first is None or best.truncated:
        other = _Mixer(channel)
        try:
            other.take(decoding.gathered(decoding.by_ffmpeg(data, kind)))
        except AudioError:
            if best.first is None:
                raise
        if other.seconds > best.seconds + MIN_SECONDS / 10:
            best = other
    if best.first is None:
        raise AudioError("audio.damaged", container=kind.name) if kind else AudioError("audio.not_audio")
    return best


class _Mixer:
    """Takes in blocks of any rate and number of channels, and gives mono at RATE; measures on the way.

    first: the first block (None: there was none). peak: the largest magnitude. full of count: samples at full scale that
    stand between two others, for a peak may touch it without being cut off. channel: take this one, not the mean of all.
    """

    def __init__(self, channel: int | None = None) -> None:
        self.first: Block | None = None
        self.peak, self.full, self.count, self.seconds, self.truncated = 0.0, 0, 0, 0.0, False
        self.power = np.zeros(MAX_CHANNELS)  # of each channel, summed
        self._channel, self._mean_power = channel, 0.0
        self._resampler, self._rate, self._parts = None, 0, []

    def take(self, blocks: Iterator[Block]) -> None:
        """Take in all of them, as far as they can be had. AudioError if they are too many."""
        try:
            for block in blocks:
                if len(block.samples):
                    self.first = self.first or block
                    self.seconds += len(block.samples) / block.rate
                    check_seconds(self.seconds)
                    self._add(block)
        except Damaged:
            self.truncated = True

    @property
    def cancelled(self) -> bool:
        """Whether the mean of the channels is next to nothing though the channels are not."""
        channels = self.first.samples.shape[1]
        return self._channel is None and self._mean_power < CANCELLED * self.power.sum() / channels

    def end(self) -> np.ndarray:
        """All of it (N,), float32 from −1 to 1. Floats that go beyond are made softer as a whole; a codec's own ripples are cut."""
        self._flush()
        samples = np.concatenate(self._parts)
        if self.first.codec in FLOATS:
            samples /= max(1.0, self.peak)
        return np.clip(samples, -1.0, 1.0, out=samples)

    def _add(self, block: Block) -> None:
        samples = block.samples
        if block.codec in FLOATS:
            samples = np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0).clip(-HUGE, HUGE)
        self._measure(samples, block.codec)
        mono = samples @ self._weights(samples.shape[1])
        self._mean_power += float(np.dot(mono, mono))
        if block.rate != self._rate:
            self._flush()
            self._rate = block.rate
            self._resampler = None if block.rate == RATE else soxr.ResampleStream(block.rate, RATE, 1)
        self._parts.append(self._resampler.resample_chunk(mono) if self._resampler else mono)

    def _weights(self, channels: int) -> np.ndarray:
        """What each channel adds to the mono sound."""
        if self._channel is None:
            return np.full(channels, 1 / channels, dtype=np.float32)
        return np.eye(channels, dtype=np.float32)[min(self._channel, channels - 1)]

    def _measure(self, samples: np.ndarray, codec: str) -> None:
        magnitude = np.abs(samples)
        loudest = float(magnitude.max())
        self.peak = max(self.peak, loudest)
        self.power[: samples.shape[1]] += np.einsum("nc,nc->c", samples, samples)
        self.count += samples.size
        lowest = 0.98 if codec in EIGHT_BITS else 0.9995
        if loudest < lowest:
            return
        full = magnitude >= lowest
        if codec in FLOATS:  # these can hold what is louder than full scale
            full &= magnitude <= 1.0005
        self.full += int((full[1:-1] & full[:-2] & full[2:]).sum())

    def _flush(self) -> None:
        if self._resampler is not None:
            self._parts.append(self._resampler.resample_chunk(np.zeros(0, dtype=np.float32), last=True))
            self._resampler = None
