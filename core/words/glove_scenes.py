"""What there is to see of GloVe: counts, what vectors say of them at each moment of a training, and who is nearest.

Of a cell, the words i (row) and j (column) that stood beside one another X_ij times, J has f(X_ij) (θ_iᵀe_j + b_i +
b′_j − log X_ij)², with f(x) = min(1, (x / x_max)^power). Pennington et al. 2014, equations 8 and 9.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from core.words import counting, ratios, scenes
from core.words.cooccurrence import weight
from core.words.moments import decoded
from core.words.results import Counted, Fit, GloveLearned, GloveMoments, GloveScene, Nearest, Ratios

APART = 1.5  # times as large: so much the addend that is asked for must stand out
OFFERED = 4
SAME = 1e-4  # epochs


def scene(learned: GloveLearned, shown: Counted, asked: Sequence[str], text: Ratios) -> GloveScene:
    """The parts put together. asked: the words whose nearest are shown. text: the ratios of the text, beside the
    paper's."""
    return GloveScene(shown, fit(learned, shown), nearest(learned, asked), (ratios.paper(), text))


def scene_job(description: Mapping[str, Any]) -> Iterator[float | tuple[Counted, Ratios]]:
    """The job {"corpus": a name of `corpus.SHIPPED` or "own", "data": bytes of a text or None, "config": GloveConfig,
    "sentence", "ratios": (first, second, probes) or None for `ratios.usual`}; returns what a scene needs of the text.
    Without probes those that `ratios.suggest` finds. Raises UserError."""
    from core.words import learning  # PyTorch, which takes a second to load

    yield 0.0
    config = description["config"]
    text = learning.opened(description["corpus"], description.get("data"), config)
    yield 0.5
    shown = counting.counted(text, description["sentence"], near=max(scenes.REACH, config.window))
    how = config.window, config.harmonic, config.symmetric
    first, second, probes = description.get("ratios") or ratios.usual(text, *how)
    probes = probes or ratios.suggest(text, first, second, 4, *how)
    return shown, ratios.of_text(text, first, second, probes, *how)


def fit(learned: GloveLearned, shown: Counted) -> Fit:
    """The training's sample of cells, and all cells > 0 of the words that are shown, at each moment.

    The counts are those that were trained on. ValueError for a training on another text, or a window beyond what was
    counted.
    """
    m, config = learned.moments, learned.config
    index = {word: row for row, word in enumerate(m.words)}
    if config.window > shown.right.shape[1] or not {*shown.words} <= index.keys():
        raise ValueError("this was not counted for that training")
    X = counting.matrix(shown, config.window, config.harmonic, config.symmetric)
    i, j = np.nonzero(X)
    rows = np.array([index[word] for word in shown.words])
    cells = np.append(m.rows.astype(np.int64) * len(index) + m.cols, rows[i] * len(index) + rows[j])
    cells, once = np.unique(cells, return_index=True)
    x = np.append(m.x, X[i, j])[once]
    met, places = np.unique(np.divmod(cells, len(index)), return_inverse=True)
    left, right = places.reshape(2, -1)
    theta = decoded(m.theta[:, met], m.theta_scale[:, met]).astype(np.float64)
    e = decoded(m.e[:, met], m.e_scale[:, met]).astype(np.float64)
    return Fit(
        names=tuple(m.words[row] for row in met),
        left=left,
        right=right,
        x=x,
        epochs=m.epochs,
        dot=np.einsum("fse,fse->fs", theta[:, left], e[:, right]),
        b=m.b[:, met],
        b_prime=m.b_prime[:, met],
        cost=_cost(m),
        window=config.window,
        harmonic=config.harmonic,
        symmetric=config.symmetric,
        x_max=config.x_max,
        power=config.power,
        dimension=config.dimension,
        vocabulary=len(m.words),
        nonzeros=m.nonzeros,
        total=config.epochs,
    )


def _cost(m: GloveMoments) -> np.ndarray:
    """J at each moment (F,), nan where it has not been added up."""
    known = np.vstack([m.cost, (np.inf, np.nan)])
    apart = np.abs(m.epochs[:, None] - known[:, 0])
    return np.where(apart.min(axis=1) < SAME, known[apart.argmin(axis=1), 1], np.nan)


def residual(shown: Fit, moment: int = -1) -> np.ndarray:
    """θ_iᵀe_j + b_i + b′_j − log X_ij of each cell (S,) at a moment."""
    return shown.dot[moment] + shown.b[moment, shown.left] + shown.b_prime[moment, shown.right] - np.log(shown.x)


def addend(shown: Fit, moment: int = -1, x_max: float | None = None) -> np.ndarray:
    """What each cell adds to J (S,) at a moment; with another x_max than was trained with, if one is given."""
    return weight(shown.x, shown.x_max if x_max is None else x_max, shown.power) * residual(shown, moment) ** 2


class _Kept(NamedTuple):
    """The vectors that are kept, as `scenes.nearest` reads them: e (F, V, E)."""

    words: tuple[str, ...]
    e: np.ndarray


def nearest(learned: GloveLearned, asked: Sequence[str]) -> Nearest:
    """The nearest of all words by cosine of (e + θ)/2 to each of the words that are known, at each moment."""
    m = learned.moments
    kept = (decoded(m.e, m.e_scale) + decoded(m.theta, m.theta_scale)) / 2
    if learned.vectors is not None:
        kept[-1] = learned.vectors
    return scenes.nearest(_Kept(m.words, kept), asked)


class Largest(NamedTuple):
    """Pairs of words to choose from, the place of the one that adds most to J, and what each adds."""

    options: list[tuple[str, str]]
    right: int
    adds: list[float]


def largest(shown: Fit, words: Sequence[str], moment: int = -1, x_max: float | None = None) -> Largest | None:
    """Which of some cells of the words adds most to J. None where there are too few that add clearly less, by `APART`.

    These are the one of the largest count, the one farthest off, the one in the middle and the one that adds least.
    """
    named = np.isin(shown.names, words)
    cells = np.flatnonzero(named[shown.left] & named[shown.right] & (shown.left < shown.right))
    adds = addend(shown, moment, x_max)
    ranked = cells[np.argsort(-adds[cells], kind="stable")]
    clear = ranked[adds[ranked] * APART <= adds[ranked[:1]]]
    if len(clear) < OFFERED - 1:
        return None
    off = np.abs(residual(shown, moment))
    tempting = clear[[shown.x[clear].argmax(), off[clear].argmax(), len(clear) // 2, -1]].tolist()
    chosen = [int(ranked[0]), *list(dict.fromkeys(tempting))[: OFFERED - 1]]
    pairs = {cell: (shown.names[shown.left[cell]], shown.names[shown.right[cell]]) for cell in chosen}
    listed = sorted(chosen, key=pairs.__getitem__)
    return Largest([pairs[cell] for cell in listed], listed.index(chosen[0]), adds[listed].tolist())


def doubled(x: float, x_max: float, power: float = 0.75) -> float:
    """By how much f grows when a count X > 0 doubles: 2^power below x_max / 2, 1 from x_max on."""
    return float(weight(np.float64(2 * x), x_max, power) / weight(np.float64(x), x_max, power))
