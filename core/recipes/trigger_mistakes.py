"""Three small networks for "activate", trained alike: one right, one that looks ahead, one with its labels too early.

    python -m core.recipes.trigger_mistakes --speech FOLDER --words FOLDER

They are for the page *Find the bug*: nothing else than the named mistake tells them apart, so what they do differently is
its doing. `trigger_data` says what must lie in the folders.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits

from core.recipes import trigger_measure as measure
from core.recipes.trigger_card import DATA
from core.recipes.trigger_data import LEVEL, Recordings, Utterance
from core.recipes.trigger_examples import SAMPLES, Pool, example
from core.recipes.trigger_selection import pool
from core.recipes.trigger_words import WORDS
from core.speech import augment, compose, features, mistakes, trigger
from core.speech.results import RATE
from core.speech.scoring import Share
from core.speech.trigger import TriggerConfig, TriggerNetwork

STEPS, BATCH, RATE_OF_LEARNING, SEED, UNITS = 900, 32, 3e-3, 2026, 32
FOUND = (-0.9, 0.75)  # seconds from the word's end to an event that still belongs to the word
LONGER = ("activated", "activates", "activating", "activation")  # the word, and then more
BEGINNING = ("activity", "active", "actively", "activism", "activist")  # say the same up to the middle of the word


def networks() -> dict[str, TriggerNetwork]:
    """The three, each from the same seed."""
    made = {}
    for kind in mistakes.KINDS:
        torch.manual_seed(SEED)
        made[kind] = TriggerNetwork(TriggerConfig(UNITS, UNITS, UNITS, bidirectional=kind == "bidirectional")).train()
    return made


def batch(made_of: Pool, generator: np.random.Generator) -> tuple[Tensor, dict[str, tuple[Tensor, Tensor]]]:
    """Frames (B, F, M), and for each kind labels and weights, (B, T) each."""
    examples = [example(made_of, generator=generator) for _ in range(BATCH)]
    frames = features.log_mel_batch(torch.from_numpy(np.stack([one.wave for one in examples])))
    ends = [one.ends(made_of.words[0].name) for one in examples]
    after, before = targets(ends), targets([[end - mistakes.EARLY for end in some] for some in ends])
    return frames, {"right": after, "bidirectional": after, "early": before}


def targets(moments: list[list[float]]) -> tuple[Tensor, Tensor]:
    """Labels and weights (B, T) for ones after these moments of each example."""
    count = trigger.steps(features.count(SAMPLES))
    y = np.stack([compose.labels(ends, count) for ends in moments])
    undecided = np.stack([compose.undecided(ends, count) for ends in moments])
    return torch.from_numpy(y), torch.from_numpy(1.0 - undecided.astype(np.float32))


def train(trained: dict[str, TriggerNetwork], made_of: Pool, steps: int) -> dict[str, list[tuple[int, float]]]:
    """All three on the same batches; gives the curves of their losses."""
    generator = np.random.default_rng(SEED)
    optimizers = {kind: torch.optim.Adam(one.parameters(), lr=RATE_OF_LEARNING) for kind, one in trained.items()}
    curves: dict[str, list] = {kind: [] for kind in trained}
    sums, started = dict.fromkeys(trained, 0.0), time.perf_counter()
    for step in range(1, steps + 1):
        frames, wanted = batch(made_of, generator)
        rate = RATE_OF_LEARNING * min(1.0, step / 100) * 0.5 * (1 + math.cos(math.pi * step / steps))
        for kind, one in trained.items():
            optimizers[kind].param_groups[0]["lr"] = rate
            loss = binary_cross_entropy_with_logits(one(frames), *wanted[kind])
            optimizers[kind].zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(one.parameters(), 1.0)
            optimizers[kind].step()
            sums[kind] += loss.item()
        if step % 50 == 0:
            for kind, curve in curves.items():
                curve.append((step, round(sums[kind] / 50, 5)))
                sums[kind] = 0.0
            print(step, f"{time.perf_counter() - started:.0f} s", {k: c[-1][1] for k, c in curves.items()}, flush=True)
    return curves


def alone(clips: Sequence[Utterance]) -> tuple[list[np.ndarray], list[float]]:
    """Each clip by itself with next to no noise, frames (F, M); and when its speech ends, in seconds."""
    generator, found = np.random.default_rng(SEED), []
    before, after = int(measure.BEFORE * RATE), int(measure.AFTER * RATE)
    for one in clips:
        wave = np.pad(one.samples, (before, after))
        hiss = augment.noise(len(wave), 1.0, generator=generator)
        found.append(features.log_mel(wave + augment.at_distance(LEVEL, hiss, 50.0)))
    return found, [(before + one.end) / RATE for one in clips]


def fires(frames: Sequence[np.ndarray], hear: Callable[[np.ndarray], np.ndarray]) -> list[tuple[float, ...]]:
    """The events in each of some recordings."""
    return [mistakes.detection(hear(one), mistakes.POINT).events for one in frames]


def words(frames: Sequence[np.ndarray], ends: Sequence[float], hear: Callable[[np.ndarray], np.ndarray]) -> dict:
    """Of the word itself: how often missed, and how long after its end it fires (median and earliest tenth, seconds)."""
    lags = [
        [e - end for e in events if FOUND[0] <= e - end <= FOUND[1]]
        for events, end in zip(fires(frames, hear), ends, strict=True)
    ]
    first = [found[0] for found in lags if found]
    missed = Share(len(lags) - len(first), len(lags))
    quantiles = (
        {"lag": round(float(np.median(first)), 3), "earliest": round(float(np.quantile(first, 0.1)), 3)}
        if first
        else {}
    )
    return {"miss": measure.share(missed)} | quantiles


def near(said: dict[str, list[Utterance]], texts: Sequence[str], hear: Callable[[np.ndarray], np.ndarray]) -> dict:
    """On how many clips of these words it fires."""
    frames, _ = alone([one for text in texts for one in said.get(text, ())])
    fired = [bool(events) for events in fires(frames, hear)]
    return measure.share(Share(sum(fired), len(fired)))


def measured(one: TriggerNetwork, recordings: Recordings) -> dict:
    """On the test split's synthetic words, at one operating point for all three: given whole recordings, and live."""
    word, said = WORDS["activate"], recordings.said(WORDS["activate"], "test")
    frames, ends = alone(said[word.name])
    rest = [text for text in (*word.near, *word.held_out) if text not in BEGINNING]
    ways = {"whole": partial(mistakes.whole, one), "live": partial(mistakes.live, one)}
    found = {
        name: words(frames, ends, hear)
        | {
            "same_beginning": near(said, BEGINNING, hear),
            "other_near_words": near(said, rest, hear),
            "longer": near(said, LONGER, hear),
        }
        for name, hear in ways.items()
    }
    return found | {"apart": round(max(mistakes.apart(ways["whole"](f), ways["live"](f)) for f in frames), 6)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--speech", type=Path, required=True)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=STEPS)
    options = parser.parse_args()
    torch.set_num_threads(1)
    recordings = Recordings(options.speech, options.words)
    trained, started = networks(), time.perf_counter()
    curves = train(trained, pool(recordings, [WORDS["activate"]]), options.steps)
    seconds = time.perf_counter() - started
    for kind, one in trained.items():
        one.eval()
        found = measured(one, recordings)
        print(kind, found, flush=True)
        mistakes.save(
            kind,
            one,
            {
                "recipe": "python -m core.recipes.trigger_mistakes",
                "data": DATA,
                "data_licence": "as named",
                "licence": "Apache-2.0",
                "split": "by voice and by source",
                "seed": SEED,
                "training_seconds": round(seconds),
                "hardware": "CPU, 1 thread; all three together",
                "training": {"steps": options.steps, "curve": curves[kind]},
                "measured": found,
            },
        )


if __name__ == "__main__":
    main()
