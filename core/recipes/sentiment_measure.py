"""Measure what tells positive from negative, in ten folds and on held-out negations, and enter it in the cards.

    python -m core.recipes.sentiment_measure --sentences FILE

FILE is that of `sentiment`. In each fold everything is trained anew on nine tenths of the sentences and asked about the other
tenth: the GRU as it ships, with other read-outs and from both sides, the tuned vectors without recurrence, the mean of GloVe's
vectors, and TF-IDF. Each also with our own sentences on negation added to the training, of which 40 are held out. What was
chosen was chosen on the same folds, so that the figures flatter it a little.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from core.recipes.novelty import enter
from core.recipes.sentiment import SEED
from core.recipes.sentiment_data import FOLDS, Labelled, folds, own, read
from core.recipes.sentiment_learners import STRENGTH, Learner, Plan, learn, learn_words, vectorizer
from core.recurrent import bag, one_word, sentiment
from core.recurrent.bag import Bag
from core.recurrent.sentiment import Sentiment
from core.words import library

Sentences = Sequence[Labelled]
Asked = Callable[[Sentences], np.ndarray]  # sentences -> P(positive) of each, (n,)
Trained = Callable[[list[Labelled], list[Labelled]], Asked]  # of the file, our own -> what can be asked
WITHOUT_RECURRENCE = Plan(readout="max", recurrent=False, epochs=25, rate=3e-3, along=0.0)


def network(plan: Plan) -> Trained:
    """A network of that plan."""

    def trained(sentences: list[Labelled], added: list[Labelled]) -> Asked:
        learner = Learner(plan, [*sentences, *added], SEED)
        learn(learner, sentences, added)
        return learner.probabilities

    return trained


def tf_idf(longest: int) -> Trained:
    """Logistic regression on TF-IDF of words, and of pairs where ``longest`` is 2."""

    def trained(sentences: list[Labelled], added: list[Labelled]) -> Asked:
        pipeline = make_pipeline(vectorizer(longest), LogisticRegression(C=STRENGTH, max_iter=1000))
        pipeline.fit(_words([*sentences, *added]), _labels([*sentences, *added]))
        return lambda asked: pipeline.predict_proba(_words(asked))[:, 1]

    return trained


def mean_of_vectors(sentences: list[Labelled], added: list[Labelled]) -> Asked:
    """Logistic regression on the mean of the words' vectors of GloVe."""
    regression = LogisticRegression(C=STRENGTH, max_iter=2000)
    regression.fit(_means([*sentences, *added]), _labels([*sentences, *added]))
    return lambda asked: regression.predict_proba(_means(asked))[:, 1]


def words_alone(sentences: list[Labelled], added: list[Labelled]) -> Asked:
    """The sum of the logits that the network on single words gives to a sentence's words."""
    model, _ = learn_words([*sentences, *added], SEED)
    glove = library.load("glove")

    def asked(some: Sentences) -> np.ndarray:
        with torch.inference_mode():
            sums = [float(model(torch.from_numpy(one_word.vectors(s.words, glove))).sum()) for s in some]
        return 1 / (1 + np.exp(-np.array(sums)))

    return asked


CHEAP = {  # by card
    bag.NAME: {"tf_idf_words": tf_idf(1), "tf_idf_words_and_pairs": tf_idf(2)},
    one_word.NAME: {"sum_of_logits": words_alone},
    sentiment.NAME: {"mean_of_vectors": mean_of_vectors},
}
NETWORKS = {
    "gru_last": Plan(),
    "gru_max": Plan(readout="max"),
    "gru_mean": Plan(readout="mean"),
    "bigru_max": Plan(readout="max", both_ways=True, along=0.0),
    "no_recurrence_max": WITHOUT_RECURRENCE,
}
WITHOUT_OWN = (
    "gru_last",
    "no_recurrence_max",
)  # of the networks, those that are also trained without our own sentences


def measured(
    name: str, trained: Trained, cut: list[tuple[list[Labelled], list[Labelled]]], with_own: bool
) -> dict[str, Any]:
    """Accuracy over the folds: mean and spread (standard deviation), and the mean on the held-out negations."""
    added, held = own(held=False) if with_own else [], own(held=True)
    right, right_held = [], []
    for train, test in cut:
        asked = trained(train, added)
        right.append(accuracy(asked(test), test))
        right_held.append(accuracy(asked(held), held))
    found = {"accuracy": np.mean(right), "spread": np.std(right), "negations": np.mean(right_held)}
    row = {"model": name, "with_own": with_own} | {key: round(float(value), 4) for key, value in found.items()}
    print(row, flush=True)
    return row


def accuracy(probabilities: np.ndarray, sentences: Sentences) -> float:
    """The share that is on the right side of one half."""
    return float(np.mean((probabilities > 0.5) == np.array(_labels(sentences))))


def shipped(asked: Callable[[str], float]) -> dict[str, Any]:
    """What ships, on the held-out negations: how many are right, and those that are not."""
    held = own(held=True)
    wrong = [s.text for s in held if (asked(s.text) > 0.5) != s.label]
    return {"shipped_on_negations": {"right": len(held) - len(wrong), "of": len(held), "wrong": wrong}}


def _words(sentences: Sentences) -> list[tuple[str, ...]]:
    return [s.words for s in sentences]


def _labels(sentences: Sentences) -> list[int]:
    return [s.label for s in sentences]


def _means(sentences: Sentences) -> np.ndarray:
    glove = library.load("glove")
    known = [[word for word in s.words if word in glove] for s in sentences]
    return np.stack([glove.vectors[glove.rows(k)].mean(0) if k else np.zeros(glove.dimensions) for k in known])


def main() -> None:
    """Measure, the quick ones first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=Path, required=True, help="tab-separated: text, label, and a header")
    torch.set_num_threads(1)
    sentences = read(parser.parse_args().sentences)
    cut = folds(sentences, SEED)
    about = {
        "sentences": len(sentences),
        "folds": FOLDS,
        "own": len(own(held=False)),
        "held_negations": len(own(held=True)),
    }
    enter(bag.NAME, about | shipped(lambda text: Bag.load().read(text).probability))
    enter(sentiment.NAME, about | shipped(lambda text: Sentiment.load().read(text).probability))
    enter(one_word.NAME, about)
    for card, models in CHEAP.items():
        rows = [
            measured(name, trained, cut, with_own) for name, trained in models.items() for with_own in (True, False)
        ]
        enter(card, {"in_folds": rows})
    for name, plan in NETWORKS.items():
        for with_own in (True, False) if name in WITHOUT_OWN else (True,):
            rows.append(measured(name, network(plan), cut, with_own))
            enter(sentiment.NAME, {"in_folds": rows})


if __name__ == "__main__":
    main()
