"""Speech without any trigger word that ships with the project, for a word of one's own: sentences in synthetic voices.

    python -m core.recipes.trigger_negatives --speech FOLDER

Takes some minutes of each split of kokoro_sentences (see `trigger_data`), so that no voice is in two of the files.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import soundfile

from core.recipes.trigger_data import Recordings
from core.speech.own_examples import NEGATIVES
from core.speech.results import RATE

MINUTES = {"train": 12.0, "tune": 4.0, "test": 10.0}
GAP = 0.3  # seconds
COMPRESSION = 0.95  # of libsndfile's Opus: 0 largest, 1 smallest


def main() -> None:
    """Write assets/data/speech/sentences_<split>.ogg."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--speech", type=Path, required=True)
    options = parser.parse_args()
    recordings = Recordings(options.speech, options.speech)
    NEGATIVES.mkdir(parents=True, exist_ok=True)
    for split, minutes in MINUTES.items():
        parts, size = [], 0
        for one in recordings.sentences(split):
            if size >= minutes * 60 * RATE:
                break
            parts += [one.samples, np.zeros(int(GAP * RATE), dtype=np.float32)]
            size += len(one.samples) + int(GAP * RATE)
        path = NEGATIVES / f"sentences_{split}.ogg"
        soundfile.write(path, np.concatenate(parts), RATE, format="OGG", subtype="OPUS", compression_level=COMPRESSION)
        print(path.name, path.stat().st_size, size / RATE)


if __name__ == "__main__":
    main()
