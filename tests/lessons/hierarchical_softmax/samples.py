"""Trees as core walks them, their numbers by plain recursion, and how the picture writes these."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache

from app.lessons.words.hierarchical_softmax.compute import Walked
from app.lessons.words.hierarchical_softmax.options import CENTRE, PRESETS, WORDS
from core.words import rivers, walks
from core.words.results import RealTree
from tests.app.strings import english

LABELS = english("hierarchical_softmax.picture.")
KINDS = ("huffman", "balanced")
ODD = "<b>x</b> & “q” $y$ "
COURT, QUEEN, KING = PRESETS["court"]


@lru_cache(maxsize=32)
def shown(words: str = WORDS, centre: str = CENTRE, odd: bool = False) -> Walked:
    """What there is to see. odd: with words that look like markup."""
    river = rivers.river(rivers.read_words(words)[0], centre)
    found = Walked(river, tuple(walks.real(kind, centre, river.words) for kind in KINDS))
    if not odd:
        return found
    named = tuple(ODD + word for word in found.river.words)
    river = replace(found.river, words=named, centre=ODD + found.river.centre)
    return Walked(river, tuple(_odd(real, named) for real in found.real))


def _odd(real: RealTree, named: tuple[str, ...]) -> RealTree:
    likeliest = tuple(tuple(tuple((ODD + word, p) for word, p in way) for way in ways) for ways in real.likeliest)
    examples = tuple(tuple(ODD + word for word in words) for words in real.depths.examples)
    return replace(real, words=named, likeliest=likeliest, depths=replace(real.depths, examples=examples))


@dataclass(frozen=True)
class Side:
    """What lies beneath one way of a turn: how many words, the likeliest first, and how much comes to it."""

    count: int
    words: tuple[str, ...]
    p: float
    key: str


@dataclass(frozen=True)
class Turn:
    """A turn on the way to a word. number: from 1; x: θ·e; taken, other: σ of either way; this, left: where they lead."""

    number: int
    turn: int
    digit: int
    x: float
    taken: float
    other: float
    this: Side
    left: Side


@dataclass(frozen=True)
class Leaf:
    """A leaf of the picture: a word, or (in the real tree) a bundle of words."""

    key: str
    name: str | None
    depth: int
    side: Side


def sigma(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def poured(found: Walked, kind: str) -> dict[int, float]:
    """p of each word of the small tree, by recursion with the numbers as they travel."""
    tree = found.river.trees[KINDS.index(kind)]
    logit, p = tree.logit.astype("f4").astype("f8"), {}

    def pour(node: int, comes: float) -> None:
        if node < 0:
            p[-1 - node] = comes
            return
        for way, child in enumerate(tree.children[node].tolist()):
            pour(child, comes * sigma(-logit[node] if way else logit[node]))

    pour(0, 1.0)
    return p


def below(found: Walked, kind: str, node: int) -> list[int]:
    """The words beneath a node of the small tree, below 0 a word itself."""
    children = found.river.trees[KINDS.index(kind)].children
    return (
        [-1 - node] if node < 0 else [word for child in children[node].tolist() for word in below(found, kind, child)]
    )


def walk(found: Walked, word: str, scale: str = "small", kind: str = "huffman") -> list[Turn]:
    """The turns on the way to a word."""
    return (_small if scale == "small" else _real)(found, found.river.words.index(word), kind)


def _small(found: Walked, word: int, kind: str) -> list[Turn]:
    tree, p, at, turns = found.river.trees[KINDS.index(kind)], poured(found, kind), 0, []

    def side(node: int) -> Side:
        words = sorted(below(found, kind, node), key=lambda one: -p[one])
        key = f"turn:{node}" if node >= 0 else f"word:{-1 - node}"
        return Side(len(words), tuple(found.river.words[one] for one in words), sum(p[one] for one in words), key)

    while at >= 0:
        ways = tree.children[at].tolist()
        digit = next(way for way in (0, 1) if word in below(found, kind, ways[way]))
        x = float(tree.logit[at].astype("f4"))
        shares = sigma(x), sigma(-x)
        sides = side(ways[digit]), side(ways[1 - digit])
        turns.append(Turn(len(turns) + 1, at, digit, x, shares[digit], shares[1 - digit], *sides))
        at = ways[digit]
    return turns


def _real(found: Walked, word: int, kind: str) -> list[Turn]:
    real, turns, comes = found.real[KINDS.index(kind)], [], 1.0
    for turn, digit in zip(real.paths[word].tolist(), map(int, real.codes[word]), strict=True):
        x = float(real.logit[turn].astype("f4"))
        shares, sides = (sigma(x), sigma(-x)), []
        for way in (digit, 1 - digit):
            names = tuple(name for name, _ in real.likeliest[turn][way])
            sides.append(Side(int(real.sizes[turn, way]), names, comes * shares[way], f"left:{turn}"))
        turns.append(Turn(len(turns) + 1, turn, digit, x, shares[digit], shares[1 - digit], *sides))
        comes *= shares[digit]
    return turns


def leaves(found: Walked, word: str, scale: str = "small", kind: str = "huffman") -> dict[str, Leaf]:
    """All leaves of the picture by their keys."""
    if scale == "small":
        p, names = poured(found, kind), found.river.words
        depth = [len(_small(found, one, kind)) for one in range(len(names))]
        return {
            f"word:{one}": Leaf(f"word:{one}", name, depth[one], Side(1, (name,), p[one], f"word:{one}"))
            for one, name in enumerate(names)
        }
    turns, place = walk(found, word, scale, kind), found.river.words.index(word)
    made = [
        Leaf(turn.left.key, turn.left.words[0] if turn.left.count == 1 else None, turn.number, turn.left)
        for turn in turns
    ]
    last = turns[-1].this
    made.append(Leaf(f"word:{place}", word, len(turns), replace(last, key=f"word:{place}")))
    return {leaf.key: leaf for leaf in made}


# As the picture writes it


def format_(value: float, digits: int = 2) -> str:
    text = f"{abs(value):.{digits}f}"
    return "−" + text if value < 0 and float(text) else text


def raised(number: int) -> str:
    return ("⁻" if number < 0 else "") + "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)] for digit in str(abs(number)))


def power_of_ten(p: float, digits: int) -> str:
    number, power = f"{p:.{digits}e}".split("e")
    return f"{number}·10{raised(int(power))}"


def chance(p: float) -> str:
    """In a column."""
    return f"{p:.3f}" if p >= 0.0005 else power_of_ten(p, 0)


def precise(p: float) -> str:
    """In a line of text: two digits that tell something."""
    for least, digits in ((0.00995, 3), (0.000995, 4), (0.0000995, 5)):
        if p >= least:
            return f"{p:.{digits}f}"
    return power_of_ten(p, 1)


def pill(share: float) -> str:
    return f"{share:.{2 if share >= 0.005 else 3}f}" if share >= 0.0005 else f"10{raised(round(math.log10(share)))}"


def percent(share: float) -> str:
    digits = 0 if share >= 0.0995 or share == 0 else 1 if share >= 0.00995 else 2
    return f"{100 * share:.{digits}f}%"


def isolated(word: str) -> str:
    return f"\u2068{visible(word)}\u2069"


def visible(word: str) -> str:
    return word.replace(" ", "·")


def turns_text(count: int) -> str:
    return LABELS["one_turn"] if count == 1 else LABELS["turns"].format(count=count)


def beneath(side: Side, scale: str = "small", most: int = 4) -> str:
    """What lies beneath a way, in words."""
    names = side.words[: 3 if scale == "real" else most]
    if side.count == 1:
        return isolated(names[0])
    words = ", ".join(map(isolated, names)) + (", …" if side.count > len(names) else "")
    return LABELS["beneath"].format(count=f"{side.count:,}", words=words)


def turn_said(turn: Turn, scale: str = "small") -> str:
    values = {"turn": turn.number, "x": format_(turn.x), "sigma": f"{turn.taken:.3f}", "other": f"{turn.other:.3f}"}
    return LABELS["said_turn"].format(**values, words=beneath(turn.this, scale), left=beneath(turn.left, scale))


def status(turns: list[Turn], word: str, step: int) -> str:
    p = turns[step - 1].this.p if step else 1.0
    return LABELS["status_leaf" if step == len(turns) else "status"].format(
        step=step, turns=len(turns), word=word, p=precise(p)
    )


def step_said(turns: list[Turn], word: str, step: int, scale: str = "small") -> str:
    """What is read aloud where the walk stands."""
    if not step:
        return LABELS["said_root"].format(word=isolated(word), turns=turns_text(len(turns)))
    return f"{status(turns, isolated(word), step)}. {turn_said(turns[step - 1], scale)}"


def leaf_said(leaf: Leaf, scale: str = "small") -> str:
    p = precise(leaf.side.p)
    if leaf.name is None or (leaf.key.startswith("left:") and leaf.name not in (None, *shown().river.words)):
        return LABELS["said_bundle"].format(turn=leaf.depth, words=beneath(leaf.side, scale), p=p)
    return LABELS["tip_leaf"].format(word=isolated(leaf.name), turns=turns_text(leaf.depth), p=p)
