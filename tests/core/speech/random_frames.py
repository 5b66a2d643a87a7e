"""Random log-probabilities for the tests of CTC."""

import numpy as np


def log_probs(generator: np.random.Generator, frames: int, symbols: int, spread: float = 2.0) -> np.ndarray:
    """(T, V), natural logs, each row a distribution."""
    logits = generator.normal(0.0, spread, (frames, symbols))
    return logits - np.logaddexp.reduce(logits, axis=1)[:, None]


def label(generator: np.random.Generator, symbols: int, longest: int) -> tuple[int, ...]:
    """A label without blanks, of up to so many symbols, empty now and then."""
    return tuple(generator.integers(1, symbols, generator.integers(0, longest + 1)).tolist())
