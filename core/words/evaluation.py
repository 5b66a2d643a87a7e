"""How good word vectors are: analogy questions by category, and likeness as people judge it."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from typing import Any

from core.errors import UserError
from core.words import library
from core.words.analogy_questions import answers, questions, spellings
from core.words.results import AnalogyProgress, Evaluation, PairScore
from core.words.vectors import WordVectors


def analogies(wv: WordVectors, text: str) -> Iterator[AnalogyProgress]:
    """Answer every question of a list in Mikolov's format; the last item yielded is the result. See `answers`."""
    return answers(wv.words, wv.unit, questions(text))


def pairs(text: str) -> list[tuple[str, str, float]]:
    """Word pairs and what people judged, of lines "word TAB word TAB number"; `#` begins a comment.

    Raises UserError with the number of a line that is neither.
    """
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            try:
                a, b, judged = line.split("\t")
                found.append((a, b, float(judged)))
            except ValueError:
                raise UserError("vectors.pair_line", line=number) from None
    return found


def likeness(wv: WordVectors, text: str) -> PairScore:
    """Spearman's rho between people's judgements and the cosine, over the pairs whose words are both known."""
    from scipy.stats import spearmanr

    row_of, _ = spellings(wv.words)
    judged = pairs(text)
    rows = [(row_of.get(a.upper(), -1), row_of.get(b.upper(), -1), value) for a, b, value in judged]
    known = [row for row in rows if min(row[:2]) >= 0]
    if len(known) < 3:
        return PairScore(float("nan"), len(known), len(judged) - len(known))
    left, right, values = zip(*known, strict=True)
    cosines = (wv.unit[list(left)] * wv.unit[list(right)]).sum(1)
    return PairScore(float(spearmanr(values, cosines).statistic), len(known), len(judged) - len(known))


def job(description: Mapping[str, Any]) -> Generator[AnalogyProgress, None, Evaluation]:
    """Measure vectors on the three lists: the job {"vectors": the name of some that ship, "given": others, or None}."""
    wv = library.of(description["vectors"], description.get("given"))
    for progress in analogies(wv, library.text("questions")):
        yield progress
    pairs = [likeness(wv, library.text(name)) for name in ("wordsim", "simlex")]
    return Evaluation(progress.scores, *pairs)
