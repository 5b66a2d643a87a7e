"""Words and pairs of words as a visitor types them."""

from __future__ import annotations

import re

from core.errors import UserError

Pair = tuple[str, str]


def words_of(text: str, most: int | None = None) -> list[str]:
    """The different words of a text, parted by blanks, commas, semicolons or line ends; the first `most`."""
    return list(dict.fromkeys(word for word in re.split(r"[\s,;]+", text) if word))[:most]


def pairs_of(text: str, most: int = 40) -> list[Pair]:
    """Pairs as a visitor typed them, "she–he, woman/man": parted by commas, semicolons or lines, and within a pair by a
    dash, a stroke, a colon or a blank. Raises UserError for what is no pair; repeated pairs count once."""
    found = []
    for part in filter(None, (part.strip() for part in re.split(r"[,;\n]+", text))):
        words = [word for word in re.split(r"\s*[–—/:]\s*|\s+", part) if word and word != "-"]
        words = part.split("-") if len(words) == 1 else words
        if len(words) != 2 or not all(words) or words[0] == words[1]:
            raise UserError("debiasing.no_pair", text=part[:40])
        found.append((words[0], words[1]))
    return list(dict.fromkeys(found))[:most]
