"""The word lists of the lesson on debiasing: who is compared, which pairs are made alike, which words keep their side."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache

from core.data import ASSETS
from core.errors import UserError
from core.words import typed
from core.words.options import BiasKey
from core.words.vectors import WordVectors
from core.words.weat import known

KINDS = ("gender", "race", "age")
CONTROLS = ("flowers", "instruments")  # association tests that debiasing should leave as they are
# The association tests that are about each kind, then the controls. Caliskan et al. 2017, table 1.
TESTS = {
    "gender": ("math", "science", "career", *CONTROLS),
    "race": ("names_pleasant", "names_pleasant_short", "names_pleasant_9", *CONTROLS),
    "age": ("age_names", "disease", *CONTROLS),
}
NAMES = {"race": ("names_pleasant", "names_pleasant_short"), "age": ("age_names",)}  # tests whose targets are names
FEWEST = 4  # words a list of a test must keep

Pair = tuple[str, str]


@dataclass(frozen=True)
class Lists:
    """pairs define the direction, `equal` are made alike; words of `keep` are about the very thing and are not touched."""

    pairs: tuple[Pair, ...]
    equal: tuple[Pair, ...]
    keep: frozenset[str]


@dataclass(frozen=True)
class Test:
    """An association test: names of its four lists, the lists, and the effect found with people (d, as printed)."""

    names: tuple[str, str, str, str]
    X: tuple[str, ...]
    Y: tuple[str, ...]
    A: tuple[str, ...]
    B: tuple[str, ...]
    people: str
    missing: int = 0


def lists(kind: str, wv: WordVectors) -> Lists:
    """The lists of a kind as these vectors spell their words, without what they lack; no word in two equal pairs.

    Gender: Bolukbasi et al. 2016. Race and age were written for this project, race after Manzini et al. 2019.
    """
    if kind == "gender":
        found = _read("gender")
        pairs, equal, keep = found["definitional_pairs"], found["equalize_pairs"], found["gender_specific_full"]
    else:
        found = _read("race_age")[kind]
        pairs, equal, keep = found["pairs"], found["equal"], set(found["keep"])
        for name in NAMES[kind]:
            keep |= {w.lower() for side in "XY" for w in _tests()[name][side]["words"]}
    defining, alike = spelt(wv, pairs), _once(spelt(wv, equal))
    known_best = {frozenset(pair) for pair in defining}
    alike = sorted(alike, key=lambda pair: frozenset(pair) not in known_best)  # those that define stand first
    return Lists(defining, tuple(alike), frozenset(keep))


def spelt(wv: WordVectors, pairs: list) -> tuple[Pair, ...]:
    """The pairs whose words both have a vector, in lower case where they have none as written."""
    found = (tuple(known(wv, [word])[0] for word in pair) for pair in pairs)
    return tuple((a[0], b[0]) for a, b in found if a and b)


def test(name: str, wv: WordVectors) -> Test | None:
    """A test with the words that have a vector; None where a list would keep fewer than four. KeyError: no such test."""
    raw = _tests()[name]
    sides = [known(wv, raw[side]["words"]) for side in "XYAB"]
    if min(len(words) for words, _ in sides) < FEWEST:
        return None
    names = tuple(raw[side]["name"] for side in "XYAB")
    X, Y, A, B = (tuple(words) for words, _ in sides)
    return Test(names, X, Y, A, B, raw["d"], sum(len(missing) for _, missing in sides))


def _once(pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """The pairs of which no word stood in an earlier one."""
    seen: set[str] = set()
    kept = []
    for pair in pairs:
        if not seen & set(pair) and pair[0] != pair[1]:
            kept.append(pair)
            seen |= set(pair)
    return tuple(kept)


@cache
def _read(name: str) -> dict:
    return json.loads((ASSETS / "data" / "bias" / f"{name}.json").read_text("utf-8"))


@cache
def _tests() -> dict[str, dict]:
    return {row["id"]: row for row in _read("weat")}


def fitting(kind: str, vectors: str) -> str:
    """The vectors in which a kind can be looked at: race in GloVe ("glove"), since Google News ("news") lacks its words."""
    return "glove" if kind == "race" and vectors == "news" else vectors


def with_own(
    shipped: BiasKey, wv: WordVectors, pairs: str = "", equal: str = "", one: bool = False
) -> tuple[BiasKey, list[str]]:
    """The key with pairs as a visitor typed them in place of those that ship ('' keeps these), and the words of theirs
    that have no vector. one: the first pair alone defines the direction.

    Raises UserError for what is no pair, or where no pair is left to define a direction.
    """
    missing: dict[str, None] = {}

    def own(text: str) -> tuple[Pair, ...]:
        listed = typed.pairs_of(text)
        missing.update(dict.fromkeys(known(wv, [word for pair in listed for word in pair])[1]))
        return spelt(wv, listed)

    defining = own(pairs) if pairs.strip() else shipped.pairs
    alike = own(equal) if equal.strip() else shipped.equal
    if not defining:
        raise UserError("debiasing.no_pairs")
    is_own = one or shipped.file > 0 or (defining, alike) != (shipped.pairs, shipped.equal)
    return replace(shipped, pairs=defining[:1] if one else defining, equal=alike, own=is_own), list(missing)
