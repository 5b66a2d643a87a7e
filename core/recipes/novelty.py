"""Count how much of what the networks write is new, and enter it in their cards.

    python -m core.recipes.novelty --sentences FILE --dinosaurs FILE

The files are those that `everyday` and `names --name dinosaurs` were trained on. Of each network 1,000 texts from nothing; how
many stand, as they are, in its training text, and how many are different. For Shakespeare also how much is copied word for
word, beside sentences written by counting.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

import torch

from core import checkpoints
from core.recipes import everyday_data
from core.recipes import names as name_recipe
from core.recurrent import copying, names, sampling, sources
from core.recurrent.language import ngrams, speeches
from core.recurrent.language.text import joined
from core.recurrent.options import SamplingConfig
from core.recurrent.results.sampling import Copied

TEXTS, COPIES = 1_000, 200
AT_ONCE = 100
HOW = {
    "cold": SamplingConfig(0.3),
    "first": SamplingConfig(0.7, top_p=0.9),
    "plain": SamplingConfig(),
    "hot": SamplingConfig(1.5),
}


def written(source: str, config: SamplingConfig, count: int) -> list[str]:
    """So many texts from nothing, of the seeds 1, 2, …"""
    writer = sources.load(source)
    return [
        writer.joined(sample.tokens)
        for first in range(1, count + 1, AT_ONCE)
        for sample in sampling.samples(writer, (), config, range(first, min(first + AT_ONCE, count + 1)))
    ]


def novelty(source: str, trained_on: Collection[str]) -> dict[str, Any]:
    """Of `TEXTS` texts at each of some settings: the share that stands in the training text, and how many are different."""
    known, rows = set(trained_on), []
    for how, config in HOW.items():
        texts = written(source, config, TEXTS)
        rows.append({"how": how, "known": sum(text in known for text in texts) / TEXTS, "different": len(set(texts))})
        print(source, rows[-1], flush=True)
    return {"texts": TEXTS, "at": rows}


def copied() -> dict[str, Any]:
    """By counting and by the network: the longest run of words that stands in the book, in words and as a share of the sentence."""
    seeds = range(1, COPIES + 1)
    by = {str(order): _means(copying.counted(order, seeds)) for order in ngrams.ORDERS}
    return {"sentences": COPIES, "by": by | {"0": _means(copying.by_network(seeds))}}


def _means(found: list[Copied]) -> dict[str, float]:
    some = [one for one in found if one.words]
    return {
        "mean_words": round(sum(len(one.words) for one in some) / len(some), 1),
        "mean_run": round(sum(one.length for one in some) / len(some), 2),
        "mean_share": round(sum(one.length / len(one.words) for one in some) / len(some), 3),
        "whole": round(sum(one.whole for one in some) / len(some), 4),
    }


def enter(name: str, found: dict[str, Any]) -> None:
    """Add to what the card of that name says was measured."""
    path = checkpoints.WEIGHTS / f"{name}.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    card["measured"] |= found
    path.write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Count, and enter."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=Path, required=True, help="text, one sentence a line, plain or .gz")
    parser.add_argument("--dinosaurs", type=Path, required=True, help="text, a name a line")
    options = parser.parse_args()
    torch.set_num_threads(1)
    dinosaurs = [name.capitalize() for name in options.dinosaurs.read_text(encoding="utf-8").split()]
    trained_on = {
        "everyday": {joined(sentence) for sentence in everyday_data.read(options.sentences)["train"]},
        "shakespeare": speeches.sentences("train"),
        "names": names.known(),  # the held-out ones too: the page looks them up in the whole list
        "dinosaurs": name_recipe.split(sorted(set(dinosaurs)))["train"],
    }
    for source, texts in trained_on.items():
        found = {"novelty": novelty(source, texts)}
        enter(sources.CARDS[source], found | ({"copying": copied()} if source == "shakespeare" else {}))


if __name__ == "__main__":
    main()
