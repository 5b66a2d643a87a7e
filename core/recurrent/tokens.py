"""A sentence as the words that GloVe knows: marks, n't and 's stand alone, as in the Penn Treebank; capitals stay.

split("It isn't Tom's.")    ->  It is n't Tom 's .
"""

from __future__ import annotations

import re
import unicodedata

from core.vocab import graphemes

PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": "..."})
TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\b(?:St|Dr|Mr|Mrs|Ms|Jr|Sr|Prof|(?!I)[A-Z])\.(?=\s+\w)"  # St. Louis, J. Smith
    r"|\d+(?:[.,:]\d+)*(?:[^\W_]+)?"  # 1,000 or 3.50 or 20th
    r"|\w+(?:[-'&]\w+)*"  # techno-based, AT&T; n't and 's are cut off below
    r"|\.{2,}|-{2,}"
    r"|\S"
)
ENDING = re.compile(r"(?i)(?<=\w)(n't|'(?:s|re|ve|ll|d|m))$")


def split(text: str) -> list[str]:
    """The words of a text. What a reader sees as one sign, as a joined emoji, is one mark."""
    found: list[str] = []
    end = 0
    for match in TOKEN.finditer(unicodedata.normalize("NFC", text).translate(PLAIN)):
        touches, end = bool(found) and match.start() == end, match.end()
        for part in _parts(match.group()):
            if touches and _belongs(found[-1], part):
                found[-1] += part
            else:
                found.append(part)
    return found


def _belongs(before: str, part: str) -> bool:
    """Whether a reader sees the part as one sign with what it touches; no sign depends on more than the last few characters."""
    tail = before[-4:]
    return len(graphemes(tail + part)) == len(graphemes(tail))


def _parts(token: str) -> list[str]:
    """don't -> do, n't; can't -> ca, n't; Tom's -> Tom, 's."""
    ending = ENDING.search(token)
    return [token[: ending.start()], ending.group()] if ending else [token]
