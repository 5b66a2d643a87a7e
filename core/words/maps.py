"""Maps of words as jobs: t-SNE as a film while it is made, PCA and UMAP of the same points, judged as they go."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial

import numpy as np
from scipy.sparse import csr_matrix

from core.words import faithful, points, tsne
from core.words.options import MapConfig, PointsKey
from core.words.results import Checkpoint, Curve, Film, Given, Paused, Points

MOST_FRAMES, FEWEST_FRAMES = 60, 8
NUMBERS = 60_000  # positions that a film may hold, so that it can travel
EVERY = 0.12  # seconds between two looks at a map that is being made


@dataclass(frozen=True)
class Progress:
    """What the job yields: how far it is, and the map as it stands."""

    step: int
    steps: int
    partial: Film | None = None


def draw(description: Mapping) -> Iterator[Progress]:
    """The job: {"key": PointsKey, "config": MapConfig, "given": Given or None, "resume": Paused or None}.

    Returns the `Film`, done. The same description gives the same film, whether it was paused on the way or not.
    """
    config: MapConfig = description["config"]
    yield Progress(0, config.iterations)
    space = Space.of(description["key"], description.get("given"))
    if config.method == "tsne":
        return (yield from _tsne(space, config, description.get("resume")))
    return still(space, config)


class Space:
    """Points with their true neighbours and what judges their maps."""

    def __init__(self, found: Points) -> None:
        self.points = found
        self.near = faithful.nearest(found.X, faithful.usual(len(found.names)))[0]
        self.judge = faithful.Judge(found.X, self.near)
        self.affinities = lru_cache(maxsize=2)(lambda perplexity: tsne.affinities(found.X, perplexity))
        self.p = lru_cache(maxsize=4)(self._p)

    def _p(self, config: MapConfig) -> np.ndarray:
        if config.method != "tsne":
            return np.zeros((0, self.near.shape[1]), dtype=np.float32)
        P, rows = self.affinities(config.perplexity), np.arange(len(self.near)).repeat(self.near.shape[1])
        return np.asarray(P[rows, self.near.ravel()], dtype=np.float32).reshape(self.near.shape)

    @staticmethod
    def of(key: PointsKey, given: Given | None = None) -> Space:
        """The space of a description; the last few that ship are kept."""
        return _space(key) if given is None else Space(points.build(key, given))

    def film(self, frames: list, shown: list, curve: list, config: MapConfig, **rest: object) -> Film:
        """A film of these frames [(N, d)] at the iterations `shown`; curve: [(iteration, kl, trust, kept)]."""
        columns = np.array(curve, dtype=np.float32).reshape(-1, 4).T
        return Film(
            self.points.names,
            self.points.groups,
            self.points.group_names,
            self.near.astype(np.int16),
            self.p(config),
            np.array(frames, dtype=np.float32),
            np.array(shown, dtype=np.int32),
            Curve(columns[0].astype(np.int32), *columns[1:]),
            config.iterations,
            **rest,
        )


@lru_cache(maxsize=2)
def _space(key: PointsKey) -> Space:
    return Space(points.build(key))


def still(space: Space, config: MapConfig) -> Film:
    """PCA or UMAP of the points: a film of one frame."""
    X = space.points.X
    Y = tsne.principal(X, config.dimensions) if config.method == "pca" else umap(X, config)
    trust, kept = faithful.exact(X, Y, space.near)
    rest = {"done": True, "kl": float("nan"), "trust": trust, "kept": kept}
    return space.film([Y], [config.iterations], [], config, **rest)


def umap(X: np.ndarray, config: MapConfig) -> np.ndarray:
    """UMAP (N, d), McInnes et al. 2018, with half the perplexity as the number of neighbours: its own default is 15.

    The neighbours are given to it: its own search, from 4,096 points on, is compiled for 20 seconds in every process, while
    somebody waits, and finds them only approximately.
    """
    import warnings

    count = int(max(2, min(round(config.perplexity / 2), len(X) - 1)))
    near, away = faithful.nearest(X, count - 1)
    own = np.arange(len(X))[:, None]  # it counts a point among its own neighbours
    known = np.hstack([own, near]).astype(np.int32), np.hstack([0 * own, away]).astype(np.float32)
    with warnings.catch_warnings():  # it says that a seed leaves one thread, and warns of its own dependencies
        warnings.simplefilter("ignore")
        made = _umap_class()(
            n_components=config.dimensions, n_neighbors=count, precomputed_knn=known, random_state=config.seed, n_jobs=1
        )
        return np.asarray(made.fit_transform(X), dtype=np.float64)


@cache
def _umap_class() -> type:
    """umap's UMAP, whose functions numba then compiles once for all processes and not once in each.

    Compiling takes seconds. pynndescent has numba keep its functions on disk; umap does not ask for that, so it is asked
    here on its behalf.
    """
    import numba

    njit = numba.njit
    numba.njit = partial(njit, cache=True)
    try:
        from umap import UMAP
    finally:
        numba.njit = njit
    return UMAP


def schedule(count: int, iterations: int) -> list[int]:
    """The iterations that a film of so many points shows: closer together at the beginning, the last one among them."""
    frames = max(FEWEST_FRAMES, min(MOST_FRAMES, NUMBERS // count))
    return sorted({round(iterations * (i / (frames - 1)) ** 1.5) for i in range(frames)})


def _tsne(space: Space, config: MapConfig, resume: Paused | None) -> Iterator[Progress]:
    X = space.points.X
    P: csr_matrix = space.affinities(config.perplexity)
    start = tsne.first(X, config) if resume is None else resume.at.Y
    planned = set(schedule(len(X), config.iterations))
    frames, shown, curve = ([], [], []) if resume is None else map(list, (resume.frames, resume.shown, resume.curve))
    seen = time.monotonic()
    for at in tsne.descend(P, start, config, planned.__contains__, resume and resume.at):
        if at.iteration in planned and at.iteration not in shown:
            frames.append(at.Y.astype(np.float32))
            shown.append(at.iteration)
            curve.append((at.iteration, at.kl, *space.judge.measure(at.Y)))
        if time.monotonic() - seen > EVERY and at.iteration < config.iterations:
            yield Progress(at.iteration, config.iterations, _glimpse(space, config, at, (frames, shown, curve)))
            seen = time.monotonic()
    trust, kept = faithful.exact(X, at.Y, space.near)
    return space.film(frames, shown, curve, config, done=True, kl=at.kl, trust=trust, kept=kept)


def _glimpse(space: Space, config: MapConfig, at: Checkpoint, past: tuple[list, list, list]) -> Film:
    """The map as it stands, with what is needed to go on from here."""
    frames, shown, curve = past
    kl, trust, kept = curve[-1][1:]
    copy = replace(at, Y=at.Y.copy(), update=at.update.copy(), gains=at.gains.copy())
    film = np.array(frames, np.float32), np.array(shown, np.int32), np.array(curve, np.float32).reshape(-1, 4)
    rest = {"done": False, "kl": float(kl), "trust": float(trust), "kept": float(kept), "resume": Paused(copy, *film)}
    return space.film([at.Y], [at.iteration], curve, config, **rest)
