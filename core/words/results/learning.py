"""Word vectors while they are learnt: the moments that are kept of a training, and what a picture shows of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Moments:
    """F moments of a training of V words, both tables in 8 bits: row w is codes · scale / 127.

    words, counts (V,): the vocabulary, most frequent first. epochs (F,): how far it was, 0 before the first step.
    e, theta (F, V, E) int8 and e_scale, theta_scale (F, V) float32; of a tree theta has V − 1 rows.
    curve (M, 2): epochs, mean loss of a pair since the point before. read: words of the text; rate: words that are read a
    second.
    """

    words: tuple[str, ...]
    counts: np.ndarray
    epochs: np.ndarray
    e: np.ndarray
    e_scale: np.ndarray
    theta: np.ndarray
    theta_scale: np.ndarray
    curve: np.ndarray
    read: int
    rate: float


@dataclass(frozen=True)
class Learned:
    """A training of `total` epochs, as far as it is: its moments, the last of them now.

    e (V, E) float32: the vectors as they are. theta (V, E) float32, epoch, step: what is needed to go on from here; theta is
    None once it is done, and of a glimpse of a training, which has only this moment, e is None too. is_planned: the last
    moment is one of those that are kept.
    """

    moments: Moments
    total: int
    e: np.ndarray | None
    theta: np.ndarray | None
    epoch: int
    step: int
    is_planned: bool
    done: bool


@dataclass(frozen=True)
class WordMap:
    """N words in a plane at each of F moments: xy (F, N, 2), vectors of length 1 seen from the side that `plane` names.

    groups (N,) uint8: place in `group_names`, or 255 for a word of no group. near (F, N, 5) int16: the five of these words
    that are nearest by cosine, in all dimensions, nearest first. kept: share of the spread that the plane shows.
    """

    names: tuple[str, ...]
    groups: np.ndarray
    group_names: tuple[str, ...]
    xy: np.ndarray
    near: np.ndarray
    plane: str
    kept: float


@dataclass(frozen=True)
class Window:
    """What each known word of a sentence says of its neighbours, at each of F moments.

    tokens: the sentence in small letters, T words; place (T,) int16: which of the K known words it is, −1 for one that has no
    vector, over which the window passes. logit (F, K, 2R + 1): θ_tᵀe_c for the known word at distance −R … R (nan where
    there is none, and at 0; with CBOW 0 where there is one); log_z (F, K): log Σ_j exp θ_jᵀe_c over all V words; noise
    (F, K): the mean of −log σ(−θ_nᵀe_c) over the words n that negative sampling draws. mean_logit, mean_log_z, mean_noise
    (F, K): the same for CBOW, where the mean of the window's e stands for e_c and the word in the middle is asked for.
    window: to each side.
    """

    tokens: tuple[str, ...]
    place: np.ndarray
    logit: np.ndarray
    log_z: np.ndarray
    noise: np.ndarray
    mean_logit: np.ndarray
    mean_log_z: np.ndarray
    mean_noise: np.ndarray
    window: int


@dataclass(frozen=True)
class Nearest:
    """The four nearest of all V words to some words, at each of F moments: answers (F, n, 4) are places in `names`, with
    their cosines (F, n, 4) float32."""

    asked: tuple[str, ...]
    names: tuple[str, ...]
    answers: np.ndarray
    cosines: np.ndarray


@dataclass(frozen=True)
class Scene:
    """All that the picture of skip-gram shows.

    method: "skip" or "cbow"; output: "negative" or "softmax". negative: k; dimension: E; vocabulary: V; total: epochs to do.
    epochs (F,), curve (M, 2), rate: as in `Moments`. guessing: the loss of a pair for one who knows nothing.
    """

    method: str
    output: str
    negative: int
    dimension: int
    vocabulary: int
    total: int
    epochs: np.ndarray
    curve: np.ndarray
    guessing: float
    rate: float
    map: WordMap
    window: Window
    nearest: Nearest


@dataclass(frozen=True)
class TextRead:
    """What a file was taken for: its encoding, its words, how many of them differ, and how many occur at least twice."""

    encoding: str
    words: int
    different: int
    twice: int


@dataclass(frozen=True)
class Costs:
    """Microseconds that a word of the text takes, for each size of the vocabulary (n,): softmax, negative sampling, and
    hierarchical softmax with Huffman's tree.

    sizes (n,): of the vocabulary. dimension: E; window; k: of negative sampling.
    """

    sizes: np.ndarray
    softmax: np.ndarray
    negative: np.ndarray
    tree: np.ndarray
    dimension: int
    window: int
    k: int


@dataclass(frozen=True)
class Tied:
    """What comes of θ = e: two trainings, with two tables and with one, of V words.

    own, own_tied: for how many of 100 words the likeliest neighbour is the word itself; truly: how often that is so in the
    text; loss, loss_tied: of a pair, in the last half epoch. examples: words, and the likeliest neighbour with two tables and
    with one.
    """

    size: int
    own: float
    own_tied: float
    truly: float
    loss: float
    loss_tied: float
    examples: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class KeepTable:
    """The commonest words (n) of a text: each one's share of its known words (n,), and for thresholds t (m,) with which
    probability it is read, (m, n) each: by the paper, and as word2vec and gensim have it."""

    words: tuple[str, ...]
    share: np.ndarray
    thresholds: tuple[float, ...]
    paper: np.ndarray
    word2vec: np.ndarray


@dataclass(frozen=True)
class OfVector:
    """softmax(e_c), E numbers with their sum, beside softmax(θe_c), one for each of V words: its sum, and p of one word."""

    dimension: int
    sum_vector: float
    size: int
    sum_words: float
    p: float
