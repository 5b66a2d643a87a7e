"""The letter model of what is said in Shakespeare, sentence by sentence: trained, measured and written with its card.

    python -m core.recipes.shakespeare_letters

The same network as the letter model of everyday English, but that it knows capitals. Held out are whole works.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import torch

from core import checkpoints
from core.recipes.everyday import SEED, Learner, Plan, learn, nats
from core.recipes.language import arguments, bits
from core.recipes.shakespeare import CARD
from core.recurrent.language import speeches
from core.recurrent.language.kneser_ney import KneserNey
from core.recurrent.language.network import LanguageNetwork, NetworkConfig
from core.training import TrainingConfig
from core.vocab import EOS, UNK, Vocabulary

NAME = "shakespeare_letters"
PLAN = Plan(128, 512, 0.2, 0.3, TrainingConfig(5_000, 3e-3, warmup=300, report=250))
RAREST, ORDER = 20, 6  # a letter seen less often is <UNK>; letters of the n-grams that the network is measured against


def vocabulary() -> Vocabulary:
    """<EOS>, <UNK>, and the letters and marks from frequent to rare."""
    counts = Counter("".join(speeches.sentences("train")))
    return Vocabulary((EOS, UNK, *(s for s, n in counts.most_common() if n >= RAREST)))


def encode(vocabulary: Vocabulary, sentence: str) -> list[int]:
    """What stands for no symbol, the letters, <EOS>."""
    return vocabulary.encode([EOS, *sentence, EOS])


def taught(network: LanguageNetwork) -> Callable[[torch.Tensor], torch.Tensor]:
    """The network read as `Learner` is: the first of the ids stands for no symbol, logits are of what comes after each."""
    return lambda ids: network(torch.cat([ids[1:], ids[:1]]))  # it reads what comes before each of the symbols given


def measure(network: LanguageNetwork) -> dict[str, Any]:
    """Bits a letter on the works held out, of the network and of counted n-grams; new: of test without the sentences that, word
    for word, stand in the training too, as "What say you?" does."""
    parts: dict[str, list[str]] = {part: list(speeches.sentences(part)) for part in ("train", "dev", "test")}
    parts["new"] = [sentence for sentence in parts["test"] if sentence not in set(parts["train"])]
    counted = KneserNey.of(map(list, parts["train"]), network.vocabulary, ORDER)
    found: dict[str, Any] = {f"{part}_sentences": len(sentences) for part, sentences in parts.items()}
    for part in ("dev", "test", "new"):
        encoded = [encode(network.vocabulary, sentence) for sentence in parts[part]]
        found[f"{part}_bits_per_letter"] = round(bits(nats(taught(network), encoded)), 4)
    for part in ("test", "new"):
        logs = [counted.sentence_log_probs(list(sentence)) for sentence in parts[part]]
        by_counts = -sum(float(log.sum()) for log in logs) / sum(map(len, logs)) / math.log(2)
        found[f"{part}_bits_per_letter_{ORDER}grams"] = round(by_counts, 4)
    return found


def main() -> None:
    """Train, measure, write."""
    options = arguments(__doc__).parse_args()
    torch.set_num_threads(options.threads)
    generator, known = torch.Generator().manual_seed(SEED), vocabulary()
    encoded = {part: [encode(known, s) for s in speeches.sentences(part)] for part in ("train", "dev")}
    learner = Learner(NetworkConfig(known, PLAN.embedding, PLAN.units), PLAN, generator)
    curve = []
    for record in learn(learner, encoded, options.steps):
        curve.append({key: round(value, 4) for key, value in record.items()})
        print(curve[-1], flush=True)
    network = learner.finished().half().float()  # rounded as it ships
    card = CARD | {
        "recipe": f"python -m core.recipes.{NAME}",
        "seed": SEED,
        "training_seconds": curve[-1]["seconds"],
        "hardware": f"CPU with bfloat16 products, {options.threads} thread",
        "training": asdict(PLAN.training)
        | {"steps": curve[-1]["step"]}
        | {"dropout": [PLAN.forget_in, PLAN.forget_out], "curve": curve},
        "measured": measure(network),
    }
    config = {
        "cell": "language",
        "embedding": PLAN.embedding,
        "units": PLAN.units,
        "level": "character",
        "lower": False,
        "vocabulary": list(known.symbols),
    }
    checkpoints.write(NAME, network.half(), card, config)
    print(card["measured"])


if __name__ == "__main__":
    main()
