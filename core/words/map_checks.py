"""What a map may tell and what not: many maps of the same points, relations, widths and gaps; and independent checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from core.errors import UserError
from core.referees.results import numbers
from core.words import faithful, library, points, tsne
from core.words.maps import Progress, Space
from core.words.options import MapConfig, PointsKey
from core.words.results import Caution, Relations, SmallMap

FEW = 250  # words of each small map
PERPLEXITIES, SEEDS = (5.0, 30.0, 80.0), (1, 2, 3)
PAIRS = (
    ("man", "woman"), ("king", "queen"), ("boy", "girl"), ("father", "mother"), ("brother", "sister"), ("son", "daughter"),
    ("husband", "wife"), ("uncle", "aunt"),
)  # fmt: skip
CLOUDS = 240


def multiples(description: Mapping) -> Iterator[Progress]:
    """The job {"key", "given"}: maps of a few of these points over perplexity and seed, each from random places."""
    space, made = _few(description), []
    for perplexity in PERPLEXITIES:
        for seed in SEEDS:
            yield Progress(len(made), len(PERPLEXITIES) * len(SEEDS), tuple(made))
            config = MapConfig(perplexity=perplexity, seed=seed, start="random")
            last = _last(space, config)
            trust, kept = faithful.exact(space.points.X, last.Y, space.near)
            made.append(
                SmallMap(perplexity, seed, last.Y.astype(np.float32), space.points.groups, last.kl, trust, kept)
            )
    return tuple(made)


def relations(description: Mapping) -> Iterator[Progress]:
    """The job {"vectors", "given"}: arrows from man to woman, king to queen, … in PCA's plane and on t-SNE's maps of three
    seeds, as far as the vectors have these words. Raises UserError where there are not two such pairs."""
    vectors, given = description["vectors"], description.get("given")
    wv = library.of(vectors, given)
    known = [pair for pair in PAIRS if pair[0] in wv and pair[1] in wv]
    if len(known) < 2:
        raise UserError("tsne.no_pairs", pairs=", ".join(" – ".join(pair) for pair in PAIRS))
    others = points.build(PointsKey(vectors, "groups", FEW), given).names
    words = tuple(dict.fromkeys([*(word for pair in known for word in pair), *others]))
    space = Space.of(PointsKey(vectors, "own", own=words), given)
    pairs = np.array([[space.points.names.index(word) for word in pair] for pair in known])
    made = []

    def add(name: str, Y: np.ndarray, pairs: np.ndarray = pairs) -> None:
        made.append(Relations(name, tuple(known), Y.astype(np.float32), pairs, agreement(Y, pairs)))

    add("space", space.points.X)
    alone = np.arange(pairs.size).reshape(pairs.shape)
    add("pca", tsne.principal(space.points.X[pairs.ravel()], 2), alone)
    for seed in SEEDS:
        yield Progress(len(made) - 2, len(SEEDS), None)
        add(str(seed), _last(space, MapConfig(perplexity=15, seed=seed, start="random")).Y)
    return tuple(made)


def agreement(Y: np.ndarray, pairs: np.ndarray) -> float:
    """The mean cosine between the arrows of any two pairs: 1 where all are parallel, about 0 where they point anywhere."""
    arrows = (Y[pairs[:, 1]] - Y[pairs[:, 0]]).astype(np.float64)
    arrows /= np.maximum(np.linalg.norm(arrows, axis=1, keepdims=True), 1e-12)
    cosines = arrows @ arrows.T
    return float(cosines[np.triu_indices(len(pairs), 1)].mean())


def cautions(description: Mapping) -> Iterator[Progress]:
    """The job {"seed"}: widths and gaps of made clouds, how they are and how they look at three perplexities."""
    made, total = [], 2 * len(PERPLEXITIES)
    for kind, measure in (("sizes", width_ratio), ("gaps", gap_ratio)):
        found = points.build(PointsKey(kind=kind, count=CLOUDS))
        space = Space(found)
        for perplexity in PERPLEXITIES:
            yield Progress(len(made), total)
            Y = _last(space, MapConfig(perplexity=perplexity, seed=description["seed"])).Y
            made.append(Caution(kind, perplexity, measure(found.X, found.groups), measure(Y, found.groups)))
    return tuple(made)


def width_ratio(X: np.ndarray, groups: np.ndarray) -> float:
    """How many times as wide the first group is as the second: root mean squared distances from their middles."""
    wide, narrow = (np.sqrt(((X[groups == g] - X[groups == g].mean(axis=0)) ** 2).sum(axis=1).mean()) for g in (0, 1))
    return float(wide / narrow)


def gap_ratio(X: np.ndarray, groups: np.ndarray) -> float:
    """How many times as far the third group's middle is from the second's as the second's from the first's."""
    first, second, third = (X[groups == g].mean(axis=0) for g in range(3))
    return float(np.linalg.norm(third - second) / np.linalg.norm(second - first))


def check(description: Mapping) -> Iterator[Progress]:
    """The job {"key", "given", "config"}: our numbers beside sums over all pairs, scikit-learn and finite differences."""
    from sklearn.manifold import TSNE, trustworthiness

    from core.referees.maps import divergence, finite_difference

    space, config = _few(description), replace(description["config"], method="tsne", dimensions=2)
    X, P = space.points.X, space.affinities(config.perplexity)
    yield Progress(0, 4)
    last = _last(space, config)
    yield Progress(1, 4)
    rows = [numbers("kl", last.kl, divergence(P.toarray(), last.Y))]
    k = space.near.shape[1]
    rows.append(numbers("trust", faithful.exact(X, last.Y, space.near)[0], trustworthiness(X, last.Y, n_neighbors=k)))
    slope = 4 * tsne.gradient(last.Y, P, theta=0.0)[1]
    i, d = np.unravel_index(np.abs(slope).argmax(), slope.shape)
    rows.append(numbers("gradient", float(slope[i, d]), finite_difference(P.toarray(), last.Y, int(i), int(d))))
    yield Progress(2, 4)
    perplexity = min(config.perplexity, (len(X) - 1) / 3)
    theirs = TSNE(2, perplexity=perplexity, random_state=config.seed, init=tsne.first(X, config)).fit(X)
    rows.append(numbers("sklearn", last.kl, float(theirs.kl_divergence_)))
    return tuple(rows)


def _few(description: Mapping) -> Space:
    """The first few points of a description."""
    key: PointsKey = replace(
        description["key"], count=min(description["key"].count, FEW), own=description["key"].own[:FEW]
    )
    return Space.of(key, description.get("given"))


def _last(space: Space, config: MapConfig):
    *_, last = tsne.descend(
        space.affinities(config.perplexity), tsne.first(space.points.X, config), config, lambda i: False
    )
    return last
