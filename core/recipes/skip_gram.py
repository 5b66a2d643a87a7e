"""The training of word vectors that the lesson on skip-gram opens on: thirteen moments of it, and how its variants fare.

    python -m core.recipes.skip_gram

Trained on the definitions and examples of WordNet 3.0, which are part of the project (assets/data/wordnet_glosses.txt.gz).
The weight file holds both tables at each moment, in 8 bits. What the vectors are good for is measured on WordSim-353 and
SimLex-999, which nothing was fitted to, over three seeds; the softmax over all words, one seed and three epochs of it, takes
five minutes, all the rest as long.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Mapping
from dataclasses import asdict, replace

import torch
from safetensors.numpy import save_file

from core import checkpoints
from core.words import corpus, evaluation, learning, library, moments, word2vec
from core.words.options import LearningConfig
from core.words.results import Learned
from core.words.vectors import WordVectors

SEEDS = (1, 2, 3)
VARIANTS: Mapping[str, dict] = {
    "skip": {},
    "cbow": {"method": "cbow"},
    "cbow_05": {"method": "cbow", "rate": 0.05},
    "all_kept": {"subsample": 0.0},
    "softmax": {"output": "softmax", "epochs": 3},
    "skip_3": {"epochs": 3},
}


def trained(config: LearningConfig) -> Learned:
    """The whole training."""
    steps = learning.run(corpus.shipped("wordnet", config.min_count, config.most), config)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def scores(vectors: WordVectors) -> dict[str, float]:
    """Spearman's rho on both lists, over the pairs whose words are both known."""
    return {name: evaluation.likeness(vectors, library.text(name)).spearman for name in ("wordsim", "simlex")}


def variant(changes: Mapping, seeds: tuple[int, ...]) -> dict[str, float]:
    """Means over seeds: both scores, seconds, words a second, and the loss of a pair at the end."""
    found = []
    for seed in seeds:
        config = replace(moments.FIRST_CONFIG, seed=seed, **changes)
        text = corpus.shipped("wordnet", config.min_count, config.most)
        begun = time.perf_counter()
        *_, last = word2vec.train(text, config, every=2.0)
        found.append(scores(last.vectors) | {"seconds": time.perf_counter() - begun, "words_a_second": last.rate})
        print(changes, seed, found[-1], flush=True)
    mean = {name: round(statistics.mean(one[name] for one in found), 4) for name in found[0]}
    if len(found) > 1:
        mean["wordsim_sd"] = round(statistics.stdev(one["wordsim"] for one in found), 4)
    return mean | {"seeds": len(seeds)}


def main() -> None:
    """Train, measure, write the weights and the card."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args()
    torch.set_num_threads(1)
    begun = time.perf_counter()
    learnt = trained(moments.FIRST_CONFIG)
    seconds = round(time.perf_counter() - begun)
    m = learnt.moments
    likeness = {
        name: evaluation.likeness(WordVectors(m.words, learnt.e), library.text(name)) for name in ("wordsim", "simlex")
    }
    measured = {
        "words_read": m.read,
        "words_a_second": round(m.rate),
        "loss_of_a_pair": round(float(m.curve[-1, 1]), 4),
    } | {
        name: {"spearman": round(score.spearman, 4), "pairs": score.used, "unknown": score.unknown}
        for name, score in likeness.items()
    }
    measured["variants"] = {
        name: variant(changes, SEEDS[:1] if name == "softmax" else SEEDS) for name, changes in VARIANTS.items()
    }
    card = {
        "name": moments.FIRST,
        "data": "WordNet 3.0, definitions and examples (Princeton University), assets/data/wordnet_glosses.txt.gz",
        "data_licence": "WordNet 3.0 license",
        "licence": "Apache-2.0",
        "split": "none: all of the text is trained on; measured on lists of word pairs judged by people",
        "recipe": "python -m core.recipes.skip_gram",
        "seed": moments.FIRST_CONFIG.seed,
        "training_seconds": seconds,
        "hardware": "one CPU core",
        "training": asdict(moments.FIRST_CONFIG),
        "measured": measured,
        "config": {
            "cell": "word2vec",
            "units": moments.FIRST_CONFIG.dimension,
            "level": "word",
            "lower": True,
            "vocabulary": list(m.words),
            "parameters": 2 * learnt.e.size,
        },
    }
    arrays = {name: getattr(m, name) for name in ("counts", "epochs", "e", "e_scale", "theta", "theta_scale", "curve")}
    save_file(arrays, checkpoints.WEIGHTS / f"{moments.FIRST}.safetensors")
    text = json.dumps(card, ensure_ascii=False, indent=1)
    (checkpoints.WEIGHTS / f"{moments.FIRST}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
