"""Three mistakes about GloVe, in numbers: that an axis means something; log(1 + X) for log X; that f(0) = 0 settles
what never meets."""

from __future__ import annotations

import numpy as np

from core.words import cooccurrence
from core.words.cooccurrence import weight
from core.words.corpus import Corpus
from core.words.counting import WEIGHTING
from core.words.moments import decoded
from core.words.options import GloveConfig
from core.words.results import GloveLearned, Offset, Turned, Unmet, Zeros

FREQUENT = 3000  # words among which the heads of an axis are looked for
HEADS, NEAREST, ANSWERS, MEASURED = 8, 10, 5, 200
STRETCH = 3.0  # the general A lengthens by up to this, and shortens by as much
COUNTS = (0.2, 0.5, 1, 2, 5, 10, 100)
APART = 0.5  # of two logarithms
EDGES = np.arange(-2.5, 11)
BEGIN, END, ROWS = 50, 2000, 100  # ranks of the words whose cells are laid side by side, and of about how many the rows
SHARES = np.array([0.05, 0.25, 0.5, 0.75, 0.95])


def _tables(learned: GloveLearned) -> tuple[np.ndarray, np.ndarray]:
    """θ and e (V, E) as they are, in double precision."""
    m = learned.moments
    pairs = (m.theta, m.theta_scale), (m.e, m.e_scale)
    theta, e = (decoded(codes[-1], scale[-1]).astype(np.float64) for codes, scale in pairs)
    return theta, e


def turned(learned: GloveLearned, word: str, axis: int = 6, seed: int = 1) -> Turned:
    """Turn and stretch the space: every θᵀe, and so J, stays, and the words at the head of an axis are others.
    ValueError for an unknown word.

    An orthogonal A on both tables leaves all lengths and angles too. A general A on e, with A⁻ᵀ on θ, leaves J alone:
    even who is near whom by (e + θ)/2 is held by nothing in it.
    """
    m, config = learned.moments, learned.config
    rng = np.random.default_rng(seed)
    size = config.dimension
    Q, other = (np.linalg.qr(rng.normal(size=(size, size)))[0] for _ in range(2))
    A = Q * np.geomspace(1 / STRETCH, STRETCH, size) @ other
    theta, e = _tables(learned)
    spaces = (theta, e), (theta @ Q.T, e @ Q.T), (theta @ np.linalg.inv(A), e @ A.T)
    among = min(FREQUENT, len(m.words))
    asked = np.append(m.words.index(word), rng.permutation(among)[:MEASURED])
    f = weight(m.x, config.x_max, config.power)
    biases = m.b[-1, m.rows].astype(np.float64) + m.b_prime[-1, m.cols] - np.log(m.x)
    dots = [np.einsum("se,se->s", left[m.rows], right[m.cols]) for left, right in spaces]
    kept = [(left + right) / 2 for left, right in spaces]
    heads = [np.argsort(-vectors[:among, axis], kind="stable")[:HEADS].tolist() for vectors in kept]
    near = [_nearest(vectors, asked) for vectors in kept]
    return Turned(
        axis=axis,
        among=among,
        word=word,
        stretch=STRETCH**2,
        cost=tuple(float((f * (dot + biases) ** 2).sum()) for dot in dots),
        apart=tuple(float(np.abs(dot - dots[0]).max()) for dot in dots),
        heads=tuple(tuple(m.words[row] for row in rows) for rows in heads),
        heads_kept=tuple(len({*rows} & {*heads[0]}) for rows in heads),
        nearest=tuple(tuple(m.words[row] for row in rows[0, :ANSWERS]) for rows in near),
        nearest_kept=tuple(_shared(rows, near[0]) for rows in near),
    )


def _nearest(vectors: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """The `NEAREST` rows by cosine of each of some rows (n, NEAREST)."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = vectors / np.where(lengths > 0, lengths, 1)
    cosines = unit[rows] @ unit.T
    cosines[np.arange(len(rows)), rows] = -2
    count = min(NEAREST, len(vectors) - 1)
    best = np.argpartition(-cosines, count, axis=1)[:, :count]
    return np.take_along_axis(best, np.argsort(-np.take_along_axis(cosines, best, 1), axis=1), 1)


def _shared(found: np.ndarray, others: np.ndarray) -> float:
    """Which share of each row (n, NEAREST) stands in the same row of the others, on average."""
    return float(np.mean([np.isin(ours, theirs).mean() for ours, theirs in zip(found, others, strict=True)]))


def offset(x: np.ndarray, config: GloveConfig) -> Offset:
    """log X beside log(1 + X), for all cells > 0 of a text: x (N,), `cooccurrence.count(…)[1].data`. config: its f."""
    log, log_offset, f = np.log(x), np.log1p(x), weight(x, config.x_max, config.power)
    counts = np.array([count for count in COUNTS if count >= x.min()])
    bands = [np.histogram(np.clip(each, EDGES[0], EDGES[-1]), EDGES)[0] / len(x) for each in (log, log_offset)]
    return Offset(
        counts=counts,
        log=np.log(counts),
        log_offset=np.log1p(counts),
        doubled=np.log(2 * counts) - np.log(counts),
        doubled_offset=np.log1p(2 * counts) - np.log1p(counts),
        edges=EDGES,
        share=bands[0],
        share_offset=bands[1],
        cells=len(x),
        once=float((x <= 1).mean()),
        once_weight=float(f[x <= 1].sum() / f.sum()),
        apart=float((log_offset - log > APART).mean()),
        middle=float(np.median(x)),
    )


def unmet(learned: GloveLearned, text: Corpus, word: str, count: int = 12) -> Unmet:
    """The words that never stand beside one word and that the vectors give the largest counts. KeyError for an unknown
    word.

    A cell that is 0 is no term of J: nothing holds its score down, and what it gets follows from the cells that are
    not.
    """
    scores, x, chance = _row(learned, text, _index(text)[word])
    best = np.argsort(-np.where(x == 0, scores, -np.inf), kind="stable")[: min(count, int((x == 0).sum()))]
    names = tuple(text.words[row] for row in best)
    least = 1 / learned.config.window if learned.config.harmonic else 1.0
    met = int((x > 0).sum())
    return Unmet(word, names, np.exp(scores[best]), chance[best], len(x) - met, met, least)


def zeros(learned: GloveLearned, text: Corpus) -> Zeros:
    """What the vectors give cells that are 0, beside those that are not, of words that are neither rare nor the most
    frequent. ValueError where the text has too few words."""
    V = len(text.words)
    between = slice(min(BEGIN, V // 10), min(END, V))
    rows = range(between.start, between.stop, max(1, (between.stop - between.start) // ROWS))
    found = [[each[between] for each in _row(learned, text, row)] for row in rows]
    scores, x, chance = (np.concatenate(each) for each in zip(*found, strict=True))
    met = x > 0
    if met.all() or not met.any():
        raise ValueError("all of these words have met, or none")
    both = [[np.quantile(each[cells], SHARES) for cells in (~met, met)] for each in (np.exp(scores), chance, x)]
    given, by_chance, counts = (np.stack(each) for each in both)
    told = told_apart(scores, met), told_apart(chance, met)
    return Zeros(int((~met).sum()), int(met.sum()), SHARES, given, by_chance, counts, *told)


def told_apart(scores: np.ndarray, met: np.ndarray) -> float:
    """How often a cell that is met has a larger score than one that is not, ties by half: the area under the ROC
    curve."""
    _, place, times = np.unique(scores, return_inverse=True, return_counts=True)
    ranks, count = (times.cumsum() - (times - 1) / 2)[place], int(met.sum())
    return float((ranks[met].sum() - count * (count + 1) / 2) / (count * (len(met) - count)))


def _row(learned: GloveLearned, text: Corpus, row: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of one word beside all V: θ_iᵀe_k + b_i + b′_k, X_ik, and X_i X_k / ΣX, reckoned as if X_k went with the
    frequency of k."""
    m, config = learned.moments, learned.config
    if m.words != text.words:
        raise ValueError("the vectors were trained on another text")
    x = cooccurrence.row(text, row, config.window, WEIGHTING[config.harmonic], config.symmetric)
    theta = decoded(m.theta[-1, row : row + 1], m.theta_scale[-1, row : row + 1])[0].astype(np.float64)
    scores = (m.e[-1] @ theta) * (m.e_scale[-1] / 127) + m.b[-1, row] + m.b_prime[-1]
    return scores, x, x.sum() * text.counts / text.counts.sum()


def _index(text: Corpus) -> dict[str, int]:
    return {word: row for row, word in enumerate(text.words)}
