"""What is held out of everyday English is not within one word of anything in the training: by brute force."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from core.recipes import everyday_data as data


def distance(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    """Levenshtein's distance over words, by the table."""
    table = np.zeros((len(a) + 1, len(b) + 1), dtype=int)
    table[:, 0], table[0] = range(len(a) + 1), range(len(b) + 1)
    for i, one in enumerate(a, 1):
        for j, other in enumerate(b, 1):
            table[i, j] = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (one != other))
    return int(table[-1, -1])


def test_patterns_are_shared_exactly_within_one_word() -> None:
    drawn = np.random.default_rng(1)
    words = [tuple(drawn.choice(list("abc"), drawn.integers(0, 5))) for _ in range(150)]
    for a in words:
        for b in words:
            assert bool(data.around(a) & data.around(b)) == (distance(a, b) <= 1), (a, b)


def test_what_is_held_out_is_far_from_the_training(tmp_path: Path) -> None:
    drawn = np.random.default_rng(2)
    vocabulary = ["tom", "mary", "likes", "saw", "a", "dog", "cat", "big", "today", "the"]
    lines = {" ".join(drawn.choice(vocabulary, drawn.integers(3, 8))) + "." for _ in range(1500)}
    path = tmp_path / "sentences.txt"
    path.write_text("\n".join(sorted(lines)), encoding="utf-8")
    parts = data.read(path)
    assert len(parts["train"]) > 1000 and len(parts["test"]) > 3 and len(parts["dev"]) > 3
    known = [data.without_marks(s) for s in parts["train"]]
    for name in ("dev", "test"):
        for sentence in parts[name]:
            assert min(distance(data.without_marks(sentence), other) for other in known) > 1
    assert len(parts["test"]) < sum(data._part(tuple(data.split(line))) == "test" for line in lines)  # some were near
