"""The trio on the made language of brackets, quotations and agreement: same data, same steps, as many weights within 2 %."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import torch

from core.recipes.language import arguments, bits, run
from core.recurrent.model import ModelConfig, SequenceModel
from core.recurrent.nested import LONGEST, VOCABULARY, sentences
from core.recurrent.probe import accuracy_by_distance
from core.training import Batch, TrainingConfig, nats_per_symbol, padded

STEPS = 10_000
RATES = {"rnn": 6e-3, "gru": 2e-2, "lstm": 2e-2}  # from short trials; the RNN at 1.5e-2 ended worse
CURRICULUM = ((2, 2500), (5, 2000))  # phrases at the most, batches
BATCH, POOL, SEED = 64, 32, 2026
CARD = {
    "data": "sentences of a made language (core.recurrent.nested), written as training goes",
    "data_licence": "Apache-2.0",
    "licence": "Apache-2.0",
    "split": "by sentence: a hash of the sentence decides, so that no sentence of one split is in another",
}


def lessons(seed: int) -> Iterator[Batch]:
    """What training reads: short sentences first, then longer ones."""
    for longest, count in CURRICULUM:
        yield from islice(batches("train", seed, longest), count)
    yield from batches("train", seed + 1)


def batches(split: str, seed: int, longest: int = LONGEST) -> Iterator[Batch]:
    """Sentences of like length together: POOL batches are written, sorted by length, and read in any order."""
    made, generator = sentences(split, seed, longest), torch.Generator().manual_seed(seed)
    while True:
        pool = sorted((s.text for s in islice(made, BATCH * POOL)), key=len)
        for k in torch.randperm(POOL, generator=generator).tolist():
            part = pool[k * BATCH : (k + 1) * BATCH]
            yield padded([VOCABULARY.encode(list("\n" + text)) for text in part])


def measure(model: SequenceModel) -> dict[str, Any]:
    """Bits a character, and accuracy at closing and agreeing by distance, on sentences held out."""
    nats, symbols = nats_per_symbol(model, islice(batches("test", 7), POOL * 2))
    bins = accuracy_by_distance(model, islice(sentences("test", 8), 12_000))
    return {
        "test_bits_per_character": round(bits(nats), 4),
        "test_perplexity_per_character": round(2 ** bits(nats), 3),
        "test_characters": symbols,
        "accuracy_by_distance": [
            {"kind": b.kind, "from": b.low, "below": b.high, "correct": b.correct, "count": b.count} for b in bins
        ],
    }


def main(name: str, cell: str, units: int) -> None:
    """Train one of them."""
    options = arguments(__doc__).parse_args()
    run(
        name,
        ModelConfig(cell, units, VOCABULARY),
        lambda _: lessons(SEED),
        TrainingConfig(STEPS, RATES[cell]),
        measure,
        CARD,
        seed=SEED,
        options=options,
    )
