"""Where sentences lie by their one vector c: the plane of the two first principal components, and what lies near what.

Sutskever, Vinyals and Le 2014, section 3.8 and figure 2.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import torch

from core.data import ASSETS
from core.translate import prefixes, shown
from core.translate.results import Means, SentenceMap
from core.translate.translator import END, Translator

KINDS = ("paraphrases", "admires", "card")
PAIRS = 12  # French sentences that are told in two ways
CLOUD = 25  # sentences that have nothing to do with one another
LONGEST = 12  # words of an English sentence of the cloud: about as many as a paraphrase has


@dataclass(frozen=True)
class Listed:
    """The sentences of a map (N), the group of each (N,), −1 for none, and its place there (N,)."""

    texts: tuple[str, ...]
    groups: np.ndarray
    kinds: np.ndarray


def kinds(name: str) -> tuple[str, ...]:
    """The maps that there are for a translator: all KINDS from English, the first alone from French."""
    return KINDS if name.startswith("en") else KINDS[:1]


@cache
def listed(name: str, kind: str) -> Listed:
    """The sentences of a map, in the language that the translator reads. KeyError for a map that it has not."""
    if kind not in kinds(name):
        raise KeyError(kind)
    short = [one for one in shown.sentences() if len(one.en.split()) <= LONGEST]
    if not name.startswith("en"):
        return _grouped([one.fr for one in short[:PAIRS]], [one.fr[0] for one in short[PAIRS:]])
    data = json.loads((ASSETS / "data" / "translate" / "paraphrases.json").read_text(encoding="utf-8"))
    if kind == "paraphrases":
        return _grouped(data["groups"], [one.en for one in short])
    six = data["figure_2"][kind]
    return _grouped([six[:3], six[3:]], [])


def _grouped(groups: Sequence[Sequence[str]], others: Sequence[str]) -> Listed:
    """The groups' sentences, then CLOUD of the others, taken evenly."""
    places = [(text, group, kind) for group, texts in enumerate(groups) for kind, text in enumerate(texts)]
    cloud = [others[i] for i in np.linspace(0, len(others) - 1, CLOUD).astype(int)] if others else []
    texts, of_group, of_kind = zip(*places, *((text, -1, 0) for text in cloud), strict=True)
    return Listed(texts, np.array(of_group), np.array(of_kind))


def sentence_map(name: str, kind: str, own: str, own_c: np.ndarray | None = None) -> SentenceMap:
    """The sentences of a map, and where a visitor's own is put among them; the plane does not turn for it. own_c: its vector, if it
    is known.

    UserError as `Translator.read`. KeyError for a map that the translator has not.
    """
    places, c, (mean, axes, share) = listed(name, kind), vectors(name, kind), _plane(name, kind)
    own_c = _encode(name, [own])[0] if own_c is None else own_c.astype(np.float64)
    return SentenceMap(
        texts=places.texts,
        groups=places.groups,
        kinds=places.kinds,
        at=(c - mean) @ axes.T,
        own=(own_c - mean) @ axes.T,
        near=c @ own_c / (np.linalg.norm(c, axis=1) * np.linalg.norm(own_c)),
        apart=np.linalg.norm(c - own_c, axis=1),
        shown=share,
    )


def means(name: str, kind: str) -> dict[str, Means]:
    """How near sentences of one group are: by "c", and by "words", the mean of the source's embeddings, which has no order."""
    groups = listed(name, kind).groups
    return {"c": _means(vectors(name, kind), groups), "words": _means(_bags(name, kind), groups)}


@cache
def vectors(name: str, kind: str) -> np.ndarray:
    """c of each sentence of a map: (N, C)."""
    return _encode(name, listed(name, kind).texts)


@torch.inference_mode()
def _encode(name: str, texts: Sequence[str]) -> np.ndarray:
    translator = Translator.load(name)
    memory, _ = prefixes.encode(translator.model, [translator.read(text)[1] for text in texts])
    return memory.ends.double().numpy()


@torch.inference_mode()
def _bags(name: str, kind: str) -> np.ndarray:
    """The mean of the embeddings of a sentence's pieces, <EOS> left out: (N, E)."""
    translator = Translator.load(name)
    E = translator.model.source_embedding.weight.double()
    rows = [[i for i in translator.read(text)[1] if i != END] for text in listed(name, kind).texts]
    return torch.stack([E[row].mean(0) for row in rows]).numpy()


@cache
def _plane(name: str, kind: str) -> tuple[np.ndarray, np.ndarray, float]:
    """The mean (C,), the two first principal components (2, C), the largest number of each positive, and their share."""
    c = vectors(name, kind)
    mean = c.mean(0)
    _, spread, axes = np.linalg.svd(c - mean, full_matrices=False)
    axes = axes[:2]
    axes *= np.sign(axes[np.arange(2), np.abs(axes).argmax(1)])[:, None]
    return mean, axes, float((spread[:2] ** 2).sum() / (spread**2).sum())


def _means(x: np.ndarray, groups: np.ndarray) -> Means:
    """Of vectors (N, D): distances within and between groups, and how many of a group's have the nearest in their group."""
    apart = np.linalg.norm(x[:, None] - x[None], axis=-1)
    np.fill_diagonal(apart, np.inf)
    grouped = groups >= 0
    both = grouped[:, None] & grouped[None] & np.isfinite(apart)
    same = groups[:, None] == groups[None]
    nearest = groups[apart.argmin(1)] == groups
    return Means(
        float(apart[both & same].mean()),
        float(apart[both & ~same].mean()),
        int(nearest[grouped].sum()),
        int(grouped.sum()),
    )
