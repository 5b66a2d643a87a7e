"""Files of tagged sentences: a word, a tab and its BIO tag on each line, and an empty line between two sentences."""

from __future__ import annotations

from pathlib import Path

Sentence = tuple[list[str], list[str]]  # words, tags


def read(path: Path) -> list[Sentence]:
    """All its sentences."""
    sentences = [part.split("\n") for part in path.read_text("utf-8").strip().split("\n\n")]
    rows = [[line.split("\t") for line in sentence] for sentence in sentences]
    return [([word for word, _ in sentence], [tag for _, tag in sentence]) for sentence in rows]
