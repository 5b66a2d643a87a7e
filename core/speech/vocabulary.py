"""The words of the language "words", where nothing else may be said: a list that ships, or a visitor's own."""

from __future__ import annotations

from core.errors import UserError
from core.speech import letters
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
MOST = 200


def shipped() -> tuple[str, ...]:
    """The ten digits; the fourteen words that Speech Commands has as commands (Warden 2018, arXiv 1804.03209, section 4.1);
    and all words of the clips that ship."""
    spoken = (word for one in sentences().values() for word in one.said.split())
    return tuple(dict.fromkeys((*DIGITS, *COMMANDS, *spoken)))


def own(text: str) -> tuple[str, ...]:
    """The words of a text, each once. UserError if there is none, or more than MOST."""
    words = tuple(dict.fromkeys(letters.decode(letters.encode(text)).split()))
    if not any(letter.isalpha() for word in words for letter in word):
        raise UserError("ctc.no_words")
    if len(words) > MOST:
        raise UserError("ctc.too_many_words", words=len(words), most=MOST)
    return words
