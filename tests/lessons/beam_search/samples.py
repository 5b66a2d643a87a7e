"""Searches for tests of the tree: by a random table in place of a model, with odd pieces and any width and length."""

import numpy as np

from core.translate.options import BeamConfig
from core.translate.results import BeamTrace

END = 0
ODD = ("<EOS>", "<BOS>", "<UNK>", "▁<b>x</b>", "▁שלום", "▁안녕", "🙂", "▁", ".", "▁{count}", "ing", "\u0301", "▁'", ",")
ODD += ("▁" + "W" * 40,)


def pieces(size: int) -> dict[int, str]:
    """Token -> piece: odd ones first, then words and ends of words."""
    return {i: ODD[i] if i < len(ODD) else f"▁w{i}" if i % 3 else f"n{i}" for i in range(size)}


def searched(width: int, length: int = 9, size: int = 60, seed: int = 0, end: float = 0.0) -> BeamTrace:
    """A search in which each word depends on the one before it and on the place."""
    from core.translate.beam import search

    rng = np.random.default_rng(seed)
    logits = 2.2 * rng.standard_normal((length + 1, size, size))
    logits[:, :, END] += np.linspace(-6, 5, length + 1)[:, None] + end
    log_p = logits - np.log(np.exp(logits).sum(-1, keepdims=True))

    def next_log_probs(prefixes: list[tuple[int, ...]]) -> np.ndarray:
        return np.stack([log_p[len(prefix), prefix[-1] if prefix else 1] for prefix in prefixes])

    return search(next_log_probs, BeamConfig(width, END, length))


def shown(trace: BeamTrace, size: int = 60) -> dict:
    """The other arguments of `draw` that belong to a trace."""
    from core.translate.studies import products

    names = pieces(size)
    used = {int(token) for step in trace.steps for token in step.token}
    texts = tuple("".join(names[i] for i in one.tokens if i).replace("▁", " ").strip() for one in trace.finished)
    return {
        "pieces": {i: names[i] for i in used},
        "texts": texts,
        "products": products(trace, "float16"),
        "vocabulary": size,
    }
