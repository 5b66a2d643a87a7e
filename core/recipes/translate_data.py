"""The sentence pairs that the translators learn from, and the batches made of them.

The pairs are Tatoeba's (tatoeba.org, CC BY 2.0 France) as selected by manythings.org/anki: take fra-eng.zip there. They
are not part of this project. The file that the recipes read is a gzipped table of three columns, split (train, dev,
test), English, French; the split is by connected components of the graph of sentences, so neither side of a dev or test
pair is in train. ``--multiref`` is a JSON list of {"src", "refs"} made of the same pairs, for tests with several
references: their components are left out of training, and so is whatever has a sentence that the app shows.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from core.data import ASSETS
from core.translate.bpe import BOS, EOS, SPECIAL, Subwords, chunks, normalise

TRANSLATE = ASSETS / "data" / "translate"
SENTENCES = TRANSLATE / "sentences.json"  # what the app shows: [{"en": …, "fr": [two references]}]
SIZE, ALPHABET = 4000, 110  # pieces of a vocabulary, and how many of them are characters
PARAPHRASES = TRANSLATE / "paraphrases.json"  # what it compares: English sentences in "groups" and "figure_2"
LONGEST = 60  # pieces; what is longer is not trained on
IGNORE = -100
BEGIN = SPECIAL.index(BOS)
Pair = tuple[str, str]


@dataclass(frozen=True)
class Pairs:
    """(English, French) pairs of each split."""

    train: list[Pair]
    dev: list[Pair]
    test: list[Pair]


def arguments(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The two files."""
    parser.add_argument("--pairs", type=Path, required=True, help="gzipped table: split, English, French")
    parser.add_argument("--multiref", type=Path, required=True, help="JSON of French sentences with several references")
    return parser


def bare(text: str) -> str:
    """What a sentence is compared by: lower case, words alone."""
    return " ".join(re.findall(r"\w+", normalise(text).lower()))


def read(pairs: Path, multiref: Path) -> Pairs:
    """The three splits; train without the components of the multi-reference sets and of the sentences shown."""
    rows: dict[str, list[Pair]] = defaultdict(list)
    with gzip.open(pairs, "rt", encoding="utf-8") as lines:
        for line in lines:
            split, english, french = line.rstrip("\n").split("\t")
            rows[split].append((normalise(english), normalise(french)))
    held = {("fr", bare(one["src"])) for one in json.loads(multiref.read_text(encoding="utf-8"))}
    if SENTENCES.exists():
        for one in json.loads(SENTENCES.read_text(encoding="utf-8"))["sentences"]:
            held |= {("en", bare(one["en"]))} | {("fr", bare(text)) for text in one["fr"]}
    held |= {("en", bare(text)) for text in compared()}
    return Pairs(outside(rows["train"], held), rows["dev"], rows["test"])


def compared() -> list[str]:
    """The English sentences whose vectors are compared."""
    found = json.loads(PARAPHRASES.read_text(encoding="utf-8"))
    return [text for group in (*found["groups"], *found["figure_2"].values()) for text in group]


def outside(pairs: list[Pair], held: set[Pair]) -> list[Pair]:
    """The pairs that no chain of shared sentences links with a held one ((language, bare sentence))."""
    parent: dict[Pair, Pair] = {}

    def root(node: Pair) -> Pair:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    sides = [(("en", bare(english)), ("fr", bare(french))) for english, french in pairs]
    for english, french in sides:
        parent[root(english)] = root(french)
    roots = {root(node) for node in held}
    return [pair for pair, (english, _) in zip(pairs, sides, strict=True) if root(english) not in roots]


def subwords(language: str, sentences: list[str] | None = None) -> Subwords:
    """The pieces of "en" or "fr": the shipped ones, or, where there are none yet, learned from the sentences.

    The merges are learned by Hugging Face's `tokenizers`, so this needs requirements-dev.txt.
    """
    path = TRANSLATE / f"pieces_{language}.json"
    if not path.exists():
        assert sentences is not None, f"{path} is missing"
        learned(sentences).save(path)
    return Subwords.load(path)


def learned(sentences: list[str]) -> Subwords:
    """Learn the merges."""
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    trainer = trainers.BpeTrainer(
        vocab_size=SIZE, limit_alphabet=ALPHABET, special_tokens=list(SPECIAL), show_progress=False
    )
    tokenizer.train_from_iterator((" ".join(chunks(sentence)) for sentence in sentences), trainer)
    model = json.loads(tokenizer.to_str())["model"]
    symbols = sorted(model["vocab"], key=model["vocab"].__getitem__)
    return Subwords(tuple(symbols), tuple(tuple(pair) for pair in model["merges"]))


Encoded = tuple[list[int], list[int]]


def encoded(pairs: list[Pair], source: Subwords, target: Subwords, longest: int = LONGEST) -> list[Encoded]:
    """(source, target) as indices: the source ends with <EOS>, the target lies between <BOS> and <EOS>."""
    eos, bos = SPECIAL.index(EOS), SPECIAL.index(BOS)
    out = [([*source.encode(x), eos], [bos, *target.encode(y), eos]) for x, y in pairs]
    return [pair for pair in out if max(map(len, pair)) <= longest]


def batches(
    pairs: list[Encoded], tokens: int, generator: torch.Generator | None = None
) -> Iterator[tuple[Tensor, Tensor]]:
    """One pass in batches of one source length and about ``tokens`` target words: (B, T'), (B, T + 1), padded by IGNORE.

    With a generator the pairs and the batches come in another order each time.
    """
    order = torch.randperm(len(pairs), generator=generator).tolist() if generator else range(len(pairs))
    by_length: dict[int, list[Encoded]] = defaultdict(list)
    for i in order:
        by_length[len(pairs[i][0])].append(pairs[i])
    made: list[list[Encoded]] = []
    for group in by_length.values():
        group.sort(key=lambda pair: len(pair[1]) // 2)  # stable: pairs of about one length stay in random order
        size = 0
        for pair in group:
            if not size or (size + 1) * len(pair[1]) > tokens:
                made.append([])
                size = 0
            made[-1].append(pair)
            size += 1
    order = torch.randperm(len(made), generator=generator).tolist() if generator else range(len(made))
    for i in order:
        yield tensors(made[i])


def tensors(pairs: list[Encoded]) -> tuple[Tensor, Tensor]:
    """Pairs of one source length as two tables; the target padded by IGNORE."""
    longest = max(len(target) for _, target in pairs)
    targets = torch.full((len(pairs), longest), IGNORE)
    for row, (_, target) in enumerate(pairs):
        targets[row, : len(target)] = torch.tensor(target)
    return torch.tensor([source for source, _ in pairs]), targets
