"""The recordings that the recogniser is trained on, tuned by and tested with, and who belongs to which split.

Nothing of it but a few synthetic clips is part of the project. ``--speech`` names a folder with the sets of `trigger_data`
(kokoro_words_16k.zip, kokoro_sentences, real_asterisk_allison.zip, noise.zip, fetched_recordings) and, of the same form,

    human_speech_16k.zip   speechocean762 (openslr.org/101), Speech Commands (CC BY 4.0), LibriSpeech test-other (CC BY 4.0), AN4
    human_wake_16k.zip     WUW Corpus II (CC BY-SA 4.0): callers over the telephone, words alone and in sentences

each with a split by speaker of its own. ``--spoken`` names folders of more sentences by Kokoro-82M: FLAC files listed in
manifest.jsonl (file, text, voice). Synthetic speech is split by voice: a blend across two splits belongs to none.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

import numpy as np
import soundfile

from core.recipes.trigger_data import Recordings, utterance
from core.recipes.trigger_selection import noises as noise_clips
from core.speech import augment, features
from core.speech.letters import decode, encode
from core.speech.vocabulary import DIGITS

VOICE_SPLIT = {"af_nova": "test", "bm_daniel": "test", "am_eric": "dev"}  # all others: train
DIGIT_SPLIT = {"theo": "test", "lucas": "test", "george": "dev"}
HELD_OUT = re.compile(r"\b(marvin|sheila|house|happ|seven|visual|voyag|wildfire|backward|learn)")  # never trained on
LONGEST = 1_100  # frames
PACE = (2.5, 26.0)  # letters a second that speech can have; other texts do not belong to their clip
Read = Callable[[], tuple[np.ndarray, int]]  # gives samples and rate
Row = tuple[Read, str, str, str, str]  # and text, voice, source, split


@dataclass(frozen=True, eq=False)
class Transcribed:
    """A clip ready for training: log-mel frames (F, M) as float16, its text, who says it, the set and the split."""

    frames: np.ndarray
    text: str
    voice: str
    source: str
    split: str

    @property
    def held_out(self) -> bool:
        """Whether its text holds a word that training must not hear."""
        return bool(HELD_OUT.search(self.text))


def voice_split(parts: Iterable[str]) -> str:
    """The split of a synthetic voice, or of a blend of several."""
    found = {VOICE_SPLIT.get(part, "train") for part in parts}
    return found.pop() if len(found) == 1 else "none"


def spelled(text: str) -> str:
    """Single digits as words; nothing where other numbers or remarks in brackets stand, or where a part is left out."""
    if re.search(r"\d\d|[\[(<{*]|\.\.\.", text):
        return ""
    return decode(encode(re.sub(r"\d", lambda digit: f" {DIGITS[int(digit[0])]} ", text)))


def recordings(speech: Path, spoken: Iterable[Path] = ()) -> Iterator[Row]:
    """All clips of all splits as they lie in the folders; a split "none" belongs to nothing."""
    sets = (_sentences, _words, _people, _fetched, _prompts)
    return chain(*(each(speech) for each in sets), *map(_more, spoken))


def ready(row: Row) -> tuple[np.ndarray, Transcribed] | None:
    """Samples at RATE and what becomes of them; None where there is no text, no sound, or where the two cannot belong
    together."""
    read, text, voice, source, split = row
    text = spelled(text)
    made = utterance(*read(), text, voice, source) if text and split != "none" else None
    if not made:
        return None
    frames = features.log_mel(made.samples)
    pace = len(made.text) / (features.HOP_SECONDS * max(1, len(frames)))
    if len(frames) > LONGEST or not PACE[0] < pace < PACE[1]:
        return None
    return made.samples, Transcribed(frames.astype(np.float16), made.text, voice, source, split)


def noises(speech: Path, split: str) -> list[np.ndarray]:
    """Log-mel frames (F, M) of everything that is not speech: `trigger_selection.noises`, and hiss of many colours."""
    generator = np.random.default_rng(2026 if split == "train" else 2027)
    hiss = [augment.noise(320_000, slope, generator=generator) for slope in np.linspace(0.0, 2.0, 9)]
    clips = noise_clips(Recordings(speech, Path()), split).values()
    return [features.log_mel(0.1 * wave / augment.level(wave)) for wave in (*clips, *(10 * each for each in hiss))]


def kept(path: Path, speech: Path, spoken: Iterable[Path]) -> list[Transcribed]:
    """All clips as they were written to ``path`` before; or read from the folders, which takes minutes, and written there."""
    if path.exists():
        with np.load(path) as stored:
            rows, parts = json.loads(str(stored["rows"])), np.split(stored["frames"], stored["ends"][:-1])
        return [Transcribed(frames, *row) for frames, row in zip(parts, rows, strict=True)]
    clips = [found[1] for found in map(ready, recordings(speech, spoken)) if found]
    rows = json.dumps([(one.text, one.voice, one.source, one.split) for one in clips])
    frames = np.concatenate([one.frames for one in clips])
    np.savez(path, frames=frames, ends=np.cumsum([len(one.frames) for one in clips]), rows=np.array(rows))
    return clips


def _zipped(path: Path) -> Iterator[tuple[dict, Read]]:
    with zipfile.ZipFile(path) as archive:

        def read(file: str) -> tuple[np.ndarray, int]:
            return soundfile.read(io.BytesIO(archive.read(file)), dtype="float32")

        for row in json.loads(archive.read("manifest.json")):
            yield row, partial(read, row["file"])


def _indexed(path: Path) -> Iterator[tuple[dict, Read]]:
    index = json.loads(path.with_suffix(".json").read_text("utf-8"))
    samples, rate = soundfile.read(path.with_suffix(".opus"), dtype="float32")
    scale = rate / index["sample_rate"]

    def read(row: dict) -> tuple[np.ndarray, int]:
        first = int(row["start"] * scale)
        return samples[first : first + int(row["len"] * scale)], rate

    for row in index["clips"]:
        yield row, partial(read, row)


def _sentences(speech: Path) -> Iterator[Row]:
    for name in ("train", "tune", "test"):
        for row, read in _indexed(speech / "kokoro_sentences" / name):
            yield read, row["text"], row["voice"], "sentences", voice_split(row["voice"].split("+"))


def _more(folder: Path) -> Iterator[Row]:
    for line in (folder / "manifest.jsonl").read_text("utf-8").splitlines():
        if line.endswith("}"):  # the last line may still be being written
            row = json.loads(line)
            read = partial(soundfile.read, folder / row["file"], dtype="float32")
            yield read, row["text"], row["voice"], "sentences", voice_split(row["voice"].split("+"))


def _words(speech: Path) -> Iterator[Row]:
    for row, read in _zipped(speech / "kokoro_words_16k.zip"):
        parts = row["mix"][:2] if row["mix"] else [row["voice"]]
        split = "none" if row["voice"].startswith("hmix") else voice_split(parts)
        yield read, row["word"], row["voice"], "words", split


def _people(speech: Path) -> Iterator[Row]:
    names = {"speechocean762": "speechocean", "Speech Commands v0.02": "commands", "WUW Corpus II": "wuw", "AN4": "an4"}
    for file in ("human_speech_16k.zip", "human_wake_16k.zip"):
        for row, read in _zipped(speech / file):
            source = names.get(row["source"], row["source"].split()[0].lower())
            split = {"tune": "dev"}.get(row["split"], row["split"])
            if row.get("text") and not source.startswith("course"):
                yield read, row["text"], row["speaker"], source, split


def _fetched(speech: Path) -> Iterator[Row]:
    folder = speech / "fetched_recordings"
    for row, read in _indexed(folder / "fsdd_digits"):
        yield read, row["text"], row["speaker"], "fsdd", DIGIT_SPLIT.get(row["speaker"], "train")
    keywords = sorted(path.stem for path in folder.glob("picovoice_*.json"))
    for name in (*keywords, "precise_community"):
        for row, read in _indexed(folder / name):
            if row.get("text") and row.get("lang", "en").startswith("en"):
                text = row["text"].replace("heychatterbox", "hey chatterbox").replace("heycomputer", "hey computer")
                yield read, text, row["id"], "keywords", "train"


def _prompts(speech: Path) -> Iterator[Row]:
    for row, read in _zipped(speech / "real_asterisk_allison.zip"):
        yield read, row["text"], "allison", "prompts", "train"
