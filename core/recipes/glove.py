"""GloVe on the text of skip-gram: the training that the lesson opens on, how its variants fare, and skip-gram beside it.

    python -m core.recipes.glove

Trained on the definitions and examples of WordNet 3.0, which are part of the project. The weight file holds both tables at nine
moments, in 8 bits. The figures, three seeds of each variant, go to assets/data/vectors/glove.json: WordSim-353, SimLex-999 and
the analogy questions whose words are all known, of (e + θ)/2 and of each table alone. A line for each training is added to --runs,
and those that stand there are not done again.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file

from core import checkpoints
from core.words import (
    corpus,
    evaluation,
    glove,
    glove_learning,
    glove_mistakes,
    glove_moments,
    library,
    moments,
    word2vec,
)
from core.words.glove_moments import FIRST, FIRST_CONFIG, MEASURED
from core.words.results import GloveLearned
from core.words.vectors import WordVectors

SEEDS = (1, 2, 3)
VARIANTS: Mapping[str, dict] = {  # a smaller x_max makes steps larger: those trainings take a smaller rate
    "glove": {},
    "weighting": {"harmonic": not FIRST_CONFIG.harmonic},
    "left": {"symmetric": False},
    "x_max_10": {"x_max": 10.0, "rate": 0.1},
    "unweighted": {"x_max": 0.0, "rate": 0.1},
    "offset": {"offset": True},
    "window_5": {"window": 5},
    "paper": {"harmonic": True, "rate": 0.05, "epochs": 50},
}
DATA = {
    "data": "WordNet 3.0, definitions and examples (Princeton University), assets/data/wordnet_glosses.txt.gz",
    "data_licence": "WordNet 3.0 license",
    "split": "none: all of the text is trained on; measured on lists of word pairs judged by people and on analogy questions",
    "recipe": "python -m core.recipes.glove",
    "hardware": "one CPU core",
}


def trained() -> GloveLearned:
    """The training that ships."""
    steps = glove_learning.run(corpus.shipped("wordnet", FIRST_CONFIG.min_count, FIRST_CONFIG.most), FIRST_CONFIG)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def scores(vectors: WordVectors, of: str = "") -> dict[str, float]:
    """Spearman's rho on both lists, and the share of analogy questions that is answered right. of: added to the names."""
    found = {name: evaluation.likeness(vectors, library.text(name)).spearman for name in ("wordsim", "simlex")}
    *_, last = evaluation.analogies(vectors, library.text("questions"))
    return {name + of: value for name, value in (found | {"analogies": last.overall.share}).items()}


def run(variant: str, seed: int) -> dict:
    """One training, measured. seconds: of the processor, those of counting among them; cost: J at the end."""
    begun = time.process_time()
    if variant == "skip_gram":
        config = replace(moments.FIRST_CONFIG, seed=seed)
        text = corpus.shipped("wordnet", config.min_count, config.most)
        *_, last = word2vec.train(text, config, every=5.0)
        found = {"seconds": time.process_time() - begun}
        tables = {"": last.vectors, "_theta": WordVectors(text.words, last.model.theta.numpy())}
    else:
        config = replace(FIRST_CONFIG, seed=seed, **VARIANTS[variant])
        text = corpus.shipped("wordnet", config.min_count, config.most)
        *_, last = glove.train(text, config, every=5.0)
        found = {"seconds": time.process_time() - begun, "cost": glove.cost(last.counted, last.model)}
        found["nonzeros"] = len(last.counted)
        alone = {"_e": last.model.e, "_theta": last.model.theta}
        tables = {"": last.vectors} | {of: WordVectors(text.words, table.numpy()) for of, table in alone.items()}
    for of, vectors in tables.items():
        found |= scores(vectors, of)
    return {"variant": variant, "seed": seed} | found


def summed(rows: list[dict]) -> dict:
    """Means over seeds, the standard deviation of the scores of the vectors that are kept, and `each`: WordSim, seed by seed."""
    names = [name for name in rows[0] if name not in ("variant", "seed")]
    found = {name: round(statistics.mean(row[name] for row in rows), 4) for name in names}
    if len(rows) > 1:
        kept = ("wordsim", "simlex", "analogies")
        found |= {f"{name}_sd": round(statistics.stdev(row[name] for row in rows), 4) for name in kept}
    return found | {"seeds": len(rows), "each": [round(row["wordsim"], 4) for row in rows]}


def figures(runs: list[dict]) -> dict:
    """All that the lesson says of the variants, as it is written."""
    text, shipped = glove_moments.first().moments, checkpoints.card(FIRST)["measured"]
    pairs = {name: shipped[name]["pairs"] for name in ("wordsim", "simlex")}
    questions = shipped["analogies"]["total"]
    names = [*VARIANTS, "skip_gram"]
    by_name = {name: [row for row in runs if row["variant"] == name] for name in names}
    counts = {"words": len(text.words), "words_read": text.read, "pairs": pairs, "questions": questions}
    settings = {"settings": asdict(FIRST_CONFIG), "variants": dict(VARIANTS), "skip_gram": asdict(moments.FIRST_CONFIG)}
    said = {"seeds": list(SEEDS), "seconds": round(sum(row["seconds"] for row in runs)), "trainings": len(runs)}
    return DATA | settings | said | counts | {"figures": {name: summed(rows) for name, rows in by_name.items() if rows}}


def offset() -> dict:
    """log(1 + X) beside log X, for all cells that are trained on."""
    config = FIRST_CONFIG
    x = glove.counted(corpus.shipped("wordnet", config.min_count, config.most), config).x
    return {name: np.round(value, 4).tolist() for name, value in asdict(glove_mistakes.offset(x, config)).items()}


def ship() -> None:
    """Train what ships; write its weights and its card."""
    begun = time.perf_counter()
    learnt = trained()
    seconds, m = round(time.perf_counter() - begun), learnt.moments
    vectors = WordVectors(m.words, learnt.vectors)
    measured: dict = {"words_read": m.read, "nonzeros": m.nonzeros, "cells_a_second": round(m.rate)}
    measured["cost"] = [round(float(m.cost[at, 1]), 1) for at in (0, -1)]
    for name in ("wordsim", "simlex"):
        score = evaluation.likeness(vectors, library.text(name))
        measured[name] = {"spearman": round(score.spearman, 4), "pairs": score.used, "unknown": score.unknown}
    *_, last = evaluation.analogies(vectors, library.text("questions"))
    measured["analogies"] = {"correct": last.overall.correct, "total": last.overall.total}
    size, dimension = learnt.vectors.shape
    card = {"name": FIRST} | DATA | {"licence": "Apache-2.0", "seed": FIRST_CONFIG.seed, "training_seconds": seconds}
    card |= {"training": asdict(FIRST_CONFIG), "measured": measured}
    config = {"cell": "glove", "units": dimension, "level": "word", "lower": True, "vocabulary": list(m.words)}
    card["config"] = config | {"parameters": 2 * size * (dimension + 1)}
    save_file({name: getattr(m, name) for name in glove_moments.ARRAYS}, checkpoints.WEIGHTS / f"{FIRST}.safetensors")
    text = json.dumps(card, ensure_ascii=False, indent=1)
    (checkpoints.WEIGHTS / f"{FIRST}.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Train and write what ships, then what has not been trained, and the figures after each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=Path, default=Path("glove.jsonl"))
    path = parser.parse_args().runs
    torch.set_num_threads(1)
    ship()
    cells = {"offset": offset()}
    runs = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
    for variant, seed in ((variant, seed) for seed in SEEDS for variant in (*VARIANTS, "skip_gram")):
        if not any((row["variant"], row["seed"]) == (variant, seed) for row in runs):
            runs.append(run(variant, seed))
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(runs[-1]) + "\n")
            print(runs[-1], flush=True)
        MEASURED.write_text(json.dumps(figures(runs) | cells, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
