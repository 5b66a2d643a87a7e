"""The shipped translators: weights as float16, read as float32, and their cards."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

from core import checkpoints
from core.data import ASSETS
from core.translate.bpe import Reversed, Subwords
from core.translate.characters import Characters
from core.translate.options import REVERSED
from core.translate.seq2seq import EncoderDecoder, Seq2SeqConfig

PIECES = ASSETS / "data" / "translate"
CELL = "seq2seq"  # what a card's config calls these models


def stem(name: str) -> str:
    """The weight file of a model: "en-fr-plain" -> translate_en_fr_plain."""
    return "translate_" + name.replace("-", "_")


def save(name: str, model: EncoderDecoder, card: dict[str, Any], vocabularies: dict[str, list[str]]) -> None:
    """Write weights and card. ``vocabularies``: "source" and "target" as symbols, for a model of characters."""
    described = {"cell": CELL} | vars(model.config) | vocabularies
    checkpoints.write(stem(name), copy.deepcopy(model).half(), card, described)


def halved(model: EncoderDecoder) -> EncoderDecoder:
    """The model as it will be once saved and read: what is measured is what ships."""
    return copy.deepcopy(model).half().float().eval().requires_grad_(False)


@cache
def load(name: str) -> EncoderDecoder:
    """A shipped model, read-only."""
    config = checkpoints.card(stem(name))["config"]
    fields = {field: config[field] for field in Seq2SeqConfig.__dataclass_fields__ if field in config}
    return checkpoints.filled(EncoderDecoder(Seq2SeqConfig(**fields)), stem(name))


def vocabularies(name: str) -> tuple[Subwords | Reversed | Characters, Subwords | Characters]:
    """What a model reads in and what it writes in."""
    if name.startswith("dates"):
        config = checkpoints.card(stem(name))["config"]
        return Characters(tuple(config["source_symbols"])), Characters(tuple(config["target_symbols"]))
    source, target = map(subwords, name.split("-")[:2])
    return (Reversed(source) if name == REVERSED else source), target


@cache
def subwords(language: str) -> Subwords:
    """The shipped pieces of "en" or "fr"."""
    return Subwords.load(PIECES / f"pieces_{language}.json")
