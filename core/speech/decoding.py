"""Sound out of bytes, block by block: by libsndfile, and by FFmpeg (through PyAV) what libsndfile cannot read.

Both are given the bytes in memory and never a name, and hold one block at a time, so that a small file that unpacks to hours
can be left as soon as it has become too long.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import soundfile

from core.speech import containers
from core.speech.audio_limits import AudioError, check_format
from core.speech.containers import PROBED, Kind

if TYPE_CHECKING:
    from av import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer

BLOCK = 4096  # samples of each channel; what is before a damage in the same block is lost with it
SLACK = 0.15  # seconds by which a header may promise too much: encoders of other kinds than FLAC count their own start and end
CODECS = frozenset(
    "aac aac_latm ac3 eac3 alac flac opus libopus vorbis mp1 mp1float mp2 mp2float mp3 mp3float amrnb amrwb libopencore_amrnb "
    "libopencore_amrwb wmav1 wmav2 wmapro adpcm_ima_wav adpcm_ima_qt adpcm_ms gsm gsm_ms "
    "pcm_u8 pcm_s8 pcm_s16le pcm_s16be pcm_s24le pcm_s24be pcm_s32le pcm_s32be pcm_f32le pcm_f32be pcm_f64le pcm_f64be "
    "pcm_alaw pcm_mulaw".split()
)
# FFmpeg's sample formats: numpy's type, the value in the middle, the value of full scale.
SAMPLES = {
    "u8": (np.uint8, 128, 128),
    "s16": (np.int16, 0, 2**15),
    "s32": (np.int32, 0, 2**31),
    "flt": (np.float32, 0, 1),
    "dbl": (np.float64, 0, 1),
}


class Damaged(Exception):
    """The file cannot be read any further, or some of it was left out; what came before is good."""


class Source(io.BytesIO):
    """The bytes as a file; libsndfile follows forged headers to places before its beginning, and that is no error here."""

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        try:
            return super().seek(offset, whence)
        except ValueError:
            return super().seek(0)


@dataclass(frozen=True, eq=False)
class Block:
    """Some of the sound: samples (n, channels) float32, nominally from −1 to 1; as it was in the file, and from where."""

    samples: np.ndarray
    rate: int
    container: str
    codec: str

    def fits(self, other: Block) -> bool:
        """Whether the two may be put one after the other."""
        return self.rate == other.rate and self.samples.shape[1] == other.samples.shape[1]


def by_libsndfile(data: bytes, kind: Kind) -> Iterator[Block]:
    """Decode with libsndfile. Raises Damaged, at the first block too, and AudioError if the format is not allowed."""
    if kind.name == "WAV" and (said := containers.wav_format(data)):
        check_format(*said)
    try:
        with soundfile.SoundFile(Source(containers.mended(kind, data))) as file:
            check_format(file.channels, file.samplerate)
            left = file.frames
            while len(samples := file.read(BLOCK, dtype="float32", always_2d=True)):
                left -= len(samples)
                yield Block(samples, file.samplerate, kind.name, file.subtype)
    except (soundfile.LibsndfileError, MemoryError) as error:
        raise Damaged from error
    if left > 0 or containers.cut_short(kind, data):
        raise Damaged


def by_ffmpeg(data: bytes, kind: Kind | None) -> Iterator[Block]:
    """Decode with FFmpeg; without a kind, what FFmpeg takes for one of `containers.PROBED`.

    Raises Damaged, at the first block too, and AudioError if there is no sound or its format or codec is not allowed.
    """
    import av  # a second thought for few files: its libraries are large

    options = {
        "protocol_whitelist": "none",
        "format_whitelist": av.ContainerFormat(kind.demuxer).name if kind else ",".join(PROBED),
        "codec_whitelist": ",".join(CODECS),
    }
    try:
        source = Source(containers.mended(kind, data))
        with av.open(source, format=kind and kind.demuxer, options=options, metadata_errors="ignore") as container:
            yield from _decoded(container, kind, data)
    except AudioError:
        raise
    except (av.FFmpegError, ValueError, MemoryError) as error:
        raise Damaged from error


def gathered(blocks: Iterator[Block]) -> Iterator[Block]:
    """The same sound in blocks of BLOCK samples or somewhat more, for a codec's own may be many and short."""
    waiting: list[Block] = []
    try:
        for block in blocks:
            if waiting and (sum(len(b.samples) for b in waiting) >= BLOCK or not block.fits(waiting[0])):
                yield _joined(waiting)
                waiting = []
            waiting.append(block)
    except Damaged:
        if waiting:
            yield _joined(waiting)
        raise
    if waiting:
        yield _joined(waiting)


def _joined(blocks: list[Block]) -> Block:
    return replace(blocks[0], samples=np.concatenate([block.samples for block in blocks]))


def _decoded(container: InputContainer, kind: Kind | None, data: bytes) -> Iterator[Block]:
    """The blocks of the first track of sound; packets that cannot be decoded are left out."""
    import av

    if not container.streams.audio:
        raise AudioError("audio.no_track") if container.streams.video else Damaged
    stream = container.streams.audio[0]
    codec = stream.codec_context.name if stream.codec_context else ""
    if codec not in CODECS:
        raise AudioError("audio.codec")
    name = kind.name if kind else PROBED.get(container.format.name, container.format.name)
    lost, seconds = False, 0.0
    for packet in container.demux(stream):
        try:
            frames = packet.decode()
        except av.FFmpegError:
            lost = True
            continue
        for frame in frames:
            check_format(frame.layout.nb_channels, frame.sample_rate)
            seconds += frame.samples / frame.sample_rate
            yield Block(_samples(frame), frame.sample_rate, name, stream.codec_context.codec.canonical_name.upper())
    if lost or seconds < _promised(stream, name, data) - (1e-6 if name == "FLAC" else SLACK):
        raise Damaged
    if kind and containers.cut_short(kind, data):
        raise Damaged


def _samples(frame: AudioFrame) -> np.ndarray:
    """A frame as (n, channels) float32.

    Not frame.to_ndarray(): for eight planes FFmpeg's list of them has no end mark, and PyAV reads what lies behind it.
    """
    channels, planar = frame.layout.nb_channels, frame.format.is_planar
    kind, middle, full = SAMPLES[frame.format.name.removesuffix("p")]
    count = frame.samples if planar else frame.samples * channels
    planes = [np.frombuffer(plane, kind, count) for plane in frame.planes[: channels if planar else 1]]
    samples = np.stack(planes, axis=1) if planar else planes[0].reshape(-1, channels)
    with np.errstate(over="ignore", invalid="ignore"):  # damaged floats may be anything
        return (samples.astype(np.float32) - middle) / full


def _promised(stream: AudioStream, name: str, data: bytes) -> float:
    """The seconds that the header says the track lasts; 0 if it says nothing, or FFmpeg only guesses it from the size."""
    if name in ("AAC", "AMR", "OGG") or (name == "MP3" and b"Xing" not in data and b"Info" not in data):
        return 0.0
    if stream.duration:
        return float(stream.duration * stream.time_base)
    return (stream.container.duration or 0) / 1e6
