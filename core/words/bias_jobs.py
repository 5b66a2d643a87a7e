"""The lesson on debiasing as jobs: what is measured at each stage, what stays behind, the soft way, and the checks.

A description is {"key": BiasKey, "given": Given or None, …}; `given` stands in for the vectors that ship. Progress is a
fraction.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from core.errors import UserError
from core.referees import debias as referees
from core.referees.results import Compared, numbers
from core.words import bias_lists, debias, debiasing, evaluation, library, remaining, soft, weat
from core.words.debiasing import Stages
from core.words.options import BiasKey
from core.words.results import Left, Measured, Near, Soft
from core.words.vectors import WordVectors

FREQUENT = 20_000  # the most biased words are looked for among so many
NEAREST = 10  # words whose side is looked at
REFEREE_WORDS = 5  # of a list: 252 partitions
LOOKED_AT = 5_000  # neutral words of which the mean |e·g| is taken
STRENGTHS = (0.2, 10.0, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7)
NEIGHBOURS, ASKED, ANSWERS = 8, 6, 3


class Case:
    """Vectors and what is to be debiased in them; the vectors of each stage are made when first asked for."""

    def __init__(self, key: BiasKey, wv: WordVectors) -> None:
        self.key, self.wv = key, wv
        self.kept = bias_lists.lists(key.kind, wv).keep.union(*key.pairs, *key.equal)

    @staticmethod
    def of(description: Mapping[str, Any]) -> Case:
        """That of a job's description."""
        key: BiasKey = description["key"]
        return Case(key, library.of(key.vectors, description.get("given")))

    @cached_property
    def direction(self) -> np.ndarray:
        """The unit vector (E,) that the pairs define. UserError as debias.subspace."""
        return debias.bias_direction(self.wv, self.key.pairs)

    @cached_property
    def stages(self) -> Stages:
        """The vectors before, after neutralising, after equalising. UserError as debias.equalize."""
        return debiasing.stages(self.wv, self.direction, self.key.pairs, self.key.equal, self.kept)

    def told(self) -> tuple[float, float, float] | None:
        """How often a classifier is right about the sides of the most biased words at each stage; None where the
        vocabulary has too few. UserError as debias.equalize."""
        before, neutralised, equalised = self.stages
        try:
            sides = remaining.most_biased(before, self.direction, remaining.SIDE, self.kept, FREQUENT)
        except UserError:
            return None
        return remaining.told(before, *sides), remaining.told(neutralised, *sides), remaining.told(equalised, *sides)

    def test(self) -> bias_lists.Test | None:
        """The first of the kind's association tests for which the vectors have words."""
        return next(filter(None, (bias_lists.test(name, self.wv) for name in bias_lists.TESTS[self.key.kind])), None)


def measure(description: Mapping[str, Any]) -> Generator[float, None, Measured]:
    """The job of the scores, the association tests and the classifier at each stage."""
    yield 0.0
    case, scores = Case.of(description), []
    for wv in case.stages:
        scores.append(debiasing.scores(wv))
        yield len(scores) / 5
    tests = debiasing.tests(case.stages, case.key.kind)
    yield 0.8
    return Measured(tuple(scores), tests, case.told())


def near(description: Mapping[str, Any]) -> Generator[float, None, Near]:
    """The job {…, "words"}: the neighbours of words that are known, and analogies of the first few."""
    yield 0.0
    case = Case.of(description)
    (first, second), (before, _, after) = case.key.pairs[0], case.stages
    words = [word for word in description["words"] if word not in (first, second)]
    yield 0.5
    return Near(
        {w: tuple(wv.most_similar(w, top=NEIGHBOURS) for wv in (before, after)) for w in words},
        {w: tuple(wv.most_similar([first, w], [second], top=ANSWERS) for wv in (before, after)) for w in words[:ASKED]},
    )


def left(description: Mapping[str, Any]) -> Generator[float, None, Left]:
    """The job {…, "count", "words"}: what is left of the sides of the `count` most biased words each, or of `words`.

    UserError where a side has too few words.
    """
    yield 0.0
    case, words = Case.of(description), description["words"]
    (before, _, after), g = case.stages, case.direction
    sides = remaining.sides(before, g, words) if words else None
    first, second = sides or remaining.most_biased(before, g, description["count"], case.kept, FREQUENT)
    yield 0.3
    separated = []
    for wv in (before, after):
        separated.append(remaining.remaining(wv, first, second))
        yield 0.3 + 0.25 * len(separated)
    company = tuple(remaining.company(wv, first, second, NEAREST) for wv in (before, after))
    control = None if words else remaining.control(before, len(case.key.pairs), len(first), FREQUENT)
    return Left(first, second, *separated, company, NEAREST, control)


def soften(description: Mapping[str, Any]) -> Generator[float, None, list[Soft]]:
    """The job {…, "test"} of soft debiasing at growing strength, on the words that the measures need and the most frequent
    neutral. test: the name of the association test; without one the first that the vectors have words for."""
    yield 0.0
    case, name = Case.of(description), description.get("test")
    wv, g, test = case.wv, case.direction, bias_lists.test(name, case.wv) if name else case.test()
    neutral = [word for word in wv.words if word not in case.kept]
    products, often = soft.products(wv, neutral), neutral[:LOOKED_AT]
    few = _few(wv, [*often, *_tested(test)])
    rows, found = few.rows(often), []
    before = float(np.abs(few.unit[rows] @ g).mean()) or 1.0
    for strength in STRENGTHS:
        yield len(found) / len(STRENGTHS)
        made = soft.applied(few, soft.transform(*products, g, strength))
        effect = weat.weat(made, test.X, test.Y, test.A, test.B).effect if test else float("nan")
        along = float(np.abs(made.vectors[rows] @ g).mean())
        wordsim = evaluation.likeness(made, library.text("wordsim")).spearman
        found.append(Soft(strength, along / before, effect, wordsim))
    return found


def _tested(test: bias_lists.Test | None) -> Sequence[str]:
    return [*test.X, *test.Y, *test.A, *test.B] if test else ()


def _few(wv: WordVectors, words: Sequence[str]) -> WordVectors:
    """Of the vectors these words, and those of WordSim-353 in any spelling."""
    wanted = {word.lower() for a, b, _ in evaluation.pairs(library.text("wordsim")) for word in (a, b)} | set(words)
    rows = [row for row, word in enumerate(wv.words) if word in wanted or word.lower() in wanted]
    return WordVectors([wv.words[row] for row in rows], wv.vectors[rows])


def check(description: Mapping[str, Any]) -> Generator[float, None, list[Compared]]:
    """The job {…, "words"} of the referee: scikit-learn's PCA, plain loops, and what must hold for the words."""
    yield 0.0
    case = Case.of(description)
    key, wv, g = case.key, case.wv, case.direction
    theirs, share = referees.first_component(wv, key.pairs)
    rows = [
        numbers("PCA: share of the first component", float(debias.subspace(wv, key.pairs).shares[0]), share),
        numbers("PCA: |cos(g, theirs)|", abs(float(g @ theirs)), 1.0),
    ]
    yield 0.2
    test = case.test()
    if test is not None:
        sides = [list(side[:REFEREE_WORDS]) for side in (test.X, test.Y, test.A, test.B)]
        ours, (effect, p) = weat.weat(wv, *sides), referees.partitions(wv, *sides)
        rows += [numbers("WEAT: d", ours.effect, effect), numbers("WEAT: p", ours.p, p)]
    yield 0.6
    made = case.stages[2]
    neutral = [word for word in description["words"] if word in wv and word not in case.kept]
    rows.append(numbers("max |e·g|", referees.furthest(made, neutral, g), 0.0))
    if neutral and key.equal:
        apart = referees.distances(made, neutral[0], key.equal[0])
        rows.append(numbers(f"‖{neutral[0]} − {key.equal[0][0]}‖, ‖{neutral[0]} − {key.equal[0][1]}‖", *apart))
    return rows
