"""Negative sampling on one sentence: true pairs, the words that darts draw against them, and what a step pushes.

    tables = first_tables()
    shown = drawn(tables, "a glass of orange juice", centre=3, window=3, seed=1)

A word is drawn with P(w) ∝ f(w)^¾: the numbers P(w) lie side by side from 0 to 1, the most frequent word first, and a dart
hits the first word whose end lies beyond it. Mikolov et al. 2013b, section 2.2.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import numpy as np
from scipy.special import expit, logsumexp

from core.data import ASSETS
from core.errors import UserError
from core.words import corpus, moments, noise
from core.words.results import Drawn, PairLoss
from core.words.scenes import LONGEST
from core.words.throws import throw

__all__ = ["Tables", "drawn", "first_tables", "measured", "pair_loss", "throw"]

MOST_K = 20
EXPONENTS = np.round(np.linspace(0, 1, 21), 2)
EDGES = (0, 10, 100, 1000)  # ranks at which the bands of a bar begin
CURVE = 60  # points of the curve, at the most
MEASURED = ASSETS / "data" / "vectors" / "negative_sampling.json"


@dataclass(frozen=True, eq=False)
class Tables:
    """What a training has learnt so far. words, counts (V,): the vocabulary, most frequent first. e, theta (V, E) float32:
    the vectors that words have as centre and as neighbour."""

    words: tuple[str, ...]
    counts: np.ndarray
    e: np.ndarray
    theta: np.ndarray

    @cached_property
    def index(self) -> dict[str, int]:
        """The place of each word."""
        return {word: row for row, word in enumerate(self.words)}


@lru_cache(maxsize=4)
def first_tables(moment: int = -1) -> Tables:
    """A moment of the training that ships, its end if no other is asked for."""
    m = moments.first().moments
    e, theta = (
        moments.decoded(codes[moment], scale[moment]) for codes, scale in ((m.e, m.e_scale), (m.theta, m.theta_scale))
    )
    return Tables(m.words, m.counts, e, theta)


@cache
def measured() -> dict:
    """What `core.recipes.negative_sampling` has measured of whole trainings."""
    return json.loads(MEASURED.read_text("utf-8"))


def hits(p: np.ndarray, thrown: np.ndarray) -> np.ndarray:
    """Which words darts at those numbers from 0 to 1 hit: for each the first word whose sum of p (V,) lies beyond it."""
    return np.minimum(np.searchsorted(noise.Urn(p).sums, thrown, side="right"), len(p) - 1)


def darts(seed: int, centre: int, target: int, k: int) -> np.ndarray:
    """Where k darts for one pair fall (k,), from 0 to 1; the first of them are the same for every k. centre, target: the
    pair's places in the text."""
    return np.random.default_rng([seed, centre, target]).random(k)


@dataclass(frozen=True)
class Sentence:
    """Words of a text, T at the most `LONGEST`: tokens; row (T,) place in the vocabulary, −1 for a word that is not in it;
    place (T,) which of the known words it is, else −1; part (T,) which sentence."""

    tokens: tuple[str, ...]
    row: np.ndarray
    place: np.ndarray
    part: np.ndarray

    def around(self, centre: int, window: int) -> list[int]:
        """Places in `tokens` of the true neighbours of a known word; the window passes over unknown words."""
        beside = np.abs(self.place - self.place[centre])
        return np.flatnonzero(
            (self.place >= 0) & (self.part == self.part[centre]) & (beside > 0) & (beside <= window)
        ).tolist()


def read(tables: Tables, text: str) -> Sentence:
    """A text as its first words stand in the vocabulary."""
    tokens: list[str] = []
    part: list[int] = []
    for number, sentence in enumerate(corpus.sentences(text)):
        tokens += sentence
        part += [number] * len(sentence)
        if len(tokens) >= LONGEST:
            break
    tokens, part = tokens[:LONGEST], part[:LONGEST]
    row = np.array([tables.index.get(token, -1) for token in tokens], np.intp)
    place = np.where(row >= 0, np.cumsum(row >= 0) - 1, -1).astype(np.int16)
    return Sentence(tuple(tokens), row, place, np.array(part, np.intp))


def cut(text: str) -> int:
    """To how many words a text is cut; 0 where it is not."""
    return LONGEST if sum(map(len, corpus.sentences(text))) > LONGEST else 0


def nearest(exponent: float) -> tuple[int, float]:
    """The exponent of `EXPONENTS` nearest to one: its place, and itself."""
    x = int(np.abs(EXPONENTS - exponent).argmin())
    return x, float(EXPONENTS[x])


def begin(tables: Tables, text: str, window: int) -> tuple[int, int]:
    """What a text opens on: the place of its rarest word that has a pair, and which of its pairs is with the rarest neighbour.
    Raises UserError where there is no pair."""
    sentence = read(tables, text)
    centred(sentence, 0)
    centre = max(
        (t for t in range(len(sentence.tokens)) if sentence.row[t] >= 0 and sentence.around(t, 1)),
        key=lambda t: sentence.row[t],
    )
    around = sentence.around(centre, window)
    return centre, max(range(len(around)), key=lambda pair: sentence.row[around[pair]])


def centred(sentence: Sentence, asked: int) -> int:
    """The word that has a pair and is nearest to the place asked for. Raises UserError where there is no pair."""
    if not sentence.tokens:
        raise UserError("negative_sampling.no_word")
    fit = [t for t in np.flatnonzero(sentence.place >= 0).tolist() if sentence.around(t, 1)]
    if not fit:
        raise UserError("negative_sampling.no_pair")
    return min(fit, key=lambda t: abs(t - asked))


def drawn(tables: Tables, text: str, centre: int, window: int, seed: int, most_k: int = MOST_K) -> Drawn:
    """The true pairs of one word of a text, and what `most_k` darts for each of them hit, at each exponent.

    centre: a place among the text's words; where no pair can be made of that word, the nearest of which one can. Raises
    UserError where there is none.
    """
    sentence = read(tables, text)
    centre = centred(sentence, centre)
    around = sentence.around(centre, window)
    target = sentence.row[around]
    thrown = np.stack([darts(seed, centre, t, most_k) for t in around])
    P = np.stack([noise.distribution(tables.counts, power) for power in EXPONENTS])  # (X, V)
    hit = np.stack([hits(p, thrown) for p in P])
    rows, place = np.unique(np.concatenate([target, hit.ravel()]), return_inverse=True)
    e = tables.e[sentence.row[centre]].astype(np.float64)
    scores = tables.theta @ e
    length = float(np.linalg.norm(e))
    across, up, kept = plane(tables.theta[rows].astype(np.float64), e)
    V, E = tables.e.shape
    edges = np.array([edge for edge in EDGES if edge < V] + [V])
    curve = np.unique(np.geomspace(1, V, CURVE).round().astype(np.intp)) - 1
    return Drawn(
        tokens=sentence.tokens,
        places=sentence.place,
        centre=centre,
        targets=np.array(around),
        target=place[: len(target)],
        names=tuple(tables.words[row] for row in rows),
        ranks=rows,
        counts=tables.counts[rows],
        exponents=EXPONENTS,
        thrown=thrown,
        hit=place[len(target) :].reshape(hit.shape),
        beside=np.isin(rows, target),
        logit=scores[rows],
        softmax=np.exp(scores[rows] - logsumexp(scores)),
        across=across,
        up=up,
        length=length,
        kept=kept,
        probability=P[:, rows],
        edges=edges,
        share=np.add.reduceat(P, edges[:-1], axis=1),
        curve_ranks=curve,
        curve=P[:, curve],
        sigmas=float(expit(scores).sum()),
        vocabulary=V,
        dimension=E,
        total=int(tables.counts.sum()),
    )


def plane(theta: np.ndarray, e: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """Where the rows of theta (U, E) lie: along e, and along the direction at right angles to it in which they spread most
    (U,) each; and which share of their spread that shows. θ = 0 lies at 0, 0."""
    length = np.linalg.norm(e)
    axis = e / length if length else e
    across = theta @ axis
    middle = theta - theta.mean(0)
    rest = middle - np.outer(middle @ axis, axis)
    second = np.linalg.svd(rest, full_matrices=False)[2][0]
    second -= axis * (second @ axis)
    second *= -1.0 if second.sum() < 0 else 1.0  # one of the two ways round, always the same
    spread = (middle**2).sum()
    kept = float((((middle @ axis) ** 2).sum() + ((middle @ second) ** 2).sum()) / spread) if spread else 0.0
    return across, theta @ second, kept


def pair_loss(e: np.ndarray, theta_t: np.ndarray, theta_n: np.ndarray) -> PairLoss:
    """−log σ(θ_tᵀe) − Σ log σ(−θ_nᵀe) of one true pair and k words drawn, and the steps downhill on each vector.

    e, theta_t (E,), theta_n (k, E). Each is pushed by y − σ times the vector on the other side, y being 1 for the true word
    and 0 for the words drawn.
    """
    e = np.asarray(e, np.float64)
    theta = np.concatenate([np.asarray(theta_t, np.float64)[None], np.asarray(theta_n, np.float64).reshape(-1, len(e))])
    y = np.zeros(len(theta))
    y[0] = 1
    logit = theta @ e
    addends = np.logaddexp(0, np.where(y == 1, -logit, logit))  # −log σ(x) = log(1 + e^−x)
    error = y - expit(logit)
    push = error[:, None] * e
    return PairLoss(float(addends.sum()), addends, logit, error, push[0], push[1:], error @ theta)
