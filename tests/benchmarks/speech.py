"""How fast a detector listens: `python -m tests.benchmarks.speech`, against real time and against librosa and PyTorch.

One JSON line a case, on one thread: the least processor time of runs taken by turns. `times_real_time` is the length of
the sound over the time taken; targets: 100 from a file's bytes to events, 20 in chunks of 100 ms. The features' peer is
librosa's mel spectrogram of the same sound, the network's PyTorch's own layers on the same frames.
"""

import io
import json

import librosa
import numpy as np
import soundfile
import torch

from core.speech import features, hearing
from core.speech.results import RATE
from core.speech.trigger import Detector
from tests.benchmarks.trace import least

SECONDS = 60
CHUNK = RATE // 10


def line(case: str, milliseconds: float, **more: float) -> None:
    """Print one case."""
    print(
        json.dumps({"case": case, "ms": round(milliseconds, 2), **{k: round(v, 2) for k, v in more.items()}}),
        flush=True,
    )


def file(samples: np.ndarray, kind: str, rate: int) -> bytes:
    """The samples as a file of that kind."""
    target = io.BytesIO()
    soundfile.write(target, samples, rate, format=kind)
    return target.getvalue()


def heard(data: bytes, word: str) -> object:
    """All that a page asks for, from bytes to events."""
    return list(hearing.listen({"data": data, "word": word}))[-1]


def main() -> None:
    torch.set_num_threads(1)
    generator = np.random.default_rng(0)
    sound = (0.2 * np.sin(np.arange(SECONDS * RATE) / 5000) ** 2 * generator.normal(size=SECONDS * RATE)).astype(
        np.float32
    )
    detector = Detector.load("activate")
    for kind, rate in (("WAV", RATE), ("WAV", 44_100), ("FLAC", 48_000), ("MP3", 44_100)):
        wave = np.resize(sound, SECONDS * rate)
        data = file(wave, kind, rate)
        (took,) = least(lambda data=data: heard(data, "activate"))
        line(
            f"bytes to events, {kind} at {rate} Hz, {SECONDS} s", took, times_real_time=SECONDS * 1e3 / took, target=100
        )

    def stream() -> None:
        listening = detector.stream()
        for i in range(0, len(sound), CHUNK):
            listening.feed(sound[i : i + CHUNK])

    (took,) = least(stream)
    line("streaming in chunks of 100 ms", took, times_real_time=SECONDS * 1e3 / took, target=20)
    ours, theirs = least(
        lambda: features.log_mel(sound),
        lambda: librosa.feature.melspectrogram(
            y=sound, sr=RATE, n_fft=features.FRAME, hop_length=features.HOP, center=False, n_mels=features.MELS
        ),
    )
    line("log-mel frames against librosa's", ours, ratio=ours / theirs, target=1.5)
    frames = features.log_mel(sound)
    with torch.inference_mode():
        ours, theirs = least(
            lambda: detector.detect_frames(frames), lambda: detector.network(torch.from_numpy(frames)[None])
        )
    line("network, state kept at every step, against PyTorch's layers", ours, ratio=ours / theirs)


if __name__ == "__main__":
    main()
