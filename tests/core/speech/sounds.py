"""Sound files of every kind, made by soundfile's and PyAV's encoders from signals that are known."""

import io
import tempfile
from pathlib import Path

import av
import numpy as np
import soundfile

SOUNDFILE = {  # kind -> format and subtype for soundfile
    "wav 8": ("WAV", "PCM_U8"),
    "wav 16": ("WAV", "PCM_16"),
    "wav 24": ("WAV", "PCM_24"),
    "wav 32": ("WAV", "PCM_32"),
    "wav float": ("WAV", "FLOAT"),
    "wav double": ("WAV", "DOUBLE"),
    "wav extensible": ("WAVEX", "PCM_16"),
    "wav a-law": ("WAV", "ALAW"),
    "wav adpcm": ("WAV", "IMA_ADPCM"),
    "rf64": ("RF64", "PCM_16"),
    "w64": ("W64", "PCM_16"),
    "aiff": ("AIFF", "PCM_16"),
    "au": ("AU", "PCM_16"),
    "caf": ("CAF", "PCM_16"),
    "flac": ("FLAC", "PCM_16"),
    "flac 24": ("FLAC", "PCM_24"),
    "ogg vorbis": ("OGG", "VORBIS"),
    "ogg opus": ("OGG", "OPUS"),
    "mp3": ("MP3", "MPEG_LAYER_III"),
}
FRAGMENTED = {"movflags": "frag_keyframe+empty_moov+default_base_moof"}
PYAV = {  # kind -> FFmpeg's muxer and encoder, and options of the muxer
    "m4a": ("ipod", "aac", {}),
    "mp4": ("mp4", "aac", {}),
    "mp4 fragmented": ("mp4", "aac", FRAGMENTED),
    "mp4 ready to stream": ("mp4", "aac", {"movflags": "faststart"}),
    "m4a lossless": ("ipod", "alac", {}),
    "mov": ("mov", "pcm_s16le", {}),
    "webm": ("webm", "libopus", {}),
    "webm live": ("webm", "libopus", {"live": "1"}),
    "mkv": ("matroska", "aac", {}),
    "aac": ("adts", "aac", {}),
    "mp3 stream": ("mp3", "libmp3lame", {"write_xing": "0", "id3v2_version": "0"}),
    "mp3 tagged": ("mp3", "libmp3lame", {"id3v2_version": "4"}),
    "amr": ("amr", "libopencore_amrnb", {}),
    "3gp": ("3gp", "libopencore_amrnb", {}),
    "wma": ("asf", "wmav2", {}),
    "avi": ("avi", "libmp3lame", {}),
}
KINDS = (*SOUNDFILE, *PYAV)
LAYOUTS = ("mono", "stereo", "3.0", "quad", "5.0", "5.1", "6.1", "7.1")


def tones(rate: int, seconds: float, channels: int = 1) -> np.ndarray:
    """A tone of its own in each channel, of 200 Hz, 300 Hz, …: (N, channels), 0.5 at its loudest."""
    t = np.arange(round(rate * seconds)) / rate
    return 0.5 * np.sin(2 * np.pi * np.outer(t, 200 + 100 * np.arange(channels)))


def chirp(rate: int, seconds: float, channels: int = 1) -> np.ndarray:
    """A tone that rises from 200 Hz to 2000 Hz, in all channels: (N, channels), so that a shift in time is seen."""
    t = np.arange(round(rate * seconds)) / rate
    rising = 0.5 * np.sin(2 * np.pi * (200 * t + 900 * t**2 / seconds))
    return np.repeat(rising[:, None], channels, axis=1)


def encode(kind: str, samples: np.ndarray, rate: int) -> bytes:
    """A file of this kind with samples (N, channels)."""
    if kind in PYAV:
        return by_pyav(*PYAV[kind], samples, rate)
    form, subtype = SOUNDFILE[kind]
    target = io.BytesIO()
    soundfile.write(target, samples, rate, format=form, subtype=subtype)
    return target.getvalue()


def by_pyav(
    muxer: str, encoder: str, options: dict[str, str], samples: np.ndarray, rate: int, *, video: bool = False
) -> bytes:
    """A file by FFmpeg; with a short black video beside the sound, or (no samples) with nothing but the video."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sound"
        with av.open(path, "w", format=muxer, options=options) as container:
            if video:
                picture = container.add_stream("mpeg4", rate=10)
                picture.width, picture.height, picture.pix_fmt = 64, 48, "yuv420p"
            if len(samples):
                sound = container.add_stream(encoder, rate=rate, layout=LAYOUTS[samples.shape[1] - 1])
                sound.bit_rate = 12_200 if "amr" in encoder else 96_000 * samples.shape[1]
                container.mux(_encoded(sound, samples, rate))
            if video:
                for _ in range(10):
                    container.mux(picture.encode(av.VideoFrame.from_ndarray(np.zeros((48, 64, 3), np.uint8))))
                container.mux(picture.encode(None))
        return path.read_bytes()


def _encoded(stream: av.AudioStream, samples: np.ndarray, rate: int) -> list[av.Packet]:
    whole = np.round(samples * 32767).astype(np.int16)
    frame = av.AudioFrame.from_ndarray(whole.reshape(1, -1), format="s16", layout=LAYOUTS[samples.shape[1] - 1])
    frame.sample_rate, frame.pts = rate, 0
    return [*stream.encode(frame), *stream.encode(None)]
