"""Objects that a caption names and no reference does: CHAIR (Rohrbach et al. 2018, EMNLP, section 2.1).

The paper looks for 80 objects, in marked pictures too; here the references alone say what is there, so an object that all of
them pass over counts as unseen. The list is our own, of things that photographs often show (assets/data/captions): each
object with the words for it, written out. Its rules:

- The longest name counts: a hot dog is no dog. Some phrases that sound like a thing name nothing ("sticks out").
- All people are one object, so that no caption is wrong by calling a girl a child, or a skier a man.
- Some objects are kinds or parts of another: ball and tennis ball, water and pool, tree and branch. Either agrees with the
  other; two kinds, say pool and lake, do not agree.
- A word may name one of several: a sweater is a shirt or a jacket, a biker a person or a bike. It counts as the first, and
  is unseen only if none of them is seen.
- Parts of the body, colours, and what is no thing (air, day, game) are no objects.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache

from core.data import ASSETS

FILE = ASSETS / "data" / "captions" / "objects.json"
Caption = Sequence[str]


def named(words: Caption) -> tuple[str, ...]:
    """The objects of a caption in lower case, each once, in the order in which they are first named."""
    return tuple(dict.fromkeys(objects[0] for _, _, objects in mentions(words)))


def unseen(caption: Caption, references: Sequence[Caption]) -> tuple[str, ...]:
    """Those of `named` that no reference names, nor a kind of them, nor what they are a kind of."""
    seen = {one for words in references for _, _, objects in mentions(words) for one in objects}
    found = {objects[0]: objects for _, _, objects in mentions(caption)}
    return tuple(
        name for name, objects in found.items() if not any(_agree(one, other) for one in objects for other in seen)
    )


def rates(captions: Sequence[Caption], references: Sequence[Sequence[Caption]]) -> tuple[float, float]:
    """CHAIR_i, unseen objects over all that are named, and CHAIR_s, captions with an unseen object over all: 0 to 1.

    An object counts once in a caption. ValueError unless there are references for each caption.
    """
    missed = [len(unseen(caption, known)) for caption, known in zip(captions, references, strict=True)]
    objects = sum(len(named(caption)) for caption in captions)
    return sum(missed) / max(objects, 1), sum(map(bool, missed)) / max(len(captions), 1)


def mentions(words: Caption) -> list[tuple[int, int, tuple[str, ...]]]:
    """Where objects are named, from the left: [first word, the one after the last, the objects that it may be]."""
    names, longest = _names()
    found, i = [], 0
    while i < len(words):
        ends = range(min(i + longest, len(words)), i, -1)
        end = next((end for end in ends if tuple(words[i:end]) in names), i)
        if objects := names.get(tuple(words[i:end])):
            found.append((i, end, objects))
        i = max(end, i + 1)
    return found


def _agree(one: str, other: str) -> bool:
    """Whether they are the same object, or one is a kind of the other."""
    return one == other or one in _above(other) or other in _above(one)


@cache
def _above(name: str) -> frozenset[str]:
    """What an object is a kind of, at any remove: duck, bird, animal."""
    direct = [whole for whole, kinds in _data()["kinds"].items() if name in kinds]
    return frozenset(direct).union(*map(_above, direct))


@cache
def _names() -> tuple[Mapping[tuple[str, ...], tuple[str, ...]], int]:
    """The objects that each name may mean, none for a phrase that names nothing; and the words of the longest name."""
    names: dict[tuple[str, ...], tuple[str, ...]] = {tuple(phrase.split()): () for phrase in _data()["nothing"]}
    for name, words in _data()["objects"].items():
        for word in words:
            key = tuple(word.split())
            names[key] = (*names.get(key, ()), name)
    return names, max(map(len, names))


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    return json.loads(FILE.read_text(encoding="utf-8"))
