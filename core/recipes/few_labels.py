"""Measure one-hot vectors and embeddings on sentences of reviews, by the number of labels, and train what ships.

    python -m core.recipes.few_labels --sentences FILE

FILE is that of `sentiment`: the 3,000 sentences of Kotzias et al., KDD 2015. 600 of them are the test; of the others ten draws are
taken for each number of labels. Classifiers as in `core.words.few_labels`; a third way is the mistake of giving each word its
number in the vocabulary, as if it were a size. What ships is trained on all but the test.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from scipy import sparse

from core import checkpoints
from core.recipes import sentiment_data
from core.recipes.sentiment import DATA, LICENCE
from core.words import few_labels, library
from core.words.few_labels import DRAWS, FOLDS, STRENGTHS, Classifier, MeanWeights
from core.words.few_labels_data import Labelled, classes, draw, embedded, one_hot, split, vocabulary

SEED = 2026
TEST = 600
COUNTS = (20, 50, 100, 200, 500, 1000, 2000)


def read(path: Path) -> list[Labelled]:
    """The sentences of the file, with the words of this lesson."""
    return [Labelled(s.text, split(s.text), s.label) for s in sentiment_data.read(path)]


def parted(all_of_it: Sequence[Labelled], seed: int) -> tuple[list[Labelled], list[Labelled]]:
    """(To learn from, to test with): 300 of each class are the test, and what is as good as the same stands on one side."""
    groups: dict[str, list[Labelled]] = {}
    for sentence in all_of_it:
        groups.setdefault(sentiment_data.plain(sentence.text), []).append(sentence)
    room, learn, test = [TEST // 2, TEST // 2], [], []
    names = list(groups)
    for place in np.random.default_rng(seed).permutation(len(names)):
        group = groups[names[place]]
        wanted = [sum(s.label == label for s in group) for label in (0, 1)]
        fits = all(want <= left for want, left in zip(wanted, room, strict=True))
        (test if fits else learn).extend(group)
        room = [left - want if fits else left for want, left in zip(wanted, room, strict=True)]
    return learn, test


def numbered(some: Sequence[Labelled], words: Sequence[str]) -> np.ndarray:
    """The mistake: the mean of the words' numbers in the vocabulary, nan where none stands there: (n, 1)."""
    index = {word: row for row, word in enumerate(words)}
    rows = [[index[word] for word in sentence.words if word in index] for sentence in some]
    return np.array([[np.mean(row) if row else np.nan] for row in rows])


def standardised(learn: np.ndarray, test: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Less the mean of the sentences to learn from, divided by their deviation; 0 for nan."""
    mean, deviation = np.nanmean(learn), np.nanstd(learn)
    return tuple(np.nan_to_num((part - mean) / deviation) for part in (learn, test))


def curve(learn: list[Labelled], test: list[Labelled]) -> list[dict[str, Any]]:
    """Accuracy on the test by the number of labels, for the three ways."""
    wv, y, y_test = library.load("glove"), classes(learn), classes(test)
    E, E_test = embedded(learn, wv), embedded(test, wv)
    rows = []
    for count in COUNTS:
        right: dict[str, list[float]] = {"one_hot": [], "embedded": [], "index": []}
        chosen: dict[str, list[float]] = {way: [] for way in right}
        for number in range(DRAWS):
            seed = SEED * DRAWS + number
            at = draw(y, count, seed)
            some = [learn[i] for i in at]
            words = vocabulary(some)
            ways = {
                "one_hot": tuple(sparse.csr_array(one_hot(part, words)) for part in (some, test)),
                "embedded": (E[at], E_test),
                "index": standardised(numbered(some, words), numbered(test, words)),
            }
            for way, (X, asked) in ways.items():
                learnt = few_labels.learn(X, y[at], seed)
                right[way].append(round(learnt.accuracy(asked, y_test), 4))
                chosen[way].append(learnt.C)
        rows.append({"labels": count} | {way: row(right[way], chosen[way]) for way in right})
        print(
            {way: (r["mean"], r["sd"]) for way, r in rows[-1].items() if way != "labels"} | {"labels": count},
            flush=True,
        )
    return rows


def row(right: list[float], chosen: list[float]) -> dict[str, Any]:
    """Mean and standard deviation over the draws, each draw, and the middle one of the strengths chosen."""
    return {
        "mean": round(float(np.mean(right)), 4),
        "sd": round(float(np.std(right, ddof=1)), 4),
        "draws": right,
        "C_median": float(np.median(chosen)),
    }


def weights(found: Classifier) -> MeanWeights:
    """As they are written."""
    made = MeanWeights(found.W.shape[1])
    with torch.no_grad():
        made.w.copy_(torch.from_numpy(found.W[0]))
        made.b.copy_(torch.from_numpy(found.b))
    return made


def main() -> None:
    """Measure, train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=Path, required=True, help="tab-separated: text, label, and a header")
    torch.set_num_threads(1)
    begun = time.perf_counter()
    learn, test = parted(read(parser.parse_args().sentences), SEED)
    measured = curve(learn, test)
    wv, started = library.load("glove"), time.perf_counter()
    found = few_labels.learn(embedded(learn, wv), classes(learn), SEED)
    made = weights(found)
    accuracy = found.accuracy(embedded(test, wv), classes(test))
    card = {
        "data": DATA,
        "data_licence": LICENCE,
        "licence": "Apache-2.0",
        "split": f"{TEST} sentences, half of them positive, are the test; sentences that differ in capitals and marks only "
        "stay on one side. For the curve each number of labels is drawn ten times from the others, as many of either class",
        "recipe": "python -m core.recipes.few_labels --sentences FILE",
        "seed": SEED,
        "training_seconds": max(1, round(time.perf_counter() - started)),
        "hardware": "CPU, 1 thread",
        "training": {"labels": len(learn), "C": found.C, "strengths": list(STRENGTHS), "folds": FOLDS},
        "measured": {
            "test": len(test),
            "baseline": 0.5,
            "accuracy": round(accuracy, 4),
            "curve_seconds": round(started - begun),
            "curve": measured,
        },
        "does_badly": "It does not see in what order the words stand, so that to it *not bad* is as bad as *bad*. Words that "
        "occur in the same places have vectors that are near, even where they mean the opposite. It gives an answer for any "
        "text, also for one that holds no opinion: *The waiter sat down.* is negative. With 2,000 labels the same classifier "
        "does better on one-hot vectors.",
    }
    config = {"cell": few_labels.CELL, "dimensions": wv.dimensions, "vectors": "glove", "level": "word", "lower": True}
    checkpoints.write(few_labels.NAME, made, card, config)
    for ending in ("safetensors", "json"):
        (checkpoints.WEIGHTS / f"{few_labels.NAME}.{ending}").chmod(0o644)
    print(f"trained on {len(learn)}: {accuracy:.4f} of {len(test)}, C = {found.C}")


if __name__ == "__main__":
    main()
