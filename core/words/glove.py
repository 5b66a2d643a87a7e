"""GloVe: vectors fitted to how often words stand beside one another.

    for progress in train(sentences, Config(epochs=25)):
        print(progress.epochs, progress.loss)
    progress.vectors.most_similar("orange")

    J = Σ_{X_ij > 0} f(X_ij) (θ_iᵀe_j + b_i + b′_j − log X_ij)²,  f(x) = min(1, (x / x_max)^power)

Pennington, Socher, Manning 2014, equations 8 and 9; there w is our θ, of the rows, and w̃ our e, of the columns. By AdaGrad
(Duchi et al. 2011), in batches of cells in random order. A row of a table holds its bias and a 1, so that one product of two
rows is θ_iᵀe_j + b_i + b′_j. The same seed gives the same vectors, on one thread.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from scipy import sparse
from torch.nn import functional as F

from core.errors import UserError
from core.words import cooccurrence, corpus
from core.words.cooccurrence import weight
from core.words.corpus import Corpus
from core.words.options import GloveConfig as Config
from core.words.vectors import WordVectors

__all__ = ["Cells", "Config", "GloveProgress", "Model", "cost", "counted", "gradients", "residual", "train", "weight"]

BATCH, FEWEST_STEPS = 8192, 50  # cells a step, at most; and steps an epoch has at least, where there are few cells
SQUARES = 4.0  # where AdaGrad's sums begin: in GloVe's own program at 1, for the gradient of J/2
EVERY = 0.1  # seconds between two reports, about
CHUNK = 1 << 16  # cells that J is computed of at once

Text = Corpus | Iterable[Sequence[str]] | tuple[Sequence[str], sparse.spmatrix]


@dataclass(frozen=True)
class Cells:
    """The N cells of X that are not 0, row by row: rows, cols (N,) int64; x (N,) float64, X_ij; target (N,), its logarithm, and
    weight (N,), f(X_ij), float32. words: the V words of rows and columns."""

    words: tuple[str, ...]
    rows: torch.Tensor
    cols: torch.Tensor
    x: np.ndarray
    target: torch.Tensor
    weight: torch.Tensor

    def __len__(self) -> int:
        return len(self.x)


@dataclass
class Model:
    """The tables while they are learnt, and how far it is: `step` steps of `epoch` are done.

    left (V, E + 2): θ_i, b_i, 1. right (V, E + 2): e_j, 1, b′_j. left_squares, right_squares: AdaGrad's sums of squared gradients.
    """

    left: torch.Tensor
    right: torch.Tensor
    left_squares: torch.Tensor
    right_squares: torch.Tensor
    epoch: int = 0
    step: int = 0

    @classmethod
    def fresh(cls, size: int, config: Config) -> Model:
        """Vectors and biases uniform in ±1/(2E), as in GloVe's own program."""
        rng, width = np.random.default_rng([config.seed, 0]), config.dimension + 2
        drawn = (rng.random((2, size, width), dtype=np.float32) - 0.5) / config.dimension
        left, right = torch.from_numpy(drawn)
        left[:, -1] = right[:, -2] = 1
        return cls(left, right, *(torch.full((size, width), SQUARES) for _ in range(2)))

    @property
    def theta(self) -> torch.Tensor:
        """θ (V, E), of the rows."""
        return self.left[:, :-2]

    @property
    def e(self) -> torch.Tensor:
        """e (V, E), of the columns."""
        return self.right[:, :-2]

    @property
    def b(self) -> torch.Tensor:
        """b (V,), of the rows."""
        return self.left[:, -2]

    @property
    def b_prime(self) -> torch.Tensor:
        """b′ (V,), of the columns."""
        return self.right[:, -1]


@dataclass(frozen=True)
class GloveProgress:
    """How far a training is. cells: taken so far, of `total`; loss: the mean of f · (…)² over the cells since the report before;
    rate: cells a second; at_mark: whether this is one of the marks, or the end."""

    cells: int
    total: int
    loss: float
    rate: float
    epochs: float
    model: Model
    counted: Cells
    at_mark: bool

    @property
    def vectors(self) -> WordVectors:
        """(e + θ) / 2 as they are now."""
        return WordVectors(self.counted.words, ((self.model.e + self.model.theta) / 2).numpy())


def train(
    text: Text, config: Config, model: Model | None = None, every: float = EVERY, marks: Sequence[float] = ()
) -> Iterator[GloveProgress]:
    """Learn vectors from a corpus, from sentences as lists of words, or from words with their X (V, V); the last item yielded is
    the result.

    The first item is yielded before the first step, then one about every so many seconds, and at each of `marks`, epochs in
    ascending order. model: go on from there. Raises UserError where too few words are left.
    """
    cells = counted(text, config)
    if len(cells.words) < corpus.FEWEST or not len(cells):
        raise UserError("corpus.too_few", words=len(cells.words), least=corpus.FEWEST, count=config.min_count)
    return _train(cells, config, Model.fresh(len(cells.words), config) if model is None else model, every, marks)


def _train(cells: Cells, config: Config, model: Model, every: float, marks: Sequence[float]) -> Iterator[GloveProgress]:
    learner, count = Learner(cells, config, model), len(cells)
    total, together = count * config.epochs, learner.together
    begun, seen, at = time.perf_counter(), 0, model.epoch + model.step * together / count
    ahead = [mark for mark in marks if mark > at]
    yield GloveProgress(round(at * count), total, float("nan"), 0.0, at, model, cells, at in marks)
    last = time.perf_counter()
    for epoch in range(model.epoch, config.epochs):
        order = torch.from_numpy(np.random.default_rng([config.seed, 1, epoch]).permutation(count))
        parts = order.split(together)
        for step in range(model.step, len(parts)):
            learner.learn(parts[step])
            model.epoch, model.step = (epoch, step + 1) if step + 1 < len(parts) else (epoch + 1, 0)
            seen += len(parts[step])
            now, at = time.perf_counter(), min(model.epoch + model.step * together / count, config.epochs)
            is_mark = bool(ahead) and ahead[0] <= at
            if is_mark or now - last >= every or at == config.epochs:
                ahead = [mark for mark in ahead if mark > at]
                rate, loss = seen / max(1e-9, now - begun), learner.loss()
                is_end = at == config.epochs
                yield GloveProgress(round(at * count), total, loss, rate, at, model, cells, is_mark or is_end)
                last = time.perf_counter()
                begun += last - now  # what the one who asked did meanwhile is not ours


class Learner:
    """Takes one step after the other. together: cells a step."""

    def __init__(self, cells: Cells, config: Config, model: Model) -> None:
        self.cells, self.rate, self.model = cells, config.rate, model
        self.together = max(1, min(BATCH, len(cells) // FEWEST_STEPS))
        self.uphill = torch.zeros_like(model.left), torch.zeros_like(model.right)
        self.sum, self.taken = torch.zeros((), dtype=torch.float64), 0

    def learn(self, part: torch.Tensor) -> None:
        """One step, of the cells at these places (n,)."""
        cells, model = self.cells, self.model
        rows, cols = cells.rows[part], cells.cols[part]
        left, right = F.embedding(rows, model.left), F.embedding(cols, model.right)
        losses, *asked = gradients(left, right, cells.target[part], cells.weight[part])
        tables = (model.left, model.left_squares, rows, -1), (model.right, model.right_squares, cols, -2)
        for (table, squares, places, ones), each, uphill in zip(tables, asked, self.uphill, strict=True):
            uphill.zero_().index_add_(0, places, each)
            uphill[:, ones] = 0
            squares.addcmul_(uphill, uphill)
            table.addcdiv_(uphill, squares.sqrt(), value=-self.rate)
        self.sum += losses.sum(dtype=torch.float64)
        self.taken += len(part)

    def loss(self) -> float:
        """The mean over the cells since it was last asked for; nan where there was none."""
        found = float(self.sum) / self.taken if self.taken else float("nan")
        self.sum, self.taken = self.sum.zero_(), 0
        return found


def counted(text: Text, config: Config) -> Cells:
    """What is trained on: the cells of X above 0. See `train` and `cooccurrence.count`."""
    words, x = text if isinstance(text, tuple) else _count(text, config)
    found = sparse.csr_matrix(x)
    found.eliminate_zeros()
    rows = np.repeat(np.arange(len(words)), np.diff(found.indptr))
    target = np.log1p(found.data) if config.offset else np.log(found.data)
    f = weight(found.data, config.x_max, config.power)
    tensors = (torch.from_numpy(part) for part in (rows, found.indices.astype(np.int64)))
    return Cells(tuple(words), *tensors, found.data, *(torch.from_numpy(p.astype(np.float32)) for p in (target, f)))


def _count(text: Corpus | Iterable[Sequence[str]], config: Config) -> tuple[tuple[str, ...], sparse.csr_matrix]:
    weighting = "1/d" if config.harmonic else "1"
    counting = {"weighting": weighting, "symmetric": config.symmetric, "min_count": config.min_count}
    return cooccurrence.count(text, window=config.window, most=config.most, **counting)


def residual(left: torch.Tensor, right: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """θ_iᵀe_j + b_i + b′_j − log X_ij of n cells (n,), from their rows of both tables (n, E + 2)."""
    return (left * right).sum(1) - target


def gradients(
    left: torch.Tensor, right: torch.Tensor, target: torch.Tensor, weight: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """f · (…)² of n cells (n,), and what J asks of their rows in both tables, ∂J/∂(θ, b, 1) and ∂J/∂(e, 1, b′) (n, E + 2).

    The 1s are constants: what is asked of them is to be left out.
    """
    apart = residual(left, right, target)
    weighted = weight * apart
    slope = 2 * weighted[:, None]
    return weighted * apart, slope * right, slope * left


def cost(cells: Cells, model: Model) -> float:
    """J, the sum over all cells."""
    total = 0.0
    for begin in range(0, len(cells), CHUNK):
        part = slice(begin, begin + CHUNK)
        left, right = F.embedding(cells.rows[part], model.left), F.embedding(cells.cols[part], model.right)
        apart = residual(left, right, cells.target[part])
        total += float((cells.weight[part] * apart * apart).sum(dtype=torch.float64))
    return total
