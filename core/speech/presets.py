"""The sounds that the lesson brings: clips to listen to, with the times of their words, and parts to compose from.

`core.recipes.trigger_presets` made them; assets/data/speech/index.json says what is in each.
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


@cache
def presets() -> dict[str, Preset]:
    """All clips to listen to, by name, in the order of the page."""
    return {
        row["name"]: Preset(
            row["name"], row["file"], row["word"], row["human"], tuple(Spoken(**said) for said in row["said"])
        )
        for row in _index()["presets"]
    }


@cache
def parts() -> dict[str, Preset]:
    """Clips to compose a training example from, by name: single words, and the background ("background")."""
    return {
        row["name"]: Preset(row["name"], row["file"], row["word"], False, tuple(Spoken(**said) for said in row["said"]))
        for row in _index()["parts"]
    }


def _index() -> dict:
    return json.loads((FOLDER / "index.json").read_text("utf-8"))
