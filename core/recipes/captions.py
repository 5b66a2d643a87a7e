"""The three captioning models: train one on photographs with five sentences each.

    python -m core.recipes.captions --way attend --photographs FILE.zip --sentences FILE.json --kept FOLDER

`captions_data` says what the files are; ``--kept`` takes the grids that the encoder sees (3.8 GB; computed once) and the
checkpoints. The weights kept are a running mean of those of the last steps, by CIDEr-D of greedy sentences on the
development set. `captions_measure` tests, and writes weights and card.
"""

from __future__ import annotations

import argparse
import copy
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from torch.nn.utils.rnn import pack_padded_sequence, pad_sequence

from core.captions.decoder import Decoder, DecoderConfig
from core.captions.options import ATTEND, BEGIN, END, LONGEST, SPECIAL, UNKNOWN, WAYS
from core.captions.writing import UNKNOWN_WORD
from core.recipes.captions_data import Photograph, frequent, grids, photographs
from core.recipes.captions_measure import quickly

UNITS = {"start": 565, "every": 565, "attend": 400}  # so that all three have as many weights
SEED, PICTURES = 2026, 32  # pictures of a batch, with all their sentences
EPOCHS, PEAK, WARM_UP, DECAY = 14, 2e-3, 300, 1e-4
SMOOTHING, KEPT = 0.1, 0.998  # of labels; of the running mean at each step


@dataclass(frozen=True)
class Batch:
    """Grids (B, 49, 1280); words before (n, T), the longest row first; how many there are, and whose picture it is (n,).

    after: the words to write (Σ lengths,), step by step, UNKNOWN ones among them.
    """

    grids: Tensor
    before: Tensor
    after: Tensor
    owner: Tensor
    lengths: Tensor


class Examples:
    """Batches of the training set, drawn anew in each epoch, with any one of the views of a picture."""

    def __init__(self, taken: list[Photograph], seen: np.ndarray, vocabulary: list[str], seed: int) -> None:
        self.seen, self.generator = seen, np.random.default_rng(seed)
        index = {word: i for i, word in enumerate(vocabulary)}
        begin, end, unknown = map(index.get, (BEGIN, END, UNKNOWN))
        self.rows = [
            [[begin, *(index.get(word, unknown) for word in each[: LONGEST - 1]), end] for each in one.sentences]
            for one in taken
        ]

    def __len__(self) -> int:
        return -(-len(self.rows) // PICTURES)

    def __iter__(self) -> Iterator[Batch]:
        order = self.generator.permutation(len(self.rows))
        for first in range(0, len(order), PICTURES):
            yield self._batch(order[first : first + PICTURES])

    def _batch(self, chosen: np.ndarray) -> Batch:
        views = self.generator.integers(len(self.seen), size=len(chosen))
        grids = torch.from_numpy(np.stack([self.seen[v, i] for v, i in zip(views, chosen, strict=True)])).float()
        rows = [(k, row) for k, i in enumerate(chosen) for row in self.rows[i]]
        rows.sort(key=lambda pair: -len(pair[1]))
        owner, lengths = torch.tensor([k for k, _ in rows]), torch.tensor([len(row) - 1 for _, row in rows])
        words = pad_sequence([torch.tensor(row) for _, row in rows], batch_first=True)  # (n, T + 1)
        after = pack_padded_sequence(words[:, 1:], lengths, batch_first=True).data
        return Batch(grids, words[:, :-1], after, owner, lengths)


def rate(step: int, steps: int) -> float:
    """The learning rate: up over WARM_UP steps, then along half a cosine to nearly zero."""
    return PEAK * min(1.0, (step + 1) / WARM_UP) * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * step / steps)))


def loss(model: Decoder, batch: Batch, precision: torch.dtype, evenly: float) -> tuple[Tensor, float]:
    """What is minimised, and the mean of −log P of a word in nats. ``evenly`` weighs Σ_i (1 − Σ_t α⟨t,i⟩)² (Xu et al., eq. 14)."""
    with torch.autocast("cpu", precision, enabled=precision != torch.float32):
        logits, alpha = model(batch.grids, batch.before, batch.owner, batch.lengths)
    known = batch.after != UNKNOWN_WORD  # what the vocabulary doesn't hold is read, but not learned to be written
    logits, words = logits.float()[known], batch.after[known]
    taken = cross_entropy(logits, words, label_smoothing=SMOOTHING)
    if evenly and model.way == ATTEND:
        taken = taken + evenly * ((1 - alpha.float().sum(1)) ** 2).sum(-1).mean() / batch.lengths.float().mean()
    return taken, float(cross_entropy(logits.detach(), words))


def train(model: Decoder, examples: Examples, options: argparse.Namespace) -> Iterator[tuple[int, Decoder, float]]:
    """After each epoch its number, the running mean of the weights, and the mean loss in nats a word."""
    optimizer = torch.optim.AdamW(model.parameters(), PEAK, weight_decay=DECAY, betas=(0.9, 0.98))
    mean, step, steps = copy.deepcopy(model), 0, options.epochs * len(examples)
    precision = torch.bfloat16 if options.bfloat16 else torch.float32
    for epoch in range(options.epochs):
        model.train()
        losses = []
        for batch in examples:
            for group in optimizer.param_groups:
                group["lr"] = rate(step, steps)
            taken, nats = loss(model, batch, precision, options.evenly)
            optimizer.zero_grad(set_to_none=True)
            taken.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            losses.append(nats)
            step += 1
            with torch.no_grad():
                share = 1 - min(KEPT, (1 + step) / (10 + step))
                for kept, now in zip(mean.parameters(), model.parameters(), strict=True):
                    kept.lerp_(now, share)
        yield epoch + 1, mean, float(np.mean(losses))


def main() -> None:
    """Train, and keep the best epoch."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--way", choices=WAYS, required=True)
    parser.add_argument("--photographs", type=Path, required=True, help="the zip of pictures")
    parser.add_argument("--sentences", type=Path, required=True, help="the JSON list of sentences with the split")
    parser.add_argument("--kept", type=Path, required=True, help="where grids and checkpoints go")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--evenly", type=float, default=0.0, help="weight of the doubly stochastic term")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--bfloat16", action="store_true", help="matrix products in bfloat16")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    everything = photographs(options.sentences)
    vocabulary = [*SPECIAL, *frequent(everything)]
    split = {name: [one for one in everything if one.split == name] for name in ("train", "dev")}
    seen = {name: grids(options.kept / f"{name}.npy", options.photographs, taken) for name, taken in split.items()}
    model = Decoder(DecoderConfig(options.way, len(vocabulary), units=UNITS[options.way]))
    print(options.way, sum(p.numel() for p in model.parameters()), "weights,", len(vocabulary), "words", flush=True)
    started, best, curve = time.process_time(), -1.0, []
    for epoch, mean, nats in train(model, Examples(split["train"], seen["train"], vocabulary, options.seed), options):
        found = quickly(mean, vocabulary, seen["dev"][0], split["dev"])
        minutes = (time.process_time() - started) / 60
        curve.append({"epoch": epoch, "loss": round(nats, 4), **found})
        print(f"epoch {epoch} {minutes:.1f} min: {curve[-1]}", flush=True)
        if found["cider"] > best:
            best = found["cider"]
            kept = {"config": vars(mean.config), "weights": mean.state_dict(), "vocabulary": vocabulary}
            torch.save(kept | {"curve": curve, "minutes": minutes}, options.kept / f"{options.way}-{options.seed}.pt")


if __name__ == "__main__":
    main()
