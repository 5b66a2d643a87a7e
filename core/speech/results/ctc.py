"""Labels and their paths: trellis, alignment, prefix beam; and what was said against what was heard."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.speech.results.detecting import Clip


@dataclass(frozen=True, eq=False)
class Trellis:
    """All paths of T frames that spell one label of U symbols: its trellis has S = 2U + 1 rows, l′ with blanks between.

    extended (S,): l′, the label with a blank before, between and after its symbols. alpha, beta (T, S), natural logs:
    alpha of all beginnings that stand in row s at frame t, that frame's y among them; beta of all ends from there, without
    that frame's y. shares (T, S): α·β / p, the part of the label's probability whose paths pass there; each frame's sum to
    1. best (T,): the row of the most probable of these paths at each frame, empty where there is none.
    log_probability: log p(l | x) of all of them; best_log_probability: of that one.
    """

    extended: np.ndarray
    alpha: np.ndarray
    beta: np.ndarray
    shares: np.ndarray
    best: np.ndarray
    log_probability: float
    best_log_probability: float

    @property
    def loss(self) -> float:
        """−log p(l | x), in nats; infinite where no path spells the label."""
        return -self.log_probability


@dataclass(frozen=True, eq=False)
class Heard:
    """A clip as the recogniser heard it: log-mel frames (F, M), one every ``hop_seconds``, and log_probs (T, V), the natural
    logs of each symbol's probability; the middle of step t is at ``first_seconds + t · step_seconds``."""

    clip: Clip
    frames: np.ndarray
    hop_seconds: float
    log_probs: np.ndarray
    step_seconds: float
    first_seconds: float


@dataclass(frozen=True)
class Aligned:
    """A symbol of a label, and the frames that say it on the most probable path: from ``first`` to before ``end``."""

    symbol: int
    first: int
    end: int


@dataclass(frozen=True)
class Edits:
    """What turns a reference into what was heard, with the fewest edits: ``pairs`` of (said, heard) in order, None where a word
    (or letter) was left out or put in."""

    pairs: tuple[tuple[str | None, str | None], ...]

    @property
    def substitutions(self) -> int:
        """How many were heard as others."""
        return sum(None not in pair and pair[0] != pair[1] for pair in self.pairs)

    @property
    def deletions(self) -> int:
        """How many were not heard."""
        return sum(heard is None for _, heard in self.pairs)

    @property
    def insertions(self) -> int:
        """How many were heard and not said."""
        return sum(said is None for said, _ in self.pairs)

    @property
    def said(self) -> int:
        """How many were said."""
        return len(self.pairs) - self.insertions

    @property
    def rate(self) -> float:
        """All edits for each that was said: WER of words, CER of letters. It may be above 1; infinite if nothing was said."""
        edits = self.substitutions + self.deletions + self.insertions
        return edits / self.said if self.said else (float("inf") if edits else 0.0)


@dataclass(frozen=True)
class Hypothesis:
    """A labelling in a beam: its symbols, log p of all its paths found (``log_blank`` those that end in a blank,
    ``log_symbol`` the others), and what a language model adds to its score."""

    labels: tuple[int, ...]
    log_blank: float
    log_symbol: float
    added: float = 0.0

    @property
    def log_probability(self) -> float:
        """Of all its paths that the search found."""
        return float(np.logaddexp(self.log_blank, self.log_symbol))

    @property
    def score(self) -> float:
        """What the beam ranks by."""
        return self.log_probability + self.added


@dataclass(frozen=True, eq=False)
class PrefixBeam:
    """A prefix beam search frame by frame. Labellings are nodes of a tree: node n adds symbols[n] to node parents[n], and
    node 0 is the empty one.

    kept (T, B): the nodes in the beam after each frame, best first, −1 where there are fewer. log_blank, log_symbol, added
    (T, B): as in `Hypothesis`. In the last frame the language model has been told that the label ends there.
    """

    parents: tuple[int, ...]
    symbols: tuple[int, ...]
    kept: np.ndarray
    log_blank: np.ndarray
    log_symbol: np.ndarray
    added: np.ndarray

    def labels(self, node: int) -> tuple[int, ...]:
        """The symbols from the root to a node."""
        found = []
        while node > 0:
            found.append(self.symbols[node])
            node = self.parents[node]
        return tuple(reversed(found))

    def at(self, frame: int, most: int | None = None) -> tuple[Hypothesis, ...]:
        """The beam after a frame (−1: the last), best first; the first ``most`` of it."""
        rows = zip(
            *(part[frame, :most] for part in (self.kept, self.log_blank, self.log_symbol, self.added)), strict=True
        )
        return tuple(Hypothesis(self.labels(node), float(b), float(s), float(a)) for node, b, s, a in rows if node >= 0)


@dataclass(frozen=True)
class Collapsed:
    """A path that was typed, as text with – for the blank: ``merged``, its repeats merged; ``label``, its blanks dropped too.
    wrong: mistake ("space", "dropped") -> what it makes of the path. needed: the fewest frames that can spell the label;
    count: how many paths of as many frames as were typed do."""

    path: str
    merged: str
    label: str
    wrong: dict[str, str]
    needed: int
    count: int


@dataclass(frozen=True)
class TwoFrames:
    """All paths of a short input, as (path with – for the blank, what it spells, its probability), the most probable first; and
    each label with the sum over its paths, the most probable first."""

    paths: tuple[tuple[str, str, float], ...]
    labels: tuple[tuple[str, float], ...]


@dataclass(frozen=True, eq=False)
class Moments:
    """A clip as the recogniser heard it after so many ``steps`` (M,) of its training: log_probs (M, T, V) float32, natural logs;
    of each moment the loss of what was said, what greedy writes, and the share of frames whose top symbol is the blank."""

    steps: tuple[int, ...]
    log_probs: np.ndarray
    losses: tuple[float, ...]
    texts: tuple[str, ...]
    blanks: tuple[float, ...]
