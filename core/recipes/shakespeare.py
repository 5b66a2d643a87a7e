"""The trio on Shakespeare, character by character: same data, same steps, as many weights within 2 %."""

from __future__ import annotations

import torch

from core.data import SHAKESPEARE_DEV, SHAKESPEARE_TEST, shakespeare_split
from core.recipes.language import arguments, bits, run
from core.recurrent.model import ModelConfig, SequenceModel
from core.training import TrainingConfig, nats_per_symbol, streams
from core.vocab import UNK, Vocabulary

VOCABULARY = Vocabulary(
    (
        "\n",
        " ",
        *"abcdefghijklmnopqrstuvwxyz",
        *"ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        *".,;:!?'-[]\"()",
        UNK,
    )
)
STEPS = 14_000  # about six times through the 38 works trained on
RATES = {"rnn": 1.5e-2, "gru": 4e-2, "lstm": 6e-2}  # the best on the development work in trials of 2,000 steps
BATCH, LENGTH, SEED = 32, 64, 2026
CARD = {
    "data": "shakespeare.txt.gz: 42 works of Shakespeare as Project Gutenberg has them",
    "data_licence": "public domain",
    "licence": "Apache-2.0",
    "split": "by work. Never seen in training: "
    + ", ".join(w.replace("_", " ") for w in SHAKESPEARE_TEST)
    + " (test), "
    + ", ".join(w.replace("_", " ") for w in SHAKESPEARE_DEV)
    + " (development)",
}


def encode(text: str) -> torch.Tensor:
    """The text as indices (N,)."""
    return torch.tensor(VOCABULARY.encode(list(text)))


def measure(model: SequenceModel) -> dict[str, float]:
    """Bits and perplexity a character on the works held out."""
    out = {}
    for split in ("dev", "test"):
        ids = encode(shakespeare_split(split))
        generator = torch.Generator().manual_seed(0)
        batches = streams(ids, 50, LENGTH, generator=generator, restart=0.0)
        count = (len(ids) // 50 - 1) // LENGTH
        nats, symbols = nats_per_symbol(model, (next(batches) for _ in range(count - 1)))
        out |= {
            f"{split}_bits_per_character": round(bits(nats), 4),
            f"{split}_perplexity_per_character": round(2 ** bits(nats), 3),
            f"{split}_characters": symbols,
        }
    return out


def main(name: str, cell: str, units: int, form=None, rate: float | None = None) -> None:
    """Train one of them."""
    options = arguments(__doc__).parse_args()
    ids = encode(shakespeare_split("train"))
    run(
        name,
        ModelConfig(cell, units, VOCABULARY, form=form),
        lambda generator: streams(ids, BATCH, LENGTH, generator=generator),
        TrainingConfig(STEPS, rate or RATES[cell]),
        measure,
        CARD,
        seed=SEED,
        options=options,
    )
