"""Arithmetic with words: what an equation gives, the plane in which it is drawn, and its check by other code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np

from core.referees.results import Compared
from core.words import library
from core.words.analogy_questions import questions
from core.words.results import Answer, Plane, Term
from core.words.vectors import WordVectors

DRAWN_PAIRS = 6
RANDOM_PAIRS, SEED = 400, 7

Pair = tuple[str, str]


def solve(wv: WordVectors, terms: Sequence[Term], method: str = "add", exclude: bool = True, top: int = 10) -> Answer:
    """The words nearest to Σ positive − Σ negative. exclude: the terms themselves are no answer."""
    positive, negative = sides(terms)
    found = wv.most_similar(positive, negative, top=top, method=method, exclude=exclude)
    rows = wv.rows(word for word, _ in found)
    table = wv.vectors if method == "euclid" else wv.unit
    x = total(terms, table, wv)
    cosines = wv.unit[rows] @ wv.unit[wv.rows(term.word for term in terms)].T
    return Answer(
        tuple(terms),
        method,
        tuple(word for word, _ in found),
        np.array([score for _, score in found], dtype=np.float32),
        cosines,
        table[rows] @ x,
        np.linalg.norm(table[rows], axis=1),
        float(np.linalg.norm(x)),
    )


def sides(terms: Iterable[Term]) -> tuple[list[str], list[str]]:
    """The positive words and the negative ones."""
    terms = tuple(terms)
    return [t.word for t in terms if t.sign > 0], [t.word for t in terms if t.sign < 0]


def total(terms: Sequence[Term], table: np.ndarray, wv: WordVectors) -> np.ndarray:
    """Σ sign · row of the table: (E,)."""
    return np.array([term.sign for term in terms], dtype=np.float32) @ table[wv.rows(t.word for t in terms)]


@cache
def relations() -> dict[str, tuple[Pair, ...]]:
    """Category of Google's questions -> its pairs of words in lower case, each once."""
    return {
        category: tuple(dict.fromkeys((q[i].lower(), q[i + 1].lower()) for q in asked for i in (0, 2)))
        for category, asked in questions(library.text("questions")).items()
    }


def relation_of(pair: Pair) -> tuple[str, bool]:
    """The category that holds the pair, and whether the other way round; ("", False) where none does."""
    wanted = (pair[0].lower(), pair[1].lower())
    for category, pairs in relations().items():
        for turned in (False, True):
            if (wanted[::-1] if turned else wanted) in pairs:
                return category, turned
    return "", False


def parallelogram(terms: Sequence[Term]) -> tuple[str, str, str, str, bool] | None:
    """The equation as r + (q − p), with two positive words and one negative: p, q, r, and the category of p → q.

    a − b + c is both a + (c − b) and c + (a − b); taken is the one whose step is a known relation. The last value says
    whether the category holds its pairs the other way round.
    """
    positive, negative = sides(terms)
    if len(positive) != 2 or len(negative) != 1:
        return None
    (a, c), (p,) = positive, negative
    for q, r in ((c, a), (a, c)):
        category, turned = relation_of((p, q))
        if category:
            return p, q, r, category, turned
    return p, c, a, "", False


def plane(wv: WordVectors, answer: Answer) -> Plane:
    """The plane of the relation: across, the direction that pairs of the relation have in common; up, the direction in
    which the middles of these pairs differ most, at right angles to it.

    Where the equation is no step from one word to another, the plane of the principal components of its words, answers and
    sums, these cut to length 1 unless by "euclid". It is linear, so that a parallelogram stays one. (PCA: Pearson 1901.)
    """
    table = wv.vectors if answer.method == "euclid" else wv.unit
    form = parallelogram(answer.terms)
    signs = np.array([term.sign for term in answer.terms], dtype=np.float32)[:, None]
    sums = np.cumsum(signs * table[wv.rows(t.word for t in answer.terms)], axis=0)  # (k, E)
    given = [term.word for term in answer.terms]
    if form is None:
        words = list(dict.fromkeys([*given, *answer.words]))
        if answer.method != "euclid":  # only the sum's direction counts: so it is drawn where the words are
            sums = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
        axes, origin = principal(np.concatenate([table[wv.rows(words)], sums]))
        project = (table[wv.rows(words)] - origin) @ axes.T
        return Plane(tuple(words), project, (sums - origin) @ axes.T, None, (), "", 0, float("nan"), float("nan"))
    p, q, r, category, turned = form
    best = next((word for word in answer.words if word not in given), None)
    own = [(p, q), *([(r, best)] if best else [])]
    listed = [(b, a) if turned else (a, b) for a, b in relations().get(category, ())]
    pairs = list(dict.fromkeys([*own, *(pair for pair in listed if pair[0] in wv and pair[1] in wv)]))
    axes, share = relation_axes(*(table[wv.rows(side)] for side in zip(*pairs, strict=True)))
    drawn = _near(wv, pairs[len(own) :], [p, q, r, *([best] if best else [])])
    words = list(dict.fromkeys([p, q, r, *answer.words, *(word for pair in drawn for word in pair)]))
    place = {word: i for i, word in enumerate(words)}
    points, middle = table[wv.rows(words)] @ axes.T, table[wv.rows([p, q, r])].mean(0) @ axes.T
    return Plane(
        tuple(words),
        points - middle,
        sums @ axes.T - middle,
        (place[p], place[q], place[r]),
        tuple((place[a], place[b]) for a, b in drawn),
        category,
        len(pairs),
        share,
        chance(table, len(pairs)),
    )


def relation_axes(first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, float]:
    """Two axes (2, E) at right angles for pairs (n, E), (n, E), and the share of Σ‖second − first‖² along the first.

    Across: the leading right singular vector of the differences, pointing from first to second. Up: the leading principal
    component of the middles, once what lies across is taken out.
    """
    differences = second - first
    across = _leading(differences)
    across *= np.sign(differences.sum(0) @ across) or 1.0
    share = float(((differences @ across) ** 2).sum() / max((differences**2).sum(), 1e-12))
    middles = (first + second) / 2
    middles = middles - middles.mean(0)
    up = _leading(middles - np.outer(middles @ across, across))
    up = up - (up @ across) * across
    length = np.linalg.norm(up)
    if length < 1e-6:  # one pair has no middles that differ: any direction at right angles will do
        up = np.eye(len(across), dtype=np.float32)[np.argmin(np.abs(across))]
        up = up - (up @ across) * across
        length = np.linalg.norm(up)
    return np.stack([across, up / length]).astype(np.float32), share


def chance(table: np.ndarray, count: int) -> float:
    """What `share` is for as many pairs of words drawn by chance, the mean of several draws."""
    generator = np.random.default_rng(SEED)
    shares = []
    for _ in range(max(3, min(20, RANDOM_PAIRS // count))):
        rows = generator.integers(0, len(table), (2, count))
        differences = table[rows[1]] - table[rows[0]]
        singular = np.linalg.svd(differences, compute_uv=False)
        shares.append(float(singular[0] ** 2 / max((singular**2).sum(), 1e-12)))
    return float(np.mean(shares))


def principal(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The two leading principal components (2, E) of rows (n, E), each with its largest entry positive; and the mean."""
    origin = rows.mean(0)
    axes = np.linalg.svd(rows - origin, full_matrices=False)[2][:2]
    if len(axes) < 2:
        axes = np.concatenate([axes, np.zeros((2 - len(axes), rows.shape[1]), dtype=rows.dtype)])
    largest = np.take_along_axis(axes, np.abs(axes).argmax(1)[:, None], axis=1)
    return axes * np.where(largest < 0, -1, 1).astype(axes.dtype), origin


def _leading(rows: np.ndarray) -> np.ndarray:
    return np.linalg.svd(rows, full_matrices=False)[2][0]


def _near(wv: WordVectors, pairs: Sequence[Pair], words: Sequence[str]) -> list[Pair]:
    """Of the pairs those most like the words of the question, none of which they share."""
    others = [pair for pair in pairs if not set(pair) & set(words)]
    centre = wv.unit[wv.rows(words)].sum(0)
    likeness = [-float((wv.unit[wv.row(a)] + wv.unit[wv.row(b)]) @ centre) for a, b in others]
    return [others[i] for i in np.argsort(likeness, kind="stable")[:DRAWN_PAIRS]]


def check(wv: WordVectors, answer: Answer, exclude: bool = True) -> list[Compared]:
    """The nearest words once more, by scikit-learn over all words: both scores of each. The last row holds the first three
    words of either, and in how many places the two lists agree. By "euclid" the scores are distances."""
    from core.referees import words as referees  # scikit-learn, which only those pay for who ask

    theirs = referees.nearest(wv, answer.terms, answer.method, exclude, len(answer.words))
    sign = -1 if answer.method == "euclid" else 1
    rows = [
        Compared(word, sign * float(ours), sign * other, abs(float(ours) - other))
        for word, ours, (_, other) in zip(answer.words, answer.scores, theirs, strict=True)
    ]
    same = sum(word == other for word, (other, _) in zip(answer.words, theirs, strict=True))
    first = ", ".join(answer.words[:3]), ", ".join(word for word, _ in theirs[:3])
    return [*rows, Compared("", *first, f"{same}/{len(rows)}")]
