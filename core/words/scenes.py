"""What there is to see of a training: words in a plane, a window over a sentence, and who is nearest, at each moment."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np

from core.words import corpus, noise
from core.words.moments import decoded, guessing
from core.words.options import LearningConfig
from core.words.results import Learned, Moments, Nearest, OfVector, Scene, Window, WordMap

WORDS = 600  # on the map
NEAR, ANSWERS = 5, 4
NAMED, SHORT = 30, 3  # words with a name where there is no group, and letters of those that are passed over
REACH = 10  # the widest window, to each side
LONGEST = 40  # words of a sentence that are shown
PLANES = ("groups", "pca")
SAFE = 60.0  # scores whose powers of e can be added up as they are
GROUPS = {  # of twenty such lists those six that WordNet's vectors hold farthest apart in one plane
    "family": "father mother son daughter brother sister wife husband uncle aunt",
    "food": "juice milk bread cheese butter wine sugar fruit apple tea coffee meat",
    "birds": "bird duck hawk owl goose eagle pigeon",
    "rivers": "river lake stream tributary mississippi missouri ohio",
    "clothes": "coat shirt skirt hat shoes trousers dress collar",
    "illness": "disease fever infection pain symptoms virus cancer",
}


def scene(
    learned: Learned, config: LearningConfig, where: WordMap, seen: Window, who: Nearest, last: bool = False
) -> Scene:
    """The parts put together; `last`: they are of the last moment only."""
    m = learned.moments
    guess = guessing(config, m.counts)
    head = (config.method, config.output, config.negative, config.dimension, len(m.words), learned.total)
    epochs = m.epochs[-1:] if last else m.epochs
    return Scene(*head, epochs, m.curve, guess, m.rate, where, seen, who)


def unit(codes: np.ndarray) -> np.ndarray:
    """Rows (…, E) of length 1; the scale of a row does not matter for it."""
    rows = codes.astype(np.float32)
    lengths = np.sqrt(np.einsum("...e,...e->...", rows, rows))
    return rows / np.where(lengths > 0, lengths, 1)[..., None]


def grouped(words: Sequence[str]) -> tuple[tuple[str, ...], np.ndarray, tuple[str, ...]]:
    """Names (N,) of a map's words, their groups (N,) uint8 and the groups' names: those of `GROUPS` that are there, the rest
    the most frequent. A group counts from three words on; where there is none,
    there is one of frequent words."""
    index = {word: row for row, word in enumerate(words)}
    known = {name: [word for word in listed.split() if word in index] for name, listed in GROUPS.items()}
    known = {name: listed for name, listed in known.items() if len(listed) >= 3}
    if not known:  # a text of one's own: its longer words have names on the map
        longer = [word for word in words if len(word) > SHORT]
        known = {"often": (longer if len(longer) >= NAMED else list(words))[:NAMED]}
    named = list(chain.from_iterable(known.values()))
    taken = set(named)
    rest = [word for word in words[:WORDS] if word not in taken][: WORDS - len(named)]
    groups = [place for place, listed in enumerate(known.values()) for _ in listed] + [255] * len(rest)
    return (*named, *rest), np.array(groups, np.uint8), tuple(known)


def word_map(moments: Moments, plane: str = "groups", before: np.ndarray | None = None, last: bool = False) -> WordMap:
    """The map's words at each moment, in one plane, which is the last moment's.

    plane: "groups", through the means of the groups (their two principal directions), or "pca", the two principal directions
    of all the map's words. Where there are fewer than three groups it is "pca". before (N, 2): turn and mirror the map so that
    it lies as that one does. last: of the last moment only.
    """
    names, groups, group_names = grouped(moments.words)
    index = {word: row for row, word in enumerate(moments.words)}
    rows = np.array([index[word] for word in names])
    U = unit(moments.e[-1:, rows] if last else moments.e[:, rows])  # (F, N, E)
    plane = plane if len(group_names) >= 3 else "pca"
    now = U[-1]
    means = np.stack([now[groups == g].mean(0) for g in range(len(group_names))]) if plane == "groups" else now
    middle = means.mean(0)
    axes = np.linalg.svd(means - middle, full_matrices=False)[2][:2]  # (2, E)
    axes *= np.where(axes.sum(1, keepdims=True) < 0, -1, 1)  # one of the two ways round, always the same
    xy = (U - middle) @ axes.T
    if before is not None and len(before) == len(names):
        left, _, right = np.linalg.svd(xy[-1].T @ before)
        xy = xy @ (left @ right)
    spread = ((now - now.mean(0)) ** 2).sum()
    kept = float((((now - now.mean(0)) @ axes.T) ** 2).sum() / spread) if spread else 0.0
    near = np.stack([_nearest(u) for u in U])
    return WordMap(names, groups, group_names, xy.astype(np.float32), near, plane, kept)


def _nearest(u: np.ndarray) -> np.ndarray:
    """The nearest of the same rows to each row (N, NEAR) int16, nearest first."""
    cosines = u @ u.T
    np.fill_diagonal(cosines, -2)
    count = min(NEAR, len(u) - 1)
    found = np.argpartition(-cosines, count - 1, axis=1)[:, :count]
    order = np.take_along_axis(cosines, found, 1).argsort(axis=1)[:, ::-1]
    return np.take_along_axis(found, order, 1).astype(np.int16)


def window(moments: Moments, text: str, config: LearningConfig, width: int, last: bool = False) -> Window:
    """The window of `width` words to each side over a text; of a long one the first `LONGEST` words. See `Window`.

    config: of the training; what belongs to the other method is nan. last: of the last moment only.
    """
    listed = list(corpus.sentences(text))
    tokens = tuple(chain.from_iterable(listed))[:LONGEST]
    index = {word: row for row, word in enumerate(moments.words)}
    part = np.repeat(np.arange(len(listed)), [len(s) for s in listed])[:LONGEST]
    known = [t for t, token in enumerate(tokens) if token in index]
    place = np.full(len(tokens), -1, np.int16)
    place[known] = np.arange(len(known))
    ids, sentence = np.array([index[tokens[t]] for t in known], np.intp), part[known]
    away = np.arange(len(ids))[None, :] - np.arange(len(ids))[:, None]
    same = (sentence[:, None] == sentence[None, :]) & (away != 0)
    chance = noise.distribution(moments.counts, config.power).astype(np.float32)
    at = _skip if config.method == "skip" else _cbow
    frames = [-1] if last else range(len(moments.epochs))
    found = [at(_tables(moments, f), ids, away, same, width, chance) for f in frames]
    columns = [np.stack(column).astype(np.float32) for column in zip(*found, strict=True)]
    empty = np.full_like(columns[1], np.nan)
    if config.method == "skip":
        return Window(tokens, place, *columns, empty, empty, empty, width)
    where = np.full((*empty.shape, 2 * REACH + 1), np.nan, np.float32)  # 0 where there is a neighbour
    rows, others = np.nonzero(same & (np.abs(away) <= REACH))
    where[:, rows, others - rows + REACH] = 0
    return Window(tokens, place, where, empty, empty, *columns, width)


Tables = tuple[np.ndarray, np.ndarray]


def _tables(m: Moments, f: int) -> Tables:
    return decoded(m.e[f], m.e_scale[f]), decoded(m.theta[f], m.theta_scale[f])


def _skip(tables: Tables, ids, away, same, width: int, chance) -> tuple[np.ndarray, ...]:
    """logit (K, 2R + 1), log_z and noise (K,) of one moment."""
    (e, theta), near = tables, same & (np.abs(away) <= REACH)
    log_z, drawn = over_all(e[ids] @ theta.T, chance)
    logit = np.full((len(ids), 2 * REACH + 1), np.nan, np.float32)
    rows, columns = np.nonzero(near)
    logit[rows, columns - rows + REACH] = (e[ids] @ theta[ids].T)[rows, columns]
    return logit, log_z, drawn


def _cbow(tables: Tables, ids, away, same, width: int, chance) -> tuple[np.ndarray, ...]:
    """The same for the means of windows: mean_logit, mean_log_z and mean_noise (K,); nan where a window is empty."""
    (e, theta), near = tables, (same & (np.abs(away) <= width)).astype(np.float32)
    mean = near @ e[ids] / np.maximum(near.sum(1, keepdims=True), 1)
    log_z, drawn = over_all(mean @ theta.T, chance)
    return np.where(near.any(1), (mean * theta[ids]).sum(1), np.nan), log_z, drawn


def over_all(scores: np.ndarray, chance: np.ndarray) -> Tables:
    """Of scores (K, V) of every word: log Σ exp, and the mean of −log σ(−x) = log(1 + eˣ) over the words drawn, (K,) each."""
    if scores.max(initial=0) < SAFE:
        powers = np.exp(scores)
        return np.log(powers.sum(axis=1)), np.log1p(powers) @ chance
    top = scores.max(axis=1)[:, None]
    return top[:, 0] + np.log(np.exp(scores - top).sum(axis=1)), np.logaddexp(0, scores) @ chance


def nearest(moments: Moments, asked: Sequence[str], last: bool = False) -> Nearest:
    """The nearest by cosine to each of the words that are known, at each moment; among all V words."""
    index = {word: row for row, word in enumerate(moments.words)}
    known = [word for word in dict.fromkeys(asked) if word in index]
    rows = np.array([index[word] for word in known], np.intp)
    answers, cosines = [], []
    for codes in moments.e[-1:] if last else moments.e:
        u = unit(codes)
        scores = u @ u[rows].T  # (V, n)
        scores[rows, np.arange(len(rows))] = -2
        best = np.argpartition(-scores, ANSWERS, axis=0)[:ANSWERS]
        order = np.take_along_axis(scores, best, 0).argsort(axis=0)[::-1]
        best = np.take_along_axis(best, order, 0)
        answers.append(best.T)
        cosines.append(np.take_along_axis(scores, best, 0).T)
    met, places = np.unique(np.array(answers), return_inverse=True)
    shape = (len(answers), len(known), ANSWERS)
    names = tuple(moments.words[row] for row in met)
    return Nearest(tuple(known), names, places.reshape(shape), np.array(cosines, np.float32).reshape(shape))


def softmax_of_vector(moments: Moments, word: str, beside: str) -> OfVector:
    """What softmax(e_c) is, which some notes print for softmax(θ e_c), at the last moment."""
    index = {name: row for row, name in enumerate(moments.words)}
    e, theta = _tables(moments, -1)
    vector = e[index[word]].astype(np.float64)
    wrong = np.exp(vector) / np.exp(vector).sum()
    scores = theta.astype(np.float64) @ vector
    p = np.exp(scores - scores.max())
    p /= p.sum()
    return OfVector(len(wrong), float(wrong.sum()), len(p), float(p.sum()), float(p[index[beside]]))
