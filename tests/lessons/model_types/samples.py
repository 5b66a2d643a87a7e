"""Runs that were made for tests, not by a network: any length, with states that can be told apart."""

from __future__ import annotations

import numpy as np

from core.recurrent.configurations import CONFIGURATIONS
from core.recurrent.results.shapes import Run

UNITS = 30
REVIEW = ("the", "food", "was", "not", "bad", "at", "all")
SAID = (0.5, 0.5, 0.4, 0.2, 0.6, 0.9, 0.97)
WITHOUT = (0.9, 0.9, 0.9, 0.05, 0.1, 0.95, 0.96)
SENTENCE, TAGS = ("Ann", "Lee", "sings"), ("B-PER", "I-PER", "O")
NAME, DATE, ISO = ("a", "r", "y", "<EOS>"), ("<UNK>", "3", "/", "4", "<EOS>"), (*"2020-04-03", "<EOS>")


def states(steps: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).uniform(-1, 1, (steps, UNITS))


def runs(review: tuple[str, ...] = REVIEW) -> dict[str, Run]:
    """All five; the review may have any words."""
    said = [SAID[t % len(SAID)] for t in range(len(review))]
    chances = [(("positive", p), ("negative", 1 - p)) for p in said]
    answer = "positive" if said[-1] > 0.5 else "negative"
    return {
        "one_one": made("one_one", ("good",), ("positive",), [chances[-1]], logit=1.0),
        "one_many": made("one_many", ("M",), NAME, [((letter, 0.6), ("x", 0.2)) for letter in NAME], begins="<EOS>"),
        "many_one": made(
            "many_one",
            review,
            (answer,),
            chances,
            [f"{p:.2f}" for p in said],
            logit=3.0,
            without=np.array([WITHOUT[t % len(WITHOUT)] for t in range(len(review))]),
        ),
        "many_many": made("many_many", SENTENCE, TAGS, [((tag, 0.8), ("B-ORG", 0.1)) for tag in TAGS], y_size=9),
        "n_m": made(
            "n_m",
            DATE,
            ISO,
            [()] * len(DATE) + [((symbol, 0.9), ("1", 0.05)) for symbol in ISO],
            [f"20{t:02}-01-01" for t in range(len(DATE))] + [""] * len(ISO),
            y_size=14,
            both_ways=True,
        ),
    }


def made(shape, read, written, chances, would=(), *, y_size=1, both_ways=False, begins="", logit=None, without=None):
    """A run of these symbols."""
    boxes = CONFIGURATIONS[shape].boxes(read, written, chances, would)
    values = states(len(boxes), len(shape))
    if shape == "n_m":
        values[len(read) :, UNITS - 10 :] = np.nan
    return Run(
        shape,
        boxes,
        values,
        np.zeros(UNITS),
        len(read),
        len(written),
        50,
        y_size,
        begins,
        both_ways,
        logit=logit,
        without=without,
    )
