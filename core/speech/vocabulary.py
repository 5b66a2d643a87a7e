"""The words of the language "words", where nothing else may be said."""

from __future__ import annotations

from core.speech.presets import sentences

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
COMMANDS = (
    "yes",
    "no",
    "up",
    "down",
    "left",
    "right",
    "on",
    "off",
    "stop",
    "go",
    "backward",
    "forward",
    "follow",
    "learn",
)


def shipped() -> tuple[str, ...]:
    """The ten digits; the fourteen words that Speech Commands has as commands (Warden 2018, arXiv 1804.03209, section 4.1);
    and all words of the clips that ship."""
    spoken = (word for one in sentences().values() for word in one.said.split())
    return tuple(dict.fromkeys((*DIGITS, *COMMANDS, *spoken)))
