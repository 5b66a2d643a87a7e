"""Train the model that reads dates in any wording, measure it, and write weights and card.

python -m core.recipes.dates [--kept FOLDER]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from itertools import islice
from pathlib import Path

import torch

from core.recipes import dates_data as data
from core.recipes.translate import SEED, TOKENS, Training
from core.recipes.translate_data import Encoded
from core.translate import models
from core.translate.bpe import BOS, SPECIAL
from core.translate.characters import Characters
from core.translate.options import LOCALES, TranslationConfig
from core.translate.seq2seq import EncoderDecoder, Seq2SeqConfig
from core.translate.translator import END, Translator

NAME, EXAMPLES, STEPS = "dates", 240_000, 4000
SIZES = {"embedding": 48, "encoder": 80, "decoder": 128, "energy": 64, "dropout": 0.1}
TESTED = 4000  # examples of each test
BADLY = (
    "Only what the CLDR's patterns write was learned: no ordinals in English (3rd of March), no words for days (tomorrow, "
    "Christmas), no misspellings, no time of day; outside the years 1900 to 2099 it is lost. It gives a date for any text, "
    "also for one that holds none. Without the locale it can only guess which of two numbers is the month."
)
BADLY_PLAIN = " Without attention it now and then lets day and month change places although the locale is told."


def encoded(examples: list[data.Example], source: Characters, target: Characters) -> list[Encoded]:
    """As the model takes them."""
    begin = SPECIAL.index(BOS)
    return [(source.read(one.text, one.locale)[1], [begin, *target.encode(one.iso), END]) for one in examples]


def tests() -> dict[str, list[data.Example]]:
    """What is measured: held-out days, alone and in held-out wordings; what only the locale decides; unseen locales."""
    kinds = [one for locale in LOCALES for one in data.wordings(locale)]
    seen = [one for one in kinds if not data.held_out(one)]
    other = [one for locale in data.UNSEEN for one in data.wordings(locale)]

    def some(wordings: list[data.Wording], seed: int, told: float = 1.0, undecidable: bool | None = None):  # noqa: ANN202
        found = data.examples(wordings, "test", seed, told)
        chosen = (one for one in found if undecidable is None or one.undecidable == undecidable)
        return list(islice(chosen, TESTED))

    return {
        "days": some(seen, 1),
        "days_and_wordings": some([one for one in kinds if data.held_out(one)], 2),
        "decided_by_locale_told": some(seen, 3, undecidable=True),
        "decided_by_locale_not_told": some(seen, 4, told=0.0, undecidable=True),
        "clear_not_told": some(seen, 5, told=0.0, undecidable=False),
        "unseen_locales_clear": some(other, 6, undecidable=False),
        "unseen_locales_undecidable": some(other, 7, undecidable=True),
    }


def measure(translator: Translator) -> dict[str, object]:
    """Exact answers of each test, greedily, and what goes wrong most."""
    measured: dict[str, object] = {}
    wrong: Counter[str] = Counter()
    samples: list[list[str]] = []
    for name, examples in tests().items():
        right = 0
        for one in examples:
            answer = translator.translate(one.text, TranslationConfig("greedy", locale=one.locale)).text
            right += answer == one.iso
            if answer != one.iso and name in ("days", "days_and_wordings"):
                wrong[one.wording.locale] += 1
                samples.append([one.locale, one.text, one.iso, answer])
        measured[name] = {"exact": right, "of": len(examples)}
    first = measured["days"]
    summary = {"test_exact": round(first["exact"] / first["of"], 4)}
    return summary | measured | {"mistakes_by_locale": dict(wrong.most_common(8)), "mistakes": samples[:12]}


def main() -> None:
    """Make the data, train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kept", type=Path, default=None, help="folder for what was trained so far")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--plain", action="store_true", help="without attention")
    parser.add_argument("--resume", action="store_true", help="go on from what was kept")
    options = parser.parse_args()
    torch.set_num_threads(1)
    kinds = [one for locale in LOCALES for one in data.wordings(locale)]
    seen = [one for one in kinds if not data.held_out(one)]
    train = list(islice(data.examples(seen, "train", SEED, 1 - data.NOT_TOLD), EXAMPLES))
    dev = list(islice(data.examples(seen, "dev", SEED + 1), 2000))
    source, target = Characters.of([one.text for one in train]), Characters.of(["0123456789-"], ())
    config = Seq2SeqConfig(len(source), len(target), attention=not options.plain, **SIZES)
    training = Training(config, encoded(train, source, target), encoded(dev, source, target), options.steps)
    name = NAME + "-plain" * options.plain
    path = options.kept / f"{name}.pt" if options.kept else None
    if options.resume and path and path.exists():
        training.take_up(path)
    print(json.dumps({"wordings": len(seen), "held_out": len(kinds) - len(seen), "symbols": len(source)}), flush=True)
    for record in training.run(TOKENS):
        print(json.dumps(record), flush=True)
        if path:
            training.keep(path)
    model = models.halved(training.model)
    measured = measure(Translator(name, model, source, target))
    print(json.dumps(measured, ensure_ascii=False), flush=True)
    write(name, model, training, measured, len(seen), len(kinds) - len(seen), source, target)


def write(
    name: str,
    model: EncoderDecoder,
    training: Training,
    measured: dict[str, object],
    seen: int,
    held: int,
    source: Characters,
    target: Characters,
) -> None:
    """Weights and card."""
    card = {
        "recipe": "python -m core.recipes.dates" + " --plain" * name.endswith("plain"),
        "data": f"made: days from 1900 to 2099 written by babel in the CLDR's patterns of {len(LOCALES)} locales",
        "data_licence": "CLDR: Unicode License v3",
        "licence": "Apache-2.0",
        "split": "by day (10 % test, 2 % dev, in no wording trained on) and by wording "
        f"({held} of {seen + held} wordings never trained on); unseen locales apart",
        "seed": SEED,
        "training_seconds": round(training.seconds),
        "hardware": "CPU, 1 thread of a shared machine",
        "training": {"steps": training.steps, "examples": EXAMPLES, "tokens_a_batch": TOKENS, "curve": training.curve},
        "measured": measured,
        "does_badly": BADLY + BADLY_PLAIN * name.endswith("plain"),
    }
    symbols = {"source_symbols": list(source.symbols), "target_symbols": list(target.symbols)}
    models.save(name, model, card, symbols)


if __name__ == "__main__":
    main()
