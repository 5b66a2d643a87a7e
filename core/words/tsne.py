"""t-SNE as a visible loop: points that attract their neighbours and repel all others, one small step after another.

The matrix P of who is whose neighbour and the gradient are openTSNE's compiled code; the descent is written out here, so
that every step can be watched, paused and taken up again. It takes the same steps as `openTSNE.TSNE`.

van der Maaten & Hinton 2008; Barnes–Hut: van der Maaten 2014; interpolation (FFT): Linderman et al. 2019; learning rate
N / exaggeration: Belkina et al. 2019.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from scipy.sparse import csr_matrix

from core.words.faithful import nearest
from core.words.options import MapConfig
from core.words.results import Checkpoint

MOMENTUM = 0.8
LEAST_GAIN = 0.01
LONGEST_STEP = 5.0
THETA = 0.5  # Barnes–Hut: how far away a cell may be taken for one point
FFT_FROM = 10_000  # points, from which interpolation on a grid is quicker than Barnes–Hut; in two dimensions only
TINY = (
    1e-2  # a map within this is even: all q are the same to four digits, and Barnes–Hut's own sum of them breaks down
)
SMALL = 1e-4  # standard deviation of the map at the beginning


def affinities(X: np.ndarray, perplexity: float) -> csr_matrix:
    """P (N, N), symmetric, adds up to 1: p_ij = (p_j|i + p_i|j) / 2N from the nearest 3 · perplexity of each point.

    p_j|i ∝ exp(−‖x_i − x_j‖² / 2σ_i²), with σ_i such that 2 to the power of its entropy is the perplexity; it is
    lowered where there are too few points. Van der Maaten & Hinton 2008, equation 1, and 2014, section 4.1.
    """
    from openTSNE.affinity import joint_probabilities_nn

    perplexity = min(perplexity, (len(X) - 1) / 3)
    neighbours, distances = nearest(X, max(1, min(len(X) - 1, int(3 * perplexity))))
    P = joint_probabilities_nn(neighbours, distances, [perplexity], symmetrize=True, n_jobs=1)
    return csr_matrix(P)


def first(X: np.ndarray, config: MapConfig) -> np.ndarray:
    """Where the points begin (N, d): the first principal components made small, or random places near 0."""
    rng = np.random.default_rng(config.seed)
    if config.start == "random":
        return rng.normal(0, SMALL, (len(X), config.dimensions))
    Y = principal(X, config.dimensions)
    Y *= SMALL / max(float(Y[:, 0].std()), 1e-30)
    return Y + rng.normal(0, SMALL / 100, Y.shape)  # points that lie on one another must be able to part


def principal(X: np.ndarray, dimensions: int) -> np.ndarray:
    """The first principal components (N, d), the largest entry of each axis positive."""
    from sklearn.decomposition import PCA

    kept = min(dimensions, *X.shape)
    Y = np.zeros((len(X), dimensions))
    found = PCA(kept, svd_solver="full").fit(X.astype(np.float64))
    signs = np.sign(found.components_[np.arange(kept), np.abs(found.components_).argmax(axis=1)])
    Y[:, :kept] = found.transform(X.astype(np.float64)) * signs
    return Y


def gradient(Y: np.ndarray, P: csr_matrix, with_error: bool = False, theta: float = THETA) -> tuple[float, np.ndarray]:
    """KL(P‖Q) (nan unless asked for) and its gradient (N, d).

    ∂C/∂y_i = 4 Σ_j (p_ij − q_ij) (y_i − y_j) / (1 + ‖y_i − y_j‖²); openTSNE leaves out the 4. P may be exaggerated.
    """
    from openTSNE.tsne import kl_divergence_bh, kl_divergence_fft

    if len(Y) >= FFT_FROM and Y.shape[1] == 2:
        grid = {"n_interpolation_points": 3, "min_num_intervals": 50, "ints_in_interval": 1}
        error, found = kl_divergence_fft(Y, P, dof=1, fft_params=grid, should_eval_error=with_error)
    else:
        error, found = kl_divergence_bh(Y, P, dof=1, bh_params={"theta": theta}, should_eval_error=with_error)
    return float(error) if with_error else float("nan"), found


def evenness(P: csr_matrix) -> float:
    """KL(P‖Q) of a map on which all points lie together, so that every q_ij is 1 / N(N − 1)."""
    p = P.data[P.data > 0]
    return float((p * np.log(p)).sum() + np.log(P.shape[0] * (P.shape[0] - 1.0)))


def descend(
    P: csr_matrix, Y: np.ndarray, config: MapConfig, look: Callable[[int], bool], resume: Checkpoint | None = None
) -> Iterator[Checkpoint]:
    """Yields where things stand before each iteration and after the last; `look(iteration)` asks for the divergence.

    Gradient descent with momentum and a gain for every coordinate, which grows while the direction stays and shrinks
    when it turns; the early iterations with P times the exaggeration. From `resume` it goes on as if never stopped.
    """
    at = resume or Checkpoint(0, np.array(Y, dtype=np.float64), np.zeros(Y.shape), np.ones(Y.shape))
    Y, update, gains = (np.array(part, dtype=np.float64) for part in (at.Y, at.update, at.gains))
    early, even = P * config.exaggeration, evenness(P)
    for iteration in range(at.iteration, config.iterations):
        exaggeration = config.exaggeration if iteration < config.early else 1.0
        error, slope = gradient(Y, early if iteration < config.early else P, look(iteration))
        kl = error / exaggeration - np.log(exaggeration)
        yield Checkpoint(iteration, Y, update, gains, even if np.abs(Y).max() < TINY else kl)
        rate = config.learning_rate or len(Y) / exaggeration
        gains = np.where(np.sign(update) != np.sign(slope), gains + 0.2, gains * 0.8 + LEAST_GAIN)
        update = MOMENTUM * update - rate * gains * slope
        length = np.linalg.norm(update, axis=1, keepdims=True)
        update *= np.where(length > LONGEST_STEP, LONGEST_STEP / np.maximum(length, LONGEST_STEP), 1.0)
        Y = Y + update
        Y -= Y.mean(axis=0)
    yield Checkpoint(config.iterations, Y, update, gains, gradient(Y, P, True)[0])
