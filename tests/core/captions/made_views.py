"""Ten made pictures for the encoder: plain, striped, smooth, noisy; bytes (224, 224, 3), the same on every machine."""

from __future__ import annotations

import numpy as np

SIDE = 224


def views() -> list[np.ndarray]:
    """Ten pictures."""
    generator = np.random.default_rng(7)
    rows, columns = np.mgrid[:SIDE, :SIDE]
    made = [np.full((SIDE, SIDE, 3), value) for value in (0, 128, 255)]
    made.append(np.stack([rows, columns, 223 - rows], -1))
    made += [np.repeat(255 * ((rows // size + columns // size) % 2)[..., None], 3, -1) for size in (7, 32)]
    made.append(generator.integers(0, 256, (SIDE, SIDE, 3)))
    for side in (4, 14, 28):
        made.append(np.kron(generator.integers(0, 256, (side, side, 3)), np.ones((SIDE // side, SIDE // side, 1))))
    return [picture.astype(np.uint8) for picture in made]
