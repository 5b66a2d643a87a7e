"""A task for the network with a fixed window and for the RNN: somewhere among words a mark is opened; what will close it?

Training shows the mark at the first places of the window only. What a network then knows of the other places shows whether
it learns a thing once or at each place anew.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

import torch
from torch import Tensor

from core.recurrent.nested import ADJECTIVES, BRACKETS, NOUNS, PREPOSITIONS, QUOTES, VOCABULARY

SIZE, TRAINED = 24, 12  # characters of the window, and at how many of its places, the first, training shows a mark
NOTHING = "."  # what closes nothing: the answer before the mark
MARKS = BRACKETS | QUOTES
WORDS = ("the", *NOUNS, *NOUNS.values(), *ADJECTIVES, *PREPOSITIONS)


@dataclass(frozen=True)
class Cued:
    """SIZE characters, among them one opening mark at ``place``, counted from 1; ``closer`` would close it."""

    text: str
    place: int
    closer: str

    @property
    def split(self) -> str:
        """train (90 %) or test, by a hash of the text."""
        return "test" if crc32(self.text.encode()) % 10 == 0 else "train"


def cued(rng: random.Random, place: int) -> Cued:
    """Words of the made language in any order, with a mark before the word that begins after ``place``."""
    mark = rng.choice(list(MARKS))
    before = _words(rng, place - 1)
    text = before[len(before) - (place - 1) :] + mark + _words(rng, SIZE - place)
    return Cued(text[:SIZE], place, MARKS[mark])


def _words(rng: random.Random, letters: int) -> str:
    """Words with a space after each, of so many letters or a few more."""
    text = ""
    while len(text) < letters:
        text += rng.choice(WORDS) + " "
    return text


def texts(split: str, seed: int, places: Sequence[int]) -> Iterator[Cued]:
    """Texts of a split without end, each place as likely as the others; the same for the same seed."""
    rng = random.Random(seed)
    while True:
        made = cued(rng, rng.choice(places))
        if made.split == split:
            yield made


def encoded(made: Sequence[Cued]) -> tuple[Tensor, Tensor, Tensor]:
    """The symbols (B, SIZE), what closes the mark (B,), and whether the mark has been read by then (B, SIZE)."""
    ids = torch.tensor([VOCABULARY.encode(list(one.text)) for one in made])
    closers = torch.tensor(VOCABULARY.encode([one.closer for one in made]))
    return ids, closers, torch.arange(SIZE) >= torch.tensor([one.place - 1 for one in made])[:, None]


@torch.inference_mode()
def right(logits: Tensor, closers: Tensor) -> Tensor:
    """Whether the right closing mark is likelier than each other closing mark: logits (B, V), closers (B,) -> (B,)."""
    column = torch.tensor(VOCABULARY.encode(sorted(set(MARKS.values()))))
    return column[logits[:, column].argmax(1)] == closers
