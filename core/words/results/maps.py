"""Maps of words: how they are made, how true they are, and what they are compared with."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np


@dataclass(frozen=True)
class Points:
    """What a map is made of: N names, X (N, E) float32, a group for each (N,) uint8, and what the groups are called.

    A group is called by the key of a string ("countries"), or by the word nearest its middle ("=said").
    """

    names: tuple[str, ...]
    X: np.ndarray
    groups: np.ndarray
    group_names: tuple[str, ...]


@dataclass(frozen=True)
class Checkpoint:
    """Where a descent stands: all that it needs to go on. Y, update, gains: (N, d) float64; kl: nan where not asked."""

    iteration: int
    Y: np.ndarray
    update: np.ndarray
    gains: np.ndarray
    kl: float = float("nan")


@dataclass(frozen=True)
class Curve:
    """How good the map was at some iterations, arrays (M,): KL(P‖Q) in nats, trustworthiness, share of neighbours kept."""

    iterations: np.ndarray
    kl: np.ndarray
    trust: np.ndarray
    kept: np.ndarray


@dataclass(frozen=True)
class Paused:
    """All that is needed to go on with a map that was stopped: where the descent stands, and the film up to there, as
    `Film` has it: frames (F, N, d), the iterations `shown` (F,), curve (F, 4) of iteration, KL, trust, kept."""

    at: Checkpoint
    frames: np.ndarray
    shown: np.ndarray
    curve: np.ndarray


@dataclass(frozen=True)
class Film:
    """A map while it is made, and once it is there.

    near (N, k) int16: true neighbours, nearest first; p (N, k) float32: their p_ij, empty where the method has none.
    frames (F, N, d) float32, of the iterations `shown` (F,).
    trust, kept: of the last frame, on all points where the map is done, else on a sample of them.
    """

    names: tuple[str, ...]
    groups: np.ndarray
    group_names: tuple[str, ...]
    near: np.ndarray
    p: np.ndarray
    frames: np.ndarray
    shown: np.ndarray
    curve: Curve
    total: int
    done: bool
    kl: float
    trust: float
    kept: float
    resume: Paused | None = None

    @property
    def step(self) -> int:
        """The iteration reached."""
        return int(self.shown[-1])

    def nearest(self, point: int) -> np.ndarray:
        """A point's nearest on the last frame, nearest first, as many as true ones are known (k,)."""
        Y = self.frames[-1].astype(np.float64)
        away = ((Y - Y[point]) ** 2).sum(axis=1)
        away[point] = np.inf
        return np.argsort(away, kind="stable")[: self.near.shape[1]]

    def kept_of(self, point: int) -> int:
        """How many of a point's true neighbours are among as many nearest on the last frame."""
        return int(np.isin(self.nearest(point), self.near[point]).sum())

    def so_far(self) -> Film:
        """With all the frames that led here, where it is a glimpse of a map on its way."""
        if self.resume is None:
            return self
        before = self.resume.shown < self.step
        frames = np.concatenate([self.resume.frames[before], self.frames])
        return replace(self, frames=frames, shown=np.concatenate([self.resume.shown[before], self.shown]))


@dataclass(frozen=True)
class SmallMap:
    """One of many maps of the same points: Y (N, 2) and groups (N,), how it was made and how true it is."""

    perplexity: float
    seed: int
    Y: np.ndarray
    groups: np.ndarray
    kl: float
    trust: float
    kept: float


@dataclass(frozen=True)
class Relations:
    """Arrows of the same relation in one space: Y (N, d), the P pairs of words and their places in it (P, 2), and the
    arrows' mean cosine."""

    name: str
    words: tuple[tuple[str, str], ...]
    Y: np.ndarray
    pairs: np.ndarray
    agreement: float


@dataclass(frozen=True)
class Caution:
    """A ratio of widths ("sizes") or gaps ("gaps"): in the space, and on its map at some perplexity."""

    kind: str
    perplexity: float
    true: float
    seen: float
