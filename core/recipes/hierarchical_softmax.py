"""The two trees that the lesson on hierarchical softmax opens on, and what was measured of them.

    python -m core.recipes.hierarchical_softmax

Skip-gram on the definitions and examples of WordNet, with the settings of the training that ships
(`moments.FIRST_CONFIG`), but with Huffman's tree or a balanced one in place of negative sampling, which is trained once
more beside them; each for 1, 3 and 10 epochs and three seeds, measured on WordSim-353 and SimLex-999, which nothing was
fitted to. The softmax's figures are those of `core.recipes.skip_gram`. Then, for every word as the centre: whether the
likelier way at each turn leads to the likeliest word, and how many turns a search must open to be sure of it. Five
minutes of one core.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from dataclasses import asdict, replace

import numpy as np
import torch
from safetensors.numpy import save_file

from core import checkpoints
from core.words import blocks, corpus, evaluation, huffman, library, moments, tree_steps, trees, word2vec
from core.words.corpus import Corpus
from core.words.huffman import Tree
from core.words.options import LearningConfig
from core.words.vectors import WordVectors

SEEDS, EPOCHS, OUTPUTS = (1, 2, 3), (1, 3, 10), ("huffman", "balanced", "negative")
AT_ONCE = 250  # centres whose probabilities are computed together
FIGURES = ("wordsim", "simlex", "loss", "seconds", "words_a_second")
ABOUT = {
    "data": "WordNet 3.0, definitions and examples (Princeton University), assets/data/wordnet_glosses.txt.gz",
    "data_licence": "WordNet 3.0 license",
    "split": "none: all of the text is trained on; measured on lists of word pairs judged by people",
    "recipe": "python -m core.recipes.hierarchical_softmax",
    "hardware": "one CPU core",
}


def run(text: Corpus, config: LearningConfig) -> tuple[word2vec.Model, dict[str, float]]:
    """One training, measured. loss: of a pair, in the last epoch, in nats; seconds: of the processor."""
    begun = time.process_time()
    *_, last = word2vec.train(text, config, every=2.0, marks=[config.epochs - 1])
    seconds = time.process_time() - begun
    found = {"loss": last.marked, "seconds": seconds, "words_a_second": text.read * config.epochs / seconds}
    for name in ("wordsim", "simlex"):
        found[name] = evaluation.likeness(last.vectors, library.text(name)).spearman
    print(config.output, config.epochs, config.seed, found, flush=True)
    return last.model, found


def summed(rows: list[dict[str, float]]) -> dict:
    """Means over seeds, the standard deviations of the scores, and `each`: WordSim, seed by seed."""
    found: dict = {name: round(statistics.mean(row[name] for row in rows), 4) for name in FIGURES}
    found |= {f"{name}_sd": round(statistics.stdev(row[name] for row in rows), 4) for name in FIGURES[:2]}
    found["words_a_second"] = round(found["words_a_second"])
    return found | {"seeds": len(rows), "each": [round(row["wordsim"], 4) for row in rows]}


def softmax() -> dict:
    """What `core.recipes.skip_gram` has measured of the softmax over all words: one seed, three epochs."""
    found = moments.card()["measured"]["variants"]["softmax"]
    rounded = {"seconds": found["seconds"], "words_a_second": round(found["words_a_second"])}
    return {"3": {name: found[name] for name in ("wordsim", "simlex")} | rounded | {"seeds": found["seeds"]}}


def depths(text: Corpus, tree: Tree, config: LearningConfig) -> dict[str, float]:
    """The mean depth of a word of the text, of a word of the list, and of a pair, as the first epoch reads them."""
    keep = corpus.keep_probability(text.counts, config.subsample)
    sums = np.zeros(2)
    for part in blocks.epoch(text, keep, config.window, np.random.default_rng([config.seed, 1, 0]), word2vec.TOGETHER):
        pairs = part.near.sum(-1)
        sums += (tree.lengths[part.middle] * pairs).sum(), pairs.sum()
    means = huffman.mean_depth(tree, text.counts), tree.lengths.mean(), sums[0] / sums[1]
    found = {name: round(float(mean), 4) for name, mean in zip(("text", "words", "pairs"), means, strict=True)}
    return found | {"least": int(tree.lengths.min()), "most": int(tree.lengths.max())}


def searched(of: trees.TreeTables) -> dict:
    """For every word as the centre: the greedy walk, and the search that is sure.

    greedy_right: for how many the walk ends at the likeliest word; p_best, p_greedy: mean p of the likeliest word, and
    of the word where the walk ends; opened: turns that the search opens.
    """
    best, reached, p_best, p_greedy, opened = [], [], [], [], []
    for at in range(0, len(of.words), AT_ONCE):
        e = of.e[at : at + AT_ONCE]
        turns, words = trees.flow(e, of.theta, of.tree)
        walked = trees.greedy(e, of.theta, of.tree)
        best.extend(words.argmax(1))
        reached.extend(walked)
        p_best.extend(np.exp(words.max(1)))
        p_greedy.extend(np.exp(words[np.arange(len(e)), walked]))
        opened.extend(trees.opened(turns, words))
    right = np.array(best) == np.array(reached)
    return {
        "centres": len(right),
        "greedy_right": int(right.sum()),
        "p_best": round(float(np.mean(p_best)), 4),
        "p_greedy": round(float(np.mean(p_greedy)), 4),
        "opened": {
            "mean": round(float(np.mean(opened)), 1),
            "median": float(np.median(opened)),
            "least": int(np.min(opened)),
            "most": int(np.max(opened)),
        },
        "hardest": of.words[int(np.argmax(opened))],
    }


def write(text: Corpus, tables: dict[str, word2vec.Model], seconds: float, figures: dict) -> None:
    """The weights of both trees in 16 bits, and their card."""
    config = moments.FIRST_CONFIG
    arrays = {"counts": text.counts}
    for kind, model in tables.items():
        arrays |= {f"e_{kind}": model.e.numpy(), f"theta_{kind}": model.theta.numpy()}
    arrays = {name: array if name == "counts" else array.astype(np.float16) for name, array in arrays.items()}
    measured = {"words_read": text.read}
    for kind in tables:
        vectors = WordVectors(text.words, arrays[f"e_{kind}"].astype(np.float32))
        scores = {name: evaluation.likeness(vectors, library.text(name)) for name in ("wordsim", "simlex")}
        measured[kind] = {"loss_of_a_pair": round(figures[kind]["loss"], 4)} | {
            name: {"spearman": round(score.spearman, 4), "pairs": score.used, "unknown": score.unknown}
            for name, score in scores.items()
        }
    card = {
        "name": trees.NAME,
        "licence": "Apache-2.0",
        **ABOUT,
        "seed": config.seed,
        "training_seconds": round(seconds),
        "training": asdict(config) | {"output": list(tables)},
        "measured": measured,
        "config": {
            "cell": "trees",
            "units": config.dimension,
            "level": "word",
            "lower": True,
            "vocabulary": list(text.words),
            "parameters": sum(array.size for name, array in arrays.items() if name != "counts"),
        },
    }
    save_file(arrays, checkpoints.WEIGHTS / f"{trees.NAME}.safetensors")
    (checkpoints.WEIGHTS / f"{trees.NAME}.json").write_text(written(card), encoding="utf-8")


def written(value: dict) -> str:
    """As it stands in a file."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Train, measure, write the weights, their card and the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args()
    torch.set_num_threads(1)
    tree_steps.warm()
    first = moments.FIRST_CONFIG
    text = corpus.shipped("wordnet", first.min_count, first.most)
    models, of_models, figures = {}, {}, {}
    for output in OUTPUTS:
        figures[output] = {}
        for epochs in reversed(EPOCHS):
            rows = []
            for seed in SEEDS:
                model, row = run(text, replace(first, output=output, epochs=epochs, seed=seed))
                rows.append(row)
                if (epochs, seed) == (first.epochs, first.seed) and output in huffman.KINDS:
                    models[output], of_models[output] = model, row
            figures[output][str(epochs)] = summed(rows)
        if len(models) == len(huffman.KINDS) and output in models:
            write(text, models, sum(row["seconds"] for row in of_models.values()), of_models)
    found = ABOUT | {
        "settings": {name: value for name, value in asdict(first).items() if name not in ("seed", "output", "epochs")},
        "seeds": list(SEEDS),
        "words": len(text.words),
        "read": text.read,
        "figures": figures | {"softmax": softmax()},
        "entropy": round(huffman.entropy(text.counts), 4),
        "depth": {kind: depths(text, made(text.counts), first) for kind, made in huffman.KINDS.items()},
        "search": {kind: searched(trees.first(kind)) for kind in huffman.KINDS},
    }
    trees.MEASURED.write_text(written(found), encoding="utf-8")


if __name__ == "__main__":
    main()
