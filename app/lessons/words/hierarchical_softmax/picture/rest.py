"""Where the picture rests: what the browser sends back, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.kit.exchange import Message, is_index
from core.words.results.tree import Branching, RealTree, River

SCALES = ("small", "real")
TREES = ("huffman", "balanced")


@dataclass(frozen=True)
class Rest:
    """word: the leaf that is walked to. scale: "small", the tree of these words, or "real", that of the whole vocabulary. tree:
    "huffman" or "balanced". step: turns taken, −1 for at the leaf."""

    word: str
    scale: str = "small"
    tree: str = "huffman"
    step: int = -1


def fit(rest: Rest, river: River, real: tuple[RealTree, RealTree]) -> Rest:
    """The nearest rest that there is: a word that is not there is the first, and what lies past the last turn is the leaf."""
    word = rest.word if rest.word in river.words else river.words[0]
    scale = rest.scale if rest.scale in SCALES else SCALES[0]
    tree = rest.tree if rest.tree in TREES else TREES[0]
    place, form = river.words.index(word), TREES.index(tree)
    turns = depth(river.trees[form], place) if scale == "small" else len(real[form].codes[place])
    return Rest(word, scale, tree, rest.step if 0 <= rest.step < turns else -1)


def depth(tree: Branching, word: int) -> int:
    """How many turns lead from the root to a word."""
    above = {int(child): turn for turn, ways in enumerate(tree.children) for child in ways}
    node, turns = -1 - word, 0
    while node != 0:
        node, turns = above[node], turns + 1
    return turns


def parse(value: Any, subject: int, river: River, real: tuple[RealTree, RealTree]) -> Message[Rest] | None:
    """What a browser sent; it fits if it is for what is shown now. None for what is no message."""
    if not isinstance(value, dict) or not is_index(value.get("number")):
        return None
    number, step = value["number"], value.get("step")
    word, scale, tree = (value.get(name) for name in ("word", "scale", "tree"))
    is_known = word in river.words and scale in SCALES and tree in TREES
    if value.get("subject") != subject or not is_known or not is_index(step):
        return Message(number)
    return Message(number, fit(Rest(word, scale, tree, step), river, real), True)
