"""What the page on debiasing asks of core about its limits: what stays behind, the soft way, and the independent checks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st

from app.compute import Compared
from app.compute_debias import BiasKey, direction, kept_words, stages_of, vectors_of
from core.words.results import Remaining

FREQUENT = 20_000  # the most biased words are looked for among so many
NEAREST = 10  # words whose side is looked at
REFEREE_WORDS = 5  # of a list: 252 partitions
LOOKED_AT = 5_000  # neutral words of which the mean |e·g| is taken
STRENGTHS = (0.2, 10.0, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7)


@dataclass(frozen=True)
class Left:
    """What stays behind: the words of either side, how well the sides are told before and after, and of the words'
    nearest among these the part that is of their own side (before, after)."""

    first: list[str]
    second: list[str]
    before: Remaining
    after: Remaining
    company: tuple[float, float]


@dataclass(frozen=True)
class Soft:
    """Soft debiasing at one strength λ: the part of the neutral words' mean |e·g| that is left, d of the first association
    test, and WordSim-353."""

    strength: float
    along: float
    effect: float
    wordsim: float


def left(of: BiasKey, count: int, words: tuple[str, ...] = ()) -> Left:
    """What debiasing leaves of the sides of the `count` most biased words each, or of a visitor's own words.

    Raises UserError where a side has too few words.
    """
    return (_own_left if of.own or words else _shared_left)(of, count, words)


def soft_curve(of: BiasKey) -> list[Soft]:
    """Soft debiasing at growing strength."""
    return (_own_soft if of.own else _shared_soft)(of)


def referee(of: BiasKey, words: tuple[str, ...]) -> list[Compared]:
    """Our numbers beside scikit-learn's, beside plain loops, and beside what must hold."""
    from core.referees import debias as referees
    from core.words import weat

    wv, made, found = vectors_of(of.vectors), stages_of(of), direction(of)
    theirs, share = referees.first_component(wv, of.pairs)
    rows = [
        _row("PCA: share of the first component", float(found.shares[0]), share),
        _row("PCA: |cos(g, theirs)|", abs(float(found.direction @ theirs)), 1.0),
    ]
    test = _first_test(of)
    if test is not None:
        sides = [list(side[:REFEREE_WORDS]) for side in (test.X, test.Y, test.A, test.B)]
        ours, (effect, p) = weat.weat(wv, *sides), referees.partitions(wv, *sides)
        rows += [_row("WEAT: d", ours.effect, effect), _row("WEAT: p", ours.p, p)]
    kept = kept_words(of)
    neutral = [word for word in words if word in wv and word not in kept]
    rows.append(_row("max |e·g|", referees.furthest(made[2], neutral, found.direction), 0.0))
    if neutral and of.equal:
        near, far = referees.distances(made[2], neutral[0], of.equal[0])
        rows.append(_row(f"‖{neutral[0]} − {of.equal[0][0]}‖, ‖{neutral[0]} − {of.equal[0][1]}‖", near, far))
    return rows


def _row(name: str, ours: float, theirs: float) -> Compared:
    return Compared(name, ours, theirs, abs(ours - theirs))


def _first_test(of: BiasKey):
    from core.words import bias_lists

    wv = vectors_of(of.vectors)
    return next(filter(None, (bias_lists.test(name, wv) for name in bias_lists.TESTS[of.kind])), None)


def _left(of: BiasKey, count: int, words: tuple[str, ...]) -> Left:
    from core.words import remaining

    (before, _, after), g = stages_of(of), direction(of).direction
    sides = remaining.sides(before, g, words) if words else None
    first, second = sides or remaining.most_biased(before, g, count, kept_words(of), FREQUENT)
    told = [remaining.remaining(wv, first, second) for wv in (before, after)]
    return Left(first, second, *told, tuple(remaining.company(wv, first, second, NEAREST) for wv in (before, after)))


def _soft(of: BiasKey) -> list[Soft]:
    """Measured on the words that the measures need, and on the most frequent neutral ones."""
    from core.words import evaluation, library, soft, weat
    from core.words.vectors import WordVectors

    wv, g, kept, test = vectors_of(of.vectors), direction(of).direction, kept_words(of), _first_test(of)
    neutral = [word for word in wv.words if word not in kept]
    products, pairs = soft.products(wv, neutral), library.text("wordsim")
    judged = {word for a, b, _ in evaluation.pairs(pairs) for word in (a, b)}
    tested = {*test.X, *test.Y, *test.A, *test.B} if test else set()
    often = neutral[:LOOKED_AT]
    wanted = tested | {word.lower() for word in judged} | set(often)
    kept_rows = [row for row, word in enumerate(wv.words) if word in wanted or word.lower() in wanted]
    few = WordVectors([wv.words[row] for row in kept_rows], wv.vectors[kept_rows])
    rows, found = few.rows(often), []
    before = float(np.abs(few.unit[rows] @ g).mean()) or 1.0
    for strength in STRENGTHS:
        made = soft.applied(few, soft.transform(*products, g, strength))
        effect = weat.weat(made, test.X, test.Y, test.A, test.B).effect if test else float("nan")
        along = float(np.abs(made.vectors[rows] @ g).mean())
        found.append(Soft(strength, along / before, effect, evaluation.likeness(made, pairs).spearman))
    return found


_own_left = st.cache_resource(_left, scope="session", max_entries=2, show_spinner=False)
_own_soft = st.cache_resource(_soft, scope="session", max_entries=1, show_spinner=False)


@st.cache_resource(max_entries=16, show_spinner=False)
def _shared_left(of: BiasKey, count: int, words: tuple[str, ...]) -> Left:
    return _left(of, count, words)


@st.cache_resource(max_entries=8, show_spinner=False)
def _shared_soft(of: BiasKey) -> list[Soft]:
    return _soft(of)
