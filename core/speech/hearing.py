"""From bytes to all that the lesson draws of them, as a job that tells how far it is.

What is asked for is a description: ``preset``, the name of a clip that is shipped, or ``data``, the bytes of a visitor's
file; and ``word``, a shipped detector, or ``trained``, an `own_word.OwnWord`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from core.speech import audio, features
from core.speech.options import WORDS
from core.speech.presets import presets
from core.speech.results import Clip, Hearing
from core.speech.trigger import Detector

PORTION = 30.0  # seconds between two words on how far it is
READ = 0.3  # of the work, about, is reading a compressed file


def clip(description: Mapping[str, object]) -> Clip:
    """The sound that is asked for. UserError where the bytes are none that can be read."""
    preset = description.get("preset")
    return audio.read(description["data"]) if preset is None else audio.read(presets()[preset].data, ours=True)


def detector(description: Mapping[str, object]) -> Detector:
    """The detector that is asked for."""
    trained = description.get("trained")
    return Detector.load(description["word"]) if trained is None else trained.detector()


def warm() -> None:
    """Listen to a shipped clip once with each word's detector, so that nobody's first file waits for what loads once."""
    for word in WORDS:
        for _ in listen({"preset": next(iter(presets())), "word": word}):
            pass


def listen(description: Mapping[str, object]) -> Iterator[tuple]:
    """Read the sound and listen to it as it comes, portion by portion; gives a `Hearing`."""
    yield 0.0, "speech.reading", {}
    sound = clip(description)
    yield READ, "speech.listening", {}
    stream, incoming = detector(description).stream(), features.FeatureStream()
    frames, size = [], int(PORTION * sound.rate)
    for begin in range(0, len(sound.samples), size):
        frames.append(incoming.feed(sound.samples[begin : begin + size]))
        stream.feed_frames(frames[-1])
        done = min(1.0, (begin + size) / len(sound.samples))
        yield READ + (1 - READ) * done, "speech.listening", {}
    return Hearing(sound, np.concatenate(frames), features.HOP_SECONDS, stream.detection())
