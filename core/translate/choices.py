"""What is asked about the picture on screen: which words or candidates to choose from, and which is the answer."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np

from core.translate import counted
from core.translate.chain import rerank
from core.translate.results import (
    EOS,
    VERDICTS,
    BeamTrace,
    Childless,
    CountedBleu,
    Decoding,
    FaultTally,
    Finished,
    NextLook,
    Searched,
    Wider,
    WinnerLengths,
)
from core.translate.words import by_word, words

ALIKE = 1e-4  # two log P that differ by no more are the same output's, added up in another order


def next_look(found: Decoding, step: int, most: int = 3) -> NextLook | None:
    """The words of the source most looked at in a step, at most so many.

    None where the step is not there or writes the end, and where there are fewer than two words.
    """
    places = words(found.source)
    if step >= len(found.tokens) or found.target[step] == EOS or len(places) < 2:
        return None
    weights = by_word(found.alpha[step], places)
    best = np.argsort(-weights, kind="stable")[:most].tolist()
    chosen = sorted(best)
    return NextLook(tuple(places[i] for i in chosen), tuple(float(weights[i]) for i in chosen), chosen.index(best[0]))


def most_looked_at(found: Decoding, step: int) -> tuple[int, ...] | None:
    """The word of the source with the greatest weight in a step, as its pieces' places; None where there is no word."""
    places = words(found.source)
    return places[int(by_word(found.alpha[step], places).argmax())] if places else None


def childless(trace: BeamTrace, step: int, most: int = 4) -> Childless | None:
    """The first step from this one, counted from 0, where one of the kept has no child among the kept of the next, and
    others have. None if there is none.

    Beside the worst of those without a child stand the best of the others, so that there are ``most`` at the most.
    """
    for t in range(max(0, step), len(trace.steps) - 1):
        now, after = trace.steps[t], trace.steps[t + 1]
        rows = np.flatnonzero(now.kept & ~now.ended).tolist()
        parents = set(after.parent[after.kept].tolist())
        without = [row for row in rows if row not in parents]
        if without and parents:
            chosen = sorted([without[-1], *[row for row in rows if row in parents][: most - 1]])
            return Childless(t, tuple(chosen), chosen.index(without[-1]))
    return None


def winner_lengths(finished: Sequence[Finished]) -> WinnerLengths | None:
    """How long the first in the ranking is at either end of α; None where there is only one to rank."""
    if len(finished) < 2:
        return None
    low, high = rerank(finished, (0.0, 1.0)).length.tolist()
    return WinnerLengths(low, high)


def wider(wide: Searched, narrow: Searched) -> Wider:
    """What a wider search finds that a narrower one of the same sentence does not."""
    text, most = max(zip(wide.texts, wide.trace.finished, strict=True), key=lambda one: one[1].log_probability)
    least = narrow.trace.likeliest
    return Wider(text, most.log_probability, least, compared(most.log_probability, least))


def compared(wide: float, narrow: float) -> int:
    """Whether a wide search's log P is greater than a narrow one's (1), the same (0), or less (−1)."""
    return int(wide > narrow + ALIKE) - int(wide <= narrow - ALIKE)


def which_falls(tallies: Sequence[FaultTally], alpha: float, narrow: int = 1, wide: int = 10) -> str | None:
    """Which fault the wide beam has less often than the narrow one, the one that falls most; None where none falls."""
    before, after = (
        next(one.verdicts for one in tallies if (one.width, one.alpha) == (width, alpha)) for width in (narrow, wide)
    )
    most = max(VERDICTS[:3], key=lambda fault: before[fault] - after[fault])
    return most if before[most] > after[most] else None


def word_to_change(found: CountedBleu, n: int) -> int | None:
    """A word of a candidate that costs n-grams if it becomes another one: always the same of a candidate, but not always the
    dearest. None if no word costs any."""
    costly = [word for word in range(len(found.candidate)) if counted.lost(found, word, n)]
    return costly[crc32(" ".join(found.candidate).encode()) % len(costly)] if costly else None
