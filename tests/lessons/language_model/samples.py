"""Races for tests of the picture: made-up numbers in place of a model's, of any sentences, odd ones too."""

import math

import numpy as np

from core.recurrent.results.language import Expected, Race, Raced, Reading, Scored

SIZES = (10, 20, 50, 100, 200, 500, 1000, 2000, 4000, 8000)
EOS, UNK = "<EOS>", "<UNK>"
COMMON = ("the", "a", "is", "of", "and", "with", "man", "train", "police", "trees", "are", "orange", "to", "it")
PEARS = {  # so likely in "the apple and pear salad" and "the apple and pair salad"
    "the": 0.062,
    "apple": 0.00042,
    "and": 0.042,
    "pear": 0.0031,
    "pair": 0.0000037,
    "salad": 0.118,
    EOS: 0.31,
}
ODD = {
    "pears": ("the apple and pear salad", "the apple and pair salad"),
    "same": ("how are you today", "how are you today"),
    "one": ("yes", "no"),
    "empty": ("what did you say", ""),
    "unlike": ("the cat sat on the mat", "the cat slept all day long on an old mat by the fire"),
    "odd": ("🙂👩‍👩‍👧 안녕하세요 שלום", "🙂👩‍👩‍👧 안녕히 عليكم"),
    "long": (
        "the internationalisation of " + "w" * 44 + " failed",
        "the internationalisation of donaudampfschifffahrt failed",
    ),
    "forty": (" ".join(f"word{i}" for i in range(39)) + " end", " ".join(f"word{i}" for i in range(30)) + " other end"),
    "twelve": (
        "if you want to come with us you should leave right now",
        "if you want to come with us you should leaf right now",
    ),
}


def race(name: str) -> Race:
    """One of `ODD`."""
    return made(*(text.split() for text in ODD[name]))


def made(a: list[str], b: list[str]) -> Race:
    """Two sentences of these words."""
    pairs = zip([*a, EOS], [*b, EOS], strict=False)
    parted = next((i for i, (one, other) in enumerate(pairs) if one != other), len(a) + 1)
    return Race(raced(a), raced(b), parted)


def raced(words: list[str]) -> Raced:
    """One sentence; the numbers of a place follow from the words up to it alone, as a model's do."""
    symbols = [letter for i, word in enumerate(words) for letter in (word if i == 0 else " " + word)]
    groups = [i for i, word in enumerate(words) for _ in (word if i == 0 else " " + word)]
    by_size = {size: _by_words(words, size, len(symbols) + 1) for size in SIZES}
    return Raced(tuple(words), by_size, _by_letters(symbols), (*groups, len(words)))


def known_from(word: str) -> int:
    """So large a vocabulary has the word: 8,000 have *pear*, no one has *salad* below 8,000."""
    return {EOS: 3, "the": 10, "and": 20, "salad": 8000}.get(word, 12 + sum(map(ord, word)) * 7 % 3000)


def _by_words(words: list[str], size: int, letters: int) -> Reading:
    logs, spelling, tokens, steps = [], [], [], []
    for t, word in enumerate([*words, EOS]):
        rng = np.random.default_rng(abs(math.prod(map(ord, "".join(words[:t])[-9:] + "x"))) % 2**31)
        p = PEARS.get(word, float(10 ** -rng.uniform(0.4, 4.5)))
        is_known = known_from(word) <= size
        if not is_known:
            p = min(0.6, max(p, 0.118) + rng.uniform(0, 0.3))
        spelled = 0.0 if is_known else -math.log(2) * (2.2 * len(word) + 0.6)
        tops = [(name, float(q)) for name, q in zip(rng.permutation(COMMON), (0.19, 0.107, 0.031), strict=False)]
        tops = sorted([*tops, (word if is_known else UNK, p)], key=lambda top: -top[1])
        rank = next(i for i, top in enumerate(tops, 1) if top[1] == p)
        steps.append(Expected(rank if rank < 4 else min(size, 3 + int(0.2 / p)), tuple(tops[:3])))
        logs.append(math.log(p))
        spelling.append(spelled)
        tokens.append(word if is_known else UNK)
    return Reading(Scored(tuple(tokens), (*words, EOS), np.array(logs), np.array(spelling), letters), tuple(steps))


def _by_letters(symbols: list[str]) -> Reading:
    rng, tokens = np.random.default_rng(3), [*symbols, EOS]
    after_space = [i == 0 or symbols[i - 1] == " " for i in range(len(tokens))]
    logs = -np.array([rng.uniform(1.5, 5) if first else rng.exponential(1.1) + 0.02 for first in after_space])
    steps = tuple(
        Expected(1 + int(-log), tuple(sorted(((one, math.exp(log)), ("e", 0.2), (" ", 0.1)), key=lambda top: -top[1])))
        for one, log in zip(tokens, logs, strict=True)
    )
    return Reading(Scored(tuple(tokens), tuple(tokens), logs, np.zeros(len(tokens)), len(tokens)), steps)
