"""A GRU that writes names letter by letter: of people, whose names ship, or of dinosaurs, whose list does not.

    python -m core.recipes.names --name names
    python -m core.recipes.names --name dinosaurs --list FILE

FILE has a name a line; the public finds one in dariusk/corpora on GitHub, data/animals/dinosaurs.json (CC0).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, dropout, one_hot

from core.recipes.everyday_data import around
from core.recipes.language import arguments, bits, run
from core.recurrent.language.kneser_ney import KneserNey
from core.recurrent.model import ModelConfig, SequenceModel
from core.recurrent.names import VOCABULARY, known
from core.training import IGNORE, Batch, Objective, State, TrainingConfig, nats_per_symbol, padded
from core.vocab import EOS

SEED, BATCH = 2026, 64
UNITS, RATE, UNSEEN, FORGET = (
    192,
    8e-3,
    0.15,
    0.4,
)  # of the letters so many are not read, of the states so many left out
DEV, TEST = range(10, 15), range(10)  # of a hundred
ORDERS = (2, 3, 4, 5)  # letters of the n-grams that are tried beside it


@dataclass(frozen=True)
class Plan:
    """What the card says of the data, and steps and weight decay: of a list so short all can soon be learned by heart."""

    data: str
    licence: str
    steps: int
    decay: float


PLANS = {
    "names": Plan(
        "first_names.txt and surnames.txt: the first names, and the 5,000 commonest surnames, of the census of 1990, "
        "United States Census Bureau",
        "public domain",
        3_000,
        3e-5,
    ),
    "dinosaurs": Plan(
        "names of dinosaurs and their kin: data/animals/dinosaurs.json of dariusk/corpora; trained on, not part of the project",
        "CC0",
        400,
        1e-5,
    ),
}


def split(names: list[str]) -> dict[str, list[str]]:
    """train, dev and test by hash; far: those of test that are more than one letter away from every name in train."""
    parts: dict[str, list[str]] = {"train": [], "dev": [], "test": []}
    for name in names:
        place = crc32(name.encode()) % 100
        parts["test" if place in TEST else "dev" if place in DEV else "train"].append(name)
    near = set().union(*(around(tuple(name)) for name in parts["train"]))
    return parts | {"far": [name for name in parts["test"] if not around(tuple(name)) & near]}


def batches(names: list[str], generator: torch.Generator) -> Iterator[Batch]:
    """Names in any order, over and over."""
    encoded = [encode(name) for name in names]
    while True:
        order = torch.randperm(len(encoded), generator=generator).tolist()
        for i in range(0, len(order) - BATCH + 1, BATCH):
            yield padded([encoded[k] for k in order[i : i + BATCH]])


def objective(decay: float) -> Objective:
    """The likelihood, with all that keeps a network from learning its list by heart."""

    def regular(model: SequenceModel, ids: Tensor, targets: Tensor, _: State | None) -> tuple[Tensor, Tensor, State]:
        xs = one_hot(ids, len(VOCABULARY)).float()
        is_read = torch.rand(ids.shape) >= UNSEEN
        is_read[0] = True
        outputs, last = model.cell(xs * is_read[..., None])
        logits = model.logits(dropout(outputs, FORGET))
        loss = cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=IGNORE)
        squares = sum((weight**2).sum() for weight in model.parameters() if weight.ndim == 2)
        return loss, loss + decay * squares, last

    return regular


def encode(name: str) -> list[int]:
    """<EOS>, the end of the name before; the letters; <EOS>."""
    return VOCABULARY.encode([EOS, *name, EOS])


def measure(model: SequenceModel, parts: dict[str, list[str]]) -> dict[str, Any]:
    """Bits a letter, the end of a name counted as one, of the network and of the counted n-grams that are best on dev."""
    found: dict[str, Any] = {f"{part}_names": len(names) for part, names in parts.items()}
    for part in ("dev", "test", "far"):
        nats, _ = nats_per_symbol(model, iter([padded([encode(name) for name in parts[part]])]))
        found[f"{part}_bits_per_letter"] = round(bits(nats), 4)
    counted = {order: KneserNey.of(map(list, parts["train"]), VOCABULARY, order) for order in ORDERS}
    best = min(ORDERS, key=lambda order: counted_bits(counted[order], parts["dev"]))
    by_counts = {f"{part}_bits_per_letter": counted_bits(counted[best], parts[part]) for part in ("test", "far")}
    return found | {"ngrams": {"order": best} | by_counts}


def counted_bits(model: KneserNey, names: list[str]) -> float:
    """Bits a letter of n-grams."""
    logs = [model.sentence_log_probs(list(name)) for name in names]
    return round(-sum(float(log.sum()) for log in logs) / sum(map(len, logs)) / math.log(2), 4)


def main() -> None:
    """Train one of them."""
    parser = arguments(__doc__)
    parser.add_argument("--name", choices=tuple(PLANS), required=True)
    parser.add_argument("--list", type=Path, help="for dinosaurs: text, a name a line")
    options = parser.parse_args()
    names = known() if options.name == "names" else sorted({n.capitalize() for n in options.list.read_text().split()})
    parts, plan = split(list(names)), PLANS[options.name]
    card = {
        "data": plan.data,
        "data_licence": plan.licence,
        "licence": "Apache-2.0",
        "regularised": {"letters_not_read": UNSEEN, "dropout": FORGET, "decay": plan.decay, "batch": BATCH},
        "split": "by name: a hash decides, 10 % for test, 5 % for dev; far: those of test that are more than one letter "
        "away from every name of the training",
    }
    torch.manual_seed(SEED)  # dropout knows no other way
    run(
        options.name,
        ModelConfig("gru", UNITS, VOCABULARY),
        lambda generator: batches(parts["train"], generator),
        TrainingConfig(plan.steps, RATE),
        lambda model: measure(model, parts),
        card,
        seed=SEED,
        options=options,
        objective=objective(plan.decay),
        recipe=f"names --name {options.name}",
    )


if __name__ == "__main__":
    main()
