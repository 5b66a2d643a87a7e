"""A folder of recordings in the form that the recogniser's recipe wants, made of bursts of noise: nobody says anything in it."""

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import soundfile

from core.speech.results import RATE
from core.speech.vocabulary import DIGITS

GENERATOR = np.random.default_rng(0)
SENTENCES = ("the cat sat on the mat", "my house is red", "we are happy", "a visual aid", "two cats", "come on in")
VOICES = (
    "am_adam",
    "af_sky",
    "af_nova",
    "bm_daniel",
    "am_eric",
    "af_nova+bm_daniel",
    "af_nova+am_adam",
    "am_adam+af_sky",
)
PEOPLE = (("speechocean762", "so"), ("Speech Commands v0.02", "sc"), ("LibriSpeech test-other", "ls"), ("AN4", "an"))


def burst(text: str) -> np.ndarray:
    """A tenth of a second of noise for each letter, samples (N,)."""
    count = RATE // 10 * len(text)
    return (0.1 * GENERATOR.standard_normal(count) * np.sin(np.arange(count) / 500) ** 2).astype(np.float32)


def zipped(path: Path, rows: list[dict]) -> None:
    """Clips with their manifest."""
    with zipfile.ZipFile(path, "w") as archive:
        for number, row in enumerate(rows):
            file, row["file"] = io.BytesIO(), f"{number}.flac"
            soundfile.write(file, burst(row.get("word") or row.get("text") or 10 * "-"), RATE, format="FLAC")
            archive.writestr(row["file"], file.getvalue())
        archive.writestr("manifest.json", json.dumps(rows))


def indexed(path: Path, rows: list[dict]) -> None:
    """One sound with its index."""
    path.parent.mkdir(parents=True, exist_ok=True)
    parts, start = [], 0
    for row in rows:
        parts.append(burst(row.get("text") or 10 * "-"))
        row |= {"start": start, "len": len(parts[-1])}
        start += len(parts[-1])
    soundfile.write(path.with_suffix(".opus"), np.concatenate(parts), RATE, format="OGG", subtype="OPUS")
    path.with_suffix(".json").write_text(json.dumps({"sample_rate": RATE, "clips": rows}), "utf-8")


def people(source: str, name: str) -> list[dict]:
    """A speaker for each split, who says everything."""
    splits = ("test",) if name in ("ls", "an") else ("train", "tune", "test")
    rows = [{"source": source, "speaker": f"{name}_{split}", "split": split} for split in splits]
    return [row | {"text": text} for row in rows for text in (*SENTENCES, "stop", "one", "seven")]


def folder(path: Path) -> Path:
    """All sets."""
    for i, split in enumerate(("train", "tune", "test")):
        rows = [{"text": text, "voice": voice} for text in SENTENCES[i::3] for voice in VOICES]
        indexed(path / "kokoro_sentences" / split, rows)
    words = [{"word": word, "voice": voice, "mix": None} for word in (*DIGITS, "computer") for voice in VOICES[:5]]
    blends = [
        {"word": "left", "voice": "mix1", "mix": ["am_adam", "af_sky", 0.5]},
        {"word": "left", "voice": "mix2", "mix": ["am_adam", "af_nova", 0.5]},
        {"word": "left", "voice": "hmix1", "mix": ["af_nova", "bm_daniel", 0.5]},
    ]
    zipped(path / "kokoro_words_16k.zip", words + blends)
    zipped(path / "human_speech_16k.zip", [row for source, name in PEOPLE for row in people(source, name)])
    zipped(path / "human_wake_16k.zip", people("WUW Corpus II", "wuw") + people("course, no text", "co"))
    zipped(path / "real_asterisk_allison.zip", [{"text": "press 1 now"}, {"text": "dial 15"}, {"text": "(a beep)"}])
    zipped(path / "noise.zip", [{"label": f"noise {number}"} for number in range(8)])
    fetched = path / "fetched_recordings"
    speakers = ("theo", "lucas", "george", "jackson", "nicolas")
    indexed(fetched / "fsdd_digits", [{"text": digit, "speaker": one} for digit in DIGITS for one in speakers])
    indexed(fetched / "picovoice_jarvis", [{"text": "jarvis", "id": f"j{number}"} for number in range(3)])
    indexed(
        fetched / "precise_community",
        [{"text": "hey mycroft", "id": "p", "lang": "en-us"}, {"text": "ja", "lang": "de"}],
    )
    for name in ("speech_commands_noise", "precise_room_silence"):
        indexed(fetched / name, [{"id": f"{name} {number}"} for number in range(2)])
    return path
