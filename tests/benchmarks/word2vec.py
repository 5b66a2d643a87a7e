"""How quick training word vectors is: `python -m tests.benchmarks.word2vec [--epochs 10 --seeds 3]`, beside gensim in one run.

Both read WordNet's definitions, shuffled: words that occur five times, 50 dimensions, windows of 5, k = 5 or a Huffman
tree, t = 0.001, one thread. Words a second are counted before subsampling. One JSON line a method and output: both
rates and their ratio, and the means over seeds of WordSim-353 and SimLex-999.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time

import torch
from gensim.models import Word2Vec

from core.words import corpus, evaluation, library, tree_steps, word2vec
from core.words.options import LearningConfig
from core.words.vectors import WordVectors
from tests.benchmarks.server import machine

LEAST = {  # times gensim's words a second
    ("skip", "negative"): 1.8,
    ("cbow", "negative"): 0.85,
    ("skip", "huffman"): 1.0,
    ("cbow", "huffman"): 1.0,
}
WORSE = {"wordsim": 0.01, "simlex": 0.03}  # by so much ours may be worse


def scores(vectors: WordVectors) -> dict[str, float]:
    """Spearman's rho on both lists."""
    return {name: evaluation.likeness(vectors, library.text(name)).spearman for name in WORSE}


def ours(config: LearningConfig) -> tuple[float, dict[str, float]]:
    """Words a second, and the scores."""
    text = corpus.shipped("wordnet", config.min_count)
    begun = time.perf_counter()
    *_, last = word2vec.train(text, config, every=5.0)
    return text.read * config.epochs / (time.perf_counter() - begun), scores(last.vectors)


def theirs(config: LearningConfig) -> tuple[float, dict[str, float]]:
    """The same of gensim."""
    sentences = list(corpus.shipped_sentences("wordnet"))
    random.Random(config.seed).shuffle(sentences)
    model = Word2Vec(
        vector_size=config.dimension,
        window=config.window,
        min_count=config.min_count,
        sg=int(config.method == "skip"),
        negative=config.negative if config.output == "negative" else 0,
        hs=int(config.output == "huffman"),
        sample=config.subsample,
        alpha=config.rate,
        min_alpha=config.last_rate,
        seed=config.seed,
        workers=1,
    )
    model.build_vocab(sentences)
    begun = time.perf_counter()
    model.train(sentences, total_examples=model.corpus_count, epochs=config.epochs)
    rate = sum(map(len, sentences)) * config.epochs / (time.perf_counter() - begun)
    return rate, scores(WordVectors(model.wv.index_to_key, model.wv.vectors))


def main() -> None:
    """By turns, seed by seed."""
    parser = argparse.ArgumentParser(description="Training word vectors, against gensim.")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args()
    torch.set_num_threads(1)
    tree_steps.warm()
    for (method, output), least in LEAST.items():
        both: dict[str, list] = {"ours": [], "gensim": []}
        for seed in range(1, options.seeds + 1):
            config = LearningConfig(method, output, epochs=options.epochs, seed=seed)
            both["ours"].append(ours(config))
            both["gensim"].append(theirs(config))
        rates = {name: statistics.median(rate for rate, _ in found) for name, found in both.items()}
        line = {
            "benchmark": "word2vec",
            "method": method,
            "output": output,
            "epochs": options.epochs,
            "seeds": options.seeds,
            **machine(),
        }
        line |= {f"{name}_words_a_second": round(rate) for name, rate in rates.items()}
        line |= {"ratio": round(rates["ours"] / rates["gensim"], 2), "least": least}
        for score, worse in WORSE.items():
            means = {name: statistics.mean(values[score] for _, values in found) for name, found in both.items()}
            line |= {f"{name}_{score}": round(mean, 4) for name, mean in means.items()}
            line[f"{score}_ok"] = means["ours"] >= means["gensim"] - worse
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
