"""How good word vectors are: analogy questions by category, and likeness as people judge it."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from typing import Any

import numpy as np

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
    rows, judged, unknown = judged_rows(wv, text)
    return PairScore(spearman(judged, (wv.unit[rows[:, 0]] * wv.unit[rows[:, 1]]).sum(1)), len(rows), unknown)


def judged_rows(wv: WordVectors, text: str) -> tuple[np.ndarray, np.ndarray, int]:
    """Of a list of judged pairs those whose words are both known: places (n, 2), what people said (n,); and how many are not."""
    row_of, _ = spellings(wv.words)
    judged = pairs(text)
    rows = [(row_of.get(a.upper(), -1), row_of.get(b.upper(), -1), value) for a, b, value in judged]
    known = [row for row in rows if min(row[:2]) >= 0]
    places = np.array([row[:2] for row in known], dtype=np.intp).reshape(-1, 2)
    return places, np.array([row[2] for row in known]), len(judged) - len(known)


def spearman(judged: np.ndarray, found: np.ndarray) -> float:
    """The correlation of ranks; nan for fewer than three."""
    from scipy.stats import spearmanr

    return float(spearmanr(judged, found).statistic) if len(judged) > 2 else float("nan")


def job(description: Mapping[str, Any]) -> Generator[AnalogyProgress, None, Evaluation]:
    """Measure vectors on the three lists: the job {"vectors": the name of some that ship, "given": others, or None}."""
    wv = library.of(description["vectors"], description.get("given"))
    for progress in analogies(wv, library.text("questions")):
        yield progress
    pairs = [likeness(wv, library.text(name)) for name in ("wordsim", "simlex")]
    return Evaluation(progress.scores, *pairs)
