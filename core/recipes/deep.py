"""RNN, GRU and LSTM of one to four layers with as many weights each, and what each layer knows.

    python -m core.recipes.deep --cell lstm --layers 3

Each is trained from three seeds, of which the first ships, whatever came of the others; RNN and LSTM of fewer than four layers once
more with the few units that four layers have, which is what more layers are often compared with.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from typing import Any

import torch

from core.data import shakespeare_split
from core.recipes import deep_measure
from core.recipes.language import arguments, bits
from core.recipes.shakespeare import CARD, VOCABULARY
from core.recurrent import deep_network, nested
from core.recurrent.deep_network import PHRASES, Learner
from core.recurrent.options import CELLS, DEPTHS, NARROW
from core.training import Batch, TrainingConfig, nats_per_symbol, streams, train

STEPS, LENGTH = 3_000, 64
SHAKESPEARE, MADE = 24, 24  # streams of either text, side by side in each batch
LETTERS = 600_000  # of the made language, read over and over
SEEDS = (2026, 2027, 2028)
# One for all depths of a cell, from trials of 1,000 to 3,000 steps with one, three and four layers; at 4e-2 an LSTM stands still.
RATES = {"rnn": 6e-3, "gru": 1e-2, "lstm": 2e-2}


def made(split: str, letters: int, seed: int) -> str:
    """Sentences of the made language, one after the other."""
    text, sentences = [], nested.sentences(split, seed, PHRASES)
    while letters > 0:
        text.append(next(sentences).text)
        letters -= len(text[-1])
    return "".join(text)


def ids(text: str) -> torch.Tensor:
    """A text as indices (N,)."""
    return torch.tensor(VOCABULARY.encode(list(text)))


def batches(seed: int) -> Iterator[Batch]:
    """Shakespeare and the made language side by side: indices (T, B), targets (T, B), and which streams start anew."""
    generator = torch.Generator().manual_seed(seed)
    read = [
        streams(ids(shakespeare_split("train")), SHAKESPEARE, LENGTH, generator=generator),
        streams(ids(made("train", LETTERS, seed)), MADE, LENGTH, generator=generator),
    ]
    for both in zip(*read, strict=True):
        shakespeare, sentences = both
        yield tuple(torch.cat(parts, -1) for parts in zip(shakespeare, sentences, strict=True))


def learn(cell: str, layers: int, units: int, seed: int, steps: int, rate: float) -> tuple[Learner, list]:
    """A network trained from its seed, rounded as it ships, and its loss along the way, in bits."""
    torch.manual_seed(seed)
    learner, curve = Learner(cell, layers, units, len(VOCABULARY)), []
    for progress in train(learner, batches(seed), TrainingConfig(steps, rate)):
        curve.append((progress.step, round(bits(progress.loss), 4)))
    print(cell, layers, units, seed, curve[-1], f"{progress.seconds:.0f} s", flush=True)
    return learner.half().float().eval(), curve


def measure(learner: Learner) -> dict[str, float]:
    """Bits a letter on the works held out, and on sentences of the made language held out."""
    found = {}
    texts = {"dev": shakespeare_split("dev"), "test": shakespeare_split("test"), "made": made("test", 100_000, 7)}
    for name, text in texts.items():
        row = ids(text)
        count = (len(row) // 50 - 1) // LENGTH
        read = streams(row, 50, LENGTH, generator=torch.Generator().manual_seed(0), restart=0.0)
        found[name] = round(bits(nats_per_symbol(learner, islice(read, count - 1))[0]), 4)
    return found


def main() -> None:
    """Train, measure, save."""
    parser = arguments(__doc__)
    parser.add_argument("--cell", choices=CELLS, required=True)
    parser.add_argument("--layers", type=int, choices=DEPTHS, required=True)
    parser.add_argument("--trial", type=float, default=None, help="a rate to be tried out, one seed, nothing saved")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    cell, layers, steps = options.cell, options.layers, options.steps or STEPS
    units = deep_network.TABLE[cell][layers]
    if options.trial:
        print(options.trial, measure(learn(cell, layers, units, SEEDS[0], steps, options.trial)[0])["dev"], flush=True)
        return
    rate, started = RATES[cell], time.perf_counter()
    learner, curve = learn(cell, layers, units, SEEDS[0], steps, rate)
    seconds = round(time.perf_counter() - started)
    again = [learner, *(learn(cell, layers, units, seed, steps, rate)[0] for seed in SEEDS[1:])]
    measured: dict[str, Any] = {"seeds": [{"seed": s} | measure(one) for s, one in zip(SEEDS, again, strict=True)]}
    narrow = deep_network.TABLE[cell][DEPTHS[-1]]
    if cell in NARROW and narrow != units:
        small = measure(learn(cell, layers, narrow, SEEDS[0], steps, rate)[0])
        measured["same_units"] = {"units": narrow, "weights": deep_network.weights(cell, layers, narrow)} | small
    card = CARD | {
        "data": f"{CARD['data']}; beside it sentences of a made language (core.recurrent.nested)",
        "split": f"{CARD['split']}; of the made language by sentence: a hash of the sentence decides",
        "recipe": f"python -m core.recipes.deep --cell {cell} --layers {layers}",
        "seed": SEEDS[0],
        "training_seconds": seconds,
        "hardware": f"CPU, {options.threads} thread",
        "training": asdict(TrainingConfig(steps, rate)) | {"batch": [SHAKESPEARE, MADE, LENGTH], "curve_bits": curve},
    }
    deep_measure.save(cell, layers, learner, card, measured)


if __name__ == "__main__":
    main()
