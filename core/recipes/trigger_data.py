"""The recordings that the detectors are trained, tuned and tested on: where they lie, and who belongs to which split.

Nothing of it but a few clips is part of the project. ``--speech`` names a folder that holds the sets below, each either a
zip of clips with a manifest.json, or one Opus file beside a JSON index of its clips (text, start, len in samples):

    kokoro_words_16k.zip, kokoro_sentences/   words and dictionary sentences said by Kokoro-82M (Apache-2.0) in 54 voices
    real_asterisk_allison.zip                 Allison Smith's telephone prompts, Debian's asterisk-core-sounds-en (CC BY-SA 3.0)
    real_hedgewars_voices.zip                 shouts of the game Hedgewars, Debian's hedgewars-data (GFDL 1.3)
    real_tuxpaint_spoken_captions/            captions of Tux Paint in nine languages, Debian's tuxpaint-stamps-default (GPL-2)
    real_prompts.zip                          prompts and words in other languages, made by `trigger_prompts`
    real_sentences.zip                        sentences of CMU PocketSphinx's test data (BSD)
    engine_sentences.zip                      sentences by espeak-ng and flite, made by `trigger_engines`
    noise.zip                                 ambience loops (CC0), sound effects of Tux Paint, music on hold of Asterisk
    fetched_recordings/                       Picovoice's wake-word-benchmark, Mycroft's Precise-Community-Data, the Free Spoken
                                              Digit Dataset, and noises of Speech Commands, each from its public repository

``--words`` names a folder of single words said by Kokoro-82M for this task: the word, its near-words, its inflections, as
FLAC files listed in manifest*.jsonl (file, word, voice, split). `trigger_words` says which words and which voices.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

from core.recipes.trigger_words import SPLIT_OF, Word
from core.speech.augment import level
from core.speech.compose import speech_bounds
from core.speech.results import RATE

HUMAN = {  # split -> sets of human speech; no source is in two of them
    "train": ("picovoice_alexa", "picovoice_jarvis", "picovoice_smart_mirror", "picovoice_snowboy")
    + ("picovoice_view_glass", "picovoice_computer", "fsdd_digits", "tuxpaint_be", "tuxpaint_da")
    + ("prompts",),
    "tune": ("hedgewars", "tuxpaint_bg", "tuxpaint_el", "tuxpaint_ca"),
    "test": ("tuxpaint_ro", "tuxpaint_es", "tuxpaint_ru", "tuxpaint_fr", "allison", "precise", "sentences"),
}
QUIETEST, LEVEL = 1e-4, 0.07  # clips softer than the first are left out; all others are brought to the second


@dataclass(frozen=True, eq=False)
class Utterance:
    """Samples (N,) float32 at RATE and level LEVEL, what is said, by whom, from which set; where its speech ends."""

    samples: np.ndarray
    text: str
    voice: str
    source: str
    end: int


def utterance(samples: np.ndarray, rate: int, text: str, voice: str, source: str) -> Utterance | None:
    """A clip made ready, or None where there is next to nothing to hear."""
    if rate != RATE:
        import soxr

        samples = soxr.resample(samples, rate, RATE)
    if len(samples) < RATE // 20 or level(samples) < QUIETEST:
        return None
    start, end = speech_bounds(samples)
    samples = samples * (LEVEL / level(samples[start:end]))
    return Utterance(samples.astype(np.float32), text.strip().lower(), voice, source, end)


class Recordings:
    """All sets, read when they are asked for."""

    def __init__(self, speech: Path, words: Path) -> None:
        self.speech, self.words = speech, words

    def said(self, word: Word, split: str) -> dict[str, list[Utterance]]:
        """Kokoro's single words of a split: word -> clips; from the words made for this task, and the general list."""
        found: dict[str, list[Utterance]] = {}
        for one in self._made(split) if split else ():
            found.setdefault(one.text, []).append(one)
        return {text: clips for text, clips in found.items() if text in word.all_words}

    def common(self, split: str) -> list[Utterance]:
        """Digits, commands and other words of the general list, in the voices of the split."""
        return [one for one in self._zip("kokoro_words_16k.zip") if SPLIT_OF.get(one.voice, "train") == split]

    def sentences(self, split: str) -> list[Utterance]:
        """Sentences without the words, in the voices of the split."""
        return list(self._indexed(self.speech / "kokoro_sentences" / split))

    def human(self, name: str) -> list[Utterance]:
        """A set of human speech."""
        if name.startswith("tuxpaint_"):
            return list(self._zip(f"real_tuxpaint_spoken_captions/{name.removeprefix('tuxpaint_')}.zip"))
        zips = {"allison": "real_asterisk_allison", "hedgewars": "real_hedgewars_voices", "sentences": "real_sentences"}
        zips["prompts"] = "real_prompts"
        if name in zips:
            return list(self._zip(f"{zips[name]}.zip"))
        name = {"precise": "precise_community"}.get(name, name)
        return list(self._indexed(self.speech / "fetched_recordings" / name))

    def noises(self) -> dict[str, np.ndarray]:
        """Name -> samples of everything that is not speech."""
        found = {f"zip:{one.text or one.voice}": one.samples for one in self._zip("noise.zip")}
        for name in ("speech_commands_noise", "precise_room_silence"):
            path = self.speech / "fetched_recordings" / name
            found |= {f"{name}:{one.voice}": one.samples for one in self._indexed(path)}
        return found

    def other_engines(self) -> list[Utterance]:
        """Sentences by other speech engines; a voice begins with its engine."""
        return list(self._zip("engine_sentences.zip"))

    def _made(self, split: str) -> Iterator[Utterance]:
        for manifest in sorted(self.words.glob("manifest*.jsonl")):
            for line in manifest.read_text("utf-8").splitlines():
                row = json.loads(line)
                if row["split"] == split:
                    samples, rate = soundfile.read(self.words / row["file"], dtype="float32")
                    made = utterance(samples, rate, row["word"], row["voice"], "words")
                    if made:
                        yield made

    def _zip(self, name: str) -> Iterator[Utterance]:
        with zipfile.ZipFile(self.speech / name) as archive:
            for row in json.loads(archive.read("manifest.json")):
                samples, rate = soundfile.read(io.BytesIO(archive.read(row["file"])), dtype="float32")
                text = row.get("word") or row.get("text") or row.get("label") or row["file"]
                made = utterance(samples, rate, text, row.get("voice", ""), Path(name).stem)
                if made:
                    yield made

    def _indexed(self, path: Path) -> Iterator[Utterance]:
        index = json.loads(path.with_suffix(".json").read_text("utf-8"))
        samples, rate = soundfile.read(path.with_suffix(".opus"), dtype="float32")
        scale = rate / index["sample_rate"]
        for row in index["clips"]:
            first = int(row["start"] * scale)
            clip = samples[first : first + int(row["len"] * scale)]
            voice = row.get("voice") or row.get("speaker") or row.get("id", "")
            made = utterance(clip, rate, row.get("text") or "", voice, path.stem)
            if made:
                yield made
