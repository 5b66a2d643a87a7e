"""The sentences that the lessons on translation show: written for this project, unseen in training."""

from __future__ import annotations

import json
from functools import cache

from core.translate.models import PIECES
from core.translate.results import ShownSentence


@cache
def sentences() -> tuple[ShownSentence, ...]:
    """All of them, in the order of the file."""
    data = json.loads((PIECES / "sentences.json").read_text(encoding="utf-8"))
    return tuple(ShownSentence(one["en"], tuple(one["fr"])) for one in data["sentences"])
