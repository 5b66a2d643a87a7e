"""Referees of sampling: PyTorch's softmax, topk and sort, scipy's test of 10,000 draws, and log P by PyTorch's own LSTM or, for
the GRU, of which PyTorch has another form, by loops over units."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np
import torch
from scipy.stats import chisquare

from core.recurrent import sampling, sources
from core.recurrent.options import SamplingConfig
from core.recurrent.results.sampling import Sample
from core.recurrent.writers import LanguageWriter, Writer
from core.referees.language import torch_log_probs
from core.referees.recurrent import scalar_series
from core.referees.results import Compared, numbers, worst

DRAWS, EXPECTED = 10_000, 5  # what is expected less often than so many times is counted together


def check(source: str, sample: Sample, step: int, config: SamplingConfig) -> list[Compared]:
    """The step's probabilities, a great many draws from them, and log P of the whole text."""
    writer, row = sources.load(source), sample.steps[step].logits
    q = sampling.adjust(row, **asdict(config))
    return [
        worst("q′", q, by_torch(row, config)),
        *frequencies(q),
        numbers("log P", sample.log_probability, layer_log_probability(writer, sample)),
    ]


def by_torch(logits: np.ndarray, config: SamplingConfig) -> np.ndarray:
    """`sampling.adjust` of logits (V,), in PyTorch: the k-th largest by ``topk``, top-p along its stable ``sort``."""
    z = torch.from_numpy(np.asarray(logits, dtype=np.float64)).clone()
    if config.temperature == 0:
        return torch.nn.functional.one_hot(z.argmax(), len(z)).double().numpy()
    if not config.temperature_last:
        z = z / config.temperature
    if 0 < config.top_k < len(z):
        z = z.masked_fill(z < z.topk(config.top_k).values[-1], -torch.inf)
    if config.top_p < 1:
        falling, order = torch.sort(z, descending=True, stable=True)
        chances = falling.softmax(dim=0)
        z[order[chances.cumsum(dim=0) - chances >= config.top_p - 1e-12]] = -torch.inf
    p = z.softmax(dim=0)
    z = z.masked_fill(p < config.min_p * p.max(), -torch.inf)
    return (z / config.temperature if config.temperature_last else z).softmax(dim=0).numpy()


def frequencies(q: np.ndarray, seed: int = 1) -> list[Compared]:
    """10,000 draws: how often the likeliest symbol came beside its probability, and the p-value of the chi-square test."""
    drawn = [sampling.draw(q, u) for u in sampling.needles(seed, DRAWS)]
    counts, expected = np.bincount(drawn, minlength=len(q)), q * DRAWS
    often = expected >= EXPECTED
    seen, hoped = (np.append(values[often], values[~often].sum()) for values in (counts, expected))
    if hoped[-1] < EXPECTED and len(hoped) > 1:
        seen, hoped = (np.append(values[:-2], values[-2:].sum()) for values in (seen, hoped))
    top, share = int(q.argmax()), float(counts[q.argmax()]) / DRAWS
    p_value = float(chisquare(seen, hoped * seen.sum() / hoped.sum()).pvalue) if len(hoped) > 1 else 1.0
    return [
        numbers("10,000 draws", share, float(q[top])),
        Compared("χ²", f"{len(hoped)}", f"p = {p_value:.3f}", "p > 0.001" if p_value > 0.001 else "p ≤ 0.001"),
    ]


@torch.no_grad()
def layer_log_probability(writer: Writer, sample: Sample) -> float:
    """log P(tokens | start) by ``torch.nn.LSTM``, or by loops, with what is never written left out."""
    symbols = [*sample.start, *sample.tokens[: len(sample.tokens) - sample.ended]]
    if isinstance(writer, LanguageWriter):
        _, logs = torch_log_probs(writer.model, symbols)
        logs = torch.from_numpy(logs)[:, : len(writer.symbols)]
    else:
        ids = torch.tensor(writer.encode([writer.symbols[writer.end], *symbols]))
        outputs = scalar_series(writer.model.cell, ids)[writer.model.cell.output]
        logs = torch.from_numpy(outputs) @ writer.model.W_ya.double().t() + writer.model.b_y.double()
    for place in writer.never:
        logs[:, place] = -torch.inf
    logs = logs.log_softmax(dim=-1)[len(sample.start) :]
    return float(sum(logs[t, writer.index[token]] for t, token in enumerate(sample.tokens)))
