"""How quick GloVe is: `python -m tests.benchmarks.glove`, beside plain Python, autograd and a compiled loop, in one run.

Counting: WordNet's definitions, 8,000 words, windows of 10, beside a loop over all pairs with a dict. Training: cells a second of
the processor, on one thread, beside the same batches by autograd and `torch.optim.Adagrad`, and beside a loop over single cells as
in GloVe's own program, compiled by numba. Two JSON lines: rates and their ratios, medians of --rounds by turns.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from itertools import islice

import numba
import numpy as np
import torch

from core.words import cooccurrence, corpus, glove
from core.words.corpus import Corpus
from core.words.glove import Cells
from core.words.options import GloveConfig
from tests.benchmarks.server import machine

WINDOW = 10
LEAST = {"counting": 5, "cells_a_second": 1_000_000}  # times the loop; and of one core
STEPS = 100  # of a training


def by_loop(sentences: list[list[int]]) -> dict[tuple[int, int], float]:
    """X by a loop over all pairs."""
    found: dict[tuple[int, int], float] = defaultdict(float)
    for sentence in sentences:
        for at, word in enumerate(sentence):
            for d in range(1, min(WINDOW, at) + 1):
                neighbour = sentence[at - d]
                found[word, neighbour] += 1 / d
                found[neighbour, word] += 1 / d
    return found


def ours(cells: Cells, config: GloveConfig) -> int:
    """Steps of `glove`; how many cells they took."""
    learner = glove.Learner(cells, config, glove.Model.fresh(len(cells.words), config))
    order = torch.from_numpy(np.random.default_rng(0).permutation(len(cells)))
    for part in islice(order.split(learner.together), STEPS):
        learner.learn(part)
    return STEPS * learner.together


def by_autograd(cells: Cells, config: GloveConfig) -> int:
    """The same steps as one would write them with PyTorch."""
    model = glove.Model.fresh(len(cells.words), config)
    tables = [table.clone().requires_grad_() for table in (model.theta, model.e, model.b, model.b_prime)]
    optimiser = torch.optim.Adagrad(tables, lr=config.rate, initial_accumulator_value=glove.SQUARES)
    order = torch.from_numpy(np.random.default_rng(0).permutation(len(cells)))
    for part in islice(order.split(glove.BATCH), STEPS):
        theta, e, b, b_prime = tables
        i, j = cells.rows[part], cells.cols[part]
        apart = (theta[i] * e[j]).sum(1) + b[i] + b_prime[j] - cells.target[part]
        optimiser.zero_grad()
        (cells.weight[part] * apart**2).sum().backward()
        optimiser.step()
    return STEPS * glove.BATCH


@numba.njit(cache=True)
def _cell_by_cell(order, rows, cols, target, weight, left, right, left_squares, right_squares, rate):
    size = left.shape[1] - 2
    for k in order:
        i, j = rows[k], cols[k]
        apart = left[i, size] + right[j, size + 1] - target[k]
        for u in range(size):
            apart += left[i, u] * right[j, u]
        slope = np.float32(2) * weight[k] * apart
        for u in range(size + 2):
            a, b = slope * right[j, u], slope * left[i, u]
            if u <= size:
                left[i, u] -= rate * a / np.sqrt(left_squares[i, u])
                left_squares[i, u] += a * a
            if u != size:
                right[j, u] -= rate * b / np.sqrt(right_squares[j, u])
                right_squares[j, u] += b * b


def compiled(cells: Cells, config: GloveConfig) -> int:
    """As many cells, one after the other."""
    model = glove.Model.fresh(len(cells.words), config)
    tables = (t.numpy() for t in (model.left, model.right, model.left_squares, model.right_squares))
    order = np.random.default_rng(0).permutation(len(cells))[: STEPS * glove.BATCH]
    given = (part.numpy() for part in (cells.rows, cells.cols, cells.target, cells.weight))
    _cell_by_cell(order, *given, *tables, np.float32(config.rate))
    return len(order)


def seconds(of: Callable[[], object]) -> tuple[float, object]:
    """Of the processor, and what came out."""
    begun = time.process_time()
    found = of()
    return time.process_time() - begun, found


def counting(text: Corpus, rounds: int) -> dict:
    """Words of the text a second, by turns."""
    sentences = [part.tolist() for part in np.split(text.tokens, text.starts[1:-1])]
    runs = {"ours": partial(cooccurrence.count, text, window=WINDOW), "python": partial(by_loop, sentences)}
    took = [{name: seconds(of)[0] for name, of in runs.items()} for _ in range(rounds)]
    rates = {name: text.read / statistics.median(one[name] for one in took) for name in runs}
    line = {f"{name}_words_a_second": round(rate) for name, rate in rates.items()}
    return line | {"ratio": round(rates["ours"] / rates["python"], 2), "least": LEAST["counting"]}


def training(text: Corpus, rounds: int) -> dict:
    """Cells a second, by turns."""
    config = GloveConfig(window=WINDOW)
    cells = glove.counted(text, config)
    runs = {"ours": ours, "autograd": by_autograd, "compiled": compiled}
    compiled(cells, config)
    found: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, of in runs.items():
            took, taken = seconds(partial(of, cells, config))
            found[name].append(taken / took)
    rates = {name: statistics.median(all_) for name, all_ in found.items()}
    line = {f"{name}_cells_a_second": round(rate) for name, rate in rates.items()}
    line |= {f"over_{name}": round(rates["ours"] / rates[name], 2) for name in ("autograd", "compiled")}
    return line | {"least": LEAST["cells_a_second"]}


def main() -> None:
    """Both, a line each."""
    parser = argparse.ArgumentParser(description="Counting and training GloVe, beside plain ways.")
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    torch.set_num_threads(1)
    text = corpus.shipped("wordnet", 5, 8000)
    for name, measure in (("counting", counting), ("training", training)):
        print(json.dumps({"benchmark": "glove", "what": name, **machine(), **measure(text, rounds)}), flush=True)


if __name__ == "__main__":
    main()
