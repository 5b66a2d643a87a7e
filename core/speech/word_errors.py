"""What was said against what was heard: the fewest substitutions, deletions and insertions, and the word error rate.

WER = (S + D + I) / N, with N words said. Wagner and Fischer 1974, "The string-to-string correction problem".
"""

from __future__ import annotations

from collections.abc import Sequence

from core.speech.results import Edits


def compare(said: Sequence[str], heard: Sequence[str]) -> Edits:
    """Align two sequences of words (or of letters, for the character error rate) with the fewest edits.

    Where several ways are as short, a substitution is taken before a deletion, and that before an insertion, from the end.
    """
    costs = [list(range(len(heard) + 1))]
    for i, word in enumerate(said, 1):
        above, row = costs[-1], [i]
        for j, other in enumerate(heard, 1):
            row.append(min(above[j - 1] + (word != other), above[j] + 1, row[j - 1] + 1))
        costs.append(row)
    pairs: list[tuple[str | None, str | None]] = []
    i, j = len(said), len(heard)
    while i or j:
        if i and j and costs[i][j] == costs[i - 1][j - 1] + (said[i - 1] != heard[j - 1]):
            i, j = i - 1, j - 1
            pairs.append((said[i], heard[j]))
        elif i and costs[i][j] == costs[i - 1][j] + 1:
            i -= 1
            pairs.append((said[i], None))
        else:
            j -= 1
            pairs.append((None, heard[j]))
    return Edits(tuple(reversed(pairs)))
