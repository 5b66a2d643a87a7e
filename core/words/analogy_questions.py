"""Analogy questions, "a is to b as c is to d": read from a list, and answered by vectors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from core.errors import UserError
from core.words.results import AnalogyProgress, Score

CELLS = 1 << 24  # questions at once × words: 64 MB of scores
Question = tuple[str, ...]


def questions(text: str) -> dict[str, list[Question]]:
    """Category -> its questions (a, b, c, d), "a is to b as c is to d", of Mikolov's format: ": category" lines, then
    four words a line. Raises UserError with the number of a line that is neither."""
    found: dict[str, list[Question]] = {}
    category: list[Question] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        words = tuple(line.split())
        if line.startswith(":"):
            category = found.setdefault(line.lstrip(": ").strip(), [])
        elif len(words) == 4 and category is not None:
            category.append(words)
        elif words:
            raise UserError("vectors.question_line", line=number)
    return found


def answers(
    words: Sequence[str], unit: np.ndarray, listed: Mapping[str, Sequence[Question]]
) -> Iterator[AnalogyProgress]:
    """Answer every question by 3CosAdd with the vectors `unit` (V, E) of the words, in batches; the last item is the result.

    As in the original word2vec: letters' case does not count (of spellings that differ by it alone the most frequent
    has the vector), the three words of a question are no answer, and questions with an unknown word are left out.
    """
    rows_of, group = spellings(words)
    scores: dict[str, Score] = {}
    done, total = 0, sum(map(len, listed.values()))
    size = max(1, CELLS // max(1, len(words)))
    yield AnalogyProgress(0, total)
    for category, asked in listed.items():
        rows = [[rows_of.get(word.upper(), -1) for word in question] for question in asked]
        known = np.array([row for row in rows if min(row) >= 0], dtype=np.intp).reshape(-1, 4)
        correct = 0
        for start in range(0, len(known), size):
            part = known[start : start + size]
            correct += int((group[_best(unit, part, group)] == part[:, 3]).sum())
            scores[category] = Score(correct, start + len(part))
            yield AnalogyProgress(done + len(asked) * (start + len(part)) // len(known), total, dict(scores))
        done += len(asked)
        scores[category] = Score(correct, len(known))
    yield AnalogyProgress(total, total, scores)


def spellings(words: Sequence[str]) -> tuple[dict[str, int], np.ndarray]:
    """Upper-case spelling -> the first row that has it; and for each row (V,) that first row."""
    rows: dict[str, int] = {}
    first = np.array([rows.setdefault(word.upper(), row) for row, word in enumerate(words)], dtype=np.intp)
    return rows, first


def _best(unit: np.ndarray, asked: np.ndarray, group: np.ndarray) -> np.ndarray:
    """For each question (n, 4) of rows the row nearest to b − a + c that is spelt like none of the three: (n,)."""
    a, b, c, _ = asked.T
    scores = (unit[b] - unit[a] + unit[c]) @ unit.T  # (n, V)
    if len(np.unique(group)) == len(group):
        scores[np.arange(len(asked))[:, None], asked[:, :3]] = -np.inf
    else:
        for row, given in zip(scores, asked[:, :3], strict=True):
            row[np.isin(group, given)] = -np.inf
    return scores.argmax(1)
