"""Ratios of counts: what goes with one word and not with another. Pennington et al. 2014, section 3 and table 1.

    of_text(corpus.shipped("wordnet", 5, 8000), "water", "air", ("salt", "open", "hot", "act"))

P(k | w) = X_wk / Σ_j X_wj. P(k | first) / P(k | second) is far above 1 for a word k that goes with `first`, far below 1
for one that goes with `second`, and near 1 for one that goes with both or with neither.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.errors import UserError
from core.words import cooccurrence, corpus
from core.words.corpus import Corpus
from core.words.counting import WEIGHTING
from core.words.moments import decoded
from core.words.results import GloveLearned, Ratios, RatiosLearned

MOST = 8  # probe words
PRESETS = (  # the first is the default; ice and steam are the paper's, and rare in WordNet
    ("water", "air", ("salt", "open", "hot", "act")),
    ("red", "green", ("cells", "olive", "brownish", "made")),
    ("sea", "river", ("coast", "flows", "east", "often")),
    ("ice", "steam", ("solid", "engine", "water", "fashion")),
)
COMMON, LETTERS = 50, 3  # the most frequent words, and the shortest, tell little
FAR, NEAR = np.log(5), np.log(1.35)  # log of a ratio that is far from 1, and of one that is near it
OFTEN, SELDOM = 1.5, 0.67  # times as often as chance: a word that goes with another, and one that does not


def paper() -> Ratios:
    """Table 1 of Pennington et al. 2014 as it is printed, from 6 billion words. No counts are given there."""
    none = np.full(4, np.nan)
    return Ratios(
        "ice",
        "steam",
        ("solid", "gas", "water", "fashion"),
        none,
        none,
        np.array([1.9e-4, 6.6e-5, 3.0e-3, 1.7e-5]),
        np.array([2.2e-5, 7.8e-4, 2.2e-3, 1.8e-5]),
        np.array([8.9, 8.5e-2, 1.36, 0.96]),
        True,
    )


def of_text(
    text: Corpus,
    first: str,
    second: str,
    probes: Sequence[str],
    window: int = 5,
    harmonic: bool = True,
    symmetric: bool = True,
) -> Ratios:
    """The same from a text. Raises UserError for words that are not in its vocabulary, and for one word beside
    itself."""
    if first == second:
        raise UserError("ratios.same", word=first)
    places = _places(text, [first, second, *probes])
    x_first, x_second = (cooccurrence.row(text, at, window, WEIGHTING[harmonic], symmetric) for at in places[:2])
    p_first, p_second = (x / max(x.sum(), 1e-300) for x in (x_first, x_second))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = p_first / p_second
    shown = [each[places[2:]] for each in (x_first, x_second, p_first, p_second, ratio)]
    return Ratios(first, second, tuple(probes), *shown, False)


def read_probes(text: Corpus, typed: str) -> tuple[str, ...]:
    """The different words that a visitor typed, at most `MOST`. Raises UserError for none, and for unknown ones."""
    found = tuple(dict.fromkeys(corpus.words_of(typed)))[:MOST]
    if not found:
        raise UserError("ratios.none")
    _places(text, found)
    return found


def _places(text: Corpus, words: Sequence[str]) -> list[int]:
    index = {word: row for row, word in enumerate(text.words)}
    unknown = [word for word in dict.fromkeys(words) if word not in index]
    if unknown:
        raise UserError("ratios.unknown", words=", ".join(unknown))
    return [index[word] for word in words]


def suggest(
    text: Corpus,
    first: str,
    second: str,
    count: int = 4,
    window: int = 5,
    harmonic: bool = True,
    symmetric: bool = True,
) -> tuple[str, ...]:
    """Probe words that tell much of two words: in turn one with a ratio far above 1, one far below, one near 1 that
    goes with both, one near 1 that goes with neither, and so on. Fewer where there are not so many. Raises UserError.

    Far: the difference of the two P in standard errors is largest, words that meet both first. Near: counted as often
    as possible.
    """
    places = _places(text, [first, second])
    x, y = (cooccurrence.row(text, at, window, WEIGHTING[harmonic], symmetric) for at in places)
    p, q, chance = x / max(x.sum(), 1e-300), y / max(y.sum(), 1e-300), text.counts / text.counts.sum()
    fit = np.array([row >= COMMON and len(word) >= LETTERS for row, word in enumerate(text.words)])
    fit[places] = False
    fewer, lift = np.minimum(x, y), (np.minimum(p, q) / chance, np.maximum(p, q) / chance)
    with np.errstate(divide="ignore", invalid="ignore"):
        log = np.log(p / q)
        error = (p - q) / np.sqrt(p / x.sum() + q / y.sum())
    error = np.where(np.isfinite(error), error, 0) * np.where(fewer > 0, 1e3, 1)  # words that meet both come first
    near = np.abs(log) < NEAR
    scores = (
        np.where(fit & (log > FAR), error, 0),
        np.where(fit & (log < -FAR), -error, 0),
        np.where(fit & near & (lift[0] > OFTEN), np.sqrt(fewer) * np.log(np.maximum(lift[0], 1)), 0),
        np.where(fit & near & (lift[1] < SELDOM), fewer, 0),
    )
    ranked = [np.argsort(-score, kind="stable")[: int((score > 0).sum())][:count].tolist() for score in scores]
    found = [row for turn in range(count) for rows in ranked for row in rows[turn : turn + 1]]
    return tuple(text.words[row] for row in found[:count])


def usual(
    text: Corpus, window: int = 5, harmonic: bool = True, symmetric: bool = True
) -> tuple[str, str, tuple[str, ...]]:
    """What to begin with: the first of `PRESETS` that the text has all words of, else its two most frequent words that
    tell anything, and what is suggested for them."""
    known = {*text.words}
    for first, second, probes in PRESETS:
        if {first, second, *probes} <= known:
            return first, second, probes
    begin = min(COMMON, len(text.words) // 2)
    longer = [word for word in text.words[begin:] if len(word) >= LETTERS]
    first, second = (longer if len(longer) > 1 else text.words)[:2]
    return first, second, suggest(text, first, second, 4, window, harmonic, symmetric)


def learned_ratios(learned: GloveLearned, counted: Ratios) -> RatiosLearned:
    """What the vectors say of counts as they were trained on: log X_first,k − log X_second,k by (θ_first −
    θ_second)ᵀe_k.

    Pennington et al. 2014, equations 3 to 7: F is exp. KeyError for words that were not trained.
    """
    m = learned.moments
    index = {word: row for row, word in enumerate(m.words)}
    pair, k = [index[counted.first], index[counted.second]], [index[word] for word in counted.probes]
    theta = decoded(m.theta[-1, pair], m.theta_scale[-1, pair]).astype(np.float64)
    e = decoded(m.e[-1, k], m.e_scale[-1, k]).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        log_counts = np.log(counted.x_first) - np.log(counted.x_second)
    return RatiosLearned(counted.probes, log_counts, e @ (theta[0] - theta[1]), float(np.subtract(*m.b[-1, pair])))


def read(words: Sequence[str], typed: str) -> tuple[str, str, tuple[str, ...]]:
    """What a visitor typed as "first second: probe probe …", of a text with these words. Without probe words: (first,
    second, ()).

    Raises UserError where there are not two different known words before the colon, and for unknown probe words.
    """
    before, _, after = typed.partition(":")
    pair, probes = corpus.words_of(before), tuple(dict.fromkeys(corpus.words_of(after)))[:MOST]
    if len(pair) != 2:
        raise UserError("ratios.pair")
    if pair[0] == pair[1]:
        raise UserError("ratios.same", word=pair[0])
    known = {*words}
    unknown = [word for word in dict.fromkeys((*pair, *probes)) if word not in known]
    if unknown:
        raise UserError("ratios.unknown", words=", ".join(unknown))
    return pair[0], pair[1], probes
