"""What leaves ``core.words``: frozen records of numpy arrays and plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np


class Score(NamedTuple):
    """Analogy questions answered right, of those whose four words are all known."""

    correct: int
    total: int

    @property
    def share(self) -> float:
        """From 0 to 1; nan where no question was covered."""
        return self.correct / self.total if self.total else float("nan")


@dataclass(frozen=True)
class AnalogyProgress:
    """An evaluation on its way: questions done of all, and the score of each category so far, in the list's order."""

    step: int
    steps: int
    scores: Mapping[str, Score] = field(default_factory=dict)

    @property
    def overall(self) -> Score:
        """All categories together."""
        return Score(sum(s.correct for s in self.scores.values()), sum(s.total for s in self.scores.values()))


@dataclass(frozen=True)
class PairScore:
    """Likeness judged by people against the cosine: Spearman's rho, pairs compared, and pairs with an unknown word."""

    spearman: float
    used: int
    unknown: int


@dataclass(frozen=True, eq=False)
class Given:
    """Words (V) and vectors (V, E) float32 of a visitor's own, on their way to a job. One is equal to itself alone."""

    words: tuple[str, ...]
    vectors: np.ndarray


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


@dataclass(frozen=True)
class MapCheck:
    """One comparison of the referee."""

    name: str
    ours: float
    theirs: float

    @property
    def difference(self) -> float:
        """How far apart both are."""
        return abs(self.ours - self.theirs)


@dataclass(frozen=True)
class Subspace:
    """What pairs of words differ in: the unit vector (E,) of the first component, and each component's share of their
    variance, largest first (at most one a pair)."""

    direction: np.ndarray
    shares: np.ndarray


@dataclass(frozen=True)
class Equalized:
    """A pair made alike: ‖ν‖, μ·g, 1 − ‖ν‖², and of the words (n) their new vectors (n, E), lengths and places e·g."""

    nu_length: float
    mean_along: float
    under_root: float
    vectors: np.ndarray
    lengths: np.ndarray
    along: np.ndarray


@dataclass(frozen=True)
class Weat:
    """An association test: effect size d, one-sided p, s(w) of the words of X and then of Y (n,), whether p went through
    all partitions, how many were looked at, and mean_X s − mean_Y s. ``effect, p = weat(…)`` works."""

    effect: float
    p: float
    associations: np.ndarray
    exact: bool
    partitions: int
    difference: float

    def __iter__(self) -> Iterator[float]:
        return iter((self.effect, self.p))


@dataclass(frozen=True)
class Remaining:
    """How well words' sides before debiasing can still be told from the vectors given: share of words that two clusters
    part alike, and that a classifier trained on others gets right; and a map of the words (n, 2)."""

    clusters: float
    classifier: float
    places: np.ndarray


@dataclass(frozen=True)
class Evaluation:
    """All three measures of word vectors: analogies by category, WordSim-353 and SimLex-999."""

    analogies: Mapping[str, Score]
    wordsim: PairScore
    simlex: PairScore


@dataclass(frozen=True)
class Term:
    """A word of an equation with its sign, +1 or −1."""

    word: str
    sign: int = 1


@dataclass(frozen=True)
class Answer:
    """What an equation gives: the nearest words, best first, and how each came to its score.

    words: K of them; scores (K,), the higher the nearer (minus the distance by "euclid").
    cosines (K, n): cos(e_w, e_term) for each of the n terms. dots (K,): e_wᵀx; norms (K,): ‖e_w‖; norm: ‖x‖, where x
    is the sum that is searched for: of unit vectors, but by "euclid" of the vectors as they are.
    """

    terms: tuple[Term, ...]
    method: str
    words: tuple[str, ...]
    scores: np.ndarray
    cosines: np.ndarray
    dots: np.ndarray
    norms: np.ndarray
    norm: float


@dataclass(frozen=True)
class Plane:
    """A flat picture of an equation: words (n) at points (n, 2), and the way from the first word to the sum.

    step: places in `words` (p, q, r) such that the sum is r + (q − p), where the equation has that form; else None.
    path (k, 2): the sum after each term, the last of them the target; of length 1 where there is no such step, unless
    the method is "euclid". pairs: places of pairs that make the same step.
    relation: the category that these come from, "" for none; count: pairs that the plane was made of.
    share: how much of the pairs' squared differences lies along the first axis; chance: the same for random pairs.
    """

    words: tuple[str, ...]
    points: np.ndarray
    path: np.ndarray
    step: tuple[int, int, int] | None
    pairs: tuple[tuple[int, int], ...]
    relation: str
    count: int
    share: float
    chance: float


@dataclass(frozen=True)
class EqualPair:
    """A pair of words, its places e·g and its lengths as given (2,), and what equalising makes of it: None where its
    words do not differ along the direction."""

    words: tuple[str, str]
    along: np.ndarray
    lengths: np.ndarray
    after: Equalized | None


@dataclass(frozen=True)
class AlongLine:
    """Words along a direction before, after neutralising, after equalising (n, 3), and the pairs; form: "paper", or the
    mistake made in equalising."""

    words: tuple[str, ...]
    along: np.ndarray
    pairs: tuple[EqualPair, ...]
    form: str


@dataclass(frozen=True)
class Scores:
    """What vectors are good for: analogy questions by category, and two lists of likeness as people judge it."""

    analogies: Mapping[str, Score]
    wordsim: PairScore
    simlex: PairScore


@dataclass(frozen=True)
class Association:
    """An association test at three stages: names of its lists, how many of its words have no vector, d as found with
    people, and the results before, after neutralising and after equalising."""

    name: str
    names: tuple[str, str, str, str]
    missing: int
    people: str
    results: tuple[Weat, Weat, Weat]


@dataclass(frozen=True)
class Upload:
    """Vectors read from a file: words (V) and vectors (V, E) float32.

    kind: "word2vec text", "word2vec binary", "GloVe text" or "npz". total: words in the file, 0 where it was not counted.
    twice: words left out because they stood there before.
    """

    words: tuple[str, ...]
    vectors: np.ndarray
    kind: str
    total: int
    twice: int
