"""A drawn picture of a dog and a ball, what might have been seen of it, and sentences that might have been written about it.

Nothing of it comes from a network: words and lights are made up, numbers are drawn by a fixed seed.
"""

from __future__ import annotations

import io
from functools import cache

import numpy as np
from PIL import Image, ImageDraw

from core.captions.options import END
from core.captions.results import Aligned, Drawn, Seen, Written

WIDE, HIGH = 420, 315  # pixels of the picture
SIZES = (56, 28, 14, 7)
SENTENCES = (
    "a brown dog runs after a red ball in the grass",
    "a brown dog is running with a ball",
    "a brown dog runs across the green grass",
)
# Where each word looks: row and column of the 7 × 7 grid, and how wide.
LOOKS = {
    "dog": (3, 3, 1.2),
    "brown": (3, 2, 1.6),
    "ball": (5, 5, 0.7),
    "red": (5, 5, 0.8),
    "grass": (6, 2, 1.8),
    "runs": (5, 3, 1.3),
}
OTHERS = ("frisbee", "toy", "leash", "cat", "man", "field", "white", "two", "jumping")
WRITABLE = tuple(sorted({*" ".join(SENTENCES).split(), *OTHERS}))


@cache
def seen(width: int = WIDE, height: int = HIGH) -> Seen:
    """The picture of a given shape, and maps of noise that grow coarser."""
    rng = np.random.default_rng(1)
    photo, files = picture(width, height), []
    for size in ((width, height), fitted(width, height, 160), (160, 160)):
        file = io.BytesIO()
        photo.resize(size).save(file, "JPEG", quality=82)
        files.append(file.getvalue())
    grey = np.asarray(photo.convert("L").resize((56, 56)), dtype=np.float32) / 255
    maps = {}
    for side in SIZES:
        own = grey.reshape(side, 56 // side, side, 56 // side).mean((1, 3))
        tilts = rng.normal(size=(9, 1, 1)), rng.normal(size=(9, side, side)) * 0.2
        maps[side] = (own * tilts[0] + tilts[1]).astype(np.float32)
    return Seen(Drawn(*files, width, height), rng.uniform(0, 6, (49, 1280)).astype(np.float32), maps)


def fitted(width: int, height: int, most: int) -> tuple[int, int]:
    """The same shape, no side longer than that."""
    scale = min(1, most / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def picture(width: int, height: int) -> Image.Image:
    """A dog, a ball, a tree and the sun."""
    image = Image.new("RGB", (width, height), "#bcd9ef")
    draw = ImageDraw.Draw(image)

    def at(*share: float) -> list[float]:
        return [value * (width, height)[i % 2] for i, value in enumerate(share)]

    draw.rectangle(at(0, 0.62, 1, 1), fill="#8fbf5f")
    draw.ellipse(at(0.1, 0.06, 0.24, 0.25), fill="#ffd27a")
    draw.rectangle(at(0.85, 0.3, 0.89, 0.64), fill="#7a5230")
    draw.ellipse(at(0.72, 0.06, 1.0, 0.42), fill="#4f8a3d")
    draw.ellipse(at(0.22, 0.42, 0.58, 0.66), fill="#8a5228")
    draw.ellipse(at(0.5, 0.3, 0.68, 0.52), fill="#9a5c2e")
    for x in (0.25, 0.33, 0.46, 0.54):
        draw.rectangle(at(x, 0.6, x + 0.035, 0.8), fill="#7a4722")
    draw.ellipse(at(0.74, 0.7, 0.85, 0.86), fill="#d4322c")
    return image


def light(word: str, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Energies (49,) of a word, and α, their softmax."""
    row, column, wide = LOOKS.get(word, (3, 3, 3.0))
    rows, columns = np.divmod(np.arange(49), 7)
    away = (rows - row) ** 2 + (columns - column) ** 2
    energies = (2.2 * np.exp(-away / (2 * wide**2)) + rng.normal(0, 0.12, 49)).astype(np.float32)
    alpha = np.exp(energies - energies.max())
    return energies, (alpha / alpha.sum()).astype(np.float32)


@cache
def written(text: str, way: str = "attend", ended: bool = True, hold: tuple[int, int] | None = None) -> Written:
    """A sentence, word by word. hold: the step from which, and the place at which, the light is held."""
    words = text.split()
    steps = [*words, END] if ended else words
    rng = np.random.default_rng(sum(map(ord, text + way)))
    lights = [light(word, rng) for word in steps]
    energies, alpha = (np.stack(rows) for rows in zip(*lights, strict=True))
    pinned = np.full(len(steps), -1)
    if way != "attend":
        energies, alpha = np.zeros_like(energies), np.full_like(alpha, 1 / 49)
    elif hold is not None:
        pinned[hold[0] :] = hold[1]
        alpha[hold[0] :] = np.eye(49, dtype=np.float32)[hold[1]]
    p = rng.uniform(0.25, 0.9, len(steps))
    likeliest, probabilities = [], []
    for word, own in zip(steps, p, strict=True):
        others = [one for one in OTHERS if one != word][:5]
        shares = [own, *((1 - own) * np.array([0.5, 0.2, 0.1, 0.05, 0.02]))]
        order = np.argsort(shares)[::-1]
        likeliest.append(tuple(np.array([word, *others])[order].tolist()))
        probabilities.append(np.array(shares)[order])
    places = rng.normal(0, 1, (49, 320))
    beta = rng.uniform(0.5, 0.95, len(steps)).astype(np.float32) if way == "attend" else np.ones(len(steps), np.float32)
    z = (beta[:, None] * (alpha @ places)).astype(np.float32)
    tokens = tuple(WRITABLE.index(word) + 3 if word in WRITABLE else 1 for word in steps)
    return Written(
        tuple(words), tokens, np.log(p).astype(np.float32), alpha, energies, pinned, beta, z,
        tuple(likeliest), np.stack(probabilities).astype(np.float32), ended,
    )  # fmt: skip


def beam(way: str = "attend", width: int = 3, hold: tuple[int, int] | None = None) -> tuple[list[Written], list[float]]:
    """Sentences, the best by score first, and their scores: log P / T^0.7. The held one comes first."""
    texts = [*SENTENCES, *(f"{text} {more}" for more in OTHERS for text in SENTENCES)][:width]
    found = [written(text, way) for text in texts]
    found.sort(key=score, reverse=True)
    if hold is not None:
        found[0] = written(SENTENCES[0], way, hold=hold)
    return found, [score(one) for one in found]


def score(one: Written) -> float:
    return one.log_probability / len(one.log_probabilities) ** 0.7


def aligned(words: tuple[str, ...]) -> Aligned:
    """Scores as a network might give them: high where a word's thing is, else around 0, for "none" below it everywhere."""
    rows, columns = np.divmod(np.arange(49), 7)
    scores = np.random.default_rng(len(words)).normal(-0.3, 0.3, (len(words), 49))
    for score, word in zip(scores, words, strict=True):
        if word in LOOKS:
            row, column, wide = LOOKS[word]
            score += 2.6 * np.exp(-((rows - row) ** 2 + (columns - column) ** 2) / (2 * wide**2))
        elif word == "none":
            score -= 1.5
    scores = scores.astype(np.float32)
    return Aligned(words, scores, scores.max(1))
