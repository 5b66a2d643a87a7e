"""The recordings that the detectors are trained, tuned and tested on: where they lie, and who belongs to which split.

Nothing of it but a few clips is part of the project. ``--speech`` names a folder that holds the sets below, each either a
zip of clips with a manifest.json, or one Opus file beside a JSON index of its clips (text, start, len in samples):

    kokoro_words_16k.zip, kokoro_sentences/   words and dictionary sentences said by Kokoro-82M (Apache-2.0) in 54 voices
    human_wake_16k.zip                        WUW Corpus II (CC BY-SA 4.0): callers over the telephone say a word alone and in
                                              sentences; LibriSpeech (CC BY 4.0); Picovoice's coffee orders (Apache-2.0); seven
                                              recordings of "activate" from two students' public repositories
    human_speech_16k.zip                      speechocean762 (openslr.org/101), Speech Commands and LibriSpeech (CC BY 4.0), AN4
    real_asterisk_allison.zip                 Allison Smith's telephone prompts, Debian's asterisk-core-sounds-en (CC BY-SA 3.0)
    real_hedgewars_voices.zip                 shouts of the game Hedgewars, Debian's hedgewars-data (GFDL 1.3)
    real_sentences.zip                        sentences of CMU PocketSphinx's test data (BSD)
    other_engines_words_16k.zip               words by espeak-ng, flite, festival and Piper
    engine_sentences.zip                      sentences by espeak-ng and flite, made by `trigger_engines`
    noise.zip                                 ambience loops (CC0), sound effects of Tux Paint, music on hold of Asterisk
    fetched_recordings/                       Picovoice's wake-word-benchmark, Mycroft's Precise-Community-Data, the Free Spoken
                                              Digit Dataset, and noises of Speech Commands, each from its public repository

``--words`` names a folder of single words said for this task by Kokoro-82M, and by `trigger_engines`: the words, their
near-words, their inflections, as FLAC files listed in manifest*.jsonl (file, word, voice, split). `trigger_words` says which
words and which voices.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import soundfile

from core.recipes.trigger_words import SPLIT_OF, Word
from core.speech.augment import level
from core.speech.compose import speech_bounds
from core.speech.results import RATE

HUMAN = {  # split -> sets of human speech; nobody who is told apart is in two of them
    "train": ("picovoice_alexa", "picovoice_jarvis", "picovoice_smart_mirror", "picovoice_snowboy")
    + ("picovoice_view_glass", "picovoice_computer", "fsdd_digits")
    + ("speechocean762", "Speech Commands", "LibriSpeech", "WUW Corpus II"),
    "tune": ("hedgewars", "speechocean762", "Speech Commands", "Picovoice speech-to-intent", "WUW Corpus II"),
    "test": (
        "allison",
        "precise",
        "sentences",
        "speechocean762",
        "Speech Commands",
        "LibriSpeech",
        "AN4",
        "WUW Corpus II",
    ),
}
UNHEARD = ("festival", "piper")  # speech engines
AROUND = (1.5, 0.6)  # seconds of a sentence that are kept before and after the word in it
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

    def synthetic(self, word: Word, split: str) -> list[Utterance]:
        """The word by Kokoro, from the task's words and from the common ones."""
        common = [one for one in self.common(split) if one.text == word.name]
        return [*self.said(word, split).get(word.name, ()), *common]

    def sentences(self, split: str) -> list[Utterance]:
        """Sentences without the words, in the voices of the split."""
        return list(self._indexed(self.speech / "kokoro_sentences" / split))

    def human(self, name: str, split: str) -> list[Utterance]:
        """A set of human speech, as far as it belongs to this split."""
        zips = {"allison": "real_asterisk_allison", "hedgewars": "real_hedgewars_voices", "sentences": "real_sentences"}
        if name in zips:
            return list(self._zip(f"{zips[name]}.zip"))
        if name.startswith(("picovoice_", "fsdd", "precise")):
            name = {"precise": "precise_community"}.get(name, name)
            return list(self._indexed(self.speech / "fetched_recordings" / name))
        own = {split, {"tune": "dev"}.get(split, split)}
        files = ("human_speech_16k.zip", "human_wake_16k.zip")
        return [
            one
            for file in files
            for one in self._zip(file, lambda row: row["source"].startswith(name) and row["split"] in own)
        ]

    def people(self, word: Word, split: str, kind: str = "keyword alone") -> list[Utterance]:
        """People who say the word: callers, alone or with some of the sentence around it, or for "activate" seven recordings."""
        found, wanted = [], (kind, word.name) if kind == "keyword alone" else (kind,)
        with zipfile.ZipFile(self.speech / "human_wake_16k.zip") as archive:
            for row in json.loads(archive.read("manifest.json")):
                said = row.get("keyword") or row["kind"]
                text = row.get("raw") or row.get("text") or ""  # some say something else, some where nobody knows
                fits = word.contains(text) and (kind == "keyword alone" or "keyword_at" in row)
                if said == word.name and fits and row["split"] == split and row["kind"] in wanted:
                    samples, rate = soundfile.read(io.BytesIO(archive.read(row["file"])), dtype="float32")
                    start, end = row.get("keyword_at") or (0.0, len(samples) / rate)
                    first, last = max(0, int((start - AROUND[0]) * rate)), int((end + AROUND[1]) * rate)
                    made = utterance(samples[first:last], rate, word.name, row["speaker"], row["source"])
                    if made and "keyword_at" in row:
                        made = replace(made, end=int(end * RATE) - int(first * RATE / rate))
                    found += [made] if made else []
        return found

    def noises(self) -> dict[str, np.ndarray]:
        """Name -> samples of everything that is not speech."""
        found = {f"zip:{one.text or one.voice}": one.samples for one in self._zip("noise.zip")}
        for name in ("speech_commands_noise", "precise_room_silence"):
            path = self.speech / "fetched_recordings" / name
            found |= {f"{name}:{one.voice}": one.samples for one in self._indexed(path)}
        return found

    def words_of_other_engines(self, word: Word) -> list[Utterance]:
        """The word by speech engines that nothing was trained on."""

        def wanted(row: dict) -> bool:
            return row["word"] == word.name and row["engine"] in UNHEARD

        return list(self._zip("other_engines_words_16k.zip", wanted))

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

    def _zip(self, name: str, wanted: Callable[[dict], bool] = lambda row: True) -> Iterator[Utterance]:
        with zipfile.ZipFile(self.speech / name) as archive:
            for row in filter(wanted, json.loads(archive.read("manifest.json"))):
                samples, rate = soundfile.read(io.BytesIO(archive.read(row["file"])), dtype="float32")
                names = ("word", "raw", "text", "label", "file")  # raw: also with what could hardly be understood
                text = next(row[name] for name in names if row.get(name))
                voice = row.get("voice") or row.get("speaker", "")
                made = utterance(samples, rate, text, voice, row.get("source") or Path(name).stem)
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
