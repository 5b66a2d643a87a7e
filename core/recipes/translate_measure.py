"""Measure what `core.recipes.translate` trained, as it will ship (float16), and write weights and card.

    python -m core.recipes.translate_measure --name en-fr --pairs FILE --multiref FILE --kept FOLDER

BLEU is sacreBLEU's, cased, 13a, on the test split: greedily and with a beam of 5, by length, and apart on sentences that
are unlike all training sentences; on the sentences that the app shows, with two references; and against the width.
Those that are taught wrongly are measured greedily alone: how many of their outputs end, and what the true pieces cost.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from core.recipes import translate_data as data
from core.recipes.translate import RATE, SEED, SMOOTHING, TOKENS, WARMUP
from core.recipes.translate_kinds import NAMES, Kind
from core.recipes.translate_outputs import Row, cases, decoded, ending, kept, nats, written
from core.recipes.translate_scores import Case, bleu, by_length, signature, unlike
from core.translate import chain, models
from core.translate.options import NO_END, OWN_WORDS, TranslationConfig
from core.translate.translator import END, Translator

WIDTHS = (1, 2, 3, 5, 10, 20, 50)
ALPHAS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
CPU = "CPU, 1 thread of a shared machine"
ONE_VECTOR = (
    "From about ten words on the one vector in the middle no longer holds the sentence: what comes out is fluent and says "
    "something else. Rare words, names and numbers as with attention, only more so."
)
BADLY = {  # by the way of a `Kind`, read off the outputs on the sentences that the app shows and on test
    "": "Words seen a few times only are made up from pieces or swapped for others (baker, dragon, vet), and so are names "
    "and numbers of several digits; of sentences above 16 words a part is often missing or said twice.",
    "plain": ONE_VECTOR,
    "one-way": ONE_VECTOR,
    "reversed": ONE_VECTOR,
    "no-end": "Taught wrongly on purpose: no training target had its <EOS>. It never stops by itself: behind the "
    "translation come marks, the same words again and new sentences, up to the greatest length. " + ONE_VECTOR,
    "own-words": "Taught wrongly on purpose: in training it read what it had itself written, not the true words. It says "
    "words twice or more (ici ici, une une vie vie), leaves others out, and from about ten words on writes rows of commas, "
    "apostrophes and small words (de de de).",
}
BADLY_INTO_FRENCH = "Small words and agreement go wrong (que, de, gender), and tu and vous change within a sentence."
BADLY_ENDED = {
    True: "The dev loss was flat at the end, when the step size had run out; a longer schedule was not tried.",
    False: "Training ended when its time was up, with the dev loss still falling a little.",
}
FLAT = 1e-3  # how far the dev loss may fall in the last 500 steps and be flat
BADLY_ALWAYS = "What is no sentence of the language gets a translation all the same."
LONG = 10  # words from which on a sentence counts as long


def best_alpha(translator: Translator, rows: Sequence[Row]) -> tuple[float, list[dict]]:
    """The α with the best BLEU on dev at a beam of 5: one search each, ranked again for each α."""
    config = TranslationConfig(width=5)
    searched = [(source, references, translator.search(source, config).finished) for source, references in rows]
    curve = []
    for i, alpha in enumerate(ALPHAS):
        ranked = []
        for source, references, finished in searched:
            winner = chain.rerank(finished, ALPHAS).winner[i]
            ranked.append(Case(source, translator.target.decode(finished[winner].tokens), references))
        curve.append({"alpha": alpha} | bleu(ranked))
    return max(curve, key=lambda row: row["bleu"])["alpha"], curve


def by_width(translator: Translator, rows: Sequence[Row], alpha: float) -> list[dict[str, object]]:
    """Quality and processor time against the width on the sentences shown, ranked by log P alone and with α."""
    table = []
    for width in WIDTHS:
        config, seconds, found = TranslationConfig(width=width), [], []
        for source, _ in rows:
            started = time.process_time()
            found.append(translator.search(source, config).finished)
            seconds.append(time.process_time() - started)
        for ranked_by in (0.0, alpha):
            best = [finished[chain.rerank(finished, [ranked_by]).winner[0]] for finished in found]
            made = [
                Case(source, translator.target.decode(one.tokens), references)
                for (source, references), one in zip(rows, best, strict=True)
            ]
            table.append(
                {"width": width, "alpha": ranked_by}
                | bleu(made)
                | {
                    "log_probability": round(float(np.mean([one.log_probability for one in best])), 4),
                    "empty": sum(len(one.tokens) == 1 for one in best),
                    "milliseconds": round(1000 * float(np.median(seconds)), 2),
                }
            )
    return table


def empty(translator: Translator, rows: Sequence[Row]) -> dict[str, object]:
    """How often nothing at all is likelier than what a beam of 5 finds (Stahlberg and Byrne 2019)."""
    preferred, gaps = 0, []
    for source, _ in rows:
        _, ids = translator.read(source)
        nothing = chain.forced(translator.stepper(ids), [END]).log_probability
        found = translator.search(source, TranslationConfig(width=5, alpha=0.0)).finished
        whole = max(one.log_probability for one in found if len(one.tokens) > 1)
        preferred += nothing > whole
        gaps.append(whole - nothing)
    return {"preferred": preferred, "of": len(rows), "median_gap": round(float(np.median(gaps)), 3)}


def mistaken(translator: Translator, pairs: data.Pairs, shown: list[dict]) -> dict[str, object]:
    """What the card of one that was taught wrongly says; all go from English to French."""
    rows = [(english, (french,)) for english, french in pairs.test]
    made = written(translator, [source for source, _ in rows])
    test = decoded(translator, rows, made)
    ours = [(one["en"], tuple(one["fr"])) for one in shown]
    found = ending(test, made, nats(translator, pairs.dev))
    return {
        "test_bleu_greedy": found["bleu"],
        "signature": signature(test),
        "greedy": bleu(test, interval=True),
        "by_length_greedy": by_length(test, [english for english, _ in pairs.train]),
        "shown_greedy": {"references": len(ours[0][1])} | bleu(cases(translator, ours), interval=True),
        "ending": {name: value for name, value in found.items() if name not in ("bleu", "half_width", "length_ratio")},
    }


def measure(translator: Translator, pairs: data.Pairs, several: list[dict], shown: list[dict]) -> dict[str, object]:
    """Everything that the card says."""
    if translator.name in (NO_END, OWN_WORDS):
        return mistaken(translator, pairs, shown)
    english = translator.name.startswith("en")

    def rows(split: list[data.Pair]) -> list[Row]:
        return [(en, (fr,)) if english else (fr, (en,)) for en, fr in split]

    ours = [(one["en"], tuple(one["fr"])) if english else (one["fr"][0], (one["en"],)) for one in shown]
    alpha, curve = best_alpha(translator, rows(pairs.dev)[::4])
    beam = TranslationConfig(width=5, alpha=alpha)
    test = cases(translator, rows(pairs.test), beam)
    greedy = cases(translator, rows(pairs.test))
    trained = [source for source, _ in rows(pairs.train)]
    far = unlike(trained)
    measured = {
        "test_bleu_beam_5": bleu(test)["bleu"],
        "test_bleu_greedy": bleu(greedy)["bleu"],
        "signature": signature(test),
        "alpha": alpha,
        "alpha_on_dev": curve,
        "beam_5": bleu(test, interval=True),
        "greedy": bleu(greedy, interval=True),
        "unlike_training": bleu([case for case in test if far(case.source)], interval=True),
        "long": {"from": LONG} | bleu([case for case in test if case.words >= LONG], interval=True),
        "by_length": by_length(test, trained),
        "by_length_greedy": by_length(greedy, trained),
        "shown": {"references": len(ours[0][1])} | bleu(cases(translator, ours, beam), interval=True),
        "shown_greedy": bleu(cases(translator, ours), interval=True),
        "by_width": by_width(translator, ours, alpha),
        "empty": empty(translator, ours),
    }
    if not english:
        multi = [(one["src"], tuple(one["refs"][:3])) for one in several]
        measured["three_references"] = bleu(cases(translator, multi, beam), interval=True)
    return measured


def badly(name: str, curve: list[dict]) -> str:
    """What the card says that the model does badly, and how its training ended."""
    flat = curve[-2]["dev"] - curve[-1]["dev"] < FLAT
    parts = [BADLY[Kind.of(name).way], *[BADLY_INTO_FRENCH] * name.startswith("en"), BADLY_ENDED[flat]]
    return " ".join([*parts, BADLY_ALWAYS])


def trained_by(name: str, plans: list[list[int]], step: int, hardware: str) -> str:
    """The commands that trained it; training that was broken off to end earlier or later is told with its step."""
    said = [f"python -m core.recipes.translate --name {name} --steps {plans[0][1]}"]
    said[0] += " --device cuda" * (hardware != CPU)
    said += [f"from step {since} on with --resume --steps {steps}" for since, steps in plans[1:]]
    said += [f"stopped at step {step}"] * (step < plans[-1][1])
    return ", ".join(said)


def main() -> None:
    """Read what was trained, measure, write."""
    parser = data.arguments(argparse.ArgumentParser(description=__doc__.split("\n")[0]))
    parser.add_argument("--name", required=True, choices=NAMES)
    parser.add_argument("--kept", type=Path, required=True, help="folder with what was trained")
    parser.add_argument("--hardware", default=CPU, help="what it was trained on, in words")
    options = parser.parse_args()
    torch.set_num_threads(1)
    name = options.name
    translator, state = kept(options.kept, name)
    pairs = data.read(options.pairs, options.multiref)
    several = json.loads(options.multiref.read_text(encoding="utf-8"))
    shown = json.loads(data.SENTENCES.read_text(encoding="utf-8"))["sentences"]
    measured = measure(translator, pairs, several, shown)
    kind = Kind.of(name)
    turned = [pair if kind.source == "en" else pair[::-1] for pair in pairs.train]
    trained = len(data.encoded(turned, models.subwords(kind.source), models.subwords(kind.target)))
    card = {
        "recipe": f"{trained_by(name, state['plans'], state['step'], options.hardware)}; "
        f"python -m core.recipes.translate_measure --name {name}",
        "data": f"{trained:,} sentence pairs of Tatoeba (tatoeba.org) as selected by manythings.org/anki; "
        "trained on, no part of this project",
        "data_licence": "CC BY 2.0 FR",
        "licence": "Apache-2.0",
        "split": "by connected components of the graph of sentences: no side of a dev or test pair is in train; without "
        "the components of the sentences with several references, of those that the app shows and of those whose vectors it "
        "compares",
        "seed": SEED,
        "training_seconds": round(state["seconds"]),
        "hardware": options.hardware,
        "training": {
            "pairs": trained,
            "steps": state["step"],
            "tokens_a_batch": TOKENS,
            "rate": RATE,
            "warmup": WARMUP,
            "label_smoothing": SMOOTHING,
            "curve": state["curve"],
        },
        "measured": measured,
        "does_badly": badly(name, state["curve"]),
    }
    models.save(name, translator.model, card, {})
    print(json.dumps(measured, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
