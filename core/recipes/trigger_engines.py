"""Sentences said by two older speech engines, espeak-ng and flite, for the hours that a detector is tested on.

    python -m core.recipes.trigger_engines --lines WORDNET_GLOSSES.txt.gz --to engine_sentences.zip

Both must be installed (Debian: espeak-ng, flite). The lines are WordNet's definitions and examples, one a line; those with a
trigger word in them are left out. No voice of these engines is trained on. Nothing of it is part of the project.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import subprocess
import zipfile
from pathlib import Path

import soundfile
import soxr

from core.recipes.trigger_words import WORDS
from core.speech.results import RATE

SEED = 2026
ESPEAK = ("en-us", "en-gb", "en-gb-scotland", "en-gb-x-rp", "en-gb-x-gbclan", "en-gb-x-gbcwmd", "en-029", "en-us+f2")
FLITE = ("slt", "rms", "awb", "kal16")
HOURS = 3.2  # half of them by each engine
FEWEST, MOST = 6, 22  # words


def lines(path: Path) -> list[str]:
    """Lines of fit length without a trigger word, in an order of their own."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        all_lines = [line.strip() for line in file]
    fit = [one for one in all_lines if FEWEST <= len(one.split()) <= MOST and one.isascii()]
    fit = [one for one in fit if not any(word.contains(one) for word in WORDS.values())]
    random.Random(SEED).shuffle(fit)
    return fit


def spoken(text: str, engine: str, voice: str, generator: random.Random) -> bytes:
    """A WAV file; the speed differs from line to line."""
    speed = generator.uniform(0.85, 1.25)
    if engine == "espeak-ng":
        command = ["espeak-ng", "-v", voice, "-s", str(round(165 * speed)), "--stdout", text]
    else:
        command = [
            "flite",
            "-voice",
            voice,
            "--setf",
            f"duration_stretch={1 / speed:.3f}",
            "-t",
            text,
            "-o",
            "/dev/stdout",
        ]
    return subprocess.run(command, capture_output=True, check=True, timeout=60).stdout


def main() -> None:
    """Write the zip with its manifest.json."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--lines", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    generator, texts, rows = random.Random(SEED), iter(lines(options.lines)), []
    with zipfile.ZipFile(options.to, "w", zipfile.ZIP_STORED) as archive:
        for engine, voices in (("espeak-ng", ESPEAK), ("flite", FLITE)):
            seconds = 0.0
            while seconds < HOURS / 2 * 3600:
                text, voice = next(texts), voices[len(rows) % len(voices)]
                wave, rate = soundfile.read(io.BytesIO(spoken(text, engine, voice, generator)), dtype="float32")
                wave = soxr.resample(wave, rate, RATE)
                seconds += len(wave) / RATE
                written = io.BytesIO()
                soundfile.write(written, wave, RATE, format="FLAC", subtype="PCM_16")
                rows.append({"file": f"{len(rows):05}.flac", "text": text, "voice": f"{engine} {voice}"})
                archive.writestr(rows[-1]["file"], written.getvalue())
        archive.writestr("manifest.json", json.dumps(rows))
    print(len(rows), "sentences")


if __name__ == "__main__":
    main()
