"""What negative sampling's exponent, its k and its side do to vectors: whole trainings for the lesson on it.

    python -m core.recipes.negative_sampling

Skip-gram on the definitions and examples of WordNet, with the settings of the training that ships (`moments.FIRST_CONFIG`);
each vector is measured on WordSim-353 and SimLex-999, which nothing was fitted to. Sixty-six trainings, twenty minutes of
one core. A line for each is added to --runs, and those that stand there are not done again.

k is not drawn anew for each pair here: `word2vec` draws 24 words for a block of 32 words (32 at k = 20), weighted so that they
stand for k of each pair; and the greater k, the fewer blocks it takes in a step (28 at k = 1, 8 at 5, 2 at 20), which takes
longer and is finer. "controls" are trainings with another number of words drawn for a block, or of blocks in a step.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from core.words import blocks, corpus, evaluation, library, moments, negative, objectives, word2vec
from core.words.corpus import Corpus
from core.words.options import LearningConfig
from core.words.vectors import WordVectors

SEEDS, SMALL_SEEDS = (1, 2, 3), (1, 2, 3, 4, 5, 6)
POWERS, KS = (0.0, 0.5, 0.75, 1.0), (1, 2, 5, 10, 20)
SHARE = 1 / 8
CONTROLS = {  # k, and how many words are drawn for a block, or how many blocks are taken in a step
    "k 5, 96 drawn": {"k": 5, "drawn": 96},
    "k 20, 96 drawn": {"k": 20, "drawn": 96},
    "k 1, 2 blocks": {"k": 1, "blocks": 2},
}
FIGURES = ("wordsim", "simlex", "wordsim_theta", "loss", "seconds")


class WrongSide(word2vec.Learner):
    """The mistake: against the neighbour t stand other centres n, θ_tᵀe_n, instead of other neighbours against the centre."""

    def _negative(self, middle, around, near, drawn, rate: float, lossy: bool) -> None:
        e, theta = self.model.e, self.model.theta
        tables = F.embedding(around, theta), F.embedding(middle, e), F.embedding(drawn, e)
        loss, pairs, downhill = objectives.skip_negative(*tables, near.mT, self.config.negative, lossy)
        if lossy:
            self._count(loss, pairs)
        for table, rows, step in ((theta, around, 0), (e, middle, 1), (e, drawn, 2)):
            table.index_add_(0, rows.reshape(-1), downhill[step].reshape(-1, table.shape[1]), alpha=rate)


def learnt(text: Corpus, learner: word2vec.Learner) -> float:
    """Take all steps of a training, in the order in which `word2vec.train` does; the loss of a pair in all of it."""
    config = learner.config
    keep = corpus.keep_probability(text.counts, config.subsample)
    for epoch in range(config.epochs):
        rng = np.random.default_rng([config.seed, 1, epoch])
        for step, part in enumerate(blocks.epoch(text, keep, config.window, rng, learner.together)):
            learner.learn(part, epoch, step, (epoch + learner.within(step)) / config.epochs)
    return learner.losses(True)[1]


def plan() -> Iterator[dict]:
    """What is trained: the group, k, the exponent, the seed, and words drawn for a block where they are set."""
    for seed in SEEDS:
        for power in POWERS:
            yield {"group": "power", "k": 5, "power": power, "seed": seed}
        yield from ({"group": "whole", "k": k, "power": 0.75, "seed": seed} for k in KS if k != 5)
        yield {"group": "wrong_side", "k": 5, "power": 0.75, "seed": seed}
    for seed in SMALL_SEEDS:
        yield from ({"group": "eighth", "k": k, "power": 0.75, "seed": seed} for k in KS)
    for seed in SEEDS:
        yield from ({"group": "controls", "power": 0.75, "seed": seed} | of for of in CONTROLS.values())


@lru_cache(maxsize=1)
def part_of(seed: int) -> Corpus:
    """An eighth of the text's sentences, drawn at random; its own vocabulary."""
    config = moments.FIRST_CONFIG
    listed = list(corpus.shipped_sentences("wordnet"))
    rows = np.flatnonzero(np.random.default_rng([seed, 8]).random(len(listed)) < SHARE)
    return corpus.build([listed[row] for row in rows], config.min_count, config.most)


def run(of: dict) -> dict:
    """One training, measured. seconds: of the processor."""
    config = replace(moments.FIRST_CONFIG, negative=of["k"], power=of["power"], seed=of["seed"])
    text = part_of(of["seed"]) if of["group"] == "eighth" else corpus.shipped("wordnet", config.min_count, config.most)
    model, begun = word2vec.Model.fresh(len(text.words), config), time.process_time()
    if of["group"] in ("wrong_side", "controls"):
        learner = (WrongSide if of["group"] == "wrong_side" else word2vec.Learner)(text, config, model)
        learner.drawn = of.get("drawn", learner.drawn)
        learner.together = of.get("blocks", learner.together)
        loss = learnt(text, learner)
    else:
        *_, last = word2vec.train(text, config, model, every=2.0)
        loss = last.marked
    seconds = time.process_time() - begun
    e, theta = (WordVectors(text.words, table.numpy()) for table in (model.e, model.theta))
    wordsim, simlex = (evaluation.likeness(e, library.text(name)) for name in ("wordsim", "simlex"))
    found = {"wordsim": wordsim.spearman, "simlex": simlex.spearman, "loss": loss, "seconds": seconds}
    found["wordsim_theta"] = evaluation.likeness(theta, library.text("wordsim")).spearman
    counts = {"wordsim_pairs": wordsim.used, "simlex_pairs": simlex.used, "words": len(text.words), "read": text.read}
    return of | found | counts


def summed(rows: list[dict]) -> dict:
    """Means over seeds and their standard deviations; `each`: WordSim, seed by seed."""
    found: dict = {name: round(statistics.mean(row[name] for row in rows), 4) for name in FIGURES}
    if len(rows) > 1:
        found |= {f"{name}_sd": round(statistics.stdev(row[name] for row in rows), 4) for name in FIGURES[:3]}
    counts = {name: round(statistics.mean(row[name] for row in rows)) for name in ("wordsim_pairs", "words", "read")}
    return found | counts | {"seeds": len(rows), "each": [round(row["wordsim"], 4) for row in rows]}


def figures(runs: list[dict]) -> dict:
    """By group, and within it by exponent, by k, by side, or by what is otherwise."""

    def of(**wanted: object) -> list[dict]:
        return [row for row in runs if all(row.get(name) == value for name, value in wanted.items())]

    right = of(group="power", power=0.75)
    groups = {
        "power": {f"{power:g}": of(group="power", power=power) for power in POWERS},
        "whole": {str(k): right if k == 5 else of(group="whole", k=k) for k in KS},
        "eighth": {str(k): of(group="eighth", k=k) for k in KS},
        "side": {"right": right, "wrong": of(group="wrong_side")},
        "controls": {name: of(group="controls", **wanted) for name, wanted in CONTROLS.items()},
    }
    return {group: {name: summed(rows) for name, rows in of.items() if rows} for group, of in groups.items()}


def card(runs: list[dict]) -> dict:
    """All that is written."""
    settings = asdict(moments.FIRST_CONFIG)
    steps = {}
    for k in KS:
        config: LearningConfig = replace(moments.FIRST_CONFIG, negative=k)
        text = corpus.shipped("wordnet", config.min_count, config.most)
        learner = word2vec.Learner(text, config, word2vec.Model.fresh(len(text.words), config))
        steps[str(k)] = {"blocks": learner.together, "drawn": learner.drawn}
    return {
        "data": "WordNet 3.0, definitions and examples (Princeton University), assets/data/wordnet_glosses.txt.gz",
        "data_licence": "WordNet 3.0 license",
        "split": "none: all of the text is trained on; measured on lists of word pairs judged by people",
        "recipe": "python -m core.recipes.negative_sampling",
        "settings": {name: value for name, value in settings.items() if name != "seed"},
        "seeds": list(SEEDS),
        "small_seeds": list(SMALL_SEEDS),
        "share": SHARE,
        "steps": steps,
        "seconds": round(sum(row["seconds"] for row in runs)),
        "hardware": "one CPU core",
        "trainings": len(runs),
        "figures": figures(runs),
    }


def main() -> None:
    """Train what has not been trained, and write the figures after each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=Path, default=Path("negative_sampling.jsonl"))
    path = parser.parse_args().runs
    torch.set_num_threads(1)
    runs = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
    for of in plan():
        if not any(of.items() <= row.items() for row in runs):
            runs.append(run(of))
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(runs[-1]) + "\n")
            print(runs[-1], flush=True)
        text = json.dumps(card(runs), ensure_ascii=False, indent=1)
        negative.MEASURED.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
