"""Train what tells positive from negative: the GRU on sentences, the network on single words, and the bag of words.

    python -m core.recipes.sentiment --sentences FILE

FILE has tab-separated values, text and label (1 or 0) first, and a header: the 3,000 sentences of Kotzias et al., KDD 2015, which
the UCI Machine Learning Repository has as "Sentiment Labelled Sentences". `sentiment_measure` then measures all three.
The GRU is trained as ``torch.nn.GRU`` and is then our cell with the same weights.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

from core import checkpoints
from core.recipes.sentiment_data import Labelled, own, read
from core.recipes.sentiment_learners import Learner, Plan, learn, learn_bag, learn_words
from core.recurrent import bag, one_word, sentiment

SEED = 2026
DATA = (
    "3,000 sentences of reviews from amazon.com, imdb.com and yelp.com, half of them positive (D. Kotzias, M. Denil, "
    "N. de Freitas, P. Smyth, KDD 2015); trained on, not part of the project"
)
WITH_OWN = DATA + "; and assets/data/sentiment/negations.tsv without its held-out sentences, written for this project"
LICENCE = "not stated by its authors, who ask to be cited; commonly listed as CC BY 4.0"
SHORT = "irony, comparisons (better than nothing), rare words, and negations of a kind that it has not met (far from pathetic)"


@dataclass(frozen=True)
class Made:
    """One of the three: its weights, and what its card says."""

    model: nn.Module
    config: dict[str, Any]
    training: dict[str, Any]
    data: str
    does_badly: str


def sentence_network(sentences: list[Labelled]) -> Made:
    """The GRU."""
    plan = Plan()
    learner = Learner(plan, sentences + own(held=False), SEED)
    losses = learn(learner, sentences, own(held=False))
    config = {"dimensions": learner.E.shape[1], "vocabulary": learner.words}
    return Made(
        learner.finished().half(),
        {"cell": sentiment.CELL, "units": plan.units, "level": "word", "lower": True} | config,
        asdict(plan) | {"curve": losses},
        WITH_OWN,
        f"It goes wrong on {SHORT}. It gives an answer for any text, also for one that holds no opinion: there is no third class. "
        "After a few words its answer is for the sentences that began so, not for these words alone.",
    )


def word_network(sentences: list[Labelled]) -> Made:
    """The network without a memory."""
    network, training = learn_words(sentences, SEED)
    units, dimensions = network.W.shape
    return Made(
        network.half(),
        {"cell": one_word.CELL, "units": units, "dimensions": dimensions, "level": "word", "lower": True},
        training,
        DATA,
        "A word has one answer wherever it stands. Words whose vectors are near to one another get nearly the same, even where "
        "they mean the opposite. Most words are near one half, as they stand in sentences of both kinds.",
    )


def bag_of_words(sentences: list[Labelled]) -> Made:
    """The logistic regression. On the sentences of the file alone, with which it does better than with our own as well."""
    weights, words, training = learn_bag(sentences)
    return Made(
        weights,
        {"cell": bag.CELL, "level": "word", "lower": True, "vocabulary": words},
        training,
        DATA,
        "It does not see in what order the words stand, so that to it *not bad* is bad, and *not great* good. Words that it has "
        "not met add nothing. With our own sentences on negation in its training it does worse: `measured` has both.",
    )


RECIPES: dict[str, Callable[[list[Labelled]], Made]] = {
    sentiment.NAME: sentence_network,
    one_word.NAME: word_network,
    bag.NAME: bag_of_words,
}


def save(name: str, made: Made, seconds: float, sentences: int) -> None:
    """Write weights and card; `measured` stays as it was until `sentiment_measure` has run again."""
    known = checkpoints.card(name)["measured"] if name in checkpoints.names() else {"sentences": sentences}
    card = {
        "data": made.data,
        "data_licence": LICENCE,
        "licence": "Apache-2.0",
        "split": "none: trained on all sentences; measured in ten folds, by training ten times on nine tenths, where sentences "
        "that differ in capitals and marks only stay together",
        "recipe": "python -m core.recipes.sentiment --sentences FILE, then core.recipes.sentiment_measure --sentences FILE",
        "seed": SEED,
        "training_seconds": max(1, round(seconds)),
        "hardware": "CPU, 1 thread",
        "training": made.training,
        "measured": known,
        "does_badly": made.does_badly,
    }
    checkpoints.write(name, made.model, card, made.config)


def main() -> None:
    """Train all three, or one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=Path, required=True, help="tab-separated: text, label, and a header")
    parser.add_argument("--name", choices=tuple(RECIPES), help="only this one")
    options = parser.parse_args()
    torch.set_num_threads(1)
    sentences = read(options.sentences)
    for name in [options.name] if options.name else RECIPES:
        started = time.perf_counter()
        made = RECIPES[name](sentences)
        save(name, made, time.perf_counter() - started, len(sentences))
        print(f"{name}: {time.perf_counter() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()
