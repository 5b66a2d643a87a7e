"""Make tests/core/recurrent/warpers_by_transformers.json: temperature, top-k, top-p and min-p by Hugging Face's transformers.

transformers is large and nothing else here needs it, so it gets an environment of its own. In the project's folder:

    python -m venv warpers && warpers/bin/pip install torch numpy transformers==5.24.0
    warpers/bin/python -m tests.tools.warpers_by_transformers

``GenerationMixin._get_logits_processor``, by which `generate` puts the processors in a row, has TemperatureLogitsWarper,
TopKLogitsWarper, TopPLogitsWarper and MinPLogitsWarper in this order, each left out where its setting changes nothing. That
is the column "first". "last" has the same four with the temperature at the end, the order of llama.cpp's default chain.

A setting so near to an edge that rounding alone decides what is kept is drawn anew: with top_p and min_p moved by 1e-9 as
much must be left.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

TABLE = Path(__file__).resolve().parents[1] / "core" / "recurrent" / "warpers_by_transformers.json"
COUNT, SEED, NEAR = 200, 11, 1e-9
COLUMNS = ("logits", "temperature", "top_k", "top_p", "min_p", "first", "last")


def warped(logits: list[float], temperature: float, k: int, p: float, m: float, last: bool) -> np.ndarray:
    """Probabilities (V,) after the processors. last: the temperature at the end, else at the beginning."""
    import torch
    from transformers import MinPLogitsWarper, TemperatureLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    turn = [TemperatureLogitsWarper(temperature)] if temperature != 1 else []
    cuts = [TopKLogitsWarper(k)] if k else []
    cuts += [TopPLogitsWarper(p)] if p < 1 else []
    cuts += [MinPLogitsWarper(m)] if m else []
    scores = torch.tensor([logits], dtype=torch.float64)
    for processor in (*cuts, *turn) if last else (*turn, *cuts):
        scores = processor(None, scores)
    return scores.softmax(dim=-1)[0].numpy()


def case(random: np.random.RandomState, number: int) -> tuple[list[float], float, int, float, float]:
    """Logits and a setting. Half are made with ties, by turns at the k-th place and at the edge of top-p of either order."""
    size, tied = random.randint(5, 61), number % 2 == 0
    logits = np.round(random.normal(0, 1.5, size), 0 if tied else 2) + 0.0  # no −0
    temperature = float(random.choice([0.3, 0.5, 0.7, 1.0, 1.3, 2.0]))
    k = int(random.choice([0, 0, 0, 1, 3, 5, 10, size, size + 5]))
    p = float(random.choice([1.0, 1.0, *np.round(random.uniform(0.3, 0.99, 4), 2)]))
    m = float(random.choice([0.0, 0.0, 0.0, 0.01, 0.05, 0.1, 0.3, 1.0]))
    _, counts = np.unique(-logits, return_counts=True)
    groups = np.flatnonzero(counts > 1)
    if tied and len(groups):
        place = int(counts[: random.choice(groups[:3]) + 1].sum()) - 1  # of the last but one of a group, counted from 1
        if number % 4:
            k = place
        else:
            z = np.sort(logits)[::-1] / (temperature if number % 8 else 1.0)
            within = np.exp(z).cumsum() / np.exp(z).sum()
            k, p = 0, round(float(within[place - 1] - np.exp(z[place - 1]) / np.exp(z).sum() / 2), 4)
    return logits.tolist(), temperature, k, p, m


def is_clear(logits: list[float], temperature: float, k: int, p: float, m: float) -> bool:
    """Whether neither edge is so near that rounding decides."""
    for last in (False, True):
        left = np.sort(warped(logits, temperature, k, p, m, last))
        for moved in (-NEAR, NEAR):
            one = warped(logits, temperature, k, p + moved if p < 1 else p, m, last)
            other = warped(logits, temperature, k, p, m + moved if 0 < m < 1 else m, last)
            if not (np.array_equal(np.sort(one), left) and np.array_equal(np.sort(other), left)):
                return False
    return True


def packed(chances: np.ndarray) -> list[list]:
    """Where something is left, and how much."""
    kept = np.flatnonzero(chances)
    return [kept.tolist(), [float(f"{chance:.15g}") for chance in chances[kept]]]


def main() -> None:
    """Draw the cases and write what is left of each, in either order."""
    import transformers

    random, rows = np.random.RandomState(SEED), []
    while len(rows) < COUNT:
        drawn = case(random, len(rows))
        if is_clear(*drawn):
            rows.append([*drawn, *(packed(warped(*drawn, last)) for last in (False, True))])
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    by = json.dumps(f"transformers {transformers.__version__}")
    TABLE.write_text(f'{{"by": {by}, "columns": {json.dumps(COLUMNS)}, "rows": [\n{lines}\n]}}\n', "utf-8")


if __name__ == "__main__":
    main()
