"""Scores of captions against sacreBLEU, the public tool's CIDEr-D, brute force, and a bootstrap drawn by hand.

cider.json has what pycocoevalcap 1.2 (cider/cider.py, which is CIDEr-D) says of the captions that `made` makes.
"""

import json
import math
import random
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from sacrebleu.metrics import BLEU

from core.captions.scores import RESAMPLES, SEED, Cider, bleu, interval, one_out, resampled

TOOL = json.loads((Path(__file__).parent / "cider.json").read_text("utf-8"))
WHO = "a dog|a brown dog|two dogs|a man|a man in a hat|a girl|two girls|someone|a very very small bird|nothing".split(
    "|"
)
DOES = "runs|sleeps|jumps over a log|jumps and jumps and jumps|eats|looks at a man|looks at a dog|sits".split("|")
WHERE = "on the grass|in the snow|by the water by the water|under a tree|on a red sofa|in a street of a city".split("|")


def made(seed, pictures=250):
    """Captions and one to five references each; only rng.random(), which is the same in every Python."""
    rng = random.Random(seed)

    def one(words):
        return words[int(rng.random() * len(words))]

    def sentence():
        parts = [one(WHO), one(DOES), one(WHERE)][: 1 + int(rng.random() * 6)]
        while rng.random() < 0.2:
            parts += ["and", one(WHO), one(DOES)]
        return " ".join(parts)

    references = [[sentence() for _ in range(1 + int(rng.random() * 5))] for _ in range(pictures)]
    candidates = []
    for known in references:
        kind, words = rng.random(), one(known).split()
        near = [word for word in words if rng.random() < 0.8]
        candidates.append(
            " ".join(words)
            if kind < 0.1
            else " ".join(near)
            if kind < 0.6
            else " ".join(near + [one(near)] * 9 if near else [])
            if kind < 0.7
            else "unheard of words here"
            if kind < 0.72
            else sentence()
        )
    return [text.split() for text in candidates], [[text.split() for text in known] for known in references]


def theirs(candidates, references, order):
    """sacreBLEU's score up to this order, tokens as they are."""
    streams = [[" ".join(known[k]) if k < len(known) else None for known in references] for k in range(5)]
    metric = BLEU(tokenize="none", smooth_method="none", max_ngram_order=order)
    return metric.corpus_score([" ".join(words) for words in candidates], streams).score


@pytest.mark.parametrize("seed", range(20))
def test_bleu_of_every_order_is_sacrebleus(seed):
    candidates, references = made(seed, (2, 8, 60)[seed % 3])
    found = bleu(candidates, references)
    for order in range(1, 5):
        assert found[order - 1] == pytest.approx(theirs(candidates, references, order), rel=1e-12, abs=1e-12)
    assert found[0] > 20


def test_bleu_by_hand():
    """4 of 5 words, 2 of 4 pairs, no three in a row; 5 words against 6."""
    found = bleu(["a dog runs on snow".split()], [["a dog sits on the snow".split()]])
    short = math.exp(1 - 6 / 5)
    assert found == pytest.approx((80 * short, 100 * short * math.sqrt(0.8 * 0.25), 0, 0))


def test_cider_is_the_public_tools():
    candidates, references = made(TOOL["seed"])
    mean, scores = Cider(references).score(candidates)
    assert len(TOOL["scores"]) == len(scores) == 250
    assert mean == pytest.approx(TOOL["mean"], abs=1e-9) and scores == pytest.approx(TOOL["scores"], abs=1e-9)
    assert scores.min() == 0 and scores.max() > 5 and len(set(scores.round(6))) > 200


def test_cider_from_its_formula():
    """Dense vectors over all n-grams, as the paper writes them."""
    candidates, references = made(5, 12)
    score = Cider(references).score_one
    for i, caption in enumerate(candidates):
        whole = 0.0
        for n, known in product(range(1, 5), references[i]):
            texts = [caption, known]
            kinds = sorted({tuple(w[j : j + n]) for w in texts for j in range(len(w) - n + 1)})
            held = [sum(any(_count(r, kind) for r in each) for each in references) for kind in kinds]
            idf = np.array([math.log(len(references) / max(1, count)) for count in held])
            g, h = (np.array([_count(words, kind) for kind in kinds]) * idf for words in texts)
            norms = np.linalg.norm(g) * np.linalg.norm(h)
            gauss = math.exp(-((len(caption) - len(known)) ** 2) / 72)
            whole += 10 * gauss * (np.minimum(g, h) @ h) / norms if norms else 0
        assert score(i, caption) == pytest.approx(whole / 4 / len(references[i]), abs=1e-12)


def _count(words, kind):
    return sum(tuple(words[j : j + len(kind)]) == kind for j in range(len(words)))


def test_what_cider_rewards():
    """The same words are worth 10, an own word more than a common one, and saying it again lowers the score (section 8)."""
    known = [["a dog runs in deep snow".split()], ["a man runs in a street".split()], ["a girl eats".split()]]
    cider = Cider(known)
    assert cider.score_one(0, known[0][0]) == pytest.approx(10)
    assert cider.score_one(0, ["snow"]) > cider.score_one(0, ["runs"]) > cider.score_one(0, ["a"]) == 0
    assert cider.score_one(0, ["dog", "snow"]) > cider.score_one(0, ["dog", "snow", "snow", "snow", "snow"])
    assert cider.score_one(0, []) == 0 == Cider(known[:1]).score_one(0, known[0][0])


def test_the_bootstrap_draws_pictures_and_scores_them_anew():
    candidates, references = made(7, 40)
    values = resampled(candidates, references)
    scores = Cider(references).score(candidates)[1]
    draws = np.random.default_rng(SEED).multinomial(40, [1 / 40] * 40, RESAMPLES)
    for row in (0, 1, 500, RESAMPLES - 1):
        drawn = [i for i, count in enumerate(draws[row]) for _ in range(count)]
        again = [candidates[i] for i in drawn], [references[i] for i in drawn]
        assert values[row, :4] == pytest.approx([theirs(*again, order) for order in range(1, 5)], abs=1e-9)
        assert values[row, 4] == pytest.approx(np.mean(scores[drawn]))


def test_the_interval_is_as_wide_as_that_of_a_mean():
    """Of CIDEr-D, a mean over pictures, by the normal distribution: 1.96 standard errors to each side."""
    candidates, references = made(8)
    mean, scores = Cider(references).score(candidates)
    low, high = interval(resampled(candidates, references))
    error = 1.96 * scores.std() / math.sqrt(len(scores))
    assert (low[4], high[4]) == pytest.approx((mean - error, mean + error), abs=0.15 * error)
    assert low[3] < bleu(candidates, references)[3] < high[3]
    assert interval(np.arange(1001.0)) == (25, 975)


def test_the_same_pictures_are_drawn_for_two_captioners():
    """So a captioner that is a little better on every picture is better in every draw."""
    candidates, references = made(9, 60)
    better = [known[0] for known in references]
    gain = resampled(better, references) - resampled(candidates, references)
    assert (gain[:, 4] > 0).all() and np.ptp(gain[:, 4]) < np.ptp(resampled(better, references)[:, 4])


def test_a_person_is_held_to_the_others():
    known = [["ab".split(), "c d".split(), "e".split()], [["f"], ["g"], ["h"]]]
    assert one_out(known, 1) == ([["c", "d"], ["g"]], [[["ab"], ["e"]], [["f"], ["h"]]])


def test_what_has_no_score():
    with pytest.raises(ValueError, match="without a reference"):
        Cider([[["a"]], []])
    with pytest.raises(ValueError, match="1 captions for 2 pictures"):
        Cider([[["a"]], [["b"]]]).score([["a"]])
    assert Cider([]).score([])[0] == 0
