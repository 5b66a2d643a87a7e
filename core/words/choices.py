"""Questions about what is on screen: the answers to choose from, in order, and the place of the right one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from core.words.bias_lists import CONTROLS
from core.words.results import Answer, Association, Drawn, EqualPair, Film
from core.words.vectors import WordVectors

RANKS = (3, 15, 40)  # of three neighbours that are far enough apart to be told
MOST_OFFERED = 4  # answers
SAME = 0.01  # a share that changes by no more has stayed
Choices = tuple[list[str], int]


def nearer(wv: WordVectors, word: str) -> Choices | None:
    """Three neighbours of a word, of which one is much nearer by cosine than the others; None where there are too few."""
    ranked = [other for other, _ in wv.most_similar(word, top=RANKS[-1])]
    if len(ranked) < RANKS[-1]:
        return None
    return _ordered([ranked[rank - 1] for rank in RANKS])


def own_words(outside: Answer, inside: Answer) -> Choices | None:
    """What an equation gives where its own words may answer: `inside`, or its positive words, or what it gives without
    them, `outside`. None where these are all one."""
    given = [term.word for term in inside.terms if term.sign > 0]
    found = _ordered([inside.words[0], *given, outside.words[0]])
    return found if len(found[0]) > 1 else None


def stays(inside: Answer) -> bool:
    """Whether an equation whose own words may answer, `inside`, gives one of them."""
    return inside.words[0] in {term.word for term in inside.terms}


def true_nearest(film: Film, point: int) -> Choices | None:
    """Four words of which one is a point's nearest in the space; None where too few differ.

    The others stand near on the map and are not among the true neighbours, as far as there are such.
    """
    near = film.near[point].tolist()
    others = [int(j) for j in film.nearest(point) if j not in near]
    others += [j for j in near[1:] if j not in others]
    found = _ordered([film.names[j] for j in (near[0], *others[:3])])
    return found if len(found[0]) == 4 else None


def point_asked(film: Film, pinned: str) -> int:
    """The point that a question is about: the true nearest of the pinned word, of which the picture already tells all that
    could be asked; or one on the way, where none is pinned."""
    return int(film.near[film.names.index(pinned)][0]) if pinned in film.names else len(film.names) // 3


def equalised(pair: EqualPair) -> Choices:
    """How far from 0 equalising puts a pair, to two digits: that, half of what parts it now, and the farther of its places
    now. ValueError for a pair that cannot be equalised."""
    if pair.after is None:
        raise ValueError("nothing comes of that pair")
    a, b = (float(x) for x in pair.along)
    return _ordered([f"{abs(x):.2f}" for x in (float(pair.after.along[0]), (a - b) / 2, max(abs(a), abs(b)))])


def surest(tests: Sequence[Association]) -> Association | None:
    """Of the association tests about the kind itself the one that is least likely by chance before debiasing."""
    about = [test for test in tests if test.name not in CONTROLS]
    return min(about, key=lambda test: test.results[0].p, default=None)


def change(before: float, after: float) -> int:
    """Whether a share falls (0), stays (1) or rises (2)."""
    return 0 if after - before < -SAME else 2 if after - before > SAME else 1


def hardest(shown: Drawn, pair: int, x: int, k: int) -> Choices | None:
    """The words drawn against a pair, k darts at exponent number x, and which of them is pushed off hardest: that of the
    largest σ. None where there is but one, or where two are as hard to a hundredth."""
    drawn = {shown.names[place]: float(shown.logit[place]) for place in shown.hit[x, pair, :k]}
    ranked = sorted(drawn, key=drawn.__getitem__, reverse=True)[:MOST_OFFERED]
    if len(ranked) < 2 or 1 / (1 + math.exp(-drawn[ranked[0]])) - 1 / (1 + math.exp(-drawn[ranked[1]])) < SAME:
        return None
    return _ordered(ranked)


def likeliest(p: Mapping[str, float]) -> Choices | None:
    """The likeliest of some words and the three that come next. None where there is but one, or where two are as likely."""
    ranked = sorted(p, key=p.__getitem__, reverse=True)[:MOST_OFFERED]
    if len(ranked) < 2 or p[ranked[0]] - p[ranked[1]] < SAME:
        return None
    return _ordered(ranked)


def least_sure(chances: Sequence[float]) -> Choices | None:
    """The numbers of the turns of a walk, and the one whose way has the smallest probability. Of many turns only the least sure
    are offered. None where there is but one turn, or where two are as sure to a hundredth."""
    ranked = sorted(range(len(chances)), key=chances.__getitem__)[:MOST_OFFERED]
    if len(ranked) < 2 or chances[ranked[1]] - chances[ranked[0]] < SAME:
        return None
    return [str(turn + 1) for turn in sorted(ranked)], sorted(ranked).index(ranked[0])


def _ordered(offered: Sequence[str]) -> Choices:
    """Each once, sorted; the first of them is right."""
    options = sorted({*offered})
    return options, options.index(offered[0])
