"""Train one translator: Adam, warm-up and a cosine to zero, label smoothing; the dev loss after each part.

    python -m core.recipes.translate --name en-fr --pairs FILE --multiref FILE --kept FOLDER

Names: en-fr, fr-en, and en-fr-plain, fr-en-plain without attention. What is trained is kept in the folder; the same
command with --resume goes on from there. `translate_measure` then measures it and writes weights and card.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.autograd.function import once_differentiable
from torch.nn.functional import cross_entropy

from core.recipes import translate_data as data
from core.translate.seq2seq import EncoderDecoder, Seq2SeqConfig

SEED = 2026
TOKENS, RATE, WARMUP, CLIP, SMOOTHING = 1600, 2.5e-3, 300, 1.0, 0.1
STEPS = 5500
REPORT = 500  # steps between two looks at dev


class Training:
    """A model, its optimizer and where it stands, so that it can be kept and taken up again."""

    def __init__(self, config: Seq2SeqConfig, pairs: list[data.Encoded], dev: list[data.Encoded], steps: int) -> None:
        torch.manual_seed(SEED)
        self.model = EncoderDecoder(config)
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=RATE, betas=(0.9, 0.98), fused=True)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, lambda step: rate(step, steps))
        self.pairs, self.dev, self.steps = pairs, dev, steps
        self.generator = torch.Generator().manual_seed(SEED)
        self.step, self.seconds, self.curve = 0, 0.0, []
        self.epoch, self.taken = 0, 0  # passes over the pairs, and batches taken of this one
        self.plans = [[0, steps]]  # from which step on the cosine was to end at which

    def run(self, tokens: int = TOKENS) -> Iterator[dict[str, float]]:
        """Train to the last step; yields the record of each look at dev."""
        total, since, started = 0.0, 0, time.perf_counter()
        for source, target in self._batches(tokens):
            total, since = total + self._step(source, target), since + 1
            if self.step % REPORT == 0 or self.step == self.steps:
                self.seconds += time.perf_counter() - started
                record = {
                    "step": self.step,
                    "train": total / since,
                    "dev": nats(self.model, self.dev),
                    "seconds": round(self.seconds, 1),
                }
                self.curve.append(record)
                yield record
                total, since, started = 0.0, 0, time.perf_counter()

    def _batches(self, tokens: int) -> Iterator[tuple[Tensor, Tensor]]:
        """Pass after pass, each in an order of its own; a pass taken up again goes on where it was left."""
        while self.step < self.steps:
            order = torch.Generator().manual_seed(SEED + self.epoch)
            for i, batch in enumerate(data.batches(self.pairs, tokens, order)):
                if i < self.taken:
                    continue
                if self.step == self.steps:
                    return
                self.taken = i + 1
                yield batch
            self.epoch, self.taken = self.epoch + 1, 0

    def _step(self, source: Tensor, target: Tensor) -> float:
        self.model.train()
        kept = target[:, 1:] != data.IGNORE
        hidden = self.model.hidden(source, target[:, :-1].clamp(min=0))[kept]  # the padding is never projected
        loss = SmoothedLoss.apply(self.model.project(hidden), target[:, 1:][kept])
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), CLIP)
        self.optimizer.step()
        self.schedule.step()
        self.step += 1
        return loss.item()

    def keep(self, path: Path) -> None:
        """Write everything that going on needs."""
        state = {name: getattr(self, name) for name in ("step", "seconds", "curve", "epoch", "taken", "plans")}
        state |= {name: getattr(self, name).state_dict() for name in ("model", "optimizer", "schedule")}
        torch.save(state | {"rng": torch.get_rng_state()}, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def take_up(self, path: Path) -> None:
        """Go on from what was kept."""
        state = torch.load(path, weights_only=True)
        for name in ("model", "optimizer", "schedule"):
            getattr(self, name).load_state_dict(state.pop(name))
        torch.set_rng_state(state.pop("rng"))
        for name, value in state.items():
            setattr(self, name, value)
        if self.plans[-1][1] != self.steps:
            self.plans.append([self.step, self.steps])


def rate(step: int, steps: int) -> float:
    """The share of RATE at a step."""
    if step < WARMUP:
        return (step + 1) / WARMUP
    return 0.5 * (1 + math.cos(math.pi * (step - WARMUP) / max(1, steps - WARMUP)))


class SmoothedLoss(torch.autograd.Function):
    """Mean cross-entropy (N, V), (N,) against 1 − SMOOTHING on the word and the rest spread evenly over all.

    As `cross_entropy(label_smoothing=…)`, in a third of its time: the softmax becomes the gradient in its place.
    """

    @staticmethod
    def forward(ctx: Any, logits: Tensor, targets: Tensor) -> Tensor:
        """log Σ exp is taken from the true word's logit and its probability."""
        p = logits.softmax(-1)
        at = torch.arange(len(targets)), targets
        lse = logits[at] - p[at].clamp(min=1e-30).log()
        ctx.save_for_backward(p, targets)
        return (lse - (1 - SMOOTHING) * logits[at] - SMOOTHING * logits.mean(-1)).mean()

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, d: Tensor) -> tuple[Tensor, None]:
        """(p − wanted) / N."""
        p, targets = ctx.saved_tensors
        p[torch.arange(len(targets)), targets] -= 1 - SMOOTHING
        return p.sub_(SMOOTHING / p.shape[-1]).mul_(d / len(targets)), None


@torch.inference_mode()
def nats(model: EncoderDecoder, pairs: list[data.Encoded]) -> float:
    """Mean −log P of a true word under teacher forcing, no smoothing."""
    model.eval()
    total, count = 0.0, 0
    for source, target in data.batches(pairs, 4000):
        logits = model(source, target[:, :-1].clamp(min=0))
        total += cross_entropy(
            logits.flatten(0, 1), target[:, 1:].flatten(), ignore_index=data.IGNORE, reduction="sum"
        ).item()
        count += int((target[:, 1:] != data.IGNORE).sum())
    return total / count


def main() -> None:
    """Train, keeping what there is at each look at dev."""
    parser = data.arguments(argparse.ArgumentParser(description=__doc__.split("\n")[0]))
    parser.add_argument("--name", required=True, choices=("en-fr", "fr-en", "en-fr-plain", "fr-en-plain"))
    parser.add_argument("--kept", type=Path, required=True, help="folder for what was trained so far")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--resume", action="store_true", help="go on from what was kept")
    options = parser.parse_args()
    torch.set_num_threads(1)
    pairs = data.read(options.pairs, options.multiref)
    languages = {
        "en": data.subwords("en", [p[0] for p in pairs.train]),
        "fr": data.subwords("fr", [p[1] for p in pairs.train]),
    }
    from_, to = options.name.split("-")[:2]
    turned = (
        [p if from_ == "en" else p[::-1] for p in pairs.train],
        [p if from_ == "en" else p[::-1] for p in pairs.dev],
    )
    train, dev = (data.encoded(split, languages[from_], languages[to]) for split in turned)
    config = Seq2SeqConfig(len(languages[from_]), len(languages[to]), attention=not options.name.endswith("plain"))
    training = Training(config, train, dev, options.steps)
    path = options.kept / f"{options.name}.pt"
    if options.resume and path.exists():
        training.take_up(path)
    print(
        json.dumps({"pairs": len(train), "parameters": sum(p.numel() for p in training.model.parameters())}), flush=True
    )
    for record in training.run():
        print(json.dumps(record), flush=True)
        training.keep(path)


if __name__ == "__main__":
    main()
