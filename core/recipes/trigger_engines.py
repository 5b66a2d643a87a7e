"""What two older speech engines say, espeak-ng and flite: words to train on, and sentences for the hours of the test.

    python -m core.recipes.trigger_engines --words FOLDER
    python -m core.recipes.trigger_engines --lines WORDNET_GLOSSES.txt.gz --to engine_sentences.zip

Both must be installed (Debian: espeak-ng, flite). The lines are WordNet's definitions and examples, one a line; those with a
trigger word in them are left out. Nothing of it is part of the project.
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
from core.speech.compose import speech_bounds
from core.speech.results import RATE

SEED = 2026
ESPEAK = ("en-us", "en-gb", "en-gb-scotland", "en-gb-x-rp", "en-gb-x-gbclan", "en-gb-x-gbcwmd", "en-029", "en-us+f2")
FLITE = ("slt", "rms", "awb", "kal16")
HOURS = 3.2  # half of them by each engine
FEWEST, MOST = 6, 22  # words
SPEAKERS = (
    "",
    *(f"+m{i}" for i in range(1, 8)),
    *(f"+f{i}" for i in range(1, 6)),
    "+croak",
    "+klatt",
    "+klatt2",
    "+klatt3",
)
ACCENTS = ESPEAK[:7]
CLIPS = {"activate": (400, 8), "voyager": (100, 4)}  # of the word, and of each near-word
OF_ESPEAK = 0.75  # the share of the clips


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


def said(text: str, generator: random.Random) -> tuple[str, bytes]:
    """A word by anybody, at any pitch and speed: who, and a WAV file."""
    if generator.random() < OF_ESPEAK:
        voice = generator.choice(ACCENTS) + generator.choice(SPEAKERS)
        speed, pitch = generator.randint(100, 210), generator.randint(15, 85)
        command = ["espeak-ng", "-v", voice, "-s", str(speed), "-p", str(pitch), "--stdout", text]
    else:
        voice = generator.choice(FLITE)
        stretch, pitch = f"duration_stretch={generator.uniform(0.75, 1.5):.2f}", generator.randint(80, 220)
        command = ["flite", "-voice", voice, "--setf", stretch, "--setf", f"int_f0_target_mean={pitch}", "-t", text]
        command += ["-o", "/dev/stdout"]
    return f"{command[0]} {voice}", subprocess.run(command, capture_output=True, check=True, timeout=60).stdout


def words(folder: Path) -> int:
    """Write single words as FLAC with manifest_engines.jsonl, in the form of `trigger_data`; how many."""
    generator, rows = random.Random(SEED), []
    for name, (own, near) in CLIPS.items():
        for text in [*own * [name], *near * WORDS[name].near]:
            voice, data = said(text, generator)
            wave, rate = soundfile.read(io.BytesIO(data), dtype="float32")
            wave = soxr.resample(wave, rate, RATE)
            first, last = speech_bounds(wave, 0.02)
            wave = wave[max(0, first - RATE // 20) : last + RATE // 10]
            rows.append({"file": f"engine_{len(rows):05}.flac", "word": text, "voice": voice, "split": "train"})
            soundfile.write(folder / rows[-1]["file"], 0.7 * wave / max(abs(wave)), RATE, subtype="PCM_16")
    manifest = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / "manifest_engines.jsonl").write_text(manifest, "utf-8")
    return len(rows)


def main() -> None:
    """Write the words, or the zip of sentences with its manifest.json."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=Path, help="the folder to write single words to")
    parser.add_argument("--lines", type=Path)
    parser.add_argument("--to", type=Path)
    options = parser.parse_args()
    if options.words:
        print(words(options.words), "words")
    if options.lines:
        sentences(options.lines, options.to)


def sentences(lines_of: Path, to: Path) -> None:
    """Write HOURS of sentences, half of them by each engine."""
    generator, texts, rows = random.Random(SEED), iter(lines(lines_of)), []
    with zipfile.ZipFile(to, "w", zipfile.ZIP_STORED) as archive:
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
