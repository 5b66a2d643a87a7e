"""The recogniser of English letters: train it on synthetic and human speech with connectionist temporal classification.

    python -m core.recipes.recognizer --speech FOLDER --spoken FOLDER --kept FOLDER --minutes 90

`recognizer_data` says what must lie in the folders, `recognizer_examples` what examples are made of it. ``--kept`` takes a
checkpoint every five minutes, the weights at a few early steps, and the clips as they were read, so that going on begins at
once (delete clips.npz when there are more). `recognizer_measure` tests, and writes weights and card.

    python -m core.recipes.recognizer … --weights FILE --batch 6000 --rate 1e-3 --minutes 70

goes on from the weights of a training that is over. What ships is the mean of two branches of it, from one checkpoint with
seeds of their own: it is better than either.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn.functional import ctc_loss

from core.recipes.recognizer_data import Transcribed, kept, noises
from core.recipes.recognizer_examples import Examples
from core.recipes.recognizer_measure import report
from core.recipes.recognizer_sets import development
from core.speech.letters import BLANK
from core.speech.recognizer import RecognizerConfig, RecognizerNetwork

SEED = 2026
BATCH = 12_000  # frames
RATE_OF_LEARNING, WARM_UP = 2e-3, 400  # its peak; steps to it
FALLS_FROM = 0.25  # the share of the time after which it falls
EASY_STEPS = 500  # of short and clear speech, until the network leaves the plateau where it writes nothing but blanks
CALM_FROM = 0.4  # the share of the time after which examples are changed half as often
EVERY = 5.0  # minutes of computing between checkpoints
SNAPSHOTS = (0, *(25 * 2**k for k in range(12)))  # steps whose weights are kept for the lesson


@dataclass
class State:
    """Where a training stands: steps and minutes of processor time so far, what was measured on the way, and how many of the
    minutes it took since it was resumed."""

    step: int = 0
    minutes: float = 0.0
    curve: list[dict] = field(default_factory=list)
    own: float = 0.0


def rate(step: int, progress: float, peak: float = RATE_OF_LEARNING) -> float:
    """The learning rate: up to its peak over WARM_UP steps, flat, then along half a cosine to nearly zero at progress 1."""
    falling = max(0.0, (min(progress, 1.0) - FALLS_FROM) / (1 - FALLS_FROM))
    return peak * min(1.0, (step + 1) / WARM_UP) * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * falling)))


class Training:
    """A network with its optimiser, a stream of examples, and what is kept of them."""

    def __init__(self, examples: Examples, dev: dict[str, Sequence[Transcribed]], options: argparse.Namespace) -> None:
        self.network, self.state = RecognizerNetwork(RecognizerConfig()), State()
        if options.weights:
            self.network.load_state_dict(load_file(options.weights))
        self.optimizer = torch.optim.AdamW(self.network.parameters(), lr=options.rate, weight_decay=0.01)
        self.examples, self.dev, self.kept, self.total = examples, dev, options.kept, options.minutes
        self.peak, self.seed, self.begins = options.rate, options.seed, not options.weights
        self.precision = torch.bfloat16 if options.bfloat16 else torch.float32

    def resume(self, path: Path) -> None:
        """Go on from a checkpoint; the examples drawn are others."""
        saved = torch.load(path, weights_only=True)
        self.network.load_state_dict(saved["network"])
        self.optimizer.load_state_dict(saved["optimizer"])
        self.state = State(saved["step"], saved["minutes"], saved["curve"])
        self.examples.generator = np.random.default_rng(self.seed + self.state.step)

    def run(self) -> None:
        """Until the minutes are over."""
        started, before, losses = time.process_time(), self.state.minutes, []
        due = before + EVERY
        self.examples.easy = self.begins and self.state.step < EASY_STEPS
        for batch in self.examples:
            self.snapshot()
            losses.append(self.train(*batch))
            self.state.step += 1
            self.state.own = (time.process_time() - started) / 60
            self.state.minutes = before + self.state.own
            self.examples.easy = self.begins and self.state.step < EASY_STEPS
            self.examples.calm = self.state.minutes > CALM_FROM * self.total
            if self.state.step % 50 == 0:
                lately = np.mean(losses[-50:])
                print(f"step {self.state.step} loss {lately:.3f} {self.state.minutes:.1f} min", flush=True)
            if self.state.minutes >= min(due, self.total):
                due = self.state.minutes + EVERY
                self.keep(float(np.mean(losses)))
                losses = []
            if self.state.minutes >= self.total:
                return

    def train(self, frames: torch.Tensor, labels: torch.Tensor, lengths: torch.Tensor) -> float:
        """One step; the loss in nats a symbol."""
        self.network.train()
        for group in self.optimizer.param_groups:
            group["lr"] = rate(self.state.step, self.state.minutes / self.total, self.peak)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.precision == torch.bfloat16):
            y = self.network(frames).transpose(0, 1)  # (T, B, 29)
        taken = torch.full((y.shape[1],), y.shape[0])
        loss = ctc_loss(y, labels, taken, lengths, BLANK, reduction="sum", zero_infinity=True) / max(1, len(labels))
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        return loss.item()

    def snapshot(self) -> None:
        """Keep the weights alone, in half precision, where the step is one of SNAPSHOTS."""
        if self.begins and self.state.step in SNAPSHOTS:
            weights = {n: p.detach().half().contiguous() for n, p in self.network.named_parameters()}
            save_file(weights, self.kept / f"step_{self.state.step:06}.safetensors")

    def keep(self, loss: float) -> None:
        """Measure on the development set, and keep all that going on needs."""
        self.network.eval()
        found = report(self.network, self.dev)
        self.state.curve.append({"step": self.state.step, "loss": round(loss, 4), "cer": found})
        said = " ".join(f"{name} {value:.3f}" for name, value in found.items())
        print(f"dev at {self.state.step}, {self.state.minutes:.1f} min: loss {loss:.3f} CER {said}", flush=True)
        saved = {"network": self.network.state_dict(), "optimizer": self.optimizer.state_dict(), **vars(self.state)}
        torch.save(saved, self.kept / "writing")
        (self.kept / "writing").replace(self.kept / "checkpoint")


def main() -> None:
    """Train and keep."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--speech", type=Path, required=True, help="the folder of recordings")
    parser.add_argument("--spoken", type=Path, action="append", default=[], help="a folder of more synthetic sentences")
    parser.add_argument("--kept", type=Path, required=True, help="where checkpoints and early weights go")
    parser.add_argument("--minutes", type=float, default=90.0, help="of computing in all")
    parser.add_argument("--resume", type=Path, default=None, help="go on from this checkpoint")
    parser.add_argument("--weights", type=Path, default=None, help="begin with these, of a training that is over")
    parser.add_argument("--batch", type=int, default=BATCH, help="frames of a batch")
    parser.add_argument("--rate", type=float, default=RATE_OF_LEARNING, help="of learning, its peak")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--bfloat16", action="store_true", help="matrix products in bfloat16")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.kept.mkdir(parents=True, exist_ok=True)
    clips = kept(options.kept / "clips.npz", options.speech, options.spoken)
    examples = Examples(clips, noises(options.speech, "train"), options.batch, options.seed)
    training = Training(examples, development(clips), options)
    print(len(clips), "clips;", [len(part) for part in examples.clips], flush=True)
    if options.resume:
        training.resume(options.resume)
    training.run()


if __name__ == "__main__":
    main()
