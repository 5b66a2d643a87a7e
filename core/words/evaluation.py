"""How good word vectors are: analogy questions by category, and likeness as people judge it."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from core.errors import UserError
from core.words.results import AnalogyProgress, Evaluation, PairScore, Score

if TYPE_CHECKING:
    from core.words.vectors import WordVectors

CELLS = 1 << 24  # questions at once × words: 64 MB of scores


def questions(text: str) -> dict[str, list[tuple[str, ...]]]:
    """Category -> its questions (a, b, c, d), "a is to b as c is to d", of Mikolov's format: ": category" lines, then
    four words a line. Raises UserError with the number of a line that is neither."""
    found: dict[str, list[tuple[str, ...]]] = {}
    category: list[tuple[str, ...]] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        words = tuple(line.split())
        if line.startswith(":"):
            category = found.setdefault(line.lstrip(": ").strip(), [])
        elif len(words) == 4 and category is not None:
            category.append(words)
        elif words:
            raise UserError("vectors.question_line", line=number)
    return found


def analogies(wv: WordVectors, text: str) -> Iterator[AnalogyProgress]:
    """Answer every question by 3CosAdd, in batches; the last item yielded is the result.

    As in the original word2vec: letters' case does not count (of spellings that differ by it alone the most frequent
    has the vector), the three words of a question are no answer, and questions with an unknown word are left out.
    """
    listed = questions(text)
    spelling, group = _groups(wv)
    scores: dict[str, Score] = {}
    done, total = 0, sum(map(len, listed.values()))
    size = max(1, CELLS // max(1, len(wv)))
    yield AnalogyProgress(0, total)
    for category, asked in listed.items():
        rows = [[spelling.get(word.upper(), -1) for word in question] for question in asked]
        known = np.array([row for row in rows if min(row) >= 0], dtype=np.intp).reshape(-1, 4)
        correct = 0
        for start in range(0, len(known), size):
            part = known[start : start + size]
            correct += int((group[_answers(wv.unit, part, group)] == part[:, 3]).sum())
            scores[category] = Score(correct, start + len(part))
            yield AnalogyProgress(done + len(asked) * (start + len(part)) // len(known), total, dict(scores))
        done += len(asked)
        scores[category] = Score(correct, len(known))
    yield AnalogyProgress(total, total, scores)


def _groups(wv: WordVectors) -> tuple[dict[str, int], np.ndarray]:
    """Upper-case spelling -> the first row that has it; and for each row (V,) that first row."""
    spelling: dict[str, int] = {}
    group = np.array([spelling.setdefault(word.upper(), row) for row, word in enumerate(wv.words)], dtype=np.intp)
    return spelling, group


def _answers(unit: np.ndarray, asked: np.ndarray, group: np.ndarray) -> np.ndarray:
    """For each question (n, 4) of rows the row nearest to b − a + c that is spelt like none of the three: (n,)."""
    a, b, c, _ = asked.T
    scores = (unit[b] - unit[a] + unit[c]) @ unit.T  # (n, V)
    if len(np.unique(group)) == len(group):
        scores[np.arange(len(asked))[:, None], asked[:, :3]] = -np.inf
    else:
        for row, given in zip(scores, asked[:, :3], strict=True):
            row[np.isin(group, given)] = -np.inf
    return scores.argmax(1)


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

    spelling, _ = _groups(wv)
    judged = pairs(text)
    rows = [(spelling.get(a.upper(), -1), spelling.get(b.upper(), -1), value) for a, b, value in judged]
    known = [row for row in rows if min(row[:2]) >= 0]
    if len(known) < 3:
        return PairScore(float("nan"), len(known), len(judged) - len(known))
    left, right, values = zip(*known, strict=True)
    cosines = (wv.unit[list(left)] * wv.unit[list(right)]).sum(1)
    return PairScore(float(spearmanr(values, cosines).statistic), len(known), len(judged) - len(known))


def job(description: Mapping[str, Any]) -> Generator[AnalogyProgress, None, Evaluation]:
    """Measure vectors on the three lists: the job {"vectors": the name of some that ship, "given": others, or None}."""
    from core.words import library

    wv = library.of(description["vectors"], description.get("given"))
    for progress in analogies(wv, library.text("questions")):
        yield progress
    pairs = [likeness(wv, library.text(name)) for name in ("wordsim", "simlex")]
    return Evaluation(progress.scores, *pairs)
