"""The sounds that the speech lessons bring: clips to listen to, with what is said in them, and parts to compose from.

Those of the trigger word, made by `core.recipes.trigger_presets`, have the times of their words; index.json in
assets/data/speech says what is in each. Those of CTC, chosen by `core.recipes.transcribing`, have their text, in ctc.json.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.speech.results import Spoken

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "data" / "speech"


@dataclass(frozen=True)
class Preset:
    """A clip that is shipped: its file, the trigger word that it is about, what is said when, and whether by a person."""

    name: str
    file: str
    word: str
    human: bool
    said: tuple[Spoken, ...]

    @property
    def data(self) -> bytes:
        """The file."""
        return (FOLDER / self.file).read_bytes()

    def ends(self, word: str) -> tuple[float, ...]:
        """When the trigger word has been said, in seconds, each time."""
        return tuple(one.end for one in self.said if one.says(word))


@dataclass(frozen=True)
class Sentence:
    """A clip that is shipped to be written down: its file, its text, whether a person says it, whose voice it is and by whose
    leave. No recogniser was trained on the voice."""

    name: str
    file: str
    said: str
    human: bool
    voice: str
    credit: str

    @property
    def data(self) -> bytes:
        """The file."""
        return (FOLDER / self.file).read_bytes()


@cache
def presets() -> dict[str, Preset]:
    """All clips to listen to, by name, in the order of the page."""
    return {
        row["name"]: Preset(
            row["name"], row["file"], row["word"], row["human"], tuple(Spoken(**said) for said in row["said"])
        )
        for row in _index("index")["presets"]
    }


@cache
def parts() -> dict[str, Preset]:
    """Clips to compose a training example from, by name: single words, and the background ("background")."""
    return {
        row["name"]: Preset(row["name"], row["file"], row["word"], False, tuple(Spoken(**said) for said in row["said"]))
        for row in _index("index")["parts"]
    }


@cache
def sentences() -> dict[str, Sentence]:
    """The clips to write down, by name, in the order of the page."""
    return {row["name"]: Sentence(**row) for row in _index("ctc")["sentences"]}


def _index(name: str) -> dict:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
