"""What both pictures of the lesson draw alike: the outline of a sound, and the colours of its meanings."""

from __future__ import annotations

import numpy as np

from app import theme

PARTS = 1200  # of a whole clip's envelope, at most
BYTE = 127
ACCENT = {f"{part}_{name}": theme.PAGE[name]["accent"] for part in ("mark", "text") for name in theme.THEMES}
MEANINGS = {  # in the palette's colours
    "probability": ACCENT,
    "threshold": theme.PALETTE["forget"],
    "input": theme.PALETTE["input"],
    "activation": theme.PALETTE["activation"],
}


def envelope(samples: np.ndarray, parts: int = PARTS) -> np.ndarray:
    """Lowest and highest sample of at most ``parts`` equal parts, (P, 2) int8, 127 for 1."""
    parts = min(parts, len(samples))
    if not parts:
        return np.zeros((0, 2), dtype=np.int8)
    begins = np.arange(parts) * len(samples) // parts
    ends = np.stack([np.minimum.reduceat(samples, begins), np.maximum.reduceat(samples, begins)], axis=1)
    return np.rint(np.clip(ends, -1, 1) * BYTE).astype(np.int8)
