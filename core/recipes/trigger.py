"""The detectors of a trigger word: train on composed examples, mine false alarms, go on, tune, test, write the card.

    python -m core.recipes.trigger_activate --speech FOLDER --words FOLDER

`trigger_data` says what must lie in the two folders and where the public finds it.
"""

from __future__ import annotations

import argparse
import math
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy
from torch.utils.data import DataLoader

from core.recipes import trigger_card
from core.recipes import trigger_measure as measure
from core.recipes.trigger_data import Recordings
from core.recipes.trigger_examples import SAMPLES, UNNAMED, Examples, Pool
from core.recipes.trigger_selection import SEED, pool
from core.recipes.trigger_words import WORDS
from core.speech import augment
from core.speech.results import RATE
from core.speech.trigger import FIRST_SECONDS, STEP_SECONDS, TriggerConfig, TriggerNetwork

BATCH, RATE_OF_LEARNING = 64, 3e-3
NAMING = 0.2  # what naming the words weighs beside finding the one
LEADING = 3.0  # seconds before a false alarm that are kept of it


def arguments(description: str) -> argparse.Namespace:
    """The options of both recipes."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--speech", type=Path, required=True, help="the folder of recordings")
    parser.add_argument("--words", type=Path, required=True, help="the folder of single synthetic words")
    parser.add_argument(
        "--rounds", default="1000,700,1100,1500", help="steps of training before and after each look for false alarms"
    )
    parser.add_argument(
        "--kept", type=Path, default=None, help="keep the network here after each round, as <file>.<round>"
    )
    parser.add_argument("--resume", type=int, default=0, help="go on with this round from what was kept")
    return parser.parse_args()


def train(network: TriggerNetwork, made_of: Pool, steps: int, seed: int, said: str) -> list[tuple[int, float]]:
    """Adam with a cosine to zero; returns the curve of the loss.

    Beside finding the word, the upper layer has to say which word has just ended. That needs what tells words apart,
    whoever speaks, and keeps it from learning the few recordings of the one word by heart.
    """
    naming = nn.Linear(network.config.top, len(made_of.names))
    parameters = [*network.parameters(), *naming.parameters()]
    optimizer = torch.optim.Adam(parameters, lr=RATE_OF_LEARNING)
    examples = Examples(made_of, BATCH, seed)
    loader = iter(DataLoader(examples, batch_size=None, num_workers=1, prefetch_factor=3))
    network.train()
    started, total, curve = time.perf_counter(), 0.0, []
    for step in range(1, steps + 1):
        for group in optimizer.param_groups:
            group["lr"] = RATE_OF_LEARNING * min(1.0, step / 100) * 0.5 * (1 + math.cos(math.pi * step / steps))
        frames, y, weights, words = next(loader)
        above = network.dropout(network.above(network.body(frames)))
        loss = binary_cross_entropy_with_logits(network.output(above).squeeze(-1), y, weights)
        after_a_word = words != UNNAMED
        named = cross_entropy(naming(above[after_a_word]), words[after_a_word])
        optimizer.zero_grad(set_to_none=True)
        (loss + NAMING * named).backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        total += loss.item()
        if step % 50 == 0:
            curve.append((step, round(total / 50, 5)))
            print(
                f"{said}: step {step}/{steps} loss {total / 50:.4f} {time.perf_counter() - started:.0f} s", flush=True
            )
            total = 0.0
    return curve


def mine(network: TriggerNetwork, made_of: Pool, threshold: float = 0.2) -> list[np.ndarray]:
    """Four seconds around everything in the training negatives, a little faster or slower, at which the network comes near
    firing."""
    hard, generator, around = [], np.random.default_rng(SEED), RATE // 2
    waves = [np.pad(one.samples, around) for one in [*made_of.near, *made_of.single, *made_of.running]]
    factors = generator.uniform(0.88, 1.14, len(waves))
    waves = [augment.faster(wave, factor) for wave, factor in zip(waves, factors, strict=True)]
    waves = [wave + 1e-3 * generator.standard_normal(len(wave), dtype=np.float32) for wave in waves]
    for wave, probabilities in zip(waves, measure.hear(network, waves), strict=True):
        if len(probabilities) and probabilities.max() > threshold:
            at = int((FIRST_SECONDS + STEP_SECONDS * probabilities.argmax() - LEADING) * RATE)
            piece = wave[max(0, at) :][:SAMPLES]
            hard.append(np.pad(piece, (SAMPLES - len(piece), 0)))
    network.train()
    return hard


def main(name: str, description: str) -> None:
    """Train the detector of a word and keep it; `trigger_card` tunes and tests it."""
    options, word = arguments(description), WORDS[name]
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    recordings = Recordings(options.speech, options.words)
    made_of = pool(recordings, word)
    counts = {part: len(getattr(made_of, part)) for part in ("word", "near", "single", "running", "noises")}
    print(name, counts, flush=True)
    network, started, curves = TriggerNetwork(TriggerConfig()), time.perf_counter(), []
    for turn, steps in enumerate(map(int, options.rounds.split(","))):
        if turn < options.resume:
            continue
        if turn:
            if turn == options.resume:
                network.load_state_dict(torch.load(f"{options.kept}.{turn - 1}", weights_only=True))
            made_of.hard = mine(network, made_of)
            print(f"{name}: {len(made_of.hard)} false alarms to learn from", flush=True)
        curves.append(train(network, made_of, steps, SEED + turn, f"{name} {turn}"))
        if options.kept:
            torch.save(network.state_dict(), f"{options.kept}.{turn}")
    seconds = time.perf_counter() - started
    trigger_card.write(
        network, word, recordings, {"seed": SEED, "seconds": seconds, "curves": curves, "counts": counts}
    )
