"""The word-level models, with <EOS> and <UNK>, on everyday English sentences.

The sentences are not part of the project. They are the English sentences of Tatoeba, one a line; anyone finds them
under "Downloads" at tatoeba.org (CC BY 2.0 FR), or as the English side of the sentence pairs at manythings.org/anki.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import torch

from core.recipes.language import arguments, bits, run
from core.recurrent.model import ModelConfig, SequenceModel
from core.training import Batch, TrainingConfig, nats_per_symbol, padded
from core.vocab import EOS, UNK, Vocabulary, words

STEPS = 5000
BATCH, VOCABULARY, EMBEDDING, SEED = 128, 4000, 64, 2026
CARD = {
    "data": "English sentences of Tatoeba (tatoeba.org), by way of manythings.org/anki; trained on, not part of the project",
    "data_licence": "CC BY 2.0 FR",
    "licence": "Apache-2.0",
    "split": "by sentence, lower-cased and without its marks: a hash decides, 3 % are held out",
}


def read_sentences(path: Path) -> dict[str, list[list[str]]]:
    """train and test: sentences as lists of words, each ended by <EOS>."""
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    split: dict[str, list[list[str]]] = {"train": [], "test": []}
    with opened as lines:
        for line in lines:
            tokens = words(line.strip().lower())
            key = " ".join(t for t in tokens if t[0].isalnum())
            if 1 <= len(tokens) <= 30:
                split["test" if crc32(key.encode()) % 100 < 3 else "train"].append([*tokens, EOS])
    return split


def batches(sentences: list[list[int]], generator: torch.Generator) -> Iterator[Batch]:
    """Sentences in any order, those of like length together, over and over."""
    while True:
        order = torch.randperm(len(sentences), generator=generator).tolist()
        for i in range(0, len(order) - BATCH * 20, BATCH * 20):
            pool = sorted((sentences[k] for k in order[i : i + BATCH * 20]), key=len)
            for k in torch.randperm(20, generator=generator).tolist():
                yield padded(pool[k * BATCH : (k + 1) * BATCH])


def main(name: str, cell: str, units: int, rate: float) -> None:
    """Train one of them."""
    parser = arguments(__doc__)
    parser.add_argument("--sentences", type=Path, required=True, help="text, one sentence a line, plain or .gz")
    options = parser.parse_args()
    split = read_sentences(options.sentences)
    vocabulary = Vocabulary.of_words((s[:-1] for s in split["train"]), VOCABULARY)
    encoded = {name: [vocabulary.encode([EOS, *s]) for s in part] for name, part in split.items()}

    def measure(model: SequenceModel) -> dict[str, float]:
        test = encoded["test"]
        nats, count = nats_per_symbol(model, (padded(test[i : i + 200]) for i in range(0, len(test), 200)))
        unknown = sum(t == vocabulary.index[UNK] for s in test for t in s) / count
        return {
            "test_perplexity_per_word": round(2 ** bits(nats), 2),
            "test_bits_per_word": round(bits(nats), 4),
            "test_words": count,
            "test_unknown_share": round(unknown, 4),
            "test_sentences": len(test),
            "train_sentences": len(encoded["train"]),
        }

    run(
        name,
        ModelConfig(cell, units, vocabulary, EMBEDDING),
        lambda g: batches(encoded["train"], g),
        TrainingConfig(STEPS, rate),
        measure,
        CARD,
        seed=SEED,
        options=options,
    )
