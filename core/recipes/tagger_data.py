"""Tagged sentences for the tagger: read, parted by blocks, and as tensors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from core.data import ASSETS
from core.recurrent.results.tagging import LABELS
from core.recurrent.tagging_files import Sentence
from core.recurrent.tagging_network import TaggerConfig, capitals, letter_ids
from core.words import library

OWN = ASSETS / "data" / "tagging" / "sentences.tsv"
BLOCK = 43  # sentences beside one another, which may be from one article


def folds(sentences: Sequence[Sentence], count: int) -> list[tuple[list[Sentence], list[Sentence]]]:
    """(training, test) so often: the test takes every ``count``-th block of BLOCK sentences. What stands in the training in the
    same words, whatever their capitals, is left out of the test."""
    return [_parted(sentences, [i // BLOCK % count == k for i in range(len(sentences))]) for k in range(count)]


def random_splits(sentences: Sequence[Sentence], count: int) -> list[tuple[list[Sentence], list[Sentence]]]:
    """(training, test) so often: the test takes a fifth of the sentences by chance, of most articles; copies as in `folds`."""
    orders = [np.random.RandomState(seed).permutation(len(sentences)) for seed in range(count)]
    return [_parted(sentences, order < len(sentences) // 5) for order in orders]


def _parted(sentences: Sequence[Sentence], is_test: Sequence[bool]) -> tuple[list[Sentence], list[Sentence]]:
    training = [sentence for sentence, held in zip(sentences, is_test, strict=True) if not held]
    seen = {_plain(sentence) for sentence in training}
    test = [sentence for sentence, held in zip(sentences, is_test, strict=True) if held]
    return training, [sentence for sentence in test if _plain(sentence) not in seen]


def _plain(sentence: Sentence) -> tuple[str, ...]:
    return tuple(word.lower() for word in sentence[0] if any(letter.isalnum() for letter in word))


@dataclass(frozen=True)
class Example:
    """A sentence of T words: rows of the vectors, capitals, letters (T, L) as they are and in lower case, and labels (T, 9),
    one-hot."""

    words: Tensor
    capitals: Tensor
    letters: Tensor
    lower: Tensor
    labels: Tensor

    def __len__(self) -> int:
        return len(self.words)


class Encoder:
    """Sentences as examples. words: those that GloVe knows, a row of the vectors each, which are tuned; what it does not know is
    the row after them, and after that come the words of made sentences, whose vectors stay as they are. letters: those that
    stand in the words."""

    def __init__(self, sentences: Sequence[Sentence], made: Sequence[Sentence] = ()) -> None:
        glove = library.load("glove")
        found = [word for words, _ in sentences for word in words]
        self.words = tuple(sorted({word.lower() for word in found} & set(glove.index)))
        self.letters = tuple(sorted(set("".join(found))))
        others = {word.lower() for words, _ in made for word in words} & set(glove.index) - set(self.words)
        kept = tuple(sorted(others))
        self.row = {word: i for i, word in enumerate(self.words)}
        self.row |= {word: i for i, word in enumerate(kept, len(self.words) + 1)}
        self.vectors, self.kept = (
            torch.from_numpy(glove.vectors[glove.rows(part)].copy()) for part in (self.words, kept)
        )
        self._config = TaggerConfig(self.letters, ())

    def example(self, words: Sequence[str], labels: Tensor) -> Example:
        """One sentence. labels (T, 9): one-hot."""
        unknown = len(self.words)
        lower = [word.lower() for word in words]
        return Example(
            torch.tensor([self.row.get(word, unknown) for word in lower]),
            torch.tensor([capitals(word) for word in words]),
            letter_ids(self._config, words),
            letter_ids(self._config, lower),
            labels,
        )

    def tagged(self, sentences: Sequence[Sentence]) -> list[Example]:
        """Sentences whose tags are known."""
        eye = torch.eye(len(LABELS))
        return [self.example(words, eye[[LABELS.index(tag) for tag in tags]]) for words, tags in sentences]


@dataclass(frozen=True)
class Batch:
    """B sentences of at most T words: (T, B), letters (T, B, L), labels (T, B, 9), which are all 0 where there is no word."""

    words: Tensor
    capitals: Tensor
    letters: Tensor
    labels: Tensor


def batch(examples: Sequence[Example], is_lower: Sequence[bool]) -> Batch:
    """Side by side. is_lower: of which all capitals are taken away."""
    chosen = [
        (one.words, _small(one.capitals), one.lower, one.labels)
        if low
        else (one.words, one.capitals, one.letters, one.labels)
        for one, low in zip(examples, is_lower, strict=True)
    ]
    return Batch(*(torch.nn.utils.rnn.pad_sequence(list(column)) for column in zip(*chosen, strict=True)))


def _small(kinds: Tensor) -> Tensor:
    """What `capitals` says of the words in lower case."""
    return torch.where(kinds < 4, 0, kinds)


def batches(examples: Sequence[Example], size: int, lower: float, random: np.random.RandomState) -> Iterator[Batch]:
    """All examples once, those of about one length side by side."""
    order, parts = random.permutation(len(examples)), []
    for i in range(0, len(order), size * 8):
        near = sorted(order[i : i + size * 8], key=lambda k: len(examples[k]))
        parts += [near[j : j + size] for j in range(0, len(near), size)]
    for j in random.permutation(len(parts)):
        yield batch([examples[k] for k in parts[j]], random.rand(len(parts[j])) < lower)
