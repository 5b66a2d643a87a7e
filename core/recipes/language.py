"""What the recipes of the language models share: train, measure on held-out text, write weights and card."""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import chain, islice
from typing import Any

import torch

from core.recurrent import shipped
from core.recurrent.model import ModelConfig, SequenceModel
from core.training import Batch, Objective, Progress, TrainingConfig, likelihood, train

Measure = Callable[[SequenceModel], dict[str, Any]]


def arguments(description: str) -> argparse.ArgumentParser:
    """The options that every recipe has."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--steps", type=int, default=None, help="fewer steps, to try the recipe out")
    parser.add_argument("--threads", type=int, default=1)
    return parser


def run(
    name: str,
    config: ModelConfig,
    batches: Callable[[torch.Generator], Iterator[Batch]],
    training: TrainingConfig,
    measure: Measure,
    card: dict[str, Any],
    *,
    seed: int,
    options: argparse.Namespace,
    objective: Objective = likelihood,
    then: Callable[[SequenceModel], Iterator[Progress]] = lambda model: iter(()),
    recipe: str = "",
) -> SequenceModel:
    """Train ``name`` from its seed, measure it, and save it with its card. then: a second training, after the first.

    recipe: the module and its options, where these are not just the name.
    """
    torch.set_num_threads(options.threads)
    if options.steps:
        training = TrainingConfig(options.steps, training.rate, training.warmup, training.clip, training.report)
    generator = torch.Generator().manual_seed(seed)
    model = SequenceModel(config, generator=generator)
    print(f"{name}: {model.parameters_count:,} parameters", flush=True)
    started, curve = time.perf_counter(), []
    for progress in chain(train(model, batches(generator), training, objective=objective), then(model)):
        curve.append((progress.step, round(progress.loss / math.log(2), 4)))
        print(f"step {progress.step}/{progress.steps} {curve[-1][1]:.3f} bits, {progress.seconds:.0f} s", flush=True)
    seconds = time.perf_counter() - started
    measured = measure(model.eval())
    print(measured, flush=True)
    shipped.save(
        name,
        model,
        card
        | {
            "recipe": f"python -m core.recipes.{recipe or name}",
            "seed": seed,
            "training_seconds": round(seconds),
            "hardware": f"CPU, {options.threads} thread",
            "training": asdict(training) | {"curve_bits": curve[:: max(1, len(curve) // 40)]},
            "measured": measured,
        },
    )
    return model


def bits(nats: float) -> float:
    """Nats as bits."""
    return nats / math.log(2)


def take(batches: Iterator[Batch], count: int) -> Iterator[Batch]:
    """The first ``count`` batches."""
    return islice(batches, count)
