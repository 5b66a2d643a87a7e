"""What a trained translator, as it will ship, makes of a set of sentences: its outputs, and what the true pieces cost it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from core.recipes import translate_data as data
from core.recipes.translate_kinds import UNITS, Kind
from core.recipes.translate_scores import Case, bleu
from core.translate import chain, models
from core.translate.options import TranslationConfig
from core.translate.seq2seq import EncoderDecoder
from core.translate.translator import END, Translator

GREEDY = TranslationConfig("greedy")
Row = tuple[str, tuple[str, ...]]  # a source and its references
Tokens = tuple[int, ...]


def kept(folder: Path, name: str, units: int = UNITS) -> tuple[Translator, dict[str, Any]]:
    """What `translate` left in a folder: the translator in float16 as it will ship, and the record of its training."""
    state = torch.load(folder / f"{name}.pt", weights_only=True, map_location="cpu")
    source, target = models.vocabularies(name)
    model = EncoderDecoder(Kind.of(name).config(len(source), len(target), units))
    model.load_state_dict(state.pop("model"))
    return Translator(name, models.halved(model), source, target), state


def written(translator: Translator, sources: Sequence[str], config: TranslationConfig = GREEDY) -> list[Tokens]:
    """Outputs, without the trace of attention; the same source is translated once."""
    found: dict[str, Tokens] = {}
    for source in sources:
        if source not in found:
            if config.method == "greedy":
                _, ids = translator.read(source)
                found[source] = chain.greedy(translator.stepper(ids), END, translator.most(ids)).tokens
            else:
                found[source] = translator.search(source, config).finished[0].tokens
    return [found[source] for source in sources]


def decoded(translator: Translator, rows: Sequence[Row], made: Sequence[Tokens]) -> list[Case]:
    """Outputs as text, beside their sources and references."""
    return [
        Case(source, translator.target.decode(tokens), references)
        for (source, references), tokens in zip(rows, made, strict=True)
    ]


def cases(translator: Translator, rows: Sequence[Row], config: TranslationConfig = GREEDY) -> list[Case]:
    """The rows translated."""
    return decoded(translator, rows, written(translator, [source for source, _ in rows], config))


@torch.inference_mode()
def nats(translator: Translator, pairs: list[data.Pair]) -> list[np.ndarray]:
    """−log P of each true piece under teacher forcing, <EOS> the last: (T,) a sentence, as `translate_data.batches` orders them.

    That order is the same for two translators that read the same pieces in another order. What is longer than
    `translate_data.LONGEST` pieces is left out, as it was in training.
    """
    kind = Kind.of(translator.name)
    whole = data.encoded(pairs, models.subwords(kind.source), translator.target)
    read = [(source, target) for (source, _), (_, target) in zip(kind.taught(whole), whole, strict=True)]
    out = []
    for source, target in data.batches(read, 4000):
        logits, true = translator.model(source, target[:, :-1].clamp(min=0)), target[:, 1:]
        costs = cross_entropy(logits.transpose(1, 2), true, ignore_index=data.IGNORE, reduction="none")
        out += [row[real].double().numpy() for row, real in zip(costs, true != data.IGNORE, strict=True)]
    return out


def ending(test: Sequence[Case], made: Sequence[Tokens], dev: Sequence[np.ndarray]) -> dict[str, Any]:
    """What tells a translator that was taught wrongly from the right one, greedily on test.

    ended: of so many outputs that write <EOS>. dev: mean −log P of a true piece; dev_words: without <EOS>; dev_end: of <EOS>.
    """
    scored = bleu(test, interval=True)
    costs = {
        "dev": np.concatenate(dev),
        "dev_words": np.concatenate([one[:-1] for one in dev]),
        "dev_end": np.array([one[-1] for one in dev]),
    }
    return {
        "bleu": scored["bleu"],
        "half_width": scored["half_width"],
        "ended": sum(tokens[-1] == END for tokens in made),
        "of": len(made),
        "length_ratio": scored["length_ratio"],
    } | {name: round(float(values.mean()), 4) for name, values in costs.items()}
