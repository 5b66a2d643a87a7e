"""How good a tagger is: on splits of Wikigold, and on sentences that were written for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from core.recipes.tagger_data import OWN, folds, random_splits
from core.recurrent import tagger, tagging_files
from core.recurrent.both_ways import HELD_OUT, PAIRS, parting
from core.recurrent.results.tagging import Score
from core.recurrent.spans import f1
from core.recurrent.tagging_files import Sentence
from core.recurrent.tagging_network import TaggerNetwork

FOLDS, SPLITS = 5, 4

Train = Callable[[list[Sentence]], TaggerNetwork]


def tags(network: TaggerNetwork, sentences: Sequence[Sentence]) -> list[list[str]]:
    """What the network, as it ships, says of each sentence; of a longer one than it reads, part by part."""
    found, model = [], tagger.Tagger(tagger.halved(network))
    for words, _ in sentences:
        parts = [words[i : i + tagger.LONGEST] for i in range(0, len(words), tagger.LONGEST)]
        found.append([tag for part in parts for tag in model.tag(part).tags])
    return found


def figures(true: Sequence[Sequence[str]], found: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Spans and words that are right. any_type: spans where the type does not count; strict: where an I- that goes on with nothing
    is no span; words_none: words whose tag is O."""
    score = f1(true, found)
    untyped = f1(
        *([[f"{tag[:2]}NAME" if tag != "O" else tag for tag in row] for row in rows] for rows in (true, found))
    )
    pairs = [pair for own, other in zip(true, found, strict=True) for pair in zip(own, other, strict=True)]
    return rounded(score) | {
        "by_type": {kind: rounded(one) for kind, one in score.by_type.items()},
        "any_type": rounded(untyped),
        "strict": rounded(f1(true, found, strict=True)),
        "words_right": round(sum(a == b for a, b in pairs) / len(pairs), 4),
        "words_none": round(sum(a == "O" for a, _ in pairs) / len(pairs), 4),
        "sentences": len(true),
        "sentences_right": sum(list(a) == list(b) for a, b in zip(true, found, strict=True)),
    }


def rounded(score: Score) -> dict[str, Any]:
    """A score as a card has it."""
    shares = {"f1": score.f1, "precision": score.precision, "recall": score.recall}
    return {name: round(share, 4) for name, share in shares.items()} | {"spans": score.true}


def splits(sentences: Sequence[Sentence], train: Train) -> dict[str, Any]:
    """By blocks, and under "by_sentence" by chance; each part is tagged by a network that was trained on the others."""
    by_sentence = measure(random_splits(sentences, SPLITS), train)
    return measure(folds(sentences, FOLDS), train) | {"by_sentence": by_sentence}


def measure(parted: Iterable[tuple[list[Sentence], list[Sentence]]], train: Train) -> dict[str, Any]:
    """All tests together; f1_of_each and their mean and spread (the standard deviation), as each network is another."""
    true, found, each = [], [], []
    for training, test in parted:
        said = tags(train([*training, *tagging_files.read(OWN)]), test)
        wanted = [tags for _, tags in test]
        each.append(round(f1(wanted, said).f1, 4))
        print(f"split {len(each)}: F1 {each[-1]}", flush=True)
        true, found = true + wanted, found + said
    spread = {"f1_mean": round(float(np.mean(each)), 4), "f1_spread": round(float(np.std(each, ddof=1)), 4)}
    return figures(true, found) | {"f1_of_each": each} | spread


def written(network: TaggerNetwork) -> dict[str, Any]:
    """On the pairs that part late, and on the other sentences that were written for the project and are never trained on."""
    pairs, held_out = tagging_files.read(PAIRS), tagging_files.read(HELD_OUT)
    said = tags(network, pairs)
    right = 0
    for i in range(0, len(pairs), 2):
        at = parting(*pairs[i : i + 2])
        right += sum(said[k][at] == pairs[k][1][at] for k in (i, i + 1))
    found = figures([tags for _, tags in pairs], said)
    return {
        "pairs": found | {"asked_right": right, "asked": len(pairs)},
        "held_out": figures([tags for _, tags in held_out], tags(network, held_out)),
    }
