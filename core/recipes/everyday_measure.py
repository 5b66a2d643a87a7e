"""Measure the two models of everyday English on held-out sentences, and write weights and cards.

    python -m core.recipes.everyday_measure --sentences FILE --kept FOLDER

On the same sentences: the word model at every size of vocabulary, the letter model, and what one would use without a network,
a Kneser–Ney trigram, alone and mixed with the word model. Bits per letter are those of the whole text, the ends of the sentences
counted as letters, and a word that a model does not know pays for its spelling; only so can the three be compared.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file

from core import checkpoints
from core.recipes import everyday_data as data
from core.recipes.everyday import SEED
from core.recurrent.language import models, pairs, race, reach
from core.recurrent.language.kneser_ney import KneserNey
from core.recurrent.language.network import LanguageNetwork, NetworkConfig
from core.recurrent.language.text import CLOSING
from core.recurrent.options import VOCABULARIES
from core.recurrent.results.language import Reading
from core.vocab import EOS, Vocabulary

CARD = {
    "data": "English sentences of Tatoeba (tatoeba.org), by way of manythings.org/anki; trained on, not part of the project",
    "data_licence": "CC BY 2.0 FR",
    "licence": "Apache-2.0",
    "split": "by sentence, lower-cased and without its marks: a hash decides, 3 % for test, 2 % for dev; "
    "of these only what is more than one word away from every sentence of the training",
    "seed": SEED,
}
AT_ONCE = 64
EDGES = (0, 3, 6, 10, 15, 20, 30, 40, 60)  # of the distances, in letters, over which a change's effect is averaged
LONG, MANY = 10, 300  # words of a sentence for that and the mark that closes it, and how many sentences


def network(kept: Path, name: str) -> LanguageNetwork:
    """What was trained, rounded to float16 as it ships."""
    made = json.loads((kept / f"{name}.json").read_text(encoding="utf-8"))
    level = {"words": "word", "letters": "character"}[name]
    config = NetworkConfig(
        Vocabulary(tuple(made["vocabulary"]), level, lower=True), made["plan"]["embedding"], made["plan"]["units"]
    )
    net = LanguageNetwork(config)
    net.load_state_dict(load_file(kept / f"{name}.safetensors"))
    return net.half().float().eval().requires_grad_(False)


class Totals:
    """Sums over sentences."""

    def __init__(self) -> None:
        self.nats = self.spelled = 0.0
        self.tokens = self.letters = self.unknown = 0

    def add(self, log_probs: np.ndarray, spelling: np.ndarray, letters: int) -> None:
        """One sentence."""
        self.nats -= float(log_probs.sum())
        self.spelled -= float(spelling.sum())
        self.tokens += len(log_probs)
        self.letters += letters
        self.unknown += int((spelling < 0).sum())

    def figures(self) -> dict[str, float]:
        """Perplexities and bits."""
        return {
            "perplexity": round(float(np.exp(self.nats / self.tokens)), 2),
            "spelled_perplexity": round(float(np.exp((self.nats + self.spelled) / self.tokens)), 2),
            "bits_per_letter": round((self.nats + self.spelled) / np.log(2) / self.letters, 4),
            "unknown_share": round(self.unknown / self.tokens, 4),
        }


class Measuring:
    """Both networks and the trigram over held-out sentences."""

    def __init__(self, kept: Path, parts: dict[str, list[data.Words]]) -> None:
        self.letters = models.LetterModel(network(kept, "letters"))
        self.words = models.WordModel(network(kept, "words"), self.letters)
        self.parts, self.full = parts, Totals()
        self.trigram, self.fivegram = (KneserNey.of(parts["train"], self.words.vocabulary, order) for order in (3, 5))

    def sizes(self) -> tuple[dict[int, dict[str, float]], dict[str, float]]:
        """The word model at each size of vocabulary, and the letter model, on the test sentences."""
        totals, spelled = {size: Totals() for size in VOCABULARIES}, Totals()
        for sentence in self.parts["test"]:
            (raced,) = race.raced(self.words, self.letters, [sentence])
            for size, reading in raced.by_size.items():
                _add(totals[size], reading)
            _add(spelled, raced.spelled)
        self.full = totals[VOCABULARIES[-1]]
        by_letters = spelled.figures()
        return {size: total.figures() for size, total in totals.items()}, {
            "bits_per_letter": by_letters["bits_per_letter"],
            "perplexity_per_letter": by_letters["perplexity"],
            "perplexity_per_word": round(float(np.exp((spelled.nats + spelled.spelled) / self.full.tokens)), 2),
        }

    def mixed(self) -> dict[str, Any]:
        """The trigram alone, and mixed with the word model by the weight that is best on dev; after `sizes`."""
        dev, weights = self._both("dev"), np.linspace(0, 1, 51)
        best = max(weights, key=lambda weight: _mix(*dev, weight).sum())
        by_network, by_trigram = self._both("test")
        tried = {
            "network": by_network,
            "trigram": by_trigram,
            "fivegram": self._by_counts("test", self.fivegram),
            "mixture": _mix(by_network, by_trigram, best),
        }
        figures = {"weight_of_the_network": round(float(best), 2)}
        for name, logs in tried.items():
            figures[f"{name}_perplexity"] = round(float(np.exp(-logs.mean())), 2)
            bits = (self.full.spelled - logs.sum()) / np.log(2)
            figures[f"{name}_bits_per_letter"] = round(float(bits / self.full.letters), 4)
        return figures

    def _both(self, part: str) -> tuple[np.ndarray, np.ndarray]:
        by_network = [self._taken(s) for s in self.parts[part]]
        return np.concatenate(by_network), self._by_counts(part, self.trigram)

    def _by_counts(self, part: str, model: KneserNey) -> np.ndarray:
        return np.concatenate([model.sentence_log_probs(s) for s in self.parts[part]])

    def _taken(self, sentence: Sequence[str]) -> np.ndarray:
        ids = self.words.vocabulary.encode([*sentence, EOS])
        return self.words.read([sentence])[0][np.arange(len(ids)), ids]

    def pairs(self) -> dict[str, Any]:
        """Of how many written pairs each finds the right sentence likelier, and by how many bits."""
        written = pairs.pairs()
        apart = {
            "words": pairs.bits_apart(self.words, written),
            "letters": pairs.bits_apart(self.letters, written),
            "trigram": [self._trigram_bits(p.right) - self._trigram_bits(p.wrong) for p in written],
        }
        right = {
            name: {
                kind: sum(bool(b > 0) for b, p in zip(bits, written, strict=True) if p.kind == kind)
                for kind in pairs.KINDS
            }
            for name, bits in apart.items()
        }
        return {"right": right, "bits_apart": {name: [round(b, 2) for b in bits] for name, bits in apart.items()}}

    def _trigram_bits(self, text: str) -> float:
        scored = self.words.score(text)
        words = scored.written[:-1]
        return (self.trigram.sentence_log_probs(words).sum() + scored.spelling.sum()) / np.log(2)

    def reach(self) -> dict[str, Any]:
        """How much a changed word, or letter, moves what is expected at the last word, by its distance in letters."""
        chosen = [s for s in self.parts["test"] if len(s) > LONG and s[-1] in CLOSING][:MANY]
        found = {
            "words": [reach.of_words(self.words, s, len(s) - 2) for s in chosen],
            "letters": [reach.of_letters(self.letters, s, len(s) - 2) for s in chosen],
        }
        return {"edges": list(EDGES), "sentences": len(chosen)} | {name: _binned(all_) for name, all_ in found.items()}


def _add(totals: Totals, reading: Reading) -> None:
    totals.add(reading.scored.log_probs, reading.scored.spelling, reading.scored.letters)


def _mix(network: np.ndarray, trigram: np.ndarray, weight: float) -> np.ndarray:
    return np.log(weight * np.exp(network) + (1 - weight) * np.exp(trigram))


def _binned(found: list[reach.Reach]) -> list[float]:
    distance = np.concatenate([one.distance for one in found])
    moved = np.concatenate([one.moved for one in found])
    places = np.digitize(distance, EDGES[1:], right=True)
    return [round(float(moved[places == k].mean()), 5) for k in range(len(EDGES) - 1)]


def main() -> None:
    """Measure both and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=Path, required=True, help="text, one sentence a line, plain or .gz")
    parser.add_argument("--kept", type=Path, required=True, help="folder of what was trained")
    options = parser.parse_args()
    torch.set_num_threads(1)
    parts = data.read(options.sentences)
    measuring = Measuring(options.kept, parts)
    by_size, by_letters = measuring.sizes()
    said = {f"{part}_sentences": len(sentences) for part, sentences in parts.items()}
    common = {"pairs": measuring.pairs(), "reach": measuring.reach()}
    words = by_size[VOCABULARIES[-1]] | measuring.mixed() | {"by_vocabulary": {str(k): v for k, v in by_size.items()}}
    for name, measured in {"words": words | common, "letters": by_letters}.items():
        _write(options.kept, name, said | measured)
        print(name, json.dumps(measured, indent=1), flush=True)


def _write(kept: Path, name: str, measured: dict[str, Any]) -> None:
    made, net = json.loads((kept / f"{name}.json").read_text(encoding="utf-8")), network(kept, name)
    vocabulary = net.vocabulary
    card = CARD | {
        "recipe": f"python -m core.recipes.everyday --name {name}, then python -m core.recipes.everyday_measure",
        "training_seconds": made["curve"][-1]["seconds"],
        "hardware": "CPU with bfloat16 products, 1 thread",
        "training": made["plan"]["training"]
        | {"dropout": [made["plan"]["forget_in"], made["plan"]["forget_out"]], "curve": made["curve"]},
        "measured": measured,
    }
    config = {
        "cell": "language",
        "embedding": net.config.embedding,
        "units": net.config.units,
        "level": vocabulary.level,
        "lower": True,
        "vocabulary": list(vocabulary.symbols),
    }
    checkpoints.write(f"everyday_{name}", net.half(), card, config)


if __name__ == "__main__":
    main()
