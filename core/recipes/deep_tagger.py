"""One to four LSTM layers that read both ways and tag words, with as many weights each.

    python -m core.recipes.deep_tagger --sentences FILE

FILE as for core.recipes.tagger. The words come in as the tagger that ships sees them, which is not trained on. Of all layers but
the last the tags are read off by a probe, which learns beside the network and teaches it nothing.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

from core import checkpoints
from core.recipes import tagger as plain
from core.recipes import tagger_templates
from core.recipes.language import arguments
from core.recipes.tagger_data import OWN
from core.recurrent import both_ways
from core.recurrent.cells import LSTMCell
from core.recurrent.deep_tagger import INPUTS, UNITS, DeepTagger, TaggerStack
from core.recurrent.results.tagging import LABELS
from core.recurrent.stack import Stack, one
from core.recurrent.tagger import Tagger
from core.recurrent.tagging_files import Sentence, read

SEED, EPOCHS, MADE, BATCH, RATE = 2026, 10, 400, 32, 5e-3
DROP_X, DROP_A = 0.25, 0.4  # the same numbers at all words of a sentence, and only on the way up
PAD = -100

Example = tuple[Tensor, Tensor]  # x (T, E), tags (T,)


class Learner(nn.Module):
    """PyTorch's layers one by one, so that each can be read."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        H = UNITS[layers]
        sizes = [INPUTS, *[2 * H] * (layers - 1)]
        self.layers = nn.ModuleList(nn.LSTM(E, H, bidirectional=True) for E in sizes)
        self.readers = nn.ModuleList(nn.Linear(2 * H, len(LABELS)) for _ in sizes)

    def forward(self, x: Tensor, lengths: Tensor) -> list[Tensor]:
        """x (T, B, E) -> what is read off each layer, logits (T, B, 9) each; only the last one's reader teaches the layers."""
        said, below = [], self._without(x, DROP_X)
        for n, layer in enumerate(self.layers):
            packed = pack_padded_sequence(below, lengths, enforce_sorted=False)
            a, _ = pad_packed_sequence(layer(packed)[0], total_length=len(x))
            below = self._without(a, DROP_A)
            said.append(self.readers[n](below if n == len(self.layers) - 1 else below.detach()))
        return said

    def _without(self, x: Tensor, share: float) -> Tensor:
        if not self.training:
            return x
        return x * (torch.rand(1, *x.shape[1:]) >= share) / (1 - share)

    def finished(self) -> TaggerStack:
        """The network with our cells."""
        made = TaggerStack(len(self.layers), self.layers[0].hidden_size)
        made.stack = Stack(
            *([LSTMCell.from_torch(one(layer, 0, way)) for layer in self.layers] for way in ("", "_reverse"))
        )
        made.readers = self.readers
        return made


def examples(sentences: list[Sentence]) -> list[Example]:
    """Sentences as the layers read them."""
    tagger = Tagger.load("both")
    return [
        (tagger.inputs(words).float(), torch.tensor([LABELS.index(tag) for tag in tags])) for words, tags in sentences
    ]


def train(layers: int, known: list[Example], made: list[Example]) -> TaggerStack:
    """A network trained from its seed."""
    torch.manual_seed(SEED)
    random, learner = np.random.RandomState(SEED), Learner(layers)
    optimizer = torch.optim.AdamW(learner.parameters(), lr=RATE, weight_decay=0.01)
    steps = EPOCHS * -(-(len(known) + MADE) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: plain.rate(step, steps))
    for epoch in range(EPOCHS):
        some = [*known, *made[epoch * MADE : (epoch + 1) * MADE]]
        order = random.permutation(len(some))
        for i in range(0, len(order), BATCH):
            part = [some[k] for k in order[i : i + BATCH]]
            x, tags = pad_sequence([x for x, _ in part]), pad_sequence([tags for _, tags in part], padding_value=PAD)
            said = learner(x, torch.tensor([len(x) for x, _ in part]))
            loss = sum(nn.functional.cross_entropy(one.flatten(0, 1), tags.flatten(), ignore_index=PAD) for one in said)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_([*learner.layers.parameters(), *learner.readers[-1].parameters()], 1.0)
            optimizer.step()
            schedule.step()
        print(layers, f"epoch {epoch + 1}/{EPOCHS} {loss.item():.3f} nats", flush=True)
    return learner.eval().finished()


def measure(network: TaggerStack) -> dict[str, Any]:
    """Of the sentences that were written for the project and never trained on: the share of words with the right tag, by layer, and
    of the pairs the words that are asked for."""
    tagger = DeepTagger(network, {})
    sentences = [one for path in (both_ways.PAIRS, both_ways.HELD_OUT) for one in read(path)]
    right, whole, words = np.zeros(len(network.stack), int), np.zeros(len(network.stack), int), 0
    for tokens, tags in sentences:
        said = tagger.read(tokens).likeliest("tag")
        same = np.array([[a == b for a, b in zip(row, tags, strict=True)] for row in said])
        right, whole, words = right + same.sum(1), whole + same.all(1), words + len(tags)
    pairs, asked = read(both_ways.PAIRS), 0
    for i in range(0, len(pairs), 2):
        at = both_ways.parting(*pairs[i : i + 2])
        for tokens, tags in pairs[i : i + 2]:
            asked += tagger.read(tokens).likeliest("tag")[-1][at] == tags[at]
    return {
        "words": words,
        "words_right": right.tolist(),
        "sentences": len(sentences),
        "sentences_right": whole.tolist(),
        "pairs": len(pairs),
        "pairs_right": int(asked),
    }


def main() -> None:
    """Train the four, measure, save."""
    parser = arguments(__doc__)
    parser.add_argument("--sentences", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    known = examples([*read(options.sentences), *read(OWN)])
    made = examples(tagger_templates.sentences(SEED, MADE * EPOCHS))
    for layers in UNITS:
        started = time.perf_counter()
        network = train(layers, known, made).half().float().requires_grad_(False)
        card = {
            "data": plain.CARD["data"],
            "data_licence": plain.CARD["data_licence"],
            "licence": "Apache-2.0",
            "split": "trained on all of it; measured on 66 sentences that were written for the project and never trained on",
            "recipe": "python -m core.recipes.deep_tagger --sentences FILE",
            "seed": SEED,
            "training_seconds": round(time.perf_counter() - started),
            "hardware": f"CPU, {options.threads} thread",
            "training": {"epochs": EPOCHS, "rate": RATE, "batch": BATCH, "made": MADE, "drop": [DROP_X, DROP_A]},
            "does_badly": plain.CARD["does_badly"],
            "measured": measure(network),
        }
        config = {
            "cell": "deep_tagger",
            "layers": layers,
            "units": UNITS[layers],
            "weights": sum(p.numel() for p in network.stack.parameters())
            + sum(p.numel() for p in network.readers[-1].parameters()),
            "level": "word",
            "lower": False,
            "vocabulary": list(LABELS),
        }
        print(card["measured"], config["weights"], flush=True)
        checkpoints.write(f"deep_tagger_{layers}", network.half(), card, config)


if __name__ == "__main__":
    main()
