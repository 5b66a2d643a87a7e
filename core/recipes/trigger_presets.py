"""The clips that the lesson on the trigger word brings, mixed from words, a reading and background sounds.

``--words`` is a folder of FLAC files, text__voice.flac with _ for spaces, said by Kokoro-82M v1.0 (Apache-2.0) in voices
that no detector was trained or tuned on. ``--reading`` holds two sentences of CMU PocketSphinx's test data (BSD), read by a
person for LibriVox; ``--ambience`` the CC0 loops of the npm package supersonic-scsynth-samples. Both are folders or zips of
files that libsndfile reads. Everything is put together at 16 kHz; ten seconds each.

    python -m core.recipes.trigger_presets --words words --reading real_sentences.zip --ambience noise.zip
"""

from __future__ import annotations

import argparse
import io
import json
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import soundfile

from core.speech.augment import at_distance, level, noise
from core.speech.compose import Part, mix, speech_bounds
from core.speech.presets import FOLDER
from core.speech.results import RATE, Spoken

SECONDS = 10.0
LEVEL = 0.08  # of the speech
QUALITY = 0.3  # of Ogg Vorbis, as libsndfile counts: 0 is the smallest file
PINK = "pink"


@dataclass(frozen=True)
class Said:
    """A clip in its place: text, voice, the second it begins at, how many dB the background lies beneath it there."""

    text: str
    voice: str
    at: float
    gain: float = 0.0


@dataclass(frozen=True)
class Scene:
    """A clip to be made: what is said over which background, which lies ``ratio`` dB beneath speech of gain 0."""

    name: str
    word: str
    said: tuple[Said, ...]
    background: str
    ratio: float
    human: bool = False


SCENES = (
    Scene(
        "sentence",
        "activate",
        (
            Said("turn the music", "af_nova", 0.8),
            Said("activate", "af_nova", 3.7),
            Said("please", "af_nova", 5.5),
            Said("captivate", "af_nova", 7.5),
        ),
        "sonicpi__loop_3d_printer.opus",
        24.0,
    ),
    Scene(
        "near",
        "activate",
        (
            Said("motivate", "am_onyx", 1.0),
            Said("activity", "am_onyx", 3.4),
            Said("activate", "am_onyx", 5.6),
            Said("elevate", "am_onyx", 8.0),
        ),
        "sonicpi__vinyl_hiss.opus",
        26.0,
    ),
    Scene(
        "noise",
        "activate",
        (
            Said("activate", "bf_lily", 0.9, 6.0),
            Said("activate", "bf_lily", 3.9, 0.0),
            Said("activate", "bf_lily", 6.9, -8.0),
        ),
        PINK,
        6.0,
    ),
    Scene(
        "reading",
        "activate",
        (
            Said("he was not an ill-disposed young man", "sense_and_sensibility_01_austen_64kb-0880.opus", 0.5),
            Said(
                "unless to be rather cold-hearted and rather selfish is to be ill-disposed",
                "sense_and_sensibility_01_austen_64kb-0890.opus",
                4.1,
            ),
        ),
        PINK,
        45.0,
        human=True,
    ),
    Scene(
        "voyager",
        "voyager",
        (
            Said("a long voyage", "bm_daniel", 0.9),
            Said("voyager", "bm_daniel", 3.6),
            Said("what time is it", "bm_daniel", 4.9),
            Said("turn it up", "bm_daniel", 7.6),
        ),
        "sonicpi__loop_3d_printer.opus",
        24.0,
    ),
)
PARTS = (  # name, text, voice, the word it is a part for
    ("activate_nova", "activate", "af_nova", "activate"),
    ("activate_daniel", "activate", "bm_daniel", "activate"),
    ("captivate", "captivate", "bf_lily", "activate"),
    ("activity", "activity", "am_onyx", "activate"),
    ("good_morning", "good morning", "bf_lily", "activate"),
)


class Sounds:
    """The files of a folder or a zip, at RATE, mono."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __getitem__(self, name: str) -> np.ndarray:
        if self.path.is_dir():
            data = (self.path / name).read_bytes()
        else:
            with zipfile.ZipFile(self.path) as archive:
                data = archive.read(name)
        samples, rate = soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)
        if rate != RATE:
            raise ValueError(f"{name} is at {rate} Hz")
        return samples.mean(axis=1)


def speech(sounds: Sounds, said: Said, human: bool) -> tuple[np.ndarray, int, int]:
    """The clip at LEVEL and its gain, and the first and last sample of its speech."""
    samples = sounds[said.voice if human else f"{said.text.replace(' ', '_').lower()}__{said.voice}.flac"]
    first, last = speech_bounds(samples)
    samples = samples * (LEVEL / level(samples[first:last])) * 10 ** (said.gain / 20)
    fade = np.minimum(1.0, np.arange(len(samples)) / 160)
    return (samples * fade * fade[::-1]).astype(np.float32), first, last


def looped(sound: np.ndarray, count: int) -> np.ndarray:
    """A loop for as long as it is needed, its ends blended over a fifth of a second so that they do not click."""
    fade = min(RATE // 5, len(sound) // 2)
    rise = np.linspace(0.0, 1.0, fade, dtype=np.float32)
    body = sound[: len(sound) - fade].copy()
    body[:fade] = body[:fade] * rise + sound[len(sound) - fade :] * (1 - rise)
    return np.tile(body, 1 + count // len(body))[:count]


def background(name: str, ambience: Sounds, ratio: float, count: int, seed: int) -> np.ndarray:
    """Background of so many samples, ``ratio`` dB beneath speech at LEVEL."""
    if name == PINK:
        sound = noise(count, 1.0, generator=np.random.default_rng(seed))
    else:
        sound = looped(ambience[name], count)
    return at_distance(LEVEL, sound, ratio)


def scene(made: Scene, words: Sounds, reading: Sounds, ambience: Sounds, seed: int) -> tuple[np.ndarray, list[Spoken]]:
    """The mixed clip, and what is said when."""
    parts, spoken = [], []
    for said in made.said:
        samples, first, last = speech(reading if made.human else words, said, made.human)
        start = round(said.at * RATE)
        is_word = said.text == made.word
        parts.append(Part(samples, start, is_word, start + last))
        spoken.append(Spoken(said.text, round((start + first) / RATE, 3), round((start + last) / RATE, 3), is_word))
    behind = background(made.background, ambience, made.ratio, round(SECONDS * RATE), seed)
    return mix(behind, parts), spoken


def write(name: str, samples: np.ndarray) -> str:
    """Write the clip; returns its file's name."""
    soundfile.write(
        FOLDER / f"{name}.ogg", samples, RATE, format="OGG", subtype="VORBIS", compression_level=1 - QUALITY
    )
    return f"{name}.ogg"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("words", "reading", "ambience"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    words, reading, ambience = Sounds(options.words), Sounds(options.reading), Sounds(options.ambience)
    FOLDER.mkdir(parents=True, exist_ok=True)
    presets = []
    for seed, made in enumerate(SCENES):
        samples, spoken = scene(made, words, reading, ambience, seed)
        about = {"name": made.name, "file": write(made.name, samples), "word": made.word, "human": made.human}
        presets.append(about | {"said": [asdict(one) for one in spoken]})
    parts = []
    for name, text, voice, word in PARTS:
        samples, first, last = speech(words, Said(text, voice, 0.0), human=False)
        one = Spoken(text, round(first / RATE, 3), round(last / RATE, 3), text == word)
        parts.append({"name": name, "file": write(f"part_{name}", samples), "word": word, "said": [asdict(one)]})
    behind = background("sonicpi__loop_3d_printer.opus", ambience, 24.0, round(SECONDS * RATE), 0)
    parts.append({"name": "background", "file": write("part_background", behind), "word": "", "said": []})
    text = json.dumps({"presets": presets, "parts": parts}, ensure_ascii=False, indent=1)
    (FOLDER / "index.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
