"""What one vector carries, over several trainings: the order of the source, the size of c, two mistakes in teaching.

    python -m core.recipes.translate_vectors --pairs FILE --multiref FILE --kept FOLDER

FOLDER/<seed>-<units>/<name>.pt is what `core.recipes.translate` left with --seed and --units: en-fr-one-way and
en-fr-reversed for each of SEEDS at 256 units, en-fr-one-way for each of SIZES, and en-fr-no-end and en-fr-own-words.
All are measured in float16 and greedily. Written to assets/data/translate/one_vector.json, where

order        BLEU and −log P of a true piece, in all, by words of the source and by steps of the output; then reversed minus
             as it stands, for each seed and for the mean over seeds ("pooled", with sd over the seeds). low and high are
             the 95 % interval of the paired bootstrap over sentences (Koehn 2004, section 4): chance in the test set,
             not in the training, for which sd speaks. first_four and last_four: BLEU of these words alone, where the
             reference has LONG words or more
sizes        the same translator with c of another size
right, no_end, own_words   how many outputs end, and what the true pieces cost, as `translate_outputs.ending` says
attention    what the cards of en-fr and en-fr-plain say
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sacrebleu.metrics import BLEU

from core import checkpoints
from core.recipes import translate_data as data
from core.recipes.translate_kinds import UNITS
from core.recipes.translate_outputs import Tokens, decoded, ending, kept, nats, written
from core.recipes.translate_scores import BINS, RESAMPLES, Case, bleu, by_length, signature
from core.translate import models
from core.translate.options import MODELS, NO_END, ONE_WAY, OWN_WORDS, PLAIN, REVERSED

OUT = data.TRANSLATE / "one_vector.json"
SEEDS = (2026, 1, 2)
SIZES = (64, 128, 256, 512)
STEPS = ((1, 1), (2, 2), (3, 3), (4, 6), (7, 10), (11, data.LONGEST))  # of the output
LONG = 8  # words of a reference that has two ends
ENDS = {"first_four": slice(4), "last_four": slice(-4, None)}
Scores = Callable[[np.ndarray], np.ndarray]  # summed statistics (R, K) -> (R,)
Pick = Callable[[Sequence[Case]], Sequence[Case]]


@dataclass(frozen=True)
class Run:
    """One training: what was written of test, and −log P of the true pieces of dev."""

    made: list[Tokens]
    test: list[Case]
    dev: list[np.ndarray]
    parameters: int
    steps: int


def run(folder: Path, name: str, pairs: data.Pairs, seed: int = SEEDS[0], units: int = UNITS) -> Run:
    """Load and translate."""
    translator, state = kept(folder / f"{seed}-{units}", name, units)
    rows = [(english, (french,)) for english, french in pairs.test]
    made = written(translator, [source for source, _ in rows])
    parameters = sum(p.numel() for p in translator.model.parameters())
    return Run(made, decoded(translator, rows, made), nats(translator, pairs.dev), parameters, state["step"])


def counted(cases: Sequence[Case]) -> np.ndarray:
    """What BLEU is made of, for each sentence: (N, 10), matches and n-grams of each n, length of the output and reference."""
    metric = BLEU(effective_order=True)
    scored = [metric.sentence_score(case.output, case.references) for case in cases]
    return np.array([[*one.counts, *one.totals, one.sys_len, one.ref_len] for one in scored])


def corpus_bleu(sums: np.ndarray) -> np.ndarray:
    """BLEU of summed statistics: (R, 10) -> (R,)."""
    return np.array(
        [
            BLEU.compute_bleu(row[:4].tolist(), row[4:8].tolist(), *row[8:].tolist(), smooth_method="exp").score
            for row in sums
        ]
    )


def ratio(sums: np.ndarray) -> np.ndarray:
    """A mean from sum and count: (R, 2) -> (R,)."""
    return sums[:, 0] / sums[:, 1]


def difference(ours: Sequence[np.ndarray], theirs: Sequence[np.ndarray], scores: Scores) -> tuple[float, float, float]:
    """Mean over trainings of score(ours) − score(theirs), and the 95 % interval of the paired bootstrap.

    ours, theirs: statistics of each sentence, (N, K) a training. Each resample draws N sentences with replacement, the
    same for all (Koehn 2004).
    """
    n = len(ours[0])
    drawn = np.random.default_rng(SEEDS[0]).multinomial(n, np.full(n, 1 / n), size=RESAMPLES)
    drawn = np.vstack((np.ones(n, dtype=int), drawn))  # the set itself first
    found = np.mean([scores(drawn @ one) - scores(drawn @ other) for one, other in zip(ours, theirs, strict=True)], 0)
    low, high = np.percentile(found[1:], (2.5, 97.5))
    return float(found[0]), float(low), float(high)


def in_steps(dev: Sequence[np.ndarray], first: int, last: int) -> np.ndarray:
    """Sum of −log P and number of the pieces at steps first … last of each sentence: (N, 2)."""
    return np.array([(one[first - 1 : last].sum(), len(one[first - 1 : last])) for one in dev])


def within(low: int, high: int) -> Pick:
    """The cases whose source has so many words."""
    return lambda cases: [case for case in cases if low <= case.words <= high]


def end(part: slice) -> Pick:
    """These words of outputs and references alone, where the references have two ends."""

    def cut(case: Case) -> Case:
        output, *references = (" ".join(text.split()[part]) for text in (case.output, *case.references))
        return Case(case.source, output, tuple(references))

    return lambda cases: [cut(case) for case in cases if all(len(text.split()) >= LONG for text in case.references)]


def by_step(run: Run) -> list[dict[str, Any]]:
    """Mean −log P of a true piece by the step at which it stands."""
    tables = [in_steps(run.dev, *step).sum(0) for step in STEPS]
    return [
        {"from": first, "to": last, "pieces": int(count), "nats": round(total / count, 4)}
        for (first, last), (total, count) in zip(STEPS, tables, strict=True)
    ]


def figures(run: Run, trained: Sequence[str]) -> dict[str, Any]:
    """Of one training."""
    scored = bleu(run.test, interval=True)
    return {
        "bleu": scored["bleu"],
        "half_width": scored["half_width"],
        "dev": round(float(np.concatenate(run.dev).mean()), 4),
        "by_length": by_length(run.test, trained),
        "by_step": by_step(run),
    } | {name: bleu(end(part)(run.test))["bleu"] for name, part in ENDS.items()}


def beside(rows: Sequence[dict[str, Any]], lists: Sequence[str]) -> dict[str, Any]:
    """Figures of several trainings as one: those named as lists, rows of a table one by one, the rest as in the first."""
    out = {}
    for name, value in rows[0].items():
        if isinstance(value, list):
            out[name] = [beside(some, lists) for some in zip(*(row[name] for row in rows), strict=True)]
        else:
            out[name] = [row[name] for row in rows] if name in lists else value
    return out


def compared(ours: Sequence[Run], theirs: Sequence[Run]) -> dict[str, Any]:
    """Ours minus theirs in all, by length, by step and at both ends."""

    def scored(pick: Pick = list) -> dict[str, Any]:
        tables = ([counted(pick(r.test)) for r in side] for side in (ours, theirs))
        return told("bleu", *tables, corpus_bleu, 2)

    def lost(first: int, last: int) -> dict[str, Any]:
        tables = ([in_steps(r.dev, first, last) for r in side] for side in (ours, theirs))
        return told("nats", *tables, ratio, 4)

    return {
        **scored(),
        "dev": lost(1, data.LONGEST),
        "by_length": [{"from": low, "to": high} | scored(within(low, high)) for low, high in BINS],
        "by_step": [{"from": first, "to": last} | lost(first, last) for first, last in STEPS],
        **{name: scored(end(part)) for name, part in ENDS.items()},
    }


def told(name: str, ours: list[np.ndarray], theirs: list[np.ndarray], scores: Scores, digits: int) -> dict[str, float]:
    """A difference under its name, with its interval and, over several trainings, their standard deviation."""
    value, low, high = difference(ours, theirs, scores)
    out = {name: value, "low": low, "high": high}
    if len(ours) > 1:
        each = [float((scores(a.sum(0)[None]) - scores(b.sum(0)[None]))[0]) for a, b in zip(ours, theirs, strict=True)]
        out["sd"] = float(np.std(each, ddof=1))
    return {key: round(number, digits) for key, number in out.items()}


def to_first_mark(case: Case) -> Case:
    """The output as far as its first full stop, question mark or exclamation mark."""
    found = re.match(r".*?[.?!]", case.output)
    return Case(case.source, found[0] if found else case.output, case.references)


def taught(run: Run, trained: Sequence[str]) -> dict[str, Any]:
    """What tells a mistake in teaching from the right way."""
    cut = bleu([to_first_mark(case) for case in run.test])["bleu"]
    return (
        {"steps": run.steps}
        | ending(run.test, run.made, run.dev)
        | {"bleu_to_first_mark": cut, "by_length": by_length(run.test, trained), "by_step": by_step(run)}
    )


def of_card(name: str) -> dict[str, Any]:
    """Greedy figures of a shipped translator."""
    said = checkpoints.card(models.stem(name))["measured"]
    return {field: said["greedy"][field] for field in ("bleu", "half_width")} | {"by_length": said["by_length_greedy"]}


def main() -> None:
    """Translate with each, measure, write."""
    parser = data.arguments(argparse.ArgumentParser(description=__doc__.split("\n")[0]))
    parser.add_argument("--kept", type=Path, required=True, help="folder of the folders <seed>-<units>")
    options = parser.parse_args()
    torch.set_num_threads(1)
    pairs = data.read(options.pairs, options.multiref)
    trained = [english for english, _ in pairs.train]
    orders = {
        order: [run(options.kept, name, pairs, seed) for seed in SEEDS]
        for order, name in (("as_it_stands", ONE_WAY), ("reversed", REVERSED))
    }
    forward, backward = orders.values()
    lists = ("bleu", "half_width", "dev", "nats", "brevity_penalty", "length_ratio", *ENDS)
    sizes = {units: forward[0] if units == UNITS else run(options.kept, ONE_WAY, pairs, units=units) for units in SIZES}
    found = {
        "recipe": "python -m core.recipes.translate_vectors",
        "signature": signature(forward[0].test),
        "order": {
            "seeds": SEEDS,
            **{order: beside([figures(one, trained) for one in runs], lists) for order, runs in orders.items()},
            "difference": [
                {"seed": seed} | compared([b], [a]) for seed, a, b in zip(SEEDS, forward, backward, strict=True)
            ],
            "pooled": compared(backward, forward),
        },
        "sizes": [
            {"units": units, "parameters": one.parameters} | figures(one, trained) for units, one in sizes.items()
        ],
        "right": taught(forward[0], trained),
        "no_end": taught(run(options.kept, NO_END, pairs), trained),
        "own_words": taught(run(options.kept, OWN_WORDS, pairs), trained),
        "attention": {name: of_card(name) for name in (MODELS[0], MODELS[0] + PLAIN)},
    }
    OUT.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
