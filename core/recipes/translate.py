"""Train one translator: Adam, warm-up and a cosine to zero, label smoothing; the dev loss after each part.

    python -m core.recipes.translate --name en-fr --pairs FILE --multiref FILE --kept FOLDER

The names are those of `translate_kinds`. What is trained is kept in the folder; the same command with --resume goes on
from there. `translate_measure` then measures it and writes weights and card.
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
from core.recipes.translate_kinds import NAMES, UNITS, Kind
from core.translate.seq2seq import EncoderDecoder, Seq2SeqConfig

SEED = 2026
TOKENS, RATE, WARMUP, CLIP, SMOOTHING = 1600, 2.5e-3, 300, 1.0, 0.1
STEPS = 5500
REPORT = 500  # steps between two looks at dev


class Training:
    """A model, its optimizer and where it stands, so that it can be kept and taken up again.

    own_words: each step reads the likeliest word of the step before, in place of the true one.
    """

    def __init__(
        self,
        config: Seq2SeqConfig,
        pairs: list[data.Encoded],
        dev: list[data.Encoded],
        steps: int,
        *,
        own_words: bool = False,
        seed: int = SEED,
        device: str = "cpu",
    ) -> None:
        torch.manual_seed(seed)
        self.model = EncoderDecoder(config).to(device)
        self.own_words, self.seed, self.device = own_words, seed, device
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=RATE, betas=(0.9, 0.98), fused=True)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, lambda step: rate(step, steps))
        self.pairs, self.dev, self.steps = pairs, dev, steps
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
            order = torch.Generator().manual_seed(self.seed + self.epoch)
            for i, batch in enumerate(data.batches(self.pairs, tokens, order)):
                if i < self.taken:
                    continue
                if self.step == self.steps:
                    return
                self.taken = i + 1
                yield batch[0].to(self.device), batch[1].to(self.device)
            self.epoch, self.taken = self.epoch + 1, 0

    def _step(self, source: Tensor, target: Tensor) -> float:
        self.model.train()
        kept = target[:, 1:] != data.IGNORE
        read = target[:, :-1].clamp(min=0)
        if self.own_words:
            read = torch.cat((read[:, :1], written(self.model, source, read.shape[1] - 1)), 1)
        hidden = self.model.hidden(source, read)[kept]  # the padding is never projected
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
        state = torch.load(path, weights_only=True, map_location=self.device)
        for name in ("model", "optimizer", "schedule"):
            getattr(self, name).load_state_dict(state.pop(name))
        torch.set_rng_state(state.pop("rng").cpu())
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
        at = torch.arange(len(targets), device=targets.device), targets
        lse = logits[at] - p[at].clamp(min=1e-30).log()
        ctx.save_for_backward(p, targets)
        return (lse - (1 - SMOOTHING) * logits[at] - SMOOTHING * logits.mean(-1)).mean()

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, d: Tensor) -> tuple[Tensor, None]:
        """(p − wanted) / N."""
        p, targets = ctx.saved_tensors
        p[torch.arange(len(targets), device=targets.device), targets] -= 1 - SMOOTHING
        return p.sub_(SMOOTHING / p.shape[-1]).mul_(d / len(targets)), None


@torch.no_grad()
def written(model: EncoderDecoder, source: Tensor, steps: int) -> Tensor:
    """The likeliest word of each step, each read at the next: (B, steps). The mistake's part of a training step."""
    memory, s = model.encode(source)
    y, out = torch.full((len(source),), data.BEGIN, device=source.device), []
    for _ in range(steps):
        embedded = model.target_embedding(y)
        s = model.advance(model.W_y(embedded), memory.ends, s)
        y = model.project(model.read_out(s, embedded, memory.ends)).argmax(-1)
        out.append(y)
    return torch.stack(out, 1) if out else source[:, :0]


@torch.inference_mode()
def nats(model: EncoderDecoder, pairs: list[data.Encoded]) -> float:
    """Mean −log P of a true word under teacher forcing, no smoothing."""
    model.eval()
    total, count = 0.0, 0
    device = model.b_o.device
    for source, target in data.batches(pairs, 4000):
        source, target = source.to(device), target.to(device)
        logits = model(source, target[:, :-1].clamp(min=0))
        total += cross_entropy(
            logits.flatten(0, 1), target[:, 1:].flatten(), ignore_index=data.IGNORE, reduction="sum"
        ).item()
        count += int((target[:, 1:] != data.IGNORE).sum())
    return total / count


def main() -> None:
    """Train, keeping what there is at each look at dev."""
    parser = data.arguments(argparse.ArgumentParser(description=__doc__.split("\n")[0]))
    parser.add_argument("--name", required=True, choices=NAMES)
    parser.add_argument("--kept", type=Path, required=True, help="folder for what was trained so far")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--resume", action="store_true", help="go on from what was kept")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--units", type=int, default=UNITS, help="numbers of c, where the encoder reads one way")
    parser.add_argument("--device", default="cpu", help="going on is exact on a CPU only")
    options = parser.parse_args()
    torch.set_num_threads(1)
    pairs = data.read(options.pairs, options.multiref)
    languages = {
        "en": data.subwords("en", [p[0] for p in pairs.train]),
        "fr": data.subwords("fr", [p[1] for p in pairs.train]),
    }
    kind = Kind.of(options.name)
    source, target = languages[kind.source], languages[kind.target]
    turned = ([p if kind.source == "en" else p[::-1] for p in split] for split in (pairs.train, pairs.dev))
    train, dev = (kind.taught(data.encoded(split, source, target)) for split in turned)
    training = Training(
        kind.config(len(source), len(target), options.units),
        train,
        dev,
        options.steps,
        own_words=kind.own_words,
        seed=options.seed,
        device=options.device,
    )
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
