"""What is on screen in the lesson on the trigger word, as its tabs need it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.i18n import t
from core.speech.options import DetectorConfig
from core.speech.results import Hearing, Spoken, Streamed


@dataclass(frozen=True)
class Shown:
    """What is on screen: the sound heard in one go, the settings and the tuned ones, what is known to be said in it.

    mistake: the network with a mistake that hears it, "" for none; streamed: the sound in chunks, where it comes so.
    """

    hearing: Hearing
    config: DetectorConfig
    tuned: DetectorConfig
    said: tuple[Spoken, ...]
    word: str
    mistake: str = ""
    streamed: Streamed | None = None

    @property
    def drawn(self) -> Hearing:
        """The sound with the probabilities that are drawn."""
        return self.hearing if self.streamed is None else replace(self.hearing, detection=self.streamed.detection)

    @property
    def ends(self) -> tuple[float, ...]:
        """When the word ends, where that is known."""
        return tuple(one.end for one in self.said if one.says(self.word))


def percent(found: Mapping[str, Any]) -> str:
    """A share of a model card, with its 95 % interval."""
    low, high = found["interval"]
    return f"{found['rate']:.1%} ({low:.1%}–{high:.1%})"


def hourly(found: Mapping[str, Any]) -> str:
    """A rate an hour of a model card, with its 95 % interval."""
    low, high = found["interval"]
    return f"{found['per_hour']:.2f} ({low:.2f}–{high:.2f})"


def moments(events: tuple[float, ...]) -> str:
    """Events, in seconds."""
    return ", ".join(f"{event:.2f} s" for event in events) or t("moments.never")
