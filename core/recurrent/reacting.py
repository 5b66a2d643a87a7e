"""What a unit follows: the correlation of its values with plain properties of the letters, on text that was held out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import islice

import numpy as np
import torch

from core.data import shakespeare_split
from core.recurrent import nested, properties
from core.recurrent.deep_network import PHRASES
from core.recurrent.results.deep import Reaction
from core.recurrent.stack import Stack
from core.vocab import Vocabulary

ROWS, LENGTH, WARM = 24, 400, 20  # of either text; the first letters of a row are not counted
LEAST = 0.4  # of |r|, below which a unit is said to follow none of these
VOWELS = frozenset("aeiouAEIOU")
FEATURES = ("vowels", "spaces", "word_ends", "place", "capitals", "open", "plural")


def features(tokens: Sequence[str]) -> np.ndarray:
    """(T, 7): what each letter is; nan where a feature says nothing."""
    T = len(tokens)
    following = [*tokens[1:], " "]
    letters = properties.of_letters(tokens, Vocabulary(tuple(dict.fromkeys(tokens))))
    said = properties.of_sentence(tokens)
    numbers = said["number"].numpy().astype(float)
    columns = [
        [token in VOWELS for token in tokens],
        [token == " " for token in tokens],
        [a.isalpha() and not b.isalpha() for a, b in zip(tokens, following, strict=True)],
        letters["place"].numpy(),
        [token.isupper() for token in tokens],
        said["open"].numpy() > 0,
        np.where(numbers < 0, np.nan, numbers),
    ]
    return np.stack([np.asarray(column, dtype=float) for column in columns], 1).reshape(T, len(FEATURES))


@cache
def rows() -> tuple[list[list[str]], np.ndarray]:
    """Text held out, ROWS of Shakespeare and ROWS of the made language, LENGTH letters each; their features (LENGTH, 2·ROWS, 7).

    Whether a mark is open, and the number, are asked of the made language alone.
    """
    text, made = shakespeare_split("test"), nested.sentences("test", 3, PHRASES)
    apart = (len(text) - LENGTH) // ROWS
    tokens, found = [], []
    for n in range(ROWS):
        row = list(text[n * apart : n * apart + LENGTH])
        values = features(row)
        values[:, -2:] = np.nan
        tokens.append(row)
        found.append(values)
    for _ in range(ROWS):
        parts: list[list[str]] = []
        while sum(map(len, parts)) < LENGTH:
            parts.extend(list(one.text) for one in islice(made, 1))
        tokens.append([letter for part in parts for letter in part][:LENGTH])
        found.append(np.concatenate([features(part) for part in parts])[:LENGTH])
    return tokens, np.stack(found, 1)


@torch.inference_mode()
def correlations(stack: Stack, vocabulary: Vocabulary) -> list[np.ndarray]:
    """Of each layer r of every unit with every feature, (H, 7)."""
    tokens, wanted = rows()
    ids = torch.tensor([vocabulary.encode(row) for row in tokens]).t()
    wanted = wanted[WARM:].reshape(-1, len(FEATURES))
    found = []
    for ways in stack.traces(ids):
        a = ways[0].series[ways[0].output][WARM:].reshape(len(wanted), -1).astype(np.float64)
        found.append(np.stack([_r(a[~np.isnan(f)], f[~np.isnan(f)]) for f in wanted.T], 1))
    return found


def _r(a: np.ndarray, feature: np.ndarray) -> np.ndarray:
    """Pearson's r of each column of a (N, H) with a feature (N,); 0 for a column that does not move."""
    a, feature = a - a.mean(0), feature - feature.mean()
    scale = np.sqrt((a**2).sum(0) * (feature**2).sum())
    return np.divide(a.T @ feature, scale, out=np.zeros(a.shape[1]), where=scale > 0)


def reaction(r: np.ndarray) -> Reaction:
    """What a unit with these correlations (7,) follows best."""
    k = int(np.abs(r).argmax())
    return Reaction(FEATURES[k] if abs(r[k]) >= LEAST else "", float(r[k]))


def strongest(r: np.ndarray) -> dict[str, tuple[int, float]]:
    """Of each feature the unit with the largest |r| of (H, 7), and its r."""
    best = np.abs(r).argmax(0)
    return {name: (int(unit), float(r[unit, k])) for k, (name, unit) in enumerate(zip(FEATURES, best, strict=True))}
