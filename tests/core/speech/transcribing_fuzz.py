"""Damaged and strange sound files, written down one after the other: python -m tests.core.speech.transcribing_fuzz FIRST COUNT

Three of four are the damaged ones of `audio_fuzz`. Prints which is being read, and at the end what came of them all.
"""

import io
import json
import sys
from collections import Counter

import numpy as np
import soundfile

from app.jobs.running import outcome
from core.errors import UserError
from core.speech import transcribing
from core.speech.recognizer import steps
from core.speech.results import Heard
from tests.core.speech.audio_fuzz import mutated, seeds

RATES = (900, 1_000, 7_999, 11_025, 16_000, 44_100, 96_000, 192_000, 800_000)


def strange(number: int) -> bytes:
    """A sound file without damage, of any rate and number of channels, with anything in it: the same for each number."""
    rng = np.random.default_rng([23, number])
    rate, channels = int(rng.choice(RATES)), int(rng.integers(1, 11))
    shape = (int(rate * rng.choice([0.0, 0.001, 0.05, 0.1, 0.3, 0.7])), channels)
    kind = rng.integers(6)
    samples = rng.uniform(-1, 1, shape) * [0.0, 1e-6, 0.01, 1.0, 1e3, 1e12][kind]
    if len(samples) and rng.random() < 0.4:
        samples[rng.integers(len(samples), size=3)] = rng.choice([np.nan, np.inf, -np.inf, 1.0])
    target = io.BytesIO()
    soundfile.write(target, samples, rate, format="WAV", subtype=str(rng.choice(["FLOAT", "DOUBLE"])))
    return target.getvalue()


def good(found: Heard) -> bool:
    """Whether each step is a distribution, and the search over them has an end."""
    y = found.log_probs
    beam = transcribing.decoded(found, transcribing.DecodingConfig(2))
    whole = len(y) == steps(len(found.frames)) and np.isfinite(found.frames).all() and len(beam.kept) == len(y)
    return bool(whole and np.allclose(np.exp(y).sum(1), 1.0, atol=1e-4))


def main(first: int, count: int) -> None:
    files, ends = seeds(), Counter()
    for number in range(first, first + count):
        print(number, flush=True)
        data = mutated(number, files) if number % 4 else strange(number)
        try:
            ends["heard" if good(outcome(transcribing.transcribe({"data": data}))) else "badly heard"] += 1
        except UserError as error:
            ends[error.key] += 1
    print(json.dumps(ends))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
