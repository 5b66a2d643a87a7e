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


def callers(split: str) -> list[dict]:
    """A caller of each split says "voyager" twice alone and once in a sentence, and "operator"; and something else once each."""
    row = {"source": "WUW Corpus II", "speaker": f"wuw_{split}", "split": split}
    alone = {"kind": "keyword alone", "keyword_at": [0.1, 0.6]}
    within = {"kind": "keyword in a sentence", "keyword": "voyager", "keyword_at": [2.0, 2.7]}
    return [
        *(2 * [row | alone | {"keyword": "voyager", "text": "voyager"}]),
        row | alone | {"keyword": "operator", "text": "operator"},
        row | within | {"text": "this is what i say to the voyager every day"},
        row | {"kind": "keyword alone", "keyword": "voyager", "text": "done"},
        row | {"kind": "keyword in a sentence", "keyword": "voyager", "text": "nobody knows when voyager is said here"},
        row | within | {"keyword": "operator", "text": "and this is said to the operator instead"},
    ]


def trigger_folder(path: Path) -> tuple[Path, Path]:
    """All sets as the recipe of the trigger words wants them, and a folder of single words."""
    speech, words = folder(path / "speech"), path / "words"
    common = [{"word": word, "voice": voice} for word in ("one", "computer", "voyager") for voice in VOICES[:5]]
    zipped(speech / "kokoro_words_16k.zip", [row | {"mix": None} for row in common])
    voices = {"train": "am_adam", "tune": "af_sky", "test": "af_nova"}
    for split, voice in voices.items():
        texts = (*4 * SENTENCES, "the first voyage of all")
        indexed(speech / "kokoro_sentences" / split, [{"text": text, "voice": voice} for text in texts])
    others = [
        row | {"kind": "negative"}
        for source, name in (("LibriSpeech train-clean-100", "lb"), ("Picovoice speech-to-intent", "pv"))
        for row in people(source, name)
    ]
    mine = [{"source": "course", "speaker": "guess", "split": "tune", "kind": "activate", "text": "activate"}]
    spoken = [{**row} for split in voices for row in callers(split)]
    zipped(speech / "human_wake_16k.zip", spoken + others + mine)
    for name in ("real_hedgewars_voices", "real_sentences"):
        zipped(speech / f"{name}.zip", [{"text": text, "voice": name} for text in SENTENCES])
    zipped(speech / "engine_sentences.zip", [{"text": text, "voice": "espeak-ng en"} for text in SENTENCES])
    others = [
        {"word": word, "engine": engine, "voice": "v"}
        for word in ("activate", "voyager")
        for engine in ("piper", "flite")
    ]
    zipped(speech / "other_engines_words_16k.zip", others)
    mycroft = [{"text": "hey mycroft", "id": f"p{number}", "lang": "en-us"} for number in range(2)]
    indexed(speech / "fetched_recordings" / "precise_community", mycroft)
    for name in ("alexa", "computer", "smart_mirror", "snowboy", "view_glass"):
        indexed(speech / "fetched_recordings" / f"picovoice_{name}", [{"text": name, "id": f"{name}1"}])
    words.mkdir()
    with open(words / "manifest.jsonl", "w", encoding="utf-8") as manifest:
        for split, voice in voices.items():
            for word in ("activate", "voyager", "activity", "voyage", "elevate", "stranger", "activates", "voyagers"):
                for number in range(2):
                    file = f"{word}_{split}_{number}.flac"
                    soundfile.write(words / file, burst(word), RATE)
                    manifest.write(json.dumps({"file": file, "word": word, "voice": voice, "split": split}) + "\n")
    return speech, words
