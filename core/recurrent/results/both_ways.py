"""What a sentence read from both sides shows: numpy arrays, no torch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.recurrent.results.tagging import Tagged


@dataclass(frozen=True)
class BothWays:
    """A sentence of T words, K labels, H units in either direction.

    both, forward: what the network says that reads both ways, and the one that reads from the left alone. W_y (K, 2H): what turns
    [a→, a←] into logits. alone (T, H) and from_alone (T, K): a←⟨t⟩, and its share of the logits, if the sentence ended with word t.
    units: for either direction those that count most here, in their order.
    """

    both: Tagged
    forward: Tagged
    W_y: np.ndarray
    alone: np.ndarray
    from_alone: np.ndarray
    units: tuple[tuple[int, ...], tuple[int, ...]]

    @property
    def words(self) -> tuple[str, ...]:
        """What was read."""
        return self.both.words

    @property
    def left(self) -> np.ndarray:
        """a→ (T, H)."""
        return self.both.states[:, : self.H]

    @property
    def right(self) -> np.ndarray:
        """a← (T, H)."""
        return self.both.states[:, self.H :]

    @property
    def H(self) -> int:
        """Units of a direction."""
        return self.alone.shape[1]

    def ready(self, t: int) -> int:
        """At which step both have passed word t, counted from 1: the one has t + 1 words to read, the other T − t."""
        return max(t + 1, len(self.words) - t)

    def logits(self, zeroed: str = "none") -> np.ndarray:
        """(T, K), whole or with one side at zero: zeroed "none", "left" or "right"."""
        sides = {"left": self.both.from_left, "right": self.both.from_right}
        return sum(part for side, part in sides.items() if side != zeroed) + self.both.bias

    def chances(self, zeroed: str = "none") -> np.ndarray:
        """ŷ (T, K), whole or with one side at zero."""
        z = self.logits(zeroed)
        e = np.exp(z - z.max(-1, keepdims=True))
        return e / e.sum(-1, keepdims=True)

    def tags(self, zeroed: str = "none") -> tuple[str, ...]:
        """The likeliest of each word, whole or with one side at zero."""
        return tuple(self.both.labels[k] for k in self.logits(zeroed).argmax(-1))

    def decided(self, t: int) -> str:
        """Which side decided a word's tag: "left" or "right" where without that side it would be another, and without the other
        side not; "both" where neither alone gives it; "either" where each alone does."""
        tag = self.both.tags[t]
        needs_left, needs_right = (self.tags(side)[t] != tag for side in ("left", "right"))
        return {(True, False): "left", (False, True): "right", (True, True): "both", (False, False): "either"}[
            needs_left, needs_right
        ]

    def margins(self) -> tuple[np.ndarray, tuple[str, ...]]:
        """(T, 3): by how much the logit of each word's tag is above that of its nearest rival, parted into what the left, the right
        and the bias say; and the rivals."""
        order = np.argsort(-self.logits(), axis=-1, kind="stable")
        rows, first, second = np.arange(len(order)), order[:, 0], order[:, 1]
        bias = np.broadcast_to(self.both.bias, self.both.from_left.shape)
        parts = [part[rows, first] - part[rows, second] for part in (self.both.from_left, self.both.from_right, bias)]
        return np.stack(parts, axis=1), tuple(self.both.labels[k] for k in second)


@dataclass(frozen=True)
class AsRead:
    """The tags of every beginning of a sentence: row n − 1 those of its first n words."""

    words: tuple[str, ...]
    tags: tuple[tuple[str, ...], ...]

    @property
    def changes(self) -> tuple[int, ...]:
        """How often each word's tag changed after it was first given."""
        return tuple(
            sum(self.tags[n][t] != self.tags[n - 1][t] for n in range(t + 1, len(self.words)))
            for t in range(len(self.words))
        )

    @property
    def settled(self) -> tuple[int, ...]:
        """From how many words on each word's tag stays as it is, counted from 1."""
        T = len(self.words)
        last = [
            max((n for n in range(t + 1, T) if self.tags[n][t] != self.tags[n - 1][t]), default=t) for t in range(T)
        ]
        return tuple(n + 1 for n in last)


@dataclass(frozen=True)
class Padded:
    """A sentence in a batch in which something follows it. tags, probabilities (T, K): where the network reads from the right over
    the padding; right: what it says of the sentence by itself."""

    tags: tuple[str, ...]
    probabilities: np.ndarray
    right: Tagged


@dataclass(frozen=True)
class Pair:
    """Two sentences that begin alike. words, tags: of both; at: the word whose tag differs though all up to it is the same;
    both, forward: the tag that each network gives that word in either sentence."""

    words: tuple[tuple[str, ...], tuple[str, ...]]
    tags: tuple[str, str]
    at: int
    both: tuple[str, str]
    forward: tuple[str, str]


@dataclass(frozen=True)
class Reader:
    """A network that says the next letter. losses (steps,): bits a letter of the training; whole, so_far: bits a letter on
    sentences held out, with all of the sentence before it as in the training, and with only what has come so far; moved: by how
    much of all chances ŷ⟨t⟩ changes, on average, when x⟨t+1⟩ is exchanged for another letter: half of Σ |ŷ − ŷ′|, 0 for who has
    not read it."""

    losses: np.ndarray
    whole: float
    so_far: float
    moved: float


@dataclass(frozen=True)
class Peeked:
    """One that reads from the left and one that reads both ways."""

    one_way: Reader
    both_ways: Reader
